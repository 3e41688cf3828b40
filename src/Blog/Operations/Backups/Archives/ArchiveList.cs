using System.IO.Compression;

namespace Blog.Operations.Backups.Archives;

/// <summary>Reads the directory of an archive: nothing is unpacked before every name has been checked.</summary>
internal static class ArchiveList
{
    private const int MostManifestBytes = 128 << 20;
    private const int LinkType = 0xA000,
        TypeMask = 0xF000; // of the Unix mode in the upper half of an entry's attributes

    /// <summary>The entries by name.</summary>
    /// <exception cref="BackupException">One of them is not allowed in a backup.</exception>
    public static Dictionary<string, ZipArchiveEntry> EntriesOf(ZipArchive archive)
    {
        var listed = new Dictionary<string, ZipArchiveEntry>(StringComparer.OrdinalIgnoreCase); // a file system may ignore case
        foreach (var entry in archive.Entries)
        {
            if (entry.FullName != BackupManifest.Name && !BackupManifest.Allows(entry.FullName))
            {
                throw new BackupException($"the archive contains {Quoted(entry.FullName)}, which no backup of this program contains");
            }

            if (((entry.ExternalAttributes >> 16) & TypeMask) == LinkType)
            {
                throw new BackupException($"the archive contains a link ({entry.FullName}), which no backup of this program contains");
            }

            if (!listed.TryAdd(entry.FullName, entry))
            {
                throw new BackupException($"the archive contains {entry.FullName} twice");
            }
        }

        return listed;
    }

    /// <summary>Reads the manifest of the archive.</summary>
    /// <exception cref="BackupException">The manifest is not readable, or does not match the content.</exception>
    public static BackupManifest ManifestOf(Dictionary<string, ZipArchiveEntry> listed)
    {
        if (!listed.TryGetValue(BackupManifest.Name, out var entry))
        {
            throw new BackupException("the archive has no manifest: it is not a backup of this program, or is truncated");
        }

        using var memory = new MemoryStream();
        using (var from = entry.Open())
        {
            if (HashingCopy.Run(from, memory, MostManifestBytes, CancellationToken.None).Bytes > MostManifestBytes)
            {
                throw new BackupException("the archive's manifest is too long");
            }
        }

        memory.Position = 0;
        var manifest = BackupManifest.Read(memory);
        if (
            manifest is not { Files: not null, Counts: not null, Notes: not null, Schema: not null, Program: not null }
            || manifest.Files.Any(file => file is not { Path: not null, Sha256: not null, Bytes: >= 0 and < long.MaxValue / 1_000_000 })
        )
        {
            throw new BackupException("the archive's manifest is incomplete");
        }

        if (manifest.Format != BackupManifest.PresentFormat)
        {
            throw new BackupException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"the archive has format {manifest.Format}, and this program reads {BackupManifest.PresentFormat}: "
                        + $"it was made by {Quoted(manifest.Program)}"
                )
            );
        }

        var named = manifest.Files.Select(file => file.Path).ToHashSet(StringComparer.Ordinal);
        if (
            named.Count != manifest.Files.Count
            || named.Count != listed.Count - 1
            || !named.All(listed.ContainsKey)
            || !named.Contains(BackupManifest.Database)
        )
        {
            throw new BackupException("the archive does not contain the files that its manifest lists");
        }

        return manifest;
    }

    /// <summary>An untrusted name, on one line and of bounded length.</summary>
    private static string Quoted(string name) => "'" + string.Concat(name.Take(80).Select(sign => char.IsControl(sign) ? '?' : sign)) + "'";
}
