using System.Net;
using Blog.Accounts.Passwords;
using Blog.Data.People;

namespace Blog.Tests.Accounts.SignIn;

/// <summary>security.md B17: whatever strangers do, the owner gets in on a device of theirs, by a link or by a passkey.</summary>
[Trait("Suite", "Attacks")]
public sealed class KnownDeviceTests : IDisposable
{
    private const string Wrong = "not the password, sorry";
    private const string NewPassword = "seven lanterns orbit a kettle";
    private const string Here = "192.0.2.1";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly BlogApplication _blog = new();

    public void Dispose() => _blog.Dispose();

    [Fact]
    public async Task A_known_device_is_not_slowed_down_by_guesses_from_its_own_network()
    {
        var owner = await SignedIn.OwnerAsync(_blog, Here);
        await GuessAsync(Here);
        Assert.Equal(HttpStatusCode.TooManyRequests, await SignInAsync(new Visitor(_blog, Here)));
        Assert.Equal(HttpStatusCode.Redirect, await SignInAsync(DeviceOf(owner, Here)));
    }

    [Fact]
    public async Task A_used_reset_link_makes_the_browser_a_known_device_and_forgets_the_guesses()
    {
        var owner = await SignedIn.OwnerAsync(_blog, "198.51.100.7");
        await SignedIn.AuthorAsync(_blog, "198.51.100.7");
        using var made = await owner.PostAsync("/admin/people", Visitor.Form(("id", "2")), "ResetLink");
        var link = new Uri((await Visitor.ParsedAsync(made)).QuerySelector("#link")!.GetAttribute("value")!).PathAndQuery;
        await GuessAsync(Here, SignedIn.AuthorEmail);
        var browser = new Visitor(_blog, Here);
        using var set = await browser.PostAsync(link, Visitor.Form(("Input.Password", NewPassword)));
        Assert.Equal("/account/sign-in", set.Headers.Location?.ToString());
        Assert.Equal(HttpStatusCode.Redirect, await SignInAsync(browser, NewPassword, SignedIn.AuthorEmail));
        // Elsewhere the account is free too; the network of the guesses is not.
        Assert.Equal(HttpStatusCode.Redirect, await SignInAsync(new Visitor(_blog, "203.0.113.5"), NewPassword, SignedIn.AuthorEmail));
        Assert.Equal(HttpStatusCode.TooManyRequests, await SignInAsync(new Visitor(_blog, Here), NewPassword, SignedIn.AuthorEmail));
    }

    [Fact]
    public async Task An_accepted_invitation_makes_the_browser_a_known_device()
    {
        var owner = await SignedIn.OwnerAsync(_blog, "198.51.100.7");
        using var made = await owner.PostAsync(
            "/admin/people",
            Visitor.Form(("Email", "new@example.org"), ("Name", "新来的"), ("Role", "Author")),
            "Invite"
        );
        var link = new Uri((await Visitor.ParsedAsync(made)).QuerySelector("#link")!.GetAttribute("value")!).PathAndQuery;
        var browser = new Visitor(_blog, Here);
        using var accepted = await browser.PostAsync(link, Visitor.Form(("Input.Name", "新来的"), ("Input.Password", NewPassword)));
        Assert.Equal("/admin", accepted.Headers.Location?.ToString());
        await GuessAsync(Here, "new@example.org");
        Assert.Equal(HttpStatusCode.Redirect, await SignInAsync(browser, NewPassword, "new@example.org"));
    }

    [Fact]
    public async Task A_passkey_is_not_limited_makes_the_browser_known_and_forgets_the_guesses()
    {
        var owner = await SignedIn.AccountAsync(_blog, SignedIn.OwnerEmail, role: AccountRole.Owner);
        var passkey = await SoftwarePasskey.AddAsync(_blog, owner.Id);
        await GuessAsync(Here);
        var browser = new Visitor(_blog, Here);
        using var answer = await passkey.SignInAsync(browser);
        Assert.Equal((HttpStatusCode.Redirect, "/admin"), (answer.StatusCode, answer.Headers.Location?.ToString()));
        Assert.Equal(HttpStatusCode.Redirect, await SignInAsync(browser));
        Assert.Equal(HttpStatusCode.Redirect, await SignInAsync(new Visitor(_blog, "203.0.113.5")));
    }

