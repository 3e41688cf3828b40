using Blog.Data;
using Blog.Data.Posts;
using Blog.Data.Posts.Listing;
using Blog.Data.Settings;
using Blog.Reading.Lists;
using Blog.Site;
using Blog.Site.Layout;
using Microsoft.EntityFrameworkCore;

namespace Blog.Reading.Feeds.Crawlers;

/// <summary>
/// The lists of the site for the sitemap: home pages, archives, tags, categories and feeds of every edition, each with the date of its
/// newest change.
/// </summary>
internal sealed class SitemapLists(BlogDb db, ListedPosts posts, SiteContext site)
{
    /// <summary>Every list that contains a post, and the home pages, which exist even when empty.</summary>
    public async Task<IReadOnlyList<SitemapUrl>> AllAsync(CancellationToken cancellationToken)
    {
        var settings = site.Settings;
        var all = await posts.AllAsync(cancellationToken);
        var (tags, categories) = (
            await db.Tags.AsNoTracking().ToDictionaryAsync(tag => tag.Id, tag => tag.Slug, cancellationToken),
            await CategoryTree.ReadAsync(db, cancellationToken)
        );
        var series = await SeriesParts.AllAsync(db, cancellationToken);
        var editions = new List<(SiteLanguage? Edition, Dictionary<string, DateTimeOffset?> Lists)>();
        foreach (
            var edition in settings
                .Languages.Where(language => language != settings.Main || settings.HomeScope == HomeScope.All)
                .Prepend(null)
        )
        {
            var language = edition?.Tag ?? (settings.HomeScope == HomeScope.All ? null : settings.Main.Tag);
            var lists = ListsOf(all, language, tags, categories);
            NoteSeries(lists, all, language, series);
            if (settings.Friends.Path is { } friends)
            {
                lists["/" + friends] = null;
            }

            editions.Add((edition, lists));
        }

        // The main language's own edition is not a translation when the root lists all languages: the root is.
        var pairs = editions.Where(edition => edition.Edition != settings.Main).ToList();
        return
        [
            .. editions.SelectMany(edition =>
                edition
                    .Lists.OrderBy(list => list.Key, StringComparer.Ordinal)
                    .Select(list => new SitemapUrl(
                        SiteContext.EditionPath(list.Key, edition.Edition),
                        list.Value,
                        edition.Edition == settings.Main
                            ? []
                            : Alternates(
                                pairs
                                    .Where(other => other.Lists.ContainsKey(list.Key))
                                    .Select(other => (other.Edition ?? settings.Main, SiteContext.EditionPath(list.Key, other.Edition)))
                                    .ToList()
                            )
                    ))
            ),
        ];
    }

    private static IReadOnlyList<(string, string)> Alternates(List<(SiteLanguage Language, string Path)> same) =>
        same.Count < 2 ? [] : [.. same.Select(other => (other.Language.Tag, other.Path)), ("x-default", same[0].Path)];

    private Dictionary<string, DateTimeOffset?> ListsOf(
        PublicPosts all,
        string? language,
        Dictionary<int, Slug> tags,
        CategoryTree categories
    )
    {
        var newest = all.Changed(posts.Now, language);
        var lists = new Dictionary<string, DateTimeOffset?>(StringComparer.Ordinal) { ["/"] = null, ["/feeds"] = null };
        foreach (var path in newest is null ? Array.Empty<string>() : ["/", "/archives"])
        {
            Note(path, newest!.Value);
        }

        foreach (var (id, change) in all.ChangedByTag(posts.Now, language))
        {
            Note("/tags", change);
            Note("/tags/" + Uri.EscapeDataString(tags[id].Value), change);
        }

        foreach (var (id, change) in all.ChangedByCategory(posts.Now, language))
        {
            Note("/categories", change);
            foreach (var above in categories.ChainOf(id))
            {
                Note("/categories" + Escaped(categories.Of(above).Path), change); // a category also lists the posts of its descendants
            }
        }

        return lists;

        void Note(string path, long change)
        {
            var at = DateTimeOffset.FromUnixTimeMilliseconds(change);
            lists[path] = lists.GetValueOrDefault(path) > at ? lists[path] : at;
        }
    }

    private void NoteSeries(
        Dictionary<string, DateTimeOffset?> lists,
        PublicPosts all,
        string? language,
        IReadOnlyList<(Series Series, IReadOnlyList<int> Ids)> series
    )
    {
        foreach (var (one, ids) in series)
        {
            using var list = all.List(posts.Now, language, site.Settings.Main.Tag, all.Places(ids));
            if (list.Count > 0)
            {
                var change = DateTimeOffset.FromUnixTimeMilliseconds(list.Range(0, list.Count).Max(post => post.ChangedAt));
                lists[Escaped(one.Address[1..])] = change;
                lists["/series"] = lists.GetValueOrDefault("/series") > change ? lists["/series"] : change;
            }
        }
    }

    private static string Escaped(string path) => string.Concat(path.Split('/').Select(segment => "/" + Uri.EscapeDataString(segment)));
}
