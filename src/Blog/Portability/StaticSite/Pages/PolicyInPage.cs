using System.Net;
using System.Text;
using Blog.Portability.StaticSite.Pipeline;

namespace Blog.Portability.StaticSite.Pages;

/// <summary>The policy of a page within the page, so that it holds where a server sends no headers of ours.</summary>
internal static class PolicyInPage
{
    /// <summary>
    /// What browsers obey in a header only (CSP Level 3, section 3.3), and what would break a copy that is sent over plain HTTP.
    /// </summary>
    private static readonly HashSet<string> HeaderOnly = new(StringComparer.Ordinal)
    {
        "frame-ancestors",
        "report-uri",
        "report-to",
        "sandbox",
        "upgrade-insecure-requests",
    };

    /// <summary>Before it, nothing is loaded; it has to be within the first kilobyte.</summary>
    private static ReadOnlySpan<byte> Place => "<meta charset=\"utf-8\">\n"u8;

    /// <summary>The page with its policy.</summary>
    public static SiteResponse Add(SiteResponse page)
    {
        var body = page.Body.Span;
        var at = body.IndexOf(Place) + Place.Length;
        if (at < Place.Length || page.Headers.GetValueOrDefault("Content-Security-Policy") is not { Length: > 0 } policy)
        {
            return page;
        }

        var kept = policy
            .Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Where(directive => !HeaderOnly.Contains(directive.Split(' ')[0]));
        var content = WebUtility.HtmlEncode(string.Join("; ", kept));
        var meta = Encoding.UTF8.GetBytes($"<meta http-equiv=\"Content-Security-Policy\" content=\"{content}\">\n");
        return page with { Body = (byte[])[.. body[..at], .. meta, .. body[at..]] };
    }
}
