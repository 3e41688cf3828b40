using Blog.Caching;
using Blog.Caching.Pages;
using Blog.Data.Posts.Listing;
using Blog.Tests.Data;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Blog.Tests.Caching;

/// <summary>
/// While a page is made again, the old one is sent to those who come after the first who waits; never one that must be gone.
/// </summary>
public sealed class StalePageTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private readonly TaskCompletionSource _goOn = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SemaphoreSlim _begun = new(0);
    private DataHost _host = null!;
    private PageStore _pages = null!;
    private PageCache _cache = null!;
    private string _text = "old";
    private bool _waits;

    public async ValueTask InitializeAsync()
    {
        _host = new DataHost(_folder.Path);
        await _host.StartAsync();
        var options = Options.Create(new PublicCacheOptions());
        _pages = new PageStore(options);
        _cache = new PageCache(
            RenderAsync,
            _pages,
            new BodyCompressor(_pages),
            new PublicationSchedule(_host.Get<PublicPostIndex>(), _host.Clock),
            ActivatorUtilities.CreateInstance<CacheMetrics>(new ServiceCollection().AddMetrics().BuildServiceProvider()),
            options,
            _host.Clock
        );
        Assert.Equal("old", await AskAsync());
        (_text, _waits) = ("new", true);
    }

    public async ValueTask DisposeAsync()
    {
        _begun.Dispose();
        await _host.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task The_first_two_get_the_new_page_and_the_others_the_old_one_meanwhile()
    {
        _pages.Evict(Lists(mayBeShown: true));
        var first = AskAsync();
        await _begun.WaitAsync();
        var second = AskAsync();
        Assert.Equal("old", await AskAsync());
        Assert.False(first.IsCompleted || second.IsCompleted);
        _goOn.SetResult();
        Assert.Equal(["new", "new"], await Task.WhenAll(first, second));
        Assert.Equal("new", await AskAsync());
    }

    [Fact]
    public async Task A_page_that_must_be_gone_is_sent_to_nobody()
    {
        _pages.Evict(Lists(mayBeShown: false));
        var all = Enumerable.Range(0, 5).Select(_ => AskAsync()).ToList();
        await _begun.WaitAsync();
        Assert.DoesNotContain(all, answer => answer.IsCompleted);
        _goOn.SetResult();
        Assert.All(await Task.WhenAll(all), text => Assert.Equal("new", text));
    }

    [Fact]
    public async Task A_page_that_changes_while_it_is_made_is_not_kept()
    {
        _pages.Evict(Lists(mayBeShown: true));
        var first = AskAsync();
        await _begun.WaitAsync();
        _pages.Evict(Lists(mayBeShown: true));
        _goOn.SetResult();
        Assert.Equal("new", await first);
        _text = "newest";
        Assert.Equal("newest", await AskAsync());
    }

    private static PageEviction Lists(bool mayBeShown) => new(new HashSet<string>(), [], Lists: true, mayBeShown);

    private async Task RenderAsync(HttpContext context)
    {
        var text = _text;
        if (_waits)
        {
            _begun.Release();
            await _goOn.Task;
        }

        await context.Response.WriteAsync(text);
    }

    private async Task<string> AskAsync()
    {
        using var body = new MemoryStream();
        var context = new DefaultHttpContext { RequestServices = new ServiceCollection().BuildServiceProvider() };
        context.Features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(body));
        context.Request.Method = HttpMethods.Get;
        context.Request.Path = "/";
        context.SetEndpoint(new Endpoint(null, new EndpointMetadataCollection(new PublicPageAttribute()), "page"));
        await _cache.InvokeAsync(context);
        await context.Response.BodyWriter.FlushAsync();
        return System.Text.Encoding.UTF8.GetString(body.ToArray());
    }
}
