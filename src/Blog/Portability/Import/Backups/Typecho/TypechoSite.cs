using System.Text.RegularExpressions;
using Blog.Data.Addresses;
using Blog.Portability.Import.OldSites;
using Blog.Portability.Import.Sources;

namespace Blog.Portability.Import.Backups.Typecho;

/// <summary>A site built by Typecho: its lists and feeds, at the addresses that its settings give.</summary>
/// <remarks>Source: var/Widget/Archive.php and the default routing table in install.php of typecho/typecho.</remarks>
internal sealed partial class TypechoSite(SiteConfig config, PostFolder folder, TypechoIndex index) : BackupSite(config, folder)
{
    private const int DefaultPerPage = 5;

    /// <summary>Puts values into the places of a pattern (<c>[cid:digital]</c>, <c>[year:digital:4]</c>).</summary>
    /// <param name="valueOf">The value by name; empty for unknown ones.</param>
    public static string Fill(string pattern, Func<string, string> valueOf) =>
        Joined(Place().Replace(pattern, place => valueOf(place.Groups["name"].Value)));

    public override IEnumerable<OldPage> PagesOf(IReadOnlyList<OldPost> posts, TimeZoneInfo zone)
    {
        var pages = ListsOf([.. posts.Where(one => !one.Post.IsPage && one.Post.Date is not null)], zone).ToList();
        return pages.Concat(pages.Where(page => page.Path != "/").Select(page => page with { Path = "/index.php" + page.Path }));
    }

    private IEnumerable<OldPage> ListsOf(List<OldPost> posts, TimeZoneInfo zone)
    {
        var perPage =
            int.TryParse(index.Options.GetValueOrDefault("pageSize"), NumberStyles.None, CultureInfo.InvariantCulture, out var set)
            && set is > 0 and < 1000
                ? set
                : DefaultPerPage;
        foreach (var page in List("/", posts.Count, perPage, OldTarget.ToPage(SystemPage.Home), "page/"))
        {
            yield return page;
        }

        foreach (var (path, feed) in Feeds("/"))
        {
            yield return new OldPage(path, OldTarget.ToPage(feed));
        }

        foreach (var category in index.All("category").Where(one => one.Name.Length > 0))
        {
            var path = index.PathOf(category);
            var names = path.Select(one => one.Name).ToList();
            var address = Fill(
                index.PatternOf("category"),
                name =>
                    name is "directory" ? string.Join('/', path.Select(one => one.Slug))
                    : name is "slug" ? category.Slug
                    : ""
            );
            var count = posts.Count(one =>
                one.Post.CategoryPaths.Any(one => one.Take(names.Count).SequenceEqual(names, StringComparer.Ordinal))
            );
            if (count == 0)
            {
                continue;
            }

            foreach (
                var page in List(address, count, perPage, OldTarget.ToCategory(names))
                    .Concat(Feeds(address).Select(feed => new OldPage(feed.Path, OldTarget.ToCategory(names).Feed(feed.Feed))))
            )
            {
                yield return page;
            }
        }

        foreach (var tag in index.All("tag").Where(one => one.Name.Length > 0))
        {
            var address = Fill(index.PatternOf("tag"), name => name is "slug" ? tag.Slug : "");
            var count = posts.Count(one => one.Post.Tags.Contains(tag.Name, StringComparer.OrdinalIgnoreCase));
            if (count == 0)
            {
                continue;
            }

            foreach (
                var page in List(address, count, perPage, OldTarget.ToTag(tag.Name))
                    .Concat(Feeds(address).Select(feed => new OldPage(feed.Path, OldTarget.ToTag(tag.Name).Feed(feed.Feed))))
            )
            {
                yield return page;
            }
        }

        foreach (
            var date in posts
                .Select(one => TimeZoneInfo.ConvertTime(one.Post.Date!.Value, zone))
                .DistinctBy(date => (date.Year, date.Month))
        )
        {
            yield return new OldPage($"/{date:yyyy}/", OldTarget.ToPage(SystemPage.Archive(date.Year)));
            yield return new OldPage($"/{date:yyyy/MM}/", OldTarget.ToPage(SystemPage.Archive(date.Year, date.Month)));
        }
    }

    /// <summary>A list and its pages, which are at <c>2/</c> below it.</summary>
    private static IEnumerable<OldPage> List(string address, int count, int perPage, OldTarget target, string before = "") =>
        Numbered(
            count,
            perPage,
            number => number == 1 ? address : string.Create(CultureInfo.InvariantCulture, $"{address.TrimEnd('/')}/{before}{number}/"),
            target
        );

    private static IEnumerable<(string Path, string Feed)> Feeds(string list)
    {
        yield return ("/feed" + list, SystemPage.RssFeed);
        yield return ("/feed/rss" + list, SystemPage.RssFeed);
        yield return ("/feed/atom" + list, SystemPage.AtomFeed);
    }

    [GeneratedRegex(@"\[(?<name>[A-Za-z]+)(:[^\]]*)?\]", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Place();
}
