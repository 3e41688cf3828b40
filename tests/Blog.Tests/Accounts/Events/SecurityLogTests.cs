using System.Globalization;
using System.Net;
using Blog.Accounts.Events;
using Blog.Data.People;
using Blog.Data.Security;
using Blog.Site.Security;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Blog.Tests.Accounts.Events;

/// <summary>The security log says what happened to whom, from which network and by which means, and never what anybody typed.</summary>
public sealed class SecurityLogTests : IDisposable
{
    private const string Wrong = "not the password, sorry";
    private const string NewPassword = "seven lanterns orbit a kettle";
    private readonly BlogApplication _blog = new();

    public void Dispose() => _blog.Dispose();

    [Fact]
    public async Task Signing_in_is_recorded_with_account_network_and_means()
    {
        var owner = await SignedIn.OwnerAsync(_blog, "198.51.100.7");
        using var failed = await new Visitor(_blog, "192.0.2.66").SignInAsync(SignedIn.OwnerEmail, Wrong);
        using var unknown = await new Visitor(_blog, "2001:db8:1:2::9").SignInAsync("nobody@example.org", Wrong);
        Assert.Equal(
            new[]
            {
                $"SignedIn {owner.AccountId} - 198.51.100.0/24 password",
                $"SignInFailed {owner.AccountId} - 192.0.2.0/24 password",
                "SignInFailed - - 2001:db8:1::/48 password",
            }.Order(StringComparer.Ordinal),
            await EntriesAsync()
        );
    }

    [Fact]
    public async Task The_second_factor_and_passkeys_are_recorded()
    {
        var owner = await SignedIn.OwnerAsync(_blog);
        var passkey = await SignIn.SoftwarePasskey.AddAsync(_blog, owner.AccountId);
        var (secret, codes) = await owner.TurnOnSecondFactorAsync();
        using var renewed = await owner.PostAsync("/admin/security/authenticator", handler: "Renew");
        _blog.Clock.Advance(TimeSpan.FromSeconds(30));
        var half = new Visitor(_blog);
        using var first = await half.SignInAsync(SignedIn.OwnerEmail);
        using var wrong = await half.PostAsync("/account/code", Visitor.Form(("Input.Code", owner.CodeOf(secret, 5))));
        using var right = await half.PostAsync("/account/code", Visitor.Form(("Input.Code", owner.CodeOf(secret))));
        using var by = await passkey.SignInAsync(new Visitor(_blog));
        var id = (await owner.PageAsync("/admin/security/passkeys")).QuerySelector("input[name=id]")!.GetAttribute("value")!;
        using var removed = await owner.PostAsync("/admin/security/passkeys", Visitor.Form(("id", id)), "Remove");
        using var off = await owner.PostAsync("/admin/security/authenticator", handler: "Remove");
        Assert.Equal(
            new[]
            {
                "SignedIn password",
                "SecondFactorOn ",
                "RecoveryCodesMade ",
                "CodeFailed code",
                "SignedIn password-and-code",
                "SignedIn passkey",
                "PasskeyRemoved ",
                "SecondFactorOff ",
            }.Order(StringComparer.Ordinal),
            await ShortAsync()
        );
    }

