using System.Net;
using Blog.Caching;
using Blog.Caching.Pages;
using Blog.Data.Redirects;
using Blog.Tests.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Blog.Tests.Caching;

/// <summary>Pages that readers are likely to ask for are ready before they do.</summary>
public sealed class PageWarmerTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();

    public async ValueTask InitializeAsync()
    {
        MigratedDatabase.CopyIntoEmpty(_folder.Path);
        await using var before = new BlogApplication(_folder.Path);
        await before.PublishAsync("缓存为什么要预热", with: r => r with { Address = "/zh-post" });
        await before.PublishAsync("Why a cache is warmed", language: "en", with: r => r with { Address = "/en-post" });
        await before.PublishAsync("Draft", with: r => r with { Address = "/draft", PublishAt = null });
        await before.PublishAsync("Later", with: r => r with { Address = "/later", PublishAt = before.Clock.GetUtcNow().AddDays(1) });
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task After_the_start_the_home_pages_and_the_newest_posts_are_ready()
    {
        await using var blog = new BlogApplication(_folder.Path) { WarmPages = 32 };
        blog.Listen();
        var pages = blog.Services.GetRequiredService<PageStore>();
        var warm = new Dictionary<string, HttpResponseMessage>(StringComparer.Ordinal);
        foreach (var path in (string[])["/", "/en", "/feed.xml", "/archives", "/zh-post", "/en-post"])
        {
            await UntilWarmAsync(blog, path);
            warm[path] = await blog.Reader.GetAsync(path);
            Assert.NotNull(warm[path].Headers.Age);
        }

        Assert.Null(pages.ByTarget("/draft"));
        Assert.Null(pages.ByTarget("/later"));
        pages.Evict(PageEviction.Everything);
        foreach (var (path, answer) in warm)
        {
            using var made = await blog.Reader.GetAsync(path);
            Assert.Null(made.Headers.Age);
            Assert.Equal(HeadersOf(made), HeadersOf(answer)); // also those that are set at the last moment
            answer.Dispose();
        }
    }

    [Fact]
    public async Task After_a_change_the_pages_that_were_read_are_made_again()
    {
        await using var blog = new BlogApplication(_folder.Path) { WarmPages = 2 };
        blog.Listen();
        var pages = blog.Services.GetRequiredService<PageStore>();
        await UntilWarmAsync(blog, "/");
        await UntilWarmAsync(blog, "/zh");
        foreach (var path in (string[])["/tags", "/", "/", "/", "/zh-post", "/zh-post", "/zh-post", "/zh-post", "/feed.xml", "/feed.xml"])
        {
            using var answer = await blog.Reader.GetAsync(path);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }

        var metrics = blog.Services.GetRequiredService<CacheMetrics>();
        var misses = metrics.Misses;
        await ChangeSettingsAsync(blog);
        Assert.Null(pages.ByTarget("/"));
        await UntilWarmAsync(blog, "/");
        await UntilWarmAsync(blog, "/zh-post");
        Assert.Equal(misses, metrics.Misses);
        Assert.Null(pages.ByTarget("/feed.xml")); // two are made
        Assert.Null(pages.ByTarget("/tags"));
        Assert.Empty(pages.TakeMostRead(10));

        // What they were read before counts half.
        Assert.Equal(1, pages.ByTarget("/")!.Readers);
        Assert.Equal(2, pages.ByTarget("/zh-post")!.Readers);
    }

    [Fact]
    public async Task A_new_post_is_ready_before_anybody_asks()
    {
        await using var blog = new BlogApplication(_folder.Path) { WarmPages = 32 };
        blog.Listen();
        await blog.PublishAsync("刚刚发布", with: r => r with { Address = "/new" });
        await UntilWarmAsync(blog, "/new");
        await UntilWarmAsync(blog, "/");
        Assert.Equal(0, blog.Services.GetRequiredService<CacheMetrics>().Misses);
    }

    [Fact]
    public async Task A_page_that_is_gone_is_forgotten_and_nobody_failed_to_find_it()
    {
        await using var blog = new BlogApplication(_folder.Path) { WarmPages = 32 };
        blog.Listen();
        var pages = blog.Services.GetRequiredService<PageStore>();
        await UntilWarmAsync(blog, "/zh-post");
        for (var i = 0; i < 3; i++)
        {
            (await blog.Reader.GetAsync("/zh-post")).Dispose();
            (await blog.Reader.GetAsync("/")).Dispose();
        }

        await blog.WithDbAsync(async db =>
        {
            var post = await db.Posts.AsNoTracking().SingleAsync(post => post.Title == "缓存为什么要预热");
            await blog.ReviseAsync(post, request => request with { PublishAt = null });
        });
        await UntilWarmAsync(blog, "/");
        await Poll.UntilAsync(() => pages.TakeMostRead(10).Count == 0);
        Assert.Null(pages.ByTarget("/zh-post"));
        Assert.Empty(blog.Services.GetRequiredService<NotFoundLog>().Take());
        await blog.WithDbAsync(async db => Assert.Empty(await db.MissingPaths.AsNoTracking().ToListAsync()));
    }

    private static Dictionary<string, string> HeadersOf(HttpResponseMessage answer) =>
        answer
            .Headers.Concat(answer.Content.Headers)
            .Where(header => header.Key is not ("Date" or "Age"))
            .ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.Ordinal);

    private static Task UntilWarmAsync(BlogApplication blog, string path) =>
        Poll.UntilAsync(
            () =>
            {
                blog.Clock.Advance(TimeSpan.FromMilliseconds(50)); // past the pause that joins changes
                return blog.Services.GetRequiredService<PageStore>().ByTarget(path) is { IsStale: false };
            },
            path
        );

    private static Task ChangeSettingsAsync(BlogApplication blog) =>
        blog.WithDbAsync(db =>
            db.WriteAsync(
                async () =>
                {
                    var settings = await db.Settings.SingleAsync();
                    settings.Revise(settings.Choices with { PostsPerPage = 3 });
                    await db.SaveChangesAsync();
                },
                CancellationToken.None
            )
        );
}
