using Blog.Data.Addresses;
using Blog.Portability.Import.OldSites;
using Blog.Portability.Import.Sources;

namespace Blog.Portability.Import.Backups.VanBlog;

/// <summary>A site built by VanBlog, whose addresses are fixed.</summary>
/// <remarks>Source: packages/website/pages and packages/server-ng/src/provider/rss of Mereithhh/vanblog.</remarks>
internal sealed class VanBlogSite(SiteConfig config, PostFolder folder) : BackupSite(config, folder)
{
    private const int PerPage = 5;

    public override IEnumerable<OldPage> PagesOf(IReadOnlyList<OldPost> posts, TimeZoneInfo zone)
    {
        posts = [.. posts.Where(one => !one.Post.IsPage)];
        foreach (
            var page in Numbered(
                posts.Count,
                PerPage,
                number => number == 1 ? "/" : string.Create(CultureInfo.InvariantCulture, $"/page/{number}"),
                OldTarget.ToPage(SystemPage.Home)
            )
        )
        {
            yield return page;
        }

        foreach (
            var (path, name) in new[]
            {
                ("/timeline", SystemPage.Archives),
                ("/category", SystemPage.Categories),
                ("/tag", SystemPage.Tags),
                ("/feed.xml", SystemPage.RssFeed),
                ("/atom.xml", SystemPage.AtomFeed),
                ("/feed.json", SystemPage.JsonFeed),
                ("/rss/feed.xml", SystemPage.RssFeed),
                ("/rss/atom.xml", SystemPage.AtomFeed),
                ("/rss/feed.json", SystemPage.JsonFeed),
                ("/sitemap/sitemap.xml", SystemPage.Sitemap),
            }
        )
        {
            yield return new OldPage(path, OldTarget.ToPage(name));
        }

        foreach (var names in posts.SelectMany(one => one.Post.CategoryPaths).DistinctBy(names => names[^1]))
        {
            yield return new OldPage("/category/" + names[^1], OldTarget.ToCategory(names));
        }

        foreach (var tag in posts.SelectMany(one => one.Post.Tags).Distinct(StringComparer.Ordinal))
        {
            yield return new OldPage("/tag/" + tag, OldTarget.ToTag(tag));
        }
    }
}
