using System.ComponentModel.DataAnnotations;
using Blog.Data;
using Blog.Data.Addresses;
using Blog.Data.Posts;
using Blog.Data.Redirects;
using Blog.Site;
using Blog.Site.Layout;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Blog.Admin.Redirects;

/// <summary>
/// Old addresses and where they lead: those that the program creates automatically, and those that an owner adds. For owners.
/// </summary>
[Authorize(Policy = Access.Owner)]
public sealed class RedirectsModel(BlogDb db, RedirectEditor editor, TargetSearch search, SiteContext site, TimeProvider clock)
    : PageModel,
        IPage
{
    private const int PerPage = 50;
    private const int MaxProposals = 300;

    public PageHead Head => PageHead.ForAdmin(site.AdminTexts.Redirects, "/admin/redirects");

    /// <summary>The form of a new redirect.</summary>
    [BindProperty]
    public NewInput Input { get; set; } = new();

    /// <summary>Search terms of the list.</summary>
    public string Words { get; private set; } = "";

    /// <summary>The redirects, newest first.</summary>
    public IReadOnlyList<Row> Rows { get; private set; } = [];

    /// <summary>The total number.</summary>
    public int Total { get; private set; }

    public Pager Pager { get; private set; } = new(1, 1, "");

    /// <summary>Possible targets, where the typed text matches several.</summary>
    public IReadOnlyList<TargetChoice> Choices { get; private set; } = [];

    /// <summary>Suggested addresses while typing.</summary>
    public IReadOnlyList<TargetChoice> Proposals { get; private set; } = [];

    private RedirectTexts Texts => RedirectTexts.Of(site.UiLanguage);

    /// <summary>Shows the list.</summary>
    /// <param name="q">Search terms.</param>
    /// <param name="p">One-based number of the page.</param>
    /// <param name="from">A path to prefill the form with.</param>
    public async Task OnGetAsync(string? q, int? p, string? from, CancellationToken cancellationToken)
    {
        ModelState.Clear();
        Input.From ??= from;
        await ShowAsync(q, p ?? 1, cancellationToken);
    }

    public async Task<IActionResult> OnPostAddAsync(CancellationToken cancellationToken)
    {
        if (ModelState.IsValid && await TargetAsync(cancellationToken) is { } target)
        {
            var made = await editor.AddAsync(Input.From, target, cancellationToken);
            if (made.Error is not { } error)
            {
                TempData["done"] = Texts.Made(made.Path);
                return Redirect(site.Local("/admin/redirects"));
            }

            ModelState.AddModelError(error == RedirectError.TargetGone ? "Input.To" : "Input.From", Texts.Error(error, made.Holder));
        }

        await ShowAsync(null, 1, cancellationToken);
        return Page();
    }

    public async Task<IActionResult> OnPostRemoveAsync(int id, CancellationToken cancellationToken)
    {
        await editor.RemoveAsync(id, cancellationToken);
        TempData["done"] = Texts.Removed;
        return Redirect(site.Local("/admin/redirects"));
    }

    /// <summary>An instant in the format of the admin pages.</summary>
    public string Moment(DateTimeOffset at) => site.Moment(at, clock.GetUtcNow());

    /// <summary>The one matching row; null where none matches, or several do, which are then offered.</summary>
    private async Task<RedirectTarget?> TargetAsync(CancellationToken cancellationToken)
    {
        if (RedirectTarget.Parse(Input.Choice) is { } chosen)
        {
            return chosen;
        }

        var found = await search.FindAsync(Input.To, cancellationToken);
        if (found.Count == 1)
        {
            return found[0].Target;
        }

        Choices = found;
        ModelState.AddModelError("Input.To", found.Count == 0 ? Texts.NothingFound : Texts.SeveralFound);
        return null;
    }

    private async Task ShowAsync(string? words, int number, CancellationToken cancellationToken)
    {
        Words = (words ?? "").Trim() is { Length: <= 100 } known ? known : "";
        var (now, rows, pattern) = (clock.GetUtcNow(), db.Redirects.AsNoTracking(), AdminPostQueries.LikePattern(Words));
        Total = await rows.CountAsync(cancellationToken);
        rows =
            Words.Length == 0
                ? rows
                : rows.Where(row =>
                    EF.Functions.Like(row.Path, pattern, "\\")
                    || EF.Functions.Like(row.Post!.Title, pattern, "\\")
                    || EF.Functions.Like(row.Tag!.Name, pattern, "\\")
                    || EF.Functions.Like(row.Category!.Name, pattern, "\\")
                    || EF.Functions.Like(row.MediaFile!.Name, pattern, "\\")
                );
        var pages = Pager.PagesFor(await rows.CountAsync(cancellationToken), PerPage);
        number = Math.Clamp(number, 1, pages);
        Pager = new Pager(number, pages, "")
        {
            Address = page =>
                site.Local("/admin/redirects") + QueryString.Create("q", Words).Add("p", page.ToString(CultureInfo.InvariantCulture)),
        };
        var found = await rows.OrderByDescending(row => row.CreatedAt)
            .ThenByDescending(row => row.Id)
            .Skip((number - 1) * PerPage)
            .Take(PerPage)
            .Select(row => new
            {
                row.Id,
                row.Path,
                row.CreatedAt,
                Post = row.Post == null
                    ? null
                    : new
                    {
                        row.Post.Title,
                        row.Post.Address,
                        IsPublic = row.Post.State == PostState.Published && row.Post.PublishedAt <= now,
                    },
                row.Tag,
                row.Category,
                row.MediaFile,
                row.Page,
                IsAsleep = db.Posts.Any(post => post.AddressKey == row.PathKey),
            })
            .ToListAsync(cancellationToken);
        Rows =
        [
            .. found.Select(row =>
                row.Post is { } post
                    ? new Row(
                        row.Id,
                        row.Path,
                        RedirectKind.Post,
                        post.Title,
                        post.Address.Value,
                        row.CreatedAt,
                        !post.IsPublic,
                        row.IsAsleep
                    )
                : row.Tag is { } tag
                    ? new Row(row.Id, row.Path, RedirectKind.Tag, tag.Name, tag.Address, row.CreatedAt, false, row.IsAsleep)
                : row.Category is { } category
                    ? new Row(row.Id, row.Path, RedirectKind.Category, category.Name, category.Address, row.CreatedAt, false, row.IsAsleep)
                : row.Page is { } page
                    ? new Row(
                        row.Id,
                        row.Path,
                        RedirectKind.Page,
                        page,
                        SystemPage.PathOf(page, site.Settings.EditionCodes, site.Settings.Friends.Path) ?? "/",
                        row.CreatedAt,
                        false,
                        row.IsAsleep
                    )
                : new Row(
                    row.Id,
                    row.Path,
                    RedirectKind.Media,
                    row.MediaFile!.Name,
                    Uri.UnescapeDataString(row.MediaFile.Path),
                    row.CreatedAt,
                    false,
                    row.IsAsleep
                )
            ),
        ];
        Proposals = await TargetSearch
            .Posts(db.Posts.Published(now).OrderByDescending(post => post.PublishedAt).Take(MaxProposals))
            .ToListAsync(cancellationToken);
    }

    public sealed class NewInput
    {
        [Required, MaxLength(TextLengths.Line)]
        public string? From { get; set; }

        [MaxLength(TextLengths.Line)]
        public string? To { get; set; }

        [MaxLength(TextLengths.Name)]
        public string? Choice { get; set; }
    }

    public sealed record Row(
        int Id,
        string Path,
        RedirectKind Kind,
        string Name,
        string Address,
        DateTimeOffset CreatedAt,
        bool IsUnpublished,
        bool IsAsleep
    );
}
