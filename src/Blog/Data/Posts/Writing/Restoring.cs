using Blog.Data.Posts.Drafts;
using Blog.Storage.DataDirectory;
using Microsoft.EntityFrameworkCore;

namespace Blog.Data.Posts.Writing;

/// <summary>
/// Restores an old text: into a draft, or as the pending edit of a public post. The replaced text is saved as a revision first, and a page
/// that has not seen the latest state overwrites nothing.
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
                return RestoreOutcome.Stale; // changed between reading and writing
            }
        }

        return await StoreAsync(id, title, markdown, seen, actor);
    }

    /// <summary>Saves the text to the draft, together with the rest of the pending edit.</summary>
    /// <returns>Null if other fields of the pending edit are invalid; nothing was written then.</returns>
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

    /// <summary>Saves the text as the pending edit.</summary>
    private Task<RestoreOutcome> StoreAsync(int id, string title, string markdown, EditVersion seen, Actor actor) =>
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
                autosaving.EditOf(open, now).Store(draft, actor.AuthorId, null, 0, open.Edit?.PostVersion ?? post.Version, now);
                revisions.RestoredBeside(post, title, markdown, actor.AuthorId, now);
                return post.IsPublic(now) ? RestoreOutcome.Live : RestoreOutcome.Unsaved;
            },
            CancellationToken.None
        );
}

/// <summary>The result of restoring a text.</summary>
public enum RestoreOutcome
{
    /// <summary>Nothing was restored: the page had not seen the latest state.</summary>
    Stale,

    Draft,

    /// <summary>Saved to a scheduled post.</summary>
    Scheduled,

    /// <summary>Saved as the pending edit of a public post.</summary>
    Live,

    /// <summary>Saved as the pending edit of a draft, which has other invalid fields.</summary>
    Unsaved,
}
