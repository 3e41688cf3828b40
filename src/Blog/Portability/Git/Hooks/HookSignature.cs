using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Blog.Portability.Git.Hooks;

/// <summary>
/// Checks who sent a message: by an HMAC over its raw body where the service makes one, else by the secret itself. Whatever is compared is
/// compared in constant time, and nothing of the body is believed or even parsed.
/// </summary>
internal static class HookSignature
{
    /// <summary>The prefix of a secret that is the base64 of a key (Standard Webhooks); other services take all of it as it is.</summary>
    public const string KeyPrefix = "whsec_";

    /// <summary>Standard Webhooks recommends some minutes.</summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    /// <summary>Gitee documents an hour.</summary>
    private static readonly TimeSpan GiteeTolerance = TimeSpan.FromHours(1);

    /// <summary>Makes a secret that every service takes.</summary>
    public static string NewSecret() => KeyPrefix + Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

    /// <summary>Checks a message.</summary>
    /// <returns>What no other message has; null if it is forged or too old.</returns>
    public static string? Check(IHeaderDictionary headers, ReadOnlySpan<byte> body, string secret, DateTimeOffset now)
    {
        string Header(string name) => headers[name].ToString();
        if (headers.ContainsKey("webhook-signature"))
        {
            return CheckStandard(Header("webhook-id"), Header("webhook-timestamp"), Header("webhook-signature"), body, secret, now);
        }

        if (headers.ContainsKey("X-Gitee-Token"))
        {
            return CheckGitee(Header("X-Gitee-Token"), Header("X-Gitee-Timestamp"), body, secret, now);
        }

        if (headers.ContainsKey("X-Gitlab-Token"))
        {
            return Same(Header("X-Gitlab-Token"), secret) ? KeyOf("gitlab", body) : null;
        }

        var key = Encoding.UTF8.GetBytes(secret);
        foreach (var name in new[] { "X-Forgejo-Signature", "X-Gitea-Signature" })
        {
            if (headers.ContainsKey(name))
            {
                return Same(Header(name), Convert.ToHexStringLower(HMACSHA256.HashData(key, body))) ? KeyOf("body", body) : null;
            }
        }

        if (headers.ContainsKey("X-Hub-Signature-256")) // GitHub, and whatever signs as GitHub does
        {
            return Same(Header("X-Hub-Signature-256"), "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(key, body)))
                ? KeyOf("body", body)
                : null;
        }

        return headers.ContainsKey("X-Coding-Signature") && Same(Header("X-Coding-Signature"), "sha1=" + Sha1(key, body))
            ? KeyOf("body", body)
            : null;
    }

    /// <summary>Standard Webhooks, as GitLab signs: id, time and body.</summary>
    private static string? CheckStandard(
        string id,
        string at,
        string signatures,
        ReadOnlySpan<byte> body,
        string secret,
        DateTimeOffset now
    )
    {
        if (
            id.Length is 0 or > 256
            || !long.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            || seconds > DateTimeOffset.MaxValue.ToUnixTimeSeconds()
            || (now - DateTimeOffset.FromUnixTimeSeconds(seconds)).Duration() > Tolerance
        )
        {
            return null;
        }

        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, KeyIn(secret));
        hash.AppendData(Encoding.UTF8.GetBytes($"{id}.{at}."));
        hash.AppendData(body);
        var expected = "v1," + Convert.ToBase64String(hash.GetHashAndReset());
        var isValid = false;
        foreach (var signature in signatures.Split(' ', 10)) // an old key and a new one may be in use at once
        {
            isValid |= Same(signature, expected);
        }

        return isValid ? KeyOf("standard", Encoding.UTF8.GetBytes(id)) : null;
    }

    /// <summary>Gitee sends the secret, or a signature of the time that leaves the body out: the time is what makes it a message.</summary>
    private static string? CheckGitee(string token, string at, ReadOnlySpan<byte> body, string secret, DateTimeOffset now)
    {
        if (Same(token, secret))
        {
            return KeyOf("gitee", body);
        }

        if (
            !long.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds)
            || milliseconds > DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
            || (now - DateTimeOffset.FromUnixTimeMilliseconds(milliseconds)).Duration() > GiteeTolerance
        )
        {
            return null;
        }

        var signature = Convert.ToBase64String(
            HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"{at}\n{secret}"))
        );
        // It is percent-encoded by some of their versions.
        return Same(token, signature) | Same(token, Uri.EscapeDataString(signature)) ? KeyOf("gitee", Encoding.UTF8.GetBytes(at)) : null;
    }

    private static byte[] KeyIn(string secret)
    {
        var text = secret.StartsWith(KeyPrefix, StringComparison.Ordinal) ? secret[KeyPrefix.Length..] : "";
        return Base64.IsValid(text) && text.Length > 0 ? Convert.FromBase64String(text) : Encoding.UTF8.GetBytes(secret);
    }

    private static bool Same(string one, string other) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(one), Encoding.UTF8.GetBytes(other));

    private static string KeyOf(string kind, ReadOnlySpan<byte> what) => $"{kind}-{Convert.ToHexStringLower(SHA256.HashData(what))}";

#pragma warning disable CA5350 // Coding signs with nothing better; as an HMAC it has not been broken
    private static string Sha1(byte[] key, ReadOnlySpan<byte> body) => Convert.ToHexStringLower(HMACSHA1.HashData(key, body));
#pragma warning restore CA5350
}
