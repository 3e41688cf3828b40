using Blog.Operations.Backups.Archives;

namespace Blog.Operations.Backups.Catalog;

/// <summary>The state of the backups.</summary>
/// <param name="Every">Interval of scheduled backups; null where there are none.</param>
/// <param name="MadeAt">When the newest one was made; null where there is none.</param>
/// <param name="Bytes">Its size in bytes.</param>
/// <param name="Path">Its path, shown to owners only.</param>
/// <param name="VerifiedAt">When it was last read from end to end; null where it never was.</param>
/// <param name="Damage">What was wrong with it then; null where it was intact.</param>
/// <param name="FailedAt">When making one failed last; null where the latest attempt succeeded.</param>
/// <param name="Error">Why, shown to owners only.</param>
/// <param name="IsLate">Whether a backup is overdue.</param>
public sealed record BackupSummary(
    TimeSpan? Every,
    DateTimeOffset? MadeAt,
    long? Bytes,
    string? Path,
    DateTimeOffset? VerifiedAt,
    string? Damage,
    DateTimeOffset? FailedAt,
    string? Error,
    bool IsLate
)
{
    /// <summary>The category of the last failure.</summary>
    public BackupError ErrorKind { get; init; }

    /// <summary>Whether the newest backup was read from end to end and found intact.</summary>
    public bool IsVerified => VerifiedAt is not null && Damage is null;

    /// <summary>Whether attention is needed: the newest one is not intact, the last attempt failed, or one is overdue.</summary>
    public bool NeedsAttention => Damage is not null || FailedAt is not null || IsLate || Lacking > 0;

    /// <summary>The number of items missing from the newest backup because the blog itself had lost them.</summary>
    public int Lacking { get; init; }
}
