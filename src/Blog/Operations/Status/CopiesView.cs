using Blog.Operations.Backups.Drills;
using Blog.Operations.Backups.Offsite;
using Blog.Operations.Replication;

namespace Blog.Operations.Status;

/// <summary>What is kept elsewhere, and whether it can be restored, for the status page.</summary>
/// <param name="Moment">Prints an instant in the format of the admin pages.</param>
public sealed record CopiesView(
    OffsiteCatalog OffsiteState,
    DrillCatalog DrillState,
    ReplicaCatalog ReplicaState,
    Func<DateTimeOffset, string> Moment
)
{
    /// <summary>Where off-machine backups are; null where there are none.</summary>
    public string? Where => OffsiteState.Where;

    public OffsiteNotes Offsite { get; } = OffsiteState.Notes;

    public bool IsOffsiteLate => OffsiteState.IsLate;

    public bool HasDrills => DrillState.Every is not null;

    public DrillNotes Drill { get; } = DrillState.Notes;

    public bool IsDrillBad => Drill.Error is not null || DrillState.IsLate;

    public bool HasReplica => ReplicaState.IsOn;

    public ReplicaNotes Replica { get; } = ReplicaState.Notes;

    public bool IsReplicaBad => Replica.Error is not null || ReplicaState.IsLate;
}
