using System.Net;
using System.Text;

namespace Blog.Portability.StaticSite.Redirects;

/// <summary>A page that leads on, for servers that know nothing of redirects.</summary>
internal static class RedirectPage
{
    /// <summary>Its HTML: valid, not for search engines, with the target as the canonical address.</summary>
    /// <param name="href">Percent-encoded path of the target.</param>
    /// <param name="absolute">The same with scheme and host.</param>
    public static byte[] Of(string href, string absolute)
    {
        var (to, canonical) = (WebUtility.HtmlEncode(href), WebUtility.HtmlEncode(absolute));
        return Encoding.UTF8.GetBytes(
            $"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <title>{to}</title>
            <link rel="canonical" href="{canonical}">
            <meta name="robots" content="noindex">
            <meta http-equiv="refresh" content="0; url={to}">
            </head>
            <body>
            <p><a href="{to}">{to}</a></p>
            </body>
            </html>

            """.ReplaceLineEndings("\n")
        );
    }
}
