namespace Blog.Storage.DataDirectory;

/// <summary>How much room a disk has: a seam, so that tests have full disks.</summary>
/// <param name="folder">A folder on the disk.</param>
/// <returns>Bytes that this user may still write.</returns>
public delegate long FreeSpace(string folder);

/// <summary>The disks of this machine.</summary>
public static class Disk
{
    /// <summary>As the operating system says.</summary>
    public static long FreeAt(string folder) => new DriveInfo(folder).AvailableFreeSpace;

    /// <summary>Bytes of files that are there.</summary>
    public static long SizeOf(params IEnumerable<string> paths) =>
        paths.Select(path => new FileInfo(path)).Where(file => file.Exists).Sum(file => file.Length);
}
