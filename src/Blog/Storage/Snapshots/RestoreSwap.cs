using System.Text.Json;
using Blog.Storage.DataDirectory;

namespace Blog.Storage.Snapshots;

/// <summary>
/// Replaces the blog with a restored one, so that a kill at any moment leaves either the old one or one that the next start or restore
/// completes. The new data is prepared in <c>restoring/</c>; a note there marks the point of no return, and every step after it can be
/// repeated. The data folder itself cannot be renamed, since it may be a mount point.
/// </summary>
/// <param name="folder">The data folder, which this process has locked.</param>
public sealed class RestoreSwap(DataFolder folder)
{
    private const string IncomingName = "restoring",
        NoteName = "ready.json";
    private static readonly string[] Sidecars = ["blog.db-wal", "blog.db-shm", "blog.db-journal"];

    /// <summary>In this order: the database comes last, so that everything else is complete when it is there.</summary>
    private static readonly string[] Parts = ["media", "keys", "blog.db"];

    /// <summary>Folder in which the new data is prepared.</summary>
    public string Incoming => Path.Combine(folder.Root, IncomingName);

    /// <summary>
    /// Whether a restore was interrupted after the point of no return: the folder must not be used before it is completed.
    /// </summary>
    public bool IsCutOff => File.Exists(Note);

    private string Note => Path.Combine(Incoming, NoteName);

    /// <summary>The items that make the folder non-empty, by name. Backups and partial files do not count.</summary>
    public IReadOnlyList<string> Content =>
        !Directory.Exists(folder.Root)
            ? []
            :
            [
                .. new DirectoryInfo(folder.Root)
                    .EnumerateFileSystemInfos()
                    .Where(item =>
                        item.Name
                            is not (
                                "blog.lock"
                                or "backups"
                                or "tmp"
                                or "lost+found"
                                or DataFolder.MaintenanceNote
                                or DataFolder.StopNote
                                or IncomingName
                            )
                        && !item.Name.StartsWith("before-restore-", StringComparison.Ordinal)
                    )
                    .Where(item =>
                        item is not DirectoryInfo { LinkTarget: null } directory
                        || directory.EnumerateFiles("*", SearchOption.AllDirectories).Any()
                    )
                    .Select(item => item.Name)
                    .Order(StringComparer.Ordinal),
            ];

    /// <summary>Creates an empty folder for the new data, removing what an interrupted restore left there.</summary>
    /// <exception cref="IOException">A part of the data folder cannot be moved, which must be detected before the point of no
    /// return.</exception>
    public void Begin()
    {
        if (OperatingSystem.IsLinux() && File.Exists("/proc/mounts") && MountedPart(File.ReadLines("/proc/mounts")) is { } mounted)
        {
            throw new IOException($"{mounted} is a separate mount and cannot be moved: restore into another folder, then copy");
        }

        Discard();
        PrivateFile.CreateFolder(Incoming);
        Directory.CreateDirectory(Path.Combine(Incoming, "media"));
        PrivateFile.CreateFolder(Path.Combine(Incoming, "keys"));
    }

    /// <summary>The point of no return: the new data is complete and flushed to disk.</summary>
    /// <param name="origin">What it was restored from, so that the same restore, run again, can tell that it is done.</param>
    /// <param name="aside">Name of the folder for the current data.</param>
    public void Commit(string origin, string aside)
    {
        PrivateFile.FlushAll();
        var half = Note + ".half";
        using (var file = PrivateFile.Create(half))
        {
            file.Write(JsonSerializer.SerializeToUtf8Bytes(new ReadyNote(origin, aside)));
            file.Flush(flushToDisk: true);
        }

        File.Move(half, Note);
        PrivateFile.FlushFolder(Incoming);
    }

    /// <summary>Completes a restore that passed the point of no return; removes the remains of one that did not.</summary>
    /// <returns>The completed restore; null if there was nothing to complete.</returns>
    /// <exception cref="IOException">The disk reports an error; the next attempt continues.</exception>
    public RestoreDone? Finish()
    {
        if (!IsCutOff)
        {
            Discard();
            return null;
        }

        var note = JsonSerializer.Deserialize<ReadyNote>(File.ReadAllBytes(Note)) ?? throw new IOException($"{Note} cannot be read");
        var aside = Path.Combine(folder.Root, Path.GetFileName(note.Aside));
        foreach (var part in Parts)
        {
            Bring(part, aside);
        }

        PrivateFile.FlushFolder(folder.Root);
        Discard();
        return new RestoreDone(note.Origin, Directory.Exists(aside) ? aside : null);
    }

    /// <summary>A part that is a mount point, according to a mount table in the format of <c>/proc/mounts</c>; null if none is.</summary>
    internal string? MountedPart(IEnumerable<string> mounts)
    {
        var points = mounts
            .Select(line => line.Split(' '))
            .Where(fields => fields.Length > 2)
            .Select(fields => fields[1].Replace(@"\040", " ", StringComparison.Ordinal))
            .ToHashSet(StringComparer.Ordinal);
        var root = FileSystemCheck.RealPathOf(folder.Root); // the table contains no symbolic links
        return Parts
            .Select(part => Path.Combine(folder.Root, part))
            .FirstOrDefault(path => points.Contains(path) || points.Contains(Path.Combine(root, Path.GetFileName(path))));
    }

    /// <summary>
    /// Items still in the incoming folder have not been moved yet, so the item of that name in the data folder is the old one.
    /// </summary>
    private void Bring(string part, string aside)
    {
        var incoming = Path.Combine(Incoming, part);
        if (!Path.Exists(incoming))
        {
            return;
        }

        // A write-ahead log without its database, or next to another one, is harmful: the files are moved together, logs first.
        foreach (var old in part == "blog.db" ? [.. Sidecars, part] : new[] { part })
        {
            var path = Path.Combine(folder.Root, old);
            if (Path.Exists(path) && !IsEmptyFolder(path))
            {
                PrivateFile.CreateFolder(aside);
                Directory.Move(path, Unused(Path.Combine(aside, old)));
            }
            else if (Directory.Exists(path))
            {
                Directory.Delete(path);
            }
        }

        if (Directory.Exists(aside))
        {
            PrivateFile.FlushFolder(aside);
        }

        PrivateFile.FlushFolder(folder.Root);
        Directory.Move(incoming, Path.Combine(folder.Root, part));
    }

    /// <summary>The note is removed last: without it, remaining files are just leftovers.</summary>
    private void Discard()
    {
        if (!Directory.Exists(Incoming))
        {
            return;
        }

        foreach (var part in Directory.EnumerateDirectories(Incoming))
        {
            Directory.Delete(part, recursive: true);
        }

        Directory.Delete(Incoming, recursive: true);
    }

    /// <summary>Items may have been created again between two attempts; none is overwritten.</summary>
    private static string Unused(string path)
    {
        var unused = path;
        for (var i = 2; Path.Exists(unused); i++)
        {
            unused = string.Create(CultureInfo.InvariantCulture, $"{path}.{i}");
        }

        return unused;
    }

    private static bool IsEmptyFolder(string path) => Directory.Exists(path) && !Directory.EnumerateFileSystemEntries(path).Any();

    private sealed record ReadyNote(string Origin, string Aside);
}

/// <summary>A completed restore.</summary>
/// <param name="Origin">What it was restored from.</param>
/// <param name="Aside">Where the old blog was moved; null if there was none.</param>
public sealed record RestoreDone(string Origin, string? Aside);
