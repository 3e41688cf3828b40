using System.Net;
using Blog.Accounts.Management;
using Blog.Accounts.MyAccount;
using Blog.Accounts.SignIn;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Blog.Tests.Accounts.SignIn;

/// <summary>security.md B19: codes are valid once, for a minute, for one account, and cannot be guessed.</summary>
public sealed class SecondFactorTests : IDisposable
{
    private const string Path = "/admin/security/authenticator";
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(30);
    private readonly BlogApplication _blog = new();

    public void Dispose() => _blog.Dispose();

    [Fact]
    public async Task The_same_code_does_not_count_twice()
    {
        var owner = await SignedIn.OwnerAsync(_blog);
        var (secret, _) = await owner.TurnOnSecondFactorAsync();
        Assert.False(await GetsInAsync(await HalfInAsync(), owner.CodeOf(secret))); // the code that enabled it is used up too
        _blog.Clock.Advance(Step);
        var (first, second) = (await HalfInAsync(), await HalfInAsync());
        Assert.True(await GetsInAsync(first, owner.CodeOf(secret)));
        Assert.False(await GetsInAsync(second, owner.CodeOf(secret)));
        Assert.False(await GetsInAsync(second, owner.CodeOf(secret, -1))); // nor an earlier one
        _blog.Clock.Advance(Step);
        Assert.True(await GetsInAsync(second, owner.CodeOf(secret)));
    }

    [Theory]
    [InlineData(-2, false)]
    [InlineData(-1, true)]
    [InlineData(0, true)]
    [InlineData(1, false)]
    public async Task A_code_of_this_step_and_of_the_one_before_is_good(int steps, bool good)
    {
        var owner = await SignedIn.OwnerAsync(_blog);
        var (secret, _) = await owner.TurnOnSecondFactorAsync();
        _blog.Clock.Advance(10 * Step);
        Assert.Equal(good, await GetsInAsync(await HalfInAsync(), owner.CodeOf(secret, steps)));
    }

    [Fact]
    public async Task Of_twenty_concurrent_uses_of_one_code_one_succeeds()
    {
        var visitors = await KnownBrowsersAsync(20); // attempts are counted per browser, so that all twenty reach the code step
        var (secret, _) = await (await SignedIn.OwnerAsync(_blog)).TurnOnSecondFactorAsync();
        _blog.Clock.Advance(Step);
        Assert.Equal(1, await HowManyGetInAsync(visitors, visitors[0].CodeOf(secret), recovery: false));
    }

    [Fact]
    public async Task Of_twenty_concurrent_uses_of_one_recovery_code_one_succeeds_and_it_never_works_again()
    {
        var visitors = await KnownBrowsersAsync(20);
        var (_, codes) = await (await SignedIn.OwnerAsync(_blog)).TurnOnSecondFactorAsync();
        Assert.Equal(1, await HowManyGetInAsync(visitors, codes[3], recovery: true));
        Assert.False(await GetsInAsync(await HalfInAsync(), codes[3], recovery: true));
        Assert.True(
            await GetsInAsync(await HalfInAsync(), codes[4].ToUpperInvariant().Replace("-", " ", StringComparison.Ordinal), recovery: true)
        );
        await _blog.WithDbAsync(async db => Assert.Equal(2, await db.RecoveryCodes.CountAsync(code => code.UsedAt != null)));
    }

    [Fact]
    public async Task New_recovery_codes_replace_the_old_ones()
    {
        var owner = await SignedIn.OwnerAsync(_blog);
        var (_, codes) = await owner.TurnOnSecondFactorAsync();
        using var answer = await owner.PostAsync(Path, handler: "Renew");
        var renewed = (await Visitor.ParsedAsync(answer)).QuerySelectorAll("ol.codes code").Select(code => code.TextContent).ToList();
        Assert.Empty(codes.Intersect(renewed));
        Assert.False(await GetsInAsync(await HalfInAsync(), codes[0], recovery: true));
        Assert.True(await GetsInAsync(await HalfInAsync(), renewed[0], recovery: true));
    }

    [Fact]
    public async Task After_five_wrong_codes_the_right_one_waits_too_except_on_a_known_device()
    {
        var owner = await SignedIn.OwnerAsync(_blog);
        var (secret, _) = await owner.TurnOnSecondFactorAsync();
        _blog.Clock.Advance(Step);
        var stranger = await HalfInAsync();
        for (var i = 0; i < 5; i++)
        {
            using var refused = await CodeAsync(stranger, owner.CodeOf(secret, 5));
            Assert.Equal((HttpStatusCode.OK, SignInTexts.Chinese.WrongCode), (refused.StatusCode, await Visitor.AlertAsync(refused)));
        }

        using var sixth = await CodeAsync(stranger, owner.CodeOf(secret));
        Assert.Equal(HttpStatusCode.TooManyRequests, sixth.StatusCode);
        Assert.Equal(TimeSpan.FromMinutes(15), sixth.Headers.RetryAfter!.Delta);
        // the same counter, from another unknown browser
        using var elsewhere = await CodeAsync(await HalfInAsync(), owner.CodeOf(secret));
        Assert.Equal(HttpStatusCode.TooManyRequests, elsewhere.StatusCode);
        Assert.True(await GetsInAsync(await HalfInAsync(owner.Cookies["device"]), owner.CodeOf(secret)));
    }

