using Blog.Data.Editing;
using Blog.Data.Folder;
using Blog.Data.Storage;
using Blog.Rendering;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Blog.Data;

/// <summary>
/// The one door through which posts are written: editor, import and scheduled work all take it, so that slugs, revisions, redirects and
/// what a post shows are never bypassed.
/// </summary>
public sealed class PostWriter(BlogDb db, WriteGate gate, RenderGate renders, PostPlanner planner, TimeProvider clock, IOptions<DataOptions> options)
{
    /// <summary>Stored with each post: a change of renderer or base path makes it stale.</summary>
    public string RendererVersion => MarkdownRenderer.Version.ToString(CultureInfo.InvariantCulture) + options.Value.BasePath;

    /// <summary>Plans, renders and writes.</summary>
    /// <param name="existing">A tracked post to change; null for a new one.</param>
    /// <param name="request">What to write.</param>
    /// <param name="cancellationToken">Ends the wait; nothing is written then.</param>
    /// <exception cref="DbUpdateConcurrencyException">Somebody changed the post meanwhile; nothing was written.</exception>
    public async Task<PostSaved> SaveAsync(Post? existing, PostRequest request, CancellationToken cancellationToken)
    {
        var plan = await PlanAsync(existing, request, null, cancellationToken);
        if (plan.TooLong is { } tooLong)
        {
            return new PostSaved(null, null, null, null) { TooLong = tooLong };
        }

        if (plan.Fault is { } fault)
        {
            return new PostSaved(null, null, fault, null);
        }

        var result = await RenderAsync(plan, cancellationToken);
        return result.Post is null ? new PostSaved(null, result.Refusal, null, null) : await WriteAsync(plan, result.Post, cancellationToken);
    }

    /// <summary>Finds the address and what the renderer needs to know; reads the database, writes nothing.</summary>
    /// <param name="existing">A post to change; null for a new one.</param>
    /// <param name="request">What will be written.</param>
    /// <param name="taken">Address keys that plans of the same run hold already; the plan adds its own.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task<PostPlan> PlanAsync(Post? existing, PostRequest request, ISet<string>? taken, CancellationToken cancellationToken) =>
        planner.PlanAsync(existing, request, taken, cancellationToken);

    /// <summary>Renders what was planned; touches no database, so that several can run beside each other.</summary>
    public Task<RenderResult> RenderAsync(PostPlan plan, CancellationToken cancellationToken) =>
        renders.RenderAsync(plan.Request.Text.Markdown, plan.Context, cancellationToken);

    /// <summary>Writes what was planned and rendered, in one turn at the gate.</summary>
    public async Task<PostSaved> WriteAsync(PostPlan plan, RenderedPost rendered, CancellationToken cancellationToken)
    {
        Post post = null!;
        await gate.RunAsync(
            async () =>
            {
                await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
                post = await ApplyAsync(plan, rendered, cancellationToken);
                await db.SaveChangesAsync(cancellationToken);
                await new PostUses(db).NoteAsync(post, rendered, cancellationToken);
                await db.SaveChangesAsync(cancellationToken);
                await PairAsync(plan.Request, cancellationToken);
                await transaction.CommitAsync(cancellationToken);
            },
            cancellationToken);
        var moved = string.Equals(plan.Address.Value, Leading(plan.Wanted), StringComparison.Ordinal) ? null : plan.Address.Value;
        return new PostSaved(post, null, null, moved) { Problems = rendered.Problems };
    }

    /// <summary>Does what leaves the text alone: unpublishes a post, throws it away, brings it back.</summary>
    /// <param name="post">A tracked post.</param>
    /// <param name="verb">One of its verbs.</param>
    /// <param name="cancellationToken">Ends the wait; nothing is written then.</param>
    /// <exception cref="DbUpdateConcurrencyException">Somebody changed the post meanwhile; nothing was written.</exception>
    public async Task ChangeAsync(Post post, Action<Post> verb, CancellationToken cancellationToken)
    {
        var before = post.Version;
        verb(post);
        if (await db.PendingEdits.FirstOrDefaultAsync(e => e.PostId == post.Id, cancellationToken) is { } edit)
        {
            edit.RestOn(before, post.Version);
        }

        await db.SaveChangesAsync(cancellationToken);
    }

