using Blog.Portability.Import.Sources;

namespace Blog.Portability.Import.Backups;

/// <summary>The files of a backup: those that hold it, and the folder in which pictures and the like may be.</summary>
/// <remarks>Only files that were given, or are below the folder that was given, and folders of known names beside the file.</remarks>
internal sealed class BackupFiles
{
    /// <summary>How much of a file is read to recognize it, in bytes.</summary>
    public const int HeadLength = 4096;

    private const int MaxFiles = 2_000;
    private const int MaxDepth = 3;

    /// <param name="parts">Absolute paths of the files that were recognized, in the order of their names.</param>
    /// <param name="folder">Absolute path of the folder around them.</param>
    public BackupFiles(IReadOnlyList<string> parts, string folder) => (Parts, Folder) = (parts, folder);

    /// <summary>Absolute paths of the files that were recognized, in the order of their names; at least one.</summary>
    public IReadOnlyList<string> Parts { get; }

    /// <summary>Absolute path of the folder around them.</summary>
    public string Folder { get; }

    /// <summary>Whether one file was given, and not what is beside it.</summary>
    public bool IsFile { get; init; }

    /// <summary>Finds the folder that was served at an address, by the ends of its path; null if there is none.</summary>
    /// <param name="address">As in <see cref="SourceMount.Address"/>.</param>
    /// <param name="names">Paths below the folder, the likeliest first, with forward slashes.</param>
    public SourceMount? Mount(string address, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            var path = Path.Combine(Folder, name);
            if (Directory.Exists(path) && !SourceFolder.IsBehindLink(path, Folder))
            {
                return new SourceMount(address, Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)));
            }
        }

        return null;
    }

    /// <summary>The files below a folder that a format recognizes, the highest first.</summary>
    public static IReadOnlyList<string> Find(string folder, IBackupFormat format, CancellationToken cancellationToken)
    {
        var (found, seen) = (new List<string>(), 0);
        var folders = new List<DirectoryInfo> { new(folder) };
        for (var depth = 0; depth < MaxDepth && found.Count == 0 && folders.Count > 0; depth++)
        {
            var inner = new List<DirectoryInfo>();
            foreach (var entry in folders.SelectMany(EntriesOf))
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (entry is DirectoryInfo below)
                {
                    inner.Add(below);
                }
                else if (seen++ < MaxFiles && Recognizes(entry.FullName, format))
                {
                    found.Add(entry.FullName);
                }
            }

            folders = inner;
        }

        found.Sort(StringComparer.Ordinal);
        return found;
    }

    /// <summary>Whether a file is recognized; false for one that cannot be read.</summary>
    public static bool Recognizes(string path, IBackupFormat format) => HeadOf(path) is { } head && format.Recognizes(path, head);

    /// <summary>The first bytes of a file; null for one that cannot be read, or has none: a pipe might never end.</summary>
    public static byte[]? HeadOf(string path)
    {
        try
        {
            if (new FileInfo(path) is not { Exists: true, Length: > 0 })
            {
                return null;
            }

            using var file = File.OpenRead(path);
            var head = new byte[HeadLength];
            return head[..file.ReadAtLeast(head, HeadLength, throwOnEndOfStream: false)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static IEnumerable<FileSystemInfo> EntriesOf(DirectoryInfo folder)
    {
        try
        {
            return
            [
                .. folder
                    .EnumerateFileSystemInfos()
                    .Where(entry => entry.LinkTarget is null && !entry.Name.StartsWith('.') && entry.Name != "node_modules")
                    .OrderBy(entry => entry.Name, StringComparer.Ordinal)
                    .Take(MaxFiles),
            ];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
