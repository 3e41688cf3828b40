using System.Buffers.Binary;

namespace Blog.Images.Headers;

/// <summary>Size and orientation of a JPEG (ITU-T T.81, annex B; Exif 2.32, 4.6).</summary>
internal static class JpegHeader
{
    private const int Orientation = 0x0112;

    public static HeaderSize Read(ReadOnlySpan<byte> bytes)
    {
        var isTurned = false;
        for (var at = 2; at + 4 <= bytes.Length; )
        {
            if (bytes[at] != 0xFF)
            {
                return HeaderSize.NotAnImage;
            }

            var marker = bytes[at + 1];
            if (marker == 0xFF)
            {
                at++; // fill bytes may precede a marker
                continue;
            }

            if (marker is 0x01 or >= 0xD0 and <= 0xD8)
            {
                at += 2; // a marker without a segment
                continue;
            }

            var length = BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 2)..]);
            if (length < 2 || marker is 0xD9 or 0xDA)
            {
                return HeaderSize.NotAnImage; // the image data begins, or ends, without a frame
            }

            var rest = bytes[(at + 4)..];
            if (marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC))
            {
                return rest.Length < 5 ? HeaderSize.Incomplete : Frame(rest, isTurned);
            }

            if (rest.Length < length - 2)
            {
                return HeaderSize.Incomplete;
            }

            isTurned |= marker == 0xE1 && IsTurned(rest[..(length - 2)]);
            at += 2 + length;
        }

        return HeaderSize.Incomplete;
    }

    private static HeaderSize Frame(ReadOnlySpan<byte> frame, bool isTurned)
    {
        var (height, width) = (BinaryPrimitives.ReadUInt16BigEndian(frame[1..]), BinaryPrimitives.ReadUInt16BigEndian(frame[3..]));
        return isTurned ? HeaderSize.Of(height, width) : HeaderSize.Of(width, height);
    }

    /// <summary>Whether the orientation exchanges width and height: 5 to 8.</summary>
    private static bool IsTurned(ReadOnlySpan<byte> segment)
    {
        if (segment.Length < 14 || !segment.StartsWith("Exif\0\0"u8))
        {
            return false;
        }

        var tiff = segment[6..];
        var isLittle = tiff.StartsWith("II"u8);
        var directory = Number32(tiff, 4, isLittle);
        if ((!isLittle && !tiff.StartsWith("MM"u8)) || directory is < 8 || directory > tiff.Length - 2)
        {
            return false;
        }

        var entries = Number16(tiff, (int)directory, isLittle);
        for (var i = 0; i < entries; i++)
        {
            var at = (int)directory + 2 + (12 * i);
            if (at + 12 > tiff.Length)
            {
                return false;
            }

            if (Number16(tiff, at, isLittle) == Orientation)
            {
                return Number16(tiff, at + 8, isLittle) is >= 5 and <= 8;
            }
        }

        return false;
    }

    private static int Number16(ReadOnlySpan<byte> bytes, int at, bool isLittle) =>
        isLittle ? BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]) : BinaryPrimitives.ReadUInt16BigEndian(bytes[at..]);

    private static long Number32(ReadOnlySpan<byte> bytes, int at, bool isLittle) =>
        isLittle ? BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]) : BinaryPrimitives.ReadUInt32BigEndian(bytes[at..]);
}