    /// <summary>Renders a stored post again and keeps the result.</summary>
    public async Task RerenderAsync(Post post, CancellationToken cancellationToken)
    {
        var result = await renders.RenderAsync(post.Markdown, await planner.ContextOfAsync(post, cancellationToken), cancellationToken);
        if (result.Post is null)
        {
            // A newer limit refuses an old text: readers keep what they had.
            await gate.RunAsync(() => db.Posts.Where(p => p.Id == post.Id).ExecuteUpdateAsync(set => set.SetProperty(p => p.RendererVersion, RendererVersion), cancellationToken), cancellationToken);
            return;
        }

        post.Show(result.Post, RendererVersion);
        await gate.RunAsync(
            async () =>
            {
                await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
                await new PostUses(db).NoteAsync(post, result.Post, cancellationToken);
                await db.SaveChangesAsync(cancellationToken);
                await transaction.CommitAsync(cancellationToken);
            },
            cancellationToken);
    }

    private static string Leading(string path) => path.StartsWith('/') ? path : "/" + path;

    private async Task<Post> ApplyAsync(PostPlan plan, RenderedPost rendered, CancellationToken cancellationToken)
    {
        var (request, now) = (plan.Request, clock.GetUtcNow());
        var taxonomy = new TaxonomyWriter(db);
        var post = plan.Existing ?? Post.Write(NewFeedId(now), await AuthorAsync(request, cancellationToken), now);
        if (plan.Existing is null)
        {
            post.BeganOn(request.DraftKey);
            db.Posts.Add(post);
        }
        else
        {
            await db.Entry(post).Collection(p => p.Tags).LoadAsync(cancellationToken);
        }

        await new PostMoves(db).MoveAsync(post, plan.Address, now, cancellationToken);
        post.Revise(request.Text, rendered, RendererVersion);
        post.File(await taxonomy.CategoryAsync(request.Category, cancellationToken), await taxonomy.TagsAsync(request.Tags, cancellationToken));
        Date(post, request, now);
        if (request.ImportKey is not null)
        {
            post.CameFrom(request.ImportKey, request.ImportHash ?? "", request.IsSample);
        }

        foreach (var path in request.OldPaths)
        {
            await new PostMoves(db).LeaveAsync(post, path, now, cancellationToken);
        }

        if (request.Revision is { } kind)
        {
            db.Revisions.Add(new Revision(post, kind, post.Title, post.Markdown, request.WriterId, now));
        }

        if (plan.Existing is not null && request.Seen is { } seen)
        {
            await TakeInAsync(post, seen, cancellationToken);
        }

        return post;
    }

    /// <summary>The pending edit became the post's text, so it goes; one that was kept since the writer looked would be lost, so nothing is written then.</summary>
    private async Task TakeInAsync(Post post, EditStamp seen, CancellationToken cancellationToken)
    {
        var edit = await db.PendingEdits.FirstOrDefaultAsync(e => e.PostId == post.Id, cancellationToken);
        if (!EditStamp.Of(post, edit, null).SeesEditOf(seen))
        {
            throw new DbUpdateConcurrencyException("The pending edit has changed meanwhile.");
        }

        if (edit is not null)
        {
            if (!string.Equals(edit.Text.Markdown, post.Markdown, StringComparison.Ordinal) || !string.Equals(edit.Text.Title.Trim(), post.Title, StringComparison.Ordinal))
            {
                // What was typed last may not be what was kept last: a browser fills an old text into a page that was loaded anew.
                db.Revisions.Add(new Revision(post, RevisionKind.Autosave, edit.Title, edit.Text.Markdown, edit.LastWriterId, edit.UpdatedAt));
            }

            db.PendingEdits.Remove(edit);
        }
    }

    /// <summary>The version of the counterpart stays: a page where it is being written would else clash with a change that is none of its text.</summary>
    private Task PairAsync(PostRequest request, CancellationToken cancellationToken) =>
        request is { Counterpart: { } id, Text.TranslationGroup: { } group }
            ? db.Posts.Where(post => post.Id == id && post.TranslationGroup == null).ExecuteUpdateAsync(set => set.SetProperty(post => post.TranslationGroup, group), cancellationToken)
            : Task.CompletedTask;

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

    private async Task<Author> AuthorAsync(PostRequest request, CancellationToken cancellationToken)
    {
        if (request.WriterId is { } writer)
        {
            return await db.Authors.SingleAsync(a => a.Id == writer, cancellationToken);
        }

        var wanted = string.IsNullOrWhiteSpace(request.AuthorName) ? null : request.AuthorName.Trim();
        var author = wanted is null
            ? db.Authors.Local.FirstOrDefault() ?? await db.Authors.OrderBy(a => a.Id).FirstOrDefaultAsync(cancellationToken)
            : db.Authors.Local.FirstOrDefault(a => a.Name == wanted) ?? await db.Authors.FirstOrDefaultAsync(a => a.Name == wanted, cancellationToken);
        if (author is null)
        {
            var settings = await db.Settings.AsNoTracking().SingleAsync(cancellationToken);
            author = new Author(wanted ?? settings.Main.Title);
            db.Authors.Add(author);
        }

        return author;
    }
}
