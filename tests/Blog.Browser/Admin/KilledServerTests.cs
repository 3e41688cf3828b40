using Blog.Browser.Accounts;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Blog.Browser.Admin;

/// <summary>The server is killed while an author writes.</summary>
public sealed class KilledServerTests(BrowserFixture fixture) : BrowserTest(fixture)
{
    private readonly BlogProcess _blog = new();

    protected override Uri Address => _blog.Address;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await _blog.StartAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await base.DisposeAsync();
        await _blog.DisposeAsync();
    }

    [Fact]
    public async Task Autosaved_text_survives_a_kill_later_typing_is_offered_and_an_open_page_saves_again()
    {
        var author = await VisitAsync("/account/sign-in");
        await author.Find("[name='Input.Email']").FillAsync(BlogProcess.Email);
        await author.Find("[name='Input.Password']").FillAsync(AccountsServer.Password);
        await author.Find("main form:not([data-passkey]) button").ClickAsync();
        await Expect(author.Find("body.management")).ToBeVisibleAsync();
        await author.GoAsync("/admin/posts/new");
        await author.Find("#title").FillAsync("断电之前");
        await TypeAsync(author.Page, "第一句。");
        await Expect(author.Find(".status")).ToContainTextAsync("已保存");
        await author.Page.WaitForURLAsync(url => !url.EndsWith("/new", StringComparison.Ordinal));
        var path = author.Place;

        author.IsCutOff = true;
        await _blog.KillAsync();
        await TypeAsync(author.Page, "第二句。");
        await Expect(author.Find(".status")).ToContainTextAsync("没有保存：网络已断开");
        var later = await author.Context.NewPageAsync();
        await author.Page.CloseAsync(); // the browser goes too
        await _blog.StartAsync();

        // The session, the draft and the browser's copy have survived; the newer copy is only offered.
        await later.GotoAsync("/admin");
        await later.Locator("th a", new PageLocatorOptions { HasText = "断电之前" }).ClickAsync();
        await Expect(later.Locator("#markdown")).ToHaveValueAsync("第一句。");
        await Expect(later.Locator(".banner")).ToContainTextAsync("服务器上没有");
        await later.Locator(".banner button").First.ClickAsync();
        await Expect(later.Locator("#markdown")).ToHaveValueAsync("第一句。第二句。");
        await KeptAsync(later);

        // A page that stays open recovers without any action.
        await _blog.KillAsync();
        await TypeAsync(later, "第三句。");
        await Expect(later.Locator(".status")).ToContainTextAsync("没有保存");
        await _blog.StartAsync();
        await KeptAsync(later);
        await later.GotoAsync(path);
        await Expect(later.Locator("#markdown")).ToHaveValueAsync("第一句。第二句。第三句。");
        await Expect(later.Locator(".banner")).ToHaveCountAsync(0);
    }

    private static async Task TypeAsync(IPage page, string text)
    {
        await page.Locator(".cm-content").FocusAsync();
        await page.Keyboard.PressAsync("Control+End");
        await page.Keyboard.TypeAsync(text);
    }

    /// <summary>The browser holds one copy, marked as confirmed by the server.</summary>
    private static async Task KeptAsync(IPage page) =>
        await page.WaitForFunctionAsync(
            "() => { const copies = Object.entries(localStorage).filter(([key]) => key.startsWith('blog.editor.')); return "
                + "copies.length === 1 && JSON.parse(copies[0][1]).kept; }"
        );
}
