using System.Text;

namespace Blog.Images;

/// <summary>
/// Recognizes common kinds of files by their first bytes, so that a refusal can name what was sent. Nothing is decoded: only
/// <see cref="ImageTypes"/> decides what reaches a decoder.
/// </summary>
internal static class FileKinds
{
    /// <summary>How much of a text is inspected.</summary>
    private const int TextSample = 4 * 1024;

    /// <summary>The first bytes of each kind; more specific ones first.</summary>
    private static readonly (byte[] Start, FileKind Kind)[] Starts =
    [
        ([0, 0, 0, 0x0C, (byte)'J', (byte)'X', (byte)'L', (byte)' '], FileKind.JpegXl),
        ([0, 0, 0, 0x0C, (byte)'j', (byte)'P', (byte)' ', (byte)' '], FileKind.Jpeg2000),
        ([0xFF, 0x0A], FileKind.JpegXl),
        ([0xFF, 0x4F, 0xFF, 0x51], FileKind.Jpeg2000),
        ([(byte)'I', (byte)'I', 0x2A, 0], FileKind.Tiff),
        ([(byte)'M', (byte)'M', 0, 0x2A], FileKind.Tiff),
        ([(byte)'I', (byte)'I', 0x2B, 0], FileKind.Tiff),
        ([(byte)'M', (byte)'M', 0, 0x2B], FileKind.Tiff),
        ([.. "IIRO"u8], FileKind.RawPhoto),
        ([.. "IIU\0"u8], FileKind.RawPhoto),
        ([.. "FUJIFILMCCD-RAW"u8], FileKind.RawPhoto),
        ([.. "8BPS"u8], FileKind.Photoshop),
        ([0, 0, 1, 0], FileKind.Ico),
        ([0, 0, 2, 0], FileKind.Ico),
        ([.. "%!PS"u8], FileKind.PostScript),
        ([0xC5, 0xD0, 0xD3, 0xC6], FileKind.PostScript),
        ([.. "%PDF-"u8], FileKind.Pdf),
        ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], FileKind.OldOffice),
        ([.. "{\\rtf"u8], FileKind.Rtf),
        ([.. "Rar!\u001A\u0007"u8], FileKind.Rar),
        ([(byte)'7', (byte)'z', 0xBC, 0xAF, 0x27, 0x1C], FileKind.SevenZip),
        ([0x1F, 0x8B], FileKind.Gzip),
        ([.. "BZh"u8], FileKind.Bzip2),
        ([0xFD, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', 0], FileKind.Xz),
        ([0x28, 0xB5, 0x2F, 0xFD], FileKind.Zstandard),
        ([0, 0, 1, 0xBA], FileKind.Mpeg),
        ([0, 0, 1, 0xB3], FileKind.Mpeg),
        ([0x30, 0x26, 0xB2, 0x75, 0x8E, 0x66, 0xCF, 0x11], FileKind.WindowsMedia),
        ([.. "FLV\u0001"u8], FileKind.FlashVideo),
        ([.. "OggS"u8], FileKind.Ogg),
        ([.. "ID3"u8], FileKind.Mp3),
        ([.. "fLaC"u8], FileKind.Flac),
        ([.. "MThd"u8], FileKind.Midi),
        ([.. "wOFF"u8], FileKind.Font),
        ([.. "wOF2"u8], FileKind.Font),
        ([.. "OTTO"u8], FileKind.Font),
        ([.. "ttcf"u8], FileKind.Font),
        ([0, 1, 0, 0, 0], FileKind.Font),
        ([.. "SQLite format 3\0"u8], FileKind.Sqlite),
        ([0x7F, (byte)'E', (byte)'L', (byte)'F'], FileKind.Program),
        ([0xCF, 0xFA, 0xED, 0xFE], FileKind.Program),
        ([0xCA, 0xFE, 0xBA, 0xBE], FileKind.Program),
        ([0, (byte)'a', (byte)'s', (byte)'m'], FileKind.Program),
    ];

    /// <summary>Names that the parts of an archive have where it is a document; they are never compressed.</summary>
    private static readonly (byte[] Name, FileKind Kind)[] Packages =
    [
        ([.. "word/document"u8], FileKind.Word),
        ([.. "xl/workbook"u8], FileKind.Excel),
        ([.. "ppt/presentation"u8], FileKind.PowerPoint),
    ];

    /// <summary>What a file is; never empty.</summary>
    public static FileKind Of(ReadOnlySpan<byte> bytes)
    {
        foreach (var (start, kind) in Starts)
        {
            if (bytes.StartsWith(start))
            {
                return kind;
            }
        }

        return OfZip(bytes) ?? OfBox(bytes) ?? OfChunks(bytes) ?? OfShortStart(bytes) ?? OfText(bytes);
    }

    private static FileKind? OfZip(ReadOnlySpan<byte> bytes)
    {
        if (bytes is not [(byte)'P', (byte)'K', 3, 4, ..] and not [(byte)'P', (byte)'K', 5, 6, ..])
        {
            return null;
        }

        // OpenDocument and EPUB begin with an uncompressed entry "mimetype" (OpenDocument 1.3, part 2, 3.3; EPUB OCF 3.3, 4.3).
        var head = bytes[..Math.Min(bytes.Length, 256)];
        if (head.IndexOf("mimetypeapplication/epub+zip"u8) >= 0)
        {
            return FileKind.Epub;
        }

        if (head.IndexOf("mimetypeapplication/vnd.oasis.opendocument."u8) >= 0)
        {
            return FileKind.OpenDocument;
        }

        foreach (var (name, kind) in Packages)
        {
            if (bytes.IndexOf(name) >= 0)
            {
                return kind;
            }
        }

        return FileKind.Zip;
    }

    /// <summary>Files of ISO boxes (ISO/IEC 14496-12): MP4, QuickTime and HEIF share this form, and differ in their brands.</summary>
    private static FileKind? OfBox(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 8)
        {
            return null;
        }

        var type = bytes.Slice(4, 4);
        if (type.SequenceEqual("moov"u8) || type.SequenceEqual("mdat"u8) || type.SequenceEqual("wide"u8))
        {
            return FileKind.QuickTime; // written before there was a brand
        }

        var brands = FileBrands.Of(bytes);
        return brands is null ? null
            : brands.IsAvifSequence ? FileKind.AnimatedAvif
            : brands.IsHeif ? FileKind.Heic
            : brands.Major switch
            {
                "qt  " => FileKind.QuickTime,
                "crx " => FileKind.RawPhoto,
                "M4A " or "M4B " or "M4P " => FileKind.Mpeg4Audio,
                _ => FileKind.Mp4,
            };
    }

    /// <summary>
    /// Files of chunks, whose type follows their length: RIFF, IFF, EBML; and tar, whose mark stands in its first header.
    /// </summary>
    private static FileKind? OfChunks(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith("RIFF"u8) && bytes.Length >= 12)
        {
            var form = bytes.Slice(8, 4);
            return form.SequenceEqual("AVI "u8) ? FileKind.Avi
                : form.SequenceEqual("WAVE"u8) ? FileKind.Wav
                : null;
        }

        if (bytes.StartsWith("FORM"u8) && bytes.Length >= 12 && bytes.Slice(8, 3).SequenceEqual("AIF"u8))
        {
            return FileKind.Aiff;
        }

        if (bytes.StartsWith((ReadOnlySpan<byte>)[0x1A, 0x45, 0xDF, 0xA3]))
        {
            return bytes[..Math.Min(bytes.Length, 64)].IndexOf("webm"u8) >= 0 ? FileKind.WebM : FileKind.Matroska;
        }

        return bytes.Length >= 262 && bytes.Slice(257, 5).SequenceEqual("ustar"u8) ? FileKind.Tar : null;
    }

    /// <summary>Starts so short that text could begin with them, or that need a second look.</summary>
    private static FileKind? OfShortStart(ReadOnlySpan<byte> bytes) =>
        bytes switch
        {
            // The two reserved fields of a bitmap's header are zero.
            [(byte)'B', (byte)'M', _, _, _, _, 0, 0, 0, 0, ..] => FileKind.Bmp,
            [(byte)'M', (byte)'Z', ..] when !IsText(bytes) => FileKind.Program,
            [0xFF, 0xF1 or 0xF9, ..] => FileKind.Aac,
            [0xFF, 0xFB or 0xFA or 0xF3 or 0xF2, ..] => FileKind.Mp3,
            _ => null,
        };

    private static FileKind OfText(ReadOnlySpan<byte> bytes)
    {
        if (!IsText(bytes))
        {
            return FileKind.Unknown;
        }

        var start = Encoding.UTF8.GetString(bytes[..Math.Min(bytes.Length, 1024)]).TrimStart('\uFEFF', ' ', '\t', '\r', '\n');
        return start.StartsWith("<!doctype html", StringComparison.OrdinalIgnoreCase)
            || start.StartsWith("<html", StringComparison.OrdinalIgnoreCase)
            || start.StartsWith("<head", StringComparison.OrdinalIgnoreCase)
            || start.StartsWith("<body", StringComparison.OrdinalIgnoreCase)
                ? FileKind.Html
            : start.StartsWith("<svg", StringComparison.OrdinalIgnoreCase) ? FileKind.SvgWithoutNamespace
            : start.StartsWith("<?xml", StringComparison.OrdinalIgnoreCase) ? FileKind.Xml
            : FileKind.Text;
    }

    /// <summary>
    /// Whether it has the form of text: UTF-16 with its mark, or no control characters but those of text. Not only UTF-8: older Chinese
    /// texts are often in GB 18030.
    /// </summary>
    private static bool IsText(ReadOnlySpan<byte> bytes)
    {
        if (bytes is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
        {
            return true;
        }

        foreach (var b in bytes[..Math.Min(bytes.Length, TextSample)])
        {
            if (b is < 0x20 and not ((byte)'\t' or (byte)'\n' or (byte)'\r' or 0x0C or 0x1B) or 0x7F)
            {
                return false;
            }
        }

        return true;
    }
}
