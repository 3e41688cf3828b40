using Blog.Data;
using Blog.Data.Addresses;
using Blog.Data.Redirects;
using Blog.Data.Settings;
using Blog.Portability.StaticSite.Snapshot;

namespace Blog.Portability.StaticSite.Redirects;

/// <summary>Former addresses that lead to something of the static site; as <see cref="AddressLookup"/> answers them.</summary>
internal sealed class RedirectReader(BlogDb db)
{
    /// <summary>Reads them.</summary>
    /// <param name="taken">Keys of addresses at which something stands: a redirect there rests.</param>
    /// <param name="media">Images of the static site: their paths by id. Others may belong to drafts.</param>
    public async Task<IReadOnlyList<StaticRedirect>> ReadAsync(
        SiteSnapshot site,
        IReadOnlySet<string> taken,
        IReadOnlyDictionary<string, string> media,
        CancellationToken cancellationToken
    )
    {
        var rows = await db.RowsAsync(
            "SELECT Path, PostId, TagId, CategoryId, SeriesId, MediaFileId, Page FROM Redirects ORDER BY PathKey",
            row => new Row(
                row.GetString(0),
                row.NumberAt(1),
                row.NumberAt(2),
                row.NumberAt(3),
                row.NumberAt(4),
                row.TextAt(5),
                row.TextAt(6)
            ),
            cancellationToken
        );
        var lists = new ListTargets(site);
        var found = new List<StaticRedirect>();
        foreach (var row in rows)
        {
            IEnumerable<(string Edition, string To)> targets = row switch
            {
                { PostId: { } id } => site.Posts.TryGetValue(id, out var post) ? [("", post.Address.Value)] : [],
                { TagId: { } id } => lists.OfTag(id, SystemPage.FeedFile(row.Page)),
                { CategoryId: { } id } => lists.OfCategory(id, SystemPage.FeedFile(row.Page)),
                { SeriesId: { } id } => lists.OfSeries(id),
                { MediaFileId: { } id } => media.TryGetValue(id, out var path) ? [("", path)] : [],
                { Page: { } page } => SystemPage.PathOf(page, site.Settings.EditionCodes, site.Settings.Friends.Path) is { } path
                    ? [("", path)]
                    : [],
                _ => [],
            };
            found.AddRange(
                targets
                    .Select(target => Of(target.Edition + row.Path, target.To) with { MediaId = row.MediaFileId })
                    .Where(one => one.Parameter is not null || !taken.Contains(PostAddress.KeyOf(one.Path)))
            );
        }

        return found;
    }

    private static StaticRedirect Of(string from, string to)
    {
        var query = from.IndexOf("/?", StringComparison.Ordinal);
        if (query >= 0 && from[(query + 2)..].Split('=', 2) is [var name, var value])
        {
            return new StaticRedirect(from[..query], name, value, to);
        }

        var path = from.EndsWith("/index.html", StringComparison.OrdinalIgnoreCase) ? from[..^"/index.html".Length] : from;
        return new StaticRedirect(path.TrimEnd('/'), null, null, to);
    }

    /// <summary>Tags and categories, which each edition lists that has a post of them.</summary>
    private sealed class ListTargets(SiteSnapshot site)
    {
        public IEnumerable<(string Edition, string To)> OfTag(int id, string? feed) =>
            site.Tags.TryGetValue(id, out var tag) ? In(post => post.Tags.Contains(id), "/tags/" + tag.Slug, feed) : [];

        public IEnumerable<(string Edition, string To)> OfCategory(int id, string? feed) =>
            site.Categories.TryGetValue(id, out var category)
                ? In(post => site.ChainOf(post.CategoryId).Any(above => above.Id == id), "/categories/" + category.Path, feed)
                : [];

        public IEnumerable<(string Edition, string To)> OfSeries(int id) =>
            site.Series.Values.FirstOrDefault(series => series.Id == id) is { } series
                ? In(post => post.Series == series.Title, series.Address, null)
                : [];

        private IEnumerable<(string Edition, string To)> In(Func<PostFacts, bool> has, string path, string? feed)
        {
            var settings = site.Settings;
            var to = feed is null ? path : path + "/" + feed;
            var languages = site.Listed.Where(has).Select(post => post.Language).ToHashSet(StringComparer.Ordinal);
            if (settings.HomeScope == HomeScope.All ? languages.Count > 0 : languages.Contains(settings.Main.Tag))
            {
                yield return ("", to);
            }

            foreach (var language in settings.Languages.Where(language => languages.Contains(language.Tag)))
            {
                if (language != settings.Main || settings.HomeScope == HomeScope.All)
                {
                    yield return ("/" + language.Code, "/" + language.Code + to);
                }
            }
        }
    }

    /// <summary>What a former address leads to: one of them is there.</summary>
    private sealed record Row(string Path, int? PostId, int? TagId, int? CategoryId, int? SeriesId, string? MediaFileId, string? Page);
}
