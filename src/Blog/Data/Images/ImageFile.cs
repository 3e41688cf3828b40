namespace Blog.Data.Images;

/// <summary>
/// The one way in for images: the type is found from the bytes, rasters are encoded anew and drawings cleaned, so that nothing of the file as it came
/// (metadata, appended scripts, another type's header) is ever served.
/// </summary>
public static class ImageFile
{
    /// <summary>Largest file in bytes.</summary>
    public const int MaxBytes = 25 * 1024 * 1024;

    /// <summary>Most pixels, all frames together (security.md E, ASVS 5.2.6).</summary>
    public const long MaxPixels = 50_000_000;

    /// <summary>Reads an image.</summary>
    /// <param name="bytes">The file as it came; its name is of no interest.</param>
    /// <param name="cancellation">Ends the wait for a free encoder.</param>
    /// <returns>What may be served, or why not.</returns>
    public static async Task<ImageResult> ReadAsync(byte[] bytes, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        if (bytes.Length is 0 or > MaxBytes)
        {
            return bytes.Length == 0
                ? ImageResult.Refused("the file is empty", ImageFault.Empty)
                : ImageResult.Refused($"larger than {MaxBytes / 1024 / 1024} MB", ImageFault.TooLarge);
        }

        if (SvgCleaner.LooksLikeMarkup(bytes))
        {
            return SvgCleaner.Clean(bytes);
        }

        if (ImageTypes.Of(bytes) is not { } type)
        {
            return ImageResult.Refused("not a JPEG, PNG, GIF, WebP or SVG image", ImageFault.NotAnImage);
        }

        return await EncoderGate.RunAsync(() => RasterEncoder.Encode(bytes, type), cancellation);
    }
}

/// <summary>The answer of <see cref="ImageFile"/>: exactly one of the two is set.</summary>
/// <param name="Content">What may be served.</param>
/// <param name="Refusal">Why the file is refused, in English.</param>
public sealed record ImageResult(MediaContent? Content, string? Refusal)
{
    /// <summary>What kind of refusal it is; null where there is none.</summary>
    public ImageFault? Fault { get; init; }

    internal static ImageResult Refused(string reason, ImageFault fault = ImageFault.Damaged) => new(null, reason) { Fault = fault };
}

/// <summary>Why a file is not taken as an image.</summary>
public enum ImageFault
{
    /// <summary>No bytes.</summary>
    Empty,

    /// <summary>More bytes than <see cref="ImageFile.MaxBytes"/>, or than a drawing may have.</summary>
    TooLarge,

    /// <summary>None of the formats that are taken, whatever its name says.</summary>
    NotAnImage,

    /// <summary>More pixels than <see cref="ImageFile.MaxPixels"/>.</summary>
    TooManyPixels,

    /// <summary>Begins like an image, but cannot be read to its end; or a drawing that is not well formed, or overdone.</summary>
    Damaged,
}

/// <summary>Raster formats that are taken.</summary>
internal enum ImageType
{
    Jpeg,
    Png,
    Gif,
    WebP,
}

/// <summary>Finds a raster's format from its first bytes.</summary>
internal static class ImageTypes
{
    public static ImageType? Of(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0xFF, 0xD8, 0xFF, ..] => ImageType.Jpeg,
        [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => ImageType.Png,
        [(byte)'G', (byte)'I', (byte)'F', (byte)'8', (byte)'7' or (byte)'9', (byte)'a', ..] => ImageType.Gif,
        [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'E', (byte)'B', (byte)'P', ..] => ImageType.WebP,
        _ => null,
    };
}
