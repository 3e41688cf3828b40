using Blog.Data.Measuring;
using Blog.Data.Search;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Blog.Data.Storage;

/// <summary>
/// The serving program's hold on its database: locks the folder, brings the schema up to date, then renders again what an older renderer
/// made, makes what variants of images are missing, and keeps the write-ahead log short. Kestrel answers meanwhile: live at once, ready when this says so.
/// </summary>
public sealed partial class DatabaseService(
    DataFolder folder,
    DatabaseStart start,
    Readiness readiness,
    IEnumerable<AfterMigration> followUps,
    JobBoard jobs,
    IServiceScopeFactory scopes,
    IHostApplicationLifetime lifetime,
    Microsoft.Extensions.Options.IOptions<DataOptions> options,
    TimeProvider clock,
    ILogger<DatabaseService> logger) : BackgroundService
{
    private FolderLock? held;

    /// <inheritdoc />
    public override void Dispose()
    {
        held?.Dispose();
        base.Dispose();
    }

    /// <inheritdoc />
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        if (readiness.IsReady && options.Value.Checkpoints)
        {
            Checkpoint();
        }

        SqliteConnection.ClearAllPools();
        held?.Dispose();
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        if (!await StartAsync(stoppingToken))
        {
            return;
        }

        await SweepAsync(stoppingToken);
        await IndexAsync(stoppingToken);
        await RerenderAsync(stoppingToken);
        if (await MakeVariantsAsync(stoppingToken) > 0)
        {
            await RerenderAsync(stoppingToken);
        }

        using var timer = new PeriodicTimer(TimeSpan.FromMinutes(5), clock);
        while (options.Value.Checkpoints && await timer.WaitForNextTickAsync(stoppingToken))
        {
            Checkpoint();
        }
    }

    private new async Task<bool> StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            held = folder.TryLock() ?? throw new DatabaseStartException($"the data folder {folder.Root} is in use by another running blog: stop it, or set Blog__DataDirectory to another folder");
            await start.RunAsync(cancellationToken);
            foreach (var followUp in followUps)
            {
                await using var scope = scopes.CreateAsyncScope();
                await followUp.Run(scope.ServiceProvider, cancellationToken);
            }

            readiness.Set();
            LogReady(logger, folder.Root);
            return true;
        }
        catch (Exception e) when (e is not OperationCanceledException)   // a program that is live but never ready would be worse than one that ends
        {
            var fault = StorageFault.Explain(e, folder.Root) is { } line ? new DatabaseStartException(line, e) : e;
            LogCannotStart(logger, fault.Message);
            readiness.Fail(fault);
            await StartedAsync();
            lifetime.StopApplication();
            return false;
        }
    }

    /// <summary>A host that is stopped while it starts calls that a failure of its own, with a stack in the log; the reason shall stand there alone.</summary>
    private async Task StartedAsync()
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var listening = lifetime.ApplicationStarted.Register(started.SetResult);
        await Task.WhenAny(started.Task, Task.Delay(TimeSpan.FromSeconds(5)));
    }

    private async Task SweepAsync(CancellationToken cancellationToken)
    {
        using var run = jobs.Begin(Jobs.Sweep);
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<MediaSweep>().RunAsync(cancellationToken);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            run.Fail(e);
            LogNotSwept(logger, e.Message);
        }
    }

    /// <summary>What an earlier version did not index, or not as words are cut today.</summary>
    private async Task IndexAsync(CancellationToken cancellationToken)
    {
        using var run = jobs.Begin(Jobs.Search);
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<SearchUpkeep>().RunAsync(cancellationToken);
        }
        catch (SqliteException e)
        {
            run.Fail(e);
            LogNotIndexed(logger, e.Message);   // readers can do without a search, but not without the rest
        }
    }

    /// <summary>Smaller copies of images that an earlier version stored; after the rendering, which readers feel more.</summary>
    private async Task<int> MakeVariantsAsync(CancellationToken cancellationToken)
    {
        using var run = jobs.Begin(Jobs.Media);
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            return await scope.ServiceProvider.GetRequiredService<MediaVariants>().RunAsync(cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException)   // readers get the images themselves; the work after this one goes on
        {
            run.Fail(e);
            LogNotScaled(logger, e.Message);
            return 0;
        }
    }

    /// <summary>Posts that an older renderer made, one after the other, behind the readers' backs.</summary>
    private async Task RerenderAsync(CancellationToken cancellationToken)
    {
        using var run = jobs.Begin(Jobs.Rendering);
        await using var first = scopes.CreateAsyncScope();
        var version = first.ServiceProvider.GetRequiredService<PostWriter>().RendererVersion;
        var ids = await first.ServiceProvider.GetRequiredService<BlogDb>().Posts
            .Where(post => post.RendererVersion != version).OrderByDescending(post => post.PublishedAt).Select(post => post.Id).ToListAsync(cancellationToken);
        foreach (var id in ids)
        {
            await using var scope = scopes.CreateAsyncScope();
            var post = await scope.ServiceProvider.GetRequiredService<BlogDb>().Posts.SingleOrDefaultAsync(p => p.Id == id, cancellationToken);
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

                LogNotRerendered(logger, id, e.Message);   // most likely its author saved it meanwhile, and so rendered it; the others go on
            }
        }

        if (ids.Count > 0)
        {
            LogRerendered(logger, ids.Count, version);
        }
    }

    private void Checkpoint()
    {
        using var run = jobs.Begin(Jobs.Checkpoint);
        try
        {
            using var connection = new SqliteConnection(folder.ConnectionString);
            connection.Open();
            SqlitePragmas.Apply(connection);   // above all the patience: a reader that is just leaving must not keep the log long
            using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
            if (command.ExecuteScalar() is 1L)
            {
                LogCheckpointFailed(logger, "somebody reads an old state without end");
            }
        }
        catch (SqliteException e)
        {
            run.Fail(e);
            LogCheckpointFailed(logger, e.Message);
        }
    }

    [LoggerMessage(EventId = 2, EventName = "DatabaseReady", Level = LogLevel.Information, Message = "The database is ready; the data folder is {Folder}")]
    private static partial void LogReady(ILogger logger, string folder);

    [LoggerMessage(EventId = 3, EventName = "DatabaseCannotStart", Level = LogLevel.Critical, Message = "Cannot start: {Reason}")]
    private static partial void LogCannotStart(ILogger logger, string reason);

    [LoggerMessage(EventId = 4, EventName = "PostsRerendered", Level = LogLevel.Information, Message = "Rendered {Count} posts again with renderer version {Version}")]
    private static partial void LogRerendered(ILogger logger, int count, string version);

    [LoggerMessage(EventId = 5, EventName = "PostNotRerendered", Level = LogLevel.Warning, Message = "Post {PostId} was not rendered again: {Reason}")]
    private static partial void LogNotRerendered(ILogger logger, int postId, string reason);

    [LoggerMessage(EventId = 22, EventName = "PostsNotIndexed", Level = LogLevel.Error, Message = "The search index was not made ({Reason}); run check --rebuild-search")]
    private static partial void LogNotIndexed(ILogger logger, string reason);

    [LoggerMessage(EventId = 8, EventName = "MediaNotSwept", Level = LogLevel.Warning, Message = "Left-over files were not removed: {Reason}")]
    private static partial void LogNotSwept(ILogger logger, string reason);

    [LoggerMessage(EventId = 11, EventName = "ImagesNotScaled", Level = LogLevel.Warning, Message = "Smaller copies of images were not made: {Reason}")]
    private static partial void LogNotScaled(ILogger logger, string reason);

    [LoggerMessage(EventId = 6, EventName = "CheckpointFailed", Level = LogLevel.Warning, Message = "The write-ahead log was not shortened: {Reason}")]
    private static partial void LogCheckpointFailed(ILogger logger, string reason);
}
