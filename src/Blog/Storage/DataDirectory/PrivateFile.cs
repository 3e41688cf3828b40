using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

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

    /// <summary>
    /// Creates a file without a name, which is gone when the process ends, however it ends, unless <see cref="Name"/> gives it one.
    /// </summary>
    /// <returns>The file; null where the system or the file system of the folder knows none.</returns>
    public static FileStream? CreateUnnamed(string folder)
    {
        if (!OperatingSystem.IsLinux() || !Directory.Exists("/proc/self/fd"))
        {
            return null;
        }

        var isArm = RuntimeInformation.ProcessArchitecture is Architecture.Arm or Architecture.Arm64;
        var flags = Native.ReadWrite | Native.CloseOnExec | Native.Unnamed | (isArm ? Native.DirectoryOnArm : Native.Directory);
        var handle = Native.Open(Encoding.UTF8.GetBytes(folder + '\0'), flags, (int)Alone);
        return handle < 0 ? null : new FileStream(new SafeFileHandle(handle, ownsHandle: true), FileAccess.ReadWrite, 1 << 16);
    }

    /// <summary>Names a file that was created without a name.</summary>
    /// <exception cref="IOException">Something exists at the path, or the folder cannot be written.</exception>
    public static void Name(FileStream file, string path)
    {
        var link = Encoding.UTF8.GetBytes($"/proc/self/fd/{file.SafeFileHandle.DangerousGetHandle()}\0");
        if (Native.Link(Native.WorkingDirectory, link, Native.WorkingDirectory, Encoding.UTF8.GetBytes(path + '\0'), Native.Follow) != 0)
        {
            throw new IOException($"{path} could not be written: {Marshal.GetLastPInvokeErrorMessage()}");
        }
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

        var handle = Native.Open(Encoding.UTF8.GetBytes(path + '\0'), 0, 0);
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
        /// <summary>Of fcntl.h on Linux; some differ between processors.</summary>
        public const int ReadWrite = 0x2,
            CloseOnExec = 0x8_0000,
            Unnamed = 0x40_0000,
            Directory = 0x1_0000,
            DirectoryOnArm = 0x4000,
            WorkingDirectory = -100,
            Follow = 0x400;

        [DllImport("libc", EntryPoint = "sync")]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        public static extern void Sync();

        [DllImport("libc", EntryPoint = "open")]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        public static extern int Open(byte[] path, int flags, int mode);

        [DllImport("libc", EntryPoint = "linkat", SetLastError = true)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        public static extern int Link(int folder, byte[] path, int newFolder, byte[] newPath, int flags);

        [DllImport("libc", EntryPoint = "fsync")]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        public static extern int Fsync(int handle);

        [DllImport("libc", EntryPoint = "close")]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        public static extern int Close(int handle);
    }
}
