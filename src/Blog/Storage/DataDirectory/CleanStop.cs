namespace Blog.Storage.DataDirectory;

/// <summary>
/// Remembers that the program stopped properly and how the database file was then. A file that is still so needs no check before it is
/// used; after a crash, a restore or a copy it does.
/// </summary>
public sealed class CleanStop(DataFolder folder)
{
    private string NotePath => Path.Combine(folder.Root, DataFolder.StopNote);

    /// <summary>Notes the state of the file, as the last thing that is done with it.</summary>
    public void Note()
    {
        try
        {
            if (StateOfFile() is { } state)
            {
                File.WriteAllText(NotePath, state);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Without a note the next start checks the file.
        }
    }

    /// <summary>Whether the file is as the last run left it. The answer is for one start.</summary>
    public bool Take()
    {
        try
        {
            if (!File.Exists(NotePath))
            {
                return false;
            }

            var noted = File.ReadAllText(NotePath);
            File.Delete(NotePath);
            return string.Equals(noted, StateOfFile(), StringComparison.Ordinal);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>Length and time of the file; null while something is in its log only.</summary>
    private string? StateOfFile()
    {
        var (file, log) = (new FileInfo(folder.Database), new FileInfo(folder.Database + "-wal"));
        return file.Exists && log is not { Exists: true, Length: > 0 }
            ? string.Create(CultureInfo.InvariantCulture, $"{file.Length} {file.LastWriteTimeUtc.Ticks}")
            : null;
    }
}
