using System.ComponentModel.DataAnnotations;
using Blog.Data;
using Blog.Data.Posts.Files;
using Blog.Data.Posts.Imports;
using Blog.Portability.Import;
using Blog.Portability.Uploads;
using Blog.Site;
using Blog.Site.Layout;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;

namespace Blog.Portability.Pages;

/// <summary>The imports, and the form that begins one with a dry run.</summary>
[Authorize(Policy = Access.Owner)]
[ArchiveUpload]
public sealed class ImportsModel(BlogDb db, ImportFolders folders, ImportWorker worker, SiteContext site, TimeProvider clock)
    : PageModel,
        IPage
{
    private const int MostRuns = 50;

    public PageHead Head => PageHead.ForAdmin(site.AdminTexts.Imports, "/admin/import");

    [BindProperty]
    public ImportInput Input { get; set; } = new();

    /// <summary>Where the operator puts folders.</summary>
    public string Root => folders.Root;

    public IEnumerable<SelectListItem> Folders =>
        folders.Names().Select(name => new SelectListItem(name, name)).Prepend(new SelectListItem(Words.NoFolder, ""));

    public IEnumerable<SelectListItem> Tools =>
        [
            new SelectListItem(Words.FindOut, ""),
            new SelectListItem("Hexo", nameof(SiteGenerator.Hexo)),
            new SelectListItem("Hugo", nameof(SiteGenerator.Hugo)),
            new SelectListItem("Jekyll", nameof(SiteGenerator.Jekyll)),
            .. BackupFormats.All.Select(format => new SelectListItem(format.Tool.ToString(), format.Tool.ToString())),
            new SelectListItem(Words.PlainMarkdown, nameof(SiteGenerator.Unknown)),
        ];

    /// <summary>The latest runs, the last one first.</summary>
    public IReadOnlyList<Row> Runs { get; private set; } = [];

    private ImportTexts Words => ImportTexts.Of(site.UiLanguage);

    public Task OnGetAsync(CancellationToken cancellationToken)
    {
        ModelState.Clear();
        return ListAsync(cancellationToken);
    }

    public async Task<IActionResult> OnPostAsync(IFormFile? archive, CancellationToken cancellationToken)
    {
        Check(archive);
        if (!ModelState.IsValid)
        {
            await ListAsync(cancellationToken);
            return Page();
        }

        var folder = archive is null ? Input.Folder : null;
        var options = new ImportOptions
        {
            Folder = folder,
            Tool = Enum.TryParse<SiteGenerator>(Input.Tool, out var tool) ? tool : null,
            Zone = string.IsNullOrWhiteSpace(Input.Zone) ? null : Input.Zone.Trim(),
            Language = PostFileLanguage.Normalize(Input.Language),
            Overwrite = Input.Overwrite,
            TakeSettings = Input.TakeSettings,
            NewAddresses = Input.NewAddresses,
            BringImagesHome = Input.BringImagesHome,
        };
        var source = TextLengths.Cut(folder ?? Path.GetFileName(archive!.FileName.Replace('\\', '/')), TextLengths.Title);
        var run = new ImportRun(source, options.ToJson(), clock.GetUtcNow());
        if (await folders.BeginAsync(db, run, archive, cancellationToken) is null)
        {
            ModelState.AddModelError("", Words.NoRoom);
            await ListAsync(cancellationToken);
            return Page();
        }

        worker.TryStart(run.Id, ImportJob.Check);
        return LocalRedirect(site.Local(string.Create(CultureInfo.InvariantCulture, $"/admin/import/{run.Id}")));
    }

    public string Moment(DateTimeOffset at) => site.Moment(at, clock.GetUtcNow());

    private void Check(IFormFile? archive)
    {
        if (archive is null && string.IsNullOrEmpty(Input.Folder))
        {
            ModelState.AddModelError("", Words.NothingGiven);
        }
        else if (archive is null && folders.Find(Input.Folder!) is null)
        {
            ModelState.AddModelError("Input.Folder", Words.NoSuchFolder);
        }

        if (!string.IsNullOrWhiteSpace(Input.Zone) && !PostFileDate.TryZone(Input.Zone.Trim(), out _))
        {
            ModelState.AddModelError("Input.Zone", Words.NoSuchZone);
        }

        if (!string.IsNullOrWhiteSpace(Input.Language) && PostFileLanguage.Normalize(Input.Language) is null)
        {
            ModelState.AddModelError("Input.Language", Words.NoSuchLanguage);
        }
    }

    private async Task ListAsync(CancellationToken cancellationToken) =>
        Runs = await db
            .ImportRuns.OrderByDescending(run => run.Id)
            .Take(MostRuns)
            .Select(run => new Row(
                run.Id,
                run.Source,
                run.State,
                run.Failure != null,
                run.ChangedAt ?? run.StartedAt,
                db.ImportChanges.Count(change => change.RunId == run.Id)
            ))
            .ToListAsync(cancellationToken);

    /// <summary>A run.</summary>
    /// <param name="IsBroken">Whether its last stage failed.</param>
    /// <param name="Posts">Number of posts that it wrote and that are still there.</param>
    public sealed record Row(int Id, string Source, ImportRunState State, bool IsBroken, DateTimeOffset At, int Posts);

    /// <summary>The form.</summary>
    public sealed class ImportInput
    {
        [MaxLength(TextLengths.Title)]
        public string? Folder { get; set; }

        [MaxLength(20)]
        public string? Tool { get; set; }

        [MaxLength(TextLengths.Name)]
        public string? Zone { get; set; }

        [MaxLength(20)]
        public string? Language { get; set; }

        public bool Overwrite { get; set; }

        public bool TakeSettings { get; set; }

        public bool NewAddresses { get; set; }

        public bool BringImagesHome { get; set; }
    }
}
