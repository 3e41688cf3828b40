using Blog.Data;
using Blog.Data.Posts;
using Blog.Data.Settings;
using Blog.Site;
using Blog.Storage.Database;

namespace Blog.Operations.Announcing;

/// <summary>
/// Tells search engines of new addresses: after each change of the database, when a scheduled post becomes public, and again after a
/// failure. With every engine off it does nothing but look at the settings.
/// </summary>
internal sealed partial class AnnouncingService : BackgroundService
{
    private static readonly TimeSpan AfterError = TimeSpan.FromHours(1);

    private readonly Announcer _indexNow;
    private readonly Announcer _baidu;
    private readonly SettingsCache _settings;
    private readonly IServiceScopeFactory _scopes;
    private readonly Readiness _readiness;
    private readonly TimeProvider _clock;
    private readonly ILogger<AnnouncingService> _logger;
    private TaskCompletionSource _changed = NewSignal();

    public AnnouncingService(
        EngineRequests requests,
        SettingsCache settings,
        IServiceScopeFactory scopes,
        DatabaseChangeMonitor changes,
        Readiness readiness,
        TimeProvider clock,
        ILoggerFactory logs
    )
    {
        (_settings, _scopes, _readiness, _clock) = (settings, scopes, readiness, clock);
        _logger = logs.CreateLogger<AnnouncingService>();
        var logger = logs.CreateLogger<Announcer>();
        _indexNow = new Announcer(SearchEngineNotice.IndexNow, requests, scopes, clock, logger);
        _baidu = new Announcer(SearchEngineNotice.Baidu, requests, scopes, clock, logger);
        changes.Changed += (_, _) => Volatile.Read(ref _changed).TrySetResult();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.WhenAny(_readiness.Task, Task.Delay(Timeout.Infinite, stoppingToken));
        while (_readiness.IsReady && !stoppingToken.IsCancellationRequested)
        {
            var signal = Volatile.Read(ref _changed);
            if (signal.Task.IsCompleted)
            {
                Volatile.Write(ref _changed, signal = NewSignal()); // before looking, so that no change is missed
            }

            DateTimeOffset? next;
            try
            {
                next = await TurnAsync(stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException) // most likely a full disk
            {
                LogFailed(_logger, e.GetType().Name);
                await Task.Delay(AfterError, _clock, stoppingToken);
                continue;
            }

            await WaitAsync(signal.Task, next, stoppingToken);
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <returns>When to look again; null for after the next change.</returns>
    private async Task<DateTimeOffset?> TurnAsync(CancellationToken cancellationToken)
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

    private async Task WaitAsync(Task changed, DateTimeOffset? next, CancellationToken stoppingToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        var longest = TimeSpan.FromDays(1); // a timer takes no more than 49 days
        var pause = next is { } at ? at - _clock.GetUtcNow() : Timeout.InfiniteTimeSpan;
        var waiting =
            next is null ? Task.Delay(pause, either.Token)
            : pause <= TimeSpan.Zero ? Task.CompletedTask
            : Task.Delay(pause < longest ? pause : longest, _clock, either.Token);
        await Task.WhenAny(changed, waiting);
        await either.CancelAsync();
        stoppingToken.ThrowIfCancellationRequested();
    }

    [LoggerMessage(
        EventId = 52,
        EventName = "AnnouncingFailed",
        Level = LogLevel.Warning,
        Message = "Search engines could not be told; the next attempt is in an hour ({Reason})"
    )]
    private static partial void LogFailed(ILogger logger, string reason);
}
