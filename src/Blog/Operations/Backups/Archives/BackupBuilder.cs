using Blog.Storage.DataDirectory;
using Blog.Storage.Snapshots;
using Blog.Storage.Telemetry;
using Microsoft.Data.Sqlite;

namespace Blog.Operations.Backups.Archives;

/// <summary>
/// Makes one backup while the program may be serving: the database first, as of one moment, then the images which that copy names, then the
/// keys; reads the archive from end to end, and only then gives it its final name.
/// </summary>
public sealed class BackupBuilder(DataFolder folder, FreeSpace free, TimeProvider clock)
{
    private const int Tries = 4;
    private const string Half = ".blog-backup.",
        HalfEnding = ".partial";
    private static readonly TimeSpan Abandoned = TimeSpan.FromMinutes(10);

    /// <summary>Makes a backup.</summary>
    /// <param name="target">The archive's path; nothing may exist there.</param>
    /// <param name="progress">Receives each step.</param>
    /// <param name="cancellationToken">Cancels it; nothing is left then.</param>
    /// <param name="reserve">Bytes that must remain free on the archive's disk.</param>
    /// <exception cref="BackupException">It cannot be made; nothing is left of it.</exception>
    public Task<BackupResult> RunAsync(string target, IProgress<string>? progress, CancellationToken cancellationToken, long reserve = 0) =>
        Task.Run(
            () =>
            {
                try
                {
                    return Make(Path.GetFullPath(target), reserve, progress, cancellationToken);
                }
                catch (Exception e) when (e is IOException or UnauthorizedAccessException or SqliteException or InvalidDataException)
                {
                    throw Translate(e);
                }
            },
            cancellationToken
        );

    private static BackupException Translate(Exception e) =>
        StorageErrors.IsFull(e) ? new BackupException($"the disk is full: {e.Message}", e) { Kind = BackupError.NoRoom }
        : StorageErrors.IsDamage(e)
            ? new BackupException($"the database is damaged ({e.Message}): run check, and restore an older backup", e)
            {
                Kind = BackupError.Damaged,
            }
        : new BackupException(e.Message, e);

    private BackupResult Make(string target, long reserve, IProgress<string>? progress, CancellationToken cancellationToken)
    {
        var place = Path.GetDirectoryName(target)!;
        if (File.Exists(target) || Directory.Exists(target))
        {
            throw new BackupException($"{target} already exists: a backup never overwrites a file; give another name");
        }

        if (!File.Exists(folder.Database))
        {
            throw new BackupException($"there is no blog in {folder.Root}");
        }

        if (!Directory.Exists(place))
        {
            throw new BackupException($"the folder {place} does not exist: mount the disk that it is on, or create it");
        }

        Directory.CreateDirectory(folder.Temporary);
        RequireRoom(place, reserve);
        Sweep(place);
        var manifest = Write(target, place, progress, cancellationToken);
        PrivateFile.FlushFolder(place);
        return new BackupResult(target, manifest, new FileInfo(target).Length);
    }

    private BackupManifest Write(string target, string place, IProgress<string>? progress, CancellationToken cancellationToken)
    {
        using (var unnamed = PrivateFile.CreateUnnamed(place))
        {
            if (unnamed is not null)
            {
                var made = WriteAndRead(unnamed, progress, cancellationToken);
                PrivateFile.Name(unnamed, target);
                return made;
            }
        }

        var half = Path.Combine(place, Half + Path.GetRandomFileName() + HalfEnding);
        try
        {
            BackupManifest manifest;
            using (var file = PrivateFile.Create(half)) // locked until it is complete
            {
                manifest = WriteAndRead(file, progress, cancellationToken);
            }

            File.Move(half, target, overwrite: false);
            return manifest;
        }
        finally
        {
            File.Delete(half);
        }
    }

    private BackupManifest WriteAndRead(FileStream file, IProgress<string>? progress, CancellationToken cancellationToken)
    {
        BackupManifest? manifest = null;
        for (var attempt = 1; manifest is null; attempt++)
        {
            manifest = TryWrite(file, attempt == Tries, progress, cancellationToken);
        }

        file.Flush(flushToDisk: true);
        progress?.Report("verifying the archive");
        using var reader = ArchiveReader.Open(file);
        reader.Verify(folder.Temporary, cancellationToken);
        return manifest;
    }

    /// <summary>Null where an image was deleted meanwhile: the copy is of no use then.</summary>
    private BackupManifest? TryWrite(FileStream file, bool isLast, IProgress<string>? progress, CancellationToken cancellationToken)
    {
        using var copy = new TemporaryCopy(folder);
        try
        {
            progress?.Report($"copying the database ({ByteSize.Say(Disk.SizeOf(folder.Database))})");
            var at = clock.GetUtcNow();
            DatabaseCopy.Take(folder.Database, copy.Path, cancellationToken);
            file.SetLength(0);
            return new ArchiveWriter(folder, progress).Write(copy.Path, file, at, isLast, cancellationToken);
        }
        catch (ImageGoneException)
        {
            progress?.Report("an image was deleted meanwhile: starting again");
            return null;
        }
    }

    private void RequireRoom(string place, long reserve)
    {
        var database = Disk.SizeOf(folder.Database, folder.Database + "-wal");
        var images = Directory.Exists(folder.Media)
            ? Disk.SizeOf(Directory.EnumerateFiles(folder.Media, "*", SearchOption.AllDirectories))
            : 0;
        const long spare = 4 << 20;
        var archive = database + images + (images / 50) + spare + reserve;
        var isBeside = (place + Path.DirectorySeparatorChar).StartsWith(
            folder.Root + Path.DirectorySeparatorChar,
            StringComparison.Ordinal
        );
        // Both exist at the same time: the copy while it is packed, and again while the archive is verified.
        Require(folder.Temporary, database + spare + (isBeside ? archive : 0));
        Require(place, archive);

        void Require(string where, long needed)
        {
            var there = free(where);
            if (there < needed)
            {
                throw new BackupException(
                    $"a backup needs {ByteSize.Say(needed)} free in {where}, available are {ByteSize.Say(Math.Max(0, there))}: "
                        + "nothing was written"
                )
                {
                    Kind = BackupError.NoRoom,
                };
            }
        }
    }

    /// <summary>Deletes what killed backups left beside their target (where a file must have a name) and in the data folder.</summary>
    /// <param name="place">The folder of the target.</param>
    public void Sweep(string place)
    {
        var now = clock.GetUtcNow();
        foreach (var path in Directory.Exists(place) ? Directory.EnumerateFiles(place, Half + "*" + HalfEnding) : [])
        {
            if (now.UtcDateTime - File.GetLastWriteTimeUtc(path) > Abandoned)
            {
                TemporaryCopy.DeleteUnlocked(path);
            }
        }

        TemporaryCopy.Sweep(folder, now);
        ScratchFolder.Sweep(folder);
    }
}

/// <summary>A backup that was made and verified.</summary>
/// <param name="Bytes">Its size in bytes.</param>
public sealed record BackupResult(string Path, BackupManifest Manifest, long Bytes);
