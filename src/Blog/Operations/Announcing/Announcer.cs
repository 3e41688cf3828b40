using Blog.Data;
using Blog.Data.Settings;
using Microsoft.EntityFrameworkCore;

namespace Blog.Operations.Announcing;

/// <summary>
/// Tells one engine, a batch at a time. What was told is in the database, so that a stopped program goes on where it was; only a program
/// that is killed between the engine's answer and its own note tells the same batch twice, which the engines allow.
/// </summary>
internal sealed partial class Announcer(
    string engine,
    EngineRequests requests,
    IServiceScopeFactory scopes,
    TimeProvider clock,
    ILogger<Announcer> logger
)
{
    /// <summary>The most addresses in one request.</summary>
    public const int BatchSize = 100;

    /// <summary>How long new addresses wait for more, such as those of an import.</summary>
    public static readonly TimeSpan Gathering = TimeSpan.FromSeconds(10);

    /// <summary>Minimum interval between two requests.</summary>
    public static readonly TimeSpan Between = TimeSpan.FromMinutes(1);

    /// <summary>How long to wait after each failure in a row; the last one stays.</summary>
    public static readonly IReadOnlyList<TimeSpan> Pauses =
    [
        TimeSpan.FromMinutes(1),
        TimeSpan.FromMinutes(5),
        TimeSpan.FromMinutes(30),
        TimeSpan.FromHours(2),
        TimeSpan.FromHours(12),
        TimeSpan.FromHours(24),
    ];

    private const int PauseOfQuota = 3; // "too many requests" is not over in a minute

    /// <summary>Of the posts that became public at the last told instant, those that this process has told.</summary>
    private readonly HashSet<(int PostId, string Address)> _told = [];
    private DateTimeOffset? _toldAt;
    private int _toldBefore;
    private DateTimeOffset? _notBefore;
    private string? _access;
    private int _failures;

    /// <summary>Tells what is due.</summary>
    /// <param name="access">What the engine is told with: its key or token; null if it is off.</param>
    /// <returns>When there is more to do; null for nothing that is known of.</returns>
    public async Task<DateTimeOffset?> TurnAsync(string? access, CancellationToken cancellationToken)
    {
        if (access is null)
        {
            (_access, _notBefore, _failures, _toldAt) = (null, null, 0, null);
            return null;
        }

        if (!string.Equals(_access, access, StringComparison.Ordinal))
        {
            (_access, _notBefore, _failures) = (access, null, 0); // another token may be accepted at once
        }

        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BlogDb>();
        var notice = await db.SearchEngineNotices.AsNoTracking().SingleOrDefaultAsync(row => row.Engine == engine, cancellationToken);
        if (notice is null)
        {
            return null;
        }

        var now = clock.GetUtcNow();
        var waiting = (await NewAddresses.SinceAsync(db, notice.ToldUntil, now, cancellationToken))
            .Where(address => !IsTold(notice, address))
            .ToList();
        if (waiting.Count == 0)
        {
            return null;
        }

        _notBefore ??= Later(now + Gathering, notice.LastAt + Between);
        if (now < _notBefore)
        {
            return _notBefore;
        }

        var batch = waiting.Take(BatchSize).ToList();
        var isAccepted = await TellAsync(db, notice, access, batch, cancellationToken);
        _notBefore = isAccepted && waiting.Count == batch.Count ? null : clock.GetUtcNow() + (isAccepted ? Between : PauseNow());
        return _notBefore;
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset? other) => other > one ? other.Value : one;

    private TimeSpan PauseNow() => Pauses[Math.Min(_failures, Pauses.Count) - 1];

    private async Task<bool> TellAsync(
        BlogDb db,
        SearchEngineNotice notice,
        string access,
        List<NewAddress> batch,
        CancellationToken cancellationToken
    )
    {
        List<string> paths = [.. batch.Select(address => address.Address.Href)];
        var (isAccepted, answer) =
            engine == SearchEngineNotice.IndexNow
                ? await requests.TellIndexNowAsync(access, paths, cancellationToken)
                : await requests.TellBaiduAsync(access, paths, cancellationToken);
        var last = batch[^1];
        if (isAccepted)
        {
            _failures = 0;
            Remember(last.At, batch, notice);
            LogTold(logger, engine, batch.Count, answer.Status);
        }
        else
        {
            _failures = IsOverQuota(answer) ? Math.Max(_failures + 1, PauseOfQuota + 1) : _failures + 1;
            LogNotTold(logger, engine, batch.Count, answer.Status, answer.Failure);
        }

        // Not cancelled: the engine knows, so the database must.
        await db.WriteAsync(
            async () =>
            {
                var row = await db.SearchEngineNotices.SingleOrDefaultAsync(one => one.Engine == engine, CancellationToken.None);
                if (row is null || row.ToldUntil != notice.ToldUntil)
                {
                    return; // turned off and on in the meantime
                }

                if (isAccepted)
                {
                    row.Accepted(clock.GetUtcNow(), answer with { LastPostId = Math.Max(last.PostId, _toldBefore) }, last.At);
                }
                else
                {
                    row.Refused(clock.GetUtcNow(), answer);
                }
            },
            CancellationToken.None
        );
        return isAccepted;
    }

    /// <summary>
    /// Whether a post that became public at the very instant up to which everything was told is among the told ones: what this process
    /// told it knows, and what was told or public before left the id of the last.
    /// </summary>
    private bool IsTold(SearchEngineNotice notice, NewAddress address) =>
        address.At == notice.ToldUntil
        && (
            _toldAt == notice.ToldUntil
                ? address.PostId <= _toldBefore || _told.Contains((address.PostId, address.Address.Value))
                : address.PostId <= notice.Answer.LastPostId
        );

    private void Remember(DateTimeOffset at, IEnumerable<NewAddress> batch, SearchEngineNotice notice)
    {
        if (_toldAt != at)
        {
            _told.Clear();
            (_toldAt, _toldBefore) = (at, notice.ToldUntil == at ? notice.Answer.LastPostId : 0);
        }

        _told.UnionWith(batch.Where(address => address.At == at).Select(address => (address.PostId, address.Address.Value)));
    }

    private static bool IsOverQuota(SearchEngineAnswer answer) =>
        answer.Status == StatusCodes.Status429TooManyRequests
        || answer.Message?.Contains("over quota", StringComparison.OrdinalIgnoreCase) == true;

    [LoggerMessage(
        EventId = 50,
        EventName = "SearchEngineTold",
        Level = LogLevel.Information,
        Message = "Told {Engine} of {Count} addresses: {Status}"
    )]
    private static partial void LogTold(ILogger logger, string engine, int count, int? status);

    [LoggerMessage(
        EventId = 51,
        EventName = "SearchEngineNotTold",
        Level = LogLevel.Warning,
        Message = "{Engine} did not accept {Count} addresses: {Status} {Failure}"
    )]
    private static partial void LogNotTold(ILogger logger, string engine, int count, int? status, string? failure);
}
