using Blog.Data.Posts.Writing;
using Blog.Rendering;
using Blog.Rendering.Output;
using Microsoft.EntityFrameworkCore;

namespace Blog.Data.Comments;

/// <summary>
/// The only way in which comments are sent and change their state; those of other systems come by <see cref="ImportedCommentWriter"/>.
/// Which pages show a change is noted by the database itself.
/// </summary>
public sealed class CommentWriter(BlogDb db, RenderThrottle renderer, TimeProvider clock)
{
    /// <summary>Language of a comment that was imported to a page without a post.</summary>
    private const string UnknownLanguage = "en";

    private const int Attempts = 3;
    private const int RenderedAtOnce = 100;

    /// <summary>Adds a comment; if it is approved at once, readers see it when this returns.</summary>
    /// <returns>The comment; null if its post, or the comment that it answers, is gone.</returns>
    public async Task<Comment?> SubmitAsync(
        SentComment sent,
        CommentState state,
        CommentReason? reason,
        CancellationToken cancellationToken
    )
    {
        var rendered =
            state == CommentState.Approved ? await renderer.RenderCommentAsync(sent.Content.Text, sent.Language, cancellationToken) : null;
        return await db.WriteAsync(
            async () =>
            {
                if (!await IsPlacedAsync(sent, cancellationToken))
                {
                    return null;
                }

                OtherThreads.GoFirst();
                var now = clock.GetUtcNow();
                var comment = new Comment(sent, rendered is null ? state : CommentState.Waiting, reason, now);
                if (rendered is not null)
                {
                    comment.Approve(rendered, now);
                }

                db.Comments.Add(comment);
                await db.SaveChangesAsync(cancellationToken); // its id
                OtherThreads.GoFirst();
                await NoticeAsync(comment, now, cancellationToken);
                OtherThreads.GoFirst();
                return comment;
            },
            cancellationToken
        );
    }

    /// <summary>Shows comments to readers.</summary>
    /// <param name="seen">Versions by row id: one that changed since stays as it is. Null to approve them whatever they say now.</param>
    /// <returns>The ids of those that changed.</returns>
    public async Task<IReadOnlyList<int>> ApproveAsync(
        IReadOnlyCollection<int> ids,
        IReadOnlyDictionary<int, int>? seen,
        CancellationToken cancellationToken
    )
    {
        var done = new List<int>();
        foreach (var id in ids)
        {
            if (
                await RenderAndChangeAsync(
                    id,
                    comment =>
                        comment.State != CommentState.Approved && (seen is null || seen.GetValueOrDefault(id, -1) == comment.Version),
                    (comment, rendered) => comment.Approve(rendered, clock.GetUtcNow()),
                    cancellationToken
                )
            )
            {
                done.Add(id);
            }
        }

        return done;
    }

    /// <summary>Takes comments for spam.</summary>
    /// <param name="seen">As for <see cref="ApproveAsync"/>.</param>
    /// <returns>The ids of those that changed.</returns>
    public Task<IReadOnlyList<int>> MarkSpamAsync(
        IReadOnlyCollection<int> ids,
        IReadOnlyDictionary<int, int>? seen,
        CancellationToken cancellationToken
    ) => ChangeAsync(ids, CommentState.Spam, seen, comment => comment.MarkSpam(comment.Reason, clock.GetUtcNow()), cancellationToken);

    /// <summary>Hides comments until somebody approves them again.</summary>
    /// <returns>The ids of those that changed.</returns>
    public Task<IReadOnlyList<int>> HideAsync(IReadOnlyCollection<int> ids, CancellationToken cancellationToken) =>
        ChangeAsync(ids, CommentState.Waiting, null, comment => comment.Wait(comment.Reason, clock.GetUtcNow()), cancellationToken);

    /// <summary>Moves comments to the trash, from which they can be restored.</summary>
    /// <param name="seen">As for <see cref="ApproveAsync"/>.</param>
    /// <returns>The ids of those that changed.</returns>
    public Task<IReadOnlyList<int>> DeleteAsync(
        IReadOnlyCollection<int> ids,
        IReadOnlyDictionary<int, int>? seen,
        CancellationToken cancellationToken
    ) => ChangeAsync(ids, CommentState.Trash, seen, comment => comment.Delete(clock.GetUtcNow()), cancellationToken);

