using System.Net;
using Blog.Accounts.Management;
using Blog.Data.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Blog.Tests.Accounts.Sessions;

/// <summary>security.md B18 and B28: a session is a row on the server; what ends the row ends every copy of its cookie.</summary>
public sealed class SessionTests : IDisposable
{
    private readonly BlogApplication _blog = new();

    public void Dispose() => _blog.Dispose();

    [Fact]
    public async Task A_copied_cookie_is_dead_after_signing_out()
    {
        var owner = await SignedIn.OwnerAsync(_blog);
        var copy = await owner.CopyAsync();
        Assert.True(await copy.IsInAsync());
        using var answer = await owner.PostAsync("/account/sign-out");
        Assert.Equal("/account/sign-out", answer.Headers.Location!.ToString());
        Assert.DoesNotContain("auth", owner.Cookies.Keys);
        using var replayed = await copy.GetAsync("/admin");
        Assert.Equal("/account/sign-in?returnUrl=%2Fadmin", replayed.Headers.Location!.ToString());
        await _blog.WithDbAsync(async db => Assert.Equal(0, await db.Sessions.CountAsync()));
    }

    [Theory]
    [InlineData("password")]
    [InlineData("e-mail address")]
    [InlineData("second factor on")]
    [InlineData("second factor off")]
    public async Task Changing_a_sign_in_method_ends_every_other_session_but_not_this_one(string what)
    {
        var here = await SignedIn.OwnerAsync(_blog);
        if (what == "second factor off")
        {
            await here.TurnOnSecondFactorAsync();
        }

        var there = what == "second factor off" ? await here.CopyAsync() : await SignedIn.OwnerAsync(_blog);
        var stolen = await here.CopyAsync();
        Assert.True(await there.IsInAsync());
        if (what.EndsWith("on", StringComparison.Ordinal))
        {
            await here.TurnOnSecondFactorAsync();
        }
        else if (what.EndsWith("off", StringComparison.Ordinal))
        {
            using var removed = await here.PostAsync("/admin/security/authenticator", handler: "Remove");
            Assert.Equal(HttpStatusCode.Redirect, removed.StatusCode);
        }
        else
        {
            using var changed = await here.PostAsync(
                "/admin/security/password",
                what == "password"
                    ? Visitor.Form(
                        ("Email", here.Email),
                        ("CurrentPassword", SignedIn.Password),
                        ("Password", "seven lanterns orbit a kettle")
                    )
                    : Visitor.Form(("Email", "moved@example.org"))
            );
            Assert.Equal(HttpStatusCode.Redirect, changed.StatusCode);
        }

        Assert.True(await here.IsInAsync());
        Assert.False(await there.IsInAsync());
        Assert.False(await stolen.IsInAsync());
    }

