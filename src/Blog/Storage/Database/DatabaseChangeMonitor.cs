using System.Collections.Concurrent;
using System.Data.Common;
using Blog.Storage.DataDirectory;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Blog.Storage.Database;

/// <summary>
/// Reports changes of the database: immediately for this process, and within about a second for other processes (a command run while the
/// server is running), detected by <c>PRAGMA data_version</c>.
/// </summary>
/// <remarks>
/// The version counts this process's commits too, so it is read where a write begins and where it ends: in between, the others are locked
/// out. Another process that commits between the end of a write and that reading stays unseen until the next change.
/// </remarks>
public sealed partial class DatabaseChangeMonitor : BackgroundService
{
    /// <summary>The table that is written for replicas alone: it tells nobody here anything.</summary>
    private const string Heartbeats = "ReplicaHeartbeats";

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    private readonly WriteGate _gate;
    private readonly RowChangeRecorder _recorder;
    private readonly DataFolder _folder;
    private readonly Readiness _readiness;
    private readonly ILogger<DatabaseChangeMonitor> _logger;
    private readonly ConcurrentQueue<DatabaseChangedEventArgs> _noted = new();
    private readonly Lock _asking = new();
    private SqliteCommand? _version;
    private long? _seen;

    /// <summary>Starts listening to the write gate.</summary>
    public DatabaseChangeMonitor(
        WriteGate gate,
        RowChangeRecorder recorder,
        DataFolder folder,
        Readiness readiness,
        ILogger<DatabaseChangeMonitor> logger
    )
    {
        (_gate, _recorder, _folder, _readiness, _logger) = (gate, recorder, folder, readiness, logger);
        gate.Leaving += (_, _) => NoteOwn();
        gate.Written += (_, _) => Raise();
    }

    /// <summary>Raised after each change.</summary>
    public event EventHandler<DatabaseChangedEventArgs>? Changed;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.WhenAny(_readiness.Task, Task.Delay(Timeout.Infinite, stoppingToken));
        if (!_readiness.IsReady)
        {
            return;
        }

        // A separate connection, never pooled: data_version is relative to what this connection saw last.
        await using var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder(_folder.ConnectionString) { Pooling = false }.ConnectionString
        );
        await connection.OpenAsync(stoppingToken);
        await using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA data_version";
        lock (_asking)
        {
            (_version, _seen) = (command, (long?)command.ExecuteScalar());
        }

        using var timer = new PeriodicTimer(Interval);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                if (_gate.Held is null)
                {
                    NoteOthers();
                    Raise();
                }
            }
        }
        finally
        {
            lock (_asking)
            {
                _version = null;
            }
        }
    }

    /// <summary>Looks for commits of other processes, unless one of this process is on its way.</summary>
    private void NoteOthers()
    {
        if (HasMoved())
        {
            _noted.Enqueue(DatabaseChangedEventArgs.Unknown());
        }
    }

    private void NoteOwn()
    {
        // Rows that no watched connection wrote are still a change.
        if (
            (HasMoved() ? _recorder.Take() ?? DatabaseChangedEventArgs.Unknown() : _recorder.Take()) is { } change
            && !(change is { IsUnknown: false, Tables.Count: 1 } && change.Tables.ContainsKey(Heartbeats))
        )
        {
            _noted.Enqueue(change);
        }
    }

    private void Raise()
    {
        while (_noted.TryDequeue(out var change))
        {
            Changed?.Invoke(this, change);
        }
    }

    /// <summary>Whether anybody committed since the last call.</summary>
    private bool HasMoved()
    {
        lock (_asking)
        {
            try
            {
                var version = (long?)_version?.ExecuteScalar() ?? _seen;
                var moved = version != _seen;
                _seen = version;
                return moved;
            }
            catch (SqliteException e)
            {
                LogCannotAsk(_logger, e.Message);
                return false;
            }
        }
    }

    [LoggerMessage(
        EventId = 7,
        EventName = "ChangeWatchFailed",
        Level = LogLevel.Warning,
        Message = "Could not check whether the database changed: {Reason}"
    )]
    private static partial void LogCannotAsk(ILogger logger, string reason);

    /// <summary>Looks for other processes' commits when a transaction has begun: its lock keeps them out until it ends.</summary>
    internal sealed class AtTransactionStart(DatabaseChangeMonitor monitor) : DbTransactionInterceptor
    {
        public override DbTransaction TransactionStarted(DbConnection connection, TransactionEndEventData eventData, DbTransaction result)
        {
            monitor.NoteOthers();
            return result;
        }

        public override ValueTask<DbTransaction> TransactionStartedAsync(
            DbConnection connection,
            TransactionEndEventData eventData,
            DbTransaction result,
            CancellationToken cancellationToken = default
        )
        {
            monitor.NoteOthers();
            return ValueTask.FromResult(result);
        }
    }
}
