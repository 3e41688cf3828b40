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
            await FollowAsync(post, from.Value, now, cancellationToken);
        }

        if (post.Id == 0)
        {
            return; // a new post has no redirects yet
        }

        var key = to.Key;
        db.Redirects.RemoveRange(
            await db.Redirects.Where(redirect => redirect.PathKey == key && redirect.PostId == post.Id).ToListAsync(cancellationToken)
        );
    }

    /// <summary>Adds redirects from former paths of a post, except from those that are taken.</summary>
    public async Task LeaveAsync(Post post, IReadOnlyCollection<string> paths, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (paths.Count == 0)
        {
            return;
        }

        var keys = paths.Select(PostAddress.KeyOf).ToList();
        var taken = await RedirectKeys.TakenAsync(db, keys, cancellationToken);
        taken.Add(post.AddressKey);
        db.Redirects.AddRange(paths.Zip(keys).Where(one => taken.Add(one.Second)).Select(one => Redirect.To(post, one.First, now)));
    }

    /// <summary>
    /// Removes a redirect that the author of a post at its address agreed to end. Readers reach the post there from now on; until it is
    /// public, the redirect keeps working.
    /// </summary>
    public async Task EndRedirectAsync(int id, PostAddress address, CancellationToken cancellationToken)
    {
        var key = address.Key;
        db.Redirects.RemoveRange(
            await db.Redirects.Where(redirect => redirect.Id == id && redirect.PathKey == key).ToListAsync(cancellationToken)
        );
    }

    /// <summary>
    /// Redirects the address that a public post leaves. An older redirect there was without effect as long as the post had the address; it
    /// leads to the post now, the last one that readers found there.
    /// </summary>
    private async Task FollowAsync(Post post, string from, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var key = PostAddress.KeyOf(from);
        if (
            post.IsPublic(now)
            && !string.Equals(key, post.AddressKey, StringComparison.Ordinal)
            && (
                db.Redirects.Local.FirstOrDefault(redirect => redirect.PathKey == key)
                ?? await db.Redirects.FirstOrDefaultAsync(redirect => redirect.PathKey == key, cancellationToken)
            )
                is { } older
        )
        {
            older.LeadTo(post);
            return;
        }

        await LeaveAsync(post, [from], now, cancellationToken);
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
