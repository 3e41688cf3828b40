using System.Net.Http.Headers;
using Blog.Caching;
using Blog.Data.Addresses;
using Blog.Site;
using Blog.Storage.Database;

namespace Blog.Operations.Cdn;

/// <summary>
/// Tells a CDN which pages changed, a moment after each change and when a scheduled post becomes public: a POST with
/// <c>{"files": […]}</c>, or <c>{"purge_everything": true}</c> where every page may have changed or something must no longer be seen. It is
/// the form of Cloudflare's API, which other services take over a small relay.
/// </summary>
internal sealed partial class CdnPurge(
    CdnOptions options,
    SiteOptions site,
    PublicPageChanges changes,
    PublicationSchedule schedule,
    Readiness readiness,
    TimeProvider clock,
    ILogger<CdnPurge> logger
) : BackgroundService
{
    /// <summary>Cloudflare takes no more addresses in one request.</summary>
    private const int MostAddresses = 30;

    private const int Attempts = 5;

    /// <summary>What follows each other within that time is told at once.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    private readonly Lock _turn = new();
    private readonly SemaphoreSlim _asked = new(0, 1);
    private HashSet<string>? _paths = [];

    public override void Dispose()
    {
        _asked.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.PurgeUrl is not { } address)
        {
            return;
        }

        changes.Changed += Note;
        if (!await readiness.HasStartedAsync(stoppingToken))
        {
            return;
        }

        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = TimeSpan.FromSeconds(30) };
        http.DefaultRequestHeaders.Authorization = options.PurgeToken is { } token ? new AuthenticationHeaderValue("Bearer", token) : null;
        try
        {
            while (true)
            {
                await WaitAsync(stoppingToken);
                await Task.Delay(Pause, clock, stoppingToken);
                foreach (var body in Take())
                {
                    await TellAsync(http, address, body, stoppingToken);
                }
            }
        }
        finally
        {
            changes.Changed -= Note;
        }
    }

    private void Note(object? sender, PublicPagesChangedEventArgs change)
    {
        lock (_turn)
        {
            if (change.Paths is null)
            {
                _paths = null;
            }
            else
            {
                _paths?.UnionWith(change.Paths);
            }

            if (_asked.CurrentCount == 0)
            {
                _asked.Release();
            }
        }
    }

    /// <summary>Until something changed, or a scheduled post has become public.</summary>
    private async Task WaitAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (await schedule.NextAsync(cancellationToken) is not { } next)
        {
            await _asked.WaitAsync(cancellationToken);
            return;
        }

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var asked = _asked.WaitAsync(stop.Token);
        var longest = TimeSpan.FromDays(1); // timers have a limit
        var late = Task.Delay(next - now < longest ? next - now : longest, clock, stop.Token);
        if (await Task.WhenAny(asked, late) == late && clock.GetUtcNow() >= next)
        {
            Note(this, new PublicPagesChangedEventArgs(null)); // it is on more pages than could be told
        }

        await stop.CancelAsync();
        cancellationToken.ThrowIfCancellationRequested();
    }

    private List<object> Take()
    {
        lock (_turn)
        {
            var paths = _paths;
            _paths = [];
            _asked.Wait(0, CancellationToken.None);
            var root = site.PublicUrl.GetLeftPart(UriPartial.Authority);
            return paths is null
                ? [new { purge_everything = true }]
                :
                [
                    .. paths
                        .Select(path => root + PostAddress.Encode(path))
                        .Order(StringComparer.Ordinal)
                        .Chunk(MostAddresses)
                        .Select(files => (object)new { files }),
                ];
        }
    }

    private async Task TellAsync(HttpClient http, Uri address, object body, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            string failure;
            try
            {
                using var answer = await http.PostAsJsonAsync(address, body, cancellationToken);
                if (answer.IsSuccessStatusCode)
                {
                    return;
                }

                failure = string.Create(CultureInfo.InvariantCulture, $"it answered {(int)answer.StatusCode}");
            }
            catch (Exception e)
                when (e is HttpRequestException || (e is TaskCanceledException && !cancellationToken.IsCancellationRequested))
            {
                failure = e.Message;
            }

            if (attempt == Attempts)
            {
                LogFailed(logger, failure);
                return;
            }

            await Task.Delay(TimeSpan.FromSeconds(Math.Pow(2, attempt)), clock, cancellationToken);
        }
    }

    [LoggerMessage(
        EventId = 96,
        EventName = "CdnNotPurged",
        Level = LogLevel.Error,
        Message = "The CDN was not told of a change and may send old pages until they expire there: {Reason}"
    )]
    private static partial void LogFailed(ILogger logger, string reason);
}
