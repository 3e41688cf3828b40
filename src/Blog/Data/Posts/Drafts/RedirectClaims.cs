using Blog.Data.Addresses;
using Blog.Data.Redirects;
using Microsoft.EntityFrameworkCore;

namespace Blog.Data.Posts.Drafts;

/// <summary>
/// Finds what an address redirects to today: a post that takes the address ends that redirect, which its author must confirm.
/// </summary>
public sealed class RedirectClaims(BlogDb db, OpenPosts posts, TimeProvider clock)
{
    /// <summary>The redirect at an address; null if there is none or it leads to the post itself.</summary>
    /// <param name="address">The address that a post is to have.</param>
    /// <param name="postId">The post; null for a new one.</param>
    /// <param name="actor">Who asks: drafts of others are confidential.</param>
    public async Task<RedirectClaim?> FindAsync(PostAddress address, int? postId, Actor actor, CancellationToken cancellationToken)
    {
        var (key, id, now) = (address.Key, postId ?? 0, clock.GetUtcNow());
        var mine = posts.Of(actor);
        var found = await db
            .Redirects.AsNoTracking()
            .Where(redirect => redirect.PathKey == key && redirect.PostId != id)
            .Select(redirect => new
            {
                redirect.Id,
                redirect.PostId,
                redirect.TagId,
                redirect.CategoryId,
                PostTitle = db
                    .Posts.Where(post => post.Id == redirect.PostId)
                    .Where(post => (post.State == PostState.Published && post.PublishedAt <= now) || mine.Any(own => own.Id == post.Id))
                    .Select(post => post.Title)
                    .FirstOrDefault(),
                TagName = redirect.Tag!.Name,
                CategoryName = redirect.Category!.Name,
                FileName = redirect.MediaFile!.Name,
                IsHeld = db.Posts.Any(post => post.Id == id && post.AddressKey == key),
            })
            .FirstOrDefaultAsync(cancellationToken);
        return found switch
        {
            null => null,
            { PostId: not null } => Claim(RedirectKind.Post, found.PostTitle),
            { TagId: not null } => Claim(RedirectKind.Tag, found.TagName),
            { CategoryId: not null } => Claim(RedirectKind.Category, found.CategoryName),
            _ => Claim(RedirectKind.Media, found.FileName),
        };

        RedirectClaim Claim(RedirectKind kind, string? name) => new(found.Id, address, kind, name is "" ? null : name, found.IsHeld);
    }
}

/// <summary>A redirect at the address that a post is to have.</summary>
/// <param name="RedirectId">Its row id.</param>
/// <param name="Address">The address.</param>
/// <param name="Kind">What it leads to.</param>
/// <param name="Name">Title or name of that; null for an untitled post or one that must not be named.</param>
/// <param name="IsHeld">Whether the post has the address already, so that its author has been asked.</param>
public sealed record RedirectClaim(int RedirectId, PostAddress Address, RedirectKind Kind, string? Name, bool IsHeld)
{
    /// <summary>Whether the author confirmed to take this address.</summary>
    /// <param name="confirmed">The address for which the question was answered with yes.</param>
    public bool IsConfirmedBy(string? confirmed) =>
        !string.IsNullOrEmpty(confirmed) && string.Equals(PostAddress.KeyOf(confirmed), Address.Key, StringComparison.Ordinal);
}
