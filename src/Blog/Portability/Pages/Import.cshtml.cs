using System.ComponentModel.DataAnnotations;
using System.Text;
using Blog.Data;
using Blog.Data.Posts.Imports;
using Blog.Portability.Import;
using Blog.Portability.Uploads;
using Blog.Site;
using Blog.Site.Layout;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Blog.Portability.Pages;

/// <summary>One import: its progress, its report, and what can be done with it.</summary>
[Authorize(Policy = Access.Owner)]
public sealed class ImportModel(BlogDb db, ImportFolders folders, ImportWorker worker, SiteContext site) : PageModel, IPage
{
    public const int PerPage = 100;

    private const int RefreshSeconds = 2;

    public PageHead Head => PageHead.ForAdmin(Words.TitleOf(Run.Id), "/admin/import");

    public ImportRun Run { get; private set; } = null!;

    /// <summary>What is being done; null if nothing.</summary>
    public RunningImport? Running { get; private set; }

    /// <summary>The report of the dry run or the import; null before the first, and after an undo.</summary>
    public ImportReport? Report { get; private set; }

    /// <summary>The report of the undo.</summary>
    public ImportUndoReport? Undone { get; private set; }

    /// <summary><c>look</c> (what needs a look), the name of an outcome, <c>addresses</c>, or anything else for all.</summary>
    [BindProperty(SupportsGet = true), MaxLength(20)]
    public string? Show { get; set; }

    /// <summary>Page, from 1.</summary>
    [BindProperty(SupportsGet = true)]
    public int Number { get; set; }

    public int Total { get; private set; }

    /// <summary>The filters: value, label, and how many rows each shows.</summary>
    public IReadOnlyList<(string? Show, string Label, int Count)> Filters { get; private set; } = [];

    public IReadOnlyList<ImportEntry> Entries { get; private set; } = [];

    public IReadOnlyList<KeptAddress> Addresses { get; private set; } = [];

    /// <summary>Whether the run waits for a decision: its dry run ended or broke off, and the upload is still there.</summary>
    public bool IsOpen => Run.State is ImportRunState.Checking or ImportRunState.Checked;

    public bool CanGoOn => Run is { Options: not null, State: ImportRunState.Running or ImportRunState.Failed };

    public bool CanUndo => Run.State is ImportRunState.Done or ImportRunState.Failed or ImportRunState.Running;

    private ImportTexts Words => ImportTexts.Of(site.UiLanguage);

    public async Task<IActionResult> OnGetAsync(int id, CancellationToken cancellationToken)
    {
        ModelState.Clear(); // an invalid address shows everything
        if (!await FindAsync(id, cancellationToken))
        {
            return NotFound();
        }

        if (Running is not null)
        {
            Response.Headers["Refresh"] = RefreshSeconds.ToString(CultureInfo.InvariantCulture); // works without script
        }
        else if (Report is not null)
        {
            Choose(Report);
        }

        return Page();
    }

    /// <summary>The report as a file.</summary>
    public async Task<IActionResult> OnGetJsonAsync(int id, CancellationToken cancellationToken) =>
        await FindAsync(id, cancellationToken) && Run.Report is { } report
            ? File(Encoding.UTF8.GetBytes(report), "application/json", $"import-{id.ToString(CultureInfo.InvariantCulture)}.json")
            : NotFound();

    public Task<IActionResult> OnPostCheckAsync(int id, CancellationToken cancellationToken) =>
        StartAsync(id, ImportJob.Check, () => IsOpen, cancellationToken);

    public Task<IActionResult> OnPostRunAsync(int id, CancellationToken cancellationToken) =>
        StartAsync(id, ImportJob.Import, () => Run.State == ImportRunState.Checked || CanGoOn, cancellationToken);

    public async Task<IActionResult> OnPostUndoAsync(int id, bool sure, CancellationToken cancellationToken)
    {
        if (!sure)
        {
            TempData["refused"] = Words.NotSure;
            return Back(id);
        }

        return await StartAsync(id, ImportJob.Undo, () => CanUndo, cancellationToken);
    }

