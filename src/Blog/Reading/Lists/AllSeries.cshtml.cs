using Blog.Caching;
using Blog.Data;
using Blog.Data.Posts;
using Blog.Data.Posts.Listing;
using Blog.Site;
using Blog.Site.Http;
using Blog.Site.Layout;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Blog.Reading.Lists;

/// <summary>Every series that has a public post, that with the newest post first.</summary>
[PublicPage]
public sealed class AllSeriesModel(BlogDb db, ListedPosts posts, SiteContext site) : PageModel, IPage
{
    public PageHead Head => PageHead.ForList(site, "/series", 1, "/series", site.Texts.AllSeries, site.Texts.AllSeriesDescription);

    public IReadOnlyList<Row> Rows { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (!this.IsAskedAt("/series"))
        {
            return this.Moved(site.Href("/series"));
        }

        var everything = await posts.AllAsync(cancellationToken);
        var rows = new List<(Row Row, long Newest)>();
        foreach (var (series, ids) in await SeriesParts.AllAsync(db, cancellationToken))
        {
            using var list = posts.List(everything, everything.Places(ids));
            if (list.Count > 0)
            {
                rows.Add((new Row(series, list.Count), list[0].PublishedAt));
            }
        }

        Rows = [.. rows.OrderByDescending(row => row.Newest).ThenBy(row => row.Row.Series.Id).Select(row => row.Row)];
        return Page();
    }

    public sealed record Row(Series Series, int Count);
}
