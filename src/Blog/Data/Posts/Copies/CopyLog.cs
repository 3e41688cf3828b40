using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Blog.Rendering.Text;
using Microsoft.EntityFrameworkCore;

namespace Blog.Data.Posts.Copies;

/// <summary>Remembers where posts were copied to, and whether their text has changed since.</summary>
public sealed class CopyLog(BlogDb db, TimeProvider clock)
{
    /// <summary>A number for a title and a text: equal ones have the same.</summary>
    public static int NumberOf(string title, string markdown)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes($"{title.Trim()}\n{TextLimits.Normalize(markdown)}"), hash);
        return BinaryPrimitives.ReadInt32BigEndian(hash);
    }

    /// <summary>
    /// Whether a post is copied as it was last typed: readers have nothing of a draft. Of a public or scheduled post it is the stored text.
    /// </summary>
    public static bool IsCopiedAsTyped(Post post) => post.State != PostState.Published;

    /// <summary>Remembers that a post was copied just now.</summary>
    /// <param name="target">Short name of the platform.</param>
    public Task RememberAsync(int postId, string target, string title, string markdown, CancellationToken cancellationToken) =>
        db.WriteAsync(
            async () =>
            {
                var copy = await db.PostCopies.FindAsync([postId, target], cancellationToken);
                if (copy is null)
                {
                    copy = new PostCopy(postId, target);
                    db.PostCopies.Add(copy);
                }

                copy.Copied(NumberOf(title, markdown), clock.GetUtcNow());
            },
            cancellationToken
        );

    /// <summary>The copies of some posts, newest first.</summary>
    public async Task<ILookup<int, CopyMark>> OfAsync(IReadOnlyCollection<int> posts, CancellationToken cancellationToken)
    {
        var copies = await db.PostCopies.AsNoTracking().Where(copy => posts.Contains(copy.PostId)).ToListAsync(cancellationToken);
        var numbers = copies.Count == 0 ? [] : await NumbersAsync([.. copies.Select(copy => copy.PostId).Distinct()], cancellationToken);
        return copies
            .OrderByDescending(copy => copy.CopiedAt)
            .ThenBy(copy => copy.Target, StringComparer.Ordinal)
            .ToLookup(
                copy => copy.PostId,
                copy => new CopyMark(copy.Target, copy.CopiedAt, numbers.TryGetValue(copy.PostId, out var number) && number != copy.Version)
            );
    }

    /// <summary>The posts whose title or text has changed since one of their copies was made.</summary>
    public async Task<IReadOnlyList<int>> OutdatedAsync(CancellationToken cancellationToken)
    {
        var copied = await db.PostCopies.Select(copy => copy.PostId).Distinct().ToListAsync(cancellationToken);
        return
        [
            .. (await OfAsync(copied, cancellationToken)).Where(copies => copies.Any(copy => copy.IsOutdated)).Select(copies => copies.Key),
        ];
    }

    private async Task<Dictionary<int, int>> NumbersAsync(List<int> ids, CancellationToken cancellationToken)
    {
        var typed = await db
            .PendingEdits.AsNoTracking()
            .Where(edit => ids.Contains(edit.PostId) && edit.Post!.State != PostState.Published)
            .Select(edit => new { edit.PostId, edit.Draft })
            .ToDictionaryAsync(edit => edit.PostId, edit => NumberOf(edit.Draft.Title, edit.Draft.Markdown), cancellationToken);
        var stored = await db
            .Posts.AsNoTracking()
            .Where(post => ids.Contains(post.Id))
            .Select(post => new
            {
                post.Id,
                post.Title,
                post.Markdown,
            })
            .ToListAsync(cancellationToken);
        return stored.ToDictionary(
            post => post.Id,
            post => typed.TryGetValue(post.Id, out var number) ? number : NumberOf(post.Title, post.Markdown)
        );
    }
}

/// <summary>Where and when a post was copied.</summary>
/// <param name="Target">Short name of the platform.</param>
/// <param name="IsOutdated">Whether its title or text has changed since.</param>
public sealed record CopyMark(string Target, DateTimeOffset At, bool IsOutdated);
