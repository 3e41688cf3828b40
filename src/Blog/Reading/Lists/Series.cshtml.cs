using Blog.Caching;
using Blog.Data;
using Blog.Data.Addresses;
using Blog.Data.Posts;
using Blog.Data.Redirects;
using Blog.Site;
using Blog.Site.Http;
using Blog.Site.Layout;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Blog.Reading.Lists;

/// <summary>The posts of one series in their order. Its title in any spelling redirects to its address.</summary>
[PublicPage]
public sealed class SeriesModel(BlogDb db, ListedPosts posts, AddressLookup addresses, SiteContext site) : PageModel, IPage
{
    public PageHead Head { get; private set; } = null!;

    public Series Series { get; private set; } = null!;

    public IReadOnlyList<PostRow> Rows { get; private set; } = [];

    /// <summary>A series without public posts is not found; a renamed one redirects.</summary>
    public async Task<IActionResult> OnGetAsync([FromRoute] string slug, CancellationToken cancellationToken)
    {
        var wanted = Slug.From(slug, "series");
        var path = "/series/" + wanted.Value;
        var series = await db.Series.AsNoTracking().FirstOrDefaultAsync(one => one.Slug == wanted, cancellationToken);
        var everything = await posts.AllAsync(cancellationToken);
        var ids = series is null
            ? []
            : await db.Posts.Where(post => post.Series == series.Title).Select(post => post.Id).ToListAsync(cancellationToken);
        var places = everything.Places(ids);
        using var list = posts.List(everything, places);
        if (series is null || list.Count == 0)
        {
            return this.Moved(site, await addresses.FindOldAsync(path, site.ListedLanguage, posts.Now, cancellationToken));
        }

        if (!this.IsAskedAt(path))
        {
            return this.Moved(site.Href(PostAddress.Encode(path)));
        }

        var parts = list.Range(0, list.Count).ToList();
        parts.Sort((one, other) => one.OrderInSeriesAgainst(other));
        (Series, Rows) = (series, await posts.RowsAsync(parts, cancellationToken));
        Head = PageHead.ForList(
            site,
            PostAddress.Encode(path),
            1,
            "/series",
            site.Texts.InSeries(series.Title),
            series.Description.Length > 0
                ? TextLengths.Shorten(series.Description.ReplaceLineEndings(" "), 150)
                : site.Texts.SeriesDescription(series.Title, Rows.Count),
            everything.Languages(posts.Now, places)
        );
        return Page();
    }
}
