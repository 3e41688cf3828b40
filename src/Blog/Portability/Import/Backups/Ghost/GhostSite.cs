using Blog.Data.Addresses;
using Blog.Portability.Import.OldSites;
using Blog.Portability.Import.Sources;

namespace Blog.Portability.Import.Backups.Ghost;

/// <summary>A site built by Ghost: its lists, feeds and maps.</summary>
/// <remarks>Source: ghost/core/core/frontend/services/routing of TryGhost/Ghost.</remarks>
internal sealed class GhostSite(SiteConfig config, PostFolder folder, GhostIndex index, GhostAddresses addresses)
    : BackupSite(config, folder)
{
    private int PerPage => Config.Number("per_page") is { } number and > 0 ? number : 5;

    public override IEnumerable<OldPage> PagesOf(IReadOnlyList<OldPost> posts, TimeZoneInfo zone)
    {
        posts = [.. posts.Where(one => !one.Post.IsPage)];
        var home = OldTarget.ToPage(SystemPage.Home);
        foreach (var route in addresses.Lists.Append("/").Distinct(StringComparer.Ordinal))
        {
            foreach (var page in ListAt(route.TrimEnd('/') + "/", posts.Count, home))
            {
                yield return page;
            }

            yield return new OldPage(route.TrimEnd('/') + "/rss/", OldTarget.ToPage(SystemPage.RssFeed));
        }

        foreach (
            var map in new[] { "/sitemap.xml", "/sitemap-posts.xml", "/sitemap-pages.xml", "/sitemap-tags.xml", "/sitemap-authors.xml" }
        )
        {
            yield return new OldPage(map, OldTarget.ToPage(SystemPage.Sitemap));
        }

        foreach (var tag in index.Tags)
        {
            var own = posts
                .Where(one => one.Post.Tags.Contains(tag.Name) || one.Post.CategoryPaths.Any(path => path[^1] == tag.Name))
                .ToList();
            if (own.Count == 0)
            {
                continue;
            }

            // The first tag of a post is its category, and one of others perhaps not.
            var isCategory = own.Exists(one => one.Post.CategoryPaths.Any(path => path[^1] == tag.Name));
            var target = isCategory ? OldTarget.ToCategory([tag.Name]) : OldTarget.ToTag(tag.Name);
            foreach (var page in ListAt($"/tag/{tag.Slug}/", own.Count, target))
            {
                yield return page;
            }

            yield return new OldPage($"/tag/{tag.Slug}/rss/", target.Feed(SystemPage.RssFeed));
        }

        foreach (var author in index.AuthorSlugs)
        {
            yield return new OldPage($"/author/{author}/", home);
            yield return new OldPage($"/author/{author}/rss/", OldTarget.ToPage(SystemPage.RssFeed));
        }
    }

    private IEnumerable<OldPage> ListAt(string path, int count, OldTarget target) =>
        Numbered(
            count,
            PerPage,
            number => number == 1 ? path : path + string.Create(CultureInfo.InvariantCulture, $"page/{number}/"),
            target
        );
}
