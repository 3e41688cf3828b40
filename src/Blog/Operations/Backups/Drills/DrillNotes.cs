namespace Blog.Operations.Backups.Drills;

/// <summary>The last restore drills; kept in a file.</summary>
public sealed record DrillNotes
{
    /// <summary>Since when there are drills.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>When the last one ran, whatever came of it.</summary>
    public DateTimeOffset? RunAt { get; init; }

    /// <summary>When one was last passed.</summary>
    public DateTimeOffset? PassedAt { get; init; }

    /// <summary>Which backup the last one restored, or tried to; null where there was none.</summary>
    public string? Backup { get; init; }

    /// <summary>Posts in it.</summary>
    public long Posts { get; init; }

    /// <summary>Why the last one failed: one line in English; null where it did not.</summary>
    public string? Error { get; init; }
}