    /// <summary>Undoes the last change of state of each; what its writer erased stays so.</summary>
    /// <returns>The ids of those that changed.</returns>
    public async Task<IReadOnlyList<int>> RestoreAsync(IReadOnlyCollection<int> ids, CancellationToken cancellationToken)
    {
        var done = new List<int>();
        foreach (var id in ids)
        {
            var isDone = await RenderAndChangeAsync(
                id,
                comment => comment.StateBefore is { } before && before != comment.State && comment.Text.Length > 0,
                (comment, rendered) => comment.Undo(rendered, clock.GetUtcNow()),
                cancellationToken
            );
            if (isDone)
            {
                done.Add(id);
            }
        }

        return done;
    }

    /// <summary>Replaces name and text, and says anew who sees it.</summary>
    /// <param name="name">Null for none.</param>
    /// <returns>False if there is no such comment.</returns>
    public async Task<bool> EditAsync(
        int id,
        string? name,
        string text,
        CommentState state,
        CommentReason? reason,
        CancellationToken cancellationToken
    )
    {
        var language = await db
            .Comments.Where(comment => comment.Id == id)
            .Select(comment => comment.Language)
            .FirstOrDefaultAsync(cancellationToken);
        var rendered =
            state == CommentState.Approved ? await renderer.RenderCommentAsync(text, language ?? UnknownLanguage, cancellationToken) : null;
        return await db.WriteAsync(
            async () =>
            {
                if (await db.Comments.SingleOrDefaultAsync(comment => comment.Id == id, cancellationToken) is not { } comment)
                {
                    return false;
                }

                var now = clock.GetUtcNow();
                comment.Edit(name, text, now);
                if (rendered is not null)
                {
                    comment.Approve(rendered, now);
                }
                else if (state == CommentState.Spam)
                {
                    comment.MarkSpam(reason, now);
                }
                else if (state == CommentState.Trash)
                {
                    comment.Delete(now);
                }
                else
                {
                    comment.Wait(reason, now);
                }

                return true;
            },
            cancellationToken
        );
    }

    /// <summary>
    /// Removes comments for good, with everything that is known of their writers. Of one that has answers an empty place is kept.
    /// </summary>
    public Task EraseAsync(IReadOnlyCollection<int> ids, CancellationToken cancellationToken) =>
        db.WriteAsync(
            async () =>
            {
                var comments = await db.Comments.Where(comment => ids.Contains(comment.Id)).ToListAsync(cancellationToken);
                var answered = await db
                    .Comments.Where(answer => answer.ParentId != null && ids.Contains(answer.ParentId.Value) && !ids.Contains(answer.Id))
                    .Select(answer => answer.ParentId!.Value)
                    .ToHashSetAsync(cancellationToken);
                foreach (var comment in comments)
                {
                    if (answered.Contains(comment.Id))
                    {
                        comment.Erase(clock.GetUtcNow());
                    }
                    else
                    {
                        db.Comments.Remove(comment);
                    }
                }
            },
            cancellationToken
        );

