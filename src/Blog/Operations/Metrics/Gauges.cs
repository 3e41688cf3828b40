using System.Diagnostics.Metrics;
using Blog.Operations.Backups.Catalog;
using Blog.Operations.Backups.Drills;
using Blog.Operations.Backups.Offsite;
using Blog.Operations.Logs;
using Blog.Operations.Replication;
using Blog.Storage.Database;
using Blog.Storage.DataDirectory;
using Blog.Storage.Telemetry;

namespace Blog.Operations.Metrics;

/// <summary>Gauges observed on demand, from the same sources as the status page and readiness.</summary>
public sealed class Gauges
{
    /// <summary>Creates the instruments; only done where somebody listens.</summary>
    public Gauges(
        IMeterFactory meters,
        CachedPostStats cachedPostStats,
        DataSizes sizes,
        BackupCatalog backups,
        OffsiteCatalog offsite,
        DrillCatalog drills,
        ReplicaCatalog replicas,
        JobStatus jobs,
        StaticCopyStatus copy,
        RepositoryStatus repository,
        WriteGate gate,
        Readiness readiness,
        ErrorLog errorLog,
        TimeProvider clock
    )
    {
        var meter = meters.Create(BlogMetrics.Name);
        meter.CreateObservableGauge("blog.ready", () => readiness.IsReady ? 1 : 0, null, "1 if the schema is up to date.");
        meter.CreateObservableGauge("blog.posts", () => Posts(cachedPostStats), "{post}", "Posts and pages by state.");
        meter.CreateObservableGauge("blog.job.backlog", () => Backlog(cachedPostStats), "{item}", "Pending items of each background job.");
        meter.CreateObservableGauge(
            "blog.job.failed",
            () => jobs.Notes.Select(note => Of(note.Failure is null ? 0 : 1, "job", note.Job)),
            null,
            "1 if the last run of a job failed."
        );
        meter.CreateObservableGauge("blog.write_gate.waiting", () => gate.Waiting, "{writer}", "Writers that wait for the database.");
        meter.CreateObservableGauge(
            "blog.data.size",
            () => Sizes(sizes.Take(), backups),
            "By",
            "Disk space used by the data folder, by part."
        );
        meter.CreateObservableGauge(
            "blog.disk.free",
            () => sizes.Free() is { } free ? [new(free)] : Array.Empty<Measurement<long>>(),
            "By",
            "Free disk space for the database."
        );
        meter.CreateObservableGauge(
            "blog.backup.age",
            () => backups.Summary.MadeAt is { } at ? [new((clock.GetUtcNow() - at).TotalSeconds)] : Array.Empty<Measurement<double>>(),
            "s",
            "Age of the newest backup."
        );
        meter.CreateObservableGauge(
            "blog.backup.verified",
            () => backups.Summary.IsVerified ? 1 : 0,
            null,
            "1 if the newest backup was verified and is intact."
        );
        CopyGauges.Create(meter, offsite, drills, replicas, clock);
        meter.CreateObservableGauge(
            "blog.static.behind",
            () => copy.Target is null ? Array.Empty<Measurement<double>>() : [new(copy.Behind.TotalSeconds)],
            "s",
            "For how long the static copy has been behind the blog; 0 if it is up to date."
        );
        meter.CreateObservableGauge(
            "blog.static.age",
            () => copy.DoneAt is { } at ? [new((clock.GetUtcNow() - at).TotalSeconds)] : Array.Empty<Measurement<double>>(),
            "s",
            "Time since the static copy was last brought up to date."
        );
        meter.CreateObservableGauge(
            "blog.git.age",
            () => repository.Age is { } age ? [new(age.TotalSeconds)] : Array.Empty<Measurement<double>>(),
            "s",
            "Time since the blog and the connected repository were last seen to agree."
        );
        meter.CreateObservableCounter<long>(
            "blog.log.faults",
            () => new[] { Of(errorLog.Errors, "level", "error"), Of(errorLog.Warnings, "level", "warning") },
            "{entry}",
            "Errors and warnings in the log."
        );
    }

    private static IEnumerable<Measurement<int>> Posts(CachedPostStats cachedPostStats) =>
        cachedPostStats.Census() is not { } census
            ? []
            :
            [
                Of(census.Posts.Drafts, "state", "draft"),
                Of(census.Posts.Scheduled, "state", "scheduled"),
                Of(census.Posts.Published, "state", "published"),
                Of(census.Posts.Trash, "state", "trash"),
            ];

    private static IEnumerable<Measurement<int>> Backlog(CachedPostStats cachedPostStats) =>
        cachedPostStats.Census() is not { } census
            ? []
            :
            [
                Of(census.ToRender, "job", JobNames.Rendering),
                Of(census.ToScale, "job", JobNames.Media),
                Of(census.ToIndex, "job", JobNames.Search),
            ];

    private static IEnumerable<Measurement<long>> Sizes(DataSizesSnapshot sizes, BackupCatalog backups) =>
        [
            Of(sizes.Database, "part", "database"),
            Of(sizes.Log, "part", "wal"),
            Of(sizes.Media, "part", "media"),
            Of(backups.List().Sum(item => item.Bytes), "part", "backups"),
        ];

    private static Measurement<T> Of<T>(T value, string tag, string word)
        where T : struct => new(value, new KeyValuePair<string, object?>(tag, word));
}
