using System.Collections.Concurrent;
using System.Runtime.InteropServices;

namespace Blog.Tests.PowerLoss;

/// <summary>
/// Simulates a power cut: SQLite's own file layer, with a record of what was written to each file and what of that was synced. A cut leaves
/// what was synced and, of the rest, nothing or any part of it, as a disk's cache may. Only files below <see cref="Folder"/> are recorded.
/// </summary>
/// <remarks>
/// A VFS (sqlite.org/vfs.html) that forwards everything to the system's and is the default one, because the program's connections name
/// none. The files are read only through SQLite: closing another handle on them in the same process would drop its locks.
/// </remarks>
internal sealed unsafe partial class DurableDisk
{
    private const int MainDatabase = 0x100,
        WriteAheadLog = 0x80000,
        MainJournal = 0x800;
    private const int Methods = 8 + (18 * 8); // sqlite3_io_methods, version 3
    private const int Vfs = 168; // sqlite3_vfs, version 3
    private const int Close = 8,
        Read = 16,
        Write = 24,
        Truncate = 32,
        Sync = 40,
        FileSize = 48; // offsets of the methods
    private const int Name = 24,
        Open = 40,
        Delete = 48;

    private static readonly Lock Registering = new();
    private static readonly ConcurrentDictionary<string, DurableDisk> Disks = new(StringComparer.Ordinal);
    private static readonly ConcurrentDictionary<nint, Handle> Handles = new();
    private static nint _system,
        _recording;

    private readonly Lock _turn = new();
    private readonly Dictionary<string, Recorded> _files = new(StringComparer.Ordinal);

    public DurableDisk(string folder)
    {
        Folder = Path.GetFullPath(folder) + "/";
        Register();
        Disks[Folder] = this;
    }

    public string Folder { get; }

    public int Syncs { get; private set; }

    /// <summary>Writes to another folder what a power cut would have left of this one.</summary>
    /// <param name="torn">Decides how much of each unsynced write survives; null for nothing.</param>
    public void Cut(string folder, Random? torn)
    {
        lock (_turn)
        {
            foreach (var (path, file) in _files)
            {
                File.WriteAllBytes(Path.Combine(folder, Path.GetFileName(path)), file.AfterCut(torn));
            }
        }
    }

    private static void Register()
    {
        lock (Registering)
        {
            if (_recording != 0)
            {
                return;
            }

            SQLitePCL.Batteries_V2.Init();
            _system = sqlite3_vfs_find(null);
            Assert.Equal(3, Marshal.ReadInt32(_system));
            _recording = Marshal.AllocHGlobal(Vfs);
            Buffer.MemoryCopy((void*)_system, (void*)_recording, Vfs, Vfs);
            Set(_recording, Name, Marshal.StringToCoTaskMemUTF8("blog-durable"));
            Set(_recording, Open, (nint)(delegate* unmanaged[Cdecl]<nint, byte*, nint, int, int*, int>)&OnOpen);
            Set(_recording, Delete, (nint)(delegate* unmanaged[Cdecl]<nint, byte*, int, int>)&OnDelete);
            Assert.Equal(0, sqlite3_vfs_register(_recording, 1));
        }
    }

    private static DurableDisk? DiskOf(string? path) =>
        path is null ? null : Disks.Values.FirstOrDefault(disk => path.StartsWith(disk.Folder, StringComparison.Ordinal));

