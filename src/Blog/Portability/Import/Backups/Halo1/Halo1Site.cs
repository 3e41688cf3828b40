using Blog.Data.Addresses;
using Blog.Portability.Import.OldSites;
using Blog.Portability.Import.Sources;

namespace Blog.Portability.Import.Backups.Halo1;

/// <summary>A site built by Halo 1.x: its lists and feeds.</summary>
/// <remarks>
/// Source: controller/content/MainController, ContentIndexController, ContentContentController and ContentFeedController of halo-dev/halo,
/// branch release-1.6.
/// </remarks>
internal sealed class Halo1Site(SiteConfig config, PostFolder folder, Halo1Index index) : BackupSite(config, folder)
{
    private const int PerPage = 10;

    private string Suffix => index.Options.GetValueOrDefault("path_suffix") ?? "";

    public override IEnumerable<OldPage> PagesOf(IReadOnlyList<OldPost> posts, TimeZoneInfo zone)
    {
        posts = [.. posts.Where(one => !one.Post.IsPage)];
        var archives = "/" + Halo1Addresses.Prefix(index, "archives_prefix", "archives");
        return
        [
            .. ListAt("", posts.Count, Config.Number("per_page") ?? PerPage, OldTarget.ToPage(SystemPage.Home)),
            .. ListAt(archives, posts.Count, NumberOf("post_archives_page_size"), OldTarget.ToPage(SystemPage.Archives)),
            .. Feeds("", "").Select(feed => new OldPage(feed.Path, OldTarget.ToPage(feed.Feed))),
            new OldPage("/sitemap.xml", OldTarget.ToPage(SystemPage.Sitemap)),
            new OldPage("/sitemap.html", OldTarget.ToPage(SystemPage.Archives)),
            new OldPage("/search" + Suffix, OldTarget.ToPage(SystemPage.Search)),
            .. Categories(posts),
            .. Tags(posts),
        ];
    }

    private IEnumerable<OldPage> Categories(IReadOnlyList<OldPost> posts)
    {
        var prefix = "/" + Halo1Addresses.Prefix(index, "categories_prefix", "categories");
        yield return new OldPage(prefix + Suffix, OldTarget.ToPage(SystemPage.Categories));
        foreach (var category in index.Categories.Where(one => one.Slug.Length > 0 && one.Name.Length > 0 && !index.IsProtected(one)))
        {
            var names = index.PathOf(category).Select(one => one.Name).ToList();
            var target = OldTarget.ToCategory(names);
            var count = posts.Count(one => one.Post.CategoryPaths.Any(path => path.Take(names.Count).SequenceEqual(names)));
            if (count == 0)
            {
                continue;
            }

            foreach (var page in ListAt($"{prefix}/{category.Slug}", count, NumberOf("post_index_page_size"), target))
            {
                yield return page;
            }

            foreach (var (path, feed) in Feeds("/categories/", category.Slug))
            {
                yield return new OldPage(path, target.Feed(feed));
            }
        }
    }

    private IEnumerable<OldPage> Tags(IReadOnlyList<OldPost> posts)
    {
        var prefix = "/" + Halo1Addresses.Prefix(index, "tags_prefix", "tags");
        yield return new OldPage(prefix + Suffix, OldTarget.ToPage(SystemPage.Tags));
        foreach (var tag in index.Tags.Where(one => one.Slug.Length > 0 && one.Name.Length > 0))
        {
            var count = posts.Count(one => one.Post.Tags.Contains(tag.Name, StringComparer.OrdinalIgnoreCase));
            foreach (
                var page in count == 0
                    ? []
                    : ListAt($"{prefix}/{tag.Slug}", count, NumberOf("post_index_page_size"), OldTarget.ToTag(tag.Name))
            )
            {
                yield return page;
            }
        }
    }

    private IEnumerable<OldPage> ListAt(string path, int count, int perPage, OldTarget target) =>
        Numbered(
            count,
            perPage is > 0 and < 1000 ? perPage : PerPage,
            number =>
                number > 1 ? string.Create(CultureInfo.InvariantCulture, $"{path}/page/{number}{Suffix}")
                : path.Length == 0 ? "/"
                : path + Suffix,
            target
        );

    private static IEnumerable<(string Path, string Feed)> Feeds(string list, string slug)
    {
        foreach (var name in list.Length == 0 ? new[] { "/feed", "/rss", "/atom" } : ["/feed", "/atom"])
        {
            var feed = name == "/atom" ? SystemPage.AtomFeed : SystemPage.RssFeed;
            yield return (name + list + slug, feed);
            yield return (name + list + slug + ".xml", feed);
        }
    }

    private int NumberOf(string option) =>
        int.TryParse(index.Options.GetValueOrDefault(option), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : PerPage;
}
