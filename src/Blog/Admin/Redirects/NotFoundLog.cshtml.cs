using Blog.Data;
using Blog.Data.Posts;
using Blog.Data.Redirects;
using Blog.Site;
using Blog.Site.Layout;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Blog.Admin.Redirects;

/// <summary>Addresses that were not found, most requested first, each with a suggested target. For owners.</summary>
[Authorize(Policy = Access.Owner)]
public sealed class NotFoundLogModel(BlogDb db, RedirectEditor editor, NotFoundLog memory, SiteContext site, TimeProvider clock)
    : PageModel,
        IPage
{
    private const int PerPage = 50;
    private const int MaxGuessed = 5_000;

    public PageHead Head => PageHead.ForAdmin(Texts.Missing, "/admin/redirects");

    public IReadOnlyList<Row> Rows { get; private set; } = [];

    public Pager Pager { get; private set; } = new(1, 1, "");

    /// <summary>Whether the ignored addresses are shown.</summary>
    public bool IsIgnored { get; private set; }

    public int IgnoredCount { get; private set; }

    /// <summary>Requests from vulnerability scanners since the start.</summary>
    public long Attacks => memory.Attacks;

    private RedirectTexts Texts => RedirectTexts.Of(site.UiLanguage);

    public async Task OnGetAsync(int? p, bool ignored, CancellationToken cancellationToken)
    {
        IsIgnored = ignored;
        var now = clock.GetUtcNow();
        var posts = db.Posts.Published(now);
        var open = db
            .MissingPaths.AsNoTracking()
            .Where(row =>
                !posts.Any(post => post.AddressKey == row.PathKey) && !db.Redirects.Any(redirect => redirect.PathKey == row.PathKey)
            );
        IgnoredCount = await open.CountAsync(row => row.IsIgnored, cancellationToken);
        var rows = open.Where(row => row.IsIgnored == ignored);
        var pages = Pager.PagesFor(await rows.CountAsync(cancellationToken), PerPage);
        var number = Math.Clamp(p ?? 1, 1, pages);
        Pager = new Pager(number, pages, "") { Address = page => Here(ignored, page) };
        var found = await rows.OrderByDescending(row => row.Count)
            .ThenByDescending(row => row.LastAt)
            .ThenBy(row => row.Id)
            .Skip((number - 1) * PerPage)
            .Take(PerPage)
            .ToListAsync(cancellationToken);
        var redirectSuggestions = found.Count == 0 || ignored ? null : new RedirectSuggestions(await PublicAsync(posts, cancellationToken));
        Rows = [.. found.Select(row => new Row(row, redirectSuggestions?.For(row.Path)))];
    }

    /// <summary>Creates a redirect to the suggested target.</summary>
    public async Task<IActionResult> OnPostRedirectAsync(int id, string? target, CancellationToken cancellationToken)
    {
        var path = await db.MissingPaths.Where(row => row.Id == id).Select(row => row.Path).FirstOrDefaultAsync(cancellationToken);
        if (path is not null && RedirectTarget.Parse(target) is { } parsed)
        {
            var made = await editor.AddAsync(path, parsed, cancellationToken);
            TempData[made.Error is null ? "done" : "refused"] = made.Error is { } error
                ? Texts.Error(error, made.Holder)
                : Texts.Made(made.Path);
        }

        return Redirect(Here(false, 1));
    }

    /// <summary>Ignores an address from now on.</summary>
    public async Task<IActionResult> OnPostIgnoreAsync(int id, CancellationToken cancellationToken)
    {
        if (await db.MissingPaths.FindAsync([id], cancellationToken) is { } row)
        {
            row.Ignore();
            await db.SaveChangesAsync(cancellationToken);
        }

        return Redirect(Here(false, 1));
    }

    /// <summary>Removes an address; it reappears with a new count when it is requested again.</summary>
    public async Task<IActionResult> OnPostForgetAsync(int id, CancellationToken cancellationToken)
    {
        if (await db.MissingPaths.FindAsync([id], cancellationToken) is { } row)
        {
            db.MissingPaths.Remove(row);
            await db.SaveChangesAsync(cancellationToken);
        }

        return Redirect(Here(true, 1));
    }

    /// <summary>An instant in the format of the admin pages.</summary>
    public string Moment(DateTimeOffset at) => site.Moment(at, clock.GetUtcNow());

    private string Here(bool ignored, int page) =>
        site.Local("/admin/redirects/missing")
        + (ignored || page > 1 ? $"?{(ignored ? "ignored=true&" : "")}p={page.ToString(CultureInfo.InvariantCulture)}" : "");

    private async Task<IEnumerable<TargetChoice>> PublicAsync(IQueryable<Post> posts, CancellationToken cancellationToken) =>
        [
            .. await TargetSearch.Posts(posts.OrderByDescending(post => post.PublishedAt).Take(MaxGuessed)).ToListAsync(cancellationToken),
            .. await TargetSearch.Tags(db.Tags).ToListAsync(cancellationToken),
            .. await TargetSearch.Categories(db.Categories).ToListAsync(cancellationToken),
        ];

    /// <summary>An address, and a suggested target.</summary>
    public sealed record Row(MissingPath Missing, TargetChoice? Guess);
}
