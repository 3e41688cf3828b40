using Blog.Data;
using Blog.Data.Comments;
using Microsoft.EntityFrameworkCore;

namespace Blog.Comments.Notices;

/// <summary>
/// Sends what is due. A notice is in the database until it was sent, so that a stopped program goes on where it was; only one that is
/// killed between the answer of a service and its own note sends the same notice twice.
/// </summary>
public sealed partial class NoticeOutbox(
    BlogDb db,
    NoticeSender sender,
    NoticeWriter writer,
    TimeProvider clock,
    ILogger<NoticeOutbox> logger
)
{
    /// <summary>More notices of one channel than this are one message.</summary>
    public const int MostMessages = 3;

    /// <summary>How long notices wait for others after a message of their channel: a flood is a few messages.</summary>
    public static readonly TimeSpan Between = TimeSpan.FromSeconds(30);

    /// <summary>How long to wait after each failure of a notice; then it is given up.</summary>
    public static readonly IReadOnlyList<TimeSpan> Pauses =
    [
        TimeSpan.FromMinutes(1),
        TimeSpan.FromMinutes(5),
        TimeSpan.FromMinutes(30),
        TimeSpan.FromHours(2),
        TimeSpan.FromHours(12),
    ];

    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    /// <summary>Sends what is due by now.</summary>
    /// <returns>When there is more to do; null for nothing that is known of.</returns>
    public async Task<DateTimeOffset?> TurnAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var channels = await db
            .CommentNotices.Where(notice => notice.NextAttemptAt != null && notice.NextAttemptAt <= now)
            .Select(notice => notice.Channel)
            .Distinct()
            .ToListAsync(cancellationToken);
        foreach (var name in channels)
        {
            await SendAsync(name, now, cancellationToken);
        }

        await ForgetAsync(now - Kept, cancellationToken);
        return await db
            .CommentNotices.Where(notice => notice.NextAttemptAt != null)
            .OrderBy(notice => notice.NextAttemptAt)
            .Select(notice => notice.NextAttemptAt)
            .FirstOrDefaultAsync(cancellationToken);
    }

    private async Task SendAsync(string name, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var last = await db
            .CommentNotices.Where(notice => notice.Channel == name && notice.SentAt != null)
            .OrderByDescending(notice => notice.SentAt)
            .Select(notice => notice.SentAt)
            .FirstOrDefaultAsync(cancellationToken);
        if (last is { } sent && sent + Between > now)
        {
            await ChangeAsync(await DueAsync(name, now, cancellationToken), notice => notice.Delay(sent + Between), cancellationToken);
            return;
        }

        var due = await DueAsync(name, now, cancellationToken);
        if (NoticeChannels.Find(name) is not { } channel || await sender.AccessAsync(channel, cancellationToken) is not { } access)
        {
            await ChangeAsync(due, notice => notice.Fail("", null), cancellationToken); // the channel was switched off meanwhile
            return;
        }

        var messages = await writer.WriteAsync(due, MostMessages, cancellationToken);
        var told = messages.SelectMany(message => message.Notices).ToHashSet();
        await ChangeAsync([.. due.Where(notice => !told.Contains(notice.Id))], notice => notice.Sent(now), cancellationToken);
        foreach (var (message, ids) in messages)
        {
            var error = await sender.SendAsync(channel, access, message, cancellationToken);
            if (error is not null)
            {
                LogFailed(logger, name, error.Refusal?.ToString() ?? error.Status.ToString(CultureInfo.InvariantCulture));
            }

            await ChangeAsync(
                [.. due.Where(notice => ids.Contains(notice.Id))],
                notice =>
                {
                    if (error is null)
                    {
                        notice.Sent(clock.GetUtcNow());
                    }
                    else
                    {
                        notice.Fail(error.ToText(), notice.Attempts < Pauses.Count ? clock.GetUtcNow() + Pauses[notice.Attempts] : null);
                    }
                },
                cancellationToken
            );
        }
    }

    private Task<List<CommentNotice>> DueAsync(string channel, DateTimeOffset now, CancellationToken cancellationToken) =>
        db
            .CommentNotices.AsNoTracking()
            .Where(notice => notice.Channel == channel && notice.NextAttemptAt != null && notice.NextAttemptAt <= now)
            .OrderBy(notice => notice.Id)
            .ToListAsync(cancellationToken);

    private async Task ChangeAsync(List<CommentNotice> notices, Action<CommentNotice> change, CancellationToken cancellationToken)
    {
        if (notices.Count == 0)
        {
            return;
        }

        var ids = notices.Select(notice => notice.Id).ToList();
        await db.WriteAsync(
            async () => (await db.CommentNotices.Where(notice => ids.Contains(notice.Id)).ToListAsync(cancellationToken)).ForEach(change),
            cancellationToken
        );
    }

    private async Task ForgetAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        var old = db.CommentNotices.Where(notice => notice.NextAttemptAt == null && notice.CreatedAt < before);
        if (await old.AnyAsync(cancellationToken))
        {
            await db.WriteAsync(() => old.ExecuteDeleteAsync(cancellationToken), cancellationToken);
        }
    }

    [LoggerMessage(
        EventId = 170,
        EventName = "CommentNoticeFailed",
        Level = LogLevel.Warning,
        Message = "A notice of comments could not be sent by {Channel} ({Reason}); it is tried again for a day"
    )]
    private static partial void LogFailed(ILogger logger, string channel, string reason);
}
