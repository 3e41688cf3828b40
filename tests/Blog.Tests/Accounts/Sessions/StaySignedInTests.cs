using System.Globalization;
using System.Net;
using AngleSharp.Dom;
using Blog.Accounts.MyAccount;
using Blog.Data.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;

namespace Blog.Tests.Accounts.Sessions;

/// <summary>security.md B18: how long a session lasts is chosen at sign-in, held by its row, and ended by the same acts.</summary>
public sealed class StaySignedInTests : IDisposable
{
    private readonly BlogApplication _blog = new();

    public void Dispose() => _blog.Dispose();

    [Fact]
    public async Task Without_the_choice_a_session_ends_after_twelve_hours_and_with_it_after_thirty_days_without_use()
    {
        var (brief, lasting) = (await ComeAsync(stay: false), await ComeAsync(stay: true));
        _blog.Clock.Leap(TimeSpan.FromHours(12));
        Assert.False(await IsInAsync(brief));
        for (var times = 0; times < 3; times++)
        {
            _blog.Clock.Leap(TimeSpan.FromDays(29));
            Assert.True(await IsInAsync(lasting), "it slides");
        }

        _blog.Clock.Leap(TimeSpan.FromDays(30));
        Assert.False(await IsInAsync(lasting));
    }

    [Fact]
    public async Task A_lasting_session_ends_after_a_year_even_in_use_and_no_cookie_promises_more()
    {
        var lasting = await ComeAsync(stay: true);
        for (var days = 20; days <= 340; days += 20)
        {
            _blog.Clock.Leap(TimeSpan.FromDays(20));
            Assert.True(await IsInAsync(lasting), $"after {days} days");
        }

        _blog.Clock.Leap(TimeSpan.FromDays(15));
        using (var last = await lasting.GetAsync("/admin"))
        {
            Assert.Equal(HttpStatusCode.OK, last.StatusCode);
            AssertExpires(TimeSpan.FromDays(10), AuthCookieOf(last, "auth")!);
        }

        _blog.Clock.Leap(TimeSpan.FromDays(5));
        Assert.True(await IsInAsync(lasting), "after 360 days");
        _blog.Clock.Leap(TimeSpan.FromDays(5));
        Assert.False(await IsInAsync(lasting));
    }

    [Fact]
    public async Task The_choice_is_not_made_in_advance_and_is_kept_when_the_password_was_wrong()
    {
        await SignedIn.AccountAsync(_blog, SignedIn.OwnerEmail, role: AccountRole.Owner);
        var visitor = new Visitor(_blog);
        Assert.All(Choices(await visitor.PageAsync("/account/sign-in")), choice => Assert.False(choice.HasAttribute("checked")));
        using var refused = await SignInAsync(visitor, stay: true, password: "not the password, sorry");
        Assert.All(Choices(await Visitor.ParsedAsync(refused)), choice => Assert.True(choice.HasAttribute("checked")));

        static List<IElement> Choices(IParentNode page)
        {
            var choices = page.QuerySelectorAll("input[name='Input.StaySignedIn']").ToList();
            Assert.NotEmpty(choices); // for passkeys, where they can be used, and for passwords
            return choices;
        }
    }

