using System.Text;

namespace Blog.Site.Http;

/// <summary>
/// Where a visitor wants to go on to, as asked in an address that anybody may have written. Browsers read addresses by the WHATWG URL
/// standard: <c>\</c> is <c>/</c>, tabs and line breaks vanish, and <c>//</c> begins a host. So: only a plain path, or the fallback.
/// </summary>
public static class LocalReturnUrl
{
    private const int MaxLength = 2_000;

    /// <summary>The address where it is a path of this very site, in ASCII as a header needs it; else the fallback.</summary>
    /// <param name="returnUrl">As asked; not trusted.</param>
    /// <param name="fallback">Ours.</param>
    public static string Of(string? returnUrl, string fallback)
    {
        if (returnUrl is null or { Length: 0 or > MaxLength } || returnUrl[0] != '/' || returnUrl.Any(c => c == '\\' || char.IsControl(c)))
        {
            return fallback;
        }

        // No address of ours has an empty segment, nor dots, slashes or control characters behind percent signs: a proxy may decode what the browser does not.
        var path = returnUrl.AsSpan(0, returnUrl.AsSpan().IndexOfAny('?', '#') is >= 0 and var end ? end : returnUrl.Length);
        return path.Contains("//", StringComparison.Ordinal) || HidesSomething(path) ? fallback : Ascii(returnUrl);
    }

    private static bool HidesSomething(ReadOnlySpan<char> path)
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
