using Blog.Storage.Database;

namespace Blog.Data.Security;

/// <summary>Writes what waits in <see cref="SecurityJournal"/>, every few seconds and when the program stops.</summary>
internal sealed partial class SecurityJournalService(
    SecurityJournal journal,
    Readiness readiness,
    TimeProvider clock,
    ILogger<SecurityJournalService> logger
) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);

    private bool _failed;

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await FlushAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await FlushAsync(stoppingToken);
        }
    }

    private async Task FlushAsync(CancellationToken cancellationToken)
    {
        if (!readiness.IsReady)
        {
            return;
        }

        try
        {
            await journal.FlushAsync(cancellationToken);
            _failed = false;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            if (!_failed)
            {
                LogFailed(logger, e); // once, and again after it has worked
            }

            _failed = true;
        }
    }

    [LoggerMessage(
        EventId = 122,
        EventName = "SecurityLogNotWritten",
        Level = LogLevel.Warning,
        Message = "Entries of the security log wait, since they cannot be written; they are in this log too"
    )]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
