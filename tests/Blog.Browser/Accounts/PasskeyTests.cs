using static Microsoft.Playwright.Assertions;

namespace Blog.Browser.Accounts;

public sealed class PasskeyTests(BrowserFixture fixture, AccountsServer server) : AccountsTest(fixture, server)
{
    /// <summary>A browser without passkey autofill, so that the button is what signs in.</summary>
    private const string Reserved = "PublicKeyCredential.isConditionalMediationAvailable = async () => false";

    [Fact]
    public async Task A_passkey_is_made_signs_in_confirms_and_is_removed()
    {
        var person = await Server.NewPersonAsync();
        var author = await EnterAsync(person);
        await author.Page.AddInitScriptAsync(Reserved);
        await GiveAuthenticatorAsync(author);
        await author.GoAsync("/admin/security/passkeys");
        await author.Find("[name=PasskeyName]").FillAsync("工作电脑");
        await author.Find("form[data-passkey] button").ClickAsync();
        await Expect(author.Find("main > .done")).ToBeVisibleAsync();
        await Expect(author.Find("tbody th")).ToHaveTextAsync("工作电脑");

        await author.Find(".rail form button").ClickAsync();
        await Expect(author.Find("h1")).ToHaveTextAsync("退出登录");
        await author.GoAsync("/account/sign-in?returnUrl=%2Fadmin%2Fprofile");
        await author.Find("form[data-passkey] button").ClickAsync();
        await Expect(author.Find("[name='Input.Name']")).ToHaveValueAsync(person.Name);
        Assert.Equal("/admin/profile", author.Place);

        Server.Clock.Advance(TimeSpan.FromMinutes(11));
        await author.GoAsync("/admin/security/passkeys");
        await Expect(author.Find("h1")).ToHaveTextAsync("请确认是你本人");
        await author.Find("form[data-passkey] button").ClickAsync();
        await Expect(author.Find("h1")).ToHaveTextAsync("通行密钥");
        await author.Find("tbody form button").ClickAsync();
        await Expect(author.Find("main > .done")).ToBeVisibleAsync();
        await Expect(author.Find("tbody")).ToHaveCountAsync(0);

        await author.Find(".rail form button").ClickAsync();
        await Expect(author.Find("h1")).ToHaveTextAsync("退出登录");
        await author.GoAsync("/account/sign-in");
        await author.Find("form[data-passkey] button").ClickAsync(); // the device still has it, the account does not
        await Expect(author.Find("main > [role=alert]")).ToBeVisibleAsync();
        Assert.StartsWith("/account/sign-in", author.Place, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_browser_that_offers_passkeys_in_autofill_needs_no_button()
    {
        var author = await EnterAsync(await Server.NewPersonAsync());
        await GiveAuthenticatorAsync(author);
        await author.GoAsync("/admin/security/passkeys");
        await author.Find("form[data-passkey] button").ClickAsync();
        await Expect(author.Find("tbody th")).ToHaveTextAsync("Linux 上的 Chrome");
        await author.Find(".rail form button").ClickAsync();
        await Expect(author.Find("h1")).ToHaveTextAsync("退出登录");
        await author.Find("main a[href='/account/sign-in']").ClickAsync();
        await Expect(author.Find("body.management")).ToBeVisibleAsync(); // the virtual authenticator confirms where a person would choose
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task Signing_in_by_passkey_stays_signed_in_where_that_was_chosen_by_either_box(bool stay, bool byAutofill)
    {
        var author = await EnterAsync(await Server.NewPersonAsync());
        await GiveAuthenticatorAsync(author);
        await author.GoAsync("/admin/security/passkeys");
        await author.Find("form[data-passkey] button").ClickAsync();
        await Expect(author.Find("tbody th")).ToBeVisibleAsync();
        await author.Find(".rail form button").ClickAsync();
        await Expect(author.Find("h1")).ToHaveTextAsync("退出登录");

        // The authenticator confirms at once where a person would choose, so autofill answers only when the test says so.
        await author.Page.AddInitScriptAsync(
            """
            const get = navigator.credentials.get.bind(navigator.credentials);
            const chosen = new Promise((choose) => { window.choose = choose; });
            navigator.credentials.get = async (options) => { if (options.mediation === 'conditional') await chosen; return get(options); };
            """
        );
        await author.GoAsync("/account/sign-in");
        var boxes = author.Find("[name='Input.StaySignedIn']");
        await Expect(boxes).ToHaveCountAsync(2);
        await Expect(boxes.First).Not.ToBeCheckedAsync();
        if (stay)
        {
            await author.Find(ByPassword + " [type=checkbox]").CheckAsync();
            await Expect(boxes.First).ToBeCheckedAsync();
        }

        if (byAutofill)
        {
            await author.AskAsync<int>("(window.choose(), 0)");
        }
        else
        {
            await author.Find("form[data-passkey] button").ClickAsync();
        }

        await Expect(author.Find("body.management")).ToBeVisibleAsync();
        var cookie = Assert.Single(await author.Context.CookiesAsync(), cookie => cookie.Name == "auth");
        Assert.Equal(stay, cookie.Expires > 0); // -1: until the browser is closed
        await author.GoAsync("/admin/security");
        await Expect(author.Find("table.list tbody")).ToContainTextAsync(stay ? "三十天未使用" : "十二小时未使用");
    }

    [Fact]
    public async Task A_cancelled_passkey_says_so_and_the_password_still_works()
    {
        var person = await Server.NewPersonAsync();
        var author = await ComeAsync();
        await author.Page.AddInitScriptAsync(Reserved);
        await author.Page.AddInitScriptAsync("navigator.credentials.get = () => Promise.reject(new DOMException('', 'NotAllowedError'))");
        await author.GoAsync("/account/sign-in");
        await author.Find("form[data-passkey] button").ClickAsync();
        await Expect(author.Find("form[data-passkey] [role=alert]")).ToContainTextAsync("没有完成");
        await TypePasswordAsync(author, person);
        await Expect(author.Find("body.management")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_browser_without_passkeys_says_so()
    {
        var author = await ComeAsync();
        await author.Page.AddInitScriptAsync("delete window.PublicKeyCredential");
        await author.GoAsync("/account/sign-in");
        await Expect(author.Find("form[data-passkey]")).ToBeHiddenAsync();
        await Expect(author.Find("[data-unable]")).ToBeVisibleAsync();
        await Expect(author.Find("[name='Input.Email']")).ToBeFocusedAsync();
    }
}