    /// <summary>Removes spam that was taken for it before a time.</summary>
    /// <returns>How many.</returns>
    public async Task<int> EmptySpamAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        var old = db.Comments.Where(comment => comment.State == CommentState.Spam && comment.StateChangedAt < before);
        return await old.AnyAsync(cancellationToken)
            ? await db.WriteAsync(() => old.ExecuteDeleteAsync(cancellationToken), cancellationToken)
            : 0;
    }

    /// <summary>
    /// Makes the HTML of approved comments that have none of the present renderer: imported ones, and those of an earlier one.
    /// </summary>
    /// <returns>How many were rendered.</returns>
    public async Task<int> RenderAgainAsync(CancellationToken cancellationToken)
    {
        var ids = await db
            .Comments.Where(comment => comment.State == CommentState.Approved && comment.RendererVersion != CommentRenderer.Version)
            .OrderByDescending(comment => comment.CreatedAt)
            .Select(comment => comment.Id)
            .ToListAsync(cancellationToken);
        foreach (var some in ids.Chunk(RenderedAtOnce))
        {
            await RenderAgainAsync(some, cancellationToken);
        }

        return ids.Count;
    }

    private async Task RenderAgainAsync(int[] ids, CancellationToken cancellationToken)
    {
        var texts = await TextsAsync(ids, cancellationToken);
        var rendered = new Dictionary<int, (string Text, RenderedComment Comment)>();
        foreach (var (id, text, language) in texts)
        {
            rendered[id] = (text, await renderer.RenderCommentAsync(text, language, cancellationToken));
        }

        await db.WriteAsync(
            async () =>
            {
                foreach (
                    var comment in await db
                        .Comments.Where(comment => ids.Contains(comment.Id) && comment.State == CommentState.Approved)
                        .ToListAsync(cancellationToken)
                )
                {
                    if (rendered.TryGetValue(comment.Id, out var made) && made.Text == comment.Text)
                    {
                        comment.Show(made.Comment);
                    }
                }
            },
            cancellationToken
        );
    }

    /// <summary>Texts of comments, with the language to render them in.</summary>
    private async Task<List<(int Id, string Text, string Language)>> TextsAsync(int[] ids, CancellationToken cancellationToken)
    {
        var rows = await db
            .Comments.AsNoTracking()
            .Where(comment => ids.Contains(comment.Id))
            .Select(comment => new
            {
                comment.Id,
                comment.Text,
                Language = comment.Language
                    ?? db.Posts.Where(post => post.Id == comment.PostId).Select(post => post.Language).FirstOrDefault(),
            })
            .ToListAsync(cancellationToken);
        return rows.ConvertAll(row => (row.Id, row.Text, row.Language ?? UnknownLanguage));
    }

    /// <summary>What the owner is told of, by each channel that is on. Not of spam, which would tell of itself all day.</summary>
    private async Task NoticeAsync(Comment comment, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (comment.ByAuthor || comment.State is not (CommentState.Waiting or CommentState.Approved))
        {
            return;
        }

        var channels = await db
            .Secrets.Where(secret => secret.Name.StartsWith(CommentNotice.SecretPrefix))
            .Select(secret => secret.Name)
            .ToListAsync(cancellationToken);
        db.CommentNotices.AddRange(channels.Select(name => new CommentNotice(comment.Id, name[CommentNotice.SecretPrefix.Length..], now)));
    }

    private async Task<bool> IsPlacedAsync(SentComment sent, CancellationToken cancellationToken) =>
        await db.Posts.AnyAsync(post => post.Id == sent.PostId, cancellationToken)
        && (
            sent.ParentId is not { } parent
            || await db.Comments.AnyAsync(comment => comment.Id == parent && comment.PostId == sent.PostId, cancellationToken)
        );

    /// <summary>Renders before the write, and again if the text changed meanwhile.</summary>
    private async Task<bool> RenderAndChangeAsync(
        int id,
        Func<Comment, bool> isWanted,
        Action<Comment, RenderedComment> change,
        CancellationToken cancellationToken
    )
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            if (await TextsAsync([id], cancellationToken) is not [var (_, text, language)])
            {
                return false;
            }

            var rendered = await renderer.RenderCommentAsync(text, language, cancellationToken);
            var outcome = await db.WriteAsync<bool?>(
                async () =>
                {
                    var comment = await db.Comments.SingleOrDefaultAsync(row => row.Id == id, cancellationToken);
                    if (comment is null || !isWanted(comment))
                    {
                        return false;
                    }

                    if (comment.Text != text)
                    {
                        return null;
                    }

                    change(comment, rendered);
                    return true;
                },
                cancellationToken
            );
            if (outcome is { } isDone)
            {
                return isDone;
            }
        }

        return false;
    }

    private async Task<IReadOnlyList<int>> ChangeAsync(
        IReadOnlyCollection<int> ids,
        CommentState state,
        IReadOnlyDictionary<int, int>? seen,
        Action<Comment> change,
        CancellationToken cancellationToken
    ) =>
        await db.WriteAsync(
            async () =>
            {
                var comments = await db
                    .Comments.Where(comment => ids.Contains(comment.Id) && comment.State != state)
                    .ToListAsync(cancellationToken);
                comments.RemoveAll(comment => seen is not null && seen.GetValueOrDefault(comment.Id, -1) != comment.Version);
                comments.ForEach(change);
                return comments.ConvertAll(comment => comment.Id);
            },
            cancellationToken
        );
}
