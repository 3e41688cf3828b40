using System.IO.Compression;
using System.Text;

namespace Blog.Portability.Archives;

/// <summary>Why an archive was not unpacked.</summary>
public enum ArchiveError
{
    /// <summary>It is no ZIP file, is damaged, or encrypted.</summary>
    Unreadable,

    /// <summary>It holds more files than <see cref="ArchiveExtraction.MaxEntries"/>.</summary>
    TooMany,

    /// <summary>It unpacks to more than <see cref="ArchiveExtraction.MaxBytes"/>, or one file to far more than it should.</summary>
    TooLarge,

    /// <summary>Two of its files have the same name.</summary>
    Ambiguous,

    /// <summary>A name leads out of the folder, or is absolute.</summary>
    Outside,

    /// <summary>The disk is full or cannot be written.</summary>
    NoRoom,
}

/// <summary>An archive was not unpacked; nothing of it is left.</summary>
public sealed class ArchiveException(ArchiveError error, string? entry = null)
    : Exception(entry is null ? error.ToString() : $"{error}: {entry}")
{
    public ArchiveError Error => error;
}

/// <summary>
/// Unpacks an uploaded ZIP file (security.md B5). Sizes count as they are read, not as the archive states them; links are left out; nothing
/// is written outside the folder.
/// </summary>
public static class ArchiveExtraction
{
    public const int MaxEntries = 100_000;

    /// <summary>Of all files together, unpacked.</summary>
    public const long MaxBytes = 2L << 30;

    /// <summary>A file may be so many times as large as in the archive; text is seldom more than ten.</summary>
    private const int MaxRatio = 100;

    /// <summary>Smaller files may be any number of times as large: a page of blanks is no bomb.</summary>
    private const long FreeBytes = 1 << 20;

    private const int LinkType = 0xA000;
    private const int TypeMask = 0xF000;

    private static readonly Encoding StrictUtf8 = new UTF8Encoding(false, throwOnInvalidBytes: true);

    private static readonly Encoding StrictGb18030 = CodePagesEncodingProvider.Instance.GetEncoding(
        "GB18030",
        EncoderFallback.ExceptionFallback,
        DecoderFallback.ExceptionFallback
    )!;

    /// <summary>Whether what a file begins with is what a ZIP file with something in it begins with.</summary>
    public static bool IsZip(ReadOnlySpan<byte> head) => head.StartsWith("PK\u0003\u0004"u8);

    /// <inheritdoc cref="ExtractAsync(Stream, string, CancellationToken)"/>
    /// <param name="archive">Path of the ZIP file.</param>
    public static async Task<int> ExtractAsync(string archive, string folder, CancellationToken cancellationToken)
    {
        await using var file = File.OpenRead(archive);
        return await ExtractAsync(file, folder, cancellationToken);
    }

    /// <summary>Unpacks an archive into a new folder.</summary>
    /// <param name="archive">The ZIP file.</param>
    /// <param name="folder">A folder that does not exist; it is removed again if the archive is refused.</param>
    /// <returns>Number of files.</returns>
    /// <exception cref="ArchiveException">It was refused.</exception>
    public static async Task<int> ExtractAsync(Stream archive, string folder, CancellationToken cancellationToken)
    {
        try
        {
            return await ExtractAllAsync(archive, folder, cancellationToken);
        }
        catch (Exception e)
        {
            if (Directory.Exists(folder))
            {
                Directory.Delete(folder, recursive: true);
            }

            throw e switch
            {
                InvalidDataException or EndOfStreamException or NotSupportedException or ArgumentException => new ArchiveException(
                    ArchiveError.Unreadable
                ),
                IOException or UnauthorizedAccessException => new ArchiveException(ArchiveError.NoRoom),
                _ => e,
            };
        }
    }

    private static async Task<int> ExtractAllAsync(Stream archive, string folder, CancellationToken cancellationToken)
    {
        // Names without the mark of UTF-8 come as their bytes: archives made by Windows in China have them in GB18030.
        using var zip = new ZipArchive(archive, ZipArchiveMode.Read, leaveOpen: true, Encoding.Latin1);
        if (zip.Entries.Count > MaxEntries)
        {
            throw new ArchiveException(ArchiveError.TooMany);
        }

        var root = Path.GetFullPath(folder) + Path.DirectorySeparatorChar;
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase); // a file system may ignore case
        var (count, left) = (0, MaxBytes);
        Directory.CreateDirectory(folder);
        foreach (var entry in zip.Entries)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var name = NameOf(entry.FullName);
            if (name.EndsWith('/') || IsLink(entry) || IsOfMac(name))
            {
                continue;
            }

            var path = Path.GetFullPath(Path.Combine(folder, name));
            if (
                name.StartsWith('/')
                || name.Contains(':', StringComparison.Ordinal)
                || name.Contains('\0', StringComparison.Ordinal)
                || name.Split('/').Contains("..")
                || !path.StartsWith(root, StringComparison.Ordinal)
            )
            {
                throw new ArchiveException(ArchiveError.Outside, name);
            }

            if (!names.Add(path))
            {
                throw new ArchiveException(ArchiveError.Ambiguous, name);
            }

            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            left -= await WriteAsync(entry, path, left, cancellationToken);
            count++;
        }

        return count;
    }

    private static async Task<long> WriteAsync(ZipArchiveEntry entry, string path, long left, CancellationToken cancellationToken)
    {
        var most = Math.Min(left, Math.Max(FreeBytes, entry.CompressedLength * MaxRatio));
        await using var from = await entry.OpenAsync(cancellationToken);
        await using var to = new FileStream(path, FileMode.CreateNew, FileAccess.Write);
        var buffer = new byte[64 * 1024];
        var written = 0L;
        while (await from.ReadAsync(buffer, cancellationToken) is var read and > 0)
        {
            if ((written += read) > most)
            {
                throw new ArchiveException(ArchiveError.TooLarge, entry.Name);
            }

            await to.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
        }

        return written;
    }

    /// <summary>A symbolic link of Unix.</summary>
    private static bool IsLink(ZipArchiveEntry entry) => ((entry.ExternalAttributes >> 16) & TypeMask) == LinkType;

    /// <summary>What macOS adds to an archive beside the files.</summary>
    private static bool IsOfMac(string name) =>
        name.StartsWith("__MACOSX/", StringComparison.Ordinal) || name.EndsWith("/.DS_Store", StringComparison.Ordinal);

    private static string NameOf(string written)
    {
        var name =
            written.All(c => c <= '\u00ff') && written.Any(c => c > '\u007f') && Encoding.Latin1.GetBytes(written) is var bytes
                ? Decode(bytes, StrictUtf8) ?? Decode(bytes, StrictGb18030) ?? written
                : written;
        return name.Replace('\\', '/'); // archives made by old tools of Windows
    }

    private static string? Decode(byte[] bytes, Encoding encoding)
    {
        try
        {
            return encoding.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