    [Fact]
    public async Task Saving_the_same_address_and_no_password_ends_nothing_and_proves_nothing()
    {
        var (here, there) = (await SignedIn.OwnerAsync(_blog), await SignedIn.OwnerAsync(_blog));
        _blog.Clock.Advance(TimeSpan.FromMinutes(9));
        using var saved = await here.PostAsync("/admin/security/password", Visitor.Form(("Email", here.Email)));
        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        Assert.True(await there.IsInAsync());
        _blog.Clock.Advance(TimeSpan.FromMinutes(1));
        using var answer = await here.GetAsync("/admin/people");
        Assert.StartsWith("/account/confirm", answer.Headers.Location?.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Disable")]
    [InlineData("Remove")]
    [InlineData("Become")]
    public async Task An_owners_change_to_an_account_ends_its_sessions(string handler)
    {
        var (owner, author) = (await SignedIn.OwnerAsync(_blog), await SignedIn.AuthorAsync(_blog));
        using var done = await owner.PostAsync(
            "/admin/people",
            Visitor.Form(("id", $"{author.AccountId}"), ("sure", "true"), ("role", "Owner")),
            handler
        );
        Assert.Equal("/admin/people", done.Headers.Location!.ToString());
        Assert.False(await author.IsInAsync());
        Assert.True(await owner.IsInAsync());
        using var again = await new Visitor(_blog).SignInAsync(SignedIn.AuthorEmail);
        Assert.Equal(handler == "Become" ? HttpStatusCode.Redirect : HttpStatusCode.OK, again.StatusCode);
    }

    [Fact]
    public async Task A_password_reset_ends_every_session_and_signs_nobody_in()
    {
        var (owner, author) = (await SignedIn.OwnerAsync(_blog), await SignedIn.AuthorAsync(_blog));
        using var made = await owner.PostAsync("/admin/people", Visitor.Form(("id", $"{author.AccountId}")), "ResetLink");
        var link = new Uri((await Visitor.ParsedAsync(made)).QuerySelector("#link")!.GetAttribute("value")!).PathAndQuery;
        var visitor = new Visitor(_blog);
        using var set = await visitor.PostAsync(link, Visitor.Form(("Input.Password", "seven lanterns orbit a kettle")));
        Assert.Equal("/account/sign-in", set.Headers.Location?.ToString());
        Assert.DoesNotContain("auth", visitor.Cookies.Keys);
        Assert.False(await author.IsInAsync());
        using var old = await visitor.SignInAsync(SignedIn.AuthorEmail);
        Assert.Equal(HttpStatusCode.OK, old.StatusCode);
        using var signedIn = await visitor.SignInAsync(SignedIn.AuthorEmail, "seven lanterns orbit a kettle");
        Assert.Equal(HttpStatusCode.Redirect, signedIn.StatusCode);
        using var used = await visitor.GetAsync(link);
        Assert.Equal(HttpStatusCode.NotFound, used.StatusCode);
    }

    [Fact]
    public async Task Signing_out_everywhere_ends_all_sessions_and_ending_one_ends_only_it()
    {
        var (a, b, c) = (await SignedIn.OwnerAsync(_blog), await SignedIn.OwnerAsync(_blog), await SignedIn.OwnerAsync(_blog));
        var author = await SignedIn.AuthorAsync(_blog);
        var ids = (await a.PageAsync("/admin/security"))
            .QuerySelectorAll("input[name=id]")
            .Select(input => input.GetAttribute("value")!)
            .ToList();
        Assert.Equal(2, ids.Count); // not this one
        using var one = await a.PostAsync("/admin/security", Visitor.Form(("id", ids[0])), "EndSession");
        Assert.Equal(1, new[] { await b.IsInAsync(), await c.IsInAsync() }.Count(isIn => isIn));
        using var all = await a.PostAsync("/admin/security", handler: "EndAll");
        var still = new List<bool> { await a.IsInAsync(), await b.IsInAsync(), await c.IsInAsync(), await author.IsInAsync() };
        Assert.Equal([false, false, false, true], still);
    }

    [Fact]
    public async Task Signing_in_always_makes_a_new_session_key()
    {
        var first = await SignedIn.OwnerAsync(_blog);
        var old = await first.CopyAsync();
        using var again = await first.SignInAsync(SignedIn.OwnerEmail);
        Assert.Equal(HttpStatusCode.Redirect, again.StatusCode);
        Assert.NotEqual(old.AuthCookie, first.AuthCookie);
        Assert.False(await old.IsInAsync());
        Assert.True(await first.IsInAsync());

        // A planted cookie of an attacker's session is not adopted.
        var attacker = await SignedIn.AuthorAsync(_blog);
        var victim = await attacker.CopyAsync();
        using var signedIn = await victim.SignInAsync(SignedIn.OwnerEmail);
        Assert.Equal(HttpStatusCode.Redirect, signedIn.StatusCode);
        Assert.NotEqual(attacker.AuthCookie, victim.AuthCookie);
        Assert.False(await attacker.IsInAsync());
        using var people = await victim.GetAsync("/admin/people");
        Assert.Equal(HttpStatusCode.OK, people.StatusCode);
        await _blog.WithDbAsync(async db => Assert.Equal(2, await db.Sessions.CountAsync()));
    }

    [Fact]
    public async Task A_session_ends_after_twelve_hours_without_use()
    {
        var owner = await SignedIn.OwnerAsync(_blog);
        _blog.Clock.Advance(Session.Idle - TimeSpan.FromSeconds(1));
        Assert.True(await owner.IsInAsync());
        _blog.Clock.Advance(Session.Idle - TimeSpan.FromSeconds(1));
        Assert.True(await owner.IsInAsync());
        _blog.Clock.Advance(Session.Idle);
        Assert.False(await owner.IsInAsync());
    }

    [Fact]
    public async Task A_session_ends_after_thirty_days_even_in_use()
    {
        var owner = await SignedIn.OwnerAsync(_blog);
        for (var hours = 6; hours < 30 * 24; hours += 6)
        {
            _blog.Clock.Leap(TimeSpan.FromHours(6));
            Assert.True(await owner.IsInAsync(), $"after {hours} h");
        }

        _blog.Clock.Leap(TimeSpan.FromHours(6));
        Assert.False(await owner.IsInAsync());
    }

    [Fact]
    public async Task Expired_sessions_are_deleted_at_the_next_sign_in()
    {
        await SignedIn.OwnerAsync(_blog);
        var author = await SignedIn.AuthorAsync(_blog);
        _blog.Clock.Advance(TimeSpan.FromHours(11));
        var (second, _) = (await SignedIn.OwnerAsync(_blog), await author.IsInAsync());
        await _blog.WithDbAsync(async db => Assert.Equal(3, await db.Sessions.CountAsync()));
        _blog.Clock.Advance(TimeSpan.FromHours(2));
        await SignedIn.OwnerAsync(_blog);
        await _blog.WithDbAsync(async db => Assert.Equal(3, await db.Sessions.CountAsync()));
        Assert.True(await second.IsInAsync());
        Assert.True(await author.IsInAsync());
        await using var scope = _blog.Services.CreateAsyncScope();
        await scope
            .ServiceProvider.GetRequiredService<AccountManager>()
            .ChangeAsync(second.AccountId, account => account.EndSessions(), CancellationToken.None);
        await SignedIn.OwnerAsync(_blog);
        await _blog.WithDbAsync(async db => Assert.Equal(2, await db.Sessions.CountAsync()));
    }

    [Fact]
    public async Task No_change_of_any_character_of_the_cookie_is_accepted()
    {
        var owner = await SignedIn.OwnerAsync(_blog);
        var good = owner.AuthCookie;
        Assert.InRange(good.Length, 100, 1_000);
        var accepted = new List<int>();
        for (var i = 0; i < good.Length; i++)
        {
            foreach (
                var other in new[] { (char)(good[i] ^ 1), (char)(good[i] ^ 16), good[i] == 'A' ? 'B' : 'A' }.Where(c =>
                    char.IsAsciiLetterOrDigit(c) || c is '-' or '_'
                )
            )
            {
                owner.Cookies["auth"] = good[..i] + other + good[(i + 1)..];
                using var answer = await owner.GetAsync("/admin");
                if (answer.StatusCode != HttpStatusCode.Redirect)
                {
                    accepted.Add(i);
                }
            }
        }

        foreach (var bad in new[] { "", "x", good[1..], good[..^1], good + "A", good + good, "chunks-2", new string('A', good.Length) })
        {
            owner.Cookies["auth"] = bad;
            using var answer = await owner.GetAsync("/admin");
            Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        }

        Assert.Empty(accepted);
        owner.Cookies["auth"] = good;
        Assert.True(await owner.IsInAsync());
    }

    [Fact]
    public async Task A_cookie_is_valid_only_for_its_own_purpose()
    {
        var owner = await SignedIn.OwnerAsync(_blog);
        await owner.TurnOnSecondFactorAsync();
        var half = new Visitor(_blog);
        using var answer = await half.SignInAsync(SignedIn.OwnerEmail);
        var thief = await owner.CopyAsync();
        foreach (var value in new[] { half.Cookies["half"], owner.Cookies["device"], owner.Cookies["af"] })
        {
            thief.Cookies["auth"] = value;
            Assert.False(await thief.IsInAsync());
        }
    }

    [Fact]
    public async Task No_session_key_is_stored_in_the_database()
    {
        var owner = await SignedIn.OwnerAsync(_blog);
        var dump = string.Join('\n', Blog.Tests.Data.DatabaseDump.Of(_blog.DataFolder));
        Assert.DoesNotContain(owner.AuthCookie, dump, StringComparison.Ordinal);
        Assert.DoesNotContain(SignedIn.Password, dump, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://localhost", "__Host-", true)]
    [InlineData("http://localhost", "", false)]
    public async Task Cookie_names_and_flags_follow_http_or_https(string publicUrl, string prefix, bool secure)
    {
        _blog.Settings["Blog:PublicUrl"] = publicUrl;
        var account = await SignedIn.AccountAsync(_blog, SignedIn.OwnerEmail);
        var visitor = new Visitor(_blog);
        visitor.Client.BaseAddress = new Uri(publicUrl);
        var seen = new Dictionary<string, string>(StringComparer.Ordinal);
        async Task KeepAsync(Task<HttpResponseMessage> asked)
        {
            using var answer = await asked;
            foreach (var line in answer.Headers.TryGetValues("Set-Cookie", out var lines) ? lines : [])
            {
                seen.TryAdd(line.Split('=')[0], line);
            }
        }

        await KeepAsync(visitor.GetAsync("/account/sign-in"));
        await KeepAsync(visitor.SignInAsync(account.Email!));
        await KeepAsync(visitor.PostAsync("/account/sign-in", handler: "PasskeyOptions"));
        await KeepAsync(visitor.PostAsync("/admin/profile", Visitor.Form(("Input.Name", "名"))));
        Assert.Equal(
            new[] { "af", "auth", "device", "half", "note" }.Select(name => prefix + name),
            seen.Keys.Order(StringComparer.Ordinal)
        );
        Assert.All(
            seen,
            cookie =>
            {
                Assert.Contains("; path=/;", cookie.Value, StringComparison.OrdinalIgnoreCase);
                Assert.Contains("; httponly", cookie.Value, StringComparison.OrdinalIgnoreCase);
                Assert.Contains(
                    cookie.Key.EndsWith("auth", StringComparison.Ordinal) ? "; samesite=lax" : "; samesite=strict",
                    cookie.Value,
                    StringComparison.OrdinalIgnoreCase
                );
                Assert.Equal(secure, cookie.Value.Contains("; secure", StringComparison.OrdinalIgnoreCase));
                Assert.DoesNotContain("domain=", cookie.Value, StringComparison.OrdinalIgnoreCase);
            }
        );
    }
}
