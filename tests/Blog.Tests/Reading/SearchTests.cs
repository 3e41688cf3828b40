using System.Net;
using System.Xml.Linq;
using Blog.Data.Posts;
using Blog.Reading.Search;
using Blog.Tests.Data.Search;

namespace Blog.Tests.Reading;

public sealed class SearchTests : IDisposable
{
    private readonly BlogApplication _blog = new();

    public void Dispose() => _blog.Dispose();

    [Fact]
    public async Task A_search_is_a_form_at_a_plain_address_that_keeps_what_was_typed()
    {
        await _blog.PublishAsync(
            "C# 里的异步",
            "异步方法返回 `Task`，而 <b>不是</b> void。",
            with: r => r with { Slug = "async", Category = ["dotnet"] }
        );
        await _blog.PublishAsync("Caches", "async here", "en", r => r with { Slug = "caches" });
        var page = await _blog.PageAsync("/search?q=" + Uri.EscapeDataString(" C#异步 "));
        var form = page.QuerySelector("form[role=search]")!;
        Assert.Equal("/search", form.GetAttribute("action"));
        Assert.Null(form.GetAttribute("method"));
        Assert.Equal("C#异步", form.QuerySelector("input[name=q]")!.GetAttribute("value"));
        Assert.NotNull(form.QuerySelector("label[for=q]"));
        Assert.Equal("找到 1 个搜索结果。", page.QuerySelector("[role=status]")!.TextContent);
        var hit = page.QuerySelector("article.hit")!;
        Assert.Equal("/async", hit.QuerySelector("h2 a")!.GetAttribute("href"));
        Assert.Equal(["C#", "异步"], hit.QuerySelectorAll("h2 mark").Select(mark => mark.TextContent));
        Assert.Equal("异步", hit.QuerySelector(".snippet mark")!.TextContent);
        Assert.Contains("dotnet", hit.QuerySelector(".meta")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("noindex", page.QuerySelector("meta[name=robots]")!.GetAttribute("content"));
        Assert.Equal("page", page.QuerySelector(".tools a[href='/search']")!.GetAttribute("aria-current"));
        Assert.StartsWith("C#异步 · 搜索", page.Title, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Results_and_queries_are_escaped()
    {
        await _blog.PublishAsync("<i>题</i> 缓存", "`<script>alert(1)</script>` 缓存 &lt;b&gt;");
        var page = await _blog.PageAsync("/search?q=" + Uri.EscapeDataString("缓存 script \"><img src=x onerror=alert(1)>"));
        Assert.Empty(page.QuerySelectorAll("main script, main img, main b, main i"));
        page = await _blog.PageAsync("/search?q=" + Uri.EscapeDataString("缓存 script"));
        Assert.Equal("<i>题</i> 缓存", page.QuerySelector(".hit h2")!.TextContent);
        Assert.Contains("<script>alert(1)</script> 缓存", page.QuerySelector(".snippet")!.TextContent, StringComparison.Ordinal);
        Assert.Empty(page.QuerySelectorAll("main script, main b, main i"));
    }

    [Fact]
    public async Task Each_edition_searches_its_language()
    {
        await _blog.PublishAsync("中文", "Redis 好");
        await _blog.PublishAsync("English", "Redis is fine", "en");
        Assert.Equal(2, (await _blog.PageAsync("/search?q=redis")).QuerySelectorAll("article.hit").Length);
        var english = await _blog.PageAsync("/en/search?q=redis");
        Assert.Equal("English", Assert.Single(english.QuerySelectorAll("article.hit h2")).TextContent);
        Assert.Equal("/en/search", english.QuerySelector("form")!.GetAttribute("action"));
        Assert.Equal("1 result.", english.QuerySelector("[role=status]")!.TextContent);
        Assert.Single((await _blog.PageAsync("/zh/search?q=redis")).QuerySelectorAll("article.hit"));
        var nothing = await _blog.PageAsync("/en/search?q=" + Uri.EscapeDataString("好"));
        Assert.Equal("/zh/search?q=%E5%A5%BD", nothing.QuerySelector("main > p a")!.GetAttribute("href"));
    }

    [Theory]
    [InlineData("", "输入一个字")]
    [InlineData("   ", "输入一个字")]
    [InlineData("没有的词", "没有找到与「没有的词」有关的文章。")]
    [InlineData("-缓存", "只有要排除的词")]
    [InlineData("？！", "只有标点")]
    public async Task Where_nothing_is_found_a_sentence_says_why(string query, string says)
    {
        var page = await _blog.PageAsync("/search?q=" + Uri.EscapeDataString(query));
        Assert.Contains(says, page.QuerySelector("[role=status]")!.TextContent, StringComparison.Ordinal);
        Assert.Empty(page.QuerySelectorAll("article.hit"));
        await _blog.PageAsync("/search");
    }

    [Fact]
    public async Task A_query_that_is_too_long_is_kept_and_says_how_long_it_may_be()
    {
        var typed = string.Concat(Enumerable.Repeat("缓存", 5_000));
        var page = await _blog.PageAsync("/search?q=" + Uri.EscapeDataString(typed));
        Assert.Contains("最多 200 个字符", page.QuerySelector("[role=status]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(typed, page.QuerySelector("input[name=q]")!.GetAttribute("value"));
        Assert.Equal("200", page.QuerySelector("input[name=q]")!.GetAttribute("maxlength"));
    }

    [Fact]
    public async Task Results_have_numbered_pages_that_keep_the_query()
    {
        for (var i = 1; i <= 23; i++)
        {
            var day = i;
            await _blog.PublishAsync(
                $"第 {i} 篇",
                "缓存 & 其他",
                with: r => r with { Slug = $"p{day}", PublishAt = _blog.Clock.GetUtcNow().AddDays(-day) }
            );
        }

        var first = await _blog.PageAsync("/search?q=" + Uri.EscapeDataString("缓存 &"));
        Assert.Equal(10, first.QuerySelectorAll("article.hit").Length);
        Assert.Equal("/p1", first.QuerySelector("article.hit a")!.GetAttribute("href"));
        var next = first.QuerySelector(".pager [rel=next]")!.GetAttribute("href")!;
        Assert.Equal("/p11", (await _blog.PageAsync(next)).QuerySelector("article.hit a")!.GetAttribute("href"));
        foreach (var beyond in new[] { "3", "4", "999999999999" })
        {
            var page = await _blog.PageAsync("/search?q=%E7%BC%93%E5%AD%98&page=" + beyond);
            Assert.Equal(beyond.Length > 5 ? 10 : 3, page.QuerySelectorAll("article.hit").Length);
        }

        foreach (var odd in new[] { "0", "-1", "x", "" })
        {
            Assert.Equal(
                "/p1",
                (await _blog.PageAsync("/search?q=%E7%BC%93%E5%AD%98&page=" + odd)).QuerySelector("article.hit a")!.GetAttribute("href")
            );
        }
    }

    [Fact]
    public async Task Any_text_is_safe_to_type()
    {
        string[] typed =
        [
            "%00",
            "%FF%FE",
            "%ED%A0%80",
            "%22",
            "a%22%20OR%20%22b",
            "title:x",
            "NEAR(a%20b)",
            "*",
            "%F0%9F%94%A5",
            "';DROP%20TABLE%20Posts;--",
        ];
        await _blog.PublishAsync("题", "文");
        foreach (var encoded in typed)
        {
            await _blog.PageAsync("/search?q=" + encoded);
            Assert.Single((await _blog.PageAsync("/search?q=%E6%96%87")).QuerySelectorAll("article.hit"));
        }
    }

    [Fact]
    public async Task Random_text_never_makes_an_error_page()
    {
        await _blog.PublishAsync("题 post", "学习 posts c# .net");
        var random = new Random(3);
        for (var i = 0; i < 150; i++)
        {
            var typed = SearchTextTests.Odd(random, 50).Replace("\uD83D", "", StringComparison.Ordinal);
            using var answer = await new Visitor(_blog, $"192.0.2.{i}").GetAsync(
                "/search?q=" + Uri.EscapeDataString(new string([.. typed.Where(c => !char.IsSurrogate(c))]))
            );
            Assert.True(answer.StatusCode == HttpStatusCode.OK, typed);
        }
    }

    [Theory]
    [InlineData("/search?q=", "zh-CN", "请稍后再试")]
    [InlineData("/en/search?q=", "en", "try again later")]
    public async Task Searches_are_limited_per_address(string search, string language, string says)
    {
        await _blog.PublishAsync("题", "文");
        var eager = new Visitor(_blog, "192.0.2.1");
        HttpResponseMessage answer;
        var answered = 0;
        while ((answer = await eager.GetAsync(search + answered)).StatusCode == HttpStatusCode.OK)
        {
            answer.Dispose();
            Assert.True(++answered < 100);
        }

        using (answer)
        {
            Assert.InRange(answered, SearchModel.PerClient.Permits, 99); // on a slow machine the first may be a window old before the last
            Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
            Assert.InRange(answer.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromSeconds(1), SearchModel.PerClient.Window);
            var page = await Visitor.ParsedAsync(answer);
            Assert.Equal(language, page.DocumentElement.GetAttribute("lang"));
            Assert.Contains(says, page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        }

        using var spoofing = await eager.Client.SendAsync(
            new HttpRequestMessage(HttpMethod.Get, search + "x") { Headers = { { "X-Forwarded-For", "192.0.2.77" } } }
        );
        Assert.Equal(HttpStatusCode.TooManyRequests, spoofing.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await eager.GetAsync("/search")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await new Visitor(_blog, "192.0.2.2").GetAsync(search + "x")).StatusCode);
    }

    /// <summary>security.md B12.</summary>
    [Fact]
    public async Task Nothing_that_is_not_public_is_ever_found()
    {
        const string Canary = "kanarie";
        var open = await _blog.PublishAsync("公开", "看得见的字 kanariefree");
        await _blog.PublishAsync("草稿", "看得见的字 " + Canary, with: r => r with { PublishAt = null });
        await _blog.PublishAsync(
            "定时 " + Canary,
            "看得见的字 " + Canary,
            with: r => r with { PublishAt = _blog.Clock.GetUtcNow().AddHours(1), Tags = [Canary] }
        );
        await _blog.PublishAsync("隐藏", "看得见的字 " + Canary, with: r => r with { Content = r.Content with { Hidden = true } });
        var trashed = await _blog.PublishAsync("废弃", "看得见的字 " + Canary);
        await _blog.WithDbAsync(async db =>
        {
            (await db.Posts.FindAsync(trashed.Id))!.Discard();
            await db.SaveChangesAsync();
        });
        var old = await _blog.PublishAsync("旧文", "看得见的字 " + Canary);
        await _blog.ReviseAsync(old, r => r with { Content = r.Content with { Markdown = "改过了，看得见的字" } });
        await _blog.TypeAsync(open, draft => draft with { Title = Canary, Markdown = Canary });

        foreach (var query in new[] { Canary, Canary[..5], "\"" + Canary + "\"", "看得见的字 " + Canary, "定时", "草稿", "隐藏", "废弃" })
        {
            var page = await _blog.PageAsync("/search?q=" + Uri.EscapeDataString(query));
            var titles = page.QuerySelectorAll("article.hit h2").Select(h => h.TextContent).ToList();
            Assert.True(
                titles.All(title => title == "公开") && (titles.Count == 0 || query.Contains(Canary[..5], StringComparison.Ordinal)),
                query + ": " + string.Join(", ", titles)
            );
        }

        // Results and counts are the same whether or not something hidden contains the text.
        Assert.Equal(
            "找到 2 个搜索结果。",
            (await _blog.PageAsync("/search?q=" + Uri.EscapeDataString("看得见的字"))).QuerySelector("[role=status]")!.TextContent
        );
        Assert.Equal(
            "找到 2 个搜索结果。",
            (await _blog.PageAsync("/search?q=" + Uri.EscapeDataString("看得见的字 -" + Canary)))
                .QuerySelector("[role=status]")!
                .TextContent
        );
        _blog.Clock.Advance(TimeSpan.FromHours(2));
        Assert.Equal("定时 " + Canary, (await _blog.PageAsync("/search?q=" + Canary)).QuerySelector("article.hit h2")!.TextContent);
    }

    [Fact]
    public async Task Pages_are_found_and_a_search_fills_no_cache()
    {
        await _blog.PublishAsync(
            "关于",
            "这里说说缓存",
            with: r => r with { Slug = "about", Content = r.Content with { Kind = PostKind.Page } }
        );
        using var answer = await _blog.Reader.GetAsync("/search?q=%E7%BC%93%E5%AD%98");
        Assert.False(answer.Headers.Contains("Age"));
        using var again = await _blog.Reader.GetAsync("/search?q=%E7%BC%93%E5%AD%98");
        Assert.False(again.Headers.Contains("Age"));
        await Poll.UntilAsync(async () =>
        {
            using var home = await _blog.Reader.GetAsync("/");
            return home.Headers.Contains("Age"); // what is cached shows it
        });
        Assert.Equal(
            "/about",
            (await _blog.PageAsync("/search?q=%E7%BC%93%E5%AD%98")).QuerySelector("article.hit a")!.GetAttribute("href")
        );
    }

    [Theory]
    [InlineData("/", "/opensearch.xml", "http://localhost/search?q={searchTerms}", "zh-CN")]
    [InlineData("/en", "/en/opensearch.xml", "http://localhost/en/search?q={searchTerms}", "en")]
    public async Task Browsers_are_told_how_to_search(string home, string description, string template, string language)
    {
        var link = (await _blog.PageAsync(home)).QuerySelector("link[rel=search]")!;
        Assert.Equal("application/opensearchdescription+xml", link.GetAttribute("type"));
        Assert.Equal(description, link.GetAttribute("href"));
        using var answer = await _blog.Reader.GetAsync(description);
        Assert.Equal("application/opensearchdescription+xml", answer.Content.Headers.ContentType!.MediaType);
        var root = XDocument.Parse(await answer.Content.ReadAsStringAsync()).Root!;
        XNamespace ns = "http://a9.com/-/spec/opensearch/1.1/";
        Assert.Equal(ns + "OpenSearchDescription", root.Name);
        Assert.Equal(template, root.Element(ns + "Url")!.Attribute("template")!.Value);
        Assert.Equal(language, root.Element(ns + "Language")!.Value);
        Assert.InRange(root.Element(ns + "ShortName")!.Value.Length, 1, 16);
    }
}
