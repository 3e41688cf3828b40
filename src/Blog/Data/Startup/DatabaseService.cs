using Blog.Storage.Database;
using Blog.Storage.DataDirectory;
using Blog.Storage.Telemetry;
using Microsoft.Data.Sqlite;

namespace Blog.Data.Startup;

/// <summary>
/// Manages the server's database: locks the folder, migrates the schema, then runs startup maintenance and keeps the write-ahead log short.
/// Kestrel runs meanwhile: live at once, ready once the schema is up to date.
/// </summary>
public sealed partial class DatabaseService(
    DataFolder folder,
    DatabaseStart start,
    CleanStop cleanStop,
    Readiness readiness,
    IEnumerable<AfterMigration> followUps,
    StartupMaintenance startupMaintenance,
    Rerendering rerendering,
    JobStatus jobs,
    IServiceScopeFactory scopes,
    IHostApplicationLifetime lifetime,
    Microsoft.Extensions.Options.IOptions<DataOptions> options,
    TimeProvider clock,
    ILogger<DatabaseService> logger
) : BackgroundService
{
    private readonly Lock _checkpointing = new();
    private FolderLock? _held;

    public override void Dispose()
    {
        _held?.Dispose();
        base.Dispose();
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        if (readiness.IsReady && _held is not null && options.Value.Checkpoints)
        {
            Checkpoint();
        }

        SqliteConnection.ClearAllPools();
        lock (_checkpointing)
        {
            if (readiness.IsReady && _held is not null)
            {
                cleanStop.Note();
            }

            _held?.Dispose();
            _held = null;
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        if (!await StartAsync(stoppingToken))
        {
            return;
        }

        await startupMaintenance.RunAsync(stoppingToken);
        await Task.WhenAll(CheckpointRegularlyAsync(stoppingToken), rerendering.ListenAsync(stoppingToken));
    }

    private async Task CheckpointRegularlyAsync(CancellationToken stoppingToken)
    {
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
            _held =
                folder.TryLock()
                ?? throw new DatabaseStartException(
                    $"the data folder {folder.Root} is in use by another process: stop it, or set Blog__DataDirectory to another folder"
                );
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
        catch (Exception e) when (e is not OperationCanceledException) // never ready is worse than not running
        {
            var error = StorageErrors.Explain(e, folder.Root) is { } line ? new DatabaseStartException(line, e) : e;
            LogCannotStart(logger, error.Message);
            readiness.Fail(error);
            await StartedAsync();
            lifetime.StopApplication();
            return false;
        }
    }

    /// <summary>
    /// A host that is stopped while starting logs that as its own failure with a stack trace; only the reason should be logged.
    /// </summary>
    private async Task StartedAsync()
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var listening = lifetime.ApplicationStarted.Register(started.SetResult);
        await Task.WhenAny(started.Task, Task.Delay(TimeSpan.FromSeconds(5)));
    }

    /// <summary>
    /// One at a time: SQLite refuses a second checkpoint at once instead of waiting for the first, and a host that is stopped twice (the
    /// test host is: aspnetcore #40271) must not return from the refused one while the other is still at work.
    /// </summary>
    private void Checkpoint()
    {
        using var run = jobs.Begin(JobNames.Checkpoint);
        lock (_checkpointing)
        {
            TruncateLog(run);
        }
    }

    private void TruncateLog(JobStatus.JobRun run)
    {
        try
        {
            using var connection = new SqliteConnection(folder.ConnectionString);
            connection.Open();
            SqlitePragmas.Apply(connection); // mainly for busy_timeout: a reader that is about to finish must not prevent the truncation
            using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
            if (command.ExecuteScalar() is 1L)
            {
                LogCheckpointFailed(logger, "a reader keeps an old snapshot open");
            }
        }
        catch (SqliteException e)
        {
            run.Fail(e);
            LogCheckpointFailed(logger, e.Message);
        }
    }

    [LoggerMessage(
        EventId = 2,
        EventName = "DatabaseReady",
        Level = LogLevel.Information,
        Message = "The database is ready; the data folder is {Folder}"
    )]
    private static partial void LogReady(ILogger logger, string folder);

    [LoggerMessage(EventId = 3, EventName = "DatabaseCannotStart", Level = LogLevel.Critical, Message = "Cannot start: {Reason}")]
    private static partial void LogCannotStart(ILogger logger, string reason);

    [LoggerMessage(
        EventId = 6,
        EventName = "CheckpointFailed",
        Level = LogLevel.Warning,
        Message = "The write-ahead log was not truncated: {Reason}"
    )]
    private static partial void LogCheckpointFailed(ILogger logger, string reason);
}
