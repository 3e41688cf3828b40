namespace Blog.Operations.Backups.Catalog;

/// <summary>Why a backup was made.</summary>
public enum BackupKind
{
    /// <summary>On schedule; deleted when no retention set includes it any longer.</summary>
    Scheduled,

    /// <summary>On request; stays until somebody deletes it.</summary>
    Manual,

    /// <summary>A copy of the database alone, from before an upgrade changed it.</summary>
    BeforeUpgrade,
}

/// <summary>A backup in the backup folder.</summary>
/// <param name="Kind">Why it was made.</param>
/// <param name="MadeAt">When it was begun: its content is as of then.</param>
/// <param name="Bytes">Its size in bytes.</param>
public sealed record BackupItem(string Name, BackupKind Kind, DateTimeOffset MadeAt, long Bytes)
{
    private const string Prefix = "blog-",
        Scheduled = "-auto.zip",
        Manual = "-manual.zip",
        Stamp = "yyyyMMdd-HHmmss";
    private const string Snapshot = "before-upgrade-",
        SnapshotStamp = "yyyyMMdd-HHmmssfff";

    /// <summary>
    /// The retention sets that include it, as <see cref="BackupCatalog.Kept"/> says; none for one that was not made on schedule, which
    /// stays anyway.
    /// </summary>
    public KeptFor KeptBy(IReadOnlyDictionary<DateTimeOffset, KeptFor> retained) =>
        Kind == BackupKind.Scheduled ? retained.GetValueOrDefault(MadeAt) : KeptFor.Nothing;

    /// <summary>The name of an archive made at an instant.</summary>
    public static string NameOf(DateTimeOffset at, BackupKind kind) =>
        Prefix + at.UtcDateTime.ToString(Stamp, CultureInfo.InvariantCulture) + (kind == BackupKind.Scheduled ? Scheduled : Manual);

    /// <summary>
    /// Parses a file name of the folder; null where it is not a backup's name. Other files of the folder are never shown, sent or deleted.
    /// </summary>
    public static BackupItem? Of(FileInfo file) =>
        Parse(file.Name) is { } parsed && file is { Exists: true, LinkTarget: null }
            ? new BackupItem(file.Name, parsed.Kind, parsed.MadeAt, file.Length)
            : null;

    /// <summary>What a file name says of a backup; null where it is not a backup's name.</summary>
    public static (BackupKind Kind, DateTimeOffset MadeAt)? Parse(string name)
    {
        var (kind, from, stamp, ending) =
            name.StartsWith(Snapshot, StringComparison.Ordinal) ? (BackupKind.BeforeUpgrade, Snapshot.Length, SnapshotStamp, ".db")
            : name.EndsWith(Scheduled, StringComparison.Ordinal) ? (BackupKind.Scheduled, Prefix.Length, Stamp, Scheduled)
            : (BackupKind.Manual, Prefix.Length, Stamp, Manual);
        return
            name.EndsWith(ending, StringComparison.Ordinal)
            && (kind == BackupKind.BeforeUpgrade || name.StartsWith(Prefix, StringComparison.Ordinal))
            && name.Length >= from + stamp.Length + ending.Length
            && (kind == BackupKind.BeforeUpgrade || name.Length == from + stamp.Length + ending.Length)
            && DateTime.TryParseExact(
                name.AsSpan(from, stamp.Length),
                stamp,
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
                out var at
            )
            ? (kind, new DateTimeOffset(at, TimeSpan.Zero))
            : null;
    }
}
