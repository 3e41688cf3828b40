using Blog.Data.Security;
using Blog.Portability.Downloads;
using Blog.Portability.Export;
using Blog.Site;
using Blog.Site.Http;
using Blog.Site.Layout;
using Blog.Site.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Blog.Portability.Pages;

/// <summary>
/// Makes an export of the blog and hands it over. It may hold everything but secrets, so the page requires authentication within the last
/// ten minutes. For owners.
/// </summary>
[Authorize(Policy = Access.Owner)]
[RecentSignIn]
public sealed partial class ExportModel(
    ExportWorker worker,
    SecurityLog security,
    SiteContext site,
    TimeProvider clock,
    ILogger<ExportModel> logger
) : PageModel, IPage
{
    private const int RefreshSeconds = 2;

    public PageHead Head => PageHead.ForAdmin(site.AdminTexts.Export, "/admin/export");

    [BindProperty]
    public Choices Input { get; set; } = new();

    public RunningExport? Running => worker.Running;

    public ExportArchive? Archive => worker.Archive;

    public string? Failure => worker.Failure;

    private ExportTexts Words => ExportTexts.Of(site.UiLanguage);

    public void OnGet()
    {
        if (Running is not null)
        {
            Response.Headers["Refresh"] = RefreshSeconds.ToString(CultureInfo.InvariantCulture); // works without script
        }
    }

    public IActionResult OnPost()
    {
        var request = new ExportRequest("")
        {
            Drafts = Input.Drafts,
            Scheduled = Input.Scheduled,
            Trash = Input.Trash,
            All = Input.All,
        };
        if (!worker.TryStart(request))
        {
            TempData["refused"] = Words.Busy;
        }

        return Redirect(site.Local("/admin/export"));
    }

    public IActionResult OnGetFile()
    {
        if (Archive is not { } archive)
        {
            return Gone();
        }

        try
        {
            HttpContext.Features.Get<IHttpRequestTimeoutFeature>()?.DisableTimeout(); // years of images take longer than a page may
            var file = new FileStream(
                archive.Path,
                FileMode.Open,
                FileAccess.Read,
                FileShare.ReadWrite | FileShare.Delete,
                1 << 16,
                FileOptions.Asynchronous | FileOptions.SequentialScan
            );
            LogSent(logger, User.AccountId);
            security.Add(HttpContext, SecurityEventKind.BackupDownloaded, method: "export");
            return new FileStreamResult(file, "application/zip")
            {
                FileDownloadName = $"blog-export-{archive.At.UtcDateTime.ToString("yyyyMMdd-HHmm", CultureInfo.InvariantCulture)}.zip",
                EnableRangeProcessing = true,
            };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Gone(); // deleted meanwhile
        }
    }

    /// <summary>An instant in the format of the admin pages.</summary>
    public string Moment(DateTimeOffset at) => site.Moment(at, clock.GetUtcNow());

    private RedirectResult Gone()
    {
        TempData["refused"] = Words.Gone;
        return Redirect(site.Local("/admin/export"));
    }

    [LoggerMessage(
        EventId = 92,
        EventName = "ExportSent",
        Level = LogLevel.Warning,
        Message = "An export was downloaded by account {AccountId}"
    )]
    private static partial void LogSent(ILogger logger, int accountId);

    public sealed class Choices
    {
        public bool Drafts { get; set; }

        public bool Scheduled { get; set; }

        public bool Trash { get; set; }

        public bool All { get; set; }
    }
}
