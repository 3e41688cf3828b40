using System.Security.Cryptography;
using System.Text;

namespace Blog.Comments.Threads;

/// <summary>
/// A small symmetric pattern that belongs to a name, so that a reader tells voices apart. It is made of the name alone: one of the mail
/// address would let anybody check a guess at it.
/// </summary>
internal static class Identicon
{
    /// <summary>Squares on each side.</summary>
    public const int Size = 5;

    /// <summary>How many tones the stylesheet has.</summary>
    private const int Tones = 3;

    private const int Half = (Size + 1) / 2;

    /// <summary>The pattern as the data of an SVG path, and which tone it has.</summary>
    public static (string Path, int Tone) Of(string name)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(name.Trim().ToUpperInvariant()));
        var path = new StringBuilder();
        for (var y = 0; y < Size; y++)
        {
            for (var x = 0; x < Half; x++)
            {
                if ((hash[(y * Half) + x] & 1) == 0)
                {
                    continue;
                }

                Add(x, y);
                if (x != Size - 1 - x)
                {
                    Add(Size - 1 - x, y);
                }
            }
        }

        return (path.ToString(), hash[^1] % Tones);

        void Add(int x, int y) => path.Append(CultureInfo.InvariantCulture, $"M{x} {y}h1v1h-1z");
    }
}
