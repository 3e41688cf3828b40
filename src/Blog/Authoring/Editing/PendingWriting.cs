using System.Security.Claims;
using Blog.Data;
using Blog.Data.Editing;
using Blog.Data.Storage;
using Blog.Site;

namespace Blog.Authoring.Editing;

/// <summary>What is being typed at a post, changed by the program on its author's word: readers see nothing of it until it is published.</summary>
public sealed class PendingWriting(BlogDb db, OpenPosts posts, StoredWriting stored, WriteGate gate, TimeProvider clock)
{
    /// <summary>What is being typed at a post; the post itself where nothing is. Null where it is not this person's to write.</summary>
    public async Task<Writing?> FindAsync(int postId, ClaimsPrincipal person, CancellationToken cancellationToken) =>
        await posts.FindAsync(postId, person, cancellationToken) is { } open ? open.Edit?.Text ?? await stored.OfAsync(open.Post, cancellationToken) : null;

    /// <summary>Changes it, on top of whatever was typed meanwhile; what it rests on stays.</summary>
    /// <param name="postId">The post.</param>
    /// <param name="change">The change.</param>
    /// <param name="person">Who wants it.</param>
    /// <param name="cancellationToken">Ends the wait; nothing is written then.</param>
    /// <returns>Whether the post is this person's to write.</returns>
    public async Task<bool> ChangeAsync(int postId, Func<Writing, Writing> change, ClaimsPrincipal person, CancellationToken cancellationToken)
    {
        var isFound = false;
        await gate.RunAsync(
            async () =>
            {
                db.ChangeTracker.Clear();   // rows read before the turn may be old
                if (await posts.FindAsync(postId, person, cancellationToken) is not { } open)
                {
                    return;
                }

                isFound = true;
                var before = open.Edit?.Text ?? await stored.OfAsync(open.Post, cancellationToken);
                var after = change(before);
                if (after == before)
                {
                    return;
                }

                var typed = new Typed(after, person.AuthorId, null, open.Edit?.PostVersion ?? open.Post.Version);
                if (open.Edit is { } edit)
                {
                    edit.Keep(typed, clock.GetUtcNow());
                }
                else
                {
                    db.PendingEdits.Add(new PendingEdit(open.Post, typed, clock.GetUtcNow()));
                }

                await db.SaveChangesAsync(cancellationToken);
            },
            cancellationToken);
        return isFound;
    }
}
