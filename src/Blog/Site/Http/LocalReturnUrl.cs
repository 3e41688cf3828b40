using System.Text;

namespace Blog.Site.Http;

/// <summary>
/// Validates the address to continue to, which comes from an untrusted query. Browsers parse addresses by the WHATWG URL standard: <c>\</c>
/// is <c>/</c>, tabs and line breaks are dropped, and <c>//</c> starts a host. So only a plain path is accepted, otherwise the fallback.
/// </summary>
public static class LocalReturnUrl
{
    private const int MaxLength = 2_000;

    /// <summary>The address if it is a path of this site, in ASCII as a header requires; otherwise the fallback.</summary>
    /// <param name="returnUrl">As requested; not trusted.</param>
    /// <param name="fallback">A path of this site.</param>
    public static string Of(string? returnUrl, string fallback)
    {
        if (returnUrl is null or { Length: 0 or > MaxLength } || returnUrl[0] != '/' || returnUrl.Any(c => c == '\\' || char.IsControl(c)))
        {
            return fallback;
        }

        // No address of this site has an empty segment, or percent-encoded dots, slashes or control characters: a proxy may decode what the
        // browser does not.
        var path = returnUrl.AsSpan(0, returnUrl.AsSpan().IndexOfAny('?', '#') is >= 0 and var end ? end : returnUrl.Length);
        return path.Contains("//", StringComparison.Ordinal) || HasHiddenCharacters(path) ? fallback : Ascii(returnUrl);
    }

    private static bool HasHiddenCharacters(ReadOnlySpan<char> path)
    {
        var decoded = Uri.UnescapeDataString(path);
        return decoded.Count('/') != path.Count('/')
            || decoded.Any(c => c == '\\' || char.IsControl(c))
            || decoded.Split('/').Any(segment => segment is "." or "..");
    }

    private static string Ascii(string url)
    {
        var ascii = new StringBuilder(url.Length);
        foreach (var rune in url.EnumerateRunes())
        {
            ascii.Append(rune.Value is > ' ' and < 0x7f ? rune.ToString() : Uri.EscapeDataString(rune.ToString()));
        }

        return ascii.ToString();
    }
}
