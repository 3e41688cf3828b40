using System.Buffers.Binary;

namespace Blog.Operations.Backups.Archives;

/// <summary>
/// Checks the end record of a zip before its directory is read: a million entries would fill the memory before the first of them can be
/// refused. APPNOTE.TXT 6.3.10, sections 4.3.14 to 4.3.16.
/// </summary>
internal static class ZipDirectory
{
    /// <summary>Maximum number of entries in an archive; a blog of a hundred thousand images has fewer.</summary>
    public const int MostEntries = 500_000;
    private const int EndSize = 22,
        LocatorSize = 20,
        End64Size = 56,
        LongestComment = ushort.MaxValue,
        PerEntry = 200;
    private const uint EndMark = 0x06054b50,
        LocatorMark = 0x07064b50,
        End64Mark = 0x06064b50;

    /// <summary>Refuses a file that is not a zip, or has too many entries.</summary>
    /// <exception cref="BackupException">The file is refused.</exception>
    public static void Require(FileStream file)
    {
        var tail = new byte[(int)Math.Min(file.Length, EndSize + LongestComment + LocatorSize)];
        file.Seek(-tail.Length, SeekOrigin.End);
        file.ReadExactly(tail);
        file.Position = 0;
        for (var at = tail.Length - EndSize; at >= 0; at--)
        {
            if (BinaryPrimitives.ReadUInt32LittleEndian(tail.AsSpan(at)) == EndMark)
            {
                Require(Facts(file, tail, at));
                return;
            }
        }

        throw new BackupException("this is not a zip archive, or a truncated one");
    }

    private static (ulong Entries, ulong Bytes) Facts(FileStream file, byte[] tail, int at)
    {
        ulong entries = BinaryPrimitives.ReadUInt16LittleEndian(tail.AsSpan(at + 10)),
            bytes = BinaryPrimitives.ReadUInt32LittleEndian(tail.AsSpan(at + 12));
        if (at < LocatorSize || BinaryPrimitives.ReadUInt32LittleEndian(tail.AsSpan(at - LocatorSize)) != LocatorMark)
        {
            return (entries, bytes);
        }

        var where = BinaryPrimitives.ReadUInt64LittleEndian(tail.AsSpan(at - LocatorSize + 8));
        var end64 = new byte[End64Size];
        if (where > (ulong)Math.Max(0, file.Length - End64Size))
        {
            throw new BackupException("the archive's directory is damaged");
        }

        file.Position = (long)where;
        file.ReadExactly(end64);
        file.Position = 0;
        return BinaryPrimitives.ReadUInt32LittleEndian(end64) == End64Mark
            ? (
                Math.Max(entries == ushort.MaxValue ? 0 : entries, BinaryPrimitives.ReadUInt64LittleEndian(end64.AsSpan(32))),
                Math.Max(bytes == uint.MaxValue ? 0 : bytes, BinaryPrimitives.ReadUInt64LittleEndian(end64.AsSpan(40)))
            )
            : throw new BackupException("the archive's directory is damaged");
    }

    /// <summary>Its size too: a record that claims few entries may list many.</summary>
    private static void Require((ulong Entries, ulong Bytes) list)
    {
        if (list.Entries > MostEntries || list.Bytes > (ulong)MostEntries * PerEntry)
        {
            throw new BackupException("the archive has far more entries than any backup: this is not a backup, but a zip bomb");
        }
    }
}
