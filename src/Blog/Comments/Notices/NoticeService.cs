using Blog.Data;
using Blog.Site.Background;
using Blog.Storage.Database;

namespace Blog.Comments.Notices;

/// <summary>Sends notices of comments: when there are new ones, and again after a failure.</summary>
internal sealed partial class NoticeService(
    IServiceScopeFactory scopes,
    DatabaseChangeMonitor changes,
    Readiness readiness,
    TimeProvider clock,
    ILogger<NoticeService> logger
) : OnChangeService(changes, readiness, clock, nameof(BlogDb.CommentNotices), nameof(BlogDb.Secrets))
{
    protected override TimeSpan AfterError => TimeSpan.FromMinutes(10);

    protected override async Task<DateTimeOffset?> TurnAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<NoticeOutbox>().TurnAsync(cancellationToken);
    }

    protected override void LogError(string reason) => LogFailed(logger, reason);

    [LoggerMessage(
        EventId = 171,
        EventName = "CommentNoticesFailed",
        Level = LogLevel.Warning,
        Message = "Notices of comments could not be looked at; the next attempt is in ten minutes ({Reason})"
    )]
    private static partial void LogFailed(ILogger logger, string reason);
}
