using System.Security.Claims;
using Blog.Authoring.Editing;
using Blog.Data;
using Blog.Data.Editing;
using Blog.Data.Storage;
using Blog.Site;
using Microsoft.EntityFrameworkCore;

namespace Blog.Authoring.History;

/// <summary>
/// Brings an old text back: into a draft, or beside a live post as its pending edit. What it takes the place of goes into the history first,
/// and a page that did not see the newest state overwrites nothing.
/// </summary>
public sealed class Restorer(BlogDb db, WriteGate gate, PostWriter writer, OpenPosts posts, StoredWriting stored, WritingReader reader, TimeProvider clock)
{
    /// <summary>The state that a page must have seen: the post as it is, even where what is typed rests on an older one.</summary>
    public static EditStamp StampOf(OpenPost open) => EditStamp.Of(open.Post, open.Edit, null) with { PostVersion = open.Post.Version };

    /// <summary>Brings it back.</summary>
    /// <param name="postId">The post, which this person may write, and which is not in the trash.</param>
    /// <param name="version">The text.</param>
    /// <param name="seen">The state that the page saw.</param>
    /// <param name="person">Who wants it.</param>
    /// <param name="cancellationToken">Ends the wait before anything is written.</param>
    public async Task<Restored> RestoreAsync(int postId, Version version, EditStamp? seen, ClaimsPrincipal person, CancellationToken cancellationToken)
    {
        db.ChangeTracker.Clear();
        if (await posts.FindAsync(postId, person, cancellationToken) is not { } open || seen is null || StampOf(open) != seen)
        {
            return Restored.Stale;
        }

        if (!open.Post.IsPublic(clock.GetUtcNow()))
        {
            try
            {
                if (await SaveAsync(open, version, person, cancellationToken) is { } done)
                {
                    return done;
                }
            }
            catch (DbUpdateException e) when (e is DbUpdateConcurrencyException || StorageFault.IsTaken(e, "Posts.AddressKey"))
            {
                return Restored.Stale;   // somebody wrote between looking and writing
            }
        }

        return await KeepAsync(postId, version, seen, person);
    }

    /// <summary>The draft takes the text, with whatever else was typed about it.</summary>
    /// <returns>Null where something else that was typed is wrong, so that it cannot be saved; nothing was written then.</returns>
    private async Task<Restored?> SaveAsync(OpenPost open, Version version, ClaimsPrincipal person, CancellationToken cancellationToken)
    {
        var (post, edit) = open;
        var own = await stored.OfAsync(post, cancellationToken);
        var form = new EditForm { Text = With(edit?.Text ?? own, version), Seen = StampOf(open) with { Translation = own.TranslationOf } };
        var read = form.FindTooLong() is null ? (await reader.ReadAsync(form, EditAct.Save, post, person, cancellationToken)).Request : null;
        if (read is null)
        {
            return null;
        }

        var plan = await writer.PlanAsync(post, read with { Revision = RevisionKind.Restore, Seen = EditStamp.Of(post, edit, null) }, null, cancellationToken);
        if (plan.TooLong is not null || plan.Fault is not null || (await writer.RenderAsync(plan, cancellationToken)).Post is not { } rendered)
        {
            return null;
        }

        await RememberAsync(post, post.Title, post.Markdown, RevisionKind.Save, null, post.UpdatedAt);
        var saved = await writer.WriteAsync(plan, rendered, CancellationToken.None);
        return saved.Post!.State == PostState.Published ? Restored.Scheduled : Restored.Draft;
    }

    /// <summary>The text is kept beside the post.</summary>
    private async Task<Restored> KeepAsync(int postId, Version version, EditStamp seen, ClaimsPrincipal person)
    {
        var result = Restored.Stale;
        await gate.RunAsync(
            async () =>
            {
                db.ChangeTracker.Clear();   // rows read before the turn may be old
                await using var transaction = await db.Database.BeginTransactionAsync(CancellationToken.None);
                if (await posts.FindAsync(postId, person, CancellationToken.None) is not { } open || StampOf(open) != seen)
                {
                    return;
                }

                var (post, edit, now) = (open.Post, open.Edit, clock.GetUtcNow());
                var typed = new Typed(With(edit?.Text ?? await stored.OfAsync(post, CancellationToken.None), version), person.AuthorId, null, edit?.PostVersion ?? post.Version);
                await RememberAsync(post, post.Title, post.Markdown, RevisionKind.Save, null, post.UpdatedAt);
                if (edit is null)
                {
                    db.PendingEdits.Add(new PendingEdit(post, typed, now));
                }
                else
                {
                    await RememberAsync(post, edit.Title, edit.Text.Markdown, RevisionKind.Autosave, edit.LastWriterId, edit.UpdatedAt);
                    edit.Keep(typed, now);
                }

                db.Revisions.Add(new Revision(post, RevisionKind.Restore, version.Title, version.Markdown, person.AuthorId, now));
                await db.SaveChangesAsync(CancellationToken.None);
                await transaction.CommitAsync(CancellationToken.None);
                result = post.IsPublic(now) ? Restored.Live : Restored.Unsaved;
            },
            CancellationToken.None);
        return result;
    }

    private static Writing With(Writing text, Version version) => text with { Title = version.Title, Markdown = version.Markdown };

    /// <summary>Puts a text into the history that is not there yet: an editor may have kept it only beside the post, or the program changed it.</summary>
    private async Task RememberAsync(Post post, string title, string markdown, RevisionKind kind, int? writer, DateTimeOffset at)
    {
        if (markdown.Length > 0 && !await db.Revisions.AnyAsync(r => r.PostId == post.Id && r.Title == title && r.Markdown == markdown))
        {
            db.Revisions.Add(new Revision(post, kind, title, markdown, writer, at));
        }
    }
}

/// <summary>What became of an old text.</summary>
public enum Restored
{
    /// <summary>Nothing: the page did not see the newest state.</summary>
    Stale,

    /// <summary>It is the draft's.</summary>
    Draft,

    /// <summary>It is what turns public at its time.</summary>
    Scheduled,

    /// <summary>It is the pending edit of a live post.</summary>
    Live,

    /// <summary>It is kept beside a draft that cannot be saved as it was typed.</summary>
    Unsaved,
}
