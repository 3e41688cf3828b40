using Blog.Operations.Backups.Catalog;
using Blog.Operations.Backups.Schedule;
using Blog.Site;
using Blog.Site.Layout;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Blog.Operations.Backups.Pages;

/// <summary>The list of backups, their state, and a button to make one. For owners.</summary>
[Authorize(Policy = Access.Owner)]
public sealed class BackupsModel(BackupCatalog catalog, BackupService backups, BackupOptions options, SiteContext site, TimeProvider clock)
    : PageModel,
        IPage
{
    public PageHead Head => PageHead.ForAdmin(site.AdminTexts.Backups, "/admin/backups");

    /// <summary>Most blogs are backed up within this time, so the response can already report the result.</summary>
    private static readonly TimeSpan Moments = TimeSpan.FromSeconds(3);

    public BackupSummary Summary { get; private set; } = null!;

    public Retention Kept => options.Kept;

    /// <summary>The running operation; null for none.</summary>
    public BackupWork? Work => backups.Present;

    public IReadOnlyList<Row> Rows { get; private set; } = [];

    public void OnGet()
    {
        Summary = catalog.Summary;
        var (checks, retained) = (catalog.Checks, catalog.Kept());
        Rows = [.. catalog.List().Select(item => new Row(item, checks.GetValueOrDefault(item.Name), item.KeptBy(retained)))];
    }

    public async Task<IActionResult> OnPostNowAsync()
    {
        var words = BackupTexts.Of(site.UiLanguage);
        var work = backups.Ask();
        if (await Task.WhenAny(work, Task.Delay(Moments)) == work)
        {
            var isMade = await work;
            TempData[isMade ? "done" : "refused"] = isMade ? words.Made : words.NotMade;
        }

        return Redirect(site.Local("/admin/backups"));
    }

    /// <summary>An instant in the format of the admin pages.</summary>
    public string Moment(DateTimeOffset at) => site.Moment(at, clock.GetUtcNow());

    /// <summary>A backup, when it was verified, and why it is retained.</summary>
    public sealed record Row(BackupItem Item, BackupCheck? Check, KeptFor Kept);
}
