using Blog.Caching;
using Blog.Data;
using Blog.Data.Posts;
using Blog.Site;
using Blog.Site.Http;
using Blog.Site.Layout;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Blog.Reading.Lists;

/// <summary>All posts by year, or those of one year or month, in numbered pages.</summary>
[PublicPage]
public sealed class ArchivesModel(BlogDb db, SiteContext site, TimeProvider clock) : PageModel, IPage
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
        var published = db.Posts.Published(clock.GetUtcNow());
        var posts = published.Listed().ListedIn(site);
        var days =
            site.Known?.Days ?? (await posts.Select(post => post.PublishedAt!.Value).ToListAsync(cancellationToken)).ConvertAll(site.Day);
        AllYears = Spans(days, day => day.Year, PathOf);
        Months = year is null ? [] : Spans(days.Where(day => day.Year == year), day => day.Month, one => PathOf(year, one));
        Count = days.Count(day => (year is null || day.Year == year) && (month is null || day.Month == month));
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
        var rows = await PostRow.PageAsync(Within(posts, year, month).NewestFirst(), published, Pager.Current, site, cancellationToken);
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

    private static List<Span> Spans(IEnumerable<DateOnly> days, Func<DateOnly, int> number, Func<int, string> path) =>
        [
            .. days.GroupBy(number)
                .OrderByDescending(group => group.Key)
                .Select(group => new Span(group.Key, group.Count(), path(group.Key))),
        ];

    private IQueryable<Post> Within(IQueryable<Post> posts, int? year, int? month)
    {
        if (year is not { } y)
        {
            return posts;
        }

        var (first, last) = (new DateOnly(y, month ?? 1, 1), new DateOnly(y, month ?? 12, 1).AddMonths(1));
        var (from, to) = (site.Start(first), site.Start(last));
        return posts.Where(post => post.PublishedAt >= from && post.PublishedAt < to);
    }

    /// <summary>A year or month, and its number of posts.</summary>
    public sealed record Span(int Number, int Count, string Path);
}
