using Blog.Data.Addresses;
using Blog.Data.Redirects;
using Microsoft.EntityFrameworkCore;

namespace Blog.Data.Posts.Writing;

/// <summary>Changes the addresses of posts and adds redirects from former public addresses.</summary>
internal sealed class PostAddressChange(BlogDb db)
{
    /// <summary>
    /// Public addresses stay valid forever: a moved post leaves a redirect, and one that moves back removes its own redirect.
    /// </summary>
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

    /// <summary>Adds a redirect from a former path of a post, unless the path is taken.</summary>
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

    /// <summary>Whether the post is or was public, even if it is a draft again.</summary>
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
