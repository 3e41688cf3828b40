using Blog.Operations.Backups.Catalog;

namespace Blog.Operations.Backups.Offsite;

/// <summary>
/// A backup on the other machine. It counts from when its companion is there: a file with its SHA-256, in the form of <c>sha256sum</c>,
/// which is written once the backup has been read back.
/// </summary>
/// <param name="Name">Of its file.</param>
/// <param name="MadeAt">When the backup was begun: its content is as of then.</param>
/// <param name="Bytes">Its size in bytes, encrypted.</param>
public sealed record OffsiteItem(string Name, DateTimeOffset MadeAt, long Bytes)
{
    /// <summary>What the name of a backup gets when it is encrypted.</summary>
    public const string Ending = ".gpg";

    /// <summary>What the name of its companion gets besides.</summary>
    public const string HashEnding = ".sha256";

    /// <summary>Name of the archive in it.</summary>
    public string Archive => Name[..^Ending.Length];

    public string HashName => Name + HashEnding;

    /// <summary>The backup of a file name; null where it is none of ours, which is never read or deleted.</summary>
    public static OffsiteItem? Of(string name, long bytes) =>
        name.EndsWith(Ending, StringComparison.Ordinal)
        && BackupItem.Parse(name[..^Ending.Length]) is { Kind: BackupKind.Scheduled or BackupKind.Manual } parsed
            ? new OffsiteItem(name, parsed.MadeAt, bytes)
            : null;
}
