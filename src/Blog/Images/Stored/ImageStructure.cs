using System.Buffers.Binary;

namespace Blog.Images.Stored;

/// <summary>
/// Whether a file consists of nothing but what an encoder needs to describe pixels: no metadata, no unknown part, nothing appended. A walk
/// over its parts; whether the pixels can be decoded is for the decoder to say.
/// </summary>
internal static class ImageStructure
{
    /// <summary>The start of the GIF extension that says how often to loop.</summary>
    private static readonly byte[] Looping = [0x21, 0xFF, 11, .. "NETSCAPE2.0"u8, 3, 1];

    /// <summary>Whether a file is plain.</summary>
    public static bool IsPlain(ReadOnlySpan<byte> bytes, ImageType type) =>
        type switch
        {
            ImageType.Jpeg => IsPlainJpeg(bytes),
            ImageType.Png => IsPlainPng(bytes),
            ImageType.Gif => IsPlainGif(bytes),
            ImageType.WebP => IsPlainWebP(bytes),
            _ => false, // an AVIF is stored as WebP
        };

    /// <summary>ITU-T T.81, annex B.</summary>
    private static bool IsPlainJpeg(ReadOnlySpan<byte> bytes)
    {
        const byte Prefix = 0xFF,
            Start = 0xD8,
            End = 0xD9,
            Scan = 0xDA,
            Jfif = 0xE0;
        if (!bytes.StartsWith([Prefix, Start]))
        {
            return false;
        }

        for (var at = 2; at + 2 <= bytes.Length; )
        {
            if (bytes[at] != Prefix)
            {
                return false;
            }

            var marker = bytes[at + 1];
            if (marker == End)
            {
                return at + 2 == bytes.Length;
            }

            // Tables, frames, scans and the JFIF header; no other application data and no comment.
            if (marker is < 0xC0 or > Jfif or (>= 0xD0 and <= 0xD8) || at + 4 > bytes.Length)
            {
                return false;
            }

            var length = BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 2)..]);
            if (length < 2 || (marker == Jfif && !IsJfif(bytes[(at + 4)..], length)))
            {
                return false;
            }

            at += 2 + length;
            if (marker == Scan)
            {
                at = EndOfScan(bytes, at);
            }
        }

        return false;
    }

    /// <summary>The header without a thumbnail: 14 bytes after the length.</summary>
    private static bool IsJfif(ReadOnlySpan<byte> bytes, int length) => length == 16 && bytes.StartsWith("JFIF\0"u8);

    /// <summary>Where compressed data ends: at a marker that is neither a stuffed byte nor a restart.</summary>
    private static int EndOfScan(ReadOnlySpan<byte> bytes, int at)
    {
        for (; at + 1 < bytes.Length; at++)
        {
            if (bytes[at] == 0xFF && bytes[at + 1] is not (0 or (>= 0xD0 and <= 0xD7)))
            {
                return at;
            }
        }

        return bytes.Length;
    }

    /// <summary>PNG, third edition, sections 5 and 11.</summary>
    private static bool IsPlainPng(ReadOnlySpan<byte> bytes)
    {
        for (var at = 8; at + 12 <= bytes.Length; )
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(bytes[at..]);
            if (length > bytes.Length - at - 12)
            {
                return false;
            }

            var name = bytes.Slice(at + 4, 4);
            if (name.SequenceEqual("IEND"u8))
            {
                return length == 0 && at + 12 == bytes.Length;
            }

            if (!IsPngPart(name, (int)length))
            {
                return false;
            }

            at += 12 + (int)length;
        }

        return false;
    }

    private static bool IsPngPart(ReadOnlySpan<byte> name, int length) =>
        name.SequenceEqual("IHDR"u8)
        || name.SequenceEqual("PLTE"u8)
        || name.SequenceEqual("tRNS"u8)
        || name.SequenceEqual("IDAT"u8)
        || (name.SequenceEqual("pHYs"u8) && length == 9)
        || (name.SequenceEqual("sRGB"u8) && length == 1)
        || (name.SequenceEqual("gAMA"u8) && length == 4)
        || (name.SequenceEqual("cHRM"u8) && length == 32)
        || (name.SequenceEqual("sBIT"u8) && length <= 4)
        || (name.SequenceEqual("bKGD"u8) && length <= 6);

    /// <summary>GIF89a, appendix A, with the extension that says how often to loop.</summary>
    private static bool IsPlainGif(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 13)
        {
            return false;
        }

        var at = 13 + Table(bytes[10]);
        while (at < bytes.Length)
        {
            switch (bytes[at])
            {
                case 0x3B:
                    return at + 1 == bytes.Length;
                case 0x2C when at + 10 < bytes.Length:
                    at = EndOfBlocks(bytes, at + 10 + Table(bytes[at + 9]) + 1);
                    break;
                case 0x21 when at + 2 < bytes.Length && bytes[at + 1] == 0xF9 && bytes[at + 2] == 4:
                    at = EndOfBlocks(bytes, at + 2);
                    break;
                case 0x21 when bytes[at..].StartsWith(Looping):
                    at = EndOfBlocks(bytes, at + 2);
                    break;
                default:
                    return false;
            }

            if (at < 0)
            {
                return false;
            }
        }

        return false;
    }

    private static int Table(byte flags) => (flags & 0x80) == 0 ? 0 : 3 << ((flags & 7) + 1);

    /// <summary>Behind the empty block that ends a row of blocks; -1 if there is none.</summary>
    private static int EndOfBlocks(ReadOnlySpan<byte> bytes, int at)
    {
        while (at < bytes.Length && bytes[at] != 0)
        {
            at += 1 + bytes[at];
        }

        return at < bytes.Length ? at + 1 : -1;
    }

    /// <summary>WebP container, RFC 9649, section 2.</summary>
    private static bool IsPlainWebP(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 20 || BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]) != bytes.Length - 8)
        {
            return false;
        }

        var at = 12;
        while (at + 8 <= bytes.Length)
        {
            var length = BinaryPrimitives.ReadUInt32LittleEndian(bytes[(at + 4)..]);
            if (length > bytes.Length - at - 8 || !IsWebPPart(bytes.Slice(at, 4), bytes.Slice(at + 8, (int)length)))
            {
                return false;
            }

            at += 8 + (int)length + (int)(length % 2);
        }

        return at == bytes.Length;
    }

    private static bool IsWebPPart(ReadOnlySpan<byte> name, ReadOnlySpan<byte> content)
    {
        const int Profile = 0x20,
            Exif = 0x08,
            Xmp = 0x04;
        return name.SequenceEqual("VP8 "u8)
            || name.SequenceEqual("VP8L"u8)
            || name.SequenceEqual("ALPH"u8)
            || name.SequenceEqual("ANIM"u8)
            || name.SequenceEqual("ANMF"u8)
            || (name.SequenceEqual("VP8X"u8) && content.Length == 10 && (content[0] & (Profile | Exif | Xmp)) == 0);
    }
}
