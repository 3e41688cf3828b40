using System.Buffers.Binary;

namespace Blog.Tests.Fuzzing;

/// <summary>Mutations of raw bytes, and some that know where a format stores its numbers.</summary>
internal static class ByteMutations
{
    private static readonly uint[] Numbers =
    [
        0,
        1,
        2,
        3,
        7,
        8,
        15,
        16,
        31,
        32,
        63,
        64,
        100,
        127,
        128,
        255,
        256,
        511,
        512,
        1000,
        1024,
        4095,
        4096,
        0x7FFF,
        0x8000,
        0xFFFE,
        0xFFFF,
        0x10000,
        0xFFFFFF,
        0x1000000,
        0x7FFFFFFE,
        0x7FFFFFFF,
        0x80000000,
        0xFFFFFFFE,
        0xFFFFFFFF,
    ];

    /// <summary>A few changes, one after the other.</summary>
    /// <param name="seed">Stays as it is.</param>
    /// <param name="other">Gives another seed, to splice with.</param>
    public static byte[] Change(byte[] seed, Func<byte[]> other, Random random)
    {
        var bytes = (byte[])seed.Clone();
        for (var left = Several(random); left > 0; left--)
        {
            bytes = Once(bytes, other, random);
        }

        return bytes;
    }

    public static int Several(Random random)
    {
        var count = 1;
        while (count < 12 && random.Next(2) == 0)
        {
            count++;
        }

        return count;
    }

    /// <summary>Writes an extreme number near one of these marks, where a format stores lengths, counts and offsets.</summary>
    public static void SetNumber(byte[] bytes, IReadOnlyList<int> marks, int before, int behind, Random random)
    {
        if (bytes.Length < 8)
        {
            return;
        }

        var mark = marks.Count > 0 ? marks[random.Next(marks.Count)] : 0;
        Put(bytes, Math.Clamp(mark + random.Next(-before, behind), 0, bytes.Length - 4), random);
    }

    public static List<int> Find(ReadOnlySpan<byte> bytes, params ReadOnlySpan<byte[]> sequences)
    {
        var places = new List<int>();
        foreach (var sequence in sequences)
        {
            for (int from = 0, at; from < bytes.Length && (at = bytes[from..].IndexOf(sequence)) >= 0; from += at + 1)
            {
                places.Add(from + at);
            }
        }

        return places;
    }

    private static byte[] Once(byte[] bytes, Func<byte[]> other, Random random)
    {
        var (from, to) = Span(bytes.Length, random);
        switch (random.Next(10))
        {
            case 0 when bytes.Length > 0:
                bytes[from % bytes.Length] ^= (byte)(1 << random.Next(8));
                return bytes;
            case 1 when bytes.Length > 0:
                bytes[from % bytes.Length] = (byte)random.Next(256);
                return bytes;
            case 2:
                var some = new byte[random.Next(1, 17)];
                random.NextBytes(some);
                return [.. bytes[..from], .. some, .. bytes[from..]];
            case 3:
                return [.. bytes[..from], .. bytes[to..]];
            case 4:
                return [.. bytes[..to], .. bytes[from..to], .. bytes[to..]];
            case 5:
                var spliced = other();
                return [.. bytes[..from], .. spliced[random.Next(spliced.Length + 1)..]];
            case 6:
                return bytes[..from];
            case 7:
                bytes.AsSpan(from, to - from).Fill((byte)(random.Next(2) * 255));
                return bytes;
            default:
                if (bytes.Length >= 4)
                {
                    Put(bytes, Math.Min(from, bytes.Length - 4), random);
                }

                return bytes;
        }
    }

    private static void Put(byte[] bytes, int at, Random random)
    {
        var number = Numbers[random.Next(Numbers.Length)];
        var place = bytes.AsSpan(at);
        switch (random.Next(5))
        {
            case 0:
                place[0] = (byte)number;
                break;
            case 1:
                BinaryPrimitives.WriteUInt16LittleEndian(place, (ushort)number);
                break;
            case 2:
                BinaryPrimitives.WriteUInt16BigEndian(place, (ushort)number);
                break;
            case 3:
                BinaryPrimitives.WriteUInt32LittleEndian(place, number);
                break;
            default:
                BinaryPrimitives.WriteUInt32BigEndian(place, number);
                break;
        }
    }

    private static (int From, int To) Span(int length, Random random)
    {
        var from = random.Next(length + 1);
        var most = Math.Min(length - from, random.Next(4) == 0 ? length : 64);
        return (from, from + random.Next(most + 1));
    }
}
