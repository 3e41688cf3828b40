using Blog.Data.Media;
using Blog.Data.Media.Library;
using Blog.Data.Posts.Writing;
using Blog.Data.Search;
using Blog.Storage.Telemetry;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Blog.Data.Startup;

/// <summary>
/// Maintenance that the server runs once after each start, in the background: cleanup, search index, rendering and image variants left by
/// earlier versions.
/// </summary>
public sealed partial class StartupMaintenance(
    JobStatus jobs,
    Rerendering rerendering,
    IServiceScopeFactory scopes,
    ILogger<StartupMaintenance> logger
)
{
    /// <summary>Runs all jobs; a failure is logged and shown on the status page, and does not prevent the others.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await SweepAsync(cancellationToken);
        await IndexAsync(cancellationToken);
        await AddSeriesAsync(cancellationToken);
        await rerendering.RunAsync(cancellationToken);
        if (await MakeVariantsAsync(cancellationToken) > 0)
        {
            await rerendering.RunAsync(cancellationToken);
        }
    }

    private async Task SweepAsync(CancellationToken cancellationToken)
    {
        using var run = jobs.Begin(JobNames.Sweep);
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<OrphanedMediaCleanup>().RunAsync(cancellationToken);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            run.Fail(e);
            LogNotSwept(logger, e.Message);
        }
    }

    /// <summary>Indexes posts not indexed by an earlier version, or indexed with an older tokenizer.</summary>
    private async Task IndexAsync(CancellationToken cancellationToken)
    {
        using var run = jobs.Begin(JobNames.Search);
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<SearchIndexBuilder>().RunAsync(cancellationToken);
        }
        catch (SqliteException e)
        {
            run.Fail(e);
            LogNotIndexed(logger, e.Message); // the site works without search, so the other jobs continue
        }
    }

    /// <summary>Posts of earlier versions name series that have no page yet.</summary>
    private async Task AddSeriesAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BlogDb>();
        if (await db.Posts.AnyAsync(post => post.Series != null && !db.Series.Any(one => one.Title == post.Series), cancellationToken))
        {
            await scope.ServiceProvider.GetRequiredService<PostWriter>().AddMissingSeriesAsync(cancellationToken);
        }
    }

    /// <summary>Creates missing image variants; after rendering, which matters more to readers.</summary>
    private async Task<int> MakeVariantsAsync(CancellationToken cancellationToken)
    {
        using var run = jobs.Begin(JobNames.Media);
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            return await scope.ServiceProvider.GetRequiredService<MediaVariants>().RunAsync(cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException) // readers get the original images; the other jobs continue
        {
            run.Fail(e);
            LogNotScaled(logger, e.Message);
            return 0;
        }
    }

    [LoggerMessage(
        EventId = 22,
        EventName = "PostsNotIndexed",
        Level = LogLevel.Error,
        Message = "The search index was not built ({Reason}); run check --rebuild-search"
    )]
    private static partial void LogNotIndexed(ILogger logger, string reason);

    [LoggerMessage(
        EventId = 8,
        EventName = "MediaNotSwept",
        Level = LogLevel.Warning,
        Message = "Orphaned files were not removed: {Reason}"
    )]
    private static partial void LogNotSwept(ILogger logger, string reason);

    [LoggerMessage(
        EventId = 11,
        EventName = "ImagesNotScaled",
        Level = LogLevel.Warning,
        Message = "Image variants were not created: {Reason}"
    )]
    private static partial void LogNotScaled(ILogger logger, string reason);
}
