using Blog.Data;
using Blog.Data.Addresses;
using Blog.Data.Posts;
using Microsoft.EntityFrameworkCore;

namespace Blog.Operations.Announcing;

/// <summary>
/// Posts and pages that became public, or got another address. When that was is not stored but follows from what is: the publication time,
/// which may lie in the past or the future; the creation of the row, for an import of public posts; the first revision of a publication,
/// for a draft that was dated back (an imported post has none: its first publication here is an update); and the redirect from a former
/// address.
/// </summary>
internal static class NewAddresses
{
    /// <summary>Those since an instant, inclusive, in the order in which they are told.</summary>
    public static async Task<IReadOnlyList<NewAddress>> SinceAsync(
        BlogDb db,
        DateTimeOffset since,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var posts = await db
            .Posts.AsNoTracking()
            .Published(now)
            .Where(post => !post.Hidden)
            .Where(post =>
                post.PublishedAt >= since
                || post.CreatedAt >= since
                || db.Redirects.Any(redirect => redirect.PostId == post.Id && redirect.CreatedAt >= since)
                || db.Revisions.Any(revision =>
                    revision.PostId == post.Id && revision.Kind == RevisionKind.Publish && revision.CreatedAt >= since
                )
            )
            .Select(post => new
            {
                post.Id,
                post.Address,
                post.PublishedAt,
                post.CreatedAt,
            })
            .ToListAsync(cancellationToken);
        var ids = posts.Select(post => post.Id).ToList();
        var publications = (
            await db
                .Revisions.Where(revision =>
                    ids.Contains(revision.PostId) && (revision.Kind == RevisionKind.Publish || revision.Kind == RevisionKind.Import)
                )
                .Select(revision => new { revision.PostId, At = revision.CreatedAt })
                .ToListAsync(cancellationToken)
        ).ToLookup(revision => revision.PostId, revision => revision.At);
        var moves = (
            await db
                .Redirects.Where(redirect => redirect.PostId != null && ids.Contains(redirect.PostId.Value))
                .Select(redirect => new { redirect.PostId, At = redirect.CreatedAt })
                .ToListAsync(cancellationToken)
        ).ToLookup(redirect => redirect.PostId!.Value, redirect => redirect.At);
        return
        [
            .. posts
                .Select(post => new NewAddress(
                    post.Id,
                    post.Address,
                    WhenOf(post.PublishedAt!.Value, post.CreatedAt, [.. publications[post.Id]], [.. moves[post.Id]])
                ))
                .Where(address => address.At >= since)
                .OrderBy(address => address.At)
                .ThenBy(address => address.PostId),
        ];
    }

    /// <summary>When a post had become public at its present address.</summary>
    /// <param name="publications">When its author published or imported it, each time.</param>
    /// <param name="moves">When it left former addresses.</param>
    private static DateTimeOffset WhenOf(
        DateTimeOffset publishedAt,
        DateTimeOffset createdAt,
        IReadOnlyList<DateTimeOffset> publications,
        IReadOnlyList<DateTimeOffset> moves
    )
    {
        var moved = moves.Count > 0 ? moves.Max() : DateTimeOffset.MinValue;
        var movedAsDraft = publications.Where(at => at >= moved).DefaultIfEmpty(moved).Min(); // readers see it once it is published again
        return new[]
        {
            publishedAt,
            createdAt,
            publications.DefaultIfEmpty(createdAt).Min(),
            moves.Count > 0 ? movedAsDraft : createdAt,
        }.Max();
    }
}

/// <summary>An address to tell.</summary>
/// <param name="At">When the post had become public there.</param>
internal sealed record NewAddress(int PostId, PostAddress Address, DateTimeOffset At);
