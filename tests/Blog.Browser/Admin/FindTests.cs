using Blog.Browser.Accounts;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Blog.Browser.Admin;

/// <summary>The number of hits in the find panel.</summary>
public sealed class FindTests(BrowserFixture fixture, AccountsServer server) : AdminTest(fixture, server)
{
    private const string Count = ".cm-search output.count";

    [Fact]
    public async Task Find_shows_which_of_how_many_while_one_types_and_goes_on()
    {
        var author = await SitDownAsync();
        await FindInAsync(author, "溪水，溪水，河水。溪边。");
        await Expect(author.Find(Count)).ToHaveTextAsync("");
        await author.Page.Keyboard.InsertTextAsync("溪");
        await Expect(author.Find(Count)).ToHaveTextAsync("1 / 3");
        await author.Page.Keyboard.InsertTextAsync("水");
        await Expect(author.Find(Count)).ToHaveTextAsync("1 / 2");
        await author.Page.Keyboard.PressAsync("Enter");
        await Expect(author.Find(Count)).ToHaveTextAsync("2 / 2");
        await author.Page.Keyboard.PressAsync("Enter");
        await Expect(author.Find(Count)).ToHaveTextAsync("1 / 2");
        await author.Page.Keyboard.PressAsync("Shift+Enter");
        await Expect(author.Find(Count)).ToHaveTextAsync("2 / 2");
        await author.Find(".cm-search [name=next]").ClickAsync();
        await Expect(author.Find(Count)).ToHaveTextAsync("1 / 2");

        await author.Find(".cm-search [name=replace]").First.FillAsync("泉水");
        await author.Find(".cm-search button[name=replace]").ClickAsync();
        await Expect(author.Find(Text)).ToHaveValueAsync("泉水，溪水，河水。溪边。");
        await Expect(author.Find(Count)).ToHaveTextAsync("1 / 1");
        await author.Find(".cm-search [name=replaceAll]").ClickAsync();
        await Expect(author.Find(Text)).ToHaveValueAsync("泉水，泉水，河水。溪边。");
        await Expect(author.Find(Count)).ToHaveTextAsync("没有找到");

        // It is read out, in its own time, and stands beside the field.
        Assert.Equal("status", await author.Page.Locator(Count).EvaluateAsync<string>("output => output.computedRole ?? 'status'"));
        Assert.True(
            await author.AskAsync<bool>(
                "document.querySelector('.cm-search [name=search]').nextElementSibling === "
                    + "document.querySelector('.cm-search output.count')"
            )
        );
    }

    [Fact]
    public async Task Case_words_and_regular_expressions_count_and_a_broken_one_says_so()
    {
        var author = await SitDownAsync(options: new VisitorOptions { Locale = "en" });
        await FindInAsync(author, "Rain, rain, rainfall. RAIN 12 and 34");
        await author.Page.Keyboard.TypeAsync("rain");
        await Expect(author.Find(Count)).ToHaveTextAsync("1 / 4");
        await author.Find(".cm-search [name=case]").CheckAsync();
        await Expect(author.Find(Count)).ToHaveTextAsync("1 / 2");
        await author.Find(".cm-search [name=word]").CheckAsync();
        await Expect(author.Find(Count)).ToHaveTextAsync("1 / 1");
        await author.Find(".cm-search [name=word]").UncheckAsync();
        await author.Find(".cm-search [name=re]").CheckAsync();
        await author.Find(".cm-search [name=search]").FillAsync("[0-9]+");
        await Expect(author.Find(Count)).ToHaveTextAsync("1 / 2");
        await author.Find(".cm-search [name=search]").FillAsync("[0-9");
        await Expect(author.Find(Count)).ToHaveTextAsync("Invalid regular expression");
        await author.Find(".cm-search [name=search]").FillAsync("snow");
        await Expect(author.Find(Count)).ToHaveTextAsync("No matches");
        await author.Find(".cm-search [name=search]").FillAsync("");
        await Expect(author.Find(Count)).ToHaveTextAsync("");
    }

    [Fact]
    public async Task Unfinished_pinyin_is_not_looked_for_and_a_huge_text_is_not_counted_to_its_end()
    {
        var author = await SitDownAsync();
        await author.Find(Sheet).FocusAsync();
        await PasteClipboardAsync(author, ("text/plain", string.Concat(Enumerable.Repeat("山里的水声很大。\n\n", 1500))));
        await author.Page.Keyboard.PressAsync("Control+Home");
        await author.Page.Keyboard.PressAsync("Control+f");
        await TypeChineseAsync(author, ("shui", "水"));
        await Expect(author.Find(Count)).ToHaveTextAsync("1 / 1,000+");
        await author.Page.Keyboard.PressAsync("Enter");
        await Expect(author.Find(Count)).ToHaveTextAsync("2 / 1,000+");
    }

    [Theory]
    [InlineData(360)]
    [InlineData(1280)]
    public async Task The_panel_fits_with_the_number(int width)
    {
        var author = await SitDownAsync(options: new VisitorOptions { Width = width, Scheme = ColorScheme.Dark });
        await FindInAsync(author, "水，水");
        await author.Page.Keyboard.TypeAsync("水");
        await Expect(author.Find(Count)).ToHaveTextAsync("1 / 2");
        Assert.True(
            await author.AskAsync<bool>(
                "[...document.querySelectorAll('.cm-search *')].every(part => part.getBoundingClientRect().right <= innerWidth)"
            )
        );
    }

    private static async Task FindInAsync(Visitor author, string text)
    {
        await TypeAsync(author.Page, text);
        await author.Page.Keyboard.PressAsync("Control+Home");
        await author.Page.Keyboard.PressAsync("Control+f");
        await Expect(author.Find(".cm-search [name=search]")).ToBeFocusedAsync();
    }
}
