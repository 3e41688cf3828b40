using System.ComponentModel.DataAnnotations;
using Blog.Data.Security;
using Blog.Operations.Backups.Archives;
using Blog.Operations.Backups.Catalog;
using Blog.Operations.Backups.Schedule;
using Blog.Site;
using Blog.Site.Http;
using Blog.Site.Layout;
using Blog.Site.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Blog.Operations.Backups.Pages;

/// <summary>
/// One backup: its content, downloading and deleting it. It contains everything that a thief of the blog wants, so the page requires
/// authentication within the last ten minutes. For owners.
/// </summary>
[Authorize(Policy = Access.Owner)]
[RecentSignIn]
public sealed partial class BackupModel(
    BackupCatalog catalog,
    BackupService backups,
    SecurityLog security,
    SiteContext site,
    TimeProvider clock,
    ILogger<BackupModel> logger
) : PageModel, IPage
{
    private const int LongestName = 200;
    private static readonly TimeSpan Moments = TimeSpan.FromSeconds(10);

    public PageHead Head => PageHead.ForAdmin(site.AdminTexts.Backups, "/admin/backups");

    public BackupItem Item { get; private set; } = null!;

    public string Path { get; private set; } = "";

    /// <summary>The retention sets that include it.</summary>
    public KeptFor Kept { get; private set; }

    /// <summary>When it was last verified.</summary>
    public BackupCheck? Check { get; private set; }

    /// <summary>Its manifest; null where it is not an archive, or cannot be read.</summary>
    public BackupManifest? Manifest { get; private set; }

    /// <summary>Why it cannot be read; null where it can.</summary>
    public string? Error { get; private set; }

    private BackupTexts Words => BackupTexts.Of(site.UiLanguage);

    public IActionResult OnGet([MaxLength(LongestName)] string name)
    {
        if (!Find(name))
        {
            return NotFound();
        }

        (Check, Kept) = (catalog.CheckOf(Item), Item.KeptBy(catalog.Kept()));
        if (Item.Kind == BackupKind.BeforeUpgrade)
        {
            return Page();
        }

        try
        {
            using var reader = ArchiveReader.Open(Path);
            Manifest = reader.Manifest;
        }
        catch (BackupException e)
        {
            Error = e.Message;
        }

        return Page();
    }

    public IActionResult OnGetFile([MaxLength(LongestName)] string name)
    {
        if (!Find(name))
        {
            return NotFound();
        }

        try
        {
            HttpContext.Features.Get<IHttpRequestTimeoutFeature>()?.DisableTimeout(); // years of images take longer than a page may
            var file = new FileStream(
                Path,
                FileMode.Open,
                FileAccess.Read,
                FileShare.ReadWrite | FileShare.Delete,
                1 << 16,
                FileOptions.Asynchronous | FileOptions.SequentialScan
            );
            LogSent(logger, Item.Name, User.AccountId);
            security.Add(HttpContext, SecurityEventKind.BackupDownloaded);
            return new FileStreamResult(file, Item.Kind == BackupKind.BeforeUpgrade ? "application/vnd.sqlite3" : "application/zip")
            {
                FileDownloadName = Item.Name,
                EnableRangeProcessing = true,
            };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return NotFound(); // deleted meanwhile
        }
    }

    /// <summary>Reads it again from end to end.</summary>
    public async Task<IActionResult> OnPostVerifyAsync([MaxLength(LongestName)] string name)
    {
        if (!Find(name))
        {
            return NotFound();
        }

        var work = backups.AskToVerify(Item.Name);
        if (await Task.WhenAny(work, Task.Delay(Moments)) == work)
        {
            var isRead = await work;
            var isWhole = isRead && catalog.CheckOf(Item) is { Damage: null };
            TempData[isWhole ? "done" : "refused"] =
                isWhole ? Words.ReadWhole
                : isRead ? Words.ReadBroken
                : Words.NotRead;
        }

        return Redirect(site.Local("/admin/backups/" + Item.Name));
    }

    /// <summary>Deletes it.</summary>
    public IActionResult OnPostDelete([MaxLength(LongestName)] string name)
    {
        if (!Find(name))
        {
            return NotFound();
        }

        try
        {
            System.IO.File.Delete(Path);
            LogDeleted(logger, Item.Name, User.AccountId);
            TempData["done"] = Words.Deleted;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            TempData["refused"] = Words.NotDeleted;
        }

        return Redirect(site.Local("/admin/backups"));
    }

    /// <summary>An instant in the format of the admin pages.</summary>
    public string Moment(DateTimeOffset at) => site.Moment(at, clock.GetUtcNow());

    /// <summary>Only listed backups have a page: nothing from the request becomes part of a path.</summary>
    private bool Find(string name)
    {
        if (catalog.Find(name) is not { } found)
        {
            return false;
        }

        (Item, Path) = found;
        return true;
    }

    [LoggerMessage(
        EventId = 47,
        EventName = "BackupSent",
        Level = LogLevel.Warning,
        Message = "Backup {Name} was downloaded by account {AccountId}"
    )]
    private static partial void LogSent(ILogger logger, string name, int accountId);

    [LoggerMessage(
        EventId = 48,
        EventName = "BackupDeleted",
        Level = LogLevel.Warning,
        Message = "Backup {Name} was deleted by account {AccountId}"
    )]
    private static partial void LogDeleted(ILogger logger, string name, int accountId);
}
