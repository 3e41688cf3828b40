using Blog.Operations.Backups.Catalog;
using Blog.Operations.Backups.Schedule;
using Blog.Site;
using Blog.Site.Layout;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Blog.Operations.Backups.Pages;

/// <summary>The backups there are, how they stand, and a button for one more. For owners.</summary>
[Authorize(Policy = Access.Owner)]
public sealed class BackupsModel(BackupCatalog shelf, BackupService desk, BackupOptions options, SiteContext site, TimeProvider clock)
    : PageModel,
        IPage
{
    public PageHead Head => PageHead.ForAdmin(site.AdminTexts.Backups, "/admin/backups");

    /// <summary>Most blogs are backed up within this time, and the answer can say so at once.</summary>
    private static readonly TimeSpan Moments = TimeSpan.FromSeconds(3);

    public BackupSummary Standing { get; private set; } = null!;

    public Retention Kept => options.Kept;

    /// <summary>What is being done; null for nothing.</summary>
    public BackupWork? Work => desk.Present;

    public IReadOnlyList<Row> Rows { get; private set; } = [];

    public void OnGet()
    {
        Standing = shelf.Standing;
        var (checks, kept) = (shelf.Checks, shelf.Kept());
        Rows = [.. shelf.List().Select(item => new Row(item, checks.GetValueOrDefault(item.Name), item.KeptBy(kept)))];
    }

    public async Task<IActionResult> OnPostNowAsync()
    {
        var words = BackupTexts.Of(site.UiLanguage);
        var work = desk.Ask();
        if (await Task.WhenAny(work, Task.Delay(Moments)) == work)
        {
            var isMade = await work;
            TempData[isMade ? "done" : "refused"] = isMade ? words.Made : words.NotMade;
        }

        return Redirect(site.Local("/admin/backups"));
    }

    /// <summary>An instant as the desk writes it.</summary>
    public string Moment(DateTimeOffset at) => site.Moment(at, clock.GetUtcNow());

    /// <summary>A backup, when it was read, and why it is kept.</summary>
    public sealed record Row(BackupItem Item, BackupCheck? Check, KeptFor Kept);
}
