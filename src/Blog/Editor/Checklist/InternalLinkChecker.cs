using System.Security.Claims;
using Blog.Data;
using Blog.Data.Addresses;
using Blog.Data.Posts;
using Blog.Data.Posts.Drafts;
using Blog.Data.Redirects;
using Blog.Site;
using Microsoft.EntityFrameworkCore;

namespace Blog.Editor.Checklist;

/// <summary>Checks which links of a text lead into this blog, and whether readers will find anything there.</summary>
public sealed class InternalLinkChecker(
    BlogDb db,
    PublicPaths paths,
    OpenPosts posts,
    SiteContext site,
    SiteOptions options,
    TimeProvider clock
)
{
    /// <summary>Links checked; of a text with more of them, only the first ones.</summary>
    public const int Most = 500;

    /// <summary>Finds those that lead nowhere, or to something that is not public yet.</summary>
    /// <param name="links">Targets as written.</param>
    /// <param name="text">The text around them: its own tags and category will have pages.</param>
    /// <param name="address">Its own address.</param>
    /// <param name="person">Whose drafts may be named; drafts of others are confidential.</param>
    public async Task<IReadOnlyList<BrokenLink>> FindAsync(
        IReadOnlyList<string> links,
        PostDraft text,
        PostAddress address,
        ClaimsPrincipal person,
        CancellationToken cancellationToken
    )
    {
        var targets = links
            .Select(link => (Link: link, Path: PathOf(link, address)))
            .Where(link => link.Path is not null)
            .Select(link => (link.Link, Path: link.Path!, Key: PostAddress.KeyOf(link.Path!)))
            .Where(link => link.Key != address.Key)
            .DistinctBy(link => link.Key)
            .Take(Most)
            .ToList();
        var keys = targets.Select(link => link.Key).ToList();
        var (now, mine) = (clock.GetUtcNow(), posts.Of(person.Actor));
        var known =
            keys.Count == 0
                ? []
                : await db
                    .Posts.AsNoTracking()
                    .Where(post => keys.Contains(post.AddressKey))
                    .Select(post => new
                    {
                        post.Id,
                        post.AddressKey,
                        post.Title,
                        post.State,
                        post.PublishedAt,
                        IsMine = mine.Any(own => own.Id == post.Id),
                    })
                    .ToDictionaryAsync(post => post.AddressKey, StringComparer.Ordinal, cancellationToken);
        var lost = new List<BrokenLink>();
        foreach (var (link, path, key) in targets)
        {
            var post = known.GetValueOrDefault(key);
            if (post is { State: PostState.Published } && post.PublishedAt <= now)
            {
                continue;
            }

            if (post is { IsMine: true, State: not PostState.Trash })
            {
                lost.Add(new BrokenLink(link, post.Id, post.Title, post.State == PostState.Published ? post.PublishedAt : null));
            }
            else if (!await AnswersAsync(path, text, now, cancellationToken))
            {
                lost.Add(new BrokenLink(link, null, null, null));
            }
        }

        return lost;
    }

    private string? PathOf(string link, PostAddress address) =>
        InternalLink.PathOf(link, address, options.PublicUrl.Authority, options.BasePath);

    private async Task<bool> AnswersAsync(string path, PostDraft text, DateTimeOffset now, CancellationToken cancellationToken) =>
        InternalLink.SegmentsOf(path, site.Settings.EditionCodes) switch
        {
            ["tags", var tag] when Slug.HasWords(tag) && IsOwnTag(Slug.From(tag, "tag"), text) => true,
            ["categories", .. var names] when names.All(Slug.HasWords) && IsOwnCategory(names, text) => true,
            ["assets", var file] when site.Assets.Has(file) => true,
            _ => await paths.AnswersAsync(path, site.Settings.EditionCodes, now, cancellationToken),
        };

    private static bool IsOwnTag(Slug tag, PostDraft text) => PostDraft.SplitTags(text.Tags).Any(name => Slug.From(name, "tag") == tag);

    private static bool IsOwnCategory(string[] names, PostDraft text)
    {
        static string Path(IEnumerable<string> parts) => string.Join('/', parts.Select(name => Slug.From(name, "category").Value));
        var (path, mine) = (
            Path(names),
            Path(text.Category.Split('/', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        );
        return mine == path || mine.StartsWith(path + "/", StringComparison.Ordinal);
    }
}

/// <summary>A link into this blog that would be broken for readers.</summary>
/// <param name="PostId">The target, where it exists but is not public yet; null where it does not exist.</param>
/// <param name="Title">The title of the target.</param>
/// <param name="PublicAt">When the target becomes public; null where that is not known.</param>
public sealed record BrokenLink(string Link, int? PostId, string? Title, DateTimeOffset? PublicAt);
