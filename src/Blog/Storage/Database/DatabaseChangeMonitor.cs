using Blog.Storage.DataDirectory;
using Microsoft.Data.Sqlite;

namespace Blog.Storage.Database;

/// <summary>
/// Reports changes of the database: immediately for this process, and within about a second for other processes (a command run while the
/// server is running), detected by <c>PRAGMA data_version</c>.
/// </summary>
public sealed partial class DatabaseChangeMonitor : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    private readonly DataFolder _folder;
    private readonly Readiness _readiness;
    private readonly ILogger<DatabaseChangeMonitor> _logger;

    /// <summary>Starts listening to the write gate.</summary>
    public DatabaseChangeMonitor(WriteGate gate, DataFolder folder, Readiness readiness, ILogger<DatabaseChangeMonitor> logger)
    {
        (_folder, _readiness, _logger) = (folder, readiness, logger);
        gate.Written += (_, _) => Changed?.Invoke(this, EventArgs.Empty);
    }

    /// <summary>Raised after each change, sometimes twice for one.</summary>
    public event EventHandler? Changed;

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
        var seen = Ask(command);
        using var timer = new PeriodicTimer(Interval);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            var version = Ask(command) ?? seen;
            if (version != seen)
            {
                seen = version;
                Changed?.Invoke(this, EventArgs.Empty);
            }
        }
    }

    private long? Ask(SqliteCommand command)
    {
        try
        {
            return (long?)command.ExecuteScalar();
        }
        catch (SqliteException e)
        {
            LogCannotAsk(_logger, e.Message);
            return null;
        }
    }

    [LoggerMessage(
        EventId = 7,
        EventName = "ChangeWatchFailed",
        Level = LogLevel.Warning,
        Message = "Could not check whether the database changed: {Reason}"
    )]
    private static partial void LogCannotAsk(ILogger logger, string reason);
}
