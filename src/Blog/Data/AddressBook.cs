using Microsoft.EntityFrameworkCore;

namespace Blog.Data;

/// <summary>Finds what stands at a path, in whatever spelling a reader or an old link has it.</summary>
public sealed class AddressBook(BlogDb db)
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
        var found = await db.Posts.Published(now).Where(post => post.AddressKey == key)
            .Select(post => new { post.Id, post.Address }).FirstOrDefaultAsync(cancellationToken);
        if (found is not null)
        {
            return string.Equals(found.Address.Value, path, StringComparison.Ordinal) ? new AddressMatch(found.Id, null) : new AddressMatch(null, found.Address.Href);
        }

        var old = await db.Redirects.AsNoTracking()
            .Include(redirect => redirect.Post).Include(redirect => redirect.Tag).Include(redirect => redirect.Category).Include(redirect => redirect.MediaFile)
            .FirstOrDefaultAsync(redirect => redirect.PathKey == key, cancellationToken);
        return new AddressMatch(null, old switch
        {
            { Post: { State: PostState.Published } post } when post.PublishedAt <= now => post.Address.Href,
            { Tag: { } tag } => "/tags/" + Uri.EscapeDataString(tag.Slug.Value),
            { Category: { } category } => "/categories" + PostAddress.Encode("/" + category.Path),
            { MediaFile: { } file } => file.Path,
            _ => null,
        });
    }
}

/// <summary>What stands at a path: at most one of the two is set.</summary>
/// <param name="PostId">The post that answers right here.</param>
/// <param name="RedirectTo">Where the reader is sent for good, percent-encoded, below the base path.</param>
public sealed record AddressMatch(int? PostId, string? RedirectTo);
