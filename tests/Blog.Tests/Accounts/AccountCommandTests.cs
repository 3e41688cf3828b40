using System.Net;
using AngleSharp.Html.Parser;
using Blog.Accounts.SignIn;
using Blog.Data;
using Blog.Data.People;
using Blog.Data.Settings;
using Blog.Storage.Database;
using Blog.Tests.Data;
using Blog.Tests.Operations.Backups;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Blog.Tests.Accounts;

/// <summary>The commands beside a server on the same folder; each also once as the operator runs it, as a process.</summary>
public sealed class AccountCommandTests : IDisposable
{
    private const string Password = "heron stands in the rain";
    private readonly TemporaryFolder _folder = new();
    private BlogApplication? _serving;

    public void Dispose()
    {
        _serving?.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("user --help")]
    [InlineData("user add --help")]
    [InlineData("user reset-password --help")]
    [InlineData("user list --help")]
    [InlineData("keys --help")]
    [InlineData("keys revoke --help")]
    public async Task Every_command_explains_itself(string arguments)
    {
        var (code, output, _) = await RunAsync(arguments);
        Assert.Equal(0, code);
        Assert.Contains("Usage:", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("user list", "there is no blog")]
    [InlineData("user reset-password a@example.org", "there is no blog")]
    [InlineData("keys revoke", "there is no blog")]
    [InlineData("user add nonsense", "is not an e-mail address")]
    public async Task A_command_that_cannot_run_says_why_in_one_line(string arguments, string says)
    {
        var (code, output, error) = await RunAsync(arguments);
        Assert.NotEqual(0, code);
        Assert.Empty(output);
        Assert.Contains(says, Assert.Single(error.Trim().Split('\n')), StringComparison.Ordinal);
        Assert.False(File.Exists(_folder.File("blog.db")));
    }

    [Fact]
    public async Task The_first_account_takes_its_password_from_standard_input_and_is_an_owner()
    {
        var (code, output, _) = await RunProcessAsync("user add first@example.org --name 林 --password-stdin", Password + "\r\nnot this");
        Assert.Equal(0, code);
        Assert.Contains("first@example.org (owner)", output, StringComparison.Ordinal);
        Assert.DoesNotContain(Password, output, StringComparison.Ordinal);
        var blog = Serve();
        Assert.Equal(HttpStatusCode.NotFound, (await blog.Reader.GetAsync("/setup")).StatusCode);
        await SignInAsync("first@example.org", Password);
    }

    [Theory]
    [InlineData("user add x@example.org --password-stdin", "short", "at least 12")]
    [InlineData("user add x@example.org --password-stdin", "", "at least 12")]
    [InlineData("user add x@example.org --password-stdin", "passwordpassword", "common")]
    [InlineData("user add somebody.long@example.org --password-stdin", "somebody.long@example", "Too similar to")]
    [InlineData("user add x@example.org --role author", "", "must be an owner's")]
    public async Task Invalid_accounts_are_refused(string arguments, string input, string says)
    {
        MigratedDatabase.CopyIntoEmpty(_folder.Path);
        var (code, output, error) = await RunAsync(arguments, input);
        Assert.Equal(1, code);
        Assert.Empty(output);
        Assert.Contains(says, Assert.Single(error.Trim().Split('\n')), StringComparison.Ordinal);
        await using var host = new DataHost(_folder.Path);
        await host.WithDbAsync(async db => Assert.False(await db.Users.AnyAsync()));
    }

    [Fact]
    public async Task An_invitation_of_the_command_makes_the_first_account_and_closes_the_setup()
    {
        var blog = Serve();
        Assert.NotEqual(HttpStatusCode.NotFound, (await blog.Reader.GetAsync("/setup")).StatusCode);
        var link = Link(await RunAsync("user add owner@example.org"));
        Assert.StartsWith("/account/invitation?key=", link, StringComparison.Ordinal);
        Assert.NotEqual(HttpStatusCode.NotFound, (await blog.Reader.GetAsync("/setup")).StatusCode); // until somebody takes it

        var browser = Browser();
        Assert.Equal(
            HttpStatusCode.Redirect,
            (await SendAsync(browser, link, ("Input.Name", "林"), ("Input.Password", Password))).StatusCode
        );
        Assert.Equal(HttpStatusCode.NotFound, (await blog.Reader.GetAsync("/setup")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await Browser().GetAsync(link)).StatusCode);
        await SignInAsync("owner@example.org", Password);

        var again = await RunAsync("user add OWNER@example.org");
        Assert.Equal(1, again.Code);
        Assert.Contains("already has an account", again.Error, StringComparison.Ordinal);
        Assert.Contains("as author", (await RunAsync("user add second@example.org")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_account_added_by_the_command_can_sign_in_to_the_running_server_at_once()
    {
        var blog = Serve();
        // the page says where the link is
        Assert.Empty((await blog.PageAsync("/account/sign-in")).QuerySelectorAll("input[type=password]"));
        await RunAsync("user add owner@example.org --password-stdin", Password);
        await SignInAsync("owner@example.org", Password);
        Assert.Equal(HttpStatusCode.NotFound, (await blog.Reader.GetAsync("/setup")).StatusCode);
    }

    [Fact]
    public async Task A_reset_link_sets_the_password_and_the_second_factor_stays()
    {
        Serve();
        await SignedIn.OwnerAsync(_serving!);
        var secret = await TurnOnSecondFactorAsync("owner@example.org");
        var link = Link(await RunProcessAsync("user reset-password Owner@example.org"));
        Assert.Equal(HttpStatusCode.Redirect, (await SendAsync(Browser(), link, ("Input.Password", Password))).StatusCode);
        await _serving!.WithDbAsync(async db => Assert.True((await db.Users.SingleAsync()).TwoFactorEnabled));

        var browser = Browser();
        var half = await SendAsync(browser, "/account/sign-in", ("Input.Email", "owner@example.org"), ("Input.Password", Password));
        Assert.StartsWith("/account/code", half.Headers.Location!.OriginalString, StringComparison.Ordinal);
        Assert.NotEmpty(secret);
    }

    [Fact]
    public async Task Removing_the_second_factor_drops_the_recovery_codes_and_ends_every_session()
    {
        Serve();
        var owner = await SignedIn.OwnerAsync(_serving!);
        await TurnOnSecondFactorAsync("owner@example.org");
        Assert.Contains(
            "have been removed",
            (await RunAsync("user reset-password owner@example.org --remove-second-factor")).Output,
            StringComparison.Ordinal
        );
        await _serving!.WithDbAsync(async db =>
        {
            var account = await db.Users.SingleAsync();
            Assert.False(account.TwoFactorEnabled);
            Assert.Null(account.TotpSecret);
            Assert.False(await db.RecoveryCodes.AnyAsync());
        });
        Assert.Equal(HttpStatusCode.Redirect, (await owner.Client.GetAsync("/admin")).StatusCode);
        Assert.Equal(1, (await RunAsync("user reset-password nobody@example.org")).Code);
    }

    [Fact]
    public async Task The_list_shows_who_may_sign_in_and_no_secret()
    {
        Serve();
        await SignedIn.OwnerAsync(_serving!);
        await TurnOnSecondFactorAsync("owner@example.org");
        await SignedIn.AccountAsync(_serving!, "red@example.org", "红\u001b[31m");
        await RunAsync("user add guest@example.org --name 客");
        var (code, output, _) = await RunProcessAsync("user list");
        Assert.Equal(0, code);
        var lines = output.Trim().Split('\n');
        Assert.Matches(@"^owner@example\.org +站长本人 +owner +active +on +0 +\d{4}-\d\d-\d\d \d\d:\d\d", lines[1]);
        // no control characters of a name reach the terminal
        Assert.Matches(@"^red@example\.org +红\?\[31m +author +active +off +0 +-$", lines[2]);
        Assert.Matches(@"^guest@example\.org +客 +author +invited until", lines[3]);
        await _serving!.WithDbAsync(async db =>
        {
            var account = await db.Users.SingleAsync(a => a.Role == AccountRole.Owner);
            foreach (
                var secret in new[]
                {
                    account.PasswordHash!,
                    account.TotpSecret!,
                    account.SecurityStamp!,
                    (await db.OneTimeLinks.SingleAsync()).TokenHash,
                    (await db.Sessions.FirstAsync()).KeyHash,
                }
            )
            {
                Assert.DoesNotContain(secret, output, StringComparison.Ordinal);
            }
        });
    }

    [Fact]
    public async Task After_revoking_the_keys_old_cookies_forms_and_ciphertexts_open_nothing_and_the_phone_still_does()
    {
        var blog = Serve();
        var owner = await SignedIn.OwnerAsync(blog);
        var secret = await TurnOnSecondFactorAsync("owner@example.org");
        var signedIn = await CodeSignInAsync(secret);
        Assert.Equal(HttpStatusCode.OK, (await signedIn.GetAsync("/admin")).StatusCode);
        var stranger = Browser();
        var form = TokenOf(await stranger.GetStringAsync("/account/sign-in"));
        var (old, stolen) = ("", Copy(_folder.File("keys")));
        await blog.WithDbAsync(async db => old = (await db.Users.SingleAsync()).TotpSecret!);

        await StoreSecretAsync("owner's secret");
        var (code, output, error) = await RunProcessAsync("keys revoke");
        Assert.True(code == 0, error);
        Assert.Contains("re-encrypted 1 second factors", output, StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.Redirect, (await signedIn.GetAsync("/admin")).StatusCode);
        await Poll.UntilAsync(async () =>
            (await PostAsync(stranger, "/account/sign-in", form, ("Input.Email", "a@example.org"), ("Input.Password", "x"))).StatusCode
            == HttpStatusCode.BadRequest
        );
        await blog.WithDbAsync(async db =>
        {
            var account = await db.Users.SingleAsync();
            Assert.NotEqual(old, account.TotpSecret);
            Assert.False(await db.Sessions.AnyAsync());

            // A thief has the old keys and the new database; an operator who restarts has the new keys.
            Assert.Null(Opened(stolen, account));
            Assert.Equal(secret, Opened(_folder.File("keys"), account));
            var stored = (await db.Secrets.SingleAsync(row => row.Name == "canary")).Protected;
            Assert.Null(Opened(stolen, stored, "Settings.Secret", "canary"));
            Assert.Equal("owner's secret"u8.ToArray(), Opened(_folder.File("keys"), stored, "Settings.Secret", "canary"));
        });
        // no restart; the running server may notice the revocation a moment before the new key
        await Poll.UntilAsync(async () =>
        {
            blog.Clock.Advance(TimeSpan.FromMinutes(1));
            try
            {
                return (await (await CodeSignInAsync(secret)).GetAsync("/admin")).StatusCode == HttpStatusCode.OK;
            }
            catch (HttpRequestException)
            {
                return false; // the code page is not reachable: the first step was forgotten
            }
        });
    }

    [Fact]
    public async Task A_revocation_that_was_killed_half_way_locks_nobody_out_and_the_next_one_ends_it()
    {
        var blog = Serve();
        await SignedIn.OwnerAsync(blog);
        var secret = await TurnOnSecondFactorAsync("owner@example.org");
        var keys = blog.Services.GetRequiredService<IKeyManager>();
        keys.RevokeAllKeys(keys.CreateNewKey(DateTimeOffset.MinValue, DateTimeOffset.MaxValue).CreationDate, "killed after this");
        await blog.WithDbAsync(async db =>
        {
            var account = await db.Users.SingleAsync();
            Assert.Equal(secret, blog.Services.GetRequiredService<SecondFactors>().Open(account, account.TotpSecret));
        });
        Assert.Equal(0, (await RunAsync("keys revoke")).Code);
        await blog.WithDbAsync(async db => Assert.Equal(secret, Opened(_folder.File("keys"), await db.Users.SingleAsync())));
    }

    [Fact]
    public async Task A_database_of_an_older_schema_is_left_alone()
    {
        File.Copy(Path.Combine(AppContext.BaseDirectory, "Fixtures", "schema-1.db"), _folder.File("blog.db"));
        foreach (var command in new[] { "user add a@example.org", "user list", "keys revoke" })
        {
            var (code, _, error) = await RunAsync(command);
            Assert.Equal(2, code);
            Assert.Contains("older schema", error, StringComparison.Ordinal);
        }

        Assert.Empty(Directory.Exists(_folder.File("keys")) ? Directory.GetFiles(_folder.File("keys")) : []);
    }

    private static string Copy(string from)
    {
        var to = Directory.CreateTempSubdirectory("blog-test-keys-").FullName;
        foreach (var file in Directory.GetFiles(from))
        {
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        }

        return to;
    }

    /// <summary>The secret of an account by the keys of a folder, none of them revoked.</summary>
    private static byte[]? Opened(string keys, Account account) =>
        Opened(keys, account.TotpSecret!, "Accounts.TotpSecret", account.Id.ToString(System.Globalization.CultureInfo.InvariantCulture));

    private async Task StoreSecretAsync(string secret)
    {
        await using var scope = _serving!.Services.CreateAsyncScope();
        await scope
            .ServiceProvider.GetRequiredService<BlogDb>()
            .WriteAsync(
                () => scope.ServiceProvider.GetRequiredService<SecretStore>().SetAsync("canary", secret, CancellationToken.None),
                CancellationToken.None
            );
    }

    private static byte[]? Opened(string keys, string encrypted, string purpose, string name)
    {
        var provider = DataProtectionProvider.Create(new DirectoryInfo(keys), builder => builder.SetApplicationName("Blog"));
        try
        {
            return provider.CreateProtector(purpose, name).Unprotect(System.Buffers.Text.Base64Url.DecodeFromChars(encrypted));
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            return null;
        }
    }

    private static string TokenOf(string html) =>
        new HtmlParser().ParseDocument(html).QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;

    private static string Link((int Code, string Output, string Error) run)
    {
        Assert.True(run.Code == 0, run.Error);
        return new Uri(run.Output.Trim().Split('\n')[^1]).PathAndQuery;
    }

    private static async Task<HttpResponseMessage> PostAsync(
        HttpClient browser,
        string path,
        string token,
        params (string Name, string Value)[] fields
    )
    {
        using var content = new FormUrlEncodedContent([
            new("__RequestVerificationToken", token),
            .. fields.Select(field => new KeyValuePair<string, string>(field.Name, field.Value)),
        ]);
        return await browser.PostAsync(path, content);
    }

    private static async Task<HttpResponseMessage> SendAsync(
        HttpClient browser,
        string path,
        params (string Name, string Value)[] fields
    ) => await PostAsync(browser, path, TokenOf(await browser.GetStringAsync(path)), fields);

    private HttpClient Browser() => _serving!.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false });

    private BlogApplication Serve()
    {
        MigratedDatabase.CopyIntoEmpty(_folder.Path);
        _serving = new BlogApplication(_folder.Path);
        _serving.Clock.AdjustTime(TimeProvider.System.GetUtcNow()); // links of the command expire by the machine's clock
        _ = _serving.Reader;
        // a command finds no half-made database
        Assert.True(SpinWait.SpinUntil(() => _serving.Services.GetRequiredService<Readiness>().IsReady, Poll.Limit));
        return _serving;
    }

    private async Task SignInAsync(string email, string password)
    {
        var browser = Browser();
        Assert.Equal(
            "/admin",
            (await SendAsync(browser, "/account/sign-in", ("Input.Email", email), ("Input.Password", password)))
                .Headers
                .Location
                ?.OriginalString
        );
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/admin")).StatusCode);
    }

    private async Task<HttpClient> CodeSignInAsync(byte[] secret)
    {
        var browser = Browser();
        await SendAsync(browser, "/account/sign-in", ("Input.Email", "owner@example.org"), ("Input.Password", SignedIn.Password));
        await SendAsync(browser, "/account/code", ("Input.Code", Totp.Code(secret, _serving!.Clock.GetUtcNow().ToUnixTimeSeconds() / 30)));
        return browser;
    }

    private async Task<byte[]> TurnOnSecondFactorAsync(string email)
    {
        var (secret, factors) = (Totp.NewSecret(), _serving!.Services.GetRequiredService<SecondFactors>());
        await _serving.WithDbAsync(async db =>
        {
            var account = await db.Users.SingleAsync(a => a.Email == email);
            account.TakeSecondFactor(factors.Protect(account, secret), 0);
            await db.SaveChangesAsync();
            await factors.RenewRecoveryCodesAsync(db, account.Id, CancellationToken.None);
        });
        return secret;
    }

    private Task<(int Code, string Output, string Error)> RunAsync(string arguments, string input = "") =>
        BlogCommand.InvokeAsync(_folder.Path, arguments.Split(' '), input);

    private async Task<(int Code, string Output, string Error)> RunProcessAsync(string arguments, string input = "")
    {
        using var process = BlogCommand.Start(_folder.Path, arguments.Split(' '));
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync().WaitAsync(Poll.Limit);
        return (process.ExitCode, await output, await error);
    }
}
