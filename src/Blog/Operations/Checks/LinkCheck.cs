using Blog.Data;
using Blog.Data.Addresses;
using Blog.Data.Posts;
using Blog.Data.Redirects;
using Blog.Storage.DataDirectory;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Blog.Operations.Checks;

/// <summary>
/// Broken links and images of public posts that lead into this blog. Authors write them, so they are notes and not errors.
/// </summary>
internal sealed class LinkCheck(BlogDb db, AddressLookup addresses, IOptions<DataOptions> options, TimeProvider clock) : ICheck
{
    private readonly Dictionary<string, bool> _known = new(StringComparer.Ordinal);
    private IReadOnlyCollection<string> _editions = [];

    public string Name => "links";

    public async Task<CheckResult> RunAsync(bool repair, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        _editions = [.. (await db.Settings.AsNoTracking().SingleAsync(cancellationToken)).EditionCodes];
        var posts = await db
            .Posts.Published(now)
            .AsNoTracking()
            .Select(post => new
            {
                post.Id,
                post.Title,
                post.Address,
            })
            .ToDictionaryAsync(post => post.Id, cancellationToken);
        var links = await db
            .PostLinks.AsNoTracking()
            .OrderBy(link => link.PostId)
            .ThenBy(link => link.Position)
            .ToListAsync(cancellationToken);
        var (inner, lost) = (0, new List<string>());
        foreach (var link in links)
        {
            if (
                !posts.TryGetValue(link.PostId, out var post)
                || InternalLink.PathOf(link.Target, post.Address, options.Value.PublicAuthority, options.Value.BasePath) is not { } path
            )
            {
                continue;
            }

            inner++;
            if (!await AnswersAsync(path, now, cancellationToken))
            {
                lost.Add($"'{post.Title}' ({post.Address}) {(link.IsImage ? "shows" : "links to")} {link.Target}, where nothing is");
            }
        }

        var report = new CheckResult(
            string.Create(CultureInfo.InvariantCulture, $"{inner - lost.Count} of {inner} links within the blog are valid")
        );
        report.Notes.AddRange(lost);
        return report;
    }

    private async Task<bool> AnswersAsync(string path, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var key = PostAddress.KeyOf(path);
        if (!_known.TryGetValue(key, out var answers))
        {
            _known[key] = answers =
                IsSystem(path)
                || await IsFiledAsync(path, now, cancellationToken)
                || await addresses.FindAsync(path, now, cancellationToken) is not { PostId: null, RedirectTo: null };
        }

        return answers;
    }

    /// <summary>Lists, feeds and the like; those of tags, categories and media are looked up.</summary>
    private bool IsSystem(string path) =>
        Own(path) switch
        {
            [] or ["tags"] or ["categories"] => true,
            ["tags" or "categories" or "media", ..] => false,
            [var first, ..] => ReservedSegments.All.Contains(first) && !ReservedSegments.Unused.Contains(first),
        };

    private async Task<bool> IsFiledAsync(string path, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var listed = db.Posts.Published(now).Listed();
        switch (Own(path))
        {
            case ["tags", var tag, ..] when Slug.HasWords(tag):
                var slug = Slug.From(tag, "tag");
                return await listed.Tagged(slug).AnyAsync(cancellationToken);
            case ["categories", .. var names] when names.Length > 0 && names.All(Slug.HasWords):
                var category = string.Join('/', names.Select(name => Slug.From(name, "category").Value));
                return await listed.Under(category).AnyAsync(cancellationToken);
            case ["media", var id, _]:
                return await db.Media.AnyAsync(file => file.Id == id, cancellationToken);
            default:
                return false;
        }
    }

    private string[] Own(string path) => InternalLink.SegmentsOf(path, _editions);
}
