using Blog.Data.Comments;
using Blog.Storage.Database;

namespace Blog.Comments;

/// <summary>
/// Removes what is kept for a time only: old spam, and where comments were sent from. Nothing else of comments is deleted by itself. Also
/// renders what was imported as public, or by an earlier renderer.
/// </summary>
internal sealed partial class CommentUpkeep(
    IServiceScopeFactory scopes,
    Readiness readiness,
    TimeProvider clock,
    ILogger<CommentUpkeep> logger
) : BackgroundService
{
    /// <summary>How long the owner can look through spam.</summary>
    public static readonly TimeSpan SpamKept = TimeSpan.FromDays(30);

    /// <summary>How long the whole network address of a comment is known; then only its network.</summary>
    public static readonly TimeSpan AddressKept = TimeSpan.FromDays(7);

    /// <summary>How long its network is known.</summary>
    public static readonly TimeSpan NetworkKept = TimeSpan.FromDays(30);

    private static readonly TimeSpan Pause = TimeSpan.FromHours(6);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!await readiness.HasStartedAsync(stoppingToken))
        {
            return;
        }

        using var timer = new PeriodicTimer(Pause, clock);
        do
        {
            try
            {
                await TurnAsync(stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                LogFailed(logger, e);
            }
        } while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task TurnAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var (writer, now) = (scope.ServiceProvider.GetRequiredService<CommentWriter>(), clock.GetUtcNow());
        var removed = await writer.EmptySpamAsync(now - SpamKept, cancellationToken);
        if (removed > 0)
        {
            LogEmptied(logger, removed, (int)SpamKept.TotalDays);
        }

        await scope
            .ServiceProvider.GetRequiredService<CommentPeopleWriter>()
            .ForgetAddressesAsync(now - AddressKept, now - NetworkKept, cancellationToken);
    }

    [LoggerMessage(
        EventId = 162,
        EventName = "SpamEmptied",
        Level = LogLevel.Information,
        Message = "{Count} comments were removed that were taken for spam {Days} days ago"
    )]
    private static partial void LogEmptied(ILogger logger, int count, int days);

    [LoggerMessage(
        EventId = 163,
        EventName = "CommentUpkeepFailed",
        Level = LogLevel.Warning,
        Message = "Old spam and network addresses of comments were not removed"
    )]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
