using System.Security.Cryptography;
using System.Text;
using Blog.Rendering.Text;

namespace Blog.Accounts.SignIn;

/// <summary>
/// Single-use codes for signing in when the authenticator is lost. Each holds 120 random bits, so a plain hash is enough: guessing is
/// infeasible without the help of a slow, salted hash (ASVS 6.5.2 draws the line at 112 bits; three groups would be below it).
/// </summary>
public static class RecoveryCodes
{
    /// <summary>The number of codes in a set.</summary>
    public const int Count = 10;

    private const int Groups = 6;
    private const int GroupLength = 4;

    /// <summary>Crockford's Base32: no i, l, o (they look like 1, 1, 0), and no u.</summary>
    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

    /// <summary>A new set, in display form: <c>xxxx-xxxx-xxxx-xxxx-xxxx-xxxx</c>.</summary>
    public static IReadOnlyList<string> NewSet() =>
        [.. Enumerable.Range(0, Count).Select(_ => Shown(RandomNumberGenerator.GetString(Alphabet, Groups * GroupLength)))];

    /// <summary>
    /// The normalized form of a typed code (letter case, spaces, any hyphens, full-width letters, look-alikes), or null where it cannot be
    /// a code.
    /// </summary>
    public static string? Normalise(string? typed)
    {
        if (typed is null or { Length: > 128 })
        {
            return null;
        }

        var code = string.Concat(
            UnicodeNormalization.Of(typed, NormalizationForm.FormKC).ToLowerInvariant().Where(c => !IsSeparator(c)).Select(Plain)
        );
        return code.Length == Groups * GroupLength && code.All(Alphabet.Contains) ? code : null;
    }

    /// <summary>What is stored: SHA-256 of the normalized code, in 64 lower-case hexadecimal digits.</summary>
    /// <param name="code">A code in any form that <see cref="Normalise"/> accepts.</param>
    /// <exception cref="ArgumentException">It is not a recovery code.</exception>
    public static string Hash(string code) =>
        Convert.ToHexStringLower(
            SHA256.HashData(Encoding.ASCII.GetBytes(Normalise(code) ?? throw new ArgumentException("not a recovery code", nameof(code))))
        );

    private static string Shown(string code) => string.Join('-', code.Chunk(GroupLength).Select(group => new string(group)));

    // The minus sign is a mathematical symbol, the soft hyphen and the zero-width space are format characters.
    private static bool IsSeparator(char c) =>
        char.IsWhiteSpace(c)
        || c == '\u2212'
        || char.GetUnicodeCategory(c) is UnicodeCategory.DashPunctuation or UnicodeCategory.ConnectorPunctuation or UnicodeCategory.Format;

    private static char Plain(char c) =>
        c switch
        {
            'o' => '0',
            'i' or 'l' => '1',
            'u' => 'v',
            _ => c,
        };
}
