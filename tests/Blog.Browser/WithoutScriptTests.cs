using static Microsoft.Playwright.Assertions;

namespace Blog.Browser;

public sealed class WithoutScriptTests(BrowserFixture fixture) : BrowserTest(fixture)
{
    private const string Words =
        "(() => { const main = document.querySelector('main').cloneNode(true); main.querySelectorAll('button').forEach(b => "
        + "b.remove()); return main.textContent.replace(/\\s+/g, ' ') })()";

    [Theory]
    [InlineData("/")]
    [InlineData("/page/2")]
    [InlineData("/en")]
    [InlineData("/sqlite-wal")]
    [InlineData("/en/btree-page")]
    [InlineData("/tags")]
    [InlineData("/tags/csharp")]
    [InlineData("/categories")]
    [InlineData("/archives")]
    [InlineData("/search?q=sqlite")]
    public async Task Reading_needs_no_javascript(string path)
    {
        var with = await VisitAsync(path);
        var without = await VisitAsync(path, new VisitorOptions { Scripts = false });
        Assert.Equal(await with.AskAsync<string>(Words), await without.AskAsync<string>(Words));
        await Expect(without.Find(".copy")).ToHaveCountAsync(0);
        await Expect(without.Find("button.theme")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task Long_code_opens_without_javascript()
    {
        var reader = await VisitAsync("/backoff-in-go", new VisitorOptions { Scripts = false });
        await reader.Find("details.fold summary").First.ClickAsync();
        await Expect(reader.Find("details.fold").First).ToHaveAttributeAsync("open", "");
    }

    [Fact]
    public async Task Navigation_needs_no_javascript()
    {
        var reader = await VisitAsync("/", new VisitorOptions { Scripts = false, Width = 360 });
        await reader.FollowAsync(reader.Find(".pager [rel=next]"));
        await reader.FollowAsync(reader.Find(".pager [rel=prev]"));
        await reader.FollowAsync(reader.Find("article.summary .more a").First);
        await Expect(reader.Find("#more")).ToBeInViewportAsync();
        await reader.FollowAsync(reader.Find(".masthead nav a").Nth(1));
        await Expect(reader.Find("h1")).ToHaveTextAsync("归档");
    }
}
