using System.Runtime.InteropServices;
using System.Text;

namespace Blog.Storage.DataDirectory;

/// <summary>Files and folders that hold secrets, and that must outlive a power cut once they are said to be there.</summary>
public static class PrivateFile
{
    private const UnixFileMode Alone = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Makes a file that only this user may read, which nobody else opens meanwhile.</summary>
    /// <exception cref="IOException">It is there already, or cannot be written.</exception>
    public static FileStream Create(string path)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
            BufferSize = 1 << 16,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = Alone;
        }

        return new FileStream(path, options);
    }

    /// <summary>Makes a folder that only this user may enter.</summary>
    public static DirectoryInfo CreateFolder(string path) =>
        OperatingSystem.IsWindows() ? Directory.CreateDirectory(path) : Directory.CreateDirectory(path, Alone | UnixFileMode.UserExecute);

    /// <summary>Brings the names in a folder to the disk: after a rename they outlive a power cut. A file system that cannot is left as it is.</summary>
    public static void FlushFolder(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var handle = Native.Open(Encoding.UTF8.GetBytes(path + '\0'), 0);
        if (handle >= 0)
        {
            _ = Native.Fsync(handle);
            _ = Native.Close(handle);
        }
    }

    /// <summary>Brings everything written so far to the disk: quicker than file by file where there are thousands.</summary>
    public static void FlushAll()
    {
        if (!OperatingSystem.IsWindows())
        {
            Native.Sync();
        }
    }

    private static class Native
    {
        [DllImport("libc", EntryPoint = "sync")]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        public static extern void Sync();

        [DllImport("libc", EntryPoint = "open")]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        public static extern int Open(byte[] path, int flags);

        [DllImport("libc", EntryPoint = "fsync")]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        public static extern int Fsync(int handle);

        [DllImport("libc", EntryPoint = "close")]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        public static extern int Close(int handle);
    }
}
