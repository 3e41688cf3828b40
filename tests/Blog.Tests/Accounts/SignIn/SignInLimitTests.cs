using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Blog.Accounts;
using Blog.Accounts.SignIn;
using Blog.Data.People;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Blog.Tests.Accounts.SignIn;

/// <summary>security.md B16 and B17: guessing is slow, reveals nothing, and locks nobody else out.</summary>
public sealed partial class SignInLimitTests : IDisposable
{
    private const string Wrong = "not the password, sorry";
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(15);
    private readonly BlogApplication _blog = new();

    public void Dispose() => _blog.Dispose();

    [Fact]
    public void A_password_is_hashed_with_the_documented_number_of_iterations()
    {
        using var services = new ServiceCollection().AddAccountStore().BuildServiceProvider();
        var hasher = services.GetRequiredService<IOptions<PasswordHasherOptions>>().Value;
        Assert.Equal((210_000, PasswordHasherCompatibilityMode.IdentityV3), (hasher.IterationCount, hasher.CompatibilityMode));
    }

    [Fact]
    public async Task The_eleventh_attempt_from_an_address_must_wait_even_with_the_right_password()
    {
        await SignedIn.AccountAsync(_blog, SignedIn.OwnerEmail, role: AccountRole.Owner);
        var stranger = new Visitor(_blog, "192.0.2.66");
        for (var i = 0; i < 10; i++)
        {
            using var refused = await stranger.SignInAsync($"somebody{i}@example.org", Wrong);
            Assert.Equal(HttpStatusCode.OK, refused.StatusCode);
            Assert.Equal(SignInTexts.Chinese.WrongPassword, await Visitor.AlertAsync(refused));
            _blog.Clock.Advance(TimeSpan.FromSeconds(30));
        }

        using var eleventh = await stranger.SignInAsync(SignedIn.OwnerEmail);
        Assert.Equal(HttpStatusCode.TooManyRequests, eleventh.StatusCode);
        Assert.Equal(TimeSpan.FromMinutes(10), eleventh.Headers.RetryAfter!.Delta);
        Assert.Equal(SignInTexts.Chinese.Slow(TimeSpan.FromMinutes(10)), await Visitor.AlertAsync(eleventh));
        Assert.DoesNotContain("auth", stranger.Cookies.Keys);

        using var elsewhere = await new Visitor(_blog, "198.51.100.7").SignInAsync(SignedIn.OwnerEmail);
        Assert.Equal(HttpStatusCode.Redirect, elsewhere.StatusCode);
        _blog.Clock.Advance(TimeSpan.FromMinutes(10));
        using var later = await stranger.SignInAsync(SignedIn.OwnerEmail);
        Assert.Equal(HttpStatusCode.Redirect, later.StatusCode);
    }

    [Fact]
    public async Task An_ipv6_network_is_one_address()
    {
        await SignedIn.AccountAsync(_blog, SignedIn.OwnerEmail);
        for (var i = 0; i < 10; i++)
        {
            using var refused = await new Visitor(_blog, $"2001:db8::{i}").SignInAsync($"somebody{i}@example.org", Wrong);
            Assert.Equal(HttpStatusCode.OK, refused.StatusCode);
        }

        using var eleventh = await new Visitor(_blog, "2001:db8::ffff:1").SignInAsync(SignedIn.OwnerEmail);
        Assert.Equal(HttpStatusCode.TooManyRequests, eleventh.StatusCode);
    }

