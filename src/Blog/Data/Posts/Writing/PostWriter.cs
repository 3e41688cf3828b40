using Blog.Data.Posts.Drafts;
using Blog.Rendering.Output;
using Blog.Storage.DataDirectory;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Blog.Data.Posts.Writing;

/// <summary>
/// The only way in which posts, their revisions and their pending edits are written: editor, autosave, restore, bulk acts, import and the
/// program's own work all take it, so that addresses, revisions, redirects and what a post shows are never bypassed.
/// </summary>
public sealed class PostWriter
{
    private const int Attempts = 3;

    private readonly BlogDb _db;
    private readonly RenderThrottle _renders;
    private readonly PostPlanner _planner;
    private readonly PostSaving _saving;
    private readonly Autosaving _autosaving;
    private readonly DraftSaving _draftSaving;
    private readonly Restoring _restoring;
    private readonly BulkChanges _bulk;

    public PostWriter(
        BlogDb db,
        RenderThrottle renders,
        PostPlanner planner,
        OpenPosts posts,
        DraftLoader drafts,
        DraftReader reader,
        TimeProvider clock,
        IOptions<DataOptions> options
    )
    {
        (_db, _renders, _planner) = (db, renders, planner);
        var revisions = new RevisionPolicy(db);
        _saving = new PostSaving(db, renders, planner, revisions, clock, options);
        _autosaving = new Autosaving(db, _saving, planner, posts, drafts, revisions, clock);
        _draftSaving = new DraftSaving(db, _saving, _autosaving, posts, reader, revisions, clock);
        _restoring = new Restoring(db, _saving, _autosaving, posts, drafts, reader, revisions, clock);
        _bulk = new BulkChanges(db, posts);
    }

    /// <summary>Stored with each post: a change of renderer or base path makes it stale.</summary>
    public string RendererVersion => _saving.RendererVersion;

    /// <summary>Saves what a program asks for.</summary>
    /// <param name="existing">A post to change, as it was read; null for a new one.</param>
    /// <param name="request">What to write.</param>
    /// <param name="cancellationToken">Ends planning and rendering; nothing is written then.</param>
    /// <exception cref="DbUpdateConcurrencyException">Somebody changed the post meanwhile; nothing was written.</exception>
    public Task<PostSaved> SaveAsync(Post? existing, PostRequest request, CancellationToken cancellationToken) =>
        _saving.SaveAsync(existing, request, cancellationToken);

    /// <summary>Saves many that were planned together: renders them beside each other, then writes one after the other. What is wrong with one concerns that one alone.</summary>
    /// <param name="plans">What <see cref="PostPlanner"/> made of the requests, each without fault; a post that changed since is written over.</param>
    /// <param name="isTrial">Renders, and writes nothing.</param>
    /// <param name="cancellationToken">Ends the batch between two posts.</param>
    /// <returns>An outcome for each, in their order.</returns>
    public async Task<IReadOnlyList<PostSaved>> SaveAllAsync(
        IReadOnlyList<PostPlan> plans,
        bool isTrial,
        CancellationToken cancellationToken
    )
    {
        var renderings = plans.Select(plan => _saving.RenderAsync(plan, cancellationToken)).ToList();
        var outcomes = new List<PostSaved>();
        foreach (var (plan, rendering) in plans.Zip(renderings))
        {
            outcomes.Add(await SaveOneAsync(plan, rendering, isTrial, cancellationToken));
        }

        return outcomes;
    }

    /// <summary>Saves, publishes or schedules what a page of the editor sends.</summary>
    /// <param name="id">The post; null for a new one.</param>
    /// <param name="form">What was sent.</param>
    /// <param name="mode">Which of the three.</param>
    /// <param name="actor">Whose act.</param>
    /// <param name="cancellationToken">Ends the wait before anything is written.</param>
    public Task<DraftSaved> SaveAsync(int? id, DraftForm form, SaveMode mode, Actor actor, CancellationToken cancellationToken) =>
        _draftSaving.SaveAsync(id, form, mode, actor, cancellationToken);

    /// <summary>Keeps what a page of the editor sends beside the post, valid or not.</summary>
    /// <param name="id">The post; null for the one that the page began, or begins now.</param>
    /// <param name="form">What was sent.</param>
    /// <param name="actor">Whose words.</param>
    /// <returns>Null where the post is not this person's to write.</returns>
    public Task<Autosaved?> AutosaveAsync(int? id, DraftForm form, Actor actor) => _autosaving.SaveAsync(id, form, actor);

    /// <summary>Changes what is being typed at a post, on top of whatever was typed meanwhile; what it rests on stays.</summary>
    /// <returns>Whether the post is this person's to write.</returns>
    public Task<bool> AmendAsync(int id, Func<PostDraft, PostDraft> change, Actor actor, CancellationToken cancellationToken) =>
        _autosaving.AmendAsync(id, change, actor, cancellationToken);

