using Blog.Data.Addresses;
using Blog.Data.Redirects;
using Microsoft.EntityFrameworkCore;

namespace Blog.Data.Posts.Writing;

/// <summary>Moves posts, and leaves redirects where readers may still look for them.</summary>
internal sealed class PostAddressChange(BlogDb db)
{
    /// <summary>A public address answers for ever: a post that moves leaves a redirect, and one that comes back takes its own away.</summary>
    public async Task MoveAsync(Post post, PostAddress to, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (wasPublic, from) = (await WasPublicAsync(post, now, cancellationToken), post.Address);
        post.MoveTo(to);
        if (wasPublic)
        {
            await LeaveAsync(post, from.Value, now, cancellationToken);
        }

        var key = to.Key;
        db.Redirects.RemoveRange(
            await db.Redirects.Where(redirect => redirect.PathKey == key && redirect.PostId == post.Id).ToListAsync(cancellationToken)
        );
    }

    /// <summary>Leaves a redirect at a path that once led to a post, unless it is taken.</summary>
    public async Task LeaveAsync(Post post, string path, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var key = PostAddress.KeyOf(path);
        var known =
            db.Redirects.Local.Any(redirect => redirect.PathKey == key)
            || await db.Redirects.AnyAsync(redirect => redirect.PathKey == key, cancellationToken);
        if (!known && !string.Equals(key, post.AddressKey, StringComparison.Ordinal))
        {
            db.Redirects.Add(Redirect.To(post, path, now));
        }
    }

    /// <summary>Whether readers may know its address, though it may be a draft again by now.</summary>
    private async Task<bool> WasPublicAsync(Post post, DateTimeOffset now, CancellationToken cancellationToken) =>
        post.Id != 0
        && (
            post.IsPublic(now)
            || await db.Revisions.AnyAsync(
                revision => revision.PostId == post.Id && revision.Kind == RevisionKind.Publish,
                cancellationToken
            )
        );
}
