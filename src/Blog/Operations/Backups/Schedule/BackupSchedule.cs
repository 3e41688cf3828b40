using Blog.Operations.Backups.Catalog;
using Blog.Storage.Database;

namespace Blog.Operations.Backups.Schedule;

/// <summary>
/// Decides when: a backup is made when it is due or requested, old ones are verified from time to time, and failures are retried.
/// </summary>
public sealed partial class BackupSchedule(
    BackupService backups,
    BackupCatalog catalog,
    BackupOptions options,
    Readiness readiness,
    TimeProvider clock,
    ILogger<BackupSchedule> logger
) : BackgroundService
{
    private static readonly TimeSpan AfterStart = TimeSpan.FromMinutes(5),
        Retry = TimeSpan.FromHours(1),
        Tick = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan NewestAgain = TimeSpan.FromDays(7),
        OthersAgain = TimeSpan.FromDays(30);

    /// <summary>When the next scheduled one is due; null where none is.</summary>
    public DateTimeOffset? NextDue(DateTimeOffset startedAt)
    {
        var now = clock.GetUtcNow();
        // One dated in the future was made with a wrong clock.
        var last = catalog.List().FirstOrDefault(item => item.Kind == BackupKind.Scheduled && item.MadeAt <= now)?.MadeAt;
        var due = Latest(startedAt + AfterStart, last + options.Every);
        return options.Every is null ? null
            : catalog.Summary.FailedAt is { } failed && failed <= now ? Latest(due, failed + Retry)
            : due;
    }

    /// <summary>The backup whose verification is oldest, where that is too long ago; null where all are recent.</summary>
    public BackupItem? Stale()
    {
        var (now, checks) = (clock.GetUtcNow(), catalog.Checks);
        var items = catalog.List().Where(item => item.Kind != BackupKind.BeforeUpgrade).ToList();
        return items.Where((item, place) => now - ReadAt(item) > (place == 0 ? NewestAgain : OthersAgain)).MinBy(ReadAt);

        DateTimeOffset ReadAt(BackupItem item) => checks.GetValueOrDefault(item.Name)?.At ?? DateTimeOffset.MinValue;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.WhenAny(readiness.Task, Task.Delay(Timeout.Infinite, stoppingToken));
        if (!readiness.IsReady)
        {
            return;
        }

        var startedAt = clock.GetUtcNow();
        if (options.Every is not null)
        {
            catalog.NoteBeginning();
        }

        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await TurnAsync(startedAt, stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException) // a bug in one iteration must not end all backups
            {
                catalog.NoteFailure(e.Message);
                LogTurnFailed(logger, e.Message);
                await Task.Delay(Retry, clock, stoppingToken);
            }
        }
    }

    private async Task TurnAsync(DateTimeOffset startedAt, CancellationToken stoppingToken)
    {
        backups.Sweep();
        if (backups.Requests.TryRead(out var request))
        {
            await backups.ProcessAsync(request, stoppingToken);
        }
        else if (NextDue(startedAt) <= clock.GetUtcNow())
        {
            await backups.MakeAsync(BackupKind.Scheduled, stoppingToken);
        }
        else if (clock.GetUtcNow() - startedAt > AfterStart && Stale() is { } stale)
        {
            await backups.VerifyAsync(stale, stoppingToken);
            await WaitAsync(stoppingToken); // one per iteration: an unreadable backup is not retried endlessly
        }
        else
        {
            await WaitAsync(stoppingToken);
        }
    }

    private async Task WaitAsync(CancellationToken stoppingToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        await Task.WhenAny(backups.Requests.WaitToReadAsync(either.Token).AsTask(), Task.Delay(Tick, clock, either.Token));
        await either.CancelAsync();
        stoppingToken.ThrowIfCancellationRequested();
    }

    private static DateTimeOffset Latest(DateTimeOffset one, DateTimeOffset? other) => other > one ? other.Value : one;

    [LoggerMessage(
        EventId = 49,
        EventName = "BackupTurnFailed",
        Level = LogLevel.Error,
        Message = "Backups are paused for an hour: {Reason}"
    )]
    private static partial void LogTurnFailed(ILogger logger, string reason);
}
