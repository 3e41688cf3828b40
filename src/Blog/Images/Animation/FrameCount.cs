using System.Buffers.Binary;

namespace Blog.Images.Animation;

/// <summary>
/// How many frames an animation has, by a walk over its parts: the decoder takes 20 microseconds for each frame before it says how many
/// there are, and a file of 25 MB has room for a million.
/// </summary>
internal static class FrameCount
{
    /// <summary>Whether a GIF or WebP has more frames than are read; no other format is read as an animation.</summary>
    public static bool IsAbove(int limit, ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith("GIF8"u8) ? OfGif(bytes, limit) > limit : bytes.StartsWith("RIFF"u8) && OfWebP(bytes, limit) > limit;

    /// <summary>GIF89a, appendix A. A damaged file may hold fewer frames than are counted, never more.</summary>
    private static int OfGif(ReadOnlySpan<byte> bytes, int limit)
    {
        var (frames, at) = (0, bytes.Length < 13 ? bytes.Length : 13 + Table(bytes[10]));
        while (at < bytes.Length && frames <= limit)
        {
            switch (bytes[at])
            {
                case 0x3B: // what follows the trailer is not read
                    return frames;
                case 0x2C when at + 10 < bytes.Length:
                    frames++;
                    at = AfterBlocks(bytes, at + 10 + Table(bytes[at + 9]) + 1);
                    break;
                case 0x21 when at + 2 < bytes.Length:
                    at = AfterBlocks(bytes, at + 2);
                    break;
                default:
                    at++;
                    break;
            }
        }

        return frames;
    }

    private static int Table(byte flags) => (flags & 0x80) == 0 ? 0 : 3 << ((flags & 7) + 1);

    private static int AfterBlocks(ReadOnlySpan<byte> bytes, int at)
    {
        while (at < bytes.Length && bytes[at] != 0)
        {
            at += 1 + bytes[at];
        }

        return at + 1;
    }

    /// <summary>RFC 9649, section 2.7.1.1.</summary>
    private static int OfWebP(ReadOnlySpan<byte> bytes, int limit)
    {
        var (frames, at) = (0, 12L);
        while (at + 8 <= bytes.Length && frames <= limit)
        {
            var chunk = bytes[(int)at..];
            frames += chunk.StartsWith("ANMF"u8) ? 1 : 0;
            var length = BinaryPrimitives.ReadUInt32LittleEndian(chunk[4..]);
            at += 8L + length + (length % 2); // chunks start at even offsets
        }

        return frames;
    }
}
