using Blog.Data.Redirects;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Net.Http.Headers;

namespace Blog.Site.Http;

/// <summary>Sends readers from an old address to the present one, for good.</summary>
public static class PermanentRedirects
{
    /// <summary>
    /// Answers 301. Browsers are to ask again each time: they would else keep the answer for as long as they like, and a name that is changed
    /// and changed back would send them round in circles.
    /// </summary>
    /// <param name="page">The page that was asked for.</param>
    /// <param name="href">Where to, as a page links it.</param>
    public static RedirectResult Moved(this PageModel page, string href)
    {
        page.Response.Headers[HeaderNames.CacheControl] = "no-cache";
        return page.RedirectPermanent(href);
    }

    /// <summary>As above, or 404 where an address never led anywhere.</summary>
    public static IActionResult Moved(this PageModel page, SiteContext site, OldAddress? old) =>
        old is null
            ? page.NotFound()
            : page.Moved((old.IsInEveryEdition ? site.Href(old.Href) : site.Local(old.Href)) + page.Request.QueryString);
}
