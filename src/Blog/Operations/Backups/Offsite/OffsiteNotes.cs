namespace Blog.Operations.Backups.Offsite;

/// <summary>What this machine knows of the off-machine backups; kept in a file.</summary>
public sealed record OffsiteNotes
{
    /// <summary>Since when they are wanted.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>The newest one that was read back and opened.</summary>
    public OffsiteItem? Newest { get; init; }

    /// <summary>When that was.</summary>
    public DateTimeOffset? VerifiedAt { get; init; }

    /// <summary>How many are kept there.</summary>
    public int Kept { get; init; }

    /// <summary>When making one failed last; null where the latest attempt succeeded.</summary>
    public DateTimeOffset? FailedAt { get; init; }

    /// <summary>Why: one line in English, without secrets.</summary>
    public string? Error { get; init; }
}
