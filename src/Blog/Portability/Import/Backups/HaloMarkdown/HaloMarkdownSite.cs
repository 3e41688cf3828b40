using Blog.Data.Addresses;
using Blog.Portability.Import.OldSites;
using Blog.Portability.Import.Sources;

namespace Blog.Portability.Import.Backups.HaloMarkdown;

/// <summary>What is known of a site of which only the posts were exported: its feeds, and lists by the slugs of its posts.</summary>
internal sealed class HaloMarkdownSite(SiteConfig config, PostFolder folder) : BackupSite(config, folder)
{
    public override IEnumerable<OldPage> PagesOf(IReadOnlyList<OldPost> posts, TimeZoneInfo zone) =>
        [
            new OldPage("/rss.xml", OldTarget.ToPage(SystemPage.RssFeed)),
            new OldPage("/feed.xml", OldTarget.ToPage(SystemPage.RssFeed)),
            new OldPage("/atom.xml", OldTarget.ToPage(SystemPage.AtomFeed)),
            .. posts
                .SelectMany(one => one.Post.CategoryPaths)
                .Select(path => path[^1])
                .Distinct(StringComparer.Ordinal)
                .Select(name => new OldPage("/categories/" + name, OldTarget.ToCategory([name]))),
            .. posts
                .SelectMany(one => one.Post.Tags)
                .Distinct(StringComparer.Ordinal)
                .Select(name => new OldPage("/tags/" + name, OldTarget.ToTag(name))),
        ];
}
