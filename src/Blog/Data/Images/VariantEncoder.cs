using NetVips;

namespace Blog.Data.Images;

/// <summary>Encodes an image again at smaller widths.</summary>
internal static class VariantEncoder
{
    /// <summary>The longest side that WebP can hold.</summary>
    private const int MaxSide = 16_383;

    // Bytes per pixel at the smallest width. Measured: diagrams and dense screenshots without loss stay below 0.25, photographs above 0.75.
    private const double PhotographicDensity = 0.5;

    /// <summary>Makes the variants.</summary>
    /// <param name="bytes">An image that was encoded by <see cref="RasterEncoder"/>.</param>
    /// <param name="widths">Pixels, ascending, all smaller than the image.</param>
    /// <returns>Ascending; null where the bytes cannot be read.</returns>
    public static IReadOnlyList<VariantContent>? Encode(byte[] bytes, IReadOnlyList<int> widths)
    {
        SafeLoaders.Ensure();
        try
        {
            using (var header = Image.NewFromBuffer(bytes))
            {
                if (header.Contains("n-pages") && header.Get("n-pages") is > 1)
                {
                    return [];
                }

                if ((long)header.Width * header.Height > ImageFile.MaxPixels)
                {
                    return null;   // no encoder of ours made this
                }

                var (width, height) = (header.Width, header.Height);
                widths = [.. widths.Where(wanted => wanted < width && (long)height * wanted / width < MaxSide)];
            }

            return widths.Count == 0 ? [] : Encode(bytes, widths, IsLossless(bytes));
        }
        catch (VipsException)
        {
            return null;
        }
    }

    private static List<VariantContent> Encode(byte[] bytes, IReadOnlyList<int> widths, bool lossless)
    {
        // One decode for all, at once shrunk to the widest: a large photograph is never in memory as a whole.
        using var decoded = Image.ThumbnailBuffer(bytes, widths[^1], height: MaxSide, size: Enums.Size.Down, failOn: Enums.FailOn.Error);
        using var widest = decoded.CopyMemory();
        var narrowest = Encode(widest, widths[0], lossless, out var density);
        if (lossless && density > PhotographicDensity)
        {
            // A photograph kept as PNG: without loss it would be five times as large for nothing that an eye can see.
            lossless = false;
            narrowest = Encode(widest, widths[0], lossless, out _);
        }

        var kept = new List<VariantContent>();
        var least = bytes.Length;
        foreach (var width in widths.Reverse())
        {
            var encoded = width == widths[0] ? narrowest : Encode(widest, width, lossless, out _);
            if (encoded.Length < least)
            {
                kept.Insert(0, new VariantContent(width, encoded));
                least = encoded.Length;
            }
        }

        return kept;
    }

    private static byte[] Encode(Image widest, int width, bool lossless, out double density)
    {
        using var image = width == widest.Width ? widest.Copy() : widest.ThumbnailImage(width, height: MaxSide, size: Enums.Size.Down);

        // Near-lossless at 60 keeps text and lines sharp at two thirds of the bytes.
        var encoded = lossless
            ? image.WebpsaveBuffer(nearLossless: true, q: 60, keep: Enums.ForeignKeep.None)
            : image.WebpsaveBuffer(q: 80, keep: Enums.ForeignKeep.None);
        density = encoded.Length / ((double)image.Width * image.Height);
        return encoded;
    }

    private static bool IsLossless(byte[] bytes) => ImageTypes.Of(bytes) switch
    {
        ImageType.Png or ImageType.Gif => true,
        ImageType.WebP => RasterEncoder.IsLosslessWebP(bytes),
        _ => false,
    };
}
