using System.Buffers.Binary;
using NetVips;

namespace Blog.Images;

/// <summary>Re-encodes a raster image in its own format, or an AVIF as WebP: upright, in sRGB, without metadata.</summary>
internal static class RasterEncoder
{
    /// <summary>Maximum side length of WebP.</summary>
    public const int MaxWebPSide = 16_383;

    public static ImageResult Encode(byte[] bytes, ImageType type)
    {
        ImageLoaderAllowlist.Ensure();
        try
        {
            using var header = Load(bytes, type, 1); // reads only the header: no pixel is decoded before the check
            var pages = type == ImageType.Avif ? 1 : Pages(header); // of an AVIF, the primary image
            var pixels = (long)header.Width * header.Height * pages;
            if (pixels > ImageFile.MaxPixels)
            {
                return ImageResult.Refused(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{header.Width} x {header.Height} x {pages} pixels are more than 50 million"
                    ),
                    ImageError.TooManyPixels
                );
            }

            if (type == ImageType.Avif && pixels > ImageFile.MaxAvifPixels)
            {
                return ImageResult.Refused(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"an AVIF of {header.Width} x {header.Height} pixels, more than 16 million"
                    ),
                    ImageError.TooManyAvifPixels
                );
            }

            using var image = pages > 1 ? Load(bytes, type, -1) : Load(bytes, type, 1);
            return new ImageResult(pages > 1 ? Frames(image, type) : Still(image, bytes, type), null);
        }
        catch (VipsException)
        {
            return ImageResult.Refused("the image is damaged");
        }
    }

    /// <summary>Decodes an image whole, and keeps its bytes.</summary>
    /// <returns>Null if it is damaged, has too many pixels, or is turned by its metadata.</returns>
    public static MediaContent? Decode(byte[] bytes, ImageType type)
    {
        ImageLoaderAllowlist.Ensure();
        try
        {
            using var header = Load(bytes, type, 1);
            var pages = Pages(header);
            if ((long)header.Width * header.Height * pages > ImageFile.MaxPixels)
            {
                return null;
            }

            using var image = pages > 1 ? Load(bytes, type, -1) : Load(bytes, type, 1);
            _ = image.Avg(); // reads every pixel
            return Content(bytes, type, header.Width, header.Height);
        }
        catch (VipsException)
        {
            return null;
        }
    }

    private static Image Load(byte[] bytes, ImageType type, int pages) =>
        type switch
        {
            ImageType.Jpeg => Image.JpegloadBuffer(bytes, failOn: Enums.FailOn.Error),
            ImageType.Png => Image.PngloadBuffer(bytes, failOn: Enums.FailOn.Error),
            ImageType.Gif => Image.GifloadBuffer(bytes, n: pages, failOn: Enums.FailOn.Error),
            ImageType.Avif => Image.HeifloadBuffer(bytes, failOn: Enums.FailOn.Error),
            _ => Image.WebploadBuffer(bytes, n: pages, failOn: Enums.FailOn.Error),
        };

    private static int Pages(Image header) => header.Contains("n-pages") && header.Get("n-pages") is int pages && pages > 0 ? pages : 1;

    private static MediaContent Still(Image image, byte[] bytes, ImageType type)
    {
        using var upright = image.Autorot();
        using var plain = InSrgb(upright);
        var isLossless = type == ImageType.WebP && IsLosslessWebP(bytes);
        if (type == ImageType.Avif)
        {
            type = Math.Max(plain.Width, plain.Height) > MaxWebPSide ? ImageType.Png : ImageType.WebP;
        }

        var encoded = type switch
        {
            ImageType.Jpeg => plain.JpegsaveBuffer(q: 88, optimizeCoding: true, interlace: plain.Width > 800, keep: Enums.ForeignKeep.None),
            ImageType.Png => plain.PngsaveBuffer(compression: 7, keep: Enums.ForeignKeep.None),
            ImageType.Gif => plain.GifsaveBuffer(keep: Enums.ForeignKeep.None),
            _ => plain.WebpsaveBuffer(q: 88, lossless: isLossless, keep: Enums.ForeignKeep.None),
        };
        return Content(encoded, type, plain.Width, plain.Height);
    }

    private static MediaContent Frames(Image image, ImageType type)
    {
        // A strip of frames, whose heights add up. Keep.None also drops the delays, so they are restored by "other".
        var height = image.Contains("page-height") && image.Get("page-height") is int page ? page : image.Height;
        using var bare = image.Mutate(mutable =>
        {
            foreach (
                var name in mutable
                    .GetFields()
                    .Where(name =>
                        name is "xmp-data" or "exif-data" or "icc-profile-data" or "iptc-data" or "gif-comment"
                        || name.StartsWith("exif-", StringComparison.Ordinal)
                    )
            )
            {
                mutable.Remove(name);
            }
        });
        var encoded =
            type == ImageType.Gif
                ? bare.GifsaveBuffer(keep: Enums.ForeignKeep.Other)
                : bare.WebpsaveBuffer(q: 85, keep: Enums.ForeignKeep.Other);
        return Content(encoded, type, image.Width, height);
    }

    /// <summary>The colour profile is removed with the metadata, so the colours are converted first.</summary>
    private static Image InSrgb(Image image)
    {
        if (image.Contains("icc-profile-data"))
        {
            try
            {
                return image.IccTransform("srgb", embedded: true, depth: image.Format == Enums.BandFormat.Ushort ? 16 : 8);
            }
            catch (VipsException)
            {
                // Treat a broken profile like none.
            }
        }

        return image.Interpretation == Enums.Interpretation.Cmyk ? image.Colourspace(Enums.Interpretation.Srgb) : image.Copy();
    }

    /// <summary>Whether a still WebP is lossless; in a file with metadata, the chunk that tells comes later.</summary>
    public static bool IsLosslessWebP(ReadOnlySpan<byte> bytes)
    {
        var chunks = bytes.Length > 12 ? bytes[12..] : [];
        while (chunks.Length > 8 && !chunks.StartsWith("VP8 "u8))
        {
            if (chunks.StartsWith("VP8L"u8))
            {
                return true;
            }

            var next = 8 + BinaryPrimitives.ReadUInt32LittleEndian(chunks[4..]);
            next += next % 2; // chunks start at even offsets
            chunks = next < chunks.Length ? chunks[(int)next..] : [];
        }

        return false;
    }

    private static MediaContent Content(byte[] bytes, ImageType type, int width, int height) =>
        type switch
        {
            ImageType.Jpeg => new MediaContent(bytes, "image/jpeg", ".jpg", width, height),
            ImageType.Png => new MediaContent(bytes, "image/png", ".png", width, height),
            ImageType.Gif => new MediaContent(bytes, "image/gif", ".gif", width, height),
            _ => new MediaContent(bytes, "image/webp", ".webp", width, height),
        };
}
