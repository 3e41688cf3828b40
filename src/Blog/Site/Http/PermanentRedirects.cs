using Blog.Data.Redirects;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Net.Http.Headers;

namespace Blog.Site.Http;

/// <summary>Permanent redirects from old addresses to current ones.</summary>
public static class PermanentRedirects
{
    /// <summary>
    /// Answers 301. Browsers must revalidate it each time: otherwise they could cache it indefinitely, and a name that is changed and
    /// changed back would cause a redirect loop.
    /// </summary>
    /// <param name="href">Target, as pages link to it.</param>
    public static RedirectResult Moved(this PageModel page, string href)
    {
        page.Response.Headers[HeaderNames.CacheControl] = "no-cache";
        return page.RedirectPermanent(href);
    }

    /// <summary>As above, or 404 if there is no target.</summary>
    public static IActionResult Moved(this PageModel page, SiteContext site, OldAddress? old) =>
        old is null
            ? page.NotFound()
            : page.Moved((old.IsInEveryEdition ? site.Href(old.Href) : site.Local(old.Href)) + page.Request.QueryString);
}
