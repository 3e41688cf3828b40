using NetVips;

namespace Blog.Images;

/// <summary>Encodes an image at smaller widths.</summary>
internal static class VariantEncoder
{
    // Bytes per pixel at the smallest width. Measured: lossless diagrams and dense screenshots stay below 0.25, photographs above 0.75.
    private const double PhotographicDensity = 0.5;

    /// <summary>Creates the variants.</summary>
    /// <param name="bytes">An image that was encoded by <see cref="RasterEncoder"/>.</param>
    /// <param name="widths">Pixels, ascending, all smaller than the image.</param>
    /// <returns>Ascending; null if the bytes cannot be decoded.</returns>
    public static IReadOnlyList<VariantContent>? Encode(byte[] bytes, IReadOnlyList<int> widths)
    {
        ImageLoaderAllowlist.Ensure();
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
                    return null; // not produced by our encoder
                }

                var (width, height) = (header.Width, header.Height);
                widths = [.. widths.Where(wanted => wanted < width && (long)height * wanted / width < RasterEncoder.MaxWebPSide)];
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
        var narrowest = lossless ? Sharp(bytes, widths[0]) : default;
        var encoded =
            lossless && narrowest.Density <= PhotographicDensity
                ? widths.Skip(1).Select(width => Sharp(bytes, width).File).Prepend(narrowest.File)
                : Soft(bytes, widths); // also photographs in PNG: lossless would be five times as large

        var kept = new List<VariantContent>();
        var least = bytes.Length;
        foreach (var (width, file) in widths.Zip(encoded).Reverse())
        {
            if (file.Length < least)
            {
                kept.Insert(0, new VariantContent(width, file));
                least = file.Length;
            }
        }

        return kept;
    }

    /// <summary>
    /// For text and line art: each is scaled from the original, near-lossless at 60, which preserves edges at two thirds of the size of
    /// lossless.
    /// </summary>
    private static (byte[] File, double Density) Sharp(byte[] bytes, int width)
    {
        using var image = Shrunk(bytes, width);
        var file = image.WebpsaveBuffer(nearLossless: true, q: 60, keep: Enums.ForeignKeep.None);
        return (file, file.Length / ((double)image.Width * image.Height));
    }

    /// <summary>
    /// For photographs: one decode for all, shrunk on load to the widest variant, so that a large image is never completely in memory.
    /// </summary>
    private static List<byte[]> Soft(byte[] bytes, IReadOnlyList<int> widths)
    {
        using var decoded = Shrunk(bytes, widths[^1]);
        using var widest = decoded.CopyMemory();
        var files = new List<byte[]>();
        foreach (var width in widths)
        {
            using var image =
                width == widest.Width
                    ? widest.Copy()
                    : widest.ThumbnailImage(width, height: RasterEncoder.MaxWebPSide, size: Enums.Size.Down);
            files.Add(image.WebpsaveBuffer(q: 80, keep: Enums.ForeignKeep.None));
        }

        return files;
    }

    private static Image Shrunk(byte[] bytes, int width) =>
        Image.ThumbnailBuffer(bytes, width, height: RasterEncoder.MaxWebPSide, size: Enums.Size.Down, failOn: Enums.FailOn.Error);

    private static bool IsLossless(byte[] bytes) =>
        ImageTypes.Of(bytes) switch
        {
            ImageType.Png or ImageType.Gif => true,
            ImageType.WebP => RasterEncoder.IsLosslessWebP(bytes),
            _ => false,
        };
}
