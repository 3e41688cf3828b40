using Blog.Portability.StaticSite.Snapshot;

namespace Blog.Portability.StaticSite.Pages;

/// <summary>Files that the whole site has once: for crawlers, browsers and home screens.</summary>
internal static class WholeSitePages
{
    public const string Sitemap = "/sitemap.xml";

    /// <summary>Where the page for what is not found is asked for; it is no address of the site.</summary>
    public const string NotFound = "/error/404";

    /// <summary>They are few and quickly made, so only those with a line for each post are kept if nothing changed.</summary>
    public static IEnumerable<PlannedPage> All(SiteSnapshot site)
    {
        var open = site.Posts.Values.Where(post => !post.Hidden).OrderBy(post => post.Id).ToList();
        yield return new PlannedPage(Sitemap, null); // it may have parts, which nothing but itself names
        yield return new PlannedPage("/robots.txt", null);
        yield return new PlannedPage("/site.webmanifest", null);
        yield return new PlannedPage("/favicon.ico", null);
        yield return new PlannedPage("/apple-touch-icon.png", null);
        if (site.Settings.Discovery.PublishesMarkdown)
        {
            yield return new PlannedPage("/llms.txt", new Fingerprint().Add(site.Site).AddAll(open.Select(post => post.Whole)).ToString());
        }

        if (site.Settings.Announcing is { IndexNow: true, IndexNowKey: { Length: > 0 } key })
        {
            yield return new PlannedPage($"/{key}.txt", null);
        }
    }
}
