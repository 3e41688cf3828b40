using Blog.Data.Comments;
using Blog.Storage.Database;

namespace Blog.Comments.Spam;

/// <summary>Removes what was taken for spam some time ago: nothing else of comments is deleted by itself.</summary>
internal sealed partial class SpamEmptying(
    IServiceScopeFactory scopes,
    Readiness readiness,
    TimeProvider clock,
    ILogger<SpamEmptying> logger
) : BackgroundService
{
    /// <summary>How long the owner can look through it.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    private static readonly TimeSpan Pause = TimeSpan.FromHours(6);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.WhenAny(readiness.Task, Task.Delay(Timeout.Infinite, stoppingToken));
        using var timer = new PeriodicTimer(Pause, clock);
        do
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                var writer = scope.ServiceProvider.GetRequiredService<CommentWriter>();
                var removed = await writer.EmptySpamAsync(clock.GetUtcNow() - Kept, stoppingToken);
                if (removed > 0)
                {
                    LogEmptied(logger, removed, (int)Kept.TotalDays);
                }
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                LogFailed(logger, e);
            }
        } while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(
        EventId = 162,
        EventName = "SpamEmptied",
        Level = LogLevel.Information,
        Message = "{Count} comments were removed that were taken for spam {Days} days ago"
    )]
    private static partial void LogEmptied(ILogger logger, int count, int days);

    [LoggerMessage(EventId = 163, EventName = "SpamNotEmptied", Level = LogLevel.Warning, Message = "Old spam was not removed")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
