using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Blog.Data.Posts;

namespace Blog.Tests.Reading;

/// <summary>Lists that mix languages show a post and its translations once, with a link to the other; editions list their own.</summary>
public sealed class MixedListTests : IAsyncLifetime
{
    private readonly BlogApplication _blog = new();

    public async ValueTask InitializeAsync()
    {
        await PublishAsync("索引", "索引怎么选", "zh-CN", "pair", 9, "数据库");
        await PublishAsync("index", "Choosing an index", "en", "pair", 8, "数据库", "indexes");
        await PublishAsync("draft-zh", "还没写完的原文", "zh-CN", "half", null, "数据库");
        await PublishAsync("draft-en", "Translated before the original is out", "en", "half", 7, "数据库");
        await PublishAsync("hidden-zh", "不列出的原文", "zh-CN", "quiet", 6, "数据库", isHidden: true);
        await PublishAsync("hidden-en", "Its listed translation", "en", "quiet", 6, "数据库");
        await PublishAsync("alone", "Only in English", "en", null, 5, "数据库");
        await PublishAsync("独", "只有中文", "zh-CN", "alone", 4, "数据库");
    }

    public ValueTask DisposeAsync() => _blog.DisposeAsync();

    private static readonly string[] Once =
    [
        "只有中文",
        "Only in English",
        "Its listed translation",
        "Translated before the original is out",
        "索引怎么选",
    ];

    [Theory]
    [InlineData("/")]
    [InlineData("/tags/数据库")]
    [InlineData("/categories/后端")]
    public async Task A_list_of_summaries_shows_a_pair_once_with_a_link_to_the_other(string path)
    {
        var page = await _blog.PageAsync(path);
        Assert.Equal(Once, page.QuerySelectorAll("article.summary h2").Select(h => h.TextContent.Trim()));
        var link = Assert.Single(page.QuerySelectorAll("article.summary .meta a[hreflang]"));
        Assert.Equal(
            ("/en/index", "en", "en", "English"),
            (link.GetAttribute("href"), link.GetAttribute("hreflang"), link.GetAttribute("lang"), link.TextContent)
        );
    }

    [Fact]
    public async Task Counts_count_a_pair_once()
    {
        Assert.Equal("5 篇", (await _blog.PageAsync("/tags/数据库")).QuerySelector(".head p")!.TextContent);
        Assert.Equal("5 篇", (await _blog.PageAsync("/categories/后端")).QuerySelector(".head p")!.TextContent);
        Assert.Equal(["数据库 5", "indexes 1"], Counts(await _blog.PageAsync("/tags")));
        Assert.Equal(["后端 5"], Counts(await _blog.PageAsync("/categories")));
        var archive = await _blog.PageAsync("/archives");
        Assert.Equal(Once, archive.QuerySelectorAll(".rows li span > a:first-child").Select(a => a.TextContent));
        Assert.Equal(["English"], archive.QuerySelectorAll(".rows a.also").Select(a => a.TextContent));
        Assert.Contains("5 篇", archive.QuerySelector("section.group h2")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_tag_that_only_the_translation_has_lists_the_translation()
    {
        var page = await _blog.PageAsync("/tags/indexes");
        Assert.Equal(["Choosing an index"], page.QuerySelectorAll("article.summary h2").Select(h => h.TextContent.Trim()));
        Assert.Equal("/%E7%B4%A2%E5%BC%95", page.QuerySelector(".meta a[hreflang]")!.GetAttribute("href"));
    }

    [Theory]
    [InlineData("/feed.xml", 5)]
    [InlineData("/tags/%E6%95%B0%E6%8D%AE%E5%BA%93/feed.xml", 5)]
    [InlineData("/categories/%E5%90%8E%E7%AB%AF/feed.xml", 5)]
    [InlineData("/tags/indexes/feed.xml", 1)]
    [InlineData("/en/feed.xml", 4)]
    public async Task A_feed_holds_a_pair_once(string path, int entries)
    {
        var feed = await _blog.Reader.GetStringAsync(path);
        Assert.Equal(entries, feed.Split("<entry").Length - 1);
    }

    [Theory]
    [InlineData("索引怎么选", "索引怎么选", "English")]
    [InlineData("正文", "索引怎么选", "English")]
    [InlineData("Choosing an index", "Choosing an index", "中文")]
    public async Task Search_shows_the_one_that_matches_and_the_main_one_where_both_do(string query, string title, string other)
    {
        var page = await _blog.PageAsync("/search?q=" + Uri.EscapeDataString(query));
        var hit = Assert.Single(page.QuerySelectorAll(".hit"), hit => hit.QuerySelector("a[hreflang]") is not null);
        Assert.Equal((title, other), (hit.QuerySelector("h2")!.TextContent.Trim(), hit.QuerySelector("a[hreflang]")!.TextContent));
    }

    [Fact]
    public async Task An_edition_lists_every_post_of_its_language_and_no_links_to_others()
    {
        var page = await _blog.PageAsync("/en");
        Assert.Equal(4, page.QuerySelectorAll("article.summary").Length);
        Assert.Empty(page.QuerySelectorAll("article.summary a[hreflang]"));
        Assert.Equal(["数据库 4", "indexes 1"], Counts(await _blog.PageAsync("/en/tags")));
        Assert.Equal(["后端 4"], Counts(await _blog.PageAsync("/en/categories")));
    }

    [Fact]
    public async Task Pages_of_a_list_neither_repeat_nor_lose_a_post()
    {
        for (var i = 0; i < 12; i++)
        {
            await PublishAsync($"对-{i}", $"第 {i} 对", "zh-CN", $"g{i}", 20 + i);
            await PublishAsync($"pair-{i}", $"Pair {i}", "en", $"g{i}", 40 + i);
        }

        var titles = new List<string>();
        for (IHtmlAnchorElement? next = null, first = null; first is null || next is not null; first ??= next)
        {
            var page = await _blog.PageAsync(next?.GetAttribute("href") ?? "/");
            titles.AddRange(page.QuerySelectorAll("article.summary h2").Select(h => h.TextContent.Trim()));
            next = page.QuerySelector<IHtmlAnchorElement>(".pager a[rel=next]");
        }

        Assert.Equal(17, titles.Count);
        Assert.Equal(17, titles.Distinct(StringComparer.Ordinal).Count());
        Assert.DoesNotContain(titles, title => title.StartsWith("Pair", StringComparison.Ordinal));
    }

    private static IEnumerable<string> Counts(IHtmlDocument page) =>
        page.QuerySelectorAll("main .count")
            .Select(count => $"{count.PreviousElementSibling!.TextContent.Trim()} {count.TextContent.Trim()}");

    private Task<Post> PublishAsync(
        string slug,
        string title,
        string language,
        string? group,
        int? daysAgo,
        string? tag = null,
        string? another = null,
        bool isHidden = false
    ) =>
        _blog.PublishAsync(
            title,
            language: language,
            with: request =>
                request with
                {
                    Slug = slug,
                    TranslationGroup = group,
                    PublishAt = daysAgo is { } days ? _blog.Clock.GetUtcNow().AddDays(-days) : null,
                    Category = ["后端"],
                    Tags = [.. new[] { tag, another }.OfType<string>()],
                    Content = request.Content with { Hidden = isHidden },
                }
        );
}
