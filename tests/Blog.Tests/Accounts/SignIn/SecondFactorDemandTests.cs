using System.Globalization;
using System.Net;
using Blog.Accounts.MyAccount;
using Blog.Accounts.SignIn;
using Microsoft.EntityFrameworkCore;

namespace Blog.Tests.Accounts.SignIn;

/// <summary>Where the owner demands two factors, a password alone opens nothing but the pages where the second one is set up.</summary>
[Trait("Suite", "Attacks")]
public sealed class SecondFactorDemandTests : IDisposable
{
    private readonly BlogApplication _blog = new();

    public void Dispose() => _blog.Dispose();

    [Fact]
    public async Task A_password_alone_opens_only_the_pages_where_a_second_factor_is_set_up()
    {
        var author = await SignedIn.AuthorAsync(_blog);
        await DemandAsync();
        foreach (var path in new[] { "/admin", "/admin/posts/new", "/admin/profile", "/admin/media" })
        {
            using var answer = await author.GetAsync(path);
            Assert.Equal("/admin/security", answer.Headers.Location?.ToString());
        }

        using var script = await author.PostBareAsync("/admin/posts/new", Visitor.Form(), "Save", ("Sec-Fetch-Mode", "cors"));
        Assert.Equal(HttpStatusCode.Forbidden, script.StatusCode);
        Assert.Contains(
            MyAccountTexts.Chinese.SecondFactorMissing,
            (await author.PageAsync("/admin/security")).Body!.TextContent,
            StringComparison.Ordinal
        );
        await author.PageAsync("/admin/security/passkeys");
        await author.TurnOnSecondFactorAsync();
        Assert.True(await author.IsInAsync());
        using var kept = await author.PostAsync("/admin/security/authenticator", handler: "Remove");
        await _blog.WithDbAsync(async db => Assert.True((await db.Users.SingleAsync()).TwoFactorEnabled));
    }

    [Fact]
    public async Task The_owners_own_session_is_stopped_too_until_a_second_factor_is_there()
    {
        var owner = await SignedIn.OwnerAsync(_blog);
        await DemandAsync();
        Assert.False(await owner.IsInAsync());
        await owner.TurnOnSecondFactorAsync();
        Assert.True(await owner.IsInAsync());
    }

    [Fact]
    public async Task Whoever_has_a_passkey_uses_it_and_a_stolen_password_adds_no_other()
    {
        var author = await SignedIn.AuthorAsync(_blog);
        var passkey = await SoftwarePasskey.AddAsync(_blog, author.AccountId);
        await DemandAsync();
        var thief = new Visitor(_blog, "192.0.2.66");
        using var refused = await thief.SignInAsync(SignedIn.AuthorEmail);
        Assert.Equal(SignInTexts.Chinese.NeedsPasskey, await Visitor.AlertAsync(refused));
        Assert.DoesNotContain("auth", thief.Cookies.Keys);
        _blog.Clock.Advance(TimeSpan.FromMinutes(11));
        using var confirmed = await author.PostAsync("/account/confirm", Visitor.Form(("Input.Password", SignedIn.Password)));
        Assert.Equal(SignInTexts.Chinese.NeedsPasskey, await Visitor.AlertAsync(confirmed));
        var browser = new Visitor(_blog);
        using var entered = await passkey.SignInAsync(browser);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/admin")).StatusCode);
    }

    [Fact]
    public async Task Password_sign_in_can_be_off_for_an_account_with_two_passkeys()
    {
        const string page = "/admin/security/password";
        var owner = await SignedIn.OwnerAsync(_blog);
        var passkey = await SoftwarePasskey.AddAsync(_blog, owner.AccountId);
        using var tooFew = await owner.PostAsync(page, handler: "TurnOff");
        Assert.Equal(HttpStatusCode.Redirect, await StatusAsync(SignedIn.Password));
        await SoftwarePasskey.AddAsync(_blog, owner.AccountId);
        using var off = await owner.PostAsync(page, handler: "TurnOff");
        Assert.True(await owner.IsInAsync());
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(SignedIn.Password)); // as a wrong password
        using var entered = await passkey.SignInAsync(new Visitor(_blog));
        Assert.Equal(HttpStatusCode.Redirect, entered.StatusCode);

        // neither the last passkeys go, nor does an open browser change the password
        var id = (await owner.PageAsync("/admin/security/passkeys")).QuerySelector("input[name=id]")!.GetAttribute("value")!;
        using var kept = await owner.PostAsync("/admin/security/passkeys", Visitor.Form(("id", id)), "Remove");
        await _blog.WithDbAsync(async db => Assert.Equal(2, await db.UserPasskeys.CountAsync()));
        Assert.Null((await owner.PageAsync(page)).QuerySelector("input[name=Password]"));
        _blog.Clock.Advance(TimeSpan.FromMinutes(11));
        Assert.Null((await owner.PageAsync("/account/confirm")).QuerySelector("input[type=password]"));
        using var proved = await SoftwarePasskey.SendAsync(owner, await passkey.AnswerAsync(owner, "/account/confirm"), "/account/confirm");
        using var on = await owner.PostAsync(page, handler: "TurnOn");
        Assert.Equal(HttpStatusCode.Redirect, await StatusAsync(SignedIn.Password));
    }

    [Fact]
    public async Task A_reset_link_is_the_way_back_for_whoever_lost_all_passkeys()
    {
        const string newPassword = "seven lanterns orbit a kettle";
        var (owner, author) = (await SignedIn.OwnerAsync(_blog), await SignedIn.AuthorAsync(_blog));
        await SoftwarePasskey.AddAsync(_blog, author.AccountId);
        await SoftwarePasskey.AddAsync(_blog, author.AccountId);
        using var off = await author.PostAsync("/admin/security/password", handler: "TurnOff");
        using var made = await owner.PostAsync(
            "/admin/people",
            Visitor.Form(("id", author.AccountId.ToString(CultureInfo.InvariantCulture))),
            "ResetLink"
        );
        var link = new Uri((await Visitor.ParsedAsync(made)).QuerySelector("#link")!.GetAttribute("value")!).PathAndQuery;
        using var set = await new Visitor(_blog).PostAsync(link, Visitor.Form(("Input.Password", newPassword)));
        Assert.Equal(HttpStatusCode.Redirect, await StatusAsync(newPassword, SignedIn.AuthorEmail));
    }

    private async Task<HttpStatusCode> StatusAsync(string password, string email = SignedIn.OwnerEmail)
    {
        using var answer = await new Visitor(_blog).SignInAsync(email, password);
        return answer.StatusCode;
    }

    private Task DemandAsync() =>
        _blog.WithDbAsync(async db =>
        {
            var settings = await db.Settings.SingleAsync();
            settings.Revise(settings.Choices with { Security = settings.Security with { RequiresSecondFactor = true } });
            await db.SaveChangesAsync();
        });
}
