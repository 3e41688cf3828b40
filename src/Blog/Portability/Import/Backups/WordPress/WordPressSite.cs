using Blog.Data.Addresses;
using Blog.Portability.Import.Backups.WordPress.Exports;
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
            if (count == 0)
            {
                continue;
            }

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
            if (count == 0)
            {
                continue;
            }

            foreach (var page in ListAt($"/tag/{slug}/", count, OldTarget.ToTag(name)))
            {
                yield return page;
            }

            yield return new OldPage("/?tag=" + slug, OldTarget.ToTag(name));
        }

        yield return new OldPage("/comments/feed/", OldTarget.ToPage(SystemPage.RssFeed));
        yield return new OldPage("/?feed=comments-rss2", OldTarget.ToPage(SystemPage.RssFeed));
        foreach (var author in _authors.Keys)
        {
            foreach (var page in ListAt($"/author/{author}/", posts.Count, home))
            {
                yield return page;
            }
        }

        foreach (var id in index.Channel.AuthorIds.Keys)
        {
            yield return new OldPage("/?author=" + id, home);
        }

        var dates = posts.Select(one => one.Post.Date!.Value).ToList();
        foreach (var year in dates.GroupBy(date => date.Year))
        {
            var archive = OldTarget.ToPage(SystemPage.Archive(year.Key));
            foreach (var page in PagesAt($"/{year.Key:0000}/", year.Count(), archive).Append(new OldPage($"/?m={year.Key:0000}", archive)))
            {
                yield return page;
            }
        }

        foreach (var month in dates.GroupBy(date => (date.Year, date.Month)))
        {
            var archive = OldTarget.ToPage(SystemPage.Archive(month.Key.Year, month.Key.Month));
            var (year, number) = ($"{month.Key.Year:0000}", $"{month.Key.Month:00}");
            foreach (var page in PagesAt($"/{year}/{number}/", month.Count(), archive).Append(new OldPage($"/?m={year}{number}", archive)))
            {
                yield return page;
            }

            foreach (var day in month.Select(date => date.Day).Distinct())
            {
                yield return new OldPage($"/{year}/{number}/{day:00}/", archive);
            }
        }
    }

    private static IEnumerable<OldPage> PagesAt(string path, int count, OldTarget target) =>
        Numbered(count, PerPage, number => number == 1 ? path : $"{path}page/{Text(number)}/", target);

    private static IEnumerable<OldPage> ListAt(string path, int count, OldTarget target)
    {
        foreach (var page in PagesAt(path, count, target))
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
        yield return (list + "feed/rss/", SystemPage.RssFeed);
        yield return (list + "feed/rdf/", SystemPage.RssFeed);
        yield return (list + "feed/atom/", SystemPage.AtomFeed);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
