using System.Text.Json;
using Blog.Storage.DataDirectory;

namespace Blog.Storage.Snapshots;

/// <summary>
/// Puts a whole restored blog in the place of the old one, such that a kill at any moment leaves either the old one or one that the next start or
/// restore completes. What comes in is made ready in <c>restoring/</c>; a note there is the point of no return, and everything after it can be done
/// again from any step. The data folder itself cannot be renamed, since it may be where a volume is mounted.
/// </summary>
/// <param name="folder">The data folder, which this process has locked.</param>
public sealed class RestoreSwap(DataFolder folder)
{
    private const string IncomingName = "restoring",
        NoteName = "ready.json";
    private static readonly string[] Sidecars = ["blog.db-wal", "blog.db-shm", "blog.db-journal"];

    /// <summary>In this order: the database comes last, so that what is there with it is whole.</summary>
    private static readonly string[] Parts = ["media", "keys", "blog.db"];

    /// <summary>Where what comes in is made ready.</summary>
    public string Incoming => Path.Combine(folder.Root, IncomingName);

    /// <summary>Whether a restore was cut off after the point of no return: nobody may use the folder before it is completed.</summary>
    public bool IsCutOff => File.Exists(Note);

    private string Note => Path.Combine(Incoming, NoteName);

    /// <summary>What makes the folder one with something in it, by name. Backups are nobody's loss, and neither are half files.</summary>
    public IReadOnlyList<string> Content =>
        !Directory.Exists(folder.Root)
            ? []
            :
            [
                .. new DirectoryInfo(folder.Root)
                    .EnumerateFileSystemInfos()
                    .Where(item =>
                        item.Name is not ("blog.lock" or "backups" or "tmp" or "lost+found" or DataFolder.UpkeepNote or IncomingName)
                        && !item.Name.StartsWith("before-restore-", StringComparison.Ordinal)
                    )
                    .Where(item =>
                        item is not DirectoryInfo { LinkTarget: null } directory
                        || directory.EnumerateFiles("*", SearchOption.AllDirectories).Any()
                    )
                    .Select(item => item.Name)
                    .Order(StringComparer.Ordinal),
            ];

    /// <summary>Makes an empty place for what comes in; what a restore killed before left there goes.</summary>
    /// <exception cref="IOException">A part of the data folder cannot be moved, which must be known before the point of no return.</exception>
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

    /// <summary>The point of no return: what comes in is whole and on the disk.</summary>
    /// <param name="origin">What it was made of, so that the same restore, run again, knows that it is done.</param>
    /// <param name="aside">Name of the folder for what is there now.</param>
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

    /// <summary>Completes a restore that passed the point of no return; takes away what one left that did not.</summary>
    /// <returns>What was completed; null where there was nothing to complete.</returns>
    /// <exception cref="IOException">The disk refuses; the next try goes on.</exception>
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

    /// <summary>A part that is a mount point, by a mount table in the form of <c>/proc/mounts</c>; null where none is.</summary>
    internal string? MountedPart(IEnumerable<string> mounts)
    {
        var points = mounts
            .Select(line => line.Split(' '))
            .Where(fields => fields.Length > 2)
            .Select(fields => fields[1].Replace(@"\040", " ", StringComparison.Ordinal))
            .ToHashSet(StringComparer.Ordinal);
        var root = FileSystemCheck.RealPathOf(folder.Root); // the table knows no links
        return Parts
            .Select(part => Path.Combine(folder.Root, part))
            .FirstOrDefault(path => points.Contains(path) || points.Contains(Path.Combine(root, Path.GetFileName(path))));
    }

    /// <summary>What still lies in the incoming folder has not been brought, so that what has its name in the data folder is the old one.</summary>
    private void Bring(string part, string aside)
    {
        var incoming = Path.Combine(Incoming, part);
        if (!Path.Exists(incoming))
        {
            return;
        }

        // A log without its database, or beside another one, is worse than none: they go first and together.
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

    /// <summary>The note goes last: without it, what is left here is only in the way.</summary>
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

    /// <summary>Something may have come into being again between two tries; nothing of it is overwritten.</summary>
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

/// <summary>A restore that is complete.</summary>
/// <param name="Origin">What it was made of.</param>
/// <param name="Aside">Where the old blog lies; null where there was none.</param>
public sealed record RestoreDone(string Origin, string? Aside);
