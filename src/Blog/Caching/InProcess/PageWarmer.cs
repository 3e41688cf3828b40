using Blog.Caching.Pages;
using Blog.Data;
using Blog.Data.Posts.Listing;
using Blog.Data.Settings;
using Blog.Storage.Database;
using Blog.Storage.DataDirectory;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Blog.Caching.InProcess;

/// <summary>
/// Makes pages before a reader asks: those that were read most among the evicted ones, and those on which readers arrive, the newest post
/// among them.
/// </summary>
internal sealed partial class PageWarmer(
    InProcessPipeline pipeline,
    PageStore pages,
    PublicPageChanges changes,
    PublicPostIndex index,
    Readiness readiness,
    IServiceScopeFactory scopes,
    IOptions<PublicCacheOptions> options,
    IOptions<DataOptions> data,
    TimeProvider clock,
    ILogger<PageWarmer> logger
) : BackgroundService
{
    /// <summary>Changes that follow each other within that time are one: an import writes many.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    /// <summary>So many of the newest posts are made again after a change; after the start as many as there is room for.</summary>
    private const int NewestAfterChange = 3;

    private readonly SemaphoreSlim _asked = new(0, 1);

    public override void Dispose()
    {
        _asked.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Value is { WarmPages: 0 } or { Memory: 0 })
        {
            return;
        }

        changes.Changed += Note;
        try
        {
            await pipeline.StartedAsync(stoppingToken);
            await Task.WhenAny(readiness.Task, Task.Delay(Timeout.Infinite, stoppingToken));
            if (!readiness.IsReady)
            {
                return;
            }

            for (var newest = options.Value.WarmPages; ; newest = NewestAfterChange)
            {
                var read = pages.TakeMostRead(options.Value.WarmPages);
                var first = await FirstPagesAsync(newest, stoppingToken);
                await WarmAsync([.. read.Union(first).Take(options.Value.WarmPages)], stoppingToken);
                pages.Forget(read);
                await _asked.WaitAsync(stoppingToken);
                await Task.Delay(Pause, clock, stoppingToken);
            }
        }
        finally
        {
            changes.Changed -= Note;
        }
    }

    private void Note(object? sender, PublicPagesChangedEventArgs change)
    {
        if (_asked.CurrentCount == 0)
        {
            try
            {
                _asked.Release();
            }
            catch (SemaphoreFullException)
            {
                // another change was noted at the same moment
            }
        }
    }

    /// <summary>The home page of each edition, the newest posts, and what feed readers ask for.</summary>
    private async Task<IReadOnlyList<string>> FirstPagesAsync(int most, CancellationToken cancellationToken)
    {
        using var scope = scopes.CreateScope();
        var db = scope.ServiceProvider.GetRequiredService<BlogDb>();
        var settings = await db.Settings.AsNoTracking().SingleAsync(cancellationToken);
        var editions = settings.Languages.Where(language => language != settings.Main || settings.HomeScope == HomeScope.All);
        var now = clock.GetUtcNow();
        var newest = new List<int>();
        foreach (var post in (await index.GetAsync(cancellationToken)).Visible(now))
        {
            if (newest.Count == most)
            {
                break;
            }

            newest.Add(post.Id);
        }

        var addresses = await PublicAddresses.ReadAsync(db, newest, now, cancellationToken);
        List<string> lists = ["/", .. editions.Select(edition => "/" + edition.Code), "/feed.xml", "/archives"];
        return
        [
            .. lists
                .Concat(newest.Where(addresses.ContainsKey).Select(id => addresses[id].Value))
                .Select(path => data.Value.BasePath + path),
        ];
    }

    private async Task WarmAsync(IReadOnlyList<string> keys, CancellationToken cancellationToken)
    {
        foreach (var key in keys.Where(key => pages.ByKey(key)?.IsFresh(clock.GetUtcNow()) != true))
        {
            // The second coding is made of the page that the first one made.
            foreach (var coding in (string[])[ContentCoding.Brotli, ContentCoding.Gzip])
            {
                try
                {
                    await pipeline.AskAsync(context => Prepare(context, key, coding), Stream.Null, cancellationToken);
                }
                catch (Exception e) when (e is not OperationCanceledException)
                {
                    LogFailed(logger, key, e.Message);
                }
            }
        }
    }

    /// <summary>HEAD makes the page as GET does, sends no body, and is no reader who did not find something.</summary>
    private void Prepare(HttpContext context, string key, string coding)
    {
        context.Features.Set(new Warming());
        context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget = new PathString(key).ToUriComponent();
        context.Request.Method = HttpMethods.Head;
        context.Request.Scheme = Uri.UriSchemeHttp;
        context.Request.Host = new HostString(data.Value.PublicAuthority);
        context.Request.Path = key;
        context.Request.Headers.AcceptEncoding = coding;
    }

    [LoggerMessage(EventId = 99, EventName = "PageNotWarmed", Level = LogLevel.Warning, Message = "{Page} could not be made: {Reason}")]
    private static partial void LogFailed(ILogger logger, string page, string reason);
}
