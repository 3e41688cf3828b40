using System.Buffers.Binary;

namespace Blog.Images.Headers;

/// <summary>
/// The size of an image from its first bytes, for images of other hosts that are never decoded here. Nothing is allocated by what a header
/// claims, so that a hostile one costs as much as its bytes.
/// </summary>
public static class ImageHeader
{
    /// <summary>The most bytes in which a size is looked for: a photo's profiles and previews stand before it.</summary>
    public const int MaxBytes = 512 * 1024;

    private const int MaxSide = 100_000;
    private const int Shortest = 16;

    /// <summary>Reads the size as a browser shows the image, turned by its orientation.</summary>
    /// <param name="bytes">The beginning of the file, or all of it.</param>
    /// <param name="isAll">Whether nothing follows, so that what is missing stays missing.</param>
    public static HeaderSize Read(ReadOnlySpan<byte> bytes, bool isAll)
    {
        var size = Find(bytes, isAll);
        return size.State switch
        {
            HeaderState.Known when size.Width is < 1 or > MaxSide || size.Height is < 1 or > MaxSide => HeaderSize.None,
            HeaderState.Incomplete when isAll => bytes.Length < Shortest ? HeaderSize.NotAnImage : HeaderSize.None,
            _ => size,
        };
    }

    private static HeaderSize Find(ReadOnlySpan<byte> bytes, bool isAll)
    {
        if (bytes.Length < Shortest)
        {
            return HeaderSize.Incomplete;
        }

        if (bytes is [(byte)'B', (byte)'M', ..])
        {
            return Bitmap(bytes);
        }

        if (FileBrands.Of(bytes) is { } brands)
        {
            return brands.IsAvif || brands.IsAvifSequence ? AvifHeader.Read(bytes) : HeaderSize.NotAnImage;
        }

        return ImageTypes.Of(bytes) switch
        {
            ImageType.Jpeg => JpegHeader.Read(bytes),
            ImageType.Png => Png(bytes),
            ImageType.Gif => HeaderSize.Of(Little16(bytes, 6), Little16(bytes, 8)),
            ImageType.WebP => WebP(bytes),
            _ when SvgCleaner.LooksLikeMarkup(bytes) => SvgHeader.Read(bytes, isAll),
            _ => HeaderSize.NotAnImage,
        };
    }

    private static HeaderSize Png(ReadOnlySpan<byte> bytes) =>
        bytes.Length < 24 ? HeaderSize.Incomplete
        : !bytes.Slice(12, 4).SequenceEqual("IHDR"u8) ? HeaderSize.NotAnImage
        : HeaderSize.Of(BinaryPrimitives.ReadUInt32BigEndian(bytes[16..]), BinaryPrimitives.ReadUInt32BigEndian(bytes[20..]));

    private static HeaderSize Bitmap(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 26)
        {
            return HeaderSize.Incomplete;
        }

        // A negative height says that the rows begin at the top.
        return BinaryPrimitives.ReadUInt32LittleEndian(bytes[14..]) switch
        {
            12 => HeaderSize.Of(Little16(bytes, 18), Little16(bytes, 20)),
            >= 40 and <= 256 => HeaderSize.Of(
                BinaryPrimitives.ReadInt32LittleEndian(bytes[18..]),
                Math.Abs((long)BinaryPrimitives.ReadInt32LittleEndian(bytes[22..]))
            ),
            _ => HeaderSize.NotAnImage,
        };
    }

    /// <summary>RFC 9649, sections 2.5 to 2.7.</summary>
    private static HeaderSize WebP(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 30)
        {
            return HeaderSize.Incomplete;
        }

        var chunk = bytes.Slice(12, 4);
        if (chunk.SequenceEqual("VP8X"u8))
        {
            return HeaderSize.Of(1 + Little24(bytes, 24), 1 + Little24(bytes, 27));
        }

        if (chunk.SequenceEqual("VP8L"u8) && bytes[20] == 0x2F)
        {
            var packed = BinaryPrimitives.ReadUInt32LittleEndian(bytes[21..]);
            return HeaderSize.Of(1 + (packed & 0x3FFF), 1 + ((packed >> 14) & 0x3FFF));
        }

        return chunk.SequenceEqual("VP8 "u8) && bytes.Slice(23, 3) is [0x9D, 0x01, 0x2A]
            ? HeaderSize.Of(Little16(bytes, 26) & 0x3FFF, Little16(bytes, 28) & 0x3FFF)
            : HeaderSize.NotAnImage;
    }

    private static int Little16(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]);

    private static int Little24(ReadOnlySpan<byte> bytes, int at) => Little16(bytes, at) | (bytes[at + 2] << 16);
}
