using System.Security.Claims;
using Blog.Data;
using Blog.Data.Addresses;
using Blog.Data.Media;
using Blog.Data.Posts;
using Blog.Data.Posts.Drafts;
using Blog.Data.Redirects;
using Blog.Site;
using Microsoft.EntityFrameworkCore;

namespace Blog.Editor.Checklist;

/// <summary>Checks which links of a text lead into this blog, and whether readers will find anything there.</summary>
public sealed class InternalLinkChecker(
    BlogDb db,
    MediaStore store,
    AddressLookup addresses,
    OpenPosts posts,
    SiteContext site,
    SiteOptions options,
    TimeProvider clock
)
{
    /// <summary>Links checked; of a text with more of them, only the first ones.</summary>
    public const int Most = 500;

    private static readonly HashSet<string> NotForReaders = new(StringComparer.Ordinal)
    {
        "admin",
        "account",
        "setup",
        "preview",
        "api",
        "error",
        "health",
        "metrics",
    };

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

    private async Task<bool> AnswersAsync(string path, PostDraft text, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var own = InternalLink.SegmentsOf(path, site.Settings.EditionCodes);
        return own switch
        {
            [] or ["tags"] or ["categories"] => true,
            ["tags", var tag] when Slug.HasWords(tag) => await IsTagAsync(Slug.From(tag, "tag"), text, now, cancellationToken)
                || await IsOldAsync(path, now, cancellationToken),
            ["categories", ..] when own.Skip(1).All(Slug.HasWords) => await IsCategoryAsync(own[1..], text, now, cancellationToken)
                || await IsOldAsync(path, now, cancellationToken),
            ["media", var id, var name] => await IsFileAsync(id, name, cancellationToken) || await IsOldAsync(path, now, cancellationToken),
            ["assets", var file] => site.Assets.Has(file) || await IsOldAsync(path, now, cancellationToken),
            [var first, ..]
                when ReservedSegments.All.Contains(first)
                    && !ReservedSegments.Unused.Contains(first)
                    && first is not ("media" or "assets" or "tags") => !NotForReaders.Contains(first),
            _ => await IsOldAsync(path, now, cancellationToken),
        };
    }

    private async Task<bool> IsOldAsync(string path, DateTimeOffset now, CancellationToken cancellationToken) =>
        path.Length <= TextLengths.Path && await addresses.FindOldAsync(path, null, now, cancellationToken) is not null;

    private async Task<bool> IsFileAsync(string id, string name, CancellationToken cancellationToken) =>
        await db.Media.AsNoTracking().FirstOrDefaultAsync(file => file.Id == id, cancellationToken) is { } file
        && file.IsNamed(name)
        && store.Find(file) is not null;

    private async Task<bool> IsTagAsync(Slug tag, PostDraft text, DateTimeOffset now, CancellationToken cancellationToken) =>
        PostDraft.SplitTags(text.Tags).Any(name => Slug.From(name, "tag") == tag)
        || await db.Posts.Published(now).Listed().Tagged(tag).AnyAsync(cancellationToken);

    private async Task<bool> IsCategoryAsync(string[] names, PostDraft text, DateTimeOffset now, CancellationToken cancellationToken)
    {
        static string Path(IEnumerable<string> parts) => string.Join('/', parts.Select(name => Slug.From(name, "category").Value));
        var (path, mine) = (
            Path(names),
            Path(text.Category.Split('/', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        );
        return mine == path
            || mine.StartsWith(path + "/", StringComparison.Ordinal)
            || await db.Posts.Published(now).Listed().Under(path).AnyAsync(cancellationToken);
    }
}

/// <summary>A link into this blog that would be broken for readers.</summary>
/// <param name="PostId">The target, where it exists but is not public yet; null where it does not exist.</param>
/// <param name="Title">The title of the target.</param>
/// <param name="PublicAt">When the target becomes public; null where that is not known.</param>
public sealed record BrokenLink(string Link, int? PostId, string? Title, DateTimeOffset? PublicAt);
