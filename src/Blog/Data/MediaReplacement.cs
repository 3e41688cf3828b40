using Blog.Data.Storage;
using Microsoft.EntityFrameworkCore;

namespace Blog.Data;

/// <summary>
/// Puts one image in the place of another wherever the blog shows it. An image's id is the hash of its bytes, and browsers keep what they
/// found at an address for a year; so a new picture is a new address, and the old one cannot simply answer with other bytes: whoever has
/// read the post before would go on seeing the old ones. Therefore the texts take the new address, each with its revision, and the old
/// address stays as a redirect for all that is out of reach: feed readers, other sites, old revisions, a page that is open in an editor.
/// Rewriting also keeps a text honest: what it names is what is shown, in an export too.
/// </summary>
/// <remarks>Killed at any moment, both images are there and every address answers; replacing again goes on where it was.</remarks>
public sealed class MediaReplacement(BlogDb db, MediaLibrary library, PostWriter writer, WriteGate gate, TimeProvider clock)
{
    private const int Attempts = 3;

    /// <summary>Replaces.</summary>
    /// <param name="old">The image that goes.</param>
    /// <param name="successor">The image that takes its place; stored.</param>
    /// <param name="writerId">Who replaces: row id of an author.</param>
    /// <param name="cancellationToken">Ends the wait; what is done then is done.</param>
    /// <returns>How many posts keep the old address, since they break a limit or were being saved all the time; it leads to the new image.</returns>
    public async Task<int> RunAsync(MediaFile old, MediaFile successor, int writerId, CancellationToken cancellationToken)
    {
        if (string.Equals(old.Id, successor.Id, StringComparison.Ordinal))
        {
            return 0;
        }

        var move = new MediaMove(old.Id, successor.Path);
        var left = 0;
        foreach (var id in await PostsAsync(old.Id, cancellationToken))
        {
            left += await MoveAsync(id, move, writerId, cancellationToken) ? 0 : 1;
        }

        await library.GiveWayAsync(old, successor.Id, cancellationToken);
        return left;
    }

    private async Task<IEnumerable<int>> PostsAsync(string id, CancellationToken cancellationToken)
    {
        var saved = await db.Posts.Where(post => post.Markdown.Contains(id) || (post.Cover != null && post.Cover.Contains(id))).Select(post => post.Id).ToListAsync(cancellationToken);
        var typed = await db.PendingEdits.AsNoTracking().Select(edit => new { edit.PostId, edit.Text }).ToListAsync(cancellationToken);
        return saved.Union(typed.Where(edit => edit.Text.Markdown.Contains(id, StringComparison.Ordinal) || edit.Text.Cover.Contains(id, StringComparison.Ordinal)).Select(edit => edit.PostId)).Order();
    }

    private async Task<bool> MoveAsync(int postId, MediaMove move, int writerId, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                db.ChangeTracker.Clear();
                return await db.Posts.SingleOrDefaultAsync(post => post.Id == postId, cancellationToken) is not { } post
                    || await MoveAsync(post, move, writerId, cancellationToken);
            }
            catch (DbUpdateConcurrencyException) when (attempt < Attempts)
            {
                // Its author saved it at this moment: once more, with what they wrote.
            }
            catch (DbUpdateConcurrencyException)
            {
                return false;
            }
        }
    }

    private async Task<bool> MoveAsync(Post post, MediaMove move, int writerId, CancellationToken cancellationToken)
    {
        var (before, text) = (post.Version, move.In(PostText.Of(post)));
        if (text == PostText.Of(post))
        {
            await gate.RunAsync(() => FollowAsync(post, before, move, cancellationToken), cancellationToken);
            return true;
        }

        var plan = await writer.PlanAsync(post, new PostRequest { Text = text }, null, cancellationToken);
        if (plan.TooLong is not null || plan.Fault is not null || (await writer.RenderAsync(plan, cancellationToken)).Post is not { } rendered)
        {
            return false;
        }

        await gate.RunAsync(
            async () =>
            {
                await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
                post.Revise(text, rendered, writer.RendererVersion);
                db.Revisions.Add(new Revision(post, RevisionKind.Save, post.Title, post.Markdown, writerId, clock.GetUtcNow()));
                await FollowAsync(post, before, move, cancellationToken);
                await new PostUses(db).NoteAsync(post, rendered, cancellationToken);
                await db.SaveChangesAsync(cancellationToken);
                await transaction.CommitAsync(cancellationToken);
            },
            cancellationToken);
        return true;
    }

    private async Task FollowAsync(Post post, int before, MediaMove move, CancellationToken cancellationToken)
    {
        if (await db.PendingEdits.SingleOrDefaultAsync(edit => edit.PostId == post.Id, cancellationToken) is { } edit && (post.Version != before || move.In(edit.Text) != edit.Text))
        {
            edit.Follow(move.In(edit.Text), before, post.Version);
        }

        await db.SaveChangesAsync(cancellationToken);
    }
}
