using System.IO.Compression;
using Blog.Portability.Archives;
using Blog.Portability.Export;
using Blog.Portability.Import.Backups;

namespace Blog.Portability.Import;

/// <summary>A site of texts, or an export of this program, in a ZIP archive: unpacked for the time of an import.</summary>
internal sealed class UnpackedSite : IDisposable
{
    /// <summary>What tells such an archive from a backup, at the top or in the one folder there.</summary>
    private static readonly HashSet<string> Marks = new(StringComparer.Ordinal)
    {
        ExportNames.List,
        "_config.yml",
        "hugo.toml",
        "hugo.yaml",
        "hugo.json",
        "config.toml",
        "config.yaml",
    };

    private readonly string _work;

    private UnpackedSite(string work, string folder) => (_work, Folder) = (work, Inner(folder));

    /// <summary>Absolute path of the folder to import.</summary>
    public string Folder { get; }

    /// <summary>Unpacks an archive.</summary>
    /// <param name="path">What was given to import.</param>
    /// <param name="temporary">The folder in which it is unpacked.</param>
    /// <returns>Null for anything else, also for an archive that may be a backup.</returns>
    /// <exception cref="BackupException">It cannot be unpacked.</exception>
    public static async Task<UnpackedSite?> OpenAsync(string path, string temporary, CancellationToken cancellationToken)
    {
        if (!HoldsSite(path))
        {
            return null;
        }

        var work = Path.Combine(temporary, "import-" + Path.GetRandomFileName());
        // By its own name, which may become part of the keys of posts.
        var folder = Path.Combine(Directory.CreateDirectory(work).FullName, Path.GetFileNameWithoutExtension(path));
        try
        {
            await ExtractAsync(path, folder, cancellationToken);
            return new UnpackedSite(work, folder);
        }
        catch
        {
            Delete(work);
            throw;
        }
    }

    /// <summary>Whether a file is a ZIP archive; false for one that cannot be read.</summary>
    public static bool IsArchive(string path) => ArchiveExtraction.IsZip(BackupFiles.HeadOf(path));

    /// <summary>Unpacks whatever an archive holds.</summary>
    /// <param name="folder">A folder that does not exist.</param>
    /// <exception cref="BackupException">It cannot be unpacked.</exception>
    public static async Task ExtractAsync(string path, string folder, CancellationToken cancellationToken)
    {
        try
        {
            await ArchiveExtraction.ExtractAsync(path, folder, cancellationToken);
        }
        catch (ArchiveException refused)
        {
            throw new BackupException($"the archive was not unpacked ({refused.Message})");
        }
    }

    /// <summary>Archives often hold one folder with everything in it.</summary>
    public static string Inner(string folder)
    {
        var at = new DirectoryInfo(folder);
        while (at.GetFileSystemInfos() is [DirectoryInfo { LinkTarget: null } only] && !only.Name.StartsWith('_') && only.Name != "content")
        {
            at = only;
        }

        return at.FullName;
    }

    public void Dispose() => Delete(_work);

    private static bool HoldsSite(string path)
    {
        if (!IsArchive(path))
        {
            return false;
        }

        try
        {
            using var zip = ZipFile.OpenRead(path);
            return zip.Entries.Any(entry => Marks.Contains(entry.Name) && entry.FullName.Count(c => c is '/' or '\\') < 2);
        }
        catch (InvalidDataException)
        {
            return false; // the import of backups says what is wrong with it
        }
    }

    private static void Delete(string work)
    {
        if (Directory.Exists(work))
        {
            Directory.Delete(work, recursive: true);
        }
    }
}