    [Fact]
    public async Task A_distributed_attack_slows_an_account_down_for_unknown_devices_only()
    {
        var owner = await SignedIn.OwnerAsync(_blog, "198.51.100.7");
        for (var i = 0; i < 10; i++)
        {
            using var refused = await new Visitor(_blog, $"192.0.2.{i}").SignInAsync(SignedIn.OwnerEmail, Wrong);
            Assert.Equal(HttpStatusCode.OK, refused.StatusCode);
        }

        using var unknown = await new Visitor(_blog, "192.0.2.100").SignInAsync(SignedIn.OwnerEmail.ToUpperInvariant() + " ");
        Assert.Equal(HttpStatusCode.TooManyRequests, unknown.StatusCode);
        Assert.NotNull(unknown.Headers.RetryAfter);

        // Another user's device cookie and a forged one count as unknown.
        var author = await SignedIn.AuthorAsync(_blog);
        foreach (var device in new[] { author.Cookies["device"], "made-up", owner.Cookies["device"][..^8] + "AAAAAAAA" })
        {
            using var forged = await new Visitor(_blog, "192.0.2.101", [KeyValuePair.Create("device", device)]).SignInAsync(
                SignedIn.OwnerEmail
            );
            Assert.Equal(HttpStatusCode.TooManyRequests, forged.StatusCode);
        }

        using var known = await new Visitor(_blog, "203.0.113.9", [KeyValuePair.Create("device", owner.Cookies["device"])]).SignInAsync(
            SignedIn.OwnerEmail
        );
        Assert.Equal(HttpStatusCode.Redirect, known.StatusCode);
    }

    [Fact]
    public async Task A_stolen_device_cookie_gives_ten_attempts_and_takes_none_from_the_owner()
    {
        var (owner, second) = (await SignedIn.OwnerAsync(_blog), await SignedIn.OwnerAsync(_blog));
        for (var i = 0; i < 11; i++)
        {
            using var answer = await new Visitor(
                _blog,
                $"192.0.2.{i + 20}",
                [KeyValuePair.Create("device", owner.Cookies["device"])]
            ).SignInAsync(SignedIn.OwnerEmail, Wrong);
            Assert.Equal(i < 10 ? HttpStatusCode.OK : HttpStatusCode.TooManyRequests, answer.StatusCode);
        }

        using var other = await new Visitor(_blog, "203.0.113.9", [KeyValuePair.Create("device", second.Cookies["device"])]).SignInAsync(
            SignedIn.OwnerEmail
        );
        Assert.Equal(HttpStatusCode.Redirect, other.StatusCode);
    }

    [Fact]
    public async Task Right_passwords_are_not_counted()
    {
        for (var i = 0; i < 15; i++)
        {
            await SignedIn.OwnerAsync(_blog);
        }
    }

    [Fact]
    public async Task Of_sixty_concurrent_attempts_ten_are_made()
    {
        await SignedIn.AccountAsync(_blog, SignedIn.OwnerEmail);
        var visitor = new Visitor(_blog);
        var form = Visitor.Form(
            ("Input.Email", SignedIn.OwnerEmail),
            ("Input.Password", Wrong),
            (Visitor.TokenField, await visitor.TokenAsync())
        );
        var statuses = await Task.WhenAll(
            Enumerable
                .Range(0, 60)
                .Select(async _ =>
                {
                    using var answer = await visitor.PostBareAsync("/account/sign-in", form);
                    return answer.StatusCode;
                })
        );
        Assert.Equal(
            (10, 50),
            (statuses.Count(status => status == HttpStatusCode.OK), statuses.Count(status => status == HttpStatusCode.TooManyRequests))
        );
    }

