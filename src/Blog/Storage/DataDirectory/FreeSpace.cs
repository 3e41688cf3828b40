namespace Blog.Storage.DataDirectory;

/// <summary>Free space of a disk; replaceable, so that tests can simulate a full disk.</summary>
/// <param name="folder">A folder on the disk.</param>
/// <returns>Bytes available to the current user.</returns>
public delegate long FreeSpace(string folder);

/// <summary>The disks of this machine.</summary>
public static class Disk
{
    /// <summary>As reported by the operating system.</summary>
    public static long FreeAt(string folder) => new DriveInfo(folder).AvailableFreeSpace;

    /// <summary>Total size in bytes of existing files.</summary>
    public static long SizeOf(params IEnumerable<string> paths) =>
        paths.Select(path => new FileInfo(path)).Where(file => file.Exists).Sum(file => file.Length);
}
