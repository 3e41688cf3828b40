using Blog.Data.People;
using static Microsoft.Playwright.Assertions;

namespace Blog.Browser.Accounts;

public sealed class PeopleTests(BrowserFixture fixture, AccountsServer server) : AccountsTest(fixture, server)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_invited_person_creates_an_account_and_sees_what_an_author_may_see(bool scripts)
    {
        var options = new VisitorOptions { Scripts = scripts };
        var owner = await EnterAsync(await Server.NewPersonAsync(), options);
        var (email, name) = ($"guest-{scripts}@example.net", $"Guest {scripts}");
        await owner.GoAsync("/admin/people");
        await owner.Find("[name=Email]").FillAsync(email);
        await owner.Find("form.form button").ClickAsync();
        await Expect(owner.Find("input.whole")).ToBeFocusedAsync();
        var link = await owner.Find("input.whole").InputValueAsync();
        if (scripts)
        {
            await owner.Page.WaitForFunctionAsync(
                "() => { const e = document.activeElement; return e.selectionEnd - e.selectionStart === e.value.length }"
            );
        }

        var guest = await VisitAsync(link, options);
        await Expect(guest.Find("#email")).ToHaveValueAsync(email);
        await guest.Find("[name='Input.Name']").FillAsync(name);
        await guest.Find("[name='Input.Password']").FillAsync(AccountsServer.Password);
        await guest.Find("main form button").ClickAsync();
        await Expect(guest.Find("body.management")).ToBeVisibleAsync();
        Assert.Equal("/admin", guest.Place);
        await Expect(guest.Find(".rail nav").First.Locator("a")).ToHaveTextAsync(["文章", "媒体", "片段与模板", "评论"]);
        guest.Expects = 403;
        await guest.GoAsync("/admin/people");
        await Expect(guest.Find("h1")).ToHaveTextAsync("需要站长权限");
        await Expect(guest.Find(".rail")).ToBeVisibleAsync();

        var late = await ComeAsync(options);
        late.Expects = 404;
        await late.GoAsync(link);
        await Expect(late.Find("main")).ToContainTextAsync("失效");
    }

    [Theory]
    [InlineData(1280)]
    [InlineData(360)]
    public async Task The_actions_menu_of_a_person_is_fully_visible_and_disabling_takes_effect_at_once(int width)
    {
        var person = await Server.NewPersonAsync(AccountRole.Author);
        var author = await EnterAsync(person);
        var owner = await EnterAsync(await Server.NewPersonAsync(), new VisitorOptions { Width = width, Height = 640 });
        await owner.GoAsync("/admin/people");
        var actions = owner.Find("tr", person.Email).Locator("[popovertarget]");
        var menu = owner.Find("tr", person.Email).Locator("[popover]");
        await actions.FocusAsync();
        await owner.Page.Keyboard.PressAsync("Enter");
        foreach (var button in await menu.Locator("button").AllAsync())
        {
            await Expect(button).ToBeInViewportAsync(new() { Ratio = 1 });
        }

        await owner.Page.Keyboard.PressAsync("Escape");
        await Expect(menu).ToBeHiddenAsync();
        await Expect(actions).ToBeFocusedAsync();

        await actions.ClickAsync();
        await menu.Locator("button.bad").First.ClickAsync();
        await Expect(owner.Find("main > .done")).ToBeVisibleAsync();
        await author.Find(".rail a[href='/admin/profile']").ClickAsync();
        await Expect(author.Find("h1")).ToHaveTextAsync("登录");
        await TypePasswordAsync(author, person);
        await Expect(author.Find("[role=alert]:visible")).ToHaveTextAsync("邮箱或密码不正确。");
    }

    [Fact]
    public async Task A_reset_link_sets_a_password_once_and_ends_every_session()
    {
        var person = await Server.NewPersonAsync(AccountRole.Author);
        var author = await EnterAsync(person, new VisitorOptions { Locale = "en" });
        var owner = await EnterAsync(await Server.NewPersonAsync());
        await owner.GoAsync("/admin/people");
        await owner.Find("tr", person.Email).Locator("[popovertarget]").ClickAsync();
        await owner.Find("tr", person.Email).Locator("form[action*='ResetLink' i] button").ClickAsync();
        var link = await owner.Find("input.whole").InputValueAsync();

        await author.GoAsync(link);
        await author.Find("[name='Input.Password']").FillAsync("twelve plum orchards");
        await author.Find("main form button.main").ClickAsync();
        await Expect(author.Find("main > .done")).ToBeVisibleAsync();
        await author.GoAsync("/admin");
        Assert.StartsWith("/account/sign-in", author.Place, StringComparison.Ordinal);
        await TypePasswordAsync(author, person, "twelve plum orchards");
        await Expect(author.Find("body.management")).ToBeVisibleAsync();
        author.Expects = 404;
        await author.GoAsync(link);
    }
}
