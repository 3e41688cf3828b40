using Blog.Storage.Database;
using Blog.Storage.DataDirectory;
using Blog.Storage.Telemetry;
using Microsoft.Data.Sqlite;

namespace Blog.Data.Startup;

/// <summary>
/// The serving program's hold on its database: locks the folder, brings the schema up to date, then catches up with what an older
/// program left to do, and keeps the write-ahead log short. Kestrel answers meanwhile: live at once, ready when this says so.
/// </summary>
public sealed partial class DatabaseService(
    DataFolder folder,
    DatabaseStart start,
    Readiness readiness,
    IEnumerable<AfterMigration> followUps,
    StartupMaintenance startupMaintenance,
    JobStatus jobs,
    IServiceScopeFactory scopes,
    IHostApplicationLifetime lifetime,
    Microsoft.Extensions.Options.IOptions<DataOptions> options,
    TimeProvider clock,
    ILogger<DatabaseService> logger
) : BackgroundService
{
    private FolderLock? _held;

    public override void Dispose()
    {
        _held?.Dispose();
        base.Dispose();
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        if (readiness.IsReady && options.Value.Checkpoints)
        {
            Checkpoint();
        }

        SqliteConnection.ClearAllPools();
        _held?.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        if (!await StartAsync(stoppingToken))
        {
            return;
        }

        await startupMaintenance.RunAsync(stoppingToken);
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
                    $"the data folder {folder.Root} is in use by another running blog: stop it, or set Blog__DataDirectory to another folder"
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
        catch (Exception e) when (e is not OperationCanceledException) // a program that is live but never ready would be worse than one that ends
        {
            var fault = StorageErrors.Explain(e, folder.Root) is { } line ? new DatabaseStartException(line, e) : e;
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

    private void Checkpoint()
    {
        using var run = jobs.Begin(JobNames.Checkpoint);
        try
        {
            using var connection = new SqliteConnection(folder.ConnectionString);
            connection.Open();
            SqlitePragmas.Apply(connection); // above all the patience: a reader that is just leaving must not keep the log long
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
        Message = "The write-ahead log was not shortened: {Reason}"
    )]
    private static partial void LogCheckpointFailed(ILogger logger, string reason);
}
