using System.Text.RegularExpressions;
using Blog.Browser.Accounts;
using static Microsoft.Playwright.Assertions;

namespace Blog.Browser.Admin;

/// <summary>
/// What the editor and the list tell their author: addresses that redirect, the original of a translation, the menu on a phone.
/// </summary>
public sealed class EditorsHelpTests(BrowserFixture fixture, AccountsServer server) : AdminTest(fixture, server)
{
    [Fact]
    public async Task An_address_that_redirects_is_asked_about_while_it_is_typed()
    {
        var author = await SitDownAsync();
        await author.Find("#title").FillAsync("先来的");
        await author.Find("[name=Address]").FillAsync("/asked");
        await ActAsync(author, "publish");
        await author.Find("[name=Address]").FillAsync("/asked-moved");
        await ActAsync(author, "publish");

        await OpenAsync(author, "/admin/posts/new");
        await author.Find("#title").FillAsync("后来的");
        await author.Find("[name=Address]").FillAsync("/asked");
        await Expect(author.Find("#address-check")).ToContainTextAsync("《先来的》");
        await Expect(author.Find("#take-over input")).Not.ToBeCheckedAsync();
        author.Expects = 422;
        await ActAsync(author, "publish");
        author.Expects = null;
        await Expect(author.Find("#address-error")).ToContainTextAsync("《先来的》");
        await author.Find("[name=Address]").FillAsync("/asked-free");
        await Expect(author.Find("#take-over")).ToHaveCountAsync(0);
        await author.Find("[name=Address]").FillAsync("/asked");
        await author.Find("#take-over input").CheckAsync();
        await PageChecks.AreGoodAsync(author);
        await ActAsync(author, "publish");
        var reader = await VisitAsync("/asked");
        await Expect(reader.Find("h1")).ToHaveTextAsync("后来的");
    }

    [Fact]
    public async Task A_translation_opens_beside_its_original_and_stores_nothing_by_itself()
    {
        var author = await SitDownAsync();
        await author.Find("#title").FillAsync("对照着译");
        await TypeAsync(author.Page, "原文在此。");
        await ActAsync(author, "publish");
        await PressAsync(author, author.Find("aside a[href*=translationOf]"));
        await Expect(author.Find(Sheet)).ToContainTextAsync("原文在此。");
        await Expect(author.Find(".preview > .beside pre")).ToHaveTextAsync("原文在此。");
        await PageChecks.AreGoodAsync(author);
        await author.Find("label:has(#as-post)").ClickAsync();
        await Expect(author.Find(".preview > .beside")).ToBeHiddenAsync();
        await Expect(author.Find(Shown)).ToContainTextAsync("原文在此。");
        await Expect(author.Find("[name=Address]")).ToHaveValueAsync("/en/dui-zhao-zhe-yi");
        await author.GoAsync("/admin?q=" + Uri.EscapeDataString("对照着译")); // the tests of a class share the blog
        await Expect(author.Find("table.posts tbody th a")).ToHaveTextAsync(["对照着译"]);
    }

    [Theory]
    [InlineData(360, false)]
    [InlineData(390, true)]
    public async Task On_a_phone_the_menu_is_folded_and_nothing_is_cut_off(int width, bool scripts)
    {
        var habits = new VisitorOptions
        {
            Width = width,
            Locale = "en",
            Scripts = scripts,
        };
        var author = await EnterAsync(await Server.NewPersonAsync(), habits);
        await author.GoAsync("/admin/posts/new");
        await author.Find("#title").FillAsync("A rather long title of a post on a small screen");
        if (scripts)
        {
            await Expect(author.Find(Sheet)).ToBeVisibleAsync();
            await ActAsync(author, "publish");
        }
        else
        {
            await PressAsync(author, "publish");
        }

        await author.GoAsync("/admin");
        Assert.True(await author.AskAsync<double>("document.querySelector('main h1').getBoundingClientRect().top") < 160);
        await Expect(author.Find("#menu a").First).ToBeHiddenAsync();
        await author.Find(".to-menu").ClickAsync();
        await Expect(author.Find("#menu a").First).ToBeVisibleAsync();
        await author.Page.Keyboard.PressAsync("Escape");
        var cut = await author.AskAsync<string[]>(
            """
            [...document.querySelectorAll('main *')]
              .filter(part => part.checkVisibility() && part.getBoundingClientRect().width > 1)
              .filter(part => part.getBoundingClientRect().right > innerWidth + 1
                || (part.localName === 'div' && part.scrollWidth > part.clientWidth + 1))
              .map(part => part.outerHTML.slice(0, 80))
            """
        );
        Assert.Empty(cut);
        await author.Find("thead .all input").CheckAsync();
        await author.Find("#tags").FillAsync("phone " + width);
        await PressAsync(author, author.Find("button[value=Tag]"));
        await Expect(author.Find("p.done")).ToHaveTextAsync(new Regex("^[0-9]+ posts? tagged\\.$", RegexOptions.None, Poll.Limit));
    }
}
