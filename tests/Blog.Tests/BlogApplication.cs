using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Blog.Caching;
using Blog.Data;
using Blog.Data.Posts;
using Blog.Data.Posts.Drafts;
using Blog.Data.Posts.Writing;
using Blog.Storage.Database;
using Blog.Tests.Data;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Infrastructure;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Blog.Tests;

/// <summary>The whole program with its own database in a temporary folder, and a clock that stands still.</summary>
public class BlogApplication : WebApplicationFactory<Program>
{
    private readonly TemporaryFolder? _own;

    /// <summary>Uses a new folder that is deleted with it, with a database at the current schema.</summary>
    public BlogApplication()
    {
        _own = new TemporaryFolder();
        DataFolder = _own.Path;
        MigratedDatabase.CopyIntoEmpty(DataFolder);
    }

    /// <summary>Uses a folder that outlives it, as it is: an empty one means a first start.</summary>
    public BlogApplication(string dataFolder) => DataFolder = dataFolder;

    public string DataFolder { get; }

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 11, 23, 8, 0, 0, TimeSpan.Zero));

    /// <summary>Settings in the form of <c>Blog:…</c>.</summary>
    public Dictionary<string, string> Settings { get; } = new(StringComparer.Ordinal);

    /// <summary>Iterations of the password hash: few, so that tests are quick. The program's default has its own test.</summary>
    public int HashRounds { get; init; } = 1_000;

    /// <summary>How many pages the program makes before a reader asks; none, so that tests see what they ask for.</summary>
    public int WarmPages { get; init; }

    public HttpClient Reader => _readers ??= Client();

    private HttpClient? _readers;

    /// <summary>A client that follows no redirects and stores no cookies, except by the given handlers.</summary>
    public HttpClient Client(params DelegatingHandler[] handlers)
    {
        if (!_listens)
        {
            return CreateDefaultClient(handlers);
        }

        HttpMessageHandler inner = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false };
        foreach (var handler in handlers.Reverse())
        {
            (handler.InnerHandler, inner) = (inner, handler);
        }

        return new HttpClient(inner) { BaseAddress = ClientOptions.BaseAddress };
    }

    /// <summary>Makes it listen on a local socket.</summary>
    public void Listen()
    {
        UseKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        StartServer();
        _listens = true;
    }

    private bool _listens;

    public int Port => ClientOptions.BaseAddress.Port;

    /// <summary>Writes a post with PostWriter and publishes it at the given time (default: yesterday).</summary>
    public async Task<Post> PublishAsync(
        string title,
        string markdown = "正文。",
        string language = "zh-CN",
        Func<PostRequest, PostRequest>? with = null
    )
    {
        await Services.GetRequiredService<Readiness>().Task;
        await using var scope = Services.CreateAsyncScope();
        var request = new PostRequest
        {
            Content = new PostContent
            {
                Language = language,
                Title = title,
                Markdown = markdown,
            },
            PublishAt = Clock.GetUtcNow().AddDays(-1),
        };
        var saved = await scope
            .ServiceProvider.GetRequiredService<PostWriter>()
            .SaveAsync(null, with?.Invoke(request) ?? request, CancellationToken.None);
        return saved.Post ?? throw new InvalidOperationException($"refused: {saved.Refusal} {saved.AddressError}");
    }

    /// <summary>Changes a post with PostWriter.</summary>
    public async Task<PostSaved> ReviseAsync(Post post, Func<PostRequest, PostRequest> with)
    {
        await using var scope = Services.CreateAsyncScope();
        var tracked = await scope.ServiceProvider.GetRequiredService<BlogDb>().Posts.SingleAsync(p => p.Id == post.Id);
        var request = new PostRequest { Content = tracked.ToContent(), PublishAt = tracked.PublishedAt };
        return await scope.ServiceProvider.GetRequiredService<PostWriter>().SaveAsync(tracked, with(request), CancellationToken.None);
    }

    /// <summary>Autosaves a post as the editor does: a pending edit, not a revision.</summary>
    public async Task TypeAsync(Post post, Func<PostDraft, PostDraft> with)
    {
        await using var scope = Services.CreateAsyncScope();
        Assert.True(
            await scope
                .ServiceProvider.GetRequiredService<PostWriter>()
                .AmendAsync(post.Id, with, new Actor(post.AuthorId, IsOwner: false), CancellationToken.None)
        );
    }

    public async Task WithDbAsync(Func<BlogDb, Task> work)
    {
        await Services.GetRequiredService<Readiness>().Task;
        await using var scope = Services.CreateAsyncScope();
        await work(scope.ServiceProvider.GetRequiredService<BlogDb>());
    }

    /// <summary>Gets a page that must answer 200, parsed.</summary>
    public async Task<IHtmlDocument> PageAsync(string path)
    {
        using var answer = await Reader.GetAsync(path);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{path} answered {(int)answer.StatusCode}: {text[..Math.Min(500, text.Length)]}");
        return new HtmlParser().ParseDocument(text);
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Testing");
        builder.UseSetting("Blog:DataDirectory", DataFolder);
        builder.UseSetting("Blog:PublicUrl", "http://localhost");
        foreach (var (key, value) in Settings)
        {
            builder.UseSetting(key, value);
        }

        builder.ConfigureTestServices(services =>
            services
                .AddSingleton<TimeProvider>(Clock)
                .AddSingleton<IStartupFilter, Addresses>()
                .AddSingleton(SharedScripts.Highlighter)
                .AddSingleton(SharedScripts.Formulas)
                .AddSingleton(SharedScripts.Drawer)
                .AddSingleton(SharedScripts.Pinyin)
                .AddSingleton(SharedMetadata.Of)
                .AddSingleton(SharedPages.Activator)
                .AddSingleton<IActionDescriptorCollectionProvider, SharedPages>()
                .Configure<PublicCacheOptions>(cache => cache.WarmPages = WarmPages)
                .Configure<PasswordHasherOptions>(hasher => hasher.IterationCount = HashRounds)
                .AddLogging(logs => logs.ClearProviders())
        );
    }

    /// <summary>Takes the client address from a request header, as if the connection came from there.</summary>
    private sealed class Addresses : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) =>
            app =>
            {
                app.Use(
                    (context, go) =>
                    {
                        if (context.Request.Headers.Remove(Visitor.AddressHeader, out var address))
                        {
                            context.Connection.RemoteIpAddress = IPAddress.Parse(address.ToString());
                        }

                        return go(context);
                    }
                );
                next(app);
            };
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
        {
            _own?.Dispose();
        }
    }
}
