using System.Buffers.Binary;
using Blog.Tests.Images;
using NetVips;

namespace Blog.Tests.Data;

/// <summary>Small images drawn in code.</summary>
internal static class TestImages
{
    /// <summary>White, with a red corner at the top left.</summary>
    public static byte[] Still(int width, int height, string extension)
    {
        using var image = Drawn(width, height);
        return image.WriteToBuffer(extension);
    }

    /// <summary>Soft shapes in all colours with the grain of a sensor.</summary>
    public static byte[] Photo(int width, int height, string extension)
    {
        var bands = Enumerable
            .Range(1, 3)
            .Select(seed =>
                Image
                    .Gaussnoise((width / 40) + 4, (height / 40) + 4, mean: 128, sigma: 60, seed: seed)
                    .Resize(40, kernel: Enums.Kernel.Cubic)
                    .Crop(0, 0, width, height) + Image.Gaussnoise(width, height, mean: 0, sigma: 4, seed: seed + 10)
            )
            .ToArray();
        using var image = bands[0]
            .Bandjoin(bands[1], bands[2])
            .Cast(Enums.BandFormat.Uchar)
            .Copy(interpretation: Enums.Interpretation.Srgb);
        return image.WriteToBuffer(extension);
    }

    /// <summary>A chart with text, from the sample posts, 1440 pixels wide.</summary>
    public static byte[] Chart(string extension)
    {
        using var image = Image.NewFromFile(Path.Combine(Repository.Root, "src", "Blog", "Samples", "images", "en-btree-levels.png"));
        return image.WriteToBuffer(extension);
    }

    /// <summary>Squares of one pixel, so regular that PNG holds them in next to nothing, until they are resized.</summary>
    public static byte[] Checkers(int width, int height)
    {
        using var places = Image.Xyz(width, height);
        using var image = (((places.ExtractBand(0) + places.ExtractBand(1)) % 2) * 255)
            .Cast(Enums.BandFormat.Uchar)
            .Copy(interpretation: Enums.Interpretation.Bw);
        return image.PngsaveBuffer();
    }

    /// <summary>Half of it is transparent.</summary>
    public static byte[] Transparent(int width, int height)
    {
        using var alpha = Image
            .Black(width, height)
            .Mutate(image => image.DrawRect([255], 0, 0, width / 2, height, fill: true))
            .Cast(Enums.BandFormat.Uchar);
        using var image = Drawn(width, height).Bandjoin(alpha).Copy(interpretation: Enums.Interpretation.Srgb);
        return image.PngsaveBuffer();
    }

    public static byte[] JpegWithExif(int width, int height, int orientation, string comment)
    {
        using var drawn = Drawn(width, height);
        using var tagged = drawn.Mutate(image =>
        {
            image.Set(GValue.GStrType, "exif-ifd0-Orientation", $"{orientation} (Right-top, Short, 1 components, 2 bytes)");
            image.Set(
                GValue.GStrType,
                "exif-ifd0-ImageDescription",
                $"{comment} ({comment}, ASCII, {comment.Length + 1} components, {comment.Length + 1} bytes)"
            );
            image.Set(GValue.GStrType, "exif-ifd3-GPSLatitudeRef", "N (N, ASCII, 2 components, 2 bytes)");
            image.Set(GValue.GStrType, "exif-ifd3-GPSLatitude", "31/1 13/1 50/1 (31, 13, 50, Rational, 3 components, 24 bytes)");
            image.Set(GValue.GIntType, "orientation", orientation);
        });
        return tagged.JpegsaveBuffer(q: 90);
    }

    public static byte[] Animation(int width, int height, int frames, string extension)
    {
        var parts = Enumerable
            .Range(0, frames)
            .Select(i => Image.Black(width, height, 3).Linear([1.0], [(double)(i * 20)]).Cast(Enums.BandFormat.Uchar))
            .ToArray();
        using var strip = Image.Arrayjoin(parts, across: 1).Copy(interpretation: Enums.Interpretation.Srgb);
        using var animated = strip.Mutate(image =>
        {
            image.Set(GValue.GIntType, "page-height", height);
            image.Set(GValue.ArrayIntType, "delay", Enumerable.Repeat(120, frames).ToArray());
            image.Set(GValue.GIntType, "loop", 0);
        });
        return extension == ".gif" ? animated.GifsaveBuffer(effort: 1) : animated.WebpsaveBuffer(lossless: true);
    }

    /// <summary>A PNG whose header claims a huge size, with almost no data.</summary>
    public static byte[] PngHeader(int width, int height)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9]) = (8, 0);
        return
        [
            0x89,
            (byte)'P',
            (byte)'N',
            (byte)'G',
            13,
            10,
            26,
            10,
            .. Chunk("IHDR", header),
            .. Chunk("IDAT", ImageFileTests.Deflated(new byte[100_000])),
            .. Chunk("IEND", []),
        ];
    }

    private static byte[] Chunk(string type, byte[] data)
    {
        var chunk = new byte[12 + data.Length];
        BinaryPrimitives.WriteInt32BigEndian(chunk, data.Length);
        System.Text.Encoding.ASCII.GetBytes(type, chunk.AsSpan(4));
        data.CopyTo(chunk, 8);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(8 + data.Length), Crc(chunk.AsSpan(4, 4 + data.Length)));
        return chunk;
    }

    internal static uint Crc(ReadOnlySpan<byte> bytes)
    {
        var crc = 0xFFFFFFFF;
        foreach (var b in bytes)
        {
            crc ^= b;
            for (var i = 0; i < 8; i++)
            {
                crc = (crc & 1) != 0 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
            }
        }

        return ~crc;
    }

    private static Image Drawn(int width, int height)
    {
        using var white = (Image.Black(width, height, 3) + 250).Cast(Enums.BandFormat.Uchar);
        return white
            .Mutate(image => image.DrawRect([200, 20, 20], 0, 0, width / 3, height / 3, fill: true))
            .Copy(interpretation: Enums.Interpretation.Srgb);
    }
}