    /// <summary>Takes a post back from the public or the trash, as a draft; what the page sends is kept beside it.</summary>
    public Task<DraftSaved> UnpublishAsync(int id, DraftForm form, Actor actor) =>
        _draftSaving.ChangeAsync(id, form, post => post.Unpublish(), actor);

    /// <summary>Throws a post into the trash; what the page sends is kept beside it.</summary>
    public Task<DraftSaved> DiscardAsync(int id, DraftForm form, Actor actor) =>
        _draftSaving.ChangeAsync(id, form, post => post.Discard(), actor);

    /// <summary>Does what leaves the text alone: unpublishes a post, throws it away, brings it back.</summary>
    /// <param name="post">A post, as it was read.</param>
    /// <param name="verb">One of its verbs.</param>
    /// <param name="cancellationToken">Ends the wait; nothing is written then.</param>
    /// <exception cref="DbUpdateConcurrencyException">Somebody changed the post meanwhile; nothing was written.</exception>
    public Task<Post> ChangeAsync(Post post, Action<Post> verb, CancellationToken cancellationToken) =>
        _draftSaving.ChangeAsync(post, verb, cancellationToken);

    /// <summary>Brings an old text back: into a draft, or beside a live post as its pending edit.</summary>
    /// <param name="id">The post, which this person may write, and which is not in the trash.</param>
    /// <param name="title">The old title.</param>
    /// <param name="markdown">The old text.</param>
    /// <param name="seen">The state that the page saw: <see cref="OpenPost.Stamp"/>.</param>
    /// <param name="actor">Who wants it.</param>
    /// <param name="cancellationToken">Ends the wait before anything is written.</param>
    public Task<RestoreOutcome> RestoreAsync(
        int id,
        string title,
        string markdown,
        EditVersion? seen,
        Actor actor,
        CancellationToken cancellationToken
    ) => _restoring.RestoreAsync(id, title, markdown, seen, actor, cancellationToken);

