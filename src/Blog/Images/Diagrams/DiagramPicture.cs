using NetVips;

namespace Blog.Images.Diagrams;

/// <summary>
/// A drawing as a PNG, for platforms that take no SVG. The author's browser paints it, since a server has no fonts; here it is decoded and
/// encoded again, so that nothing of what was sent is served.
/// </summary>
public static class DiagramPicture
{
    /// <summary>Bytes that a picture may have on its way here.</summary>
    public const int MostBytes = 8 * 1024 * 1024;

    /// <summary>Pixels that a browser may paint for each pixel of the drawing, in each direction.</summary>
    private const double MostScale = 4;

    private static readonly byte[] Signature = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>Encodes a picture again, on white.</summary>
    /// <param name="bytes">As the browser made it.</param>
    /// <param name="width">Of the drawing, in pixels.</param>
    /// <param name="height">Of the drawing, in pixels.</param>
    /// <returns>Null where it is no PNG, is damaged, or has another shape than the drawing.</returns>
    public static byte[]? Clean(byte[] bytes, int width, int height)
    {
        if (bytes.Length > MostBytes || !bytes.AsSpan().StartsWith(Signature))
        {
            return null;
        }

        ImageLoaderAllowlist.Ensure();
        try
        {
            using (var header = Image.NewFromBuffer(bytes))
            {
                if ((long)header.Width * header.Height > ImageFile.MaxPixels || !HasShape(header, width, height))
                {
                    return null;
                }
            }

            using var whole = Image.NewFromBuffer(bytes, failOn: Enums.FailOn.Error);
            using var srgb = whole.Colourspace(Enums.Interpretation.Srgb);
            using var solid = srgb.HasAlpha() ? srgb.Flatten(background: [255]) : srgb.Copy();
            using var plain = solid.Cast(Enums.BandFormat.Uchar);
            return plain.PngsaveBuffer(compression: 9, keep: Enums.ForeignKeep.None);
        }
        catch (VipsException)
        {
            return null;
        }
    }

    /// <summary>As wide as high as the drawing, but for rounding, and not much larger.</summary>
    private static bool HasShape(Image picture, int width, int height)
    {
        var scale = (double)picture.Width / width;
        return scale is > 0 and <= MostScale && Math.Abs(picture.Height - (height * scale)) <= Math.Max(1, scale);
    }
}
