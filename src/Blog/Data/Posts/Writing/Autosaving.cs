using Blog.Data.Posts.Drafts;
using Blog.Data.Settings;
using Microsoft.EntityFrameworkCore;

namespace Blog.Data.Posts.Writing;

/// <summary>Keeps what is being typed beside the post, valid or not, and overwrites nobody's words: what conflicts goes into the history.</summary>
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
                await posts.FindAsync(known, actor, CancellationToken.None) is { } open
                    ? await KeepAsync(open, open.Complete(form), actor)
                    : null,
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
                        .Keep(after, actor.AuthorId, null, open.Edit?.PostVersion ?? open.Post.Version, clock.GetUtcNow());
                }

                return true;
            },
            cancellationToken
        );

    /// <summary>The pending edit of a post, begun where there is none; within a turn.</summary>
    public PendingEdit EditOf(OpenPost open, DateTimeOffset now) =>
        open.Edit ?? db.PendingEdits.Add(new PendingEdit(open.Post, now)).Entity;

    /// <summary>The draft that a new page writes: the one that it began already, or a new one that holds nothing yet.</summary>
    private async Task<int> BeginAsync(DraftForm form, Actor actor)
    {
        var settings = await db.Settings.AsNoTracking().SingleAsync();
        var request = EmptyDraft(form, settings, actor);
        var rendered = await saving.RenderAsync(
            await planner.PlanAsync(null, request, null, CancellationToken.None),
            CancellationToken.None
        );

        // Key and address are looked up in the turn that takes them: new posts without title, and a first autosave sent twice, would else race for them.
        return await db.WriteAsync(
            async () =>
                await posts.FindBegunAsync(form.DraftKey, actor, CancellationToken.None)
                ?? (await saving.WriteAsync(await planner.PlanAsync(null, request, null, CancellationToken.None), rendered.Post!)).Post!.Id,
            CancellationToken.None
        );
    }

    private async Task<Autosaved> KeepAsync(OpenPost open, DraftForm form, Actor actor)
    {
        var (post, now) = (open.Post, clock.GetUtcNow());
        var stamp = EditVersion.Of(post, open.Edit, form.Seen?.Translation);
        if (form.Draft == await drafts.OfAsync(open, CancellationToken.None))
        {
            return new Autosaved(open, stamp, open.Edit?.UpdatedAt ?? now, IsConflict: false);
        }

        if (!open.IsContinuedBy(form))
        {
            await revisions.ConflictAsync(open, form.Draft, actor.AuthorId, now);
            return new Autosaved(open, stamp, open.Edit?.UpdatedAt ?? now, IsConflict: true);
        }

        await revisions.OvertakeAsync(open, form, actor.AuthorId);
        var edit = EditOf(open, now);
        edit.Keep(form.Draft, actor.AuthorId, form.DraftKey, form.Seen?.PostVersion ?? post.Version, now);
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

/// <summary>What became of something that was to be kept.</summary>
/// <param name="Open">The post and what is stored beside it now.</param>
/// <param name="Stamp">The stored state, for the page to send next.</param>
/// <param name="At">When the stored words were kept.</param>
/// <param name="IsConflict">Somebody else's words stand there: nothing was overwritten, both are in the history.</param>
public sealed record Autosaved(OpenPost Open, EditVersion Stamp, DateTimeOffset At, bool IsConflict);
