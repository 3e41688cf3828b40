using Blog.Data.People;
using static Microsoft.Playwright.Assertions;

namespace Blog.Browser.Accounts;

/// <summary>Every account page, in every state of its forms, is accessible and fits every width: see <see cref="PageChecks"/>.</summary>
public sealed class AccountPagesTests(BrowserFixture fixture, AccountsServer server) : AccountsTest(fixture, server)
{
    [Theory]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public async Task Sign_in_pages_are_accessible_and_fit_every_width(string locale)
    {
        var person = await Server.NewPersonAsync();
        var (secret, _, _) = await TurnOnSecondStepAsync(await EnterAsync(person));
        var author = await ComeAsync(new VisitorOptions { Locale = locale });
        await SeeAsync(author, "/account/sign-in", "/account/sign-out");
        await author.GoAsync("/account/sign-in");
        await SendEmptyAsync(author, ByPassword);
        await TypePasswordAsync(author, person, "wrong");
        await SeeAsync(author);
        await TypePasswordAsync(author, person);
        await SeeAsync(author);
        await SendEmptyAsync(author, "main form");
        await author.Find("main form .hint a").ClickAsync();
        await SeeAsync(author);
        await author.Find("main form .hint a").ClickAsync();
        await author.Find("[name='Input.Code']").FillAsync(NextCodeOf(secret));
        await author.Find("main form button").ClickAsync();
        await Expect(author.Find("body.management")).ToBeVisibleAsync();
        await SeeAsync(author, "/account/confirm?returnUrl=%2Fadmin%2Fpeople", "/account/sign-out");
        author.Expects = 404;
        await SeeAsync(author, "/account/invitation?key=old", "/account/reset?key=old");
    }

    [Theory]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public async Task My_account_pages_are_accessible_and_fit_every_width(string locale)
    {
        var author = await EnterAsync(await Server.NewPersonAsync(), new VisitorOptions { Locale = locale });
        await SeeAsync(author, "/admin", "/admin/security", "/admin/security/passkeys");
        foreach (var path in new[] { "/admin/profile", "/admin/security/password", "/admin/security/authenticator" })
        {
            await SeeAsync(author, path);
            await author.Find("main form input:not([type=hidden])").First.FillAsync("");
            await SendEmptyAsync(author, "main form");
        }

        await TurnOnSecondStepAsync(author);
        await SeeAsync(author);
        await SeeAsync(author, "/admin/security", "/admin/security/authenticator");
    }

    [Theory]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public async Task People_pages_are_accessible_and_fit_every_width(string locale)
    {
        var owner = await EnterAsync(await Server.NewPersonAsync(), new VisitorOptions { Locale = locale });
        await SeeAsync(owner, "/admin/people");
        await SendEmptyAsync(owner, "form.form");
        await owner.Find("[name=Email]").FillAsync($"a.rather.long.address.of.somebody-{locale}@mail.department.example.net");
        await owner.Find("form.form button").ClickAsync();
        await Expect(owner.Find("input.whole")).ToBeVisibleAsync();
        await SeeAsync(owner);
        var invitation = await owner.Find("input.whole").InputValueAsync();
        await owner.Find("[popovertarget]").Last.ClickAsync();
        await SeeAsync(owner);
        await owner.Find("[popover]:popover-open form[action*='ResetLink' i] button").ClickAsync();
        await Expect(owner.Find("input.whole[value*=reset]")).ToBeVisibleAsync();
        var reset = await owner.Find("input.whole").InputValueAsync();

        var guest = await ComeAsync(new VisitorOptions { Locale = locale });
        foreach (var link in new[] { invitation, reset })
        {
            await SeeAsync(guest, link);
            await SendEmptyAsync(guest, "main form");
        }

        var author = await EnterAsync(await Server.NewPersonAsync(AccountRole.Author), new VisitorOptions { Locale = locale });
        author.Expects = 403;
        await SeeAsync(author, "/admin/people");
    }

    private static async Task SeeAsync(Visitor visitor, params string[] paths)
    {
        foreach (var path in paths)
        {
            await visitor.GoAsync(path);
            await PageChecks.AreGoodAsync(visitor);
        }

        if (paths.Length == 0)
        {
            await visitor.LoadedAsync();
            await PageChecks.AreGoodAsync(visitor);
        }
    }

    /// <summary>Sends a form that the browser itself would hold back; the first field that is wrong then has the focus.</summary>
    private static async Task SendEmptyAsync(Visitor visitor, string form)
    {
        await visitor.Find(form).First.EvaluateAsync("form => form.noValidate = true");
        await visitor.Find(form + " button").First.ClickAsync();
        await Expect(visitor.Find("[aria-invalid=true]").First).ToBeFocusedAsync();
        await SeeAsync(visitor);
    }
}
