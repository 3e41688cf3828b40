using System.Threading.Channels;
using Blog.Data.Posts.Writing;
using Blog.Storage.Telemetry;
using Microsoft.EntityFrameworkCore;

namespace Blog.Data.Startup;

/// <summary>
/// Renders posts again whose stored HTML is out of date, one at a time: after a start with another renderer, and whenever a change asks
/// for it (a setting that all posts depend on, sizes of images that have become known).
/// </summary>
public sealed partial class Rerendering(JobStatus jobs, IServiceScopeFactory scopes, ILogger<Rerendering> logger)
{
    // One request is enough, however many were made while a run was busy.
    private readonly Channel<bool> _requests = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite }
    );

    /// <summary>Asks the server to look for posts that are out of date; returns at once.</summary>
    public void Request() => _requests.Writer.TryWrite(true);

    /// <summary>Answers requests until the server stops.</summary>
    public async Task ListenAsync(CancellationToken cancellationToken)
    {
        await foreach (var _ in _requests.Reader.ReadAllAsync(cancellationToken))
        {
            await RunAsync(cancellationToken);
        }
    }

    /// <summary>Renders all posts that are out of date.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var run = jobs.Begin(JobNames.Rendering);
        await using var first = scopes.CreateAsyncScope();
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
            await using var scope = scopes.CreateAsyncScope();
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
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                if (e is not DbUpdateConcurrencyException)
                {
                    run.Fail(e);
                }

                LogNotRerendered(logger, id, e.Message); // most likely saved, and so rendered, in the meantime; continue with the others
            }
        }

        if (ids.Count > 0)
        {
            LogRerendered(logger, ids.Count, version);
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