    /// <summary>Adds tags, making those that are missing.</summary>
    /// <param name="picks">The posts, as their list showed them.</param>
    /// <param name="actor">Whose act.</param>
    /// <param name="names">With commas between.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task<BulkResult> AddTagsAsync(
        IReadOnlyList<SelectedPost> picks,
        Actor actor,
        string? names,
        CancellationToken cancellationToken
    ) => _bulk.AddTagsAsync(picks, actor, names, cancellationToken);

    public Task<BulkResult> RemoveTagsAsync(
        IReadOnlyList<SelectedPost> picks,
        Actor actor,
        string? names,
        CancellationToken cancellationToken
    ) => _bulk.RemoveTagsAsync(picks, actor, names, cancellationToken);

    /// <summary>Files posts under a category, or under none.</summary>
    public Task<BulkResult> RefileAsync(
        IReadOnlyList<SelectedPost> picks,
        Actor actor,
        int? categoryId,
        CancellationToken cancellationToken
    ) => _bulk.RefileAsync(picks, actor, categoryId, cancellationToken);

    /// <summary>Throws posts into the trash.</summary>
    public Task<BulkResult> DiscardAsync(IReadOnlyList<SelectedPost> picks, Actor actor, CancellationToken cancellationToken) =>
        _bulk.ChangeAsync(picks, actor, post => post.State != PostState.Trash, post => post.Discard(), cancellationToken);

    /// <summary>Takes posts out of the trash, as drafts.</summary>
    public Task<BulkResult> RecoverAsync(IReadOnlyList<SelectedPost> picks, Actor actor, CancellationToken cancellationToken) =>
        _bulk.ChangeAsync(picks, actor, post => post.State == PostState.Trash, post => post.Restore(), cancellationToken);

    /// <summary>Deletes posts of the trash for good, with their redirects and their history.</summary>
    public Task<BulkResult> DeleteAsync(IReadOnlyList<SelectedPost> picks, Actor actor, CancellationToken cancellationToken) =>
        _bulk.ChangeAsync(picks, actor, post => post.State == PostState.Trash, post => _db.Posts.Remove(post), cancellationToken);

    public Task DeleteSamplesAsync(CancellationToken cancellationToken) =>
        _db.WriteAsync(() => _db.Posts.Where(post => post.IsSample).ExecuteDeleteAsync(cancellationToken), cancellationToken);

    /// <summary>Gives the posts of one category to another: their texts, and so their versions, stay.</summary>
    public Task MergeCategoryAsync(int from, int into, CancellationToken cancellationToken) =>
        _db.WriteAsync(
            () =>
                _db
                    .Posts.Where(post => post.CategoryId == from)
                    .ExecuteUpdateAsync(set => set.SetProperty(post => post.CategoryId, into), cancellationToken),
            cancellationToken
        );

    /// <summary>Gives the posts of one tag to another, by the joining table alone: the posts themselves, texts and all, stay on disk.</summary>
    public Task MergeTagAsync(int from, int into, CancellationToken cancellationToken) =>
        _db.WriteAsync(
            async () =>
            {
                var tagged = _db.Set<Dictionary<string, object>>("PostTag");
                var both = tagged.Where(row => EF.Property<int>(row, "TagsId") == into).Select(row => EF.Property<int>(row, "PostsId"));
                await tagged
                    .Where(row => EF.Property<int>(row, "TagsId") == from && both.Contains(EF.Property<int>(row, "PostsId")))
                    .ExecuteDeleteAsync(cancellationToken);
                await tagged
                    .Where(row => EF.Property<int>(row, "TagsId") == from)
                    .ExecuteUpdateAsync(set => set.SetProperty(row => EF.Property<int>(row, "TagsId"), into), cancellationToken);
            },
            cancellationToken
        );

    /// <summary>Puts another address in the place of an own image's, in a post and in what is typed at it.</summary>
    /// <param name="id">The post.</param>
    /// <param name="move">The image that goes, and the one that comes.</param>
    /// <param name="writerId">Who replaces: row id of an author.</param>
    /// <param name="cancellationToken">Ends the wait; nothing is written then.</param>
    /// <returns>False where the post keeps the old address, since it breaks a limit or was being saved all the time.</returns>
    public async Task<bool> ReplaceMediaAsync(int id, MediaLinkRewrite move, int writerId, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await _db.Posts.AsNoTracking().SingleOrDefaultAsync(post => post.Id == id, cancellationToken) is not { } post
                    || await ReplaceMediaAsync(post, move, writerId, cancellationToken);
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

    /// <summary>Marks the posts that show an image, so that they are rendered again.</summary>
    public Task MarkForRenderingAsync(string mediaId, CancellationToken cancellationToken) =>
        _db.WriteAsync(
            () =>
                _db
                    .Posts.Where(post => _db.PostMedia.Any(use => use.PostId == post.Id && use.MediaFileId == mediaId))
                    .ExecuteUpdateAsync(set => set.SetProperty(post => post.RendererVersion, ""), cancellationToken),
            cancellationToken
        );

    /// <summary>Renders a stored post again and keeps the result.</summary>
    /// <exception cref="DbUpdateConcurrencyException">Somebody changed the post meanwhile; nothing was written.</exception>
    public async Task RerenderAsync(Post post, CancellationToken cancellationToken)
    {
        var result = await _renders.RenderAsync(post.Markdown, await _planner.ContextOfAsync(post, cancellationToken), cancellationToken);
        await _db.WriteAsync(
            async () =>
            {
                if (result.Post is not { } rendered)
                {
                    // A newer limit refuses an old text: readers keep what they had.
                    await _db
                        .Posts.Where(p => p.Id == post.Id)
                        .ExecuteUpdateAsync(set => set.SetProperty(p => p.RendererVersion, RendererVersion), cancellationToken);
                    return;
                }

                var current = await _saving.FindAsync(post, cancellationToken);
                current.Show(rendered, RendererVersion);
                await new PostReferences(_db).NoteAsync(current, rendered, cancellationToken);
            },
            cancellationToken
        );
    }

    private async Task<PostSaved> SaveOneAsync(
        PostPlan plan,
        Task<RenderResult> rendering,
        bool isTrial,
        CancellationToken cancellationToken
    )
    {
        RenderedPost? rendered = null;
        try
        {
            var result = await rendering;
            if (result.Post is null || isTrial)
            {
                return new PostSaved(null, result.Refusal, null, null) { Rendered = result.Post };
            }

            rendered = result.Post;
            var existing = plan.Existing is { } planned
                ? await _db.Posts.AsNoTracking().SingleAsync(post => post.Id == planned.Id, cancellationToken)
                : null;
            return await _saving.WriteAsync(plan with { Existing = existing }, rendered);
        }
        catch (Exception failure) when (failure is not (OperationCanceledException or OutOfMemoryException))
        {
            return new PostSaved(null, null, null, null) { Rendered = rendered, Failure = failure };
        }
    }

    private async Task<bool> ReplaceMediaAsync(Post post, MediaLinkRewrite move, int writerId, CancellationToken cancellationToken)
    {
        var content = move.In(post.ToContent());
        RenderedPost? rendered = null;
        if (content != post.ToContent())
        {
            var plan = await _planner.PlanAsync(post, new PostRequest { Content = content }, null, cancellationToken);
            if (
                plan.TooLong is not null
                || plan.Fault is not null
                || (rendered = (await _saving.RenderAsync(plan, cancellationToken)).Post) is null
            )
            {
                return false;
            }
        }

        await _db.WriteAsync(
            async () =>
            {
                var current = await _saving.FindAsync(post, cancellationToken);
                if (rendered is not null)
                {
                    await _saving.RewriteAsync(current, content, rendered, writerId, cancellationToken);
                }

                if (
                    await _db.PendingEdits.SingleOrDefaultAsync(edit => edit.PostId == post.Id, cancellationToken) is { } edit
                    && (rendered is not null || move.In(edit.Draft) != edit.Draft)
                )
                {
                    edit.Follow(move.In(edit.Draft), post.Version, current.Version);
                }
            },
            cancellationToken
        );
        return true;
    }
}
