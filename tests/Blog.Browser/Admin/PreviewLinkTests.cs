using Blog.Browser.Accounts;
using static Microsoft.Playwright.Assertions;

namespace Blog.Browser.Admin;

/// <summary>Links that show unpublished posts to people without an account.</summary>
public sealed class PreviewLinkTests(BrowserFixture fixture, AccountsServer server) : AdminTest(fixture, server)
{
    [Fact]
    public async Task A_link_shows_the_newest_text_until_it_is_revoked_or_expires()
    {
        var author = await SitDownAsync();
        await author.Find("#title").FillAsync("先睹为快");
        await UntilSavedAsync(author.Page, "初稿。", () => TypeAsync(author.Page, "初稿。"));
        var editor = author.Place;
        var (first, second) = (await LinkAsync(author, editor), await LinkAsync(author, editor));
        Assert.NotEqual(first, second);

        var reader = await ComeAsync();
        await reader.GoAsync(first);
        await Expect(reader.Find("h1")).ToHaveTextAsync("先睹为快");
        await Expect(reader.Find(".prose")).ToContainTextAsync("初稿。");
        await Expect(reader.Find("[role=note]")).ToBeVisibleAsync();

        await OpenAsync(author, editor);
        await UntilSavedAsync(author.Page, "初稿。二稿。", () => TypeAsync(author.Page, "二稿。"));
        await reader.GoAsync(first);
        await Expect(reader.Find(".prose")).ToContainTextAsync("二稿。");

        await author.GoAsync(editor + "/links");
        await PressAsync(author, author.Find("table .bad").First); // the newest stands first
        await Expect(author.Find("table .bad")).ToHaveCountAsync(1);
        await reader.GoAsync(first);
        reader.Expects = 404;
        await reader.GoAsync(second);
        await Expect(reader.Find("main")).Not.ToContainTextAsync("初稿");

        Server.Clock.Advance(TimeSpan.FromDays(8));
        await reader.GoAsync(first);
        await Expect(reader.Find("main")).Not.ToContainTextAsync("初稿");
    }

    [Fact]
    public async Task The_publish_checklist_is_shown_beside_the_text_while_writing()
    {
        var author = await SitDownAsync();
        await author.Find("#title").FillAsync("有一处要当心");
        await TypeAsync(author.Page, "见[旧文](/nowhere-at-all)。");
        await Expect(author.Find(".checklist li[data-kind=dead-link]")).ToContainTextAsync("/nowhere-at-all");
        await author.Find("[name=Description]").FillAsync("一句话。");
        await Expect(author.Find(".checklist li[data-kind=description]")).ToHaveCountAsync(0);
    }

    private static async Task<string> LinkAsync(Visitor author, string editor)
    {
        await author.GoAsync(editor + "/links");
        await PressAsync(author, author.Find("form.intake button.main"));
        return new Uri(await author.Find("#link").InputValueAsync()).PathAndQuery;
    }
}
