using System.Text.RegularExpressions;
using static Microsoft.Playwright.Assertions;

namespace Blog.Browser;

public sealed partial class HomeTests(BrowserFixture fixture) : BrowserTest(fixture)
{
    [Fact]
    public async Task Home_lists_eight_summaries_with_metadata_and_a_link_to_the_next_page()
    {
        var reader = await VisitAsync("/");
        var summaries = reader.Find("article.summary");
        await Expect(summaries).ToHaveCountAsync(8);
        foreach (var summary in await summaries.AllAsync())
        {
            var meta = await summary.Locator(".meta").InnerTextAsync();
            Assert.Matches(Meta(), meta.ReplaceLineEndings(" "));
            Assert.NotEmpty((await summary.Locator(".prose").InnerTextAsync()).Trim());
            var more = summary.Locator(".more a");
            var title = await summary.Locator("h2").InnerTextAsync();
            Assert.StartsWith("阅读全文 »", await more.InnerTextAsync(), StringComparison.Ordinal);
            Assert.Equal(Bare(title), Bare((await more.TextContentAsync())!["阅读全文 »".Length..]));
            Assert.EndsWith("#more", await more.GetAttributeAsync("href"), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Summaries_are_rich()
    {
        var reader = await VisitAsync("/");
        foreach (var kind in new[] { "a[href]", "code", ".code pre", "ul li", "math", "img", "strong, em" })
        {
            Assert.True(await reader.Find($".summary .prose :is({kind})").CountAsync() > 0, $"no {kind} in any summary of the home page");
        }
    }

    [Fact]
    public async Task The_pinned_post_stands_first_and_says_so()
    {
        var reader = await VisitAsync("/");
        await Expect(reader.Find("article.summary").First.Locator(".pinned")).ToHaveTextAsync("置顶");
        await Expect(reader.Find(".pinned")).ToHaveCountAsync(1);
    }

    [Theory]
    [InlineData(360)]
    [InlineData(1280)]
    public async Task Read_more_leads_to_the_more_marker_of_the_post(int width)
    {
        var reader = await VisitAsync("/", new VisitorOptions { Width = width });
        var more = reader.Find("article.summary .more a").First;
        var goal = await more.GetAttributeAsync("href");
        await reader.FollowAsync(more);
        Assert.Equal(goal, reader.Place);
        await Expect(reader.Find("#more")).ToBeInViewportAsync();
        Assert.InRange(await reader.AskAsync<double>("document.querySelector('#more').getBoundingClientRect().top"), -40, 200);
    }

    [Fact]
    public async Task The_pager_leads_on_and_back()
    {
        var reader = await VisitAsync("/");
        var first = await reader.Find("article.summary h2").AllInnerTextsAsync();
        await Expect(reader.Find(".pager [aria-current=page]")).ToHaveTextAsync("1");
        await Expect(reader.Find(".pager [rel=prev]")).ToHaveCountAsync(0);
        await reader.FollowAsync(reader.Find(".pager [rel=next]"));
        Assert.Equal("/page/2", reader.Place);
        await Expect(reader.Find(".pager [aria-current=page]")).ToHaveTextAsync("2");
        await Expect(reader.Find("article.summary")).ToHaveCountAsync(8);
        Assert.Empty(first.Intersect(await reader.Find("article.summary h2").AllInnerTextsAsync()));
        await reader.FollowAsync(reader.Find(".pager [rel=prev]"));
        Assert.Equal("/", reader.Place);
        Assert.Equal(first, await reader.Find("article.summary h2").AllInnerTextsAsync());
    }

    [Fact]
    public async Task The_last_page_has_no_next()
    {
        var reader = await VisitAsync("/");
        await reader.FollowAsync(reader.Find(".pager li a[aria-label^=第]").Last);
        await Expect(reader.Find(".pager [rel=next]")).ToHaveCountAsync(0);
        await Expect(reader.Find("article.summary").First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task The_language_link_leads_to_the_english_edition_and_back()
    {
        var reader = await VisitAsync("/");
        await reader.FollowAsync(reader.Find(".tools a[hreflang=en]"));
        Assert.Equal("/en", reader.Place);
        await Expect(reader.Find("html")).ToHaveAttributeAsync("lang", "en");
        Assert.All(
            await reader.Find("article.summary h2 a").EvaluateAllAsync<string[]>("all => all.map(a => a.pathname)"),
            path => Assert.StartsWith("/en/", path, StringComparison.Ordinal)
        );
        Assert.All(
            await reader.Find("article.summary .more a").AllInnerTextsAsync(),
            text => Assert.StartsWith("Read more »", text, StringComparison.Ordinal)
        );
        await reader.FollowAsync(reader.Find(".tools a[hreflang=zh-CN]"));
        await Expect(reader.Find("html")).ToHaveAttributeAsync("lang", "zh-CN");
    }

    [Fact]
    public async Task Every_link_of_the_navigation_leads_to_a_page_that_marks_it()
    {
        var reader = await VisitAsync("/");
        var links = await reader.Find(".masthead nav a").EvaluateAllAsync<string[]>("all => all.map(a => a.getAttribute('href'))");
        Assert.True(links.Length >= 4);
        foreach (var link in links)
        {
            await reader.GoAsync(link);
            Assert.Equal(link, await reader.Find(".masthead nav [aria-current=page]").GetAttributeAsync("href"));
            await Expect(reader.Find("h1")).ToHaveCountAsync(1);
        }
    }

    private static string Bare(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));

    [GeneratedRegex(@"发表于 \d{4}-\d\d-\d\d .*分类于 .*阅读 ≈ \d+ 分钟", RegexOptions.None, 1000)]
    private static partial Regex Meta();
}
