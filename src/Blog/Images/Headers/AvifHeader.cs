using System.Buffers.Binary;

namespace Blog.Images.Headers;

/// <summary>
/// The size of an AVIF: the largest extent among the properties of its items, since its tiles, its transparency and its preview are no
/// larger than the image (ISO/IEC 23008-12, 6.5.3 and 6.5.10).
/// </summary>
internal static class AvifHeader
{
    private const int BoxHead = 8;
    private const int FullBoxHead = 12;

    public static HeaderSize Read(ReadOnlySpan<byte> bytes)
    {
        if (!TryFind(bytes, "meta"u8, out var meta, out var isCut))
        {
            return isCut ? HeaderSize.Incomplete : HeaderSize.None;
        }

        if (
            !TryFind(meta[Math.Min(4, meta.Length)..], "iprp"u8, out var properties, out isCut)
            || !TryFind(properties, "ipco"u8, out var container, out isCut)
        )
        {
            return isCut ? HeaderSize.Incomplete : HeaderSize.None;
        }

        return Largest(container);
    }

    private static HeaderSize Largest(ReadOnlySpan<byte> container)
    {
        var (width, height, isTurned) = (0L, 0L, false);
        while (container.Length >= BoxHead)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(container);
            if (length < BoxHead || length > container.Length)
            {
                break;
            }

            var box = container[..(int)length];
            var name = box.Slice(4, 4);
            if (name.SequenceEqual("ispe"u8) && box.Length >= FullBoxHead + 8)
            {
                var (w, h) = (BinaryPrimitives.ReadUInt32BigEndian(box[12..]), BinaryPrimitives.ReadUInt32BigEndian(box[16..]));
                (width, height) = (long)w * h > width * height ? (w, h) : (width, height);
            }
            else if (name.SequenceEqual("irot"u8) && box.Length > BoxHead)
            {
                isTurned = (box[BoxHead] & 1) == 1; // a quarter, or three
            }

            container = container[(int)length..];
        }

        return isTurned ? HeaderSize.Of(height, width) : HeaderSize.Of(width, height);
    }

    /// <summary>Finds a box among its siblings.</summary>
    /// <param name="bytes">The siblings, perhaps cut off.</param>
    /// <param name="name">Four characters.</param>
    /// <param name="content">The content of the box.</param>
    /// <param name="isCut">Whether the bytes end before the box, or within it.</param>
    private static bool TryFind(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> name, out ReadOnlySpan<byte> content, out bool isCut)
    {
        content = default;
        isCut = false;
        while (bytes.Length > 0)
        {
            isCut = true;
            if (bytes.Length < BoxHead)
            {
                return false;
            }

            var length = (long)BinaryPrimitives.ReadUInt32BigEndian(bytes);
            var head = BoxHead;
            if (length == 1 && bytes.Length >= BoxHead + 8)
            {
                (length, head) = (BinaryPrimitives.ReadInt64BigEndian(bytes[BoxHead..]), BoxHead + 8);
            }

            if (length < head)
            {
                isCut = false; // no box, or one without an end
                return false;
            }

            var isWanted = bytes.Slice(4, 4).SequenceEqual(name);
            if (length > bytes.Length)
            {
                return false;
            }

            if (isWanted)
            {
                content = bytes[head..(int)length];
                return true;
            }

            bytes = bytes[(int)length..];
        }

        return false;
    }
}
