using System.Diagnostics;
using Blog.Caching;
using Blog.Data;
using Blog.Data.Measuring;
using Blog.Data.Storage;
using Blog.Operations.Backups.Shelf;
using Blog.Operations.Health;
using Blog.Operations.Logs;
using Blog.Operations.Metrics;
using Blog.Site;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Blog.Operations.Status;

/// <summary>How the blog does: the same truths as readiness and metrics. For owners.</summary>
[Authorize(Policy = Access.Owner)]
[Compressed]
public sealed class StatusModel(Checkup checkup, Vitals vitals, DataSizes sizes, BackupShelf shelf, JobBoard board, WriteGate gate, FaultLog faults, BlogDb db, SiteContext site, TimeProvider clock) : PageModel, IPage
{
    /// <inheritdoc />
    public PageHead Head => PageHead.ForAdmin(site.Desk.Status, "/admin/status");

    /// <summary>What was looked at.</summary>
    public HealthReport Health { get; private set; } = new([new("database", HealthState.NotReady, "")]);

    /// <summary>Posts, and what waits; null where the database does not say.</summary>
    public CensusFigures? Census { get; private set; }

    /// <summary>Room taken and left.</summary>
    public DataSizesFigures Sizes { get; } = sizes.Take();

    /// <summary>Room that backups take.</summary>
    public long BackupSize { get; } = shelf.List().Sum(item => item.Bytes);

    /// <summary>How the backups stand.</summary>
    public BackupStanding Backup { get; } = shelf.Standing;

    /// <summary>Each job, what waits for it, its last run.</summary>
    public IReadOnlyList<JobRow> Jobs { get; private set; } = [];

    /// <summary>The gate of writers.</summary>
    public WriteGate Gate => gate;

    /// <summary>The latest errors and warnings.</summary>
    public FaultLog Faults => faults;

    /// <summary>Addresses that readers asked for in vain and nobody has looked after.</summary>
    public int MissingCount { get; private set; }

    /// <summary>The last migration.</summary>
    public string Schema => db.Database.GetMigrations().LastOrDefault() ?? "";

    /// <summary>When this process began.</summary>
    public DateTimeOffset StartedAt { get; } = ProcessStart();

    /// <summary>Since when it runs.</summary>
    public TimeSpan Uptime => TimeProvider.System.GetUtcNow() - StartedAt;

    /// <summary>Shows all of it.</summary>
    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        Health = await checkup.TakeAsync(cancellationToken);
        Census = vitals.Census();
        var waiting = new Dictionary<string, int?>(StringComparer.Ordinal)
        {
            [Data.Measuring.Jobs.Rendering] = Census?.ToRender,
            [Data.Measuring.Jobs.Media] = Census?.ToScale,
            [Data.Measuring.Jobs.Search] = Census?.ToIndex,
        };
        Jobs = [.. board.Notes.Select(note => new JobRow(note, waiting.GetValueOrDefault(note.Job)))];
        MissingCount = await db.MissingPaths.CountAsync(row => !row.IsIgnored, cancellationToken);
    }

    /// <summary>An instant as the desk writes it.</summary>
    public string Moment(DateTimeOffset at) => site.Moment(at, clock.GetUtcNow());

    private static DateTimeOffset ProcessStart()
    {
        using var process = Process.GetCurrentProcess();
        return new DateTimeOffset(process.StartTime);
    }

    /// <summary>A job.</summary>
    /// <param name="Note">Its last run.</param>
    /// <param name="Waiting">What waits for it; null where nothing is counted.</param>
    public sealed record JobRow(JobNote Note, int? Waiting);
}
