using System.Runtime.InteropServices;
using System.Text;

namespace Blog.Storage.DataDirectory;

/// <summary>Creates files and folders for secrets, and flushes them so that they survive a power failure.</summary>
public static class PrivateFile
{
    private const UnixFileMode Alone = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Creates a file that only the current user can read, opened exclusively.</summary>
    /// <exception cref="IOException">It already exists, or cannot be written.</exception>
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

    /// <summary>Creates a folder that only the current user can access.</summary>
    public static DirectoryInfo CreateFolder(string path) =>
        OperatingSystem.IsWindows() ? Directory.CreateDirectory(path) : Directory.CreateDirectory(path, Alone | UnixFileMode.UserExecute);

    /// <summary>
    /// Flushes a folder's entries, so that a rename survives a power failure. Ignored on file systems that do not support it.
    /// </summary>
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

    /// <summary>Flushes everything written so far, which is faster than flushing thousands of files individually.</summary>
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