    /// <summary>
    /// Two hundred interleaved attempts each on an account, none, a disabled one and one with a second factor: all responses are identical.
    /// </summary>
    [Fact]
    public async Task Known_and_unknown_accounts_answer_alike()
    {
        string[] emails = [SignedIn.OwnerEmail, "nobody@example.org", "gone@example.org", "phone@example.org"];
        await SignedIn.AccountAsync(_blog, emails[0], role: AccountRole.Owner);
        await SignedIn.AccountAsync(_blog, emails[2]);
        await (await SignedIn.AsAsync(_blog, emails[3], "有手机的人", AccountRole.Author)).TurnOnSecondFactorAsync();
        await _blog.WithDbAsync(async db =>
        {
            (await db.Users.SingleAsync(account => account.Email == emails[2])).Disable(_blog.Clock.GetUtcNow());
            await db.SaveChangesAsync();
        });
        var visitors = new List<(Visitor Visitor, string Token)>();
        for (var i = 0; i < emails.Length; i++)
        {
            var visitor = new Visitor(_blog, $"192.0.2.{i + 1}");
            visitors.Add((visitor, await visitor.TokenAsync()));
        }

        var slow = 0;
        for (var i = 0; i < 200; i++)
        {
            var answers = new List<string>();
            for (var who = 0; who < emails.Length; who++)
            {
                var form = Visitor.Form(
                    ("Input.Email", emails[who]),
                    ("Input.Password", who == 2 ? SignedIn.Password : Wrong),
                    (Visitor.TokenField, visitors[who].Token)
                );
                using var answer = await visitors[who].Visitor.PostBareAsync("/account/sign-in", form);
                var headers = answer
                    .Headers.Concat(answer.Content.Headers)
                    .Where(header => header.Key is not ("Date" or "Content-Length"))
                    .OrderBy(header => header.Key, StringComparer.Ordinal)
                    .Select(header => $"{header.Key}: {string.Join(',', header.Value)}");
                var body = Token()
                    .Replace((await answer.Content.ReadAsStringAsync()).Replace(emails[who], "E-MAIL", StringComparison.Ordinal), "TOKEN");
                answers.Add($"{(int)answer.StatusCode}\n{string.Join('\n', headers)}\n{body}");
                slow += answer.StatusCode == HttpStatusCode.TooManyRequests ? 1 : 0;
            }

            Assert.All(answers, answer => Assert.Equal(answers[0], answer));
            if (i % 20 == 19)
            {
                _blog.Clock.Advance(Window); // ten refused attempts, ten refused by the limit, and again
            }
        }

        Assert.Equal(400, slow);
    }

