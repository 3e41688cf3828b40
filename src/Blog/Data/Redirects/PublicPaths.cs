using Blog.Data.Addresses;
using Blog.Data.Media;
using Blog.Data.Posts;
using Microsoft.EntityFrameworkCore;

namespace Blog.Data.Redirects;

/// <summary>Tells whether readers find something at a path of this blog.</summary>
public sealed class PublicPaths(BlogDb db, MediaStore store, AddressLookup addresses)
{
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

    /// <summary>Whether a page, a list, an image or a redirect is there. Files of the program itself are not known here.</summary>
    /// <param name="path">Decoded, without the base path.</param>
    /// <param name="editionCodes">The site's edition codes.</param>
    /// <param name="now">The time for which posts are public.</param>
    public async Task<bool> AnswersAsync(
        string path,
        IReadOnlyCollection<string> editionCodes,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var own = InternalLink.SegmentsOf(path, editionCodes);
        return own switch
        {
            [] or ["tags"] or ["categories"] => true,
            ["tags", var tag] when Slug.HasWords(tag) => await IsTagAsync(tag, now, cancellationToken)
                || await IsStoredAsync(path, now, cancellationToken),
            ["categories", .. var names] when names.All(Slug.HasWords) => await IsCategoryAsync(names, now, cancellationToken)
                || await IsStoredAsync(path, now, cancellationToken),
            ["media", var id, var name] => await IsFileAsync(id, name, cancellationToken)
                || await IsStoredAsync(path, now, cancellationToken),
            [var first, ..]
                when ReservedSegments.All.Contains(first)
                    && !ReservedSegments.Unused.Contains(first)
                    && first is not ("media" or "assets" or "tags") => !NotForReaders.Contains(first),
            _ => await IsStoredAsync(path, now, cancellationToken),
        };
    }

    private async Task<bool> IsStoredAsync(string path, DateTimeOffset now, CancellationToken cancellationToken) =>
        await addresses.FindAsync(path, now, cancellationToken) is { PostId: not null } or { RedirectTo: not null };

    private async Task<bool> IsFileAsync(string id, string name, CancellationToken cancellationToken) =>
        await db.Media.AsNoTracking().FirstOrDefaultAsync(file => file.Id == id, cancellationToken) is { } file
        && file.IsNamed(name)
        && store.Find(file) is not null;

    private Task<bool> IsTagAsync(string name, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var tag = Slug.From(name, "tag");
        return db.Posts.Published(now).Listed().Tagged(tag).AnyAsync(cancellationToken);
    }

    private Task<bool> IsCategoryAsync(string[] names, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var path = string.Join('/', names.Select(name => Slug.From(name, "category").Value));
        return db.Posts.Published(now).Listed().Under(path).AnyAsync(cancellationToken);
    }
}