    [Fact]
    public async Task Wrong_codes_do_not_block_recovery_codes()
    {
        var owner = await SignedIn.OwnerAsync(_blog);
        var (secret, codes) = await owner.TurnOnSecondFactorAsync();
        var browser = await HalfInAsync();
        for (var i = 0; i < 6; i++)
        {
            using var refused = await CodeAsync(browser, owner.CodeOf(secret, 5));
        }

        using var wrong = await CodeAsync(browser, "aaaaa-bbbbb", recovery: true);
        Assert.Equal(HttpStatusCode.OK, wrong.StatusCode);
        Assert.True(await GetsInAsync(browser, codes[0], recovery: true));
    }

    [Fact]
    public async Task The_cookie_between_the_two_steps_signs_in_once()
    {
        var owner = await SignedIn.OwnerAsync(_blog);
        var (secret, codes) = await owner.TurnOnSecondFactorAsync();
        _blog.Clock.Advance(Step);
        var half = await HalfInAsync();
        var copy = new Visitor(_blog, "192.0.2.1", half.Cookies);
        Assert.True(await GetsInAsync(half, owner.CodeOf(secret)));
        Assert.False(await GetsInAsync(copy, codes[0], recovery: true)); // a good code, but the step is over
    }

    [Fact]
    public async Task A_secret_belongs_to_the_account_that_it_was_made_for()
    {
        var (owner, author) = (await SignedIn.OwnerAsync(_blog), await SignedIn.AuthorAsync(_blog));
        var kept = (await author.PageAsync(Path)).QuerySelector("input[name=Secret]")!.GetAttribute("value")!;
        byte[]? secret = null;
        await _blog.WithDbAsync(async db =>
        {
            var factors = _blog.Services.GetRequiredService<Blog.Accounts.SignIn.SecondFactors>();
            Assert.Null(factors.Open(await db.Users.SingleAsync(account => account.Id == owner.AccountId), kept));
            secret = factors.Open(await db.Users.SingleAsync(account => account.Id == author.AccountId), kept);
        });
        foreach (var foreign in new[] { kept, "", "x", kept[..^1], new string('A', 1_500) })
        {
            using var refused = await owner.PostAsync(Path, Visitor.Form(("Secret", foreign), ("Code", owner.CodeOf(secret!))));
            Assert.Equal(
                (HttpStatusCode.OK, true),
                (
                    refused.StatusCode,
                    (await Visitor.AlertAsync(refused)).Contains(MyAccountTexts.Chinese.WrongFirstCode, StringComparison.Ordinal)
                )
            );
        }

        using var own = await author.PostAsync(Path, Visitor.Form(("Secret", kept), ("Code", owner.CodeOf(secret!))));
        await _blog.WithDbAsync(async db =>
            Assert.Equal(
                [false, true],
                await db.Users.OrderBy(account => account.Id).Select(account => account.TwoFactorEnabled).ToListAsync()
            )
        );
    }