    [Fact]
    public async Task Passkeys_are_never_slowed_down()
    {
        await SignedIn.AccountAsync(_blog, SignedIn.OwnerEmail);
        var visitor = new Visitor(_blog);
        for (var i = 0; i < 11; i++)
        {
            using var refused = await visitor.SignInAsync(SignedIn.OwnerEmail, Wrong);
        }

        for (var i = 0; i < 30; i++)
        {
            using var options = await visitor.PostAsync("/account/sign-in", handler: "PasskeyOptions");
            Assert.Equal(HttpStatusCode.OK, options.StatusCode);
            Assert.Contains("\"challenge\"", await options.Content.ReadAsStringAsync(), StringComparison.Ordinal);
            using var answer = await visitor.PostAsync("/account/sign-in", Visitor.Form(("credential", "{}")), "Passkey");
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Equal(
                SignInTexts.Chinese.PasskeyFailed,
                (await Visitor.ParsedAsync(answer)).QuerySelector("[role=alert]:not([hidden])")!.TextContent.Trim()
            );
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("\"x\"")]
    [InlineData("{\"id\":\"\"}")]
    [InlineData("{\"id\":\"AQID\",\"rawId\":\"AQID\",\"type\":\"public-key\",\"response\":null,\"clientExtensionResults\":{}}")]
    [InlineData(
        "{\"id\":\"AQID\",\"rawId\":\"AQID\",\"type\":\"public-key\",\"clientExtensionResults\":{},"
            + "\"response\":{\"clientDataJSON\":\"e30\",\"authenticatorData\":\"AQID\",\"signature\":\"AQID\",\"userHandle\":\"MQ\"}}"
    )]
    [InlineData(
        "{\"id\":\"!!\",\"rawId\":\"中\",\"type\":\"public-key\",\"clientExtensionResults\":{},"
            + "\"response\":{\"clientDataJSON\":\"!!\",\"authenticatorData\":\"\",\"signature\":\"\",\"attestationObject\":\"AQID\"}}"
    )]
    [InlineData(
        "{\"id\":\"AQID\",\"rawId\":\"AQID\",\"type\":\"public-key\",\"clientExtensionResults\":{},"
            + "\"response\":{\"clientDataJSON\":\"e30\",\"attestationObject\":\"v___\"}}"
    )]
    public async Task A_malformed_passkey_is_refused_without_a_server_error(string credential)
    {
        var owner = await SignedIn.OwnerAsync(_blog);
        foreach (
            var (path, handler, before) in new[]
            {
                ("/account/sign-in", "Passkey", "PasskeyOptions"),
                ("/account/confirm", "Passkey", "PasskeyOptions"),
                ("/admin/security/passkeys", "Add", "Options"),
            }
        )
        {
            foreach (var ceremony in new[] { false, true })
            {
                if (ceremony)
                {
                    using var options = await owner.PostAsync(path, handler: before);
                    Assert.Equal(HttpStatusCode.OK, options.StatusCode);
                }

                using var answer = await owner.PostAsync(path, Visitor.Form(("credential", credential)), handler);
                Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{path} {(int)answer.StatusCode}");
            }
        }

        await _blog.WithDbAsync(async db => Assert.Equal((0, 1), (await db.UserPasskeys.CountAsync(), await db.Sessions.CountAsync())));
    }

    [Theory]
    [InlineData("\uFFFE@example.org")]
    [InlineData("\uFFFF")]
    [InlineData("🙂@example.org")]
    [InlineData("   ")]
    [InlineData("' OR 1=1 --")]
    public async Task An_odd_email_address_is_refused_without_a_server_error(string email)
    {
        await SignedIn.AccountAsync(_blog, SignedIn.OwnerEmail);
        using var answer = await new Visitor(_blog).SignInAsync(email);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task A_forged_forwarded_address_changes_nothing()
    {
        var statuses = await ForwardedAsync(_blog, "192.0.2.1", 100, i => $"203.0.113.{i}");
        Assert.Equal(Enumerable.Repeat(HttpStatusCode.OK, 10).Concat(Enumerable.Repeat(HttpStatusCode.TooManyRequests, 90)), statuses);
    }

    [Fact]
    public async Task Only_the_address_that_the_trusted_proxy_added_counts()
    {
        _blog.Settings["Blog:TrustedProxies"] = "192.0.2.250";
        Assert.DoesNotContain(HttpStatusCode.TooManyRequests, await ForwardedAsync(_blog, "192.0.2.250", 20, i => $"203.0.113.{i}"));
        Assert.Equal(HttpStatusCode.TooManyRequests, (await ForwardedAsync(_blog, "192.0.2.250", 11, _ => "198.51.100.1"))[^1]);
        // the part before it was sent by the client
        Assert.Equal(HttpStatusCode.TooManyRequests, (await ForwardedAsync(_blog, "192.0.2.250", 1, _ => "8.8.8.8, 198.51.100.1"))[0]);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await ForwardedAsync(_blog, "192.0.2.9", 11, i => $"203.0.113.{100 + i}"))[^1]);
    }

    private static async Task<List<HttpStatusCode>> ForwardedAsync(
        BlogApplication blog,
        string peer,
        int count,
        Func<int, string> forwarded
    )
    {
        await SignedIn.AccountAsync(blog, SignedIn.OwnerEmail);
        var visitor = new Visitor(blog, peer);
        var token = await visitor.TokenAsync();
        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < count; i++)
        {
            var form = Visitor.Form(
                ("Input.Email", string.Create(CultureInfo.InvariantCulture, $"{Guid.NewGuid():N}@example.org")),
                ("Input.Password", Wrong),
                (Visitor.TokenField, token)
            );
            using var answer = await visitor.PostBareAsync("/account/sign-in", form, null, ("X-Forwarded-For", forwarded(i)));
            statuses.Add(answer.StatusCode);
        }

        return statuses;
    }

    [GeneratedRegex("CfDJ8[A-Za-z0-9_-]+", RegexOptions.NonBacktracking)]
    private static partial Regex Token();
}
