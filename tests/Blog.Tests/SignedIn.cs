using System.Net;
using Blog.Accounts.Management;
using Blog.Accounts.SignIn;
using Blog.Data;
using Blog.Data.People;
using Blog.Storage.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Blog.Tests;

/// <summary>A browser signed in through the sign-in page.</summary>
public sealed class SignedIn : Visitor
{
    public const string Password = "grey kettle orbits seven lanterns";
    public const string OwnerEmail = "owner@example.org";
    public const string AuthorEmail = "author@example.org";

    private SignedIn(BlogApplication blog, string address, IEnumerable<KeyValuePair<string, string>> cookies, Account account)
        : base(blog, address, cookies) => (AccountId, Email) = (account.Id, account.Email!);

    public int AccountId { get; }

    public string Email { get; }

    /// <summary>The key of the session, as the cookie holds it.</summary>
    public string AuthCookie => Cookies["auth"];

    /// <summary>Signs in the blog's owner; creates the account if necessary.</summary>
    public static Task<SignedIn> OwnerAsync(BlogApplication blog, string address = "192.0.2.1") =>
        AsAsync(blog, OwnerEmail, "站长本人", AccountRole.Owner, address);

    /// <summary>Signs in an author; creates the account if necessary.</summary>
    public static Task<SignedIn> AuthorAsync(BlogApplication blog, string address = "192.0.2.1") =>
        AsAsync(blog, AuthorEmail, "写字的人", AccountRole.Author, address);

    /// <summary>Signs in with an address; creates the account if necessary.</summary>
    public static async Task<SignedIn> AsAsync(
        BlogApplication blog,
        string email,
        string name,
        AccountRole role,
        string address = "192.0.2.1"
    )
    {
        var account = await AccountAsync(blog, email, name, role);
        var visitor = new Visitor(blog, address);
        using var answer = await visitor.SignInAsync(email);
        Assert.True(
            answer.StatusCode == HttpStatusCode.Redirect,
            $"{email} was not let in: {(int)answer.StatusCode} {(await ParsedAsync(answer)).QuerySelector("[role=alert]")?.TextContent}"
        );
        return new SignedIn(blog, address, visitor.Cookies, account);
    }

    /// <summary>The account of an address, created with <see cref="Password"/> if necessary.</summary>
    public static async Task<Account> AccountAsync(
        BlogApplication blog,
        string email,
        string name = "某人",
        AccountRole role = AccountRole.Author
    )
    {
        await blog.Services.GetRequiredService<Readiness>().Task;
        await using var scope = blog.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BlogDb>();
        if (!await db.Users.AnyAsync(account => account.Email == email))
        {
            Assert.Null(
                await scope
                    .ServiceProvider.GetRequiredService<AccountManager>()
                    .CreateAsync(email, name, role, Password, CancellationToken.None)
            );
        }

        return await db.Users.AsNoTracking().SingleAsync(account => account.Email == email);
    }

    /// <summary>Enables the second factor on its page.</summary>
    /// <returns>The authenticator's secret and the recovery codes.</returns>
    public async Task<(byte[] Secret, IReadOnlyList<string> RecoveryCodes)> TurnOnSecondFactorAsync()
    {
        const string path = "/admin/security/authenticator";
        var page = await PageAsync(path);
        var kept = page.QuerySelector("input[name=Secret]")!.GetAttribute("value")!;
        var secret = await SecretAsync(kept);
        var form = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["Secret"] = kept,
            ["Code"] = CodeOf(secret),
            [TokenField] = page.QuerySelector($"input[name={TokenField}]")!.GetAttribute("value")!,
        };
        using var answer = await PostBareAsync(path, form);
        var codes = (await ParsedAsync(answer)).QuerySelectorAll("ol.codes code").Select(code => code.TextContent).ToList();
        Assert.Equal(RecoveryCodes.Count, codes.Count);
        return (secret, codes);
    }

    /// <summary>The code that an authenticator shows, some steps from now.</summary>
    public string CodeOf(byte[] secret, int steps = 0) => CodeOf(Application, secret, steps);

    /// <summary>The code that an authenticator shows, some steps from now.</summary>
    public static string CodeOf(BlogApplication blog, byte[] secret, int steps = 0) =>
        Totp.Code(secret, (blog.Clock.GetUtcNow().ToUnixTimeSeconds() / 30) + steps);

    /// <summary>Whether this browser can open the admin pages.</summary>
    public async Task<bool> IsInAsync()
    {
        using var answer = await GetAsync("/admin");
        Assert.True(answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.Redirect, $"{(int)answer.StatusCode}");
        return answer.StatusCode == HttpStatusCode.OK;
    }

    /// <summary>A visitor with the same cookies: a stolen copy, or the same browser after a restart.</summary>
    public async Task<SignedIn> CopyAsync(BlogApplication? other = null) =>
        new(other ?? Application, "192.0.2.1", Cookies, await AccountAsync(other ?? Application, Email));

    private async Task<byte[]> SecretAsync(string kept)
    {
        byte[]? secret = null;
        await Application.WithDbAsync(async db =>
            secret = Application
                .Services.GetRequiredService<SecondFactors>()
                .Open(await db.Users.SingleAsync(account => account.Id == AccountId), kept)
        );
        return secret!;
    }
}
