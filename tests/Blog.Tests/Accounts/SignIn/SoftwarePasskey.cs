using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Blog.Data.People;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Blog.Tests.Accounts.SignIn;

/// <summary>A passkey without a device: an ES256 key that answers as an authenticator would (WebAuthn Level 3, section 7.2).</summary>
internal sealed class SoftwarePasskey
{
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly byte[] _id = RandomNumberGenerator.GetBytes(16);
    private readonly string _userHandle;

    private SoftwarePasskey(int accountId) =>
        _userHandle = Base64Url.EncodeToString(
            Encoding.UTF8.GetBytes(accountId.ToString(System.Globalization.CultureInfo.InvariantCulture))
        );

    /// <summary>Adds one to an account, as if its page had.</summary>
    public static async Task<SoftwarePasskey> AddAsync(BlogApplication blog, int accountId)
    {
        var passkey = new SoftwarePasskey(accountId);
        await using var scope = blog.Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<Account>>();
        var account = await users.Users.SingleAsync(a => a.Id == accountId);
        var point = passkey._key.ExportParameters(includePrivateParameters: false).Q;
        byte[] cose = [0xA5, 1, 2, 3, 0x26, 0x20, 1, 0x21, 0x58, 32, .. point.X!, 0x22, 0x58, 32, .. point.Y!];
        var result = await users.AddOrUpdatePasskeyAsync(
            account,
            new UserPasskeyInfo(passkey._id, cose, blog.Clock.GetUtcNow(), 0, [], isUserVerified: true, false, false, [], [])
            {
                Name = "软件",
            }
        );
        Assert.True(result.Succeeded);
        return passkey;
    }

    /// <summary>Asks for a challenge on the page and answers it.</summary>
    /// <returns>The fields of the form.</returns>
    public async Task<Dictionary<string, string>> AnswerAsync(Visitor visitor, string path = "/account/sign-in")
    {
        var token = await visitor.TokenAsync(path);
        using var options = await visitor.PostBareAsync(path, Visitor.Form((Visitor.TokenField, token)), "PasskeyOptions");
        var challenge = JsonDocument.Parse(await options.Content.ReadAsStringAsync()).RootElement.GetProperty("challenge").GetString();
        var client = Encoding.UTF8.GetBytes(
            JsonSerializer.Serialize(
                new
                {
                    type = "webauthn.get",
                    challenge,
                    origin = "http://localhost",
                    crossOrigin = false,
                }
            )
        );
        var data = new byte[37];
        SHA256.HashData("localhost"u8, data);
        data[32] = 0x05; // present and verified
        BinaryPrimitives.WriteUInt32BigEndian(data.AsSpan(33), 0); // as synchronized passkeys do: the counter tells nothing
        var signature = _key.SignData(
            [.. data, .. SHA256.HashData(client)],
            HashAlgorithmName.SHA256,
            DSASignatureFormat.Rfc3279DerSequence
        );
        var credential = JsonSerializer.Serialize(
            new
            {
                id = Base64Url.EncodeToString(_id),
                rawId = Base64Url.EncodeToString(_id),
                type = "public-key",
                clientExtensionResults = new { },
                response = new
                {
                    clientDataJSON = Base64Url.EncodeToString(client),
                    authenticatorData = Base64Url.EncodeToString(data),
                    signature = Base64Url.EncodeToString(signature),
                    userHandle = _userHandle,
                },
            }
        );
        return Visitor.Form(("credential", credential), (Visitor.TokenField, token));
    }

    /// <summary>Signs in with it.</summary>
    public async Task<HttpResponseMessage> SignInAsync(Visitor visitor) => await SendAsync(visitor, await AnswerAsync(visitor));

    /// <summary>Sends an answer, with the header that browsers add.</summary>
    public static Task<HttpResponseMessage> SendAsync(Visitor visitor, Dictionary<string, string> form, string path = "/account/sign-in") =>
        visitor.PostBareAsync(path, form, "Passkey", ("Origin", "http://localhost"));
}
