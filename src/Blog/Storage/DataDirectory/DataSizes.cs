namespace Blog.Storage.DataDirectory;

/// <summary>How much room the data folder takes, and how much is left.</summary>
public sealed class DataSizes(DataFolder folder, FreeSpace free, TimeProvider clock)
{
    /// <summary>Less room than this is a warning: a full disk refuses what authors write. In bytes.</summary>
    public const long LowWater = 200L * 1024 * 1024;

    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(1);
    private readonly Lock _turn = new();
    private (DateTimeOffset At, long Media)? _walked;

    /// <summary>Bytes that this process may still write beside the database; null where the system does not say.</summary>
    public long? Free()
    {
        try
        {
            return free(folder.Root);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>All sizes. The folder of images is walked at most once a minute, since it may hold thousands of files.</summary>
    public DataSizesSnapshot Take() => new(Size(folder.Database), Size(folder.Database + "-wal"), MediaSize(), Free());

    private long MediaSize()
    {
        lock (_turn)
        {
            var now = clock.GetUtcNow();
            if (_walked is not { } known || now - known.At >= Kept)
            {
                known = (now, SizeOfAll(folder.Media));
                _walked = known;
            }

            return known.Media;
        }
    }

    private static long Size(string file) => Disk.SizeOf(file);

    private static long SizeOfAll(string directory)
    {
        try
        {
            return new DirectoryInfo(directory)
                .EnumerateFiles("*", new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true })
                .Sum(SizeOf);
        }
        catch (IOException)
        {
            return 0; // not there yet
        }
    }

    /// <summary>A file that went away since it was listed takes no room.</summary>
    private static long SizeOf(FileInfo file)
    {
        try
        {
            return file.Length;
        }
        catch (IOException)
        {
            return 0;
        }
    }
}

/// <summary>Sizes in bytes.</summary>
/// <param name="Database"><c>blog.db</c>.</param>
/// <param name="Log">Its write-ahead log.</param>
/// <param name="Media">All of <c>media/</c>.</param>
/// <param name="Free">Left on the disk; null where unknown.</param>
public sealed record DataSizesSnapshot(long Database, long Log, long Media, long? Free);
