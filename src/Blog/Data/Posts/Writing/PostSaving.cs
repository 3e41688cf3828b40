using Blog.Data.Git;
using Blog.Data.People;
using Blog.Data.Posts.Drafts;
using Blog.Rendering.Output;
using Blog.Storage.DataDirectory;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Blog.Data.Posts.Writing;

/// <summary>Saves a request: plans and renders outside the write lock, then writes everything in one transaction.</summary>
internal sealed class PostSaving(
    BlogDb db,
    RenderThrottle renders,
    PostPlanner planner,
    RevisionPolicy revisions,
    TimeProvider clock,
    IOptions<DataOptions> options
)
{
    private readonly ImportChanges _changes = new(db);

    public async Task<PostSaved> SaveAsync(Post? existing, PostRequest request, CancellationToken cancellationToken)
    {
        var plan = await planner.PlanAsync(existing, request, null, cancellationToken);
        if (plan.TooLong is not null || plan.AddressError is not null)
        {
            return new PostSaved(null, null, plan.AddressError, null) { TooLong = plan.TooLong };
        }

        var result = await RenderAsync(plan, cancellationToken);
        return result.Post is not { } rendered ? new PostSaved(null, result.Refusal, null, null)
            : request.PublishAt is not null && UnfinishedUpload.FindLine(request.Content.Markdown, rendered) is { } line
                ? new PostSaved(null, null, null, null) { UnfinishedUploadLine = line }
            : await WriteAsync(plan, rendered);
    }

    /// <summary>Renders a planned save; does not use the database, so that several can run concurrently.</summary>
    public Task<RenderResult> RenderAsync(PostPlan plan, CancellationToken cancellationToken) =>
        renders.RenderAsync(plan.Request.Content.Markdown, plan.Context, cancellationToken);

    /// <summary>Writes a planned and rendered save. It is not cancelled when the client disconnects.</summary>
    /// <exception cref="DbUpdateConcurrencyException">The post was changed since it was planned; nothing was written.</exception>
    public async Task<PostSaved> WriteAsync(PostPlan plan, RenderedPost rendered) => (await WriteAllAsync([(plan, rendered)]))[0];

    /// <summary>Writes planned and rendered saves together.</summary>
    /// <exception cref="DbUpdateConcurrencyException">A post was changed since it was planned; nothing was written.</exception>
    public Task<IReadOnlyList<PostSaved>> WriteAllAsync(IReadOnlyList<(PostPlan Plan, RenderedPost Rendered)> batch) =>
        db.WriteAsync(
            async () =>
            {
                var written = await ApplyAllAsync(batch);
                await db.SaveChangesAsync(CancellationToken.None);
                await new PostReferences(db).NoteAsync(written, CancellationToken.None);
                foreach (var ((plan, _), (post, _, _)) in batch.Zip(written))
                {
                    await NoteSourceAsync(plan.Request.Source, post);
                }

                await db.SaveChangesAsync(CancellationToken.None);
                var outcomes = new List<PostSaved>();
                foreach (var ((plan, rendered), (post, _, _)) in batch.Zip(written))
                {
                    await PairAsync(plan.Request);
                    var moved = string.Equals(plan.Address.Value, Leading(plan.Wanted), StringComparison.Ordinal)
                        ? null
                        : plan.Address.Value;
                    outcomes.Add(new PostSaved(post, null, null, moved) { Rendered = rendered });
                }

                return (IReadOnlyList<PostSaved>)outcomes;
            },
            CancellationToken.None
        );

    /// <summary>Loads a post within the current write and checks that it has not changed since it was read.</summary>
    /// <exception cref="DbUpdateConcurrencyException">It has changed.</exception>
    public async Task<Post> FindAsync(Post seen, CancellationToken cancellationToken) =>
        await db.Posts.SingleOrDefaultAsync(post => post.Id == seen.Id, cancellationToken) is { } post && post.Version == seen.Version
            ? post
            : throw new DbUpdateConcurrencyException("The post has changed in the meantime.");

    /// <summary>Changes a post's text programmatically, with its revision, links and images.</summary>
    public async Task RewriteAsync(Post post, PostContent content, RenderedPost rendered, int writerId, CancellationToken cancellationToken)
    {
        post.Revise(content, rendered);
        revisions.Saved(post, RevisionKind.Save, writerId, clock.GetUtcNow());
        await new PostReferences(db).NoteAsync(post, rendered, cancellationToken);
    }

    private static string Leading(string path) => path.StartsWith('/') ? path : "/" + path;

    /// <summary>
    /// Each look at rows in memory would compare all posts of the batch with the database; saving does that once, for all of them.
    /// </summary>
    private async Task<List<PostReferences.Written>> ApplyAllAsync(IReadOnlyList<(PostPlan Plan, RenderedPost Rendered)> batch)
    {
        var (written, authors) = (new List<PostReferences.Written>(), new Dictionary<string, Author>(StringComparer.Ordinal));
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        try
        {
            foreach (var (plan, rendered) in batch)
            {
                var existing = plan.Existing is { } seen ? await FindAsync(seen, CancellationToken.None) : null;
                if (plan.Request.Source is { Version: { } compared } && existing?.Version != compared)
                {
                    throw new DbUpdateConcurrencyException("The post has changed since its file was compared with it.");
                }

                var post = await ApplyAsync(plan, existing, rendered, authors);
                written.Add(new PostReferences.Written(post, rendered, existing is null));
            }
        }
        finally
        {
            db.ChangeTracker.AutoDetectChangesEnabled = true;
        }

        return written;
    }

    private async Task<Post> ApplyAsync(PostPlan plan, Post? existing, RenderedPost rendered, Dictionary<string, Author> authors)
    {
        var (request, now) = (plan.Request, clock.GetUtcNow());
        var post =
            existing
            ?? Post.Write(request.Origin?.FeedId ?? NewFeedId(now), await AuthorAsync(request, authors), request.Origin?.CreatedAt ?? now);
        if (existing is null)
        {
            post.BeganOn(request.DraftKey);
            db.Posts.Add(post);
        }
        else
        {
            await db.Entry(post).Collection(p => p.Tags).LoadAsync(CancellationToken.None);
            if (request.Revision == RevisionKind.Restore)
            {
                await revisions.BeforeRestoreAsync(post, null);
            }
        }

        var change = request.ImportRunId is { } run ? await _changes.BeforeAsync(run, post, isNew: existing is null) : null;
        await MoveAsync(post, plan, now);
        post.Revise(await new SeriesWriter(db, clock).SettleAsync(request.Content, CancellationToken.None), rendered);
        post.BelongTo(request.TranslationGroup);
        post.Carry(request.OtherFields);
        var taxonomy = new TaxonomyWriter(db);
        post.File(
            await taxonomy.CategoryAsync(request.Category, CancellationToken.None),
            await taxonomy.TagsAsync(request.Tags, CancellationToken.None)
        );
        Date(post, request, now);
        if (request.ImportKey is not null)
        {
            post.CameFrom(request.ImportKey, request.ImportHash ?? "", request.IsSample);
        }

        if (existing is null && request.Origin is { IsTrash: true })
        {
            post.Discard();
        }

        post.SavedBy(request.DraftKey, request.Sequence);
        change?.Leave(post.Version);
        revisions.Saved(post, request.Revision, request.WriterId, now);
        if (existing is not null && request.Seen is { } seen)
        {
            await TakeInAsync(post, seen);
        }

        return post;
    }

    private async Task MoveAsync(Post post, PostPlan plan, DateTimeOffset now)
    {
        var moves = new PostAddressChange(db);
        await moves.MoveAsync(post, plan.Address, now, CancellationToken.None);
        if (plan.Request is { EndsRedirect: { } id, PublishAt: { } at } && at <= now)
        {
            await moves.EndRedirectAsync(id, plan.Address, CancellationToken.None);
        }

        await moves.LeaveAsync(post, plan.Request.OldPaths, now, CancellationToken.None);
    }

    /// <summary>
    /// Removes the pending edit, which is now the post's text. If it was saved again after the writer loaded it, nothing is written, since
    /// that text would be lost.
    /// </summary>
    private async Task TakeInAsync(Post post, EditVersion seen)
    {
        var edit = await db.PendingEdits.FirstOrDefaultAsync(e => e.PostId == post.Id);
        if (!EditVersion.Of(post, edit, null).SeesEditOf(seen))
        {
            throw new DbUpdateConcurrencyException("The pending edit has changed in the meantime.");
        }

        if (edit is not null)
        {
            revisions.TakenIn(post, edit);
            db.PendingEdits.Remove(edit);
        }
    }

    /// <summary>
    /// Leaves the counterpart's version unchanged: otherwise a page editing it would conflict with a change that does not concern its text.
    /// </summary>
    private Task PairAsync(PostRequest request) =>
        request is { Counterpart: { } id, TranslationGroup: { } group }
            ? db
                .Posts.Where(post => post.Id == id && post.TranslationGroup == null)
                .ExecuteUpdateAsync(set => set.SetProperty(post => post.TranslationGroup, group))
            : Task.CompletedTask;

    /// <summary>In the write of the post, so that a program killed at any time knows which file the post is.</summary>
    private async Task NoteSourceAsync(GitSource? source, Post post)
    {
        if (source is null)
        {
            return;
        }

        var file = await db.GitFiles.SingleOrDefaultAsync(one => one.Path == source.Path);
        var former = await db.GitFiles.Where(one => one.PostId == post.Id && one.Path != source.Path).ToListAsync();
        if (file is null && former is [var moved, ..])
        {
            moved.Move(source.Path);
            (file, former) = (moved, former[1..]);
        }

        db.GitFiles.RemoveRange(former); // a post is one file
        file ??= db.GitFiles.Add(new GitFile(source.Path)).Entity;
        if (source.Merged is { } merged)
        {
            file.Merge(post.Id, source.Blob, merged, post.Version);
        }
        else
        {
            file.Take(post.Id, source.Blob, post.Version);
        }
    }

    private static void Date(Post post, PostRequest request, DateTimeOffset now)
    {
        if (request.PublishAt is { } at)
        {
            post.Publish(at);
        }
        else if (post.State == PostState.Published)
        {
            post.Unpublish();
        }

        if (request.PublishAt is null && request.Plan is { } plan)
        {
            post.PlanFor(plan.At);
        }

        if (!request.MinorEdit)
        {
            post.MarkUpdated(request.UpdatedAt ?? request.PublishAt ?? now);
        }
    }

    private string NewFeedId(DateTimeOffset now) =>
        string.Create(CultureInfo.InvariantCulture, $"tag:{options.Value.Authority},{now.UtcDateTime:yyyy-MM-dd}:{Guid.NewGuid():N}");

    /// <param name="known">The authors that this write has read, by name; the usual one has none.</param>
    private async Task<Author> AuthorAsync(PostRequest request, Dictionary<string, Author> known)
    {
        if (request.WriterId is { } writer)
        {
            return await db.Authors.SingleAsync(a => a.Id == writer);
        }

        var wanted = string.IsNullOrWhiteSpace(request.AuthorName) ? null : request.AuthorName.Trim();
        if (known.TryGetValue(wanted ?? "", out var author))
        {
            return author;
        }

        author = wanted is null
            ? await db.Authors.OrderBy(a => a.Id).FirstOrDefaultAsync()
            : await db.Authors.FirstOrDefaultAsync(a => a.Name == wanted);
        if (author is null)
        {
            var settings = await db.Settings.AsNoTracking().SingleAsync();
            author = new Author(wanted ?? settings.Main.Title);
            db.Authors.Add(author);
        }

        return known[wanted ?? ""] = author;
    }
}
