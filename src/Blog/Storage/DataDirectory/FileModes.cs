using System.Runtime.InteropServices;

namespace Blog.Storage.DataDirectory;

/// <summary>Who may read the files that this program makes: its own user alone, except what it writes for others.</summary>
public static class FileModes
{
    private const UnixFileMode File600 = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode Folder700 = File600 | UnixFileMode.UserExecute;

    private static readonly Lock Once = new();
    private static UnixFileMode? _masked;

    /// <summary>
    /// Takes the rights of group and others from every file and folder made from now on, whatever the umask of the machine, and whichever
    /// library makes it: SQLite would make the database readable by everyone. For the whole process, so it is the first thing done.
    /// </summary>
    public static void Restrict()
    {
        lock (Once)
        {
            if (!OperatingSystem.IsWindows() && _masked is null)
            {
                _masked = (UnixFileMode)Native.Umask(0x3F); // 077 in octal
            }
        }
    }

    /// <summary>Gives a file that is written for others the rights that the machine's umask allows.</summary>
    public static void ShareFile(string path) =>
        Share(path, File600 | UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite);

    /// <summary>The same for a folder.</summary>
    public static void ShareFolder(string path) =>
        Share(
            path,
            Folder700
                | UnixFileMode.GroupRead
                | UnixFileMode.GroupWrite
                | UnixFileMode.GroupExecute
                | UnixFileMode.OtherRead
                | UnixFileMode.OtherWrite
                | UnixFileMode.OtherExecute
        );

    /// <summary>
    /// Takes the rights of group and others from a data folder and all that is in it. Where the folder itself has none, everything in it is
    /// out of reach already, and nothing is done.
    /// </summary>
    public static void Tighten(DataFolder folder)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        try
        {
            if ((File.GetUnixFileMode(folder.Root) & ~Folder700) == UnixFileMode.None)
            {
                return;
            }

            foreach (var file in Directory.EnumerateFiles(folder.Root, "blog.*"))
            {
                File.SetUnixFileMode(file, File600);
            }

            foreach (var part in new[] { folder.Keys, folder.Media, folder.Backups, folder.Temporary, folder.Imports, folder.Git })
            {
                TightenAll(part);
            }

            File.SetUnixFileMode(folder.Root, Folder700); // last: a run that is killed is done again
        }
        catch (UnauthorizedAccessException)
        {
            // It belongs to another user who grants write access, as on a volume shared by group: leave its permissions alone.
        }
    }

    private static void TightenAll(string folder)
    {
        if (OperatingSystem.IsWindows() || !Directory.Exists(folder))
        {
            return;
        }

        var options = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint };
        foreach (var entry in new DirectoryInfo(folder).EnumerateFileSystemInfos("*", options).Prepend(new DirectoryInfo(folder)))
        {
            entry.UnixFileMode = entry is DirectoryInfo ? Folder700 : File600;
        }
    }

    private static void Share(string path, UnixFileMode most)
    {
        if (!OperatingSystem.IsWindows() && _masked is { } masked)
        {
            File.SetUnixFileMode(path, most & ~masked);
        }
    }

    private static class Native
    {
        [DllImport("libc", EntryPoint = "umask")]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        public static extern uint Umask(uint mask);
    }
}
