namespace Blog.Storage.DataDirectory;

/// <summary>
/// A place for a copy of the database in the data folder's temporary folder, deleted with it. A file beside it stays locked meanwhile, so
/// that what a killed process left can be told from what is in use.
/// </summary>
public sealed class TemporaryCopy : IDisposable
{
    /// <summary>How the names of all copies begin.</summary>
    internal const string Prefix = "backup-";

    private const string LockEnding = ".lock";

    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1);

    private readonly FileStream _lock;

    /// <summary>Reserves a path; nothing exists there yet.</summary>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public TemporaryCopy(DataFolder folder)
    {
        Directory.CreateDirectory(folder.Temporary);
        Path = System.IO.Path.Combine(folder.Temporary, Prefix + System.IO.Path.GetRandomFileName());
        _lock = PrivateFile.Create(Path + LockEnding);
    }

    public string Path { get; }

    public void Dispose()
    {
        File.Delete(Path);
        File.Delete(_lock.Name);
        _lock.Dispose();
    }

    /// <summary>Deletes what killed processes left.</summary>
    public static void Sweep(DataFolder folder, DateTimeOffset now)
    {
        foreach (var path in Directory.Exists(folder.Temporary) ? Directory.EnumerateFiles(folder.Temporary, Prefix + "*") : [])
        {
            var held = path.EndsWith(LockEnding, StringComparison.Ordinal) ? path : path + LockEnding;
            if (now.UtcDateTime - File.GetLastWriteTimeUtc(path) < Fresh)
            {
                continue; // perhaps not locked yet
            }

            if (!File.Exists(held) || DeleteUnlocked(held))
            {
                DeleteUnlocked(path);
            }
        }
    }

    /// <summary>Deletes a file unless a process holds it open exclusively.</summary>
    /// <returns>Whether it is gone.</returns>
    public static bool DeleteUnlocked(string path)
    {
        try
        {
            using (new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None)) { }

            File.Delete(path);
            return true;
        }
        catch (FileNotFoundException)
        {
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
