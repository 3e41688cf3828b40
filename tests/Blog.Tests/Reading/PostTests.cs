using System.Net;
using Blog.Data.Addresses;
using Blog.Data.Posts;

namespace Blog.Tests.Reading;

public sealed class PostTests : IDisposable
{
    private readonly BlogApplication _blog = new();

    public void Dispose() => _blog.Dispose();

    [Fact]
    public async Task A_post_answers_at_its_own_address_whatever_its_form()
    {
        (string Address, string Request)[] posts =
        [
            ("/how-to-x", "/how-to-x"),
            ("/en/how-to-x/", "/en/how-to-x/"),
            ("/2021/05/03/y.html", "/2021/05/03/y.html"),
            ("/2020/01/02/中文 标题/", "/2020/01/02/%E4%B8%AD%E6%96%87%20%E6%A0%87%E9%A2%98/"),
            ("/2020/01/02/中文 标题/", "/2020/01/02/%e4%b8%ad%e6%96%87%20%e6%a0%87%e9%a2%98/"),
            ("/a/b/c/d", "/a/b/c/d"),
            ("/what？", "/what%EF%BC%9F"),
        ];
        foreach (var address in posts.Select(post => post.Address).Distinct(StringComparer.Ordinal))
        {
            await _blog.PublishAsync(address, with: r => r with { Address = address });
        }

        foreach (var (address, request) in posts)
        {
            Assert.Equal(address, (await _blog.PageAsync(request)).QuerySelector("h1")!.TextContent);
        }
    }

    [Fact]
    public async Task A_variant_spelling_gets_one_redirect()
    {
        (string Address, string Request)[] spellings =
        [
            ("/how-to-x", "/how-to-x/"),
            ("/how-to-x", "/How-To-X"),
            ("/how-to-x", "/how-to-x/index.html"),
            ("/how-to-y/", "/how-to-y"),
            ("/caf\u00e9", "/cafe%CC%81"),
            ("/2021/05/03/y.html", "/2021/05/03/Y.HTML"),
        ];
        foreach (var address in spellings.Select(spelling => spelling.Address).Distinct(StringComparer.Ordinal))
        {
            await _blog.PublishAsync("题", with: r => r with { Address = address });
            await _blog.PageAsync(PostAddress.Encode(address)); // now cached, and must not be served for other spellings
        }

        foreach (var (address, request) in spellings)
        {
            var answer = await _blog.Reader.GetAsync(request + "?x=1");
            Assert.Equal((request, HttpStatusCode.MovedPermanently), (request, answer.StatusCode));
            Assert.Equal(PostAddress.Encode(address) + "?x=1", answer.Headers.Location!.OriginalString);
            Assert.Equal(HttpStatusCode.OK, (await _blog.Reader.GetAsync(answer.Headers.Location)).StatusCode);
        }
    }

    [Fact]
    public async Task An_old_address_leads_to_the_new_one_for_ever_without_chains()
    {
        var post = await _blog.PublishAsync("题", with: r => r with { Slug = "one", OldPaths = ["/2019/old.html"] });
        await _blog.ReviseAsync(post, r => r with { Slug = "two" });
        await _blog.ReviseAsync(post, r => r with { Slug = "three" });
        foreach (var old in new[] { "/one", "/two", "/2019/old.html", "/2019/OLD.html/" })
        {
            var answer = await _blog.Reader.GetAsync(old);
            Assert.Equal(HttpStatusCode.MovedPermanently, answer.StatusCode);
            Assert.Equal("/three", answer.Headers.Location!.OriginalString);
        }

        await _blog.ReviseAsync(post, r => r with { PublishAt = null });
        Assert.Equal(HttpStatusCode.NotFound, (await _blog.Reader.GetAsync("/one")).StatusCode);
    }

