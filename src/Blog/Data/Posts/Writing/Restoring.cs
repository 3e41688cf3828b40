using Blog.Data.Posts.Drafts;
using Blog.Storage.DataDirectory;
using Microsoft.EntityFrameworkCore;

namespace Blog.Data.Posts.Writing;

/// <summary>
/// Brings an old text back: into a draft, or beside a live post as its pending edit. What it takes the place of goes into the history first,
/// and a page that did not see the newest state overwrites nothing.
/// </summary>
internal sealed class Restoring(
    BlogDb db,
    PostSaving saving,
    Autosaving autosaving,
    OpenPosts posts,
    DraftLoader drafts,
    DraftReader reader,
    RevisionPolicy revisions,
    TimeProvider clock
)
{
    public async Task<RestoreOutcome> RestoreAsync(
        int id,
        string title,
        string markdown,
        EditVersion? seen,
        Actor actor,
        CancellationToken cancellationToken
    )
    {
        db.ChangeTracker.Clear();
        if (await posts.FindAsync(id, actor, cancellationToken) is not { } open || seen is null || open.Stamp != seen)
        {
            return RestoreOutcome.Stale;
        }

        if (!open.Post.IsPublic(clock.GetUtcNow()))
        {
            try
            {
                if (await SaveAsync(open, title, markdown, actor, cancellationToken) is { } done)
                {
                    return done;
                }
            }
            catch (DbUpdateException e) when (e is DbUpdateConcurrencyException || StorageErrors.IsTaken(e, "Posts.AddressKey"))
            {
                return RestoreOutcome.Stale; // somebody wrote between looking and writing
            }
        }

        return await KeepAsync(id, title, markdown, seen, actor);
    }

    /// <summary>The draft takes the text, with whatever else was typed about it.</summary>
    /// <returns>Null where something else that was typed is wrong, so that it cannot be saved; nothing was written then.</returns>
    private async Task<RestoreOutcome?> SaveAsync(
        OpenPost open,
        string title,
        string markdown,
        Actor actor,
        CancellationToken cancellationToken
    )
    {
        var own = await drafts.OfAsync(open.Post, cancellationToken);
        var form = new DraftForm
        {
            Draft = (open.Edit?.Draft ?? own) with { Title = title, Markdown = markdown },
            Seen = open.Stamp with { Translation = own.TranslationOf },
        };
        var request = form.FindTooLong() is null
            ? (await reader.ReadAsync(form, SaveMode.Save, open.Post, actor, cancellationToken)).Request
            : null;
        if (request is null)
        {
            return null;
        }

        var saved = await saving.SaveAsync(
            open.Post,
            request with
            {
                Revision = RevisionKind.Restore,
                Seen = EditVersion.Of(open.Post, open.Edit, null),
            },
            cancellationToken
        );
        return saved.Post is not { } post ? null
            : post.State == PostState.Published ? RestoreOutcome.Scheduled
            : RestoreOutcome.Draft;
    }

    /// <summary>The text is kept beside the post.</summary>
    private Task<RestoreOutcome> KeepAsync(int id, string title, string markdown, EditVersion seen, Actor actor) =>
        db.WriteAsync(
            async () =>
            {
                if (await posts.FindAsync(id, actor, CancellationToken.None) is not { } open || open.Stamp != seen)
                {
                    return RestoreOutcome.Stale;
                }

                var (post, now) = (open.Post, clock.GetUtcNow());
                var draft = await drafts.OfAsync(open, CancellationToken.None) with { Title = title, Markdown = markdown };
                await revisions.BeforeRestoreAsync(post, open.Edit);
                autosaving.EditOf(open, now).Keep(draft, actor.AuthorId, null, open.Edit?.PostVersion ?? post.Version, now);
                revisions.RestoredBeside(post, title, markdown, actor.AuthorId, now);
                return post.IsPublic(now) ? RestoreOutcome.Live : RestoreOutcome.Unsaved;
            },
            CancellationToken.None
        );
}

/// <summary>What became of an old text.</summary>
public enum RestoreOutcome
{
    /// <summary>Nothing: the page did not see the newest state.</summary>
    Stale,

    Draft,

    /// <summary>It is what turns public at its time.</summary>
    Scheduled,

    /// <summary>It is the pending edit of a live post.</summary>
    Live,

    /// <summary>It is kept beside a draft that cannot be saved as it was typed.</summary>
    Unsaved,
}
