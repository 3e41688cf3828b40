using Blog.Data;
using Blog.Data.Posts.Imports;
using Blog.Storage.DataDirectory;
using Microsoft.EntityFrameworkCore;

namespace Blog.Portability.Uploads;

/// <summary>
/// What can be imported in the admin: folders that the operator put into <c>imports/</c> of the data folder, and uploaded archives, which
/// are unpacked below <c>imports/uploads/</c>. No other folder of the server can be named.
/// </summary>
public sealed class ImportFolders(DataFolder data)
{
    private const string UploadFolder = "uploads";

    /// <summary>Folders of the program itself.</summary>
    private static readonly HashSet<string> Own = new(StringComparer.OrdinalIgnoreCase) { UploadFolder, "files" };

    /// <summary>How the files of backups end; what they are, they say themselves.</summary>
    private static readonly HashSet<string> BackupEndings = new(StringComparer.OrdinalIgnoreCase)
    {
        ".xml",
        ".json",
        ".zip",
        ".dat",
        ".sql",
        ".db",
        ".sqlite",
    };

    /// <summary>Where the operator puts folders and backups.</summary>
    public string Root => data.Imports;

    /// <summary>The names of the folders there, and of the files of backups.</summary>
    public IReadOnlyList<string> Names() =>
        new DirectoryInfo(Root) is { Exists: true } root
            ?
            [
                .. root.EnumerateFileSystemInfos()
                    .Where(entry => entry.LinkTarget is null && !Own.Contains(entry.Name) && !entry.Name.StartsWith('.'))
                    .Where(entry => entry is DirectoryInfo || BackupEndings.Contains(entry.Extension))
                    .Select(entry => entry.Name)
                    .Order(StringComparer.Ordinal),
            ]
            : [];

    /// <summary>The path of one of them; null if there is none of that name.</summary>
    public string? Find(string name) => Names().Contains(name, StringComparer.Ordinal) ? Path.Combine(Root, name) : null;

    /// <summary>Where the uploaded file of a run is kept: an archive until it is unpacked, a backup until it is imported.</summary>
    public string ArchiveOf(int runId) => Path.Combine(Uploads(), string.Create(CultureInfo.InvariantCulture, $"{runId}.zip"));

    /// <summary>Where the archive of a run is unpacked.</summary>
    public string FilesOf(int runId) => Path.Combine(Uploads(), runId.ToString(CultureInfo.InvariantCulture));

    /// <summary>Keeps a run and what was uploaded for it.</summary>
    /// <returns>Row id of the run; null if there is no room, and nothing was kept.</returns>
    public async Task<int?> BeginAsync(BlogDb db, ImportRun run, IFormFile? archive, CancellationToken cancellationToken)
    {
        await db.WriteAsync(
            () =>
            {
                db.ImportRuns.Add(run);
                return Task.CompletedTask;
            },
            cancellationToken
        );
        if (archive is null)
        {
            return run.Id;
        }

        try
        {
            await using var file = new FileStream(ArchiveOf(run.Id), FileMode.Create, FileAccess.Write);
            await archive.CopyToAsync(file, cancellationToken);
            return run.Id;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Remove(run.Id);
            await db.WriteAsync(() => db.ImportRuns.Where(one => one.Id == run.Id).ExecuteDeleteAsync(CancellationToken.None), default);
            return null;
        }
    }

    /// <summary>Removes what was uploaded for a run.</summary>
    public void Remove(int runId)
    {
        try
        {
            File.Delete(ArchiveOf(runId));
            if (Directory.Exists(FilesOf(runId)))
            {
                Directory.Delete(FilesOf(runId), recursive: true);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It only takes space, and goes with the next removal.
        }
    }

    private string Uploads() => Directory.CreateDirectory(Path.Combine(Root, UploadFolder)).FullName;
}
