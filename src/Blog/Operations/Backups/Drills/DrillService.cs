using Blog.Operations.Backups.Archives;
using Blog.Storage.Database;

namespace Blog.Operations.Backups.Drills;

/// <summary>Runs a restore drill once a month, and once a day after one that failed.</summary>
public sealed partial class DrillService(
    RestoreDrill drill,
    DrillCatalog drills,
    Readiness readiness,
    TimeProvider clock,
    ILogger<DrillService> logger
) : BackgroundService
{
    /// <summary>A start has other things to do, and the first backup of a new blog is made within minutes.</summary>
    private static readonly TimeSpan Tick = TimeSpan.FromHours(1);

    /// <summary>Runs one if it is due.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (!drills.IsDue || !drill.HasBackup)
        {
            return;
        }

        try
        {
            var result = await drill.RunAsync(null, cancellationToken);
            LogPassed(logger, result.Backup, result.Posts);
        }
        catch (BackupException e)
        {
            LogFailed(logger, e.Message);
        }
        catch (Exception e) when (e is not OperationCanceledException) // a bug in one drill must not end all of them
        {
            drills.NoteFailed(null, e.GetType().Name);
            LogBroken(logger, e);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (drills.Every is null)
        {
            return;
        }

        if (!await readiness.HasStartedAsync(stoppingToken))
        {
            return;
        }

        drills.NoteBeginning();
        using var timer = new PeriodicTimer(Tick, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await RunAsync(stoppingToken);
        }
    }

    [LoggerMessage(
        EventId = 153,
        EventName = "RestoreDrillPassed",
        Level = LogLevel.Information,
        Message = "Restore drill passed: {Backup} was restored, with {Posts} posts"
    )]
    private static partial void LogPassed(ILogger logger, string backup, long posts);

    [LoggerMessage(EventId = 154, EventName = "RestoreDrillFailed", Level = LogLevel.Error, Message = "Restore drill failed: {Reason}")]
    private static partial void LogFailed(ILogger logger, string reason);

    [LoggerMessage(
        EventId = 155,
        EventName = "RestoreDrillBroken",
        Level = LogLevel.Error,
        Message = "The restore drill failed unexpectedly, and is tried again in a day"
    )]
    private static partial void LogBroken(ILogger logger, Exception exception);
}
