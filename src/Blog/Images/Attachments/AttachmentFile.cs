using System.Text;

namespace Blog.Images.Attachments;

/// <summary>
/// Tells what a file is that is no image, by its bytes (security.md B2). It is kept as it is, so nothing of it is trusted: it is served as
/// a download, or to a player, under the type that was found.
/// </summary>
public static class AttachmentFile
{
    /// <summary>How much of the beginning is inspected, and as much of the end: there an archive lists its parts.</summary>
    private const int Sample = 64 * 1024;

    /// <summary>Reads the beginning and the end of a file, and goes back to the beginning.</summary>
    /// <returns>Its type, null if it cannot be attached; and what it is, null for what the decoder of images has to judge.</returns>
    public static async Task<(AttachmentType? Type, FileKind? Kind)> ReadAsync(Stream file, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(file);
        var bytes = new byte[Math.Min(file.Length, 2 * Sample)];
        var head = Math.Min(bytes.Length, Sample);
        file.Position = 0;
        await file.ReadExactlyAsync(bytes.AsMemory(0, head), cancellationToken);
        file.Position = file.Length - (bytes.Length - head);
        await file.ReadExactlyAsync(bytes.AsMemory(head), cancellationToken);
        file.Position = 0;
        return Of(bytes);
    }

    private static (AttachmentType? Type, FileKind? Kind) Of(byte[] bytes)
    {
        if (bytes.Length == 0 || SvgCleaner.LooksLikeMarkup(bytes) || ImageTypes.Of(bytes) is not null)
        {
            return (null, null);
        }

        var kind = FileKinds.Of(bytes);
        return (AttachmentType.OfExtension(ExtensionOf(kind, bytes)), kind);
    }

    private static string ExtensionOf(FileKind kind, ReadOnlySpan<byte> bytes) =>
        kind switch
        {
            FileKind.Pdf => ".pdf",
            FileKind.Word => ".docx",
            FileKind.Excel => ".xlsx",
            FileKind.PowerPoint => ".pptx",
            FileKind.OpenDocument => OpenDocument(bytes),
            FileKind.Epub => ".epub",
            FileKind.Zip => ".zip",
            FileKind.Mp3 => ".mp3",
            FileKind.Mpeg4Audio => ".m4a",
            FileKind.Ogg => ".ogg",
            FileKind.Wav => ".wav",
            FileKind.Flac => ".flac",
            FileKind.Mp4 => ".mp4",
            FileKind.WebM => ".webm",
            _ => "",
        };

    /// <summary>The media type stands uncompressed at the beginning (OpenDocument 1.3, part 2, 3.3).</summary>
    private static string OpenDocument(ReadOnlySpan<byte> bytes)
    {
        var head = Encoding.Latin1.GetString(bytes[..Math.Min(bytes.Length, 256)]);
        return AttachmentType
                .All.FirstOrDefault(type =>
                    type.ContentType.StartsWith("application/vnd.oasis.", StringComparison.Ordinal)
                    && head.Contains("mimetype" + type.ContentType + "PK", StringComparison.Ordinal)
                )
                ?.Extension
            ?? "";
    }
}