    [Fact]
    public async Task Changes_of_accounts_are_recorded_with_who_made_them()
    {
        var (owner, author) = (await SignedIn.OwnerAsync(_blog), await SignedIn.AuthorAsync(_blog));
        var id = author.AccountId.ToString(CultureInfo.InvariantCulture);
        using var link = await owner.PostAsync("/admin/people", Visitor.Form(("id", id)), "ResetLink");
        var reset = new Uri((await Visitor.ParsedAsync(link)).QuerySelector("#link")!.GetAttribute("value")!).PathAndQuery;
        using var set = await new Visitor(_blog).PostAsync(reset, Visitor.Form(("Input.Password", NewPassword)));
        using var become = await owner.PostAsync("/admin/people", Visitor.Form(("id", id), ("role", "Owner")), "Become");
        using var disable = await owner.PostAsync("/admin/people", Visitor.Form(("id", id)), "Disable");
        using var changed = await owner.PostAsync(
            "/admin/security/password",
            Visitor.Form(("Email", "moved@example.org"), ("CurrentPassword", SignedIn.Password), ("Password", NewPassword))
        );
        using var ended = await owner.PostAsync("/admin/security", Visitor.Form(("id", "99")), "EndSession");
        using var left = await owner.PostAsync("/account/sign-out");
        Assert.Equal(
            new[]
            {
                $"LinkMade {id} {owner.AccountId} 192.0.2.0/24 password",
                $"PasswordReset {id} - 192.0.2.0/24 link",
                $"RoleChanged {id} {owner.AccountId} 192.0.2.0/24 owner",
                $"AccountDisabled {id} {owner.AccountId} 192.0.2.0/24 ",
                $"PasswordChanged {owner.AccountId} - 192.0.2.0/24 ",
                $"EmailChanged {owner.AccountId} - 192.0.2.0/24 ",
                $"SessionEnded {owner.AccountId} - 192.0.2.0/24 one",
                $"SignedOut {owner.AccountId} - 192.0.2.0/24 ",
            }.Order(StringComparer.Ordinal),
            (await EntriesAsync()).Where(entry => !entry.StartsWith("SignedIn", StringComparison.Ordinal))
        );
    }

    [Fact]
    public async Task What_is_refused_is_recorded()
    {
        var author = await SignedIn.AuthorAsync(_blog);
        using var access = await author.GetAsync("/admin/settings");
        using var token = await author.PostBareAsync("/admin/profile", Visitor.Form(("Name", "x")));
        using var site = await author.PostBareAsync("/admin/profile", Visitor.Form(), null, ("Origin", "https://evil.example"));
        using var hook = await new Visitor(_blog).PostBareAsync("/hooks/git/" + new string('a', 32), Visitor.Form());
        for (var i = 0; i < 11; i++)
        {
            using var guess = await new Visitor(_blog, "203.0.113.9").SignInAsync("nobody@example.org", Wrong);
        }

        Assert.Equal(
            new[]
            {
                "SignedIn password",
                "AccessRefused ",
                "CsrfRefused token",
                "CsrfRefused other-site",
                "WebhookRefused no such address",
                "SignInFailed password",
                "SignInRefused too-many",
            }.Order(StringComparer.Ordinal),
            await ShortAsync()
        );
    }

    [Fact]
    public async Task Settings_tokens_and_backups_are_recorded()
    {
        var owner = await SignedIn.OwnerAsync(_blog);
        var post = await _blog.PublishAsync("预览", "正文。");
        using var preview = await owner.PostAsync($"/admin/posts/{post.Id}/links", Visitor.Form(("days", "7")), "Create");
        Assert.Equal(HttpStatusCode.OK, preview.StatusCode);
        using var friends = await owner.PostAsync("/admin/friends", Visitor.Form(("Options.Path", "friends")), "Options");
        Assert.Equal(["SettingsChanged friends", "SignedIn password", "TokenMade preview-link"], await ShortAsync());
    }

