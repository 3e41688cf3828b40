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
                await NoteUsesAsync(post, rendered, cancellationToken);
                await db.SaveChangesAsync(cancellationToken);
                await transaction.CommitAsync(cancellationToken);
            },
            cancellationToken);
        var moved = string.Equals(plan.Address.Value, Leading(plan.Wanted), StringComparison.Ordinal) ? null : plan.Address.Value;
        return new PostSaved(post, null, null, moved) { Problems = rendered.Problems };
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
                await NoteUsesAsync(post, result.Post, cancellationToken);
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
            db.Posts.Add(post);
        }
        else
        {
            await db.Entry(post).Collection(p => p.Tags).LoadAsync(cancellationToken);
        }

        await MoveAsync(post, plan.Address, now, cancellationToken);
        post.Revise(request.Text, rendered, RendererVersion);
        post.File(await taxonomy.CategoryAsync(request.Category, cancellationToken), await taxonomy.TagsAsync(request.Tags, cancellationToken));
        Date(post, request, now);
        if (request.ImportKey is not null)
        {
            post.CameFrom(request.ImportKey, request.ImportHash ?? "", request.IsSample);
        }

        foreach (var path in request.OldPaths)
        {
            await AddRedirectAsync(post, path, now, cancellationToken);
        }

        db.Revisions.Add(new Revision(post, request.Revision, post.Title, post.Markdown, request.WriterId, now));
        return post;
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

    /// <summary>A public address answers for ever: a post that moves leaves a redirect, and one that comes back takes its own away.</summary>
    private async Task MoveAsync(Post post, PostAddress to, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (wasPublic, from) = (post.State == PostState.Published && post.PublishedAt <= now, post.Address);
        post.MoveTo(to);
        if (wasPublic)
        {
            await AddRedirectAsync(post, from.Value, now, cancellationToken);
        }

        var key = to.Key;
        db.Redirects.RemoveRange(await db.Redirects.Where(redirect => redirect.PathKey == key && redirect.PostId == post.Id).ToListAsync(cancellationToken));
    }

    private async Task AddRedirectAsync(Post post, string path, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var key = PostAddress.KeyOf(path);
        var known = db.Redirects.Local.Any(redirect => redirect.PathKey == key) || await db.Redirects.AnyAsync(redirect => redirect.PathKey == key, cancellationToken);
        if (!known && !string.Equals(key, post.AddressKey, StringComparison.Ordinal))
        {
            db.Redirects.Add(Redirect.To(post, path, now));
        }
    }

    /// <summary>Notes which links and images the text of a post has; the caller saves, within the transaction of the text.</summary>
    internal async Task NoteUsesAsync(Post post, RenderedPost rendered, CancellationToken cancellationToken)
    {
        await db.PostMedia.Where(use => use.PostId == post.Id).ExecuteDeleteAsync(cancellationToken);
        await db.PostLinks.Where(link => link.PostId == post.Id).ExecuteDeleteAsync(cancellationToken);
        db.PostLinks.AddRange(rendered.Links.Select(target => (target, isImage: false))
            .Concat(rendered.Images.Select(image => (target: image.Source, isImage: true)))
            .Where(link => link.target.Length <= TextLengths.Line)
            .Select((link, position) => new PostLink { PostId = post.Id, Position = position, Target = link.target, IsImage = link.isImage }));
        var ids = rendered.Images.Select(image => PostPlanner.MediaPath().Match(image.Source)).Concat([PostPlanner.MediaPath().Match(post.Cover ?? "")])
            .Where(match => match.Success).Select(match => match.Groups["id"].Value).Distinct().ToList();
        var known = await db.Media.Where(file => ids.Contains(file.Id)).Select(file => file.Id).ToListAsync(cancellationToken);
        db.PostMedia.AddRange(known.Select(id => new PostMedia { PostId = post.Id, MediaFileId = id }));
    }
}
