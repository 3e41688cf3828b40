using Blog.Data.Addresses;
using Blog.Data.Posts;
using Microsoft.EntityFrameworkCore;

namespace Blog.Data.Redirects;

/// <summary>Finds what stands at a path, in whatever spelling a reader or an old link has it.</summary>
public sealed class AddressLookup(BlogDb db)
{
    /// <summary>Looks a decoded path up.</summary>
    /// <param name="path">The request's path, decoded, without edition handling: addresses are stored whole.</param>
    /// <param name="now">The instant that decides what is public.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<AddressMatch> FindAsync(string path, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (path.Length > TextLengths.Path)
        {
            return new AddressMatch(null, null);
        }

        var key = PostAddress.KeyOf(path);
        var found = await db
            .Posts.Published(now)
            .Where(post => post.AddressKey == key)
            .Select(post => new { post.Id, post.Address })
            .FirstOrDefaultAsync(cancellationToken);
        if (found is not null)
        {
            return string.Equals(found.Address.Value, path, StringComparison.Ordinal)
                ? new AddressMatch(found.Id, null)
                : new AddressMatch(null, found.Address.Href);
        }

        return new AddressMatch(null, (await FindOldAsync(path, null, now, cancellationToken))?.Href);
    }

    /// <summary>
    /// Where an address leads at which nothing is found any more. The living comes first: a redirect sleeps below a tag, category or post that
    /// has taken its address, and leads on again once that is gone.
    /// </summary>
    /// <param name="path">Decoded.</param>
    /// <param name="language">The one language that the asking edition lists; null for all.</param>
    /// <param name="now">The instant that decides what is public.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Null where it leads nowhere, or to what this reader would not find either: else a draft's tag would betray itself.</returns>
    public async Task<OldAddress?> FindOldAsync(string path, string? language, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var key = PostAddress.KeyOf(path);
        var old = await db
            .Redirects.Where(redirect => redirect.PathKey == key)
            .Select(redirect => new
            {
                redirect.PostId,
                redirect.TagId,
                redirect.CategoryId,
                redirect.MediaFileId,
            })
            .FirstOrDefaultAsync(cancellationToken);
        return old switch
        {
            { PostId: { } id } => await PostAsync(id, now, cancellationToken),
            { TagId: { } id } => await TagAsync(id, db.Posts.Published(now).Listed().In(language), cancellationToken),
            { CategoryId: { } id } => await CategoryAsync(id, db.Posts.Published(now).Listed().In(language), cancellationToken),
            { MediaFileId: { } id } => await db.Media.AsNoTracking().SingleOrDefaultAsync(file => file.Id == id, cancellationToken)
                is { } file
                ? new OldAddress(file.Path, false)
                : null,
            _ => null,
        };
    }

    private async Task<OldAddress?> PostAsync(int id, DateTimeOffset now, CancellationToken cancellationToken) =>
        await db
            .Posts.Published(now)
            .Where(post => post.Id == id)
            .Select(post => new { post.Address })
            .FirstOrDefaultAsync(cancellationToken)
            is { } post
            ? new OldAddress(post.Address.Href, false)
            : null;

    private async Task<OldAddress?> TagAsync(int id, IQueryable<Post> visible, CancellationToken cancellationToken) =>
        await visible.AnyAsync(post => post.Tags.Any(tag => tag.Id == id), cancellationToken)
            ? new OldAddress(
                PostAddress.Encode((await db.Tags.AsNoTracking().SingleAsync(tag => tag.Id == id, cancellationToken)).Address),
                true
            )
            : null;

    private async Task<OldAddress?> CategoryAsync(int id, IQueryable<Post> visible, CancellationToken cancellationToken) =>
        await db.Categories.AsNoTracking().SingleOrDefaultAsync(category => category.Id == id, cancellationToken) is { } category
        && await visible.Under(category.Path).AnyAsync(cancellationToken)
            ? new OldAddress(PostAddress.Encode(category.Address), true)
            : null;
}

/// <summary>What stands at a path: at most one of the two is set.</summary>
/// <param name="PostId">The post that answers right here.</param>
/// <param name="RedirectTo">Where the reader is sent for good, percent-encoded, below the base path.</param>
public sealed record AddressMatch(int? PostId, string? RedirectTo);

/// <summary>Where an old address leads.</summary>
/// <param name="Href">Percent-encoded, below the base path.</param>
/// <param name="IsInEveryEdition">Whether each edition has its own page of it.</param>
public sealed record OldAddress(string Href, bool IsInEveryEdition);
