using Blog.Data.Posts.Files;

namespace Blog.Portability.Import.Backups;

/// <summary>Reads the backups of one program.</summary>
internal interface IBackupFormat
{
    public SiteGenerator Tool { get; }

    /// <summary>False as long as it was only tried on files made after the program's public source: the report says so.</summary>
    public bool IsProven { get; }

    /// <summary>Whether a file is such a backup, or a part of one. Its name does not count.</summary>
    /// <param name="path">Absolute path of an existing file.</param>
    /// <param name="head">Its first bytes, <see cref="BackupFiles.HeadLength"/> at most.</param>
    public bool Recognizes(string path, ReadOnlySpan<byte> head);

    /// <summary>Converts what it holds, post by post, so that memory does not grow with the backup.</summary>
    /// <param name="files">Those that were recognized, and where others may be.</param>
    /// <param name="folder">Gets the posts, comments, refusals and notes.</param>
    /// <returns>What is known of the site as a whole.</returns>
    /// <exception cref="BackupException">Nothing can be read.</exception>
    public BackupSite Convert(BackupFiles files, PostFolder folder, BackupReading reading, CancellationToken cancellationToken);
}

/// <summary>How a backup is read.</summary>
/// <param name="Temporary">Where work folders may be made.</param>
/// <param name="Zone">The zone of times that name none; null if nobody gave one.</param>
/// <param name="Now">What is scheduled for a later time stays so.</param>
internal sealed record BackupReading(string Temporary, TimeZoneInfo? Zone, DateTimeOffset Now);

/// <summary>A backup cannot be read at all. The message is for the report, in English.</summary>
internal sealed class BackupException(string message) : IOException(message);
