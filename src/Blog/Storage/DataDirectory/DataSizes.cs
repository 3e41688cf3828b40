namespace Blog.Storage.DataDirectory;

/// <summary>Disk usage of the data folder, and free space.</summary>
public sealed class DataSizes(DataFolder folder, FreeSpace free, TimeProvider clock)
{
    /// <summary>Free space in bytes below which a warning is shown, since saving fails on a full disk.</summary>
    public const long LowWater = 200L * 1024 * 1024;

    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(1);
    private readonly Lock _turn = new();
    private (DateTimeOffset At, long Media)? _walked;

    /// <summary>Bytes available to this process on the database's disk; null if unknown.</summary>
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

    /// <summary>All sizes. The media folder is scanned at most once a minute, since it may contain thousands of files.</summary>
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
            return 0; // does not exist yet
        }
    }

    /// <summary>A file deleted since it was listed counts as 0.</summary>
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
/// <param name="Free">Free space on the disk; null if unknown.</param>
public sealed record DataSizesSnapshot(long Database, long Log, long Media, long? Free);