    [Fact]
    public async Task No_secret_and_no_recovery_code_is_readable_in_the_database()
    {
        var (secret, codes) = await (await SignedIn.OwnerAsync(_blog)).TurnOnSecondFactorAsync();
        var dump = string.Join('\n', Blog.Tests.Data.DatabaseDump.Of(_blog.DataFolder));
        Assert.DoesNotContain(Convert.ToHexString(secret), dump, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(
            Blog.Accounts.SignIn.Totp.Spelled(secret).Replace(" ", "", StringComparison.Ordinal),
            dump,
            StringComparison.OrdinalIgnoreCase
        );
        Assert.All(
            codes,
            code =>
                Assert.DoesNotContain(
                    Blog.Accounts.SignIn.RecoveryCodes.Normalise(code)!,
                    dump.Replace("-", "", StringComparison.Ordinal),
                    StringComparison.OrdinalIgnoreCase
                )
        );
    }

    [Theory]
    [InlineData("five minutes")]
    [InlineData("password changed")]
    [InlineData("disabled")]
    [InlineData("second step off")]
    public async Task A_sign_in_waiting_for_its_code_ends_with(string what)
    {
        var owner = await SignedIn.OwnerAsync(_blog);
        var other = await SignedIn.AsAsync(_blog, "other@example.org", "另一位", Blog.Data.People.AccountRole.Owner);
        var (secret, _) = await owner.TurnOnSecondFactorAsync();
        _blog.Clock.Advance(Step);
        var half = await HalfInAsync();
        Assert.Equal(HttpStatusCode.OK, (await half.GetAsync("/account/code")).StatusCode);
        if (what == "five minutes")
        {
            _blog.Clock.Advance(TimeSpan.FromMinutes(5) + Step);
        }
        else
        {
            await using var scope = _blog.Services.CreateAsyncScope();
            Assert.Null(
                await scope
                    .ServiceProvider.GetRequiredService<AccountManager>()
                    .ChangeAsync(
                        owner.AccountId,
                        account =>
                        {
                            if (what == "disabled")
                            {
                                account.Disable(_blog.Clock.GetUtcNow());
                            }
                            else if (what == "second step off")
                            {
                                account.RemoveSecondFactor();
                            }
                            else
                            {
                                account.TakePassword("new");
                            }
                        },
                        CancellationToken.None
                    )
            );
        }

        Assert.Equal("/account/sign-in", (await half.GetAsync("/account/code")).Headers.Location?.ToString());
        using var answer = await CodeAsync(half, owner.CodeOf(secret));
        Assert.Equal(SignInTexts.Chinese.TooLate, await Visitor.AlertAsync(answer));
        Assert.DoesNotContain("auth", half.Cookies.Keys);
        Assert.True(await other.IsInAsync());
    }

    [Fact]
    public async Task Confirming_a_sensitive_action_requires_the_code_too()
    {
        var owner = await SignedIn.OwnerAsync(_blog);
        var (secret, codes) = await owner.TurnOnSecondFactorAsync();
        _blog.Clock.Advance(TimeSpan.FromMinutes(10));
        using var without = await owner.PostAsync("/account/confirm", Visitor.Form(("Input.Password", SignedIn.Password)));
        Assert.Equal(SignInTexts.Chinese.WrongPasswordOrCode, await Visitor.AlertAsync(without));
        using var wrong = await owner.PostAsync(
            "/account/confirm",
            Visitor.Form(("Input.Password", "wrong"), ("Input.Code", owner.CodeOf(secret)))
        );
        Assert.Equal(SignInTexts.Chinese.WrongPasswordOrCode, await Visitor.AlertAsync(wrong));
        var before = owner.AuthCookie;
        using var right = await owner.PostAsync(
            "/account/confirm?returnUrl=/admin/people",
            Visitor.Form(("Input.Password", SignedIn.Password), ("Input.Code", owner.CodeOf(secret)))
        );
        Assert.Equal("/admin/people", right.Headers.Location?.ToString());
        Assert.NotEqual(before, owner.AuthCookie);
        await owner.PageAsync("/admin/people");
        _blog.Clock.Advance(TimeSpan.FromMinutes(10));
        using var byRecovery = await owner.PostAsync(
            "/account/confirm",
            Visitor.Form(("Input.Password", SignedIn.Password), ("Input.Code", codes[0]))
        );
        Assert.Equal(HttpStatusCode.Redirect, byRecovery.StatusCode);
    }

    private async Task<Visitor> HalfInAsync(string? device = null)
    {
        var visitor = new Visitor(_blog, cookies: device is null ? null : [KeyValuePair.Create("device", device)]);
        using var answer = await visitor.SignInAsync(SignedIn.OwnerEmail);
        Assert.StartsWith("/account/code", answer.Headers.Location?.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("auth", visitor.Cookies.Keys);
        return visitor;
    }

    private async Task<List<SignedIn>> KnownBrowsersAsync(int count)
    {
        var browsers = new List<SignedIn>();
        for (var i = 0; i < count; i++)
        {
            browsers.Add(await SignedIn.OwnerAsync(_blog));
        }

        return browsers;
    }

    private static async Task<int> HowManyGetInAsync(List<SignedIn> browsers, string code, bool recovery)
    {
        var halves = new List<(Visitor Visitor, Dictionary<string, string> Form)>();
        foreach (var browser in browsers)
        {
            browser.Cookies.Remove("auth"); // its session ended when the second factor was enabled
            using var answer = await browser.SignInAsync(SignedIn.OwnerEmail);
            Assert.StartsWith("/account/code", answer.Headers.Location?.ToString(), StringComparison.Ordinal);
            halves.Add(
                (
                    browser,
                    Visitor.Form(
                        ("Input.Code", code),
                        ("recovery", recovery ? "true" : "false"),
                        (Visitor.TokenField, await browser.TokenAsync())
                    )
                )
            );
        }

        var statuses = await Task.WhenAll(
            halves.Select(async half =>
            {
                using var answer = await half.Visitor.PostBareAsync("/account/code", half.Form);
                return answer.StatusCode;
            })
        );
        Assert.All(statuses, status => Assert.True(status is HttpStatusCode.OK or HttpStatusCode.Redirect, $"{status}"));
        return statuses.Count(status => status == HttpStatusCode.Redirect);
    }

    private static Task<HttpResponseMessage> CodeAsync(Visitor visitor, string code, bool recovery = false) =>
        visitor.PostAsync("/account/code", Visitor.Form(("Input.Code", code), ("recovery", recovery ? "true" : "false")));

    private static async Task<bool> GetsInAsync(Visitor visitor, string code, bool recovery = false)
    {
        using var answer = await CodeAsync(visitor, code, recovery);
        Assert.Equal(answer.StatusCode == HttpStatusCode.Redirect, visitor.Cookies.ContainsKey("auth"));
        return answer.StatusCode == HttpStatusCode.Redirect;
    }
}
