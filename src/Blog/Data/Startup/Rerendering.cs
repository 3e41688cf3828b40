using System.Threading.Channels;
using Blog.Data.Comments;
using Blog.Data.Posts.Imports;
using Blog.Data.Posts.Writing;
using Blog.Storage.Database;
using Blog.Storage.Telemetry;
using Microsoft.EntityFrameworkCore;

namespace Blog.Data.Startup;

/// <summary>
/// Renders posts again whose stored HTML is out of date, one at a time: after a start with another renderer, and whenever a change asks
/// for it (a setting that all posts depend on, sizes of images that have become known), and after a large import, of this process or
/// another, which leaves code without colours.
/// </summary>
public sealed partial class Rerendering
{
    /// <summary>Changes of the database come in numbers; they are looked at together.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>Nothing is rendered beside an import, which needs the processors, unless it was interrupted so long ago.</summary>
    private static readonly TimeSpan LongestImport = TimeSpan.FromMinutes(30);

    private readonly JobStatus _jobs;
    private readonly IServiceScopeFactory _scopes;
    private readonly TimeProvider _clock;
    private readonly ILogger<Rerendering> _logger;

    // One request is enough, however many were made while a run was busy.
    private readonly Channel<bool> _requests = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite }
    );

    /// <summary>Those that failed: they are tried again at the next request, not at every change of the database.</summary>
    private readonly HashSet<int> _failed = [];

    private volatile bool _isAskedForAll;

    public Rerendering(
        JobStatus jobs,
        IServiceScopeFactory scopes,
        DatabaseChangeMonitor changes,
        TimeProvider clock,
        ILogger<Rerendering> logger
    )
    {
        (_jobs, _scopes, _clock, _logger) = (jobs, scopes, clock, logger);
        changes.Changed += (_, _) => _requests.Writer.TryWrite(true);
    }

    /// <summary>Asks the server to look for posts that are out of date; returns at once.</summary>
    public void Request()
    {
        _isAskedForAll = true;
        _requests.Writer.TryWrite(true);
    }

    /// <summary>Answers requests until the server stops.</summary>
    public async Task ListenAsync(CancellationToken cancellationToken)
    {
        await foreach (var _ in _requests.Reader.ReadAllAsync(cancellationToken))
        {
            if (!_isAskedForAll)
            {
                await Task.Delay(Pause, cancellationToken);
            }

            if (_isAskedForAll || await AnyMarkedAsync(cancellationToken))
            {
                _isAskedForAll = false;
                await RunAsync(cancellationToken);
            }
        }
    }

    /// <summary>Whether a post waits to be rendered again, and no import is going on.</summary>
    private async Task<bool> AnyMarkedAsync(CancellationToken cancellationToken)
    {
        await using var scope = _scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BlogDb>();
        var since = _clock.GetUtcNow() - LongestImport;
        return (
                await db.Posts.AnyAsync(post => post.RendererVersion == "" && !_failed.Contains(post.Id), cancellationToken)
                || await db.Comments.AnyAsync(
                    comment => comment.State == CommentState.Approved && comment.RendererVersion == "",
                    cancellationToken
                )
            ) && !await db.ImportRuns.AnyAsync(run => run.State == ImportRunState.Running && run.ChangedAt > since, cancellationToken);
    }

    /// <summary>Renders all posts that are out of date.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var run = _jobs.Begin(JobNames.Rendering);
        await using var first = _scopes.CreateAsyncScope();
        var db = first.ServiceProvider.GetRequiredService<BlogDb>();
        var settings = await db.Settings.AsNoTracking().SingleAsync(cancellationToken);
        var version = first.ServiceProvider.GetRequiredService<PostWriter>().RendererVersionOf(settings);
        var ids = await db
            .Posts.Where(post => post.RendererVersion != version)
            .OrderByDescending(post => post.PublishedAt)
            .Select(post => post.Id)
            .ToListAsync(cancellationToken);
        foreach (var id in ids)
        {
            await using var scope = _scopes.CreateAsyncScope();
            var post = await scope
                .ServiceProvider.GetRequiredService<BlogDb>()
                .Posts.SingleOrDefaultAsync(p => p.Id == id, cancellationToken);
            if (post is null)
            {
                continue;
            }

            try
            {
                await scope.ServiceProvider.GetRequiredService<PostWriter>().RerenderAsync(post, cancellationToken);
                _failed.Remove(id);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                if (e is not DbUpdateConcurrencyException)
                {
                    run.Fail(e);
                    _failed.Add(id);
                }

                LogNotRerendered(_logger, id, e.Message); // most likely saved, and so rendered, in the meantime; continue with the others
            }
        }

        await using var last = _scopes.CreateAsyncScope();
        await last.ServiceProvider.GetRequiredService<CommentWriter>().RenderAgainAsync(cancellationToken);
        if (ids.Count > 0)
        {
            LogRerendered(_logger, ids.Count, version);
        }
    }

    [LoggerMessage(
        EventId = 4,
        EventName = "PostsRerendered",
        Level = LogLevel.Information,
        Message = "Rendered {Count} posts again with renderer version {Version}"
    )]
    private static partial void LogRerendered(ILogger logger, int count, string version);

    [LoggerMessage(
        EventId = 5,
        EventName = "PostNotRerendered",
        Level = LogLevel.Warning,
        Message = "Post {PostId} was not rendered again: {Reason}"
    )]
    private static partial void LogNotRerendered(ILogger logger, int postId, string reason);
}
