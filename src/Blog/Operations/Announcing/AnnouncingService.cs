using Blog.Data;
using Blog.Data.Posts;
using Blog.Data.Settings;
using Blog.Site;
using Blog.Site.Background;
using Blog.Storage.Database;

namespace Blog.Operations.Announcing;

/// <summary>
/// Tells search engines of new addresses: after each change of posts, when a scheduled post becomes public, and again after a
/// failure. With every engine off it does nothing but look at the settings.
/// </summary>
internal sealed partial class AnnouncingService : OnChangeService
{
    private readonly Announcer _indexNow;
    private readonly Announcer _baidu;
    private readonly SettingsCache _settings;
    private readonly IServiceScopeFactory _scopes;
    private readonly TimeProvider _clock;
    private readonly ILogger<AnnouncingService> _logger;

    public AnnouncingService(
        EngineRequests requests,
        SettingsCache settings,
        IServiceScopeFactory scopes,
        DatabaseChangeMonitor changes,
        Readiness readiness,
        TimeProvider clock,
        ILoggerFactory logs
    )
        : base(
            changes,
            readiness,
            clock,
            nameof(BlogDb.Posts),
            nameof(BlogDb.Redirects),
            nameof(BlogDb.Revisions),
            nameof(BlogDb.SearchEngineNotices),
            nameof(BlogDb.Secrets),
            nameof(BlogDb.Settings)
        )
    {
        (_settings, _scopes, _clock) = (settings, scopes, clock);
        _logger = logs.CreateLogger<AnnouncingService>();
        var logger = logs.CreateLogger<Announcer>();
        _indexNow = new Announcer(SearchEngineNotice.IndexNow, requests, scopes, clock, logger);
        _baidu = new Announcer(SearchEngineNotice.Baidu, requests, scopes, clock, logger);
    }

    protected override TimeSpan AfterError => TimeSpan.FromHours(1);

    protected override async Task<DateTimeOffset?> TurnAsync(CancellationToken cancellationToken)
    {
        var announcing = (await _settings.GetAsync(cancellationToken)).Announcing;
        await using var scope = _scopes.CreateAsyncScope();
        var token = await scope.ServiceProvider.GetRequiredService<SecretStore>().ReadAsync(SecretStore.BaiduToken, cancellationToken);
        var key = announcing.IndexNow ? announcing.IndexNowKey : null;
        var due = new[] { await _indexNow.TurnAsync(key, cancellationToken), await _baidu.TurnAsync(token, cancellationToken) };
        var scheduled =
            key is null && token is null
                ? null
                : await scope
                    .ServiceProvider.GetRequiredService<BlogDb>()
                    .Posts.NextPublicationAsync(_clock.GetUtcNow(), cancellationToken);
        return due.Append(scheduled).Min();
    }

    protected override void LogError(string reason) => LogFailed(_logger, reason);

    [LoggerMessage(
        EventId = 52,
        EventName = "AnnouncingFailed",
        Level = LogLevel.Warning,
        Message = "Search engines could not be told; the next attempt is in an hour ({Reason})"
    )]
    private static partial void LogFailed(ILogger logger, string reason);
}
