namespace Blog.Storage.DataDirectory;

/// <summary>
/// A private folder in the temporary folder, deleted with its content. A file beside it stays locked meanwhile, so that what a killed
/// process left can be told from what is in use.
/// </summary>
public sealed class ScratchFolder : IDisposable
{
    /// <summary>How the names of all of them begin, and of files that have to have a name.</summary>
    internal const string Prefix = "scratch-";

    private const string LockEnding = ".lock";

    private readonly FileStream _lock;

    /// <exception cref="IOException">The temporary folder cannot be written.</exception>
    public ScratchFolder(DataFolder folder)
    {
        Directory.CreateDirectory(folder.Temporary);
        Path = System.IO.Path.Combine(folder.Temporary, Prefix + System.IO.Path.GetRandomFileName());
        _lock = PrivateFile.Create(Path + LockEnding); // first: a folder without one is left over
        PrivateFile.CreateFolder(Path);
    }

    public string Path { get; }

    public void Dispose()
    {
        Directory.Delete(Path, recursive: true);
        File.Delete(_lock.Name);
        _lock.Dispose();
    }

    /// <summary>Deletes what killed processes left.</summary>
    public static void Sweep(DataFolder folder)
    {
        if (!Directory.Exists(folder.Temporary))
        {
            return;
        }

        foreach (var path in Directory.EnumerateDirectories(folder.Temporary, Prefix + "*"))
        {
            if (TemporaryCopy.DeleteUnlocked(path + LockEnding))
            {
                Directory.Delete(path, recursive: true);
            }
        }

        foreach (var path in Directory.EnumerateFiles(folder.Temporary, Prefix + "*"))
        {
            TemporaryCopy.DeleteUnlocked(path);
        }
    }
}