    public async Task<IActionResult> OnPostDiscardAsync(int id, CancellationToken cancellationToken)
    {
        if (!await FindAsync(id, cancellationToken))
        {
            return NotFound();
        }

        if (Running is not null || !IsOpen)
        {
            TempData["refused"] = Words.Busy;
            return Back(id);
        }

        folders.Remove(id);
        await db.WriteAsync(() => db.ImportRuns.Where(run => run.Id == id).ExecuteDeleteAsync(cancellationToken), cancellationToken);
        TempData["done"] = Words.Discarded;
        return LocalRedirect(site.Local("/admin/import"));
    }

    public string Href(string? show, int number = 1) =>
        site.Local(
            string.Create(CultureInfo.InvariantCulture, $"/admin/import/{Run.Id}")
                + QueryString.Create(
                    new[] { ("show", show), ("number", number > 1 ? number.ToString(CultureInfo.InvariantCulture) : null) }
                        .Where(pair => pair.Item2 is not null)
                        .Select(pair => KeyValuePair.Create<string, string?>(pair.Item1, pair.Item2))
                )
        );

    private async Task<bool> FindAsync(int id, CancellationToken cancellationToken)
    {
        Running = worker.ProgressOf(id); // before its row, which would say "not finished" of a run that ends in between
        if (await db.ImportRuns.AsNoTracking().SingleOrDefaultAsync(run => run.Id == id, cancellationToken) is not { } run)
        {
            return false;
        }

        Run = run;
        if (run.Report is { } json)
        {
            Undone = run.State == ImportRunState.Undone ? ImportUndoReport.FromJson(json) : null;
            Report = run.State == ImportRunState.Undone ? null : ImportReport.FromJson(json);
        }

        return true;
    }

    private async Task<IActionResult> StartAsync(int id, ImportJob job, Func<bool> isAllowed, CancellationToken cancellationToken)
    {
        if (!await FindAsync(id, cancellationToken))
        {
            return NotFound();
        }

        if (!isAllowed() || !worker.TryStart(id, job))
        {
            TempData["refused"] = Words.Busy;
        }

        return Back(id);
    }

    private LocalRedirectResult Back(int id) =>
        LocalRedirect(site.Local(string.Create(CultureInfo.InvariantCulture, $"/admin/import/{id}")));

    private void Choose(ImportReport report)
    {
        var look = report.Entries.Where(entry => entry.NeedsALook).ToList();
        var outcomes = report
            .Entries.GroupBy(entry => entry.Outcome)
            .OrderBy(group => group.Key)
            .Select(group => (Show: (string?)group.Key.ToString().ToLowerInvariant(), group.Key, Count: group.Count()))
            .ToList();
        Filters =
        [
            (null, Words.All, report.Entries.Count),
            ("look", Words.NeedsALook, look.Count),
            .. outcomes.Select(one => (one.Show, Words.Outcome(one.Key, report.IsDryRun), one.Count)),
            ("addresses", Words.Addresses, report.Kept.Count),
        ];
        var chosen = outcomes.Find(one => one.Show == Show);
        var rows =
            Show == "look" ? look
            : chosen.Show is not null ? [.. report.Entries.Where(entry => entry.Outcome == chosen.Key)]
            : report.Entries;
        var isAddresses = Show == "addresses";
        Show = isAddresses || Show == "look" || chosen.Show is not null ? Show : null;
        var count = isAddresses ? report.Kept.Count : rows.Count;
        Total = Math.Max(1, (count + PerPage - 1) / PerPage);
        Number = Math.Clamp(Number, 1, Total);
        var page = ((Number - 1) * PerPage)..(Number * PerPage);
        Entries = isAddresses ? [] : [.. rows.Take(page)];
        Addresses = isAddresses ? [.. report.Kept.Take(page)] : [];
    }
}
