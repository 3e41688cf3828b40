using Blog.Images.Animation;

namespace Blog.Images.Stored;

/// <summary>
/// Recognizes files that this program may have stored itself, so that an export brings them back as they are. Everything that
/// <see cref="ImageFile"/> would remove makes a file strange: it is re-encoded like any other then.
/// </summary>
public static class StoredImage
{
    /// <summary>Reads a file, decoding all of it.</summary>
    /// <returns>The content with the same bytes; null if it is not as this program stores images.</returns>
    /// <remarks>As expensive as <see cref="ImageFile.ReadAsync"/>: use it inside of <c>MediaStore.EncodeThrottle</c>.</remarks>
    public static async Task<MediaContent?> ReadAsync(byte[] bytes, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        if (ImageFile.FindSizeError(bytes.Length) is not null)
        {
            return null;
        }

        if (SvgCleaner.LooksLikeMarkup(bytes))
        {
            return SvgCleaner.Clean(bytes).Content is { } cleaned && cleaned.Bytes.AsSpan().SequenceEqual(bytes) ? cleaned : null;
        }

        return
            ImageTypes.Of(bytes) is { } type and not ImageType.Avif
            && ImageStructure.IsPlain(bytes, type)
            && !FrameCount.IsAbove(ImageFile.MaxFrames, bytes)
            ? await Task.Run(() => RasterEncoder.Decode(bytes, type), cancellationToken)
            : null;
    }
}
