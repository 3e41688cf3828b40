using NetVips;

namespace Blog.Images;

/// <summary>
/// A JPEG of a stored image, for platforms that take no WebP: as wide as the widest variant at most, on white, and of an animation the
/// first picture.
/// </summary>
public static class JpegRendition
{
    /// <summary>In pixels: a tall screenshot keeps its width up to here.</summary>
    private const int MostHeight = 20_000;

    /// <param name="bytes">An image that was encoded by <see cref="RasterEncoder"/>.</param>
    /// <returns>Null if the bytes cannot be decoded.</returns>
    public static byte[]? Make(byte[] bytes)
    {
        ImageLoaderAllowlist.Ensure();
        try
        {
            using (var header = Image.NewFromBuffer(bytes))
            {
                if ((long)header.Width * header.Height > ImageFile.MaxPixels)
                {
                    return null; // not produced by our encoder
                }
            }

            using var small = Image.ThumbnailBuffer(
                bytes,
                ImageVariants.Widths[^1],
                height: MostHeight,
                size: Enums.Size.Down,
                failOn: Enums.FailOn.Error
            );
            using var solid = small.HasAlpha() ? small.Flatten(background: [255]) : small.Copy();
            // Full colour resolution: many of these are text on coloured ground.
            return solid.JpegsaveBuffer(
                q: 90,
                optimizeCoding: true,
                subsampleMode: Enums.ForeignSubsample.Off,
                keep: Enums.ForeignKeep.None
            );
        }
        catch (VipsException)
        {
            return null;
        }
    }
}
