using Blog.Data.Posts.Drafts;
using Blog.Data.Posts.Imports;
using Blog.Data.Settings;
using Blog.Rendering;
using Blog.Rendering.Output;
using Blog.Storage.DataDirectory;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Blog.Data.Posts.Writing;

/// <summary>
/// All writes of posts, revisions and pending edits go through this class: editor, autosave, restore, bulk changes, import and maintenance,
/// so that addresses, revisions, redirects and references are always maintained.
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
    private readonly UndoingImports _undoing;
    private readonly IOptions<DataOptions> _options;
    private readonly TimeProvider _clock;

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
        (_db, _renders, _planner, _options, _clock) = (db, renders, planner, options, clock);
        var revisions = new RevisionPolicy(db);
        _saving = new PostSaving(db, renders, planner, revisions, clock, options);
        _autosaving = new Autosaving(db, _saving, planner, posts, drafts, revisions, clock);
        _draftSaving = new DraftSaving(db, _saving, _autosaving, posts, reader, revisions, clock);
        _restoring = new Restoring(db, _saving, _autosaving, posts, drafts, reader, revisions, clock);
        _bulk = new BulkChanges(db, posts);
        _undoing = new UndoingImports(db, planner, _saving);
    }

    /// <summary>The version of HTML that is rendered with these settings: stored HTML of any other is out of date.</summary>
    public string RendererVersionOf(SiteSettings settings) =>
        MarkdownRenderer.VersionOf(settings.Display.FoldAbove, settings.Display.Notations, _options.Value.BasePath);

    /// <summary>Saves a request made by the program.</summary>
    /// <param name="existing">The post to change, as read; null for a new one.</param>
    /// <param name="request">What to write.</param>
    /// <param name="cancellationToken">Cancels planning and rendering; nothing is written then.</param>
    /// <exception cref="DbUpdateConcurrencyException">The post was changed in the meantime; nothing was written.</exception>
    public Task<PostSaved> SaveAsync(Post? existing, PostRequest request, CancellationToken cancellationToken) =>
        _saving.SaveAsync(existing, request, cancellationToken);

    /// <summary>Renders posts planned together; uses no database, so that the batch before can be saved meanwhile.</summary>
    /// <param name="plans">Valid plans from <see cref="PostPlanner"/>.</param>
    /// <returns>What <see cref="SaveAllAsync"/> takes.</returns>
    public async Task<IReadOnlyList<PlannedRendering>> RenderAllAsync(IReadOnlyList<PostPlan> plans, CancellationToken cancellationToken)
    {
        var renderings = plans.Select(plan => _saving.RenderAsync(plan, cancellationToken)).ToList();
        var planned = new List<PlannedRendering>();
        foreach (var (plan, rendering) in plans.Zip(renderings))
        {
            try
            {
                planned.Add(new PlannedRendering(plan, await rendering, null));
            }
            catch (Exception failure) when (IsOfOne(failure))
            {
                planned.Add(new PlannedRendering(plan, null, failure));
            }
        }

        return planned;
    }

    /// <summary>
    /// Saves a batch in one write. If one of its posts cannot be saved, they are saved one by one: a failure affects only its own post.
    /// </summary>
    /// <param name="batch">From <see cref="RenderAllAsync"/>; a post that has changed since it was planned is overwritten.</param>
    /// <param name="isTrial">Nothing is written.</param>
    /// <param name="cancellationToken">If cancelled, nothing more is written.</param>
    /// <returns>One outcome per plan, in the same order.</returns>
    public async Task<IReadOnlyList<PostSaved>> SaveAllAsync(
        IReadOnlyList<PlannedRendering> batch,
        bool isTrial,
        CancellationToken cancellationToken
    )
    {
        if (isTrial || batch.Count < 2)
        {
            return await SaveEachAsync(batch, isTrial, cancellationToken);
        }

        try
        {
            return await _db.WriteAsync(() => SaveTogetherAsync(batch, cancellationToken), cancellationToken);
        }
        catch (Exception failure) when (IsOfOne(failure))
        {
            _db.ChangeTracker.Clear();
            return await SaveEachAsync(batch, isTrial, cancellationToken);
        }
    }

    /// <summary>Saves, publishes or schedules a submitted form.</summary>
    /// <param name="id">The post; null for a new one.</param>
    /// <param name="form">The submitted form.</param>
    /// <param name="mode">Whether to save, publish or schedule.</param>
    /// <param name="actor">Who is acting.</param>
    /// <param name="cancellationToken">Cancels only before anything is written.</param>
    public Task<DraftSaved> SaveAsync(int? id, DraftForm form, SaveMode mode, Actor actor, CancellationToken cancellationToken) =>
        _draftSaving.SaveAsync(id, form, mode, actor, cancellationToken);

    /// <summary>Saves a submitted form as the pending edit, valid or not.</summary>
    /// <param name="id">The post; null for the one that the page has created or creates now.</param>
    /// <param name="form">The submitted form.</param>
    /// <param name="actor">Who is writing.</param>
    /// <returns>Null if the actor may not edit the post.</returns>
    public Task<Autosaved?> AutosaveAsync(int? id, DraftForm form, Actor actor) => _autosaving.SaveAsync(id, form, actor);

    /// <summary>Changes the pending edit of a post on top of its latest state; its base version is unchanged.</summary>
    /// <returns>Whether the actor may edit the post.</returns>
    public Task<bool> AmendAsync(int id, Func<PostDraft, PostDraft> change, Actor actor, CancellationToken cancellationToken) =>
        _autosaving.AmendAsync(id, change, actor, cancellationToken);

    /// <summary>Makes a public or trashed post a draft again; the submitted form is saved as the pending edit.</summary>
    public Task<DraftSaved> UnpublishAsync(int id, DraftForm form, Actor actor) =>
        _draftSaving.ChangeAsync(id, form, post => post.Unpublish(), actor);

    /// <summary>Moves a post to the trash; the submitted form is saved as the pending edit.</summary>
    public Task<DraftSaved> DiscardAsync(int id, DraftForm form, Actor actor) =>
        _draftSaving.ChangeAsync(id, form, post => post.Discard(), actor);

    /// <summary>Changes the state of a post without its text: unpublishes it, moves it to the trash or restores it.</summary>
    /// <param name="post">The post, as read.</param>
    /// <param name="verb">The state change to apply.</param>
    /// <param name="cancellationToken">If cancelled, nothing is written.</param>
    /// <exception cref="DbUpdateConcurrencyException">The post was changed in the meantime; nothing was written.</exception>
    public Task<Post> ChangeAsync(Post post, Action<Post> verb, CancellationToken cancellationToken) =>
        _draftSaving.ChangeAsync(post, verb, cancellationToken);

    /// <summary>Restores an old text: into a draft, or as the pending edit of a public post.</summary>
    /// <param name="id">The post, which the actor may edit and which is not in the trash.</param>
    /// <param name="title">The old title.</param>
    /// <param name="markdown">The old text.</param>
    /// <param name="seen">The state that the page saw: <see cref="OpenPost.Stamp"/>.</param>
    /// <param name="actor">Who is acting.</param>
    /// <param name="cancellationToken">Cancels only before anything is written.</param>
    public Task<RestoreOutcome> RestoreAsync(
        int id,
        string title,
        string markdown,
        EditVersion? seen,
        Actor actor,
        CancellationToken cancellationToken
    ) => _restoring.RestoreAsync(id, title, markdown, seen, actor, cancellationToken);

    /// <summary>Adds tags, creating those that do not exist.</summary>
    /// <param name="picks">The posts, as shown in the list.</param>
    /// <param name="actor">Who is acting.</param>
    /// <param name="names">Comma-separated tag names.</param>
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

    /// <summary>Sets the category of posts, or removes it.</summary>
    public Task<BulkResult> RefileAsync(
        IReadOnlyList<SelectedPost> picks,
        Actor actor,
        int? categoryId,
        CancellationToken cancellationToken
    ) => _bulk.RefileAsync(picks, actor, categoryId, cancellationToken);

    /// <summary>Moves posts to the trash.</summary>
    public Task<BulkResult> DiscardAsync(IReadOnlyList<SelectedPost> picks, Actor actor, CancellationToken cancellationToken) =>
        _bulk.ChangeAsync(picks, actor, post => post.State != PostState.Trash, post => post.Discard(), cancellationToken);

    /// <summary>Restores posts from the trash, as drafts.</summary>
    public Task<BulkResult> RecoverAsync(IReadOnlyList<SelectedPost> picks, Actor actor, CancellationToken cancellationToken) =>
        _bulk.ChangeAsync(picks, actor, post => post.State == PostState.Trash, post => post.Restore(), cancellationToken);

    /// <summary>Permanently deletes posts in the trash, with their redirects and revisions.</summary>
    public Task<BulkResult> DeleteAsync(IReadOnlyList<SelectedPost> picks, Actor actor, CancellationToken cancellationToken) =>
        _bulk.ChangeAsync(picks, actor, post => post.State == PostState.Trash, post => _db.Posts.Remove(post), cancellationToken);

    /// <summary>Takes back what an import did to one post, unless the post was changed since.</summary>
    /// <param name="changeId">Row id of the <see cref="ImportChange"/>.</param>
    public Task<ImportUndone> UndoImportAsync(int changeId, CancellationToken cancellationToken) =>
        _undoing.UndoAsync(changeId, cancellationToken);

    public Task DeleteSamplesAsync(CancellationToken cancellationToken) =>
        _db.WriteAsync(() => _db.Posts.Where(post => post.IsSample).ExecuteDeleteAsync(cancellationToken), cancellationToken);

    /// <summary>Moves all posts of one category to another. Texts and versions are unchanged.</summary>
    public Task MergeCategoryAsync(int from, int into, CancellationToken cancellationToken) =>
        _db.WriteAsync(
            () =>
                _db
                    .Posts.Where(post => post.CategoryId == from)
                    .ExecuteUpdateAsync(set => set.SetProperty(post => post.CategoryId, into), cancellationToken),
            cancellationToken
        );

    /// <summary>
    /// Moves all posts of one tag to another by updating the join table only; the post rows, which hold the texts, are not loaded.
    /// </summary>
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

    /// <summary>Renames the series of all its posts; null takes them out of it. Raising the versions notifies anyone editing one.</summary>
    public Task RenameSeriesAsync(string title, string? wanted, CancellationToken cancellationToken) =>
        _db.WriteAsync(
            () =>
                _db
                    .Posts.Where(post => post.Series == title)
                    .ExecuteUpdateAsync(
                        set =>
                            set.SetProperty(post => post.Series, wanted)
                                .SetProperty(post => post.SeriesOrder, post => wanted == null ? null : post.SeriesOrder)
                                .SetProperty(post => post.Version, post => post.Version + 1),
                        cancellationToken
                    ),
            cancellationToken
        );

    /// <summary>Sets the places of posts in their series.</summary>
    /// <param name="places">By row id; null for the order of publication.</param>
    public Task OrderSeriesAsync(string title, IReadOnlyDictionary<int, int?> places, CancellationToken cancellationToken) =>
        _db.WriteAsync(
            async () =>
            {
                foreach (var (id, place) in places)
                {
                    await _db
                        .Posts.Where(post => post.Id == id && post.Series == title && post.SeriesOrder != place)
                        .ExecuteUpdateAsync(
                            set =>
                                set.SetProperty(post => post.SeriesOrder, place)
                                    .SetProperty(post => post.Version, post => post.Version + 1),
                            cancellationToken
                        );
                }
            },
            cancellationToken
        );

    /// <summary>Adds a row for each series that posts of an earlier version name.</summary>
    public Task AddMissingSeriesAsync(CancellationToken cancellationToken) =>
        _db.WriteAsync(() => new SeriesWriter(_db, _clock).AddMissingAsync(cancellationToken), cancellationToken);

    /// <summary>Replaces the address of one of the blog's images in a post and its pending edit.</summary>
    /// <param name="id">The post.</param>
    /// <param name="move">The replaced image and its successor.</param>
    /// <param name="writerId">Row id of the author who replaces it.</param>
    /// <param name="cancellationToken">If cancelled, nothing is written.</param>
    /// <returns>False if the post still has the old address, because it exceeds a limit or was being saved concurrently on every
    /// attempt.</returns>
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
                // The post was saved concurrently: retry with the new text.
            }
            catch (DbUpdateConcurrencyException)
            {
                return false;
            }
        }
    }

    /// <summary>Marks the posts that use an image for rendering again.</summary>
    public Task MarkForRenderingAsync(string mediaId, CancellationToken cancellationToken) =>
        _db.WriteAsync(
            () =>
                _db
                    .Posts.Where(post => _db.PostMedia.Any(use => use.PostId == post.Id && use.MediaFileId == mediaId))
                    .ExecuteUpdateAsync(set => set.SetProperty(post => post.RendererVersion, ""), cancellationToken),
            cancellationToken
        );

    /// <summary>Renders a stored post again and saves the result.</summary>
    /// <exception cref="DbUpdateConcurrencyException">The post was changed in the meantime; nothing was written.</exception>
    public async Task RerenderAsync(Post post, CancellationToken cancellationToken)
    {
        var context = await _planner.ContextOfAsync(post, cancellationToken);
        var result = await _renders.RenderAsync(post.Markdown, context, cancellationToken);
        await _db.WriteAsync(
            async () =>
            {
                if (result.Post is not { } rendered)
                {
                    // The old text exceeds a newer limit: keep the existing HTML.
                    await _db
                        .Posts.Where(p => p.Id == post.Id)
                        .ExecuteUpdateAsync(
                            set =>
                                set.SetProperty(
                                    p => p.RendererVersion,
                                    MarkdownRenderer.VersionOf(context.FoldAbove, context.Notations, context.BasePath)
                                ),
                            cancellationToken
                        );
                    return;
                }

                var current = await _saving.FindAsync(post, cancellationToken);
                current.Show(rendered);
                await new PostReferences(_db).NoteAsync(current, rendered, cancellationToken);
            },
            cancellationToken
        );
    }

    private async Task<IReadOnlyList<PostSaved>> SaveEachAsync(
        IReadOnlyList<PlannedRendering> batch,
        bool isTrial,
        CancellationToken cancellationToken
    )
    {
        var outcomes = new List<PostSaved>();
        foreach (var one in batch)
        {
            try
            {
                outcomes.Add(await SaveOneAsync(one, isTrial, cancellationToken));
            }
            catch (Exception failure) when (IsOfOne(failure))
            {
                outcomes.Add(new PostSaved(null, null, null, null) { Rendered = one.Result?.Post, Failure = failure });
            }
        }

        return outcomes;
    }

    private async Task<PostSaved> SaveOneAsync(PlannedRendering one, bool isTrial, CancellationToken cancellationToken) =>
        isTrial || one.Result?.Post is null ? Unsaved(one) : (await SaveTogetherAsync([one], cancellationToken))[0];

    private async Task<IReadOnlyList<PostSaved>> SaveTogetherAsync(
        IReadOnlyList<PlannedRendering> batch,
        CancellationToken cancellationToken
    )
    {
        var ready = new List<(PostPlan Plan, RenderedPost Rendered)>();
        foreach (var one in batch.Where(one => one.Result?.Post is not null))
        {
            var existing = one.Plan.Existing is { } planned
                ? await _db.Posts.AsNoTracking().SingleAsync(post => post.Id == planned.Id, cancellationToken)
                : null;
            ready.Add((one.Plan with { Existing = existing }, one.Result!.Post!));
        }

        cancellationToken.ThrowIfCancellationRequested();
        var saved = new Queue<PostSaved>(await _saving.WriteAllAsync(ready));
        return [.. batch.Select(one => one.Result?.Post is null ? Unsaved(one) : saved.Dequeue())];
    }

    private static PostSaved Unsaved(PlannedRendering one) =>
        new(null, one.Result?.Refusal, null, null) { Rendered = one.Result?.Post, Failure = one.Failure };

    /// <summary>Whether an exception concerns one post of many; any other ends the whole work.</summary>
    public static bool IsOfOne(Exception failure) => failure is not (OperationCanceledException or OutOfMemoryException);

    private async Task<bool> ReplaceMediaAsync(Post post, MediaLinkRewrite move, int writerId, CancellationToken cancellationToken)
    {
        var content = move.In(post.ToContent());
        RenderedPost? rendered = null;
        if (content != post.ToContent())
        {
            var plan = await _planner.PlanAsync(post, new PostRequest { Content = content }, null, cancellationToken);
            if (
                plan.TooLong is not null
                || plan.AddressError is not null
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