    [Fact]
    public async Task A_redirect_never_leaves_the_site()
    {
        await _blog.PublishAsync("题", with: r => r with { Address = "/evil.example/x/" });
        foreach (var path in new[] { "//evil.example/x", "/%2Fevil.example/x", "///evil.example/x" })
        {
            var answer = await _blog.Reader.GetAsync(new Uri("http://localhost" + path));
            if (answer.Headers.Location is { } location)
            {
                Assert.Equal("localhost", new Uri(new Uri("http://localhost/"), location).Host);
            }
        }
    }

    [Fact]
    public async Task A_post_has_contents_tags_and_neighbours_with_titles()
    {
        var at = _blog.Clock.GetUtcNow();
        await _blog.PublishAsync("旧", with: r => r with { Slug = "old", PublishAt = at.AddDays(-3) });
        await _blog.PublishAsync("Other language", language: "en", with: r => r with { PublishAt = at.AddDays(-2.5) });
        await _blog.PublishAsync(
            "中",
            "## 甲\n\n### 甲一\n\n## 乙",
            with: r => r with { Slug = "mid", PublishAt = at.AddDays(-2), Tags = ["C#", "数据库"] }
        );
        await _blog.PublishAsync("新", with: r => r with { Slug = "new", PublishAt = at.AddDays(-1) });
        var page = await _blog.PageAsync("/mid");
        Assert.Equal(["#甲", "#甲一", "#乙"], page.QuerySelectorAll(".toc a").Select(a => a.GetAttribute("href")));
        Assert.NotNull(page.GetElementById("甲一"));
        Assert.Equal(
            ["/tags/csharp", "/tags/%E6%95%B0%E6%8D%AE%E5%BA%93"],
            page.QuerySelectorAll(".tags a").Select(a => a.GetAttribute("href"))
        );
        Assert.Equal("/old", page.QuerySelector(".neighbours [rel=prev]")!.GetAttribute("href"));
        Assert.Equal("/new", page.QuerySelector(".neighbours [rel=next]")!.GetAttribute("href"));
        Assert.Contains("新", page.QuerySelector(".neighbours [rel=next]")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_post_and_its_translation_know_each_other()
    {
        await _blog.PublishAsync("原文", with: r => r with { Slug = "wal", TranslationGroup = "wal" });
        await _blog.PublishAsync("Translation", language: "en", with: r => r with { Slug = "wal", TranslationGroup = "wal" });
        var page = await _blog.PageAsync("/wal");
        Assert.Equal("/en/wal", page.QuerySelector(".translations a")!.GetAttribute("href"));
        Assert.Equal(
            ["http://localhost/wal", "http://localhost/en/wal", "http://localhost/wal"],
            page.QuerySelectorAll("link[hreflang]").Select(link => link.GetAttribute("href"))
        );
        Assert.Equal("en", (await _blog.PageAsync("/en/wal")).DocumentElement.GetAttribute("lang"));
    }

    [Fact]
    public async Task A_post_without_translation_leads_to_the_other_edition_s_home_and_says_so()
    {
        await _blog.PublishAsync("只有中文", with: r => r with { Slug = "alone" });
        var link = (await _blog.PageAsync("/alone")).QuerySelector(".tools a[hreflang=en]")!;
        Assert.Equal(("/en", "English home", "en"), (link.GetAttribute("href"), link.TextContent, link.GetAttribute("lang")));
    }

    [Fact]
    public async Task A_translation_says_that_its_original_is_newer()
    {
        var (day, pair) = (
            _blog.Clock.GetUtcNow().AddDays(-30),
            new Func<PostRequest, PostRequest>(r => r with { Slug = "wal", TranslationGroup = "wal" })
        );
        var original = await _blog.PublishAsync("原文", with: r => pair(r) with { PublishAt = day });
        var translation = await _blog.PublishAsync("Translation", language: "en", with: r => pair(r) with { PublishAt = day.AddDays(1) });
        Assert.Empty((await _blog.PageAsync("/en/wal")).QuerySelectorAll(".lead a[href='/wal'][hreflang=zh-CN]:not([rel])"));
        await _blog.ReviseAsync(original, r => pair(r) with { PublishAt = day, UpdatedAt = day.AddDays(10) });
        var notice = (await _blog.PageAsync("/en/wal")).QuerySelector(".lead a[href='/wal']:not([rel])")!;
        Assert.Equal(("原文", "zh-CN"), (notice.TextContent, notice.GetAttribute("lang")));
        Assert.Empty((await _blog.PageAsync("/wal")).QuerySelectorAll(".lead a:not([rel])"));
        await _blog.ReviseAsync(translation, r => pair(r) with { PublishAt = day.AddDays(1), UpdatedAt = day.AddDays(11) });
        Assert.Empty((await _blog.PageAsync("/en/wal")).QuerySelectorAll(".lead a:not([rel])"));
    }

    [Fact]
    public async Task An_old_post_says_so_unless_it_or_the_site_does_not_want_to()
    {
        var now = _blog.Clock.GetUtcNow();
        await _blog.PublishAsync("旧文", with: r => r with { Slug = "old", PublishAt = now.AddDays(-366), UpdatedAt = now.AddDays(-366) });
        await _blog.PublishAsync(
            "常青",
            with: r =>
                r with
                {
                    Slug = "evergreen",
                    PublishAt = now.AddDays(-366),
                    UpdatedAt = now.AddDays(-366),
                    Content = r.Content with { Evergreen = true },
                }
        );
        await _blog.PublishAsync("改过", with: r => r with { Slug = "fresh", PublishAt = now.AddDays(-366), UpdatedAt = now.AddDays(-3) });
        Assert.Null((await _blog.PageAsync("/old")).QuerySelector(".lead")); // until the owner turns it on
        await AgeNoticeAsync(true);
        Assert.Contains(
            "2025-11-22",
            (await _blog.PageAsync("/old")).QuerySelector(".lead .notice")!.TextContent,
            StringComparison.Ordinal
        );
        Assert.Null((await _blog.PageAsync("/evergreen")).QuerySelector(".lead"));
        Assert.Null((await _blog.PageAsync("/fresh")).QuerySelector(".lead"));
        await AgeNoticeAsync(false);
        Assert.Null((await _blog.PageAsync("/old")).QuerySelector(".lead"));
    }

    private Task AgeNoticeAsync(bool isShown) =>
        _blog.WithDbAsync(async db =>
        {
            var settings = db.Settings.Single();
            settings.Revise(settings.Choices with { AgeNotice = isShown });
            await db.SaveChangesAsync();
        });

    [Fact]
    public async Task A_series_lists_its_public_parts_in_order()
    {
        var now = _blog.Clock.GetUtcNow();
        foreach (var (i, at) in new[] { (1, now.AddDays(-3)), (2, now.AddDays(-2)), (3, now.AddDays(-1)), (4, now.AddDays(1)) })
        {
            await _blog.PublishAsync(
                $"第{i}篇",
                with: r => r with { Slug = $"part{i}", PublishAt = at, Content = r.Content with { Series = "从零写数据库" } }
            );
        }

        var series = (await _blog.PageAsync("/part2")).QuerySelector("details.series")!;
        Assert.Equal("本文是「从零写数据库」系列的第 2 篇，共 3 篇", series.QuerySelector("summary")!.TextContent);
        Assert.Equal(["第1篇", "第2篇", "第3篇"], series.QuerySelectorAll("li").Select(li => li.TextContent.Trim()));
        Assert.Equal("第2篇", series.QuerySelector("[aria-current=page]")!.TextContent);
    }

    [Fact]
    public async Task Related_posts_share_tags_or_rare_words_and_are_public_and_of_the_same_language()
    {
        var now = _blog.Clock.GetUtcNow();
        for (var i = 0; i < 20; i++)
        {
            await _blog.PublishAsync($"别的事情 {i}", with: r => r with { Slug = $"other{i}", Tags = ["杂记"] });
        }

        await _blog.PublishAsync(
            "布隆过滤器该开多大",
            with: r => r with { Slug = "bloom", Tags = ["算法", "杂记"], TranslationGroup = "bloom" }
        );
        await _blog.PublishAsync(
            "How large a Bloom filter",
            language: "en",
            with: r => r with { Tags = ["算法"], TranslationGroup = "bloom" }
        );
        await _blog.PublishAsync("排序", with: r => r with { Slug = "sort", Tags = ["算法"] });
        await _blog.PublishAsync("再谈误判率", "布隆过滤器的误判率怎么算。", with: r => r with { Slug = "false" });
        await _blog.PublishAsync("草稿里的布隆过滤器", with: r => r with { Slug = "draft", PublishAt = null, Tags = ["算法"] });
        await _blog.PublishAsync("明天的布隆过滤器", with: r => r with { Slug = "soon", PublishAt = now.AddDays(1), Tags = ["算法"] });
        await _blog.PublishAsync(
            "隐藏的布隆过滤器",
            with: r => r with { Slug = "hidden", Tags = ["算法"], Content = r.Content with { Hidden = true } }
        );
        var related = (await _blog.PageAsync("/bloom")).QuerySelectorAll(".related a").Select(a => a.GetAttribute("href")).ToList();
        Assert.Equal(["/false", "/sort"], related.Order());
        Assert.Empty((await _blog.PageAsync("/other3")).QuerySelectorAll(".related"));
    }

    [Fact]
    public async Task The_head_tells_machines_what_the_post_is()
    {
        await _blog.WithDbAsync(async db =>
        {
            var settings = db.Settings.Single();
            settings.Revise(
                settings.Choices with
                {
                    LicenceName = "CC BY 4.0",
                    LicenceUrl = "https://creativecommons.org/licenses/by/4.0/",
                }
            );
            await db.SaveChangesAsync();
        });
        await _blog.PublishAsync(
            "</script><b>题 & \"引号\"",
            "第一段。",
            with: r => r with { Slug = "x", Tags = ["C#"], Category = ["后端", "数据库"] }
        );
        var page = await _blog.PageAsync("/x");
        string? Meta(string name) => page.QuerySelector($"meta[property='{name}'], meta[name='{name}']")?.GetAttribute("content");
        Assert.Equal(
            ("article", "</script><b>题 & \"引号\"", "http://localhost/x", "zh_CN"),
            (Meta("og:type"), Meta("og:title"), Meta("og:url"), Meta("og:locale"))
        );
        Assert.Equal("第一段。", Meta("description"));
        var graph = System
            .Text.Json.JsonDocument.Parse(page.QuerySelector("script[type='application/ld+json']")!.TextContent)
            .RootElement.GetProperty("@graph");
        Assert.Equal(
            ("BlogPosting", "</script><b>题 & \"引号\"", "zh-CN"),
            (
                graph[0].GetProperty("@type").GetString(),
                graph[0].GetProperty("headline").GetString(),
                graph[0].GetProperty("inLanguage").GetString()
            )
        );
        Assert.Equal(
            ["博客", "后端", "数据库", "</script><b>题 & \"引号\""],
            graph[1].GetProperty("itemListElement").EnumerateArray().Select(step => step.GetProperty("name").GetString())
        );
        Assert.Equal("CC BY 4.0", page.QuerySelector("dl.licence a[rel=license]")!.TextContent);
        Assert.Equal(["#fbfdfb", "#101511"], page.QuerySelectorAll("meta[name=theme-color]").Select(meta => meta.GetAttribute("content")));
    }

    [Fact]
    public async Task A_page_stands_beside_the_posts()
    {
        await _blog.PublishAsync("关于", with: r => r with { Slug = "about", Content = r.Content with { Kind = PostKind.Page } });
        var page = await _blog.PageAsync("/about");
        Assert.Null(page.QuerySelector(".meta, .neighbours"));
        Assert.Empty((await _blog.PageAsync("/")).QuerySelectorAll("article.summary"));
    }

    [Theory]
    [InlineData("/%EF%BF%BE")]
    [InlineData("/tags/%EF%BF%BE")]
    [InlineData("/categories/%EF%BF%BE")]
    [InlineData("/assets/%EF%BF%BE")]
    [InlineData("/%EF%BF%BF")]
    public async Task An_address_that_is_no_text_is_not_found(string path) =>
        Assert.Equal(HttpStatusCode.NotFound, (await _blog.Reader.GetAsync(path)).StatusCode);

    [Fact]
    public async Task An_unknown_address_is_a_helpful_page_in_the_readers_language()
    {
        await _blog.PublishAsync("一篇中文");
        await _blog.PublishAsync("An English one", language: "en");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/nothing-here");
        request.Headers.Add("Accept-Language", "en-GB,en;q=0.9");
        var answer = await _blog.Reader.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("Page not found", text, StringComparison.Ordinal);
        Assert.Contains("An English one", text, StringComparison.Ordinal);
        Assert.Contains(
            "找不到这个页面",
            await (await _blog.Reader.GetAsync("/nothing-here")).Content.ReadAsStringAsync(),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "Page not found",
            await (await _blog.Reader.GetAsync("/en/nothing-here")).Content.ReadAsStringAsync(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Lists_have_no_dead_links()
    {
        await _blog.PublishAsync("甲", with: r => r with { Slug = "a", Tags = ["C#", "数据库"], Category = ["后端", "数据库"] });
        await _blog.PublishAsync("Beta", language: "en", with: r => r with { Slug = "b", Tags = ["C#"] });
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var queue = new Queue<string>(["/", "/en", "/nothing"]);
        while (queue.TryDequeue(out var path))
        {
            if (!seen.Add(path))
            {
                continue;
            }

            var answer = await _blog.Reader.GetAsync(path);
            Assert.True(answer.StatusCode == HttpStatusCode.OK || path == "/nothing", $"{path} answered {answer.StatusCode}");
            var page = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync());
            foreach (
                var href in page.QuerySelectorAll("a[href], link[href], script[src]")
                    .Select(e => e.GetAttribute("href") ?? e.GetAttribute("src")!)
            )
            {
                Assert.True(
                    href.StartsWith('/') || href.StartsWith('#') || href.StartsWith("http://localhost", StringComparison.Ordinal),
                    href
                );
                if (href.StartsWith('/'))
                {
                    queue.Enqueue(href.Split('#')[0]);
                }
            }
        }

        Assert.Contains("/tags/csharp", seen);
        Assert.Contains("/en/tags/csharp", seen);
        Assert.Contains("/categories/%E5%90%8E%E7%AB%AF/%E6%95%B0%E6%8D%AE%E5%BA%93", seen);
    }

    [Theory]
    [InlineData("/tags/C%23", "/tags/csharp")]
    [InlineData("/tags/CSharp/", "/tags/csharp")]
    [InlineData("/en/tags/C%23", "/en/tags/csharp")]
    [InlineData("/categories/%E5%90%8E%E7%AB%AF/", "/categories/%E5%90%8E%E7%AB%AF")]
    public async Task A_list_in_another_spelling_redirects(string request, string target)
    {
        await _blog.PublishAsync("甲", with: r => r with { Tags = ["C#"], Category = ["后端"] });
        await _blog.PublishAsync("Beta", language: "en", with: r => r with { Tags = ["C#"] });
        var answer = await _blog.Reader.GetAsync(request);
        Assert.Equal(HttpStatusCode.MovedPermanently, answer.StatusCode);
        Assert.Equal(target, answer.Headers.Location!.OriginalString);
    }
}
