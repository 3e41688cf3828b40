namespace Blog.Storage.DataDirectory;

/// <summary>
/// SQLite's write-ahead log needs shared memory, which network file systems do not provide; this is detected at startup, not at the first
/// crash.
/// </summary>
public static class FileSystemCheck
{
    private static readonly string[] Network =
    [
        "nfs",
        "nfs4",
        "cifs",
        "smb3",
        "smbfs",
        "9p",
        "ceph",
        "glusterfs",
        "afs",
        "lustre",
        "beegfs",
        "gpfs",
        "orangefs",
        "ncpfs",
    ];

    /// <summary>Rejects a folder on a network file system.</summary>
    /// <exception cref="DatabaseStartException">The folder is on a network file system.</exception>
    public static void Require(string folder)
    {
        if (
            OperatingSystem.IsLinux()
            && File.Exists("/proc/mounts")
            && NetworkTypeOf(RealPathOf(folder), File.ReadLines("/proc/mounts")) is { } type
        )
        {
            throw new DatabaseStartException(
                $"the data folder {folder} is on a network file system ({type}), where SQLite cannot keep data safe: use a local disk"
            );
        }
    }

    /// <summary>Whether the folder is on an anonymous container volume: the next container gets a new, empty one.</summary>
    public static bool IsOnNamelessVolume(string folder) =>
        OperatingSystem.IsLinux()
        && File.Exists("/proc/self/mountinfo")
        && IsOnNamelessVolume(folder, File.ReadLines("/proc/self/mountinfo"));

    /// <summary>
    /// The same for a table in the format of <c>/proc/self/mountinfo</c> (proc(5)), whose fourth field is the path on the host and whose
    /// fifth is the mount point here.
    /// </summary>
    public static bool IsOnNamelessVolume(string folder, IEnumerable<string> mounts) =>
        mounts.Select(line => line.Split(' ')).LastOrDefault(fields => fields.Length > 5 && fields[4] == folder) is { } mount
        && mount[3].Split('/') is [.., var name, "_data"]
        && name.Length == 64
        && name.All(char.IsAsciiHexDigitLower);

    /// <summary>
    /// The network file system of a folder, according to a mount table in the format of <c>/proc/mounts</c>; null if it is local.
    /// </summary>
    public static string? NetworkTypeOf(string folder, IEnumerable<string> mounts)
    {
        var (best, type) = ("", "");
        foreach (var fields in mounts.Select(line => line.Split(' ')).Where(fields => fields.Length > 2))
        {
            var point = Unescaped(fields[1]).TrimEnd('/');
            if ((folder + "/").StartsWith(point + "/", StringComparison.Ordinal) && point.Length >= best.Length)
            {
                (best, type) = (point, fields[2]);
            }
        }

        // A FUSE file system may be any kind of network share, and does not guarantee shared memory.
        return Network.Contains(type, StringComparer.Ordinal) || type.StartsWith("fuse.", StringComparison.Ordinal) ? type : null;
    }

    /// <summary>A path with symbolic links resolved, as in the mount table.</summary>
    public static string RealPathOf(string path)
    {
        var parent = Path.GetDirectoryName(path);
        if (parent is null)
        {
            return path;
        }

        var here = Path.Combine(RealPathOf(parent), Path.GetFileName(path));
        return new DirectoryInfo(here) is { LinkTarget: not null } link && link.ResolveLinkTarget(returnFinalTarget: true) is { } target
            ? RealPathOf(target.FullName)
            : here;
    }

    /// <summary>Spaces, tabs, line breaks and backslashes are octal escapes in the table (proc(5), getmntent(3)).</summary>
    private static string Unescaped(string field) =>
        field
            .Replace(@"\040", " ", StringComparison.Ordinal)
            .Replace(@"\011", "\t", StringComparison.Ordinal)
            .Replace(@"\012", "\n", StringComparison.Ordinal)
            .Replace(@"\134", @"\", StringComparison.Ordinal);
}
