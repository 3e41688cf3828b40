using System.Buffers.Binary;
using System.Text;

namespace Blog.Images;

/// <summary>The brands of a file of ISO boxes, from its first box (ISO/IEC 14496-12, 4.3): they tell HEIC, AVIF and video apart.</summary>
internal sealed class FileBrands
{
    private const int MaxBrands = 32;

    private static readonly string[] HeifBrands = ["mif1", "mif2", "msf1", "miaf", "hevc", "hevx", "avci", "avcs", "jpeg", "j2ki"];

    private readonly HashSet<string> _all;

    private FileBrands(string major, HashSet<string> all) => (Major, _all) = (major, all);

    /// <summary>The first brand, four characters.</summary>
    public string Major { get; }

    /// <summary>A still image in AV1 (AVIF 1.1, 6).</summary>
    public bool IsAvif => !IsAvifSequence && _all.Contains("avif");

    /// <summary>An animation in AV1.</summary>
    public bool IsAvifSequence => Major == "avis";

    /// <summary>
    /// Another image of this form: mostly HEIC, whose codec is HEVC (ISO/IEC 23008-12, annex B), or one whose brand names no codec.
    /// </summary>
    public bool IsHeif => !_all.Contains("avif") && (Major.StartsWith("hei", StringComparison.Ordinal) || HeifBrands.Contains(Major));

    /// <summary>The brands; null where the file does not begin with them.</summary>
    public static FileBrands? Of(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 16 || !bytes.Slice(4, 4).SequenceEqual("ftyp"u8))
        {
            return null;
        }

        var length = (int)Math.Min(BinaryPrimitives.ReadUInt32BigEndian(bytes), (uint)Math.Min(bytes.Length, 16 + (MaxBrands * 4)));
        var major = Encoding.Latin1.GetString(bytes.Slice(8, 4));
        var all = new HashSet<string>(StringComparer.Ordinal) { major };
        for (var at = 16; at + 4 <= length; at += 4) // after the minor version
        {
            all.Add(Encoding.Latin1.GetString(bytes.Slice(at, 4)));
        }

        return new FileBrands(major, all);
    }
}
