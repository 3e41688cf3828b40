using System.Net;
using Blog.Data.Settings;

namespace Blog.Tests.Reading;

public sealed class HomeTests : IDisposable
{
    private readonly BlogApplication _blog = new();

    public void Dispose() => _blog.Dispose();

    [Fact]
    public async Task An_empty_blog_says_so_in_a_sentence()
    {
        Assert.Contains("这里还没有文章", (await _blog.PageAsync("/")).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Contains(
            "There are no posts here yet.",
            (await _blog.PageAsync("/en")).QuerySelector("main")!.TextContent,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_summary_is_rich_and_ends_in_a_read_more_link_that_names_its_post()
    {
        await _blog.PublishAsync(
            "标题：副标题",
            "前文**重点。**然后\n\n- 一\n- 二\n\n<!-- more -->\n\n## 后文\n",
            with: r => r with { Slug = "x", Category = ["数据库", "SQLite"] }
        );
        var article = (await _blog.PageAsync("/")).QuerySelector("article.summary")!;
        Assert.Equal(["标题：", "副标题"], article.QuerySelectorAll("h2 > a > span").Select(span => span.TextContent));
        Assert.Equal("重点。", article.QuerySelector(".prose strong")!.TextContent);
        Assert.Equal(2, article.QuerySelectorAll(".prose li").Length);
        Assert.Null(article.QuerySelector(".prose h2, .prose h3, .prose [id]"));
        var more = article.QuerySelector("p.more a")!;
        Assert.Equal("/x#more", more.GetAttribute("href"));
        Assert.Equal("阅读全文 » 标题：副标题", more.TextContent);
        Assert.Equal("/categories/%E6%95%B0%E6%8D%AE%E5%BA%93/sqlite", article.QuerySelector(".meta a")!.GetAttribute("href"));
        Assert.Contains("发表于 2026-11-22", article.QuerySelector(".meta")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("阅读 ≈ 1 分钟", article.QuerySelector(".meta")!.TextContent, StringComparison.Ordinal);
        Assert.NotNull((await _blog.PageAsync("/x")).QuerySelector("#more"));
    }

    [Fact]
    public async Task A_post_of_another_language_says_which()
    {
        await _blog.PublishAsync("Hello", "Text.", "en");
        var article = (await _blog.PageAsync("/")).QuerySelector("article.summary")!;
        Assert.Equal("en", article.QuerySelector("h2")!.GetAttribute("lang"));
        Assert.Equal("en", article.QuerySelector(".prose")!.GetAttribute("lang"));
        Assert.Equal("English", article.QuerySelector(".meta [lang=en]")!.TextContent);
        Assert.Equal("阅读全文 » Hello", article.QuerySelector(".more")!.TextContent.Trim());
        var own = (await _blog.PageAsync("/en")).QuerySelector("article.summary")!;
        Assert.Null(own.QuerySelector("[lang]"));
        Assert.Equal("Read more » Hello", own.QuerySelector(".more")!.TextContent.Trim());
    }

    [Fact]
    public async Task Pages_are_numbered_pinned_first_and_end_where_they_end()
    {
        for (var i = 1; i <= 17; i++)
        {
            var day = i;
            await _blog.PublishAsync(
                $"第 {i} 篇",
                with: r =>
                    r with
                    {
                        Slug = $"p{day}",
                        PublishAt = _blog.Clock.GetUtcNow().AddDays(-30 + day),
                        Content = r.Content with { Pinned = day == 3 },
                    }
            );
        }

        var first = await _blog.PageAsync("/");
        Assert.Equal(["/p3", "/p17", "/p16"], first.QuerySelectorAll("article.summary h2 a").Take(3).Select(a => a.GetAttribute("href")));
        Assert.Equal("置顶", first.QuerySelector(".pinned")!.TextContent);
        Assert.Equal(8, first.QuerySelectorAll("article.summary").Length);
        var second = await _blog.PageAsync("/page/2");
        Assert.Equal("2", second.QuerySelector(".pager [aria-current=page]")!.TextContent);
        Assert.Equal("/", second.QuerySelector(".pager a[rel=prev]")!.GetAttribute("href"));
        Assert.Equal("/page/3", second.QuerySelector(".pager a[rel=next]")!.GetAttribute("href"));
        Assert.Single((await _blog.PageAsync("/page/3")).QuerySelectorAll("article.summary"));
        var all = new List<string?>();
        foreach (var path in new[] { "/", "/page/2", "/page/3" })
        {
            all.AddRange((await _blog.PageAsync(path)).QuerySelectorAll("article.summary h2 a").Select(a => a.GetAttribute("href")));
        }

        Assert.Equal(17, all.Distinct().Count());
        Assert.Equal(HttpStatusCode.NotFound, (await _blog.Reader.GetAsync("/page/4")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await _blog.Reader.GetAsync("/page/0")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await _blog.Reader.GetAsync("/page/x")).StatusCode);
        var one = await _blog.Reader.GetAsync("/page/1");
        Assert.Equal(HttpStatusCode.MovedPermanently, one.StatusCode);
        Assert.Equal("/", one.Headers.Location!.ToString());
    }

    [Fact]
    public async Task An_edition_lists_its_own_language()
    {
        await _blog.PublishAsync("中文");
        await _blog.PublishAsync("English", language: "en");
        Assert.Equal(2, (await _blog.PageAsync("/")).QuerySelectorAll("article.summary").Length);
        Assert.Equal("English", (await _blog.PageAsync("/en")).QuerySelectorAll("article.summary h2").Single().TextContent);
        Assert.Equal("中文", (await _blog.PageAsync("/zh")).QuerySelectorAll("article.summary h2").Single().TextContent);
        var page = await _blog.PageAsync("/en");
        Assert.Equal("en", page.DocumentElement.GetAttribute("lang"));
        Assert.Equal("/en/archives", page.QuerySelector("nav a[href$=archives]")!.GetAttribute("href"));
        Assert.Equal("/", page.QuerySelector(".tools a[hreflang=zh-CN]")!.GetAttribute("href"));
    }

    [Fact]
    public async Task Where_the_home_page_shows_the_main_language_only_its_edition_redirects()
    {
        await _blog.PublishAsync("English", language: "en");
        await _blog.WithDbAsync(async db =>
        {
            var settings = db.Settings.Single();
            settings.Revise(settings.Choices with { HomeScope = HomeScope.MainLanguage });
            await db.SaveChangesAsync();
        });
        Assert.Empty((await _blog.PageAsync("/")).QuerySelectorAll("article.summary"));
        var answer = await _blog.Reader.GetAsync("/zh/archives");
        Assert.Equal("/archives", answer.Headers.Location!.ToString());
    }

    [Fact]
    public async Task Draft_scheduled_hidden_and_trashed_posts_are_in_no_list()
    {
        var at = _blog.Clock.GetUtcNow();
        await _blog.PublishAsync(
            "canary draft",
            with: r => r with { PublishAt = null, Slug = "draft", Tags = ["canary"], Category = ["canary"] }
        );
        await _blog.PublishAsync(
            "canary scheduled",
            with: r => r with { PublishAt = at.AddHours(1), Slug = "scheduled", Tags = ["canary"] }
        );
        await _blog.PublishAsync("canary hidden", with: r => r with { Content = r.Content with { Hidden = true }, Slug = "hidden" });
        var trash = await _blog.PublishAsync("canary trash", with: r => r with { Slug = "trash" });
        await _blog.WithDbAsync(async db =>
        {
            db.Posts.Single(post => post.Id == trash.Id).Discard();
            await db.SaveChangesAsync();
        });
        foreach (var path in new[] { "/", "/zh", "/archives", "/tags", "/categories", "/no-such-page" })
        {
            Assert.DoesNotContain(
                "canary",
                await (await _blog.Reader.GetAsync(path)).Content.ReadAsStringAsync(),
                StringComparison.Ordinal
            );
        }

        var missing = await (await _blog.Reader.GetAsync("/draft-not-there")).Content.ReadAsStringAsync();
        foreach (var path in new[] { "/draft", "/scheduled", "/trash", "/tags/canary", "/categories/canary" })
        {
            var answer = await _blog.Reader.GetAsync(path);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
            Assert.Equal(missing, await answer.Content.ReadAsStringAsync());
        }

        Assert.Equal("noindex", (await _blog.PageAsync("/hidden")).QuerySelector("meta[name=robots]")!.GetAttribute("content"));
    }

    [Fact]
    public async Task A_scheduled_post_becomes_public_on_time_although_the_page_is_cached()
    {
        await _blog.PublishAsync("later", with: r => r with { PublishAt = _blog.Clock.GetUtcNow().AddSeconds(30) });
        Assert.Empty((await _blog.PageAsync("/")).QuerySelectorAll("article.summary"));
        _blog.Clock.Advance(TimeSpan.FromSeconds(31));
        Assert.Single((await _blog.PageAsync("/")).QuerySelectorAll("article.summary"));
    }
}
