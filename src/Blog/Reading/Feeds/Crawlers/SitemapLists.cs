using Blog.Data;
using Blog.Data.Posts;
using Blog.Data.Settings;
using Blog.Site;
using Microsoft.EntityFrameworkCore;

namespace Blog.Reading.Feeds.Crawlers;

/// <summary>
/// The lists of the site for the sitemap: home pages, archives, tags, categories and feeds of every edition, each with the date of its
/// newest change.
/// </summary>
internal sealed class SitemapLists(BlogDb db, SiteContext site, TimeProvider clock)
{
    /// <summary>Every list that contains a post, and the home pages, which exist even when empty.</summary>
    public async Task<IReadOnlyList<SitemapUrl>> AllAsync(CancellationToken cancellationToken)
    {
        var settings = site.Settings;
        var editions = new List<(SiteLanguage? Edition, Dictionary<string, DateTimeOffset?> Lists)>();
        foreach (
            var edition in settings
                .Languages.Where(language => language != settings.Main || settings.HomeScope == HomeScope.All)
                .Prepend(null)
        )
        {
            editions.Add(
                (
                    edition,
                    await ListsOfAsync(edition?.Tag ?? (settings.HomeScope == HomeScope.All ? null : settings.Main.Tag), cancellationToken)
                )
            );
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

    private async Task<Dictionary<string, DateTimeOffset?>> ListsOfAsync(string? language, CancellationToken cancellationToken)
    {
        var posts = db.Posts.Published(clock.GetUtcNow()).Listed().In(language);
        var tags = await posts
            .SelectMany(
                post => post.Tags,
                (post, tag) =>
                    new
                    {
                        tag.Slug,
                        post.PublishedAt,
                        post.UpdatedAt,
                    }
            )
            .GroupBy(row => row.Slug)
            .Select(group => new
            {
                Slug = group.Key,
                Published = group.Max(row => row.PublishedAt),
                Updated = group.Max(row => row.UpdatedAt),
            })
            .ToListAsync(cancellationToken);
        var categories = await posts
            .Where(post => post.Category != null)
            .GroupBy(post => post.Category!.Path)
            .Select(group => new
            {
                Path = group.Key,
                Published = group.Max(post => post.PublishedAt),
                Updated = group.Max(post => post.UpdatedAt),
            })
            .ToListAsync(cancellationToken);
        var newest = Later(
            await posts.MaxAsync(post => post.PublishedAt, cancellationToken),
            await posts.MaxAsync(post => (DateTimeOffset?)post.UpdatedAt, cancellationToken)
        );
        var lists = new Dictionary<string, DateTimeOffset?>(StringComparer.Ordinal) { ["/"] = newest, ["/feeds"] = null };
        Note(lists, "/archives", newest);
        foreach (var tag in tags)
        {
            var at = Later(tag.Published, tag.Updated);
            Note(lists, "/tags", at);
            Note(lists, "/tags/" + Uri.EscapeDataString(tag.Slug.Value), at);
        }

        foreach (var category in categories)
        {
            // A category also lists the posts of its descendants.
            var segments = category.Path.Split('/');
            for (var depth = 0; depth <= segments.Length; depth++)
            {
                Note(
                    lists,
                    "/categories" + string.Concat(segments.Take(depth).Select(segment => "/" + Uri.EscapeDataString(segment))),
                    Later(category.Published, category.Updated)
                );
            }
        }

        return lists;
    }

    private static void Note(Dictionary<string, DateTimeOffset?> lists, string path, DateTimeOffset? at)
    {
        if (at is not null)
        {
            lists[path] = Later(lists.GetValueOrDefault(path), at);
        }
    }

    private static DateTimeOffset? Later(DateTimeOffset? one, DateTimeOffset? other) => one > other || other is null ? one : other;
}
