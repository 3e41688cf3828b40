using System.Net;
using Blog.Reading.Lists;

namespace Blog.Tests.Reading;

/// <summary>Tags, categories and archives: paged, each at one address, empty ones in a sentence.</summary>
public sealed class ListTests : IDisposable
{
    private readonly BlogApplication _blog = new();

    public void Dispose() => _blog.Dispose();

    [Fact]
    public async Task A_tag_lists_rich_summaries_in_numbered_pages()
    {
        await PublishManyAsync(10, i => ["C#"]);
        var first = await _blog.PageAsync("/tags/csharp");
        Assert.Equal("10 篇 · 第 1 页，共 2 页", first.QuerySelector(".head p")!.TextContent);
        Assert.Equal(8, first.QuerySelectorAll("article.summary").Length);
        Assert.NotNull(first.QuerySelector("article.summary .prose strong"));
        Assert.Equal("/tags/csharp/page/2", first.QuerySelector(".pager a[rel=next]")!.GetAttribute("href"));
        var second = await _blog.PageAsync("/tags/csharp/page/2");
        Assert.Equal(2, second.QuerySelectorAll("article.summary").Length);
        Assert.Equal("http://localhost/tags/csharp/page/2", second.QuerySelector("link[rel=canonical]")!.GetAttribute("href"));
        Assert.StartsWith("标签：C# · 第 2 页", second.Title, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await _blog.Reader.GetAsync("/tags/csharp/page/3")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await _blog.Reader.GetAsync("/tags/csharp/page/0")).StatusCode);
    }

    [Fact]
    public async Task A_category_shows_what_is_below_it_and_its_pages()
    {
        await PublishManyAsync(9, i => [], ["后端", "数据库"]);
        await _blog.PublishAsync("直接在后端", with: r => r with { Category = ["后端"] });
        var page = await _blog.PageAsync("/categories/%E5%90%8E%E7%AB%AF");
        Assert.Equal("10 篇 · 第 1 页，共 2 页", page.QuerySelector(".head p")!.TextContent);
        Assert.Equal(
            ("/categories/%E5%90%8E%E7%AB%AF/%E6%95%B0%E6%8D%AE%E5%BA%93", "9"),
            (page.QuerySelector("nav.below a")!.GetAttribute("href"), page.QuerySelector("nav.below .count")!.TextContent)
        );
        Assert.Equal("/categories/%E5%90%8E%E7%AB%AF/page/2", page.QuerySelector(".pager a[rel=next]")!.GetAttribute("href"));
        Assert.Equal(2, (await _blog.PageAsync("/categories/%E5%90%8E%E7%AB%AF/page/2")).QuerySelectorAll("article.summary").Length);
        Assert.Equal(
            "分类：后端 / 数据库",
            (await _blog.PageAsync("/categories/%E5%90%8E%E7%AB%AF/%E6%95%B0%E6%8D%AE%E5%BA%93")).QuerySelector("h1")!.TextContent
        );
    }

    [Fact]
    public async Task A_category_that_is_called_like_a_numbered_page_comes_before_it()
    {
        await _blog.PublishAsync("题", with: r => r with { Category = ["书", "page", "2"] });
        Assert.Equal("分类：书 / page / 2", (await _blog.PageAsync("/categories/%E4%B9%A6/page/2")).QuerySelector("h1")!.TextContent);
    }

    [Fact]
    public async Task The_archive_has_years_and_months_by_the_readers_calendar()
    {
        await _blog.WithDbAsync(async db =>
        {
            var settings = db.Settings.Single();
            settings.Revise(settings.Choices with { TimeZone = "Asia/Shanghai" });
            await db.SaveChangesAsync();
        });
        // 2025 in Shanghai
        await _blog.PublishAsync("跨年", with: r => r with { PublishAt = new DateTimeOffset(2024, 12, 31, 16, 30, 0, TimeSpan.Zero) });
        await _blog.PublishAsync("前一刻", with: r => r with { PublishAt = new DateTimeOffset(2024, 12, 31, 15, 30, 0, TimeSpan.Zero) });
        await _blog.PublishAsync("三月", with: r => r with { PublishAt = new DateTimeOffset(2025, 3, 3, 0, 0, 0, TimeSpan.Zero) });
        var all = await _blog.PageAsync("/archives");
        Assert.Equal(["2025 2 篇", "2024 1 篇"], all.QuerySelectorAll("section.group h2").Select(h => h.TextContent.Trim()));
        Assert.Equal(["/archives/2025", "/archives/2024"], all.QuerySelectorAll("section.group h2 a").Select(a => a.GetAttribute("href")));
        var year = await _blog.PageAsync("/archives/2025");
        Assert.Equal(["三月", "跨年"], year.QuerySelectorAll(".rows a").Select(a => a.TextContent));
        Assert.Equal(["3 月", "1 月"], year.QuerySelectorAll("nav[aria-label=月份] a").Select(a => a.TextContent));
        Assert.Equal(["跨年"], (await _blog.PageAsync("/archives/2025/01")).QuerySelectorAll(".rows a").Select(a => a.TextContent));
        Assert.Equal("2025 年 1 月归档", (await _blog.PageAsync("/archives/2025/01")).QuerySelector("h1")!.TextContent);
        foreach (
            var none in new[]
            {
                "/archives/2023",
                "/archives/2025/02",
                "/archives/2025/13",
                "/archives/0",
                "/archives/99999",
                "/archives/2025/01/page/2",
            }
        )
        {
            Assert.Equal(HttpStatusCode.NotFound, (await _blog.Reader.GetAsync(none)).StatusCode);
        }
    }

    [Fact]
    public async Task Many_tags_are_grouped_by_letters_with_the_most_used_before_them()
    {
        await _blog.PublishAsync(
            "甲",
            with: r => r with { Tags = ["备份", "数据库", "性能", "Linux", ".NET", "C#", "前端", "算法", "测试", "编码", "2024", "Docker"] }
        );
        await _blog.PublishAsync(
            "乙",
            with: r => r with { Tags = ["数据库", "Git", "GC", "HTTP", "缓存", "监控", "写作", "日志", "容器", "网络", "排版"] }
        );
        var page = await _blog.PageAsync("/tags");
        var groups = page.QuerySelectorAll("section.group");
        Assert.Equal("最常用", groups[0].QuerySelector("h2")!.TextContent);
        Assert.Equal("数据库", groups[0].QuerySelector("a")!.TextContent);
        Assert.Equal(22, groups.Skip(1).Sum(group => group.QuerySelectorAll("li").Length));
        Assert.Equal(
            ["备份", "编码", "测试", "C#", "Docker"],
            groups.Skip(1).SelectMany(group => group.QuerySelectorAll("a")).Take(5).Select(a => a.TextContent)
        );
        Assert.Equal("2024", groups[^1].QuerySelectorAll("a")[^1].TextContent);
    }

    [Theory]
    [InlineData("备份", 'B')]
    [InlineData("数据库", 'S')]
    [InlineData("性能", 'X')]
    [InlineData("安全", 'A')]
    [InlineData("阿里云", 'A')]
    [InlineData("啊", 'A')]
    [InlineData("八股", 'B')]
    [InlineData("操作系统", 'C')]
    [InlineData("夕阳", 'X')]
    [InlineData("做饭", 'Z')]
    [InlineData("坐标", 'Z')]
    [InlineData(".NET", 'N')]
    [InlineData("éclair", 'E')]
    [InlineData("Ｃ＋＋", 'C')]
    [InlineData("2024", '#')]
    [InlineData("日本語", 'R')]
    [InlineData("かな", '#')]
    [InlineData("", '#')]
    public void A_name_is_listed_under_its_initial_letter(string name, char letter) => Assert.Equal(letter, InitialLetters.Of(name));

    [Theory]
    [InlineData("/tags", "还没有标签。")]
    [InlineData("/categories", "还没有分类。")]
    [InlineData("/archives", "这里还没有文章。")]
    [InlineData("/", "这里还没有文章。")]
    [InlineData("/en/tags", "There are no tags yet.")]
    public async Task An_empty_list_is_a_sentence(string path, string sentence) =>
        Assert.Contains(sentence, (await _blog.PageAsync(path)).QuerySelector("main")!.TextContent, StringComparison.Ordinal);

    [Fact]
    public async Task A_list_names_itself_in_the_editions_that_have_it()
    {
        await _blog.PublishAsync("甲", with: r => r with { Tags = ["共有", "只有中文"] });
        await _blog.PublishAsync("A", language: "en", with: r => r with { Tags = ["共有"] });
        Assert.Equal(
            [
                ("zh-CN", "http://localhost/zh/tags/%E5%85%B1%E6%9C%89"),
                ("en", "http://localhost/en/tags/%E5%85%B1%E6%9C%89"),
                ("x-default", "http://localhost/tags/%E5%85%B1%E6%9C%89"),
            ],
            (await _blog.PageAsync("/en/tags/%E5%85%B1%E6%9C%89"))
                .QuerySelectorAll("link[hreflang]")
                .Select(link => (link.GetAttribute("hreflang"), link.GetAttribute("href")))
        );
        var shared = await _blog.PageAsync("/tags/%E5%85%B1%E6%9C%89");
        Assert.Equal(
            ("/en/tags/%E5%85%B1%E6%9C%89", "English"),
            (
                shared.QuerySelector(".tools a[hreflang=en]")!.GetAttribute("href"),
                shared.QuerySelector(".tools a[hreflang=en]")!.TextContent
            )
        );
        var alone = await _blog.PageAsync("/tags/%E5%8F%AA%E6%9C%89%E4%B8%AD%E6%96%87");
        Assert.Empty(alone.QuerySelectorAll("link[hreflang]"));
        Assert.Equal(
            ("/en", "English home"),
            (alone.QuerySelector(".tools a[hreflang=en]")!.GetAttribute("href"), alone.QuerySelector(".tools a[hreflang=en]")!.TextContent)
        );
    }

    private Task PublishManyAsync(int count, Func<int, string[]> tags, string[]? category = null) =>
        PublishManyAsync(_blog, count, tags, category);

    internal static async Task PublishManyAsync(BlogApplication blog, int count, Func<int, string[]> tags, string[]? category = null)
    {
        for (var i = 0; i < count; i++)
        {
            await blog.PublishAsync(
                $"第 {i} 篇",
                "**强调**的摘要。",
                with: r =>
                    r with
                    {
                        Slug = $"p{i}",
                        Tags = tags(i),
                        Category = category ?? [],
                        PublishAt = new DateTimeOffset(2026, 1, 1 + i, 0, 0, 0, TimeSpan.Zero),
                    }
            );
        }
    }
}
