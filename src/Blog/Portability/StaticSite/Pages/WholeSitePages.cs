using Blog.Portability.StaticSite.Snapshot;

namespace Blog.Portability.StaticSite.Pages;

/// <summary>Files that the whole site has once: for crawlers, browsers and home screens.</summary>
internal static class WholeSitePages
{
    public const string Sitemap = "/sitemap.xml";

    /// <summary>Where the page for what is not found is asked for; it is no address of the site.</summary>
    public const string NotFound = "/error/404";

    /// <summary>They are few and quickly made, so only those with a line for each post are kept if nothing changed.</summary>
    /// <param name="sitemapParts">How many parts the sitemap had at the earlier run; only itself knows.</param>
    public static IEnumerable<PlannedPage> All(SiteSnapshot site, int sitemapParts)
    {
        var open = site.Posts.Values.Where(post => !post.Hidden).OrderBy(post => post.Id).ToList();
        var addresses = new Fingerprint()
            .Add(site.Site)
            .AddAll(site.Tags.Values.OrderBy(tag => tag.Id).Select(tag => tag.Slug))
            .AddAll(open.Select(post => string.Join('\t', post.Row, post.Group, site.CategoryOf(post), string.Join(',', post.Tags))))
            .ToString();
        foreach (var path in Enumerable.Range(1, sitemapParts).Select(PartOf).Prepend(Sitemap))
        {
            yield return new PlannedPage(path, addresses);
        }

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

    /// <summary>A part of a sitemap that is too large for one file.</summary>
    /// <param name="number">One-based.</param>
    public static string PartOf(int number) => string.Create(CultureInfo.InvariantCulture, $"/sitemap-{number}.xml");
}
