using Blog.Data.Addresses;
using Blog.Portability.Import.OldSites;
using Blog.Portability.Import.Sources;

namespace Blog.Portability.Import.Backups.WordPress;

/// <summary>A site built by WordPress: its lists and feeds, below the usual words for categories and tags.</summary>
/// <remarks>Source: wp-includes/class-wp-rewrite.php of WordPress/WordPress. The words are options that no export holds.</remarks>
internal sealed class WordPressSite(SiteConfig config, PostFolder folder, WordPressIndex index) : BackupSite(config, folder)
{
    private const int PerPage = 10;

    private readonly Dictionary<string, string> _tagSlugs = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _authors = new(StringComparer.Ordinal);

    /// <summary>Notes what an item tells of the addresses of lists.</summary>
    public void Add(WxrItem item)
    {
        foreach (var term in item.Terms.Where(term => term.Domain is "post_tag" or "tag"))
        {
            _tagSlugs.TryAdd(Uri.UnescapeDataString(term.Slug), System.Net.WebUtility.HtmlDecode(term.Name));
        }

        if (item.Creator.Length > 0)
        {
            _authors.TryAdd(item.Creator, item.Creator);
        }
    }

    public override IEnumerable<OldPage> PagesOf(IReadOnlyList<OldPost> posts, TimeZoneInfo zone)
    {
        posts = [.. posts.Where(one => !one.Post.IsPage && one.Post.Date is not null)];
        var home = OldTarget.ToPage(SystemPage.Home);
        foreach (var page in Numbered(posts.Count, PerPage, number => number == 1 ? "/" : $"/page/{Text(number)}/", home))
        {
            yield return page;
        }

        foreach (var (path, feed) in Feeds("/"))
        {
            yield return new OldPage(path, OldTarget.ToPage(feed));
        }

        foreach (var path in new[] { "/sitemap.xml", "/sitemap_index.xml", "/wp-sitemap.xml" })
        {
            yield return new OldPage(path, OldTarget.ToPage(SystemPage.Sitemap));
        }

        foreach (var (value, feed) in new[] { ("rss2", SystemPage.RssFeed), ("rss", SystemPage.RssFeed), ("atom", SystemPage.AtomFeed) })
        {
            yield return new OldPage("/?feed=" + value, OldTarget.ToPage(feed));
        }

        foreach (var (id, slug) in index.Channel.TermSlugs.Where(term => index.Channel.Categories.ContainsKey(term.Value)))
        {
            yield return new OldPage("/?cat=" + id, OldTarget.ToCategory(index.PathOfCategory(slug, index.Channel.Categories[slug].Name)));
        }

        foreach (var (slug, _) in index.Channel.Categories)
        {
            var (names, slugs) = (index.PathOfCategory(slug, index.Channel.Categories[slug].Name), index.SlugsOfCategory(slug));
            var count = posts.Count(one => one.Post.CategoryPaths.Any(path => path.Take(names.Count).SequenceEqual(names)));
            foreach (var page in ListAt("/category/" + string.Join('/', slugs) + "/", count, OldTarget.ToCategory(names)))
            {
                yield return page;
            }

            if (slugs.Count > 1)
            {
                yield return new OldPage($"/category/{slugs[^1]}/", OldTarget.ToCategory(names)); // WordPress redirected it
            }
        }

        foreach (var (slug, name) in _tagSlugs)
        {
            var count = posts.Count(one => one.Post.Tags.Contains(name, StringComparer.OrdinalIgnoreCase));
            foreach (var page in ListAt($"/tag/{slug}/", count, OldTarget.ToTag(name)))
            {
                yield return page;
            }

            yield return new OldPage("/?tag=" + slug, OldTarget.ToTag(name));
        }

        foreach (var author in _authors.Keys)
        {
            yield return new OldPage($"/author/{author}/", home);
        }

        foreach (var id in index.Channel.AuthorIds.Keys)
        {
            yield return new OldPage("/?author=" + id, home);
        }

        foreach (var date in posts.Select(one => one.Post.Date!.Value).DistinctBy(date => (date.Year, date.Month)))
        {
            yield return new OldPage($"/{date:yyyy}/", OldTarget.ToPage(SystemPage.Archive(date.Year)));
            yield return new OldPage($"/{date:yyyy/MM}/", OldTarget.ToPage(SystemPage.Archive(date.Year, date.Month)));
        }
    }

    private static IEnumerable<OldPage> ListAt(string path, int count, OldTarget target)
    {
        foreach (var page in Numbered(count, PerPage, number => number == 1 ? path : $"{path}page/{Text(number)}/", target))
        {
            yield return page;
        }

        foreach (var (feed, kind) in Feeds(path))
        {
            yield return new OldPage(feed, target.Feed(kind));
        }
    }

    private static IEnumerable<(string Path, string Feed)> Feeds(string list)
    {
        yield return (list + "feed/", SystemPage.RssFeed);
        yield return (list + "feed/rss2/", SystemPage.RssFeed);
        yield return (list + "feed/atom/", SystemPage.AtomFeed);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
