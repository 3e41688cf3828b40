using System.Numerics;
using System.Runtime.InteropServices;
using System.Text;

namespace Blog.Comments.Spam;

/// <summary>
/// What is left of a text to find others that say nearly the same: of all its sequences of four letters, the smallest hash under each of
/// some functions (MinHash). The share of equal ones estimates the share of common sequences.
/// </summary>
internal static class TextFingerprint
{
    /// <summary>A multiple of what processors compare at once.</summary>
    public const int Length = 16;

    /// <summary>Letters without which a text is too short to be told from others: people say thanks in the same words.</summary>
    public const int LeastLetters = 24;

    /// <summary>Equal hashes from which two texts count as nearly the same: about four in five sequences.</summary>
    public const ulong LeastEqual = 12;

    private const int Shingle = 4;

    private static readonly ulong[] Seeds = [.. Enumerable.Range(1, Length).Select(i => Mix((ulong)i * 0x9E3779B97F4A7C15))];

    /// <summary>The fingerprint; null for a short text.</summary>
    public static ulong[]? Of(string text)
    {
        var letters = new List<int>(text.Length);
        foreach (var rune in text.Normalize(NormalizationForm.FormKC).EnumerateRunes())
        {
            if (Rune.IsLetter(rune))
            {
                letters.Add(Rune.ToLowerInvariant(rune).Value); // digits vary in spam, and so do blanks and punctuation
            }
        }

        return letters.Count < LeastLetters ? null : Smallest(CollectionsMarshal.AsSpan(letters));
    }

    /// <summary>Whether two texts are nearly the same.</summary>
    public static bool AreSimilar(ReadOnlySpan<ulong> one, ReadOnlySpan<ulong> other)
    {
        var equal = Vector<ulong>.Zero;
        for (var i = 0; i < Length; i += Vector<ulong>.Count)
        {
            equal -= Vector.Equals(new Vector<ulong>(one[i..]), new Vector<ulong>(other[i..])); // where they are equal, all ones: minus one
        }

        return Vector.Sum(equal) >= LeastEqual;
    }

    private static ulong[] Smallest(ReadOnlySpan<int> letters)
    {
        var smallest = new ulong[Length];
        Array.Fill(smallest, ulong.MaxValue);
        for (var i = 0; i + Shingle <= letters.Length; i++)
        {
            ulong shingle = 0;
            foreach (var letter in letters.Slice(i, Shingle))
            {
                shingle = Mix(shingle ^ (uint)letter);
            }

            for (var j = 0; j < Length; j++)
            {
                smallest[j] = Math.Min(smallest[j], Mix(shingle ^ Seeds[j]));
            }
        }

        return smallest;
    }

    /// <summary>The last steps of SplitMix64: spreads every bit over all.</summary>
    private static ulong Mix(ulong value)
    {
        value = (value + 0x9E3779B97F4A7C15) ^ (value >> 30);
        value *= 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