    [Fact]
    public async Task A_passkeys_answer_signs_in_once()
    {
        var owner = await SignedIn.AccountAsync(_blog, SignedIn.OwnerEmail, role: AccountRole.Owner);
        var passkey = await SoftwarePasskey.AddAsync(_blog, owner.Id);
        var browser = new Visitor(_blog);
        var form = await passkey.AnswerAsync(browser);
        var copy = new Visitor(_blog, "203.0.113.5", browser.Cookies);
        using var first = await SoftwarePasskey.SendAsync(browser, form);
        Assert.Equal(HttpStatusCode.Redirect, first.StatusCode);
        using var again = await SoftwarePasskey.SendAsync(copy, form);
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        Assert.DoesNotContain("auth", copy.Cookies.Keys);
    }

    [Fact]
    public async Task Guesses_do_not_keep_a_signed_in_person_from_confirming_who_they_are()
    {
        var owner = await SignedIn.OwnerAsync(_blog, Here);
        owner.Cookies.Remove("device");
        await GuessAsync(Here);
        using var confirmed = await owner.PostAsync("/account/confirm", Visitor.Form(("Input.Password", SignedIn.Password)));
        Assert.Equal(HttpStatusCode.Redirect, confirmed.StatusCode);
    }

    [Fact]
    public async Task Strangers_who_fill_their_places_at_the_password_hash_leave_the_others_free()
    {
        using var hashing = new PasswordHashThrottle();
        using var release = new ManualResetEventSlim();
        var guesses = Enumerable
            .Range(0, 48)
            .Select(_ => hashing.TryRunAsync(() => release.Wait(Patience), isKnown: false, CancellationToken.None))
            .ToList();
        Assert.Contains(guesses, guess => guess.IsCompletedSuccessfully && !guess.Result.IsDone);
        var known = await hashing.TryRunAsync(() => true, isKnown: true, CancellationToken.None).WaitAsync(Patience);
        Assert.True(known.IsDone);
        release.Set();
        await Task.WhenAll(guesses);
    }

    [Fact]
    public async Task Forty_eight_guesses_at_once_from_many_addresses_do_not_keep_the_owner_out()
    {
        using var blog = new BlogApplication { HashRounds = 100_000 };
        var owner = await SignedIn.OwnerAsync(blog, "198.51.100.7");
        var strangers = new List<(Visitor Visitor, string Token)>();
        for (var i = 0; i < 48; i++)
        {
            var visitor = new Visitor(blog, $"192.0.2.{i + 10}");
            strangers.Add((visitor, await visitor.TokenAsync()));
        }

        var guesses = strangers
            .Select(stranger =>
                stranger.Visitor.PostBareAsync(
                    "/account/sign-in",
                    Visitor.Form(
                        ("Input.Email", $"x{stranger.Token[^9..]}@example.org"),
                        ("Input.Password", Wrong),
                        (Visitor.TokenField, stranger.Token)
                    )
                )
            )
            .ToList();
        for (var i = 0; i < 4; i++)
        {
            Assert.Equal(HttpStatusCode.Redirect, await SignInAsync(DeviceOf(owner, "198.51.100.7")));
        }

        foreach (var guess in await Task.WhenAll(guesses))
        {
            guess.Dispose();
        }
    }

    /// <summary>A browser that holds nothing but what tells that the account has signed in on it.</summary>
    private static Visitor DeviceOf(SignedIn owner, string address) =>
        new(owner.Application, address, [KeyValuePair.Create("device", owner.Cookies["device"])]);

    private static async Task<HttpStatusCode> SignInAsync(
        Visitor visitor,
        string password = SignedIn.Password,
        string email = SignedIn.OwnerEmail
    )
    {
        using var answer = await visitor.SignInAsync(email, password);
        return answer.StatusCode;
    }

    /// <summary>Ten wrong passwords for the account from one network, which is then slowed down.</summary>
    private async Task GuessAsync(string address, string email = SignedIn.OwnerEmail)
    {
        var stranger = new Visitor(_blog, address);
        for (var i = 0; i < 10; i++)
        {
            Assert.Equal(HttpStatusCode.OK, await SignInAsync(stranger, Wrong, email));
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, await SignInAsync(stranger, Wrong, email));
    }
}
