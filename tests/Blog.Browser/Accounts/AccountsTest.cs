using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Blog.Browser.Accounts;

/// <summary>A test of accounts and signing in, on a server that the tests of one class share.</summary>
public abstract class AccountsTest(BrowserFixture fixture, AccountsServer server) : BrowserTest(fixture), IClassFixture<AccountsServer>
{
    private const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /// <summary>The form that asks for a password, beside the one for passkeys.</summary>
    protected const string ByPassword = "main form:not([data-passkey]):not([action$='sign-out'])";

    protected override Uri Address => server.Address;

    protected AccountsServer Server => server;

    /// <summary>Opens the site and signs in by password.</summary>
    protected async Task<Visitor> EnterAsync(Person person, VisitorOptions? options = null)
    {
        var visitor = await VisitAsync("/account/sign-in", options);
        await TypePasswordAsync(visitor, person);
        await Expect(visitor.Find("body.management")).ToBeVisibleAsync();
        return visitor;
    }

    /// <summary>Fills in and sends the form of the sign-in page.</summary>
    protected static async Task TypePasswordAsync(Visitor visitor, Person person, string password = AccountsServer.Password)
    {
        await visitor.Find("[name='Input.Email']").FillAsync(person.Email);
        await visitor.Find("[name='Input.Password']").FillAsync(password);
        await visitor.Find(ByPassword + " button").ClickAsync();
    }

    /// <summary>Enables the second factor, and returns its secret, the code that was used and the recovery codes.</summary>
    protected async Task<(string Secret, string Used, IReadOnlyList<string> Codes)> TurnOnSecondStepAsync(Visitor visitor)
    {
        await visitor.GoAsync("/admin/security/authenticator");
        await Expect(visitor.Find("img.qr")).ToBeVisibleAsync();
        var secret = await visitor.Find(".stages code").InnerTextAsync();
        var used = CodeOf(secret);
        await visitor.Find("[name=Code]").FillAsync(used);
        await visitor.Find("main form button.main").ClickAsync();
        await Expect(visitor.Find(".codes li")).ToHaveCountAsync(10);
        return (secret, used, await visitor.Find(".codes code").AllInnerTextsAsync());
    }

    /// <summary>
    /// The current TOTP code by the server's clock (RFC 6238 on RFC 4226), computed here so that the program does not verify itself.
    /// </summary>
    protected string CodeOf(string secret)
    {
        var bits = string.Concat(
            secret
                .Where(char.IsAsciiLetterOrDigit)
                .Select(letter => Base32.IndexOf(letter, StringComparison.Ordinal).ToString("b5", CultureInfo.InvariantCulture))
        );
        var key = bits.Chunk(8).Where(octet => octet.Length == 8).Select(octet => Convert.ToByte(new string(octet), 2)).ToArray();
        var counter = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, server.Clock.GetUtcNow().ToUnixTimeSeconds() / 30);
#pragma warning disable CA5350 // what authenticators do
        var hash = HMACSHA1.HashData(key, counter);
#pragma warning restore CA5350
        return ((BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(hash[^1] & 15)) & int.MaxValue) % 1_000_000).ToString(
            "D6",
            CultureInfo.InvariantCulture
        );
    }

    /// <summary>Advances the clock to the authenticator's next code.</summary>
    protected string NextCodeOf(string secret)
    {
        server.Clock.Advance(TimeSpan.FromSeconds(30));
        return CodeOf(secret);
    }

    /// <summary>Adds a virtual authenticator to the page that stores passkeys and confirms every request.</summary>
    protected static async Task<ICDPSession> GiveAuthenticatorAsync(Visitor visitor)
    {
        var session = await visitor.Context.NewCDPSessionAsync(visitor.Page);
        await session.SendAsync("WebAuthn.enable");
        await session.SendAsync(
            "WebAuthn.addVirtualAuthenticator",
            new Dictionary<string, object>
            {
                ["options"] = new Dictionary<string, object>
                {
                    ["protocol"] = "ctap2",
                    ["transport"] = "internal",
                    ["hasResidentKey"] = true,
                    ["hasUserVerification"] = true,
                    ["isUserVerified"] = true,
                    ["automaticPresenceSimulation"] = true,
                },
            }
        );
        return session;
    }
}
