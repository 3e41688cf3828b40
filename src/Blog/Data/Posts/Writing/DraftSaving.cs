using Blog.Data.Posts.Drafts;
using Blog.Rendering.Output;
using Blog.Storage.DataDirectory;
using Microsoft.EntityFrameworkCore;

namespace Blog.Data.Posts.Writing;

/// <summary>Saves, publishes and schedules submitted drafts without overwriting anything the writer has not seen.</summary>
internal sealed class DraftSaving(
    BlogDb db,
    PostSaving saving,
    Autosaving autosaving,
    OpenPosts posts,
    DraftReader reader,
    RevisionPolicy revisions,
    TimeProvider clock
)
{
    private const int Attempts = 8;

    public async Task<DraftSaved> SaveAsync(int? id, DraftForm form, SaveMode mode, Actor actor, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            db.ChangeTracker.Clear();
            var open = id is { } known ? await posts.FindAsync(known, actor, cancellationToken) : null;
            if (id is not null && open is null)
            {
                return new DraftSaved { IsMissing = true };
            }

            if (open?.IsLate(form) == true)
            {
                return new DraftSaved { Post = open.Post, LaterSequence = open.Sequence };
            }

            if (open is not null && mode == SaveMode.Save && open.Post.IsPublic(clock.GetUtcNow()))
            {
                return await StoreAsync(open.Post.Id, form, actor);
            }

            var recognized = open?.Recognize(form) ?? form;
            if (open is not null && !open.MayBecome(recognized))
            {
                return await RefuseAsync(open.Post.Id, form, actor);
            }

            try
            {
                return await SaveAsync(open, recognized, mode, actor, cancellationToken);
            }
            catch (DbUpdateException e)
                when (attempt < Attempts
                    && (
                        e is DbUpdateConcurrencyException
                        || StorageErrors.IsTaken(e, "Posts.AddressKey")
                        || StorageErrors.IsTaken(e, "Posts.DraftKey")
                    )
                )
            {
                // changed between reading and writing: retry
                id ??= await posts.FindByDraftKeyAsync(form.DraftKey, actor, cancellationToken);
            }
        }
    }

    /// <summary>
    /// Changes the state of a post, not its text. Invalid input in the form does not prevent it: the form is saved as the pending edit.
    /// </summary>
    public async Task<DraftSaved> ChangeAsync(int id, DraftForm form, Action<Post> verb, Actor actor)
    {
        for (var attempt = 1; ; attempt++)
        {
            if (await autosaving.SaveAsync(id, form, actor) is not { } kept)
            {
                return new DraftSaved { IsMissing = true };
            }

            try
            {
                return kept.LaterSequence is { } later
                    ? new DraftSaved { Post = kept.Open.Post, LaterSequence = later }
                    : new DraftSaved { Post = await ChangeAsync(kept.Open.Post, ApplyAsPage, CancellationToken.None) };
            }
            catch (DbUpdateConcurrencyException) when (attempt < Attempts)
            {
                db.ChangeTracker.Clear();
            }
        }

        void ApplyAsPage(Post post)
        {
            var wasOwn = post.EditorKey == form.DraftKey;
            verb(post);
            if (wasOwn)
            {
                post.SavedBy(form.DraftKey, form.Sequence ?? 0);
            }
        }
    }

    public Task<Post> ChangeAsync(Post seen, Action<Post> verb, CancellationToken cancellationToken) =>
        db.WriteAsync(
            async () =>
            {
                var post = await saving.FindAsync(seen, cancellationToken);
                verb(post);
                if (await db.PendingEdits.FirstOrDefaultAsync(edit => edit.PostId == post.Id, cancellationToken) is { } edit)
                {
                    edit.Rebase(seen.Version, post.Version);
                }

                return post;
            },
            cancellationToken
        );

    private async Task<DraftSaved> StoreAsync(int id, DraftForm form, Actor actor) =>
        await autosaving.SaveAsync(id, form, actor) switch
        {
            null => new DraftSaved { IsMissing = true },
            { IsConflict: true } kept => new DraftSaved { Conflict = kept.Open },
            { } kept => new DraftSaved
            {
                Post = kept.Open.Post,
                IsPending = true,
                LaterSequence = kept.LaterSequence,
            },
        };

    private Task<DraftSaved> RefuseAsync(int id, DraftForm form, Actor actor) =>
        db.WriteAsync(
            async () =>
            {
                if (await posts.FindAsync(id, actor, CancellationToken.None) is not { } open)
                {
                    return new DraftSaved { IsMissing = true };
                }

                await revisions.ConflictAsync(open, form.Draft, actor.AuthorId, clock.GetUtcNow());
                return new DraftSaved { Conflict = open };
            },
            CancellationToken.None
        );

    private async Task<DraftSaved> SaveAsync(
        OpenPost? open,
        DraftForm form,
        SaveMode mode,
        Actor actor,
        CancellationToken cancellationToken
    )
    {
        var post = open?.Post;
        var (request, errors) = await reader.ReadAsync(form, mode, post, actor, cancellationToken);
        if (request is null)
        {
            return new DraftSaved { Errors = errors };
        }

        var old = post?.IsPublic(clock.GetUtcNow()) == true ? post.Address : default;
        var saved = await saving.SaveAsync(
            post,
            request with
            {
                Seen = open is null ? null : EditVersion.Of(open.Post, open.Edit, null),
            },
            cancellationToken
        );
        return ErrorOf(saved) is { } error
            ? new DraftSaved { Errors = [error] }
            : new DraftSaved
            {
                Post = saved.Post,
                Rendered = saved.Rendered,
                MovedFrom = old != default && old != saved.Post!.Address ? old.Value : null,
            };
    }

    private static FieldError? ErrorOf(PostSaved saved) =>
        saved switch
        {
            { TooLong: { } tooLong } => FieldError.Of(tooLong),
            { AddressError: { } error } => FieldError.Of(error),
            { Refusal: { } refusal } => FieldError.Of(refusal),
            { UnfinishedUploadLine: { } line } => FieldError.OfUnfinishedUpload(line),
            _ => null,
        };
}

/// <summary>The result of saving a draft: exactly one of missing, conflict, errors or a post.</summary>
public sealed record DraftSaved
{
    /// <summary>There is no such post, or the actor may not edit it.</summary>
    public bool IsMissing { get; init; }

    /// <summary>The conflicting stored state; nothing was overwritten, and both sides are saved as revisions.</summary>
    public OpenPost? Conflict { get; init; }

    /// <summary>The validation errors; nothing was written.</summary>
    public IReadOnlyList<FieldError> Errors { get; init; } = [];

    /// <summary>The post after saving.</summary>
    public Post? Post { get; init; }

    /// <summary>The rendered post; null if nothing was written.</summary>
    public RenderedPost? Rendered { get; init; }

    /// <summary>A later request of the same page is stored already, with this number; nothing was written. Null otherwise.</summary>
    public long? LaterSequence { get; init; }

    /// <summary>The text was saved as the pending edit of a public post, which is unchanged for readers.</summary>
    public bool IsPending { get; init; }

    /// <summary>The public address that now redirects; null if the address did not change.</summary>
    public string? MovedFrom { get; init; }
}
