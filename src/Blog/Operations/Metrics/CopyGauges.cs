using System.Diagnostics.Metrics;
using Blog.Operations.Backups.Drills;
using Blog.Operations.Backups.Offsite;
using Blog.Operations.Replication;

namespace Blog.Operations.Metrics;

/// <summary>Gauges of what is kept elsewhere, and whether it can be restored; silent about what the operator did not set up.</summary>
internal static class CopyGauges
{
    public static void Create(Meter meter, OffsiteCatalog offsite, DrillCatalog drills, ReplicaCatalog replicas, TimeProvider clock)
    {
        meter.CreateObservableGauge(
            "blog.offsite.age",
            () => offsite.Where is null ? [] : Since(offsite.Notes.Newest?.MadeAt ?? offsite.Notes.Since),
            "s",
            "Age of the newest off-machine backup that was read back; until there is one, time since they are wanted."
        );
        meter.CreateObservableGauge(
            "blog.offsite.failed",
            () => offsite.Where is null ? [] : One(offsite.Notes.FailedAt is null ? 0 : 1),
            null,
            "1 if the last attempt to make an off-machine backup failed."
        );
        meter.CreateObservableGauge(
            "blog.drill.age",
            () => drills.Every is null ? [] : Since(drills.Notes.PassedAt ?? drills.Notes.Since),
            "s",
            "Time since a restore drill was passed; until one was, time since there are drills."
        );
        meter.CreateObservableGauge(
            "blog.drill.failed",
            () => drills.Notes.RunAt is null ? [] : One(drills.Notes.Error is null ? 0 : 1),
            null,
            "1 if the last restore drill failed."
        );
        meter.CreateObservableGauge(
            "blog.replica.age",
            () => replicas.Notes is { CheckedAt: not null } notes ? One(notes.AgeSeconds) : [],
            "s",
            "How old the replica's newest state was when it was last restored."
        );
        meter.CreateObservableGauge(
            "blog.replica.check.age",
            () => Since(replicas.Notes.CheckedAt),
            "s",
            "Time since the replica was last restored."
        );

        Measurement<double>[] Since(DateTimeOffset? at) => at is { } known ? One((clock.GetUtcNow() - known).TotalSeconds) : [];
    }

    private static Measurement<double>[] One(double value) => [new(value)];
}
