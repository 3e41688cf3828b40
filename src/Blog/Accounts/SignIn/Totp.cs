using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Blog.Rendering.Text;
using QRCoder;

namespace Blog.Accounts.SignIn;

/// <summary>
/// Codes of an authenticator app (RFC 6238: HMAC-SHA-1, six digits, 30 s). SHA-1 because some apps ignore any other setting, and its known
/// weakness (collisions) does not affect HMAC.
/// </summary>
public static class Totp
{
    private const int SecretBytes = 20; // RFC 4226, section 4: 160 bits are recommended
    private const int Digits = 6;
    private const int StepSeconds = 30;
    private const string Base32Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"; // RFC 4648, section 6

    /// <summary>A new secret of 160 bits.</summary>
    public static byte[] NewSecret() => RandomNumberGenerator.GetBytes(SecretBytes);

    /// <summary>
    /// The time step of a typed code, or null where it matches neither of the two accepted now. The caller stores the step and accepts only
    /// later ones, so that a code works once (RFC 6238, section 5.2; ASVS 6.5.1).
    /// </summary>
    /// <param name="secret">The shared secret.</param>
    /// <param name="typed">As typed: spaces, hyphens and full-width digits are allowed.</param>
    public static long? AcceptedStep(byte[] secret, string? typed, DateTimeOffset now)
    {
        if (Normalise(typed) is not { } code)
        {
            return null;
        }

        // The previous step too, although ASVS 6.5.5 grants a code 30 s: read in its last seconds it would be refused on arrival, and an
        // author whose clock is slow could not sign in at all. Never the next step: no honest delay makes a code early.
        var present = now.ToUnixTimeSeconds() / StepSeconds;
        var isPresent = Matches(secret, present, code);
        var isPrevious = Matches(secret, present - 1, code); // both are always computed, so that the time taken reveals nothing
        return isPresent ? present
            : isPrevious ? present - 1
            : null;
    }

    /// <summary>The secret in Base32 in groups of four, for typing it.</summary>
    public static string Spelled(byte[] secret) => string.Join(' ', Base32(secret).Chunk(4).Select(group => new string(group)));

    /// <summary>The address that an authenticator app reads (the "Key URI Format", which most apps support).</summary>
    /// <param name="secret">The shared secret.</param>
    /// <param name="issuer">The site's title, in any script.</param>
    /// <param name="account">Whose secret it is: an e-mail address or a name.</param>
    public static string Uri(byte[] secret, string issuer, string account)
    {
        var site = Escaped(issuer);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"otpauth://totp/{site}:{Escaped(account)}?secret={Base32(secret)}"
                + $"&issuer={site}&algorithm=SHA1&digits={Digits}&period={StepSeconds}"
        );
    }

    /// <summary>
    /// A QR code of an address as a <c>data:</c> URI, for an <c>img</c> with width and height. Dark on white with its quiet zone (ISO/IEC
    /// 18004: four modules), so that it can be scanned on a dark page too; no style attribute, which the policy would block.
    /// </summary>
    public static string QrCode(string uri)
    {
        using var data = QRCodeGenerator.GenerateQrCode(uri, QRCodeGenerator.ECCLevel.M);
        using var code = new SvgQRCode(data);
        var svg = code.GetGraphic(4, "#000000", "#ffffff", drawQuietZones: true, SvgQRCode.SizingMode.ViewBoxAttribute);
        return "data:image/svg+xml;base64," + Convert.ToBase64String(Encoding.UTF8.GetBytes(svg));
    }

    /// <summary>The code of a step (RFC 4226, section 5.3).</summary>
    internal static string Code(byte[] secret, long step)
    {
        Span<byte> counter = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        Span<byte> hash = stackalloc byte[HMACSHA1.HashSizeInBytes];
#pragma warning disable CA5350 // required by RFC 6238 and every app; see above
        HMACSHA1.HashData(secret, counter, hash);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadUInt32BigEndian(hash[(hash[^1] & 0xf)..]) & 0x7fff_ffff;
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }

    private static bool Matches(byte[] secret, long step, string code) =>
        CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Code(secret, step)), Encoding.ASCII.GetBytes(code));

    /// <summary>Six ASCII digits, or null.</summary>
    private static string? Normalise(string? typed)
    {
        if (typed is null or { Length: > 32 })
        {
            return null;
        }

        var code = string.Concat(
            UnicodeNormalization
                .Of(typed, NormalizationForm.FormKC)
                .Where(c => !char.IsWhiteSpace(c) && char.GetUnicodeCategory(c) is not UnicodeCategory.DashPunctuation)
        );
        return code.Length == Digits && code.All(char.IsAsciiDigit) ? code : null;
    }

    /// <summary>A part of the label: a colon would separate issuer and account a second time, escaped or not.</summary>
    private static string Escaped(string text) => System.Uri.EscapeDataString(text.Replace(':', ' '));

    /// <summary>RFC 4648, section 6, without the padding, which the apps do not expect.</summary>
    private static string Base32(byte[] bytes)
    {
        var text = new StringBuilder();
        for (var bit = 0; bit < bytes.Length * 8; bit += 5)
        {
            var pair = (bytes[bit / 8] << 8) | (bit / 8 + 1 < bytes.Length ? bytes[(bit / 8) + 1] : 0);
            text.Append(Base32Alphabet[(pair >> (11 - (bit % 8))) & 31]);
        }

        return text.ToString();
    }
}
