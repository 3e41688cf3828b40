using Blog.Browser.Accounts;
using static Microsoft.Playwright.Assertions;

namespace Blog.Browser.Admin;

/// <summary>The first minutes with an empty data folder.</summary>
public sealed class FirstPostTests(BrowserFixture fixture) : BrowserTest(fixture)
{
    private const string Count =
        "addEventListener('click', event => { if (event.isTrusted) sessionStorage.clicks = Number(sessionStorage.clicks ?? 0) "
        + "+ 1; }, true)";

    private NewBlogServer _server = null!;

    protected override Uri Address => _server.Address;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _server = new NewBlogServer();
        await _server.InitializeAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await base.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task From_the_link_in_the_log_four_clicks_lead_to_a_public_post_with_a_picture()
    {
        var owner = await ComeAsync();
        await owner.Context.AddInitScriptAsync(Count);
        var keyboard = owner.Page.Keyboard;
        await owner.GoAsync(_server.SetupLink);
        await owner.Find("[name='Input.Title']").FillAsync("山外");
        await owner.Find("[name='Input.Name']").FillAsync("博主");
        await owner.Find("[name='Input.Email']").FillAsync("owner@example.org");
        await owner.Find("[name='Input.Password']").FillAsync(AccountsServer.Password);
        await owner.Find("main form button").ClickAsync();
        await owner.Find(".bar a.main").ClickAsync();

        await Expect(owner.Find("#title")).ToBeFocusedAsync();
        await keyboard.TypeAsync("我的第一篇");
        await keyboard.PressAsync("Enter");
        await keyboard.TypeAsync("今天搬进来了。");
        await AdminTest.PasteAsync(owner, ("窗外.png", "seagreen"));
        await keyboard.TypeAsync("窗外一片绿。"); // the prompt takes no key
        await owner.Find("#alt-text").ClickAsync();
        await keyboard.TypeAsync("窗外的一片绿");
        await keyboard.PressAsync("Enter");
        await Expect(owner.Find(".preview > .prose img[alt='窗外的一片绿']")).ToBeVisibleAsync();
        await owner.Find("button[value=publish]").ClickAsync();
        await Expect(owner.Find(".notes .done")).ToContainTextAsync("已发布。");
        Assert.Equal("4", await owner.AskAsync<string>("sessionStorage.clicks"));

        var reader = await VisitAsync("/wo-de-di-yi-pian");
        await Expect(reader.Find(".prose img")).ToHaveAttributeAsync("alt", "窗外的一片绿");
    }
}
