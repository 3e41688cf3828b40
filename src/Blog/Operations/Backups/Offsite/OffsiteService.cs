using Blog.Operations.Backups.Catalog;
using Blog.Storage.Database;

namespace Blog.Operations.Backups.Offsite;

/// <summary>Copies each new scheduled backup to the other machine, and tries again after a failure, with longer pauses each time.</summary>
public sealed partial class OffsiteService(
    OffsiteOptions options,
    OffsiteBackups offsite,
    OffsiteCatalog notes,
    BackupCatalog catalog,
    Readiness readiness,
    TimeProvider clock,
    ILogger<OffsiteService> logger
) : BackgroundService
{
    private static readonly TimeSpan Tick = TimeSpan.FromMinutes(1),
        LongestPause = TimeSpan.FromHours(1);

    /// <summary>The newest scheduled backup that is not on the other machine; null where there is none.</summary>
    public BackupItem? Due()
    {
        var (now, checks, done) = (clock.GetUtcNow(), catalog.Checks, notes.Notes.Newest?.MadeAt);
        var newest = catalog
            .List()
            .FirstOrDefault(item =>
                item.Kind == BackupKind.Scheduled && item.MadeAt <= now && checks.GetValueOrDefault(item.Name)?.Damage is null
            );
        return newest is not null && (done is null || done > now || newest.MadeAt > done) ? newest : null;
    }

    /// <summary>Uploads what is due.</summary>
    /// <returns>False where it failed.</returns>
    public async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        if (Due() is not { } due)
        {
            return true;
        }

        try
        {
            var (item, kept) = await offsite.UploadAsync(Path.Combine(catalog.Folder, due.Name), null, cancellationToken);
            notes.NoteMade(item, kept);
            LogMade(logger, item.Name, item.Bytes, kept);
            return true;
        }
        catch (Exception e) when (e is OffsiteException or IOException or UnauthorizedAccessException)
        {
            notes.NoteFailure(e.Message);
            LogNotMade(logger, due.Name, e.Message);
            return false;
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.IsOn)
        {
            return;
        }

        if (!await readiness.HasStartedAsync(stoppingToken))
        {
            return;
        }

        notes.NoteBeginning();
        for (var failures = 0; ; )
        {
            failures = await TryAsync(stoppingToken) ? 0 : failures + 1;
            var pause = Tick * Math.Pow(2, Math.Min(failures, 6));
            await Task.Delay(pause < LongestPause ? pause : LongestPause, clock, stoppingToken);
        }
    }

    private async Task<bool> TryAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await RunAsync(cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            notes.NoteFailure(e.GetType().Name); // a bug in one run must not end all of them
            LogBroken(logger, e);
            return false;
        }
    }

    [LoggerMessage(
        EventId = 150,
        EventName = "OffsiteBackupMade",
        Level = LogLevel.Information,
        Message = "Off-machine backup {Name}: {Bytes} bytes, read back and opened; {Kept} are kept there"
    )]
    private static partial void LogMade(ILogger logger, string name, long bytes, int kept);

    [LoggerMessage(
        EventId = 151,
        EventName = "OffsiteBackupNotMade",
        Level = LogLevel.Error,
        Message = "{Name} is not on the other machine, and is tried again: {Reason}"
    )]
    private static partial void LogNotMade(ILogger logger, string name, string reason);

    [LoggerMessage(
        EventId = 152,
        EventName = "OffsiteBackupBroken",
        Level = LogLevel.Error,
        Message = "Off-machine backups failed unexpectedly, and are tried again"
    )]
    private static partial void LogBroken(ILogger logger, Exception exception);
}