    [UnmanagedCallersOnly(CallConvs = [typeof(System.Runtime.CompilerServices.CallConvCdecl)])]
    private static int OnOpen(nint vfs, byte* name, nint file, int flags, int* given)
    {
        var answer = ((delegate* unmanaged[Cdecl]<nint, byte*, nint, int, int*, int>)Get(_system, Open))(_system, name, file, flags, given);
        var path = Marshal.PtrToStringUTF8((nint)name);
        if (answer != 0 || (flags & (MainDatabase | WriteAheadLog | MainJournal)) == 0 || DiskOf(path) is not { } disk)
        {
            return answer;
        }

        var methods = Get(file, 0);
        var mine = Marshal.AllocHGlobal(Methods);
        Buffer.MemoryCopy((void*)methods, (void*)mine, Methods, Methods);
        Set(mine, Close, (nint)(delegate* unmanaged[Cdecl]<nint, int>)&OnClose);
        Set(mine, Write, (nint)(delegate* unmanaged[Cdecl]<nint, byte*, int, long, int>)&OnWrite);
        Set(mine, Truncate, (nint)(delegate* unmanaged[Cdecl]<nint, long, int>)&OnTruncate);
        Set(mine, Sync, (nint)(delegate* unmanaged[Cdecl]<nint, int, int>)&OnSync);
        lock (disk._turn)
        {
            if (!disk._files.TryGetValue(path!, out var recorded))
            {
                disk._files[path!] = recorded = new Recorded(Whole(methods, file));
            }

            Handles[file] = new Handle(disk, recorded, methods, mine);
            Set(file, 0, mine);
        }

        return answer;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(System.Runtime.CompilerServices.CallConvCdecl)])]
    private static int OnDelete(nint vfs, byte* name, int syncDirectory)
    {
        var path = Marshal.PtrToStringUTF8((nint)name)!;
        var delete = (delegate* unmanaged[Cdecl]<nint, byte*, int, int>)Get(_system, Delete);
        if (DiskOf(path) is not { } disk)
        {
            return delete(_system, name, syncDirectory);
        }

        lock (disk._turn)
        {
            var answer = delete(_system, name, syncDirectory);
            if (answer == 0)
            {
                disk._files.Remove(path);
            }

            return answer;
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(System.Runtime.CompilerServices.CallConvCdecl)])]
    private static int OnClose(nint file)
    {
        Handles.TryRemove(file, out var handle);
        Set(file, 0, handle!.Methods);
        Marshal.FreeHGlobal(handle.Mine);
        return ((delegate* unmanaged[Cdecl]<nint, int>)Get(handle.Methods, Close))(file);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(System.Runtime.CompilerServices.CallConvCdecl)])]
    private static int OnWrite(nint file, byte* data, int count, long offset)
    {
        var handle = Handles[file];
        lock (handle.Disk._turn)
        {
            var answer = ((delegate* unmanaged[Cdecl]<nint, byte*, int, long, int>)Get(handle.Methods, Write))(file, data, count, offset);
            if (answer == 0)
            {
                handle.File.Pending.Add(new Change(offset, new ReadOnlySpan<byte>(data, count).ToArray()));
            }

            return answer;
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(System.Runtime.CompilerServices.CallConvCdecl)])]
    private static int OnTruncate(nint file, long size)
    {
        var handle = Handles[file];
        lock (handle.Disk._turn)
        {
            var answer = ((delegate* unmanaged[Cdecl]<nint, long, int>)Get(handle.Methods, Truncate))(file, size);
            if (answer == 0)
            {
                handle.File.Pending.Add(new Change(size, null));
            }

            return answer;
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(System.Runtime.CompilerServices.CallConvCdecl)])]
    private static int OnSync(nint file, int flags)
    {
        var handle = Handles[file];
        lock (handle.Disk._turn)
        {
            handle.File.Settle();
            handle.Disk.Syncs++;
        }

        return 0; // the copy is the disk; a true sync would only cost time
    }

    private static byte[] Whole(nint methods, nint file)
    {
        long size;
        Assert.Equal(0, ((delegate* unmanaged[Cdecl]<nint, long*, int>)Get(methods, FileSize))(file, &size));
        var bytes = new byte[size];
        fixed (byte* start = bytes)
        {
            Assert.True(
                size == 0 || ((delegate* unmanaged[Cdecl]<nint, byte*, int, long, int>)Get(methods, Read))(file, start, (int)size, 0) == 0,
                "not read"
            );
        }

        return bytes;
    }

    private static nint Get(nint structure, int offset) => Marshal.ReadIntPtr(structure, offset);

    private static void Set(nint structure, int offset, nint value) => Marshal.WriteIntPtr(structure, offset, value);

    [LibraryImport("e_sqlite3", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint sqlite3_vfs_find(string? name);

    [LibraryImport("e_sqlite3")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int sqlite3_vfs_register(nint vfs, int makeDefault);

    /// <summary>One open file of one connection.</summary>
    private sealed record Handle(DurableDisk Disk, Recorded File, nint Methods, nint Mine);

    /// <summary>Bytes written at an offset; or, without bytes, the size that the file was cut to.</summary>
    private sealed record Change(long Offset, byte[]? Bytes);

    /// <summary>A file: what was synced, and what was done since.</summary>
    private sealed class Recorded(byte[] synced)
    {
        private byte[] _bytes = synced;
        private int _length = synced.Length;

        public List<Change> Pending { get; } = [];

        public void Settle()
        {
            foreach (var change in Pending)
            {
                Do(ref _bytes, ref _length, change.Offset, change.Bytes);
            }

            Pending.Clear();
        }

        public byte[] AfterCut(Random? torn)
        {
            var (left, size) = (_bytes[.._length], _length);
            foreach (var change in Pending)
            {
                // A write of several sectors may be torn; a write of one sector is atomic.
                for (var at = 0; torn is not null && change.Bytes is not null && at < change.Bytes.Length; at += 512)
                {
                    if (torn.Next(2) == 0)
                    {
                        Do(ref left, ref size, change.Offset + at, change.Bytes[at..Math.Min(at + 512, change.Bytes.Length)]);
                    }
                }
            }

            return left[..size];
        }

        private static void Do(ref byte[] bytes, ref int length, long offset, byte[]? written)
        {
            var end = (int)offset + (written?.Length ?? 0);
            if (end > bytes.Length)
            {
                Array.Resize(ref bytes, Math.Max(end, bytes.Length * 2));
            }

            if (written is null)
            {
                bytes.AsSpan(Math.Min(end, length)).Clear();
                length = end;
                return;
            }

            written.CopyTo(bytes, offset);
            length = Math.Max(length, end);
        }
    }
}
