using Blog.Data.Posts.Drafts;
using Blog.Data.Settings;
using Microsoft.EntityFrameworkCore;

namespace Blog.Data.Posts.Writing;

/// <summary>
/// Saves what is being typed as the post's pending edit, valid or not, without overwriting anyone else's text: conflicting text is saved as
/// a revision.
/// </summary>
internal sealed class Autosaving(
    BlogDb db,
    PostSaving saving,
    PostPlanner planner,
    OpenPosts posts,
    DraftLoader drafts,
    RevisionPolicy revisions,
    TimeProvider clock
)
{
    public async Task<Autosaved?> SaveAsync(int? id, DraftForm form, Actor actor)
    {
        var known = id ?? await BeginAsync(form, actor);
        var saved = await db.WriteAsync(
            async () =>
                await posts.FindAsync(known, actor, CancellationToken.None) is { } open ? await StoreAsync(open, form, actor) : null,
            CancellationToken.None
        );
        return saved is { IsConflict: false, Open.Edit: { } edit }
            ? saved with
            {
                Stamp = EditVersion.Of(saved.Open.Post, edit, form.Seen?.Translation),
            }
            : saved;
    }

    public Task<bool> AmendAsync(int id, Func<PostDraft, PostDraft> change, Actor actor, CancellationToken cancellationToken) =>
        db.WriteAsync(
            async () =>
            {
                if (await posts.FindAsync(id, actor, cancellationToken) is not { } open)
                {
                    return false;
                }

                var before = await drafts.OfAsync(open, cancellationToken);
                var after = change(before);
                if (after != before)
                {
                    EditOf(open, clock.GetUtcNow())
                        .Store(after, actor.AuthorId, null, 0, open.Edit?.PostVersion ?? open.Post.Version, clock.GetUtcNow());
                }

                return true;
            },
            cancellationToken
        );

    /// <summary>The pending edit of a post, created if there is none. Call only within a write.</summary>
    public PendingEdit EditOf(OpenPost open, DateTimeOffset now) =>
        open.Edit ?? db.PendingEdits.Add(new PendingEdit(open.Post, now)).Entity;

    /// <summary>Finds the draft that a new editor page has created already, or creates an empty one.</summary>
    private async Task<int> BeginAsync(DraftForm form, Actor actor)
    {
        var settings = await db.Settings.AsNoTracking().SingleAsync();
        var request = EmptyDraft(form, settings, actor);
        var rendered = await saving.RenderAsync(
            await planner.PlanAsync(null, request, null, CancellationToken.None),
            CancellationToken.None
        );

        // Key and address are looked up within the write that takes them: otherwise untitled new posts, or a first autosave sent twice,
        // would race.
        return await db.WriteAsync(
            async () =>
                await posts.FindByDraftKeyAsync(form.DraftKey, actor, CancellationToken.None)
                ?? (await saving.WriteAsync(await planner.PlanAsync(null, request, null, CancellationToken.None), rendered.Post!)).Post!.Id,
            CancellationToken.None
        );
    }

    private async Task<Autosaved> StoreAsync(OpenPost open, DraftForm form, Actor actor)
    {
        var (post, now) = (open.Post, clock.GetUtcNow());
        var stamp = EditVersion.Of(post, open.Edit, form.Seen?.Translation);
        if (open.IsLate(form))
        {
            return new Autosaved(open, stamp, open.Edit?.UpdatedAt ?? now, IsConflict: false) { LaterSequence = open.Sequence };
        }

        var seen = open.Recognize(form).Seen;
        if (form.Draft == await drafts.OfAsync(open, CancellationToken.None))
        {
            return new Autosaved(open, stamp, open.Edit?.UpdatedAt ?? now, IsConflict: false);
        }

        if (!open.IsContinuedBy(form with { Seen = seen }))
        {
            await revisions.ConflictAsync(open, form.Draft, actor.AuthorId, now);
            return new Autosaved(open, stamp, open.Edit?.UpdatedAt ?? now, IsConflict: true);
        }

        await revisions.OvertakeAsync(open, form, actor.AuthorId);
        var edit = EditOf(open, now);
        edit.Store(form.Draft, actor.AuthorId, form.DraftKey, form.Sequence ?? 0, seen?.PostVersion ?? post.Version, now);
        await revisions.AutosavedAsync(post, edit, now);
        return new Autosaved(open with { Edit = edit }, stamp, now, IsConflict: false);
    }

    private static PostRequest EmptyDraft(DraftForm form, SiteSettings settings, Actor actor) =>
        new()
        {
            Content = new PostContent
            {
                Kind = form.Draft.Kind,
                Language = settings.LanguageOf(form.Draft.Language).Tag,
                Title = TextLengths.Cut(form.Draft.Title.Trim(), TextLengths.Title),
                CommentsOpen = form.Draft.CommentsOpen,
            },
            WriterId = actor.AuthorId,
            DraftKey = form.DraftKey,
            Revision = null,
            MinorEdit = true,
        };
}

/// <summary>The result of an autosave.</summary>
/// <param name="Open">The post and its stored pending edit.</param>
/// <param name="Stamp">The stored state, for the page to submit next time.</param>
/// <param name="At">When the stored text was saved.</param>
/// <param name="IsConflict">Someone else's text is stored: nothing was overwritten, and both texts are saved as revisions.</param>
public sealed record Autosaved(OpenPost Open, EditVersion Stamp, DateTimeOffset At, bool IsConflict)
{
    /// <summary>A later request of the same page is stored already, with this number; nothing was written. Null otherwise.</summary>
    public long? LaterSequence { get; init; }
}
