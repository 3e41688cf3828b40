using Blog.Caching;
using Blog.Data.Posts.Listing;
using Blog.Site;
using Blog.Site.Http;
using Blog.Site.Layout;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Blog.Reading.Lists;

/// <summary>All posts by year, or those of one year or month, in numbered pages.</summary>
[PublicPage]
public sealed class ArchivesModel(ListedPosts posts, SiteContext site) : PageModel, IPage
{
    public PageHead Head =>
        Year is not { } year
            ? PageHead.ForList(site, PathOf(null, null), Pager.Current, "/archives", site.Texts.Archives, site.Texts.ArchivesDescription)
            : PageHead.ForList(
                site,
                PathOf(year, Month),
                Pager.Current,
                "/archives",
                site.Texts.ArchivesOf(year, Month),
                site.Texts.ArchivesOfDescription(site.Texts.ArchivesOf(year, Month), Count),
                []
            );

    /// <summary>Rows by year, newest first.</summary>
    public IReadOnlyList<IGrouping<int, PostRow>> Years { get; private set; } = [];

    /// <summary>The number of posts in every year, newest first.</summary>
    public IReadOnlyList<Span> AllYears { get; private set; } = [];

    /// <summary>The number of posts in each month of the shown year.</summary>
    public IReadOnlyList<Span> Months { get; private set; } = [];

    /// <summary>The shown year; null for all.</summary>
    public int? Year { get; private set; }

    /// <summary>The shown month; null for all.</summary>
    public int? Month { get; private set; }

    /// <summary>The number of posts on all pages together.</summary>
    public int Count { get; private set; }

    public Pager Pager { get; private set; } = new(1, 1, "/archives");

    /// <summary>A year or month without a public post is not found.</summary>
    public async Task<IActionResult> OnGetAsync(
        [FromRoute] int? year,
        [FromRoute] int? month,
        [FromRoute] int? number,
        CancellationToken cancellationToken
    )
    {
        (Year, Month) = (year, month);
        var list = PathOf(year, month);
        var path = Pager.PathOf(list, number ?? 1);
        using var all = posts.List(await posts.AllAsync(cancellationToken));
        var whole = new Span(0, all.Count, "") { From = 0 };
        AllYears = Spans(all, whole, day => (day.Year, new DateOnly(day.Year, 1, 1)), PathOf);
        var shown = year is null ? whole : AllYears.FirstOrDefault(span => span.Number == year);
        Months =
            year is null || shown is null
                ? []
                : Spans(all, shown, day => (day.Month, new DateOnly(day.Year, day.Month, 1)), one => PathOf(year, one));
        shown = month is null ? shown : Months.FirstOrDefault(span => span.Number == month);
        Count = shown?.Count ?? 0;
        var total = Pager.PagesFor(Count, PostRow.PerPage);
        if ((Count == 0 && year is not null) || number < 1 || number > total)
        {
            return NotFound();
        }

        if (!this.IsAskedAt(path))
        {
            return this.Moved(site.Href(path));
        }

        Pager = new Pager(number ?? 1, total, site.Href(list));
        var from = (shown?.From ?? 0) + ((Pager.Current - 1) * PostRow.PerPage);
        var onPage = Math.Min(PostRow.PerPage, Count - ((Pager.Current - 1) * PostRow.PerPage));
        var rows = await posts.RowsAsync(all.Range(from, onPage), cancellationToken);
        Years = [.. rows.GroupBy(row => site.Day(row.PublishedAt).Year)];
        return Page();
    }

    /// <summary>The number of posts in a year, including those on other pages.</summary>
    public int CountOf(int year) => AllYears.Where(span => span.Number == year).Sum(span => span.Count);

    public static string PathOf(int year) => PathOf(year, null);

    private static string PathOf(int? year, int? month) =>
        "/archives"
        + (year is { } y ? y.ToString("'/'0000", CultureInfo.InvariantCulture) : "")
        + (month is { } m ? m.ToString("'/'00", CultureInfo.InvariantCulture) : "");

    /// <summary>The years or months of a part of a list that is in the order of time.</summary>
    /// <param name="periodOf">The number of the period that a day is in, and its first day.</param>
    private List<Span> Spans(PostList list, Span within, Func<DateOnly, (int Number, DateOnly First)> periodOf, Func<int, string> path)
    {
        var (spans, from, end) = (new List<Span>(), within.From, within.From + within.Count);
        while (from < end)
        {
            var (number, first) = periodOf(site.Day(list[from].Published));
            var next = Math.Clamp(list.Since(site.Start(first)), from + 1, end);
            spans.Add(new Span(number, next - from, path(number)) { From = from });
            from = next;
        }

        return spans;
    }

    /// <summary>A year or month, and its number of posts.</summary>
    public sealed record Span(int Number, int Count, string Path)
    {
        /// <summary>The place of its newest post in the list.</summary>
        public required int From { get; init; }
    }
}
