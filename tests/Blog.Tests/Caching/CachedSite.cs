using System.Globalization;
using Blog.Caching.Pages;
using Blog.Data;
using Blog.Data.Posts;
using Blog.Data.Posts.Writing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Blog.Tests.Caching;

/// <summary>A blog of some dozen posts in two languages, with tags, categories, a series and translations.</summary>
internal sealed class CachedSite : IAsyncDisposable
{
    private static readonly string[] Lists =
    [
        "/",
        "/page/2",
        "/en",
        "/zh",
        "/tags",
        "/tags/%E6%95%B0%E6%8D%AE%E5%BA%93",
        "/tags/%E7%BC%93%E5%AD%98",
        "/tags/fresh",
        "/categories",
        "/categories/%E5%90%8E%E7%AB%AF",
        "/archives",
        "/archives/2026/11",
        "/feed.xml",
        "/en/feed.xml",
        "/sitemap.xml",
        "/llms.txt",
        "/robots.txt",
        "/feeds",
    ];

    public BlogApplication Blog { get; } = new();

    /// <summary>By title.</summary>
    public Dictionary<string, Post> Posts { get; } = new(StringComparer.Ordinal);

    public static async Task<CachedSite> CreateAsync()
    {
        var site = new CachedSite();
        for (var i = 0; i < 12; i++)
        {
            var number = i;
            await site.AddAsync(
                $"第 {i} 篇",
                $"数据库的第 {i} 个问题，[再看](/z{(i + 5) % 12})。",
                "zh-CN",
                request =>
                    request with
                    {
                        Address = $"/z{number}",
                        Tags = number % 2 == 0 ? ["数据库"] : ["缓存", "数据库"],
                        Category = ["后端"],
                        PublishAt = site.Blog.Clock.GetUtcNow().AddDays(-number - 1),
                        TranslationGroup = number == 3 ? "pair" : null,
                        Content = request.Content with { Series = number is 6 or 7 ? "系列" : "" },
                    }
            );
        }

        await site.AddAsync("The third", "A question of indexes.", "en", r => r with { Address = "/en/third", TranslationGroup = "pair" });
        await site.AddAsync("The other", "Caching, once more.", "en", r => r with { Address = "/en/other" });
        return site;
    }

    public async Task AddAsync(string title, string markdown, string language, Func<PostRequest, PostRequest> with) =>
        Posts[title] = await Blog.PublishAsync(title, markdown, language, with);

    public async Task<T> WithAsync<TService, T>(Func<TService, Task<T>> work)
        where TService : notnull
    {
        await using var scope = Blog.Services.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<TService>());
    }

    /// <summary>Changes a post by one of its verbs.</summary>
    public Task ChangeAsync(string title, Action<Post> verb) =>
        WithAsync<IServiceProvider, Post>(async services =>
        {
            var db = services.GetRequiredService<BlogDb>();
            var post = await db.Posts.SingleAsync(post => post.Title == title);
            return await services.GetRequiredService<PostWriter>().ChangeAsync(post, verb, CancellationToken.None);
        });

    /// <summary>Every address that is or was a page of the site.</summary>
    public IEnumerable<string> Paths() =>
        Lists
            .Concat(Enumerable.Range(0, 12).Select(i => string.Create(CultureInfo.InvariantCulture, $"/z{i}")))
            .Concat(["/en/third", "/en/other", "/moved", "/new"]);

    /// <summary>What a reader gets at each address: status, target and text.</summary>
    public async Task<Dictionary<string, string>> ReadAllAsync()
    {
        var answers = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var path in Paths())
        {
            using var answer = await Blog.Reader.GetAsync(path);
            answers[path] = $"{(int)answer.StatusCode} {answer.Headers.Location} {await answer.Content.ReadAsStringAsync()}";
        }

        return answers;
    }

    /// <summary>The same without anything kept.</summary>
    public Task<Dictionary<string, string>> ReadAllFreshAsync()
    {
        Blog.Services.GetRequiredService<PageStore>().Evict(PageEviction.Everything);
        return ReadAllAsync();
    }

    public async Task<bool> IsKeptAsync(string path)
    {
        using var answer = await Blog.Reader.GetAsync(path);
        return answer.Headers.Age is not null;
    }

    public ValueTask DisposeAsync() => Blog.DisposeAsync();
}
