using System.Buffers.Binary;
using System.Formats.Tar;
using System.IO.Compression;

namespace Blog.Portability.Import.Comments.Systems;

/// <summary>One file of an export, unpacked.</summary>
/// <param name="Name">As people know it; without folders.</param>
internal sealed record CommentFile(string Name, byte[] Bytes)
{
    public bool IsDatabase => Bytes.AsSpan().StartsWith("SQLite format 3\0"u8);

    public bool IsXml => First is (byte)'<';

    public bool IsJson => First is (byte)'{' or (byte)'[' or (byte)'#';

    private byte First => Bytes.AsSpan().TrimStart("\uFEFF \t\r\n"u8) is [var first, ..] ? first : (byte)0;
}

/// <summary>
/// Opens exports: a file as it is, packed as <c>.gz</c>, <c>.tar.gz</c> or <c>.zip</c>, or a folder of them. Everything is told by content,
/// and sizes count as they are read (security.md B5).
/// </summary>
internal static class CommentFiles
{
    /// <summary>Of all files together, unpacked, in bytes: some 200,000 comments.</summary>
    public const long MaxBytes = 128L << 20;

    private const int MaxFiles = 1_000;

    /// <summary>Opens what was given.</summary>
    /// <param name="paths">Files, or folders whose files are taken; folders within them are not.</param>
    /// <param name="given">What the only file is called; null for its own name.</param>
    /// <exception cref="CommentFileException">There is nothing, or it is damaged or too large.</exception>
    public static IReadOnlyList<CommentFile> Open(IEnumerable<string> paths, string? given = null)
    {
        var (files, left) = (new List<CommentFile>(), MaxBytes);
        foreach (var path in paths.SelectMany(FilesOf))
        {
            var name = given ?? Path.GetFileName(path);
            try
            {
                using var file = File.OpenRead(path);
                Unpack(file, name, files, ref left, depth: 0);
            }
            catch (InvalidDataException)
            {
                throw new CommentFileException($"{name} is damaged: it cannot be unpacked");
            }
            catch (EndOfStreamException)
            {
                throw new CommentFileException($"{name} is damaged: it cannot be unpacked");
            }
        }

        return files;
    }

    private static IEnumerable<string> FilesOf(string path) =>
        Directory.Exists(path)
            ? new DirectoryInfo(path)
                .EnumerateFiles()
                .Where(file => file.LinkTarget is null && !file.Name.StartsWith('.'))
                .Take(MaxFiles)
                .Select(file => file.FullName)
                .Order(StringComparer.Ordinal)
            : [path];

    private static void Unpack(Stream stream, string name, List<CommentFile> files, ref long left, int depth)
    {
        var bytes = ReadAll(stream, name, ref left);
        if (bytes.AsSpan().StartsWith((ReadOnlySpan<byte>)[0x1f, 0x8b]) && depth < 2)
        {
            left += bytes.Length; // what is packed does not count twice
            Unpack(Gunzip(bytes, name, ref left), name, files, ref left, depth + 1);
        }
        else if (IsTar(bytes))
        {
            left += bytes.Length;
            using var tar = new TarReader(new MemoryStream(bytes));
            while (tar.GetNextEntry() is { } entry)
            {
                if (entry is { EntryType: TarEntryType.RegularFile or TarEntryType.V7RegularFile, DataStream: { } data })
                {
                    Keep(data, entry.Name, files, ref left);
                }
            }
        }
        else if (bytes.AsSpan().StartsWith("PK\u0003\u0004"u8))
        {
            left += bytes.Length;
            using var zip = new ZipArchive(new MemoryStream(bytes));
            foreach (var entry in zip.Entries.Where(entry => !entry.FullName.EndsWith('/')))
            {
                using var data = entry.Open();
                Keep(data, entry.FullName, files, ref left);
            }
        }
        else
        {
            Keep(new MemoryStream(bytes), name, files, ref left, isCounted: true);
        }
    }

    /// <summary>Unpacks, and notices an end that is missing: the last four bytes are the length (RFC 1952, section 2.3.1).</summary>
    private static MemoryStream Gunzip(byte[] packed, string name, ref long left)
    {
        using var stream = new GZipStream(new MemoryStream(packed), CompressionMode.Decompress);
        var bytes = ReadAll(stream, name, ref left);
        left += bytes.Length; // counted again when it is looked at
        return packed.Length >= 18 && BinaryPrimitives.ReadUInt32LittleEndian(packed.AsSpan(packed.Length - 4)) == (uint)bytes.Length
            ? new MemoryStream(bytes)
            : throw new InvalidDataException();
    }

    private static void Keep(Stream data, string name, List<CommentFile> files, ref long left, bool isCounted = false)
    {
        if (isCounted)
        {
            left += data.Length;
        }

        if (files.Count == MaxFiles)
        {
            throw new CommentFileException($"more than {MaxFiles} files");
        }

        var file = new CommentFile(Path.GetFileName(name.Replace('\\', '/')), ReadAll(data, name, ref left));
        if (file.IsDatabase || file.IsXml || file.IsJson)
        {
            files.Add(file);
        }
        else
        {
            left += file.Bytes.Length;
        }
    }

    private static byte[] ReadAll(Stream stream, string name, ref long left)
    {
        using var whole = new MemoryStream();
        var buffer = new byte[64 * 1024];
        while (stream.Read(buffer) is var read and > 0)
        {
            if ((left -= read) < 0)
            {
                throw new CommentFileException($"{Path.GetFileName(name)} is larger than {MaxBytes >> 20} MB unpacked");
            }

            whole.Write(buffer, 0, read);
        }

        return whole.ToArray();
    }

    /// <summary>POSIX.1-1988, ustar: the magic is at 257.</summary>
    private static bool IsTar(byte[] bytes) => bytes.Length > 512 && bytes.AsSpan(257, 5).SequenceEqual("ustar"u8);
}
