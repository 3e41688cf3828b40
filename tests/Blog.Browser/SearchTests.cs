using static Microsoft.Playwright.Assertions;

namespace Blog.Browser;

/// <summary>Results while typing, operated by keyboard.</summary>
public sealed class SearchTests(BrowserFixture fixture) : BrowserTest(fixture)
{
    [Fact]
    public async Task Results_come_while_typing_and_the_arrows_walk_through_them()
    {
        var reader = await VisitAsync("/search");
        await reader.Find("#q").FocusAsync();
        await reader.Page.Keyboard.TypeAsync("sqlite");
        await Expect(reader.Find("article.hit").First).ToBeVisibleAsync();
        await Expect(reader.Find("[role=status]")).ToContainTextAsync("搜索结果");
        await Expect(reader.Page)
            .ToHaveURLAsync(
                new System.Text.RegularExpressions.Regex(
                    "/search\\?q=sqlite$",
                    System.Text.RegularExpressions.RegexOptions.None,
                    TimeSpan.FromSeconds(1)
                )
            );
        await Expect(reader.Find("#q")).ToBeFocusedAsync();
        await reader.Page.Keyboard.PressAsync("ArrowDown");
        await Expect(reader.Find("article.hit h2 a").First).ToBeFocusedAsync();
        await reader.Page.Keyboard.PressAsync("ArrowUp");
        await Expect(reader.Find("#q")).ToBeFocusedAsync();
        await reader.Page.Keyboard.PressAsync("ArrowDown");
        await reader.Page.Keyboard.PressAsync("Escape");
        await Expect(reader.Find("#q")).ToBeFocusedAsync();
        await Expect(reader.Find("#q")).ToHaveValueAsync("sqlite");
    }

    [Fact]
    public async Task The_form_works_without_javascript()
    {
        var reader = await VisitAsync("/search", new VisitorOptions { Scripts = false });
        await reader.Find("#q").FillAsync("sqlite");
        await reader.Find("form.search button").ClickAsync();
        await Expect(reader.Find("article.hit mark").First).ToBeVisibleAsync();
        await Expect(reader.Find("#q")).ToHaveValueAsync("sqlite");
    }
}
