using Blog.Storage.DataDirectory;

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

    /// <summary>Where the operator puts folders.</summary>
    public string Root => data.Imports;

    /// <summary>The names of the folders there.</summary>
    public IReadOnlyList<string> Names() =>
        new DirectoryInfo(Root) is { Exists: true } root
            ?
            [
                .. root.EnumerateDirectories()
                    .Where(folder => folder.LinkTarget is null && !Own.Contains(folder.Name) && !folder.Name.StartsWith('.'))
                    .Select(folder => folder.Name)
                    .Order(StringComparer.Ordinal),
            ]
            : [];

    /// <summary>The path of one of them; null if there is none of that name.</summary>
    public string? Find(string name) => Names().Contains(name, StringComparer.Ordinal) ? Path.Combine(Root, name) : null;

    /// <summary>Where the archive of a run is kept until it is unpacked.</summary>
    public string ArchiveOf(int runId) => Path.Combine(Uploads(), string.Create(CultureInfo.InvariantCulture, $"{runId}.zip"));

    /// <summary>Where the archive of a run is unpacked.</summary>
    public string FilesOf(int runId) => Path.Combine(Uploads(), runId.ToString(CultureInfo.InvariantCulture));

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
