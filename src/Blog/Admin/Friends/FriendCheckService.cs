using Blog.Storage.Database;

namespace Blog.Admin.Friends;

/// <summary>Gives <see cref="FriendChecks"/> a turn now and then. A failure waits for the next turn, and never comes sooner.</summary>
internal sealed partial class FriendCheckService(FriendChecks checks, Readiness readiness, ILogger<FriendCheckService> logger)
    : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.WhenAny(readiness.Task, Task.Delay(Timeout.Infinite, stoppingToken));
        using var timer = new PeriodicTimer(Pause);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await checks.TurnAsync(stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                LogBroken(logger, e);
            }
        }
    }

    [LoggerMessage(
        EventId = 131,
        EventName = "FriendCheckBroken",
        Level = LogLevel.Warning,
        Message = "A friend's address was not checked"
    )]
    private static partial void LogBroken(ILogger logger, Exception exception);
}
