using Blog.Storage.DataDirectory;
using Blog.Storage.Snapshots;
using Blog.Storage.Telemetry;

namespace Blog.Operations.Backups.Archives;

/// <summary>Replaces a blog with a backup. Until the archive has been unpacked and verified, nothing that exists is touched.</summary>
/// <param name="folder">The data folder to restore into.</param>
/// <param name="free">Returns the free space on its disk.</param>
/// <param name="schemas">The schemas that this program knows, oldest first.</param>
public sealed class RestoreRun(DataFolder folder, FreeSpace free, IReadOnlyCollection<string> schemas, TimeProvider clock)
{
    private const long Spare = 16 << 20;

    /// <summary>Restores.</summary>
    /// <param name="archive">The backup.</param>
    /// <param name="force">Whether an existing blog is moved aside; otherwise it is a reason to refuse.</param>
    /// <param name="progress">Receives each step.</param>
    /// <param name="cancellationToken">Cancels it; the folder is then unchanged.</param>
    /// <exception cref="BackupException">Refused; the folder is unchanged.</exception>
    /// <exception cref="IOException">
    /// A disk error. If it occurs after the archive was unpacked, the next run or start completes the restore.
    /// </exception>
    public RestoreReport Run(string archive, bool force, IProgress<string>? progress, CancellationToken cancellationToken)
    {
        using var reader = ArchiveReader.Open(archive);
        if (!schemas.Contains(reader.Manifest.Schema))
        {
            throw new BackupException(
                $"the backup was made by a newer version of this program (schema {reader.Manifest.Schema}): "
                    + "restore it with that version or a later one"
            );
        }

        using var held = Lock();
        FileSystemCheck.Require(folder.Root);
        var swap = new RestoreSwap(folder);
        var origin = $"{Path.GetFileName(archive)} of {reader.Manifest.CreatedAt.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC";
        if (swap.Finish() is { } before)
        {
            progress?.Report($"completed the restore that was interrupted before: {before.Origin}");
            if (before.Origin == origin)
            {
                return new RestoreReport(reader.Manifest, folder.Root, before.Aside, schemas.Last() != reader.Manifest.Schema);
            }
        }

        RequireEmpty(swap, force);
        RequireRoom(reader.UnpackedBytes);
        Bring(reader, swap, origin, progress, cancellationToken);
        return new RestoreReport(reader.Manifest, folder.Root, swap.Finish()!.Aside, schemas.Last() != reader.Manifest.Schema);
    }

    /// <summary>
    /// Refuses what would be refused anyway, before an archive is fetched from another machine.
    /// </summary>
    /// <exception cref="BackupException">The folder is in use, or holds a blog and <paramref name="force"/> is not set.</exception>
    public void RequireTarget(bool force)
    {
        using var held = Lock();
        var swap = new RestoreSwap(folder);
        if (!swap.IsCutOff)
        {
            RequireEmpty(swap, force);
        }
    }

    private FolderLock Lock() =>
        folder.TryLock() ?? throw new BackupException($"the data folder {folder.Root} is in use by a running blog: stop it first");

    private void Bring(
        ArchiveReader reader,
        RestoreSwap swap,
        string origin,
        IProgress<string>? progress,
        CancellationToken cancellationToken
    )
    {
        try
        {
            swap.Begin();
            progress?.Report($"unpacking {ByteSize.Say(reader.UnpackedBytes)}");
            reader.Unpack(swap.Incoming, progress, cancellationToken);
            swap.Commit(
                origin,
                string.Create(CultureInfo.InvariantCulture, $"before-restore-{clock.GetUtcNow().UtcDateTime:yyyyMMdd-HHmmss}")
            );
        }
        catch
        {
            if (!swap.IsCutOff)
            {
                swap.Finish(); // removes the unpacked files
            }

            throw;
        }
    }

    private void RequireEmpty(RestoreSwap swap, bool force)
    {
        if (!force && swap.Content is [var first, ..] content)
        {
            throw new BackupException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{folder.Root} is not empty (it holds {first}{(content.Count > 1 ? $" and {content.Count - 1} more" : "")}): "
                        + $"use --force to move its content aside"
                )
            );
        }
    }

    private void RequireRoom(long unpacked)
    {
        if (free(folder.Root) is var there && there < unpacked + Spare)
        {
            throw new BackupException(
                $"a restore needs {ByteSize.Say(unpacked + Spare)} free in {folder.Root}, available are "
                    + $"{ByteSize.Say(Math.Max(0, there))}: nothing was changed"
            );
        }
    }
}

/// <summary>The result of a restore.</summary>
/// <param name="Manifest">The manifest of the backup.</param>
/// <param name="Folder">The folder restored into.</param>
/// <param name="Aside">The folder of the previous blog; null where there was none.</param>
/// <param name="IsOlder">Whether the next start upgrades the database.</param>
public sealed record RestoreReport(BackupManifest Manifest, string Folder, string? Aside, bool IsOlder);
