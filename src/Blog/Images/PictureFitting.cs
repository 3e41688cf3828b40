using NetVips;

namespace Blog.Images;

/// <summary>Makes an image no larger than its place on the page. Like variants, from bytes that are already sanitized.</summary>
public static class PictureFitting
{
    /// <summary>Fits an image into a frame. SVGs stay as they are, since they scale; of an animation the first frame stays.</summary>
    /// <param name="cancellation">Cancels before the work begins.</param>
    /// <remarks>Takes as much memory as <see cref="ImageFile.ReadAsync"/>: call it in the same slot.</remarks>
    public static Task<MediaContent> FitAsync(MediaContent content, PictureFrame frame, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(content);
        ArgumentNullException.ThrowIfNull(frame);
        return
            content is not { Width: { } width, Height: { } height, ContentType: not "image/svg+xml" }
            || (width <= frame.Width && height <= frame.Height && !(frame.IsCropped && width != height))
            ? Task.FromResult(content)
            : Task.Run(() => Fit(content, frame, width, height), cancellation);
    }

    /// <summary>Makes a square icon in PNG.</summary>
    /// <param name="bytes">A raster image that was encoded by this program.</param>
    /// <param name="side">Side of the icon in pixels.</param>
    /// <param name="inner">Side of the part that the image may fill, in pixels.</param>
    /// <param name="isOpaque">Whether it stands on white instead of nothing: phones show transparency as black.</param>
    /// <returns>Null if the bytes cannot be decoded.</returns>
    public static byte[]? Icon(byte[] bytes, int side, int inner, bool isOpaque)
    {
        ImageLoaderAllowlist.Ensure();
        try
        {
            using var scaled = Image.ThumbnailBuffer(bytes, inner, height: inner, failOn: Enums.FailOn.Error);
            using var colours = scaled.Colourspace(Enums.Interpretation.Srgb);
            using var layered = colours.HasAlpha() ? colours.Copy() : colours.BandjoinConst([255]);
            using var placed = layered.Gravity(
                Enums.CompassDirection.Centre,
                side,
                side,
                extend: Enums.Extend.Background,
                background: [255, 255, 255, 0]
            );
            using var icon = isOpaque ? placed.Flatten(background: [255, 255, 255]) : placed.Copy();
            return icon.PngsaveBuffer(compression: 7, keep: Enums.ForeignKeep.None);
        }
        catch (VipsException)
        {
            return null;
        }
    }

    /// <summary>Wraps a PNG of at most 256 pixels as an ICO file, which may hold PNG since Windows Vista.</summary>
    public static byte[] Ico(byte[] png, int side)
    {
        ArgumentNullException.ThrowIfNull(png);
        const int Header = 22;
        using var file = new MemoryStream(Header + png.Length);
        using var writer = new BinaryWriter(file);
        writer.Write((ushort)0);
        writer.Write((ushort)1); // an icon
        writer.Write((ushort)1); // one image
        writer.Write((byte)side); // 256 is written as 0
        writer.Write((byte)side);
        writer.Write((ushort)0);
        writer.Write((ushort)1);
        writer.Write((ushort)32); // bits per pixel
        writer.Write(png.Length);
        writer.Write(Header);
        writer.Write(png);
        return file.ToArray();
    }

    private static MediaContent Fit(MediaContent content, PictureFrame frame, int width, int height)
    {
        ImageLoaderAllowlist.Ensure();
        var side = Math.Min(Math.Min(width, height), Math.Min(frame.Width, frame.Height));
        using var image = frame.IsCropped
            ? Image.ThumbnailBuffer(content.Bytes, side, height: side, crop: Enums.Interesting.Centre, failOn: Enums.FailOn.Error)
            : Image.ThumbnailBuffer(content.Bytes, frame.Width, height: frame.Height, size: Enums.Size.Down, failOn: Enums.FailOn.Error);
        return content.ContentType switch
        {
            "image/jpeg" => content with
            {
                Bytes = image.JpegsaveBuffer(q: 88, optimizeCoding: true, keep: Enums.ForeignKeep.None),
                Width = image.Width,
                Height = image.Height,
            },
            "image/webp" => content with
            {
                Bytes = image.WebpsaveBuffer(q: 88, lossless: RasterEncoder.IsLosslessWebP(content.Bytes), keep: Enums.ForeignKeep.None),
                Width = image.Width,
                Height = image.Height,
            },
            _ => new MediaContent(
                image.PngsaveBuffer(compression: 7, keep: Enums.ForeignKeep.None),
                "image/png",
                ".png",
                image.Width,
                image.Height
            ),
        };
    }
}

/// <summary>How large a picture may be at its place.</summary>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
/// <param name="IsCropped">Whether its middle is cut out as a square.</param>
public sealed record PictureFrame(int Width, int Height, bool IsCropped = false);
