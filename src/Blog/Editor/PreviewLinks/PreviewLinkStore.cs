using System.Security.Claims;
using Blog.Data;
using Blog.Data.People;
using Blog.Data.Posts;
using Blog.Data.Posts.Drafts;
using Blog.Site;
using Microsoft.EntityFrameworkCore;

namespace Blog.Editor.PreviewLinks;

/// <summary>
/// Creates, lists and revokes links that let people without an account read what is not public. Only a hash of each is stored, so a link is
/// shown only once.
/// </summary>
public sealed class PreviewLinkStore(BlogDb db, OpenPosts posts, TimeProvider clock)
{
    /// <summary>Days that a link may be valid.</summary>
    public static readonly IReadOnlyList<int> Days = [1, 7, 30];

    /// <summary>Active links per post.</summary>
    public const int Most = 20;

    /// <summary>The active links of a post, newest first.</summary>
    public async Task<IReadOnlyList<PreviewLinkRow>> OfAsync(int postId, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return await db
            .PreviewLinks.AsNoTracking()
            .Where(link => link.PostId == postId && link.ExpiresAt > now)
            .OrderByDescending(link => link.CreatedAt)
            .ThenByDescending(link => link.Id)
            .Select(link => new PreviewLinkRow(
                link.Id,
                db.Authors.Where(author => author.Id == link.MakerId).Select(author => author.Name).FirstOrDefault(),
                link.CreatedAt,
                link.ExpiresAt
            ))
            .ToListAsync(cancellationToken);
    }

    /// <summary>Creates a link, and removes the expired ones of all posts.</summary>
    /// <returns>The token, which is not stored; null where the post has reached its limit of links.</returns>
    public async Task<string?> CreateAsync(Post post, int days, ClaimsPrincipal person, CancellationToken cancellationToken)
    {
        var (now, token) = (clock.GetUtcNow(), SecretToken.New());
        var isFull = false;
        await db.WriteAsync(
            async () =>
            {
                await db.PreviewLinks.Where(link => link.ExpiresAt <= now).ExecuteDeleteAsync(cancellationToken);
                isFull = await db.PreviewLinks.CountAsync(link => link.PostId == post.Id, cancellationToken) >= Most;
                if (!isFull)
                {
                    db.PreviewLinks.Add(new PreviewLink(SecretToken.HashOf(token), post, person.AuthorId, now, TimeSpan.FromDays(days)));
                }
            },
            cancellationToken,
            keepTracked: true
        );
        return isFull ? null : token;
    }

    /// <summary>Revokes a link of a post, effective at once.</summary>
    /// <returns>Whether there was one.</returns>
    public async Task<bool> RevokeAsync(int postId, int linkId, CancellationToken cancellationToken) =>
        await db.WriteAsync(
            () => db.PreviewLinks.Where(link => link.Id == linkId && link.PostId == postId).ExecuteDeleteAsync(cancellationToken),
            cancellationToken,
            keepTracked: true
        ) > 0;

    /// <summary>
    /// What a token opens; null where it is unknown, expired or revoked, or its post is in the trash. The caller cannot tell which.
    /// </summary>
    public async Task<OpenedPreview?> FindAsync(string token, CancellationToken cancellationToken)
    {
        if (token.Length > TextLengths.Name)
        {
            return null;
        }

        var (hash, now) = (SecretToken.HashOf(token), clock.GetUtcNow());
        var link = await db
            .PreviewLinks.AsNoTracking()
            .Include(l => l.Post!.Category)
            .Include(l => l.Post!.Tags)
            .SingleOrDefaultAsync(l => l.TokenHash == hash && l.ExpiresAt > now && l.Post!.State != PostState.Trash, cancellationToken);
        return link is null
            ? null
            : new OpenedPreview(
                link.Post!,
                await db.PendingEdits.AsNoTracking().SingleOrDefaultAsync(edit => edit.PostId == link.PostId, cancellationToken),
                link.ExpiresAt
            );
    }

    /// <summary>A post that the person may create links for.</summary>
    public Task<OpenPost?> PostAsync(int id, ClaimsPrincipal person, CancellationToken cancellationToken) =>
        posts.FindAsync(id, person.Actor, cancellationToken);
}

/// <summary>A link as listed.</summary>
/// <param name="Maker">Who created it; null where unknown.</param>
public sealed record PreviewLinkRow(int Id, string? Maker, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt);

/// <summary>What a link opens.</summary>
/// <param name="Post">The post, with category and tags.</param>
/// <param name="Edit">The pending edit; null where there is none.</param>
/// <param name="Until">When the link expires.</param>
public sealed record OpenedPreview(Post Post, PendingEdit? Edit, DateTimeOffset Until);