    [Fact]
    public async Task Nothing_that_anybody_typed_is_in_the_log()
    {
        await SignedIn.OwnerAsync(_blog);
        foreach (var secret in new[] { "a-secret-word-42@example.org", "aaaa-secret-word-42" })
        {
            using var byPassword = await new Visitor(_blog).SignInAsync("nobody@example.org", secret);
            using var byAddress = await new Visitor(_blog).SignInAsync(secret, Wrong);
            using var byPasskey = await new Visitor(_blog).PostAsync("/account/sign-in", Visitor.Form(("credential", secret)), "Passkey");
            using var byHost = await new Visitor(_blog).GetAsync("/admin?" + secret);
        }

        await FlushAsync();
        var dump = string.Join('\n', Blog.Tests.Data.DatabaseDump.Of(_blog.DataFolder));
        Assert.Contains("SignInFailed", dump, StringComparison.Ordinal);
        Assert.DoesNotContain("secret-word-42", dump, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(Wrong, dump, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Refusals_of_an_hour_are_one_row_and_a_flood_from_many_networks_is_bounded()
    {
        await SignedIn.OwnerAsync(_blog);
        var journal = _blog.Services.GetRequiredService<SecurityJournal>();
        for (var i = 0; i < 30; i++)
        {
            journal.Add(new SecurityNote(SecurityEventKind.SignInFailed, null, null, "192.0.2.0/24", "password"));
            await journal.FlushAsync(TestContext.Current.CancellationToken);
        }

        Assert.Equal([30], await CountsAsync("192.0.2.0/24"));
        _blog.Clock.Advance(TimeSpan.FromHours(1));
        for (var i = 0; i < 3_000; i++)
        {
            journal.Add(new SecurityNote(SecurityEventKind.SignInFailed, null, null, $"2001:db8:{i:x}::/48", "password"));
        }

        await FlushAsync();
        await _blog.WithDbAsync(async db =>
        {
            var rows = await db.SecurityEvents.Where(entry => entry.Kind == SecurityEventKind.SignInFailed).ToListAsync();
            Assert.Equal(3_030, rows.Sum(row => row.Count)); // none is lost
            Assert.Equal(502, rows.Count);
        });
        Assert.Equal([2_500], await CountsAsync(null));
    }

    [Fact]
    public async Task An_entry_is_kept_for_180_days()
    {
        await SignedIn.OwnerAsync(_blog);
        await FlushAsync();
        _blog.Clock.Leap(SecurityJournal.KeptFor - TimeSpan.FromMinutes(1));
        await FlushAsync();
        Assert.Equal(["SignedIn password"], await ShortAsync());
        _blog.Clock.Advance(TimeSpan.FromHours(7));
        await FlushAsync();
        Assert.Empty(await ShortAsync());
    }

    [Fact]
    public async Task The_page_shows_owners_who_did_what_and_counts_refusals()
    {
        var owner = await SignedIn.OwnerAsync(_blog);
        for (var i = 0; i < 3; i++)
        {
            using var guess = await new Visitor(_blog, "203.0.113.9").SignInAsync(SignedIn.OwnerEmail, Wrong);
        }

        var words = EventTexts.Chinese;
        var rows = (await owner.PageAsync("/admin/security/log")).QuerySelectorAll("tbody tr").Select(row => row.TextContent).ToList();
        Assert.Equal(2, rows.Count);
        Assert.Contains(words.NameOf(SecurityEventKind.SignInFailed) + " " + words.Times(3), rows[0], StringComparison.Ordinal);
        Assert.Contains("203.0.113.0/24", rows[0], StringComparison.Ordinal);
        Assert.Contains("站长本人", rows[1], StringComparison.Ordinal);
        Assert.Single((await owner.PageAsync("/admin/security/log?show=Visits")).QuerySelectorAll("tbody tr"));
        Assert.Empty((await owner.PageAsync("/admin/security/log?show=Changes")).QuerySelectorAll("tbody tr"));
        Assert.NotNull((await owner.PageAsync("/admin/security")).QuerySelector("a[href='/admin/security/log']"));
        var author = await SignedIn.AuthorAsync(_blog);
        Assert.Null((await author.PageAsync("/admin/security")).QuerySelector("a[href='/admin/security/log']"));
    }

    [Fact]
    public void Every_event_and_every_means_has_a_name_in_both_languages()
    {
        foreach (var words in new[] { EventTexts.Chinese, EventTexts.English })
        {
            var names = Enum.GetValues<SecurityEventKind>().Select(words.NameOf).ToList();
            Assert.Equal(names.Count, names.Distinct(StringComparer.Ordinal).Count());
            foreach (var method in Enum.GetValues<SignInMethod>().Select(SecurityLog.WordOf))
            {
                Assert.NotNull(words.MethodName(method));
            }
        }

        Assert.All(Enum.GetNames<SecurityEventKind>(), name => Assert.True(name.Length <= 20, name)); // the column
    }

    [Fact]
    public async Task The_file_for_fail2ban_has_whole_addresses_and_the_metric_counts()
    {
        using var folder = new TemporaryFolder();
        using var blog = new BlogApplication();
        blog.Settings["Blog:SecurityLog:File"] = Path.Combine(folder.Path, "security.log");
        blog.Settings["Blog:Metrics:Token"] = "a-token-of-the-metrics";
        var owner = await SignedIn.OwnerAsync(blog, "198.51.100.7");
        using var failed = await new Visitor(blog, "192.0.2.66").SignInAsync(SignedIn.OwnerEmail, Wrong);
        using var mapped = await new Visitor(blog, "::ffff:192.0.2.67").SignInAsync("nobody@example.org", Wrong);
        Assert.Equal(
            [
                $"2026-11-23T08:00:00Z blog: signed-in from 198.51.100.7 account={owner.AccountId} method=password",
                $"2026-11-23T08:00:00Z blog: sign-in-failed from 192.0.2.66 account={owner.AccountId} method=password",
                "2026-11-23T08:00:00Z blog: sign-in-failed from 192.0.2.67 account=- method=password",
            ],
            await File.ReadAllLinesAsync(blog.Settings["Blog:SecurityLog:File"], TestContext.Current.CancellationToken)
        );
        using var request = new HttpRequestMessage(HttpMethod.Get, "/metrics");
        request.Headers.Authorization = new("Bearer", blog.Settings["Blog:Metrics:Token"]);
        using var metrics = await blog.Reader.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await metrics.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var counted = text.Split('\n').Where(line => line.StartsWith("blog_security", StringComparison.Ordinal));
        // of all hosts of this process
        Assert.Contains(counted, line => line.Contains("event=\"sign-in-failed\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Whole_addresses_are_kept_by_setting()
    {
        using var blog = new BlogApplication();
        blog.Settings["Blog:SecurityLog:Addresses"] = "full";
        await SignedIn.OwnerAsync(blog, "198.51.100.7");
        await blog.Services.GetRequiredService<SecurityJournal>().FlushAsync(TestContext.Current.CancellationToken);
        await blog.WithDbAsync(async db => Assert.Equal("198.51.100.7", (await db.SecurityEvents.SingleAsync()).Network));
    }

    private Task FlushAsync() => _blog.Services.GetRequiredService<SecurityJournal>().FlushAsync(TestContext.Current.CancellationToken);

    private async Task<IReadOnlyList<string>> EntriesAsync() =>
        await ReadAsync(e => $"{e.Kind} {Id(e.AccountId)} {Id(e.ById)} {e.Network} {e.Method}");

    private async Task<IReadOnlyList<string>> ShortAsync() => await ReadAsync(e => $"{e.Kind} {e.Method}");

    private async Task<IReadOnlyList<string>> ReadAsync(Func<SecurityEvent, string> show)
    {
        await FlushAsync();
        List<SecurityEvent> rows = [];
        await _blog.WithDbAsync(async db => rows = await db.SecurityEvents.ToListAsync());
        return [.. rows.Select(show).Order(StringComparer.Ordinal)]; // the clock stands still
    }

    private async Task<IReadOnlyList<int>> CountsAsync(string? network)
    {
        List<int> counts = [];
        await _blog.WithDbAsync(async db =>
            counts = await db
                .SecurityEvents.Where(e => e.Kind == SecurityEventKind.SignInFailed && e.Network == network)
                .Select(e => e.Count)
                .ToListAsync()
        );
        return counts;
    }

    private static string Id(int? id) => id?.ToString(CultureInfo.InvariantCulture) ?? "-";
}
