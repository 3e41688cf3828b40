using Blog.Operations.Backups.Drills;
using Blog.Operations.Backups.Offsite;
using Blog.Operations.Replication;

namespace Blog.Operations.Health;

/// <summary>Findings about what is kept elsewhere, and whether it can be restored; none for what the operator did not set up.</summary>
internal static class Copies
{
    /// <summary>One failure is tried again: only a copy that is too old is a reason to look.</summary>
    public static IEnumerable<HealthFinding> Of(OffsiteCatalog offsite, DateTimeOffset now)
    {
        if (offsite.Where is null)
        {
            yield break;
        }

        var (notes, isLate) = (offsite.Notes, offsite.IsLate);
        yield return new(
            "offsite",
            isLate ? HealthState.Degraded : HealthState.Healthy,
            (notes.Newest is { } newest ? $"the newest is {Hours(now - newest.MadeAt)} hours old, read back" : "there is none yet")
                + (notes.FailedAt is null ? "" : "; the last attempt failed")
                + (isLate ? "; one is overdue" : "")
        );
    }

    public static IEnumerable<HealthFinding> Of(DrillCatalog drills, DateTimeOffset now)
    {
        var notes = drills.Notes;
        if (drills.Every is null && notes.RunAt is null)
        {
            yield break;
        }

        var isLate = drills.IsLate;
        yield return new(
            "drill",
            notes.Error is not null || isLate ? HealthState.Degraded : HealthState.Healthy,
            (notes.PassedAt is { } passed ? $"last passed {(now - passed).TotalDays:0} days ago" : "none was passed yet")
                + (notes.Error is null ? "" : "; the last one failed")
                + (isLate ? "; one is overdue" : "")
        );
    }

    public static IEnumerable<HealthFinding> Of(ReplicaCatalog replicas, DateTimeOffset now)
    {
        if (!replicas.IsOn)
        {
            yield break;
        }

        var (notes, isLate) = (replicas.Notes, replicas.IsLate);
        yield return new(
            "replica",
            notes.Error is not null || isLate ? HealthState.Degraded : HealthState.Healthy,
            (
                notes.CheckedAt is { } at
                    ? string.Create(
                        CultureInfo.InvariantCulture,
                        $"was {notes.AgeSeconds:0} s old when restored {Hours(now - at)} hours ago"
                    )
                    : "was not restored yet"
            )
                + (notes.Error is null ? "" : "; the last look found it wrong")
                + (isLate ? "; a look is overdue" : "")
        );
    }

    private static string Hours(TimeSpan time) => time.TotalHours.ToString("0.0", CultureInfo.InvariantCulture);
}
