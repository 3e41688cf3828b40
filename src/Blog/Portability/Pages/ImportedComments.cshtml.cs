using System.ComponentModel.DataAnnotations;
using Blog.Data;
using Blog.Data.Comments;
using Blog.Data.Posts.Files;
using Blog.Data.Posts.Imports;
using Blog.Data.Redirects;
using Blog.Portability.Import.Comments;
using Blog.Portability.Import.Comments.Systems;
using Blog.Portability.Uploads;
using Blog.Site;
using Blog.Site.Layout;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;

namespace Blog.Portability.Pages;

/// <summary>The comments and counts of other systems by page, what belongs to no post yet, and the form that imports more.</summary>
[Authorize(Policy = Access.Owner)]
[ArchiveUpload]
public sealed class ImportedCommentsModel(
    BlogDb db,
    ImportedCommentWriter writer,
    AddressLookup lookup,
    ImportFolders folders,
    ImportWorker worker,
    SiteContext site,
    TimeProvider clock
) : PageModel, IPage
{
    private const int PerPage = 100;

    public PageHead Head => PageHead.ForAdmin(Words.Heading, "/admin/import");

    [BindProperty]
    public CommentsInput Input { get; set; } = new();

    public IEnumerable<SelectListItem> Systems =>
        Enum.GetNames<CommentSystem>()
            .Select(name => new SelectListItem(name, name))
            .Prepend(new SelectListItem(ImportTexts.Of(site.UiLanguage).FindOut, ""));

    /// <summary>Those without a post first.</summary>
    public IReadOnlyList<Row> Rows { get; private set; } = [];

    public bool IsUnmapped { get; private set; }

    public int Total { get; private set; }

    public int Unmapped { get; private set; }

    public Pager Pager { get; private set; } = new(1, 1, "");

    private CommentImportTexts Words => CommentImportTexts.Of(site.UiLanguage);

    public Task OnGetAsync(bool unmapped, int? p, CancellationToken cancellationToken)
    {
        ModelState.Clear();
        return ListAsync(unmapped, p ?? 1, cancellationToken);
    }

    /// <summary>Takes an export, and begins its dry run.</summary>
    public async Task<IActionResult> OnPostAsync(IFormFile? archive, CancellationToken cancellationToken)
    {
        if (archive is null)
        {
            ModelState.AddModelError("", Words.NothingGiven);
        }

        if (!string.IsNullOrWhiteSpace(Input.Zone) && !PostFileDate.TryZone(Input.Zone.Trim(), out _))
        {
            ModelState.AddModelError("Input.Zone", ImportTexts.Of(site.UiLanguage).NoSuchZone);
        }

        if (archive is null || !ModelState.IsValid)
        {
            await ListAsync(false, 1, cancellationToken);
            return Page();
        }

        var options = new ImportOptions
        {
            Zone = string.IsNullOrWhiteSpace(Input.Zone) ? null : Input.Zone.Trim(),
            Comments = new CommentOptions(
                Enum.TryParse<CommentSystem>(Input.System, out var system) ? system : null,
                string.IsNullOrWhiteSpace(Input.Site) ? null : Input.Site.Trim()
            ),
        };
        var name = TextLengths.Cut(Path.GetFileName(archive.FileName.Replace('\\', '/')), TextLengths.Title);
        if (
            await folders.BeginAsync(db, new ImportRun(name, options.ToJson(), clock.GetUtcNow()), archive, cancellationToken)
            is not { } run
        )
        {
            ModelState.AddModelError("", ImportTexts.Of(site.UiLanguage).NoRoom);
            await ListAsync(false, 1, cancellationToken);
            return Page();
        }

        worker.TryStart(run, ImportJob.Check);
        return LocalRedirect(site.Local(string.Create(CultureInfo.InvariantCulture, $"/admin/import/{run}")));
    }

    /// <summary>Gives a page to a post.</summary>
    /// <param name="page">Row id of the page.</param>
    /// <param name="post">Address of the post, as typed or pasted.</param>
    public async Task<IActionResult> OnPostMapAsync(int page, string? post, CancellationToken cancellationToken)
    {
        var keys = PageAddress.Parse(post)?.Keys ?? [];
        var found = await lookup.FindPostsAsync(keys, cancellationToken);
        if (keys.FirstOrDefault(found.ContainsKey) is not { } key)
        {
            TempData["refused"] = Words.NoSuchPost(TextLengths.Cut(post ?? "", TextLengths.Name));
        }
        else if (await writer.MapAsync(page, found[key], cancellationToken))
        {
            TempData["done"] = Words.Mapped;
        }
        else
        {
            TempData["refused"] = Words.Gone;
        }

        return LocalRedirect(Href(true));
    }

    public async Task<IActionResult> OnPostDeleteAsync(int page, CancellationToken cancellationToken)
    {
        await writer.DeletePageAsync(page, cancellationToken);
        TempData["done"] = Words.Deleted;
        return LocalRedirect(Href(true));
    }

    public string Href(bool unmapped, int number = 1) =>
        site.Local("/admin/import/comments")
        + (unmapped ? "?unmapped=true" : "")
        + (number > 1 ? string.Create(CultureInfo.InvariantCulture, $"{(unmapped ? '&' : '?')}p={number}") : "");

    private async Task ListAsync(bool unmapped, int number, CancellationToken cancellationToken)
    {
        IsUnmapped = unmapped;
        (Total, Unmapped) = (
            await db.FormerPages.CountAsync(cancellationToken),
            await db.FormerPages.CountAsync(page => page.PostId == null, cancellationToken)
        );
        var pages = Pager.PagesFor(unmapped ? Unmapped : Total, PerPage);
        number = Math.Clamp(number, 1, pages);
        Pager = new Pager(number, pages, "") { Address = at => Href(unmapped, at) };
        Rows = await db
            .FormerPages.Where(page => !unmapped || page.PostId == null)
            .OrderBy(page => page.PostId != null)
            .ThenBy(page => page.Address)
            .ThenBy(page => page.Id)
            .Skip((number - 1) * PerPage)
            .Take(PerPage)
            .Select(page => new Row(
                page.Id,
                page.Source,
                page.Address,
                page.Title,
                page.PostId,
                db.Posts.Where(post => post.Id == page.PostId).Select(post => post.Title).FirstOrDefault(),
                db.Comments.Count(comment => comment.FormerPageId == page.Id),
                db.PageCounts.Where(count => count.FormerPageId == page.Id)
                    .OrderByDescending(count => count.Id)
                    .Select(count => count.Views)
                    .FirstOrDefault()
            )
            {
                Waiting = db.Comments.Count(comment => comment.FormerPageId == page.Id && comment.State == CommentState.Waiting),
                Spam = db.Comments.Count(comment => comment.FormerPageId == page.Id && comment.State == CommentState.Spam),
                Trash = db.Comments.Count(comment => comment.FormerPageId == page.Id && comment.State == CommentState.Trash),
            })
            .ToListAsync(cancellationToken);
    }

    /// <summary>A page of another system. Nothing of a comment itself is shown here.</summary>
    public sealed record Row(int Id, string Source, string Address, string? Title, int? PostId, string? PostTitle, int Comments, long Views)
    {
        public int Waiting { get; init; }

        public int Spam { get; init; }

        public int Trash { get; init; }
    }

    /// <summary>The form.</summary>
    public sealed class CommentsInput
    {
        [MaxLength(20)]
        public string? System { get; set; }

        [MaxLength(TextLengths.Name)]
        public string? Zone { get; set; }

        [MaxLength(TextLengths.Title)]
        public string? Site { get; set; }
    }
}
