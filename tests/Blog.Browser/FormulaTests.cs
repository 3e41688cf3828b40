using Microsoft.Playwright;

namespace Blog.Browser;

public sealed class FormulaTests(BrowserFixture fixture) : BrowserTest(fixture)
{
    [Theory]
    [InlineData("/bloom-filter-size")]
    [InlineData("/en/bloom-filter-size")]
    [InlineData("/sqlite-wal")]
    public async Task Formulas_are_mathml_in_a_math_font(string post)
    {
        var reader = await VisitAsync(post);
        Assert.True(await reader.Find(".formula math[display=block]").CountAsync() > 0);
        Assert.True(await reader.Find("p math:not([display=block])").CountAsync() > 0);
        await reader.AskAsync<int>("document.fonts.ready.then(() => 0)");
        Assert.Contains(
            "STIX Two Math",
            await reader.AskAsync<string[]>(
                "[...document.fonts].filter(f => f.status === 'loaded').map(f => f.family.replaceAll('\"', ''))"
            )
        );
        var fraction = reader.Find("math mfrac").First;
        var (above, below) = (
            await fraction.Locator("> :first-child").BoundingBoxAsync(),
            await fraction.Locator("> :last-child").BoundingBoxAsync()
        );
        Assert.True(above!.Y + (above.Height / 2) < below!.Y, "the fraction is not stacked");
        Assert.Equal(0, await reader.Find("math merror").CountAsync());
    }

    [Theory]
    [InlineData("/async-pitfalls")]
    [InlineData("/en/naming-promises")]
    [InlineData("/archives")]
    public async Task A_page_without_formulas_asks_for_no_font(string page)
    {
        var reader = await ComeAsync();
        var asked = new List<string>();
        reader.Page.Request += (_, request) => asked.Add(request.Url);
        await reader.GoAsync(page);
        await reader.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        Assert.DoesNotContain(
            asked,
            url => url.EndsWith(".woff2", StringComparison.Ordinal) || url.Contains("math", StringComparison.Ordinal)
        );
    }
}
