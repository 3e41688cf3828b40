using System.Text.Json;
using Blog.Data.Addresses;
using Blog.Data.Redirects;
using Blog.Portability.Import.Comments.Systems;
using Blog.Portability.Import.OldSites;
using Blog.Portability.Import.Sources;

namespace Blog.Portability.Import.Backups.Halo;

/// <summary>A site built by Halo: everything in the backup knows its own address.</summary>
internal sealed class HaloSite(SiteConfig config, PostFolder folder, HaloIndex index) : BackupSite(config, folder)
{
    private const int PerPage = 10;

    /// <summary>The address of something, decoded and without the site's root; null if the backup has none.</summary>
    /// <param name="root">The path under which the site was published; empty for the root of its host.</param>
    public static string? PathOf(JsonElement one, string root)
    {
        if (HaloIndex.Part(one, "status").Text("permalink") is not { } link)
        {
            return null;
        }

        var query = link.IndexOf("?p=", StringComparison.Ordinal);
        var path = query >= 0 ? "/" + Uri.UnescapeDataString(link[query..].Split('#')[0]) : OldPathParser.Decode(link);
        path = root.Length > 0 && path.StartsWith(root + "/", StringComparison.Ordinal) ? path[root.Length..] : path;
        return path.Length > 1 && path[0] == '/' ? path : null;
    }

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
            var (path, feed) in new[]
            {
                ("/rss.xml", SystemPage.RssFeed),
                ("/feed.xml", SystemPage.RssFeed),
                ("/atom.xml", SystemPage.AtomFeed),
            }
        )
        {
            yield return new OldPage(path, OldTarget.ToPage(feed));
        }

        foreach (var (id, category) in index.Categories)
        {
            var names = index.NamesOf(id);
            if (
                PathOf(category, Root) is { } path
                && posts.Any(one => one.Post.CategoryPaths.Any(own => own.Take(names.Count).SequenceEqual(names)))
            )
            {
                yield return new OldPage(path, OldTarget.ToCategory(names));
            }
        }

        foreach (var (_, tag) in index.Tags)
        {
            if (
                PathOf(tag, Root) is { } path
                && HaloIndex.Spec(tag).Text("displayName") is { } name
                && posts.Any(one => one.Post.Tags.Contains(name, StringComparer.OrdinalIgnoreCase))
            )
            {
                yield return new OldPage(path, OldTarget.ToTag(name));
            }
        }
    }
}