    [Theory]
    [InlineData("https://localhost", "__Host-auth", true)]
    [InlineData("http://localhost", "auth", false)]
    [InlineData("http://blog.example.net", "auth", false)]
    public async Task The_cookie_outlives_the_browser_only_where_that_was_chosen(string publicUrl, string name, bool secure)
    {
        _blog.Settings["Blog:PublicUrl"] = publicUrl;
        _blog.Settings["Blog:AllowHttp"] = "true";
        await SignedIn.AccountAsync(_blog, SignedIn.OwnerEmail, role: AccountRole.Owner);
        foreach (var stay in new[] { false, true })
        {
            var visitor = new Visitor(_blog);
            visitor.Client.BaseAddress = new Uri(publicUrl);
            using var answer = await SignInAsync(visitor, stay);
            var cookie = AuthCookieOf(answer, name)!;
            Assert.Equal((true, secure, "/", SameSiteMode.Lax), (cookie.HttpOnly, cookie.Secure, cookie.Path.Value, cookie.SameSite));
            Assert.Equal((null, null), (cookie.MaxAge, cookie.Domain.Value));
            AssertExpires(stay ? TimeSpan.FromDays(30) : null, cookie);

            // It is sent again, with a later expiry, as the session is used: the browser must not forget what the server still knows.
            using var soon = await visitor.GetAsync("/admin");
            Assert.Null(AuthCookieOf(soon, name));
            _blog.Clock.Leap(TimeSpan.FromHours(11));
            using var later = await visitor.GetAsync("/admin");
            Assert.Equal(HttpStatusCode.OK, later.StatusCode);
            if (stay)
            {
                AssertExpires(TimeSpan.FromDays(30), AuthCookieOf(later, name)!);
            }
            else
            {
                Assert.Null(AuthCookieOf(later, name));
            }

            using var still = await visitor.GetAsync("/admin");
            Assert.Equal(HttpStatusCode.OK, still.StatusCode);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_choice_holds_through_the_second_factor_and_by_recovery_code(bool byRecoveryCode)
    {
        var owner = await SignedIn.OwnerAsync(_blog);
        var (secret, codes) = await owner.TurnOnSecondFactorAsync();
        foreach (var stay in new[] { true, false })
        {
            _blog.Clock.Advance(TimeSpan.FromMinutes(2)); // each code works once
            var visitor = new Visitor(_blog);
            using var half = await SignInAsync(visitor, stay);
            Assert.StartsWith("/account/code", half.Headers.Location?.ToString(), StringComparison.Ordinal);
            var code = byRecoveryCode ? codes[stay ? 0 : 1] : SignedIn.CodeOf(_blog, secret);
            using var done = await visitor.PostAsync(
                "/account/code",
                Visitor.Form(("Input.Code", code), ("recovery", byRecoveryCode ? "true" : "false"))
            );
            Assert.Equal("/admin", done.Headers.Location?.ToString());
            AssertExpires(stay ? TimeSpan.FromDays(30) : null, AuthCookieOf(done, "auth")!);
            Assert.Equal(stay, await NewestStaysAsync());
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_choice_holds_for_an_invitation_and_after_a_reset(bool stay)
    {
        var (owner, guest) = (await SignedIn.OwnerAsync(_blog), new Visitor(_blog));
        using var invited = await owner.PostAsync(
            "/admin/people",
            Visitor.Form(("Name", "新人"), ("Email", "new@example.org"), ("Role", "Author")),
            "Invite"
        );
        using var accepted = await guest.PostAsync(
            await LinkAsync(invited),
            With(stay, ("Input.Name", "新人"), ("Input.Password", SignedIn.Password))
        );
        Assert.Equal("/admin", accepted.Headers.Location?.ToString());
        Assert.Equal(stay, await NewestStaysAsync());
        AssertExpires(stay ? TimeSpan.FromDays(30) : null, AuthCookieOf(accepted, "auth")!);

        var id = (await SignedIn.AccountAsync(_blog, "new@example.org")).Id;
        using var made = await owner.PostAsync("/admin/people", Visitor.Form(("id", $"{id}")), "ResetLink");
        using var set = await guest.PostAsync(await LinkAsync(made), Visitor.Form(("Input.Password", "seven lanterns orbit a kettle")));
        Assert.Equal("/account/sign-in", set.Headers.Location?.ToString()); // which asks
        using var signedIn = await SignInAsync(guest, stay, "new@example.org", "seven lanterns orbit a kettle");
        AssertExpires(stay ? TimeSpan.FromDays(30) : null, AuthCookieOf(signedIn, "auth")!);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Confirming_and_changing_the_password_renew_the_session_at_its_own_length(bool stay)
    {
        var (here, there) = (await ComeAsync(stay), await ComeAsync(!stay));
        _blog.Clock.Advance(TimeSpan.FromMinutes(11));
        using var confirmed = await here.PostAsync("/account/confirm", Visitor.Form(("Input.Password", SignedIn.Password)));
        AssertExpires(stay ? TimeSpan.FromDays(30) : null, AuthCookieOf(confirmed, "auth")!);
        using var changed = await here.PostAsync(
            "/admin/security/password",
            Visitor.Form(
                ("Email", SignedIn.OwnerEmail),
                ("CurrentPassword", SignedIn.Password),
                ("Password", "seven lanterns orbit a kettle")
            )
        );
        Assert.Equal(HttpStatusCode.Redirect, changed.StatusCode);
        AssertExpires(stay ? TimeSpan.FromDays(30) : null, AuthCookieOf(changed, "auth")!);
        Assert.True(await IsInAsync(here));
        Assert.False(await IsInAsync(there));
        Assert.Equal(stay, await NewestStaysAsync());
    }

    [Fact]
    public async Task The_list_says_how_long_each_session_lasts_and_ends_a_lasting_one_at_once()
    {
        var (here, there) = (await ComeAsync(stay: false), await ComeAsync(stay: true));
        var rows = (await here.PageAsync("/admin/security")).QuerySelectorAll("#sessions ~ .scroll tbody tr");
        var lasting = Assert.Single(rows, row => row.QuerySelector("input[name=id]") is not null);
        Assert.Contains(MyAccountTexts.Chinese.SessionLifetime(staysSignedIn: true), lasting.TextContent, StringComparison.Ordinal);
        var brief = Assert.Single(rows, row => row != lasting);
        Assert.Contains(MyAccountTexts.Chinese.SessionLifetime(staysSignedIn: false), brief.TextContent, StringComparison.Ordinal);
        var id = lasting.QuerySelector("input[name=id]")!.GetAttribute("value")!;
        using var ended = await here.PostAsync("/admin/security", Visitor.Form(("id", id)), "EndSession");
        Assert.False(await IsInAsync(there));
        Assert.True(await IsInAsync(here));
    }

    [Fact]
    public async Task Signing_out_everywhere_and_signing_out_end_lasting_sessions()
    {
        var (a, b, c) = (await ComeAsync(stay: true), await ComeAsync(stay: true), await ComeAsync(stay: true));
        var copy = new Visitor(_blog, cookies: a.Cookies);
        using var left = await a.PostAsync("/account/sign-out");
        Assert.DoesNotContain("auth", a.Cookies.Keys);
        Assert.False(await IsInAsync(copy));
        using var all = await b.PostAsync("/admin/security", handler: "EndAll");
        Assert.Equal((false, false), (await IsInAsync(b), await IsInAsync(c)));
    }

    [Fact]
    public async Task Rows_are_deleted_when_their_own_time_is_over()
    {
        await ComeAsync(stay: false);
        var lasting = await ComeAsync(stay: true);
        _blog.Clock.Leap(TimeSpan.FromHours(13));
        await ComeAsync(stay: false);
        await _blog.WithDbAsync(async db => Assert.Equal(2, await db.Sessions.CountAsync()));
        Assert.True(await IsInAsync(lasting));
        _blog.Clock.Leap(TimeSpan.FromDays(30));
        await ComeAsync(stay: false);
        await _blog.WithDbAsync(async db => Assert.Equal(1, await db.Sessions.CountAsync()));
    }

    private async Task<Visitor> ComeAsync(bool stay)
    {
        await SignedIn.AccountAsync(_blog, SignedIn.OwnerEmail, role: AccountRole.Owner);
        var visitor = new Visitor(_blog);
        using var answer = await SignInAsync(visitor, stay);
        Assert.Equal("/admin", answer.Headers.Location?.ToString());
        return visitor;
    }

    private static Task<HttpResponseMessage> SignInAsync(
        Visitor visitor,
        bool stay,
        string email = SignedIn.OwnerEmail,
        string password = SignedIn.Password
    ) => visitor.PostAsync("/account/sign-in", With(stay, ("Input.Email", email), ("Input.Password", password)));

    /// <summary>A form with the box ticked or, as browsers send it, without a word about it.</summary>
    private static Dictionary<string, string> With(bool stay, params (string Name, string Value)[] fields) =>
        Visitor.Form(stay ? [.. fields, ("Input.StaySignedIn", "true")] : fields);

    private static async Task<string> LinkAsync(HttpResponseMessage answer) =>
        new Uri((await Visitor.ParsedAsync(answer)).QuerySelector("#link")!.GetAttribute("value")!).PathAndQuery;

    private static async Task<bool> IsInAsync(Visitor visitor)
    {
        using var answer = await visitor.GetAsync("/admin");
        return answer.StatusCode == HttpStatusCode.OK;
    }

    private async Task<bool> NewestStaysAsync()
    {
        var stays = false;
        await _blog.WithDbAsync(async db =>
            stays = await db.Sessions.OrderByDescending(s => s.Id).Select(s => s.StaysSignedIn).FirstAsync()
        );
        return stays;
    }

    /// <summary>The session's cookie as an answer sets it; null where it does not.</summary>
    private static SetCookieHeaderValue? AuthCookieOf(HttpResponseMessage answer, string name) =>
        SetCookieHeaderValue
            .ParseList([.. answer.Headers.TryGetValues("Set-Cookie", out var lines) ? lines : []])
            .LastOrDefault(cookie => cookie.Name == name && cookie.Value.Length > 0);

    private void AssertExpires(TimeSpan? after, SetCookieHeaderValue cookie)
    {
        var expected = after is { } time ? (_blog.Clock.GetUtcNow() + time).ToString("R", CultureInfo.InvariantCulture) : null;
        Assert.Equal(expected, cookie.Expires?.ToString("R", CultureInfo.InvariantCulture));
    }
}
