using System.Diagnostics;
using Blog.Caching;
using Blog.Data;
using Blog.Data.Comments;
using Blog.Data.Settings;
using Blog.Operations.Backups.Catalog;
using Blog.Operations.Backups.Drills;
using Blog.Operations.Backups.Offsite;
using Blog.Operations.Health;
using Blog.Operations.Logs;
using Blog.Operations.Metrics;
using Blog.Operations.Replication;
using Blog.Site;
using Blog.Site.Layout;
using Blog.Storage.Database;
using Blog.Storage.DataDirectory;
using Blog.Storage.Telemetry;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Blog.Operations.Status;

/// <summary>The status of the blog, from the same sources as readiness and metrics. For owners.</summary>
[Authorize(Policy = Access.Owner)]
[Compressed]
public sealed class StatusModel(
    HealthChecker healthChecker,
    CachedPostStats cachedPostStats,
    DataSizes sizes,
    BackupCatalog catalog,
    OffsiteCatalog offsite,
    DrillCatalog drills,
    ReplicaCatalog replicas,
    JobStatus board,
    StaticCopyStatus copy,
    AttackMode attack,
    WriteGate gate,
    ErrorLog errorLog,
    BlogDb db,
    SecretStore secrets,
    SiteContext site,
    TimeProvider clock
) : PageModel, IPage
{
    public PageHead Head => PageHead.ForAdmin(site.AdminTexts.Status, "/admin/status");

    public HealthReport Health { get; private set; } = new([new("database", HealthState.NotReady, "")]);

    /// <summary>Posts and pending work; null where the database does not answer.</summary>
    public PostStatsSnapshot? Census { get; private set; }

    public DataSizesSnapshot Sizes { get; } = sizes.Take();

    public long BackupSize { get; } = catalog.List().Sum(item => item.Bytes);

    public BackupSummary Backup { get; } = catalog.Summary;

    public CopiesView Copies => new(offsite, drills, replicas, Moment);

    /// <summary>Each job, its pending work, its last run.</summary>
    public IReadOnlyList<JobRow> Jobs { get; private set; } = [];

    public WriteGate Gate => gate;

    public StaticCopyStatus StaticCopy => copy;

    /// <summary>Until when strangers are asked a question before a comment is taken; null if they are not.</summary>
    public DateTimeOffset? AttackUntil => attack.Until;

    /// <summary>The latest errors and warnings.</summary>
    public ErrorLog Errors => errorLog;

    /// <summary>Each search engine: whether it is told, and what it was last told; null for never turned on.</summary>
    public IReadOnlyList<(string Engine, bool IsOn, SearchEngineNotice? Notice)> Engines { get; private set; } = [];

    /// <summary>Whether no key decrypts Baidu's token.</summary>
    public bool IsTokenLost { get; private set; }

    /// <summary>Addresses that were not found and have not been dealt with.</summary>
    public int MissingCount { get; private set; }

    public string Schema => db.Database.GetMigrations().LastOrDefault() ?? "";

    public DateTimeOffset StartedAt { get; } = ProcessStart();

    public TimeSpan Uptime => TimeProvider.System.GetUtcNow() - StartedAt;

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        Health = await healthChecker.TakeAsync(cancellationToken);
        Census = cachedPostStats.Census();
        var waiting = new Dictionary<string, int?>(StringComparer.Ordinal)
        {
            [JobNames.Rendering] = Census?.ToRender,
            [JobNames.Media] = Census?.ToScale,
            [JobNames.Search] = Census?.ToIndex,
        };
        Jobs = [.. board.Notes.Select(note => new JobRow(note, waiting.GetValueOrDefault(note.Job)))];
        var notices = await db.SearchEngineNotices.AsNoTracking().ToDictionaryAsync(row => row.Engine, cancellationToken);
        var hasToken = await secrets.SavedAtAsync(SecretStore.BaiduToken, cancellationToken) is not null;
        IsTokenLost = hasToken && await secrets.ReadAsync(SecretStore.BaiduToken, cancellationToken) is null;
        Engines =
        [
            (SearchEngineNotice.IndexNow, site.Settings.Announcing.IndexNow, notices.GetValueOrDefault(SearchEngineNotice.IndexNow)),
            (SearchEngineNotice.Baidu, hasToken, notices.GetValueOrDefault(SearchEngineNotice.Baidu)),
        ];
        MissingCount = await db.MissingPaths.CountAsync(row => !row.IsIgnored, cancellationToken);
    }

    /// <summary>An instant in the format of the admin pages.</summary>
    public string Moment(DateTimeOffset at) => site.Moment(at, clock.GetUtcNow());

    private static DateTimeOffset ProcessStart()
    {
        using var process = Process.GetCurrentProcess();
        return new DateTimeOffset(process.StartTime);
    }

    /// <summary>A job.</summary>
    /// <param name="Note">Its last run.</param>
    /// <param name="Waiting">Its pending work; null where nothing is counted.</param>
    public sealed record JobRow(LastJobRun Note, int? Waiting);
}
