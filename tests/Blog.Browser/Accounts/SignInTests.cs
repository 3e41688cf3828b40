using static Microsoft.Playwright.Assertions;

namespace Blog.Browser.Accounts;

public sealed class SignInTests(BrowserFixture fixture, AccountsServer server) : AccountsTest(fixture, server)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_password_signs_in_and_signing_out_ends_access(bool scripts)
    {
        var person = await Server.NewPersonAsync();
        var author = await VisitAsync("/admin/profile", new VisitorOptions { Scripts = scripts });
        Assert.StartsWith("/account/sign-in", author.Place, StringComparison.Ordinal);
        await TypePasswordAsync(author, person, "not the password");
        await Expect(author.Find("[role=alert]:visible")).ToHaveTextAsync("邮箱或密码不正确。");
        await Expect(author.Find("[name='Input.Email']")).ToHaveValueAsync(person.Email);
        await Expect(author.Find("[name='Input.Password']")).ToBeFocusedAsync();

        await TypePasswordAsync(author, person);
        await Expect(author.Find("[name='Input.Name']")).ToHaveValueAsync(person.Name);
        Assert.Equal("/admin/profile", author.Place); // where they wanted to go

        await author.Find(".rail form button").ClickAsync();
        await Expect(author.Find("h1")).ToHaveTextAsync("退出登录");
        await author.GoAsync("/admin/profile");
        Assert.StartsWith("/account/sign-in", author.Place, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_second_step_asks_for_a_code_and_accepts_a_recovery_code_instead(bool scripts)
    {
        var person = await Server.NewPersonAsync();
        var author = await EnterAsync(person, new VisitorOptions { Scripts = scripts });
        var (secret, used, codes) = await TurnOnSecondStepAsync(author);

        var phone = await VisitAsync("/account/sign-in", new VisitorOptions { Scripts = scripts, Width = 360 });
        await TypePasswordAsync(phone, person);
        await Expect(phone.Find("[name='Input.Code']")).ToBeFocusedAsync();
        await phone.Find("[name='Input.Code']").FillAsync(used); // the code that enabled the second factor: each works once
        await phone.Find("main form button").ClickAsync();
        await Expect(phone.Find("[role=alert]")).ToBeVisibleAsync();
        await phone.Find("[name='Input.Code']").FillAsync(NextCodeOf(secret));
        await phone.Find("main form button").ClickAsync();
        await Expect(phone.Find("body.management")).ToBeVisibleAsync();

        var stranded = await VisitAsync("/account/sign-in?returnUrl=%2Fadmin%2Fsecurity", new VisitorOptions { Scripts = scripts });
        await TypePasswordAsync(stranded, person);
        await stranded.Find("main form .hint a").ClickAsync();
        await Expect(stranded.Find("h1")).ToHaveTextAsync("恢复代码");
        await stranded.Find("[name='Input.Code']").FillAsync(codes[3].ToUpperInvariant());
        await stranded.Find("main form button").ClickAsync();
        await Expect(stranded.Find("body.management")).ToBeVisibleAsync();
        Assert.Equal("/admin/security", stranded.Place);
        await Expect(stranded.Find(".entries")).ToContainTextAsync("9"); // codes left of ten

        var again = await VisitAsync("/account/sign-in", new VisitorOptions { Scripts = scripts });
        await TypePasswordAsync(again, person);
        await again.GoAsync("/account/code?recovery=true");
        await again.Find("[name='Input.Code']").FillAsync(codes[3]);
        await again.Find("main form button").ClickAsync();
        await Expect(again.Find("[role=alert]")).ToContainTextAsync("已使用过");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Signing_out_everywhere_reaches_the_other_browser_at_its_next_click(bool scripts)
    {
        var person = await Server.NewPersonAsync();
        var here = await EnterAsync(person, new VisitorOptions { Scripts = scripts });
        var there = await EnterAsync(person, new VisitorOptions { Scripts = scripts, Width = 360 });
        await here.GoAsync("/admin/security");
        await Expect(here.Find("table.list tbody tr")).ToHaveCountAsync(2);
        await here.Find("main form.actions button").ClickAsync();
        await Expect(here.Find("h1")).ToHaveTextAsync("退出登录");
        await there.Find(".to-menu").ClickAsync();
        await there.Find(".rail a[href='/admin/profile']").ClickAsync();
        await Expect(there.Find("h1")).ToHaveTextAsync("登录");
    }

    [Fact]
    public async Task One_other_session_is_ended_from_the_list()
    {
        var person = await Server.NewPersonAsync();
        var here = await EnterAsync(person);
        var there = await EnterAsync(person);
        await here.GoAsync("/admin/security");
        await here.Find("table.list form button").ClickAsync();
        await Expect(here.Find("table.list tbody tr")).ToHaveCountAsync(1);
        await there.Find(".rail a[href='/admin/security']").ClickAsync();
        await Expect(there.Find("h1")).ToHaveTextAsync("登录");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task After_ten_minutes_a_sensitive_action_asks_to_sign_in_again_and_nothing_typed_is_lost(bool scripts)
    {
        var owner = await EnterAsync(await Server.NewPersonAsync(), new VisitorOptions { Scripts = scripts });
        await owner.GoAsync("/admin/people");
        Server.Clock.Advance(TimeSpan.FromMinutes(11));
        await owner.Find("[name=Name]").FillAsync("Ada 林");
        await owner.Find("[name=Email]").FillAsync("ada+blog@example.net");
        await owner.Find("[name=Role]").SelectOptionAsync("Owner");
        await owner.Find("form.form button").ClickAsync();
        await Expect(owner.Find("h1")).ToHaveTextAsync("请确认是你本人");

        await owner.Find("[name='Input.Password']").FillAsync("not the password");
        await owner.Find(ByPassword + " button").ClickAsync();
        await Expect(owner.Find("[role=alert]:visible")).ToHaveTextAsync("密码不正确。");
        await owner.Find("[name='Input.Password']").FillAsync(AccountsServer.Password);
        await owner.Find(ByPassword + " button").ClickAsync();
        await Expect(owner.Find("[name=Email]")).ToHaveValueAsync("ada+blog@example.net");
        await Expect(owner.Find("[name=Name]")).ToHaveValueAsync("Ada 林");
        await Expect(owner.Find("[name=Role]")).ToHaveValueAsync("Owner");
        await Expect(owner.Find("#open")).ToHaveCountAsync(0); // no invitation was created
    }

    [Fact]
    public async Task The_keyboard_alone_signs_in()
    {
        var person = await Server.NewPersonAsync();
        var author = await VisitAsync("/account/sign-in");
        var keyboard = author.Page.Keyboard;
        await Expect(author.Find("form[data-passkey] button")).ToBeFocusedAsync();
        Assert.Equal("", await author.AskAsync<string>(KeyboardTests.Focus));
        await keyboard.PressAsync("Tab");
        await Expect(author.Find("[name='Input.Email']")).ToBeFocusedAsync();
        Assert.Equal("", await author.AskAsync<string>(KeyboardTests.Focus));
        await keyboard.TypeAsync(person.Email);
        await keyboard.PressAsync("Tab");
        await keyboard.TypeAsync(AccountsServer.Password);
        await keyboard.PressAsync("Tab");
        await Expect(author.Find(ByPassword + " [type=checkbox]")).ToBeFocusedAsync();
        Assert.Equal("", await author.AskAsync<string>(KeyboardTests.Focus));
        await keyboard.PressAsync("Tab");
        Assert.Equal("", await author.AskAsync<string>(KeyboardTests.Focus));
        await keyboard.PressAsync("Enter");
        await Expect(author.Find("body.management")).ToBeVisibleAsync();
        var stops = await author.Find(".skip, .rail a, .rail .theme").CountAsync();
        for (var stop = 1; stop <= stops; stop++)
        {
            await keyboard.PressAsync("Tab");
            Assert.Equal("", await author.AskAsync<string>(KeyboardTests.Focus));
        }

        await keyboard.PressAsync("Tab");
        await Expect(author.Find(".rail form button")).ToBeFocusedAsync();
        await keyboard.PressAsync("Enter");
        await Expect(author.Find("h1")).ToHaveTextAsync("退出登录");
    }

    [Theory]
    [InlineData("zh-CN", "这里不能用通行密钥")]
    [InlineData("en", "Passkeys do not work here")]
    public async Task On_an_ip_address_the_page_says_why_passkeys_do_not_work_and_where_they_do(string locale, string words)
    {
        var author = await ComeToAsync(Server.NumberedAddress, new VisitorOptions { Locale = locale });
        await author.GoAsync("/account/sign-in");
        await Expect(author.Find("main")).ToContainTextAsync(words);
        await Expect(author.Find("form[data-passkey]")).ToHaveCountAsync(0);
        await Expect(author.Find("main .hint a").First).ToHaveAttributeAsync("href", Server.Address + "account/sign-in");
        await TypePasswordAsync(author, await Server.NewPersonAsync());
        await Expect(author.Find("body.management")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Without_javascript_the_page_says_so_and_hides_what_needs_it()
    {
        var author = await VisitAsync("/account/sign-in", new VisitorOptions { Scripts = false });
        await Expect(author.Find("form[data-passkey]")).ToBeHiddenAsync();
        await Expect(author.Find("main .unscripted")).ToBeVisibleAsync();
        await Expect(author.Find("[name='Input.Email']")).ToBeFocusedAsync();
    }
}
