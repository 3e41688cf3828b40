using Blog.Images.Animation;

namespace Blog.Images;

/// <summary>
/// The only entry point for images: the type is detected from the bytes, raster images are re-encoded and SVGs sanitized, so that no part
/// of the original file (metadata, appended scripts, another type's header) is ever served.
/// </summary>
public static class ImageFile
{
    /// <summary>Maximum file size in bytes for uploads, fetched images and imports.</summary>
    public const int MaxBytes = 25 * 1024 * 1024;

    /// <summary>Maximum number of pixels of all frames together (security.md E, ASVS 5.2.6).</summary>
    public const long MaxPixels = 50_000_000;

    /// <summary>
    /// Maximum number of pixels of an AVIF. Its decoder holds the whole image, and the encoder holds it again: together up to 27 bytes a
    /// pixel were measured, against 768 MB of the container.
    /// </summary>
    public const long MaxAvifPixels = 16_000_000;

    /// <summary>Maximum number of frames of an animation: more than a minute at 30 a second.</summary>
    public const int MaxFrames = 2_000;

    private static readonly SemaphoreSlim OneAvif = new(1, 1);

    /// <summary>Checks the file size alone, before reading it into memory; null if the size is acceptable.</summary>
    public static ImageResult? FindSizeError(long bytes) =>
        bytes switch
        {
            0 => ImageResult.Refused("the file is empty", ImageError.Empty),
            > MaxBytes => ImageResult.Refused($"larger than {MaxBytes / 1024 / 1024} MB", ImageError.TooLarge),
            _ => null,
        };

    /// <summary>Reads an image.</summary>
    /// <param name="bytes">The original file; its name is not used.</param>
    /// <param name="cancellation">Cancels before the work begins.</param>
    /// <returns>The content to serve, or why the file is rejected.</returns>
    /// <remarks>
    /// Takes some hundred megabytes for a large image: code that users can trigger concurrently must use <c>MediaStore.EncodeThrottle</c>.
    /// </remarks>
    public static async Task<ImageResult> ReadAsync(byte[] bytes, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        if (FindSizeError(bytes.Length) is { } refused)
        {
            return refused;
        }

        if (SvgCleaner.LooksLikeMarkup(bytes))
        {
            var cleaned = SvgCleaner.Clean(bytes);
            return cleaned.Content is null && FileKinds.Of(bytes) is var kind && (kind == FileKind.Html || !SvgCleaner.NamesADrawing(bytes))
                ? ImageResult.NotAnImage(kind)
                : cleaned;
        }

        return ImageTypes.Of(bytes) switch
        {
            null => ImageResult.NotAnImage(FileKinds.Of(bytes)),
            _ when FrameCount.IsAbove(MaxFrames, bytes) => ImageResult.Refused(
                $"an animation of more than {MaxFrames} frames",
                ImageError.TooManyFrames
            ),
            ImageType.Avif => await ReadAvifAsync(bytes, cancellation),
            { } type => await Task.Run(() => RasterEncoder.Encode(bytes, type), cancellation),
        };
    }

    /// <summary>One at a time, because of its memory (<see cref="MaxAvifPixels"/>).</summary>
    private static async Task<ImageResult> ReadAvifAsync(byte[] bytes, CancellationToken cancellation)
    {
        await OneAvif.WaitAsync(cancellation);
        try
        {
            return await Task.Run(() => RasterEncoder.Encode(bytes, ImageType.Avif), cancellation);
        }
        finally
        {
            OneAvif.Release();
        }
    }
}

/// <summary>The result of <see cref="ImageFile"/>: exactly one of the two is set.</summary>
/// <param name="Content">The content to serve.</param>
/// <param name="Refusal">Why the file is rejected, in English.</param>
public sealed record ImageResult(MediaContent? Content, string? Refusal)
{
    /// <summary>The kind of rejection; null if accepted.</summary>
    public ImageError? Error { get; init; }

    /// <summary>What the file is instead; null unless it is <see cref="ImageError.NotAnImage"/>.</summary>
    public FileKind? Kind { get; init; }

    internal static ImageResult NotAnImage(FileKind kind) =>
        new(null, $"not a JPEG, PNG, GIF, WebP, AVIF or SVG image, but {FileKindNames.InEnglish(kind)}")
        {
            Error = ImageError.NotAnImage,
            Kind = kind,
        };

    internal static ImageResult Refused(string reason, ImageError error = ImageError.Broken) => new(null, reason) { Error = error };
}

/// <summary>Supported raster formats.</summary>
internal enum ImageType
{
    Jpeg,
    Png,
    Gif,
    WebP,

    /// <summary>A still AVIF; stored as WebP, which every browser shows.</summary>
    Avif,
}

/// <summary>Detects a raster format from its first bytes.</summary>
internal static class ImageTypes
{
    public static ImageType? Of(ReadOnlySpan<byte> bytes) =>
        bytes switch
        {
            [0xFF, 0xD8, 0xFF, ..] => ImageType.Jpeg,
            [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => ImageType.Png,
            [(byte)'G', (byte)'I', (byte)'F', (byte)'8', (byte)'7' or (byte)'9', (byte)'a', ..] => ImageType.Gif,
            [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'E', (byte)'B', (byte)'P', ..] => ImageType.WebP,
            _ => FileBrands.Of(bytes) is { IsAvif: true } ? ImageType.Avif : null,
        };
}
