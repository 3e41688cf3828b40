using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Runtime.InteropServices;
using System.Text;
using Blog.Rendering.Text;

namespace Blog.Data.Search;

/// <summary>
/// Normalizes text for searching: compatibility forms (NFKC, which unifies full and half width), lower case, Latin letters without accents,
/// Chinese in simplified characters. Each rune records its source position, so that hits can be marked in the original text.
/// </summary>
internal static class SearchFolding
{
    private static readonly FrozenDictionary<int, int> Simplified = ReadSimplified();

    /// <summary>What a character of the first plane consists of: mostly the punctuation of Chinese, over and over.</summary>
    private static readonly ConcurrentDictionary<int, Rune[]> Pieces = new();

    /// <summary>Normalizes any text, including unpaired surrogates.</summary>
    public static List<FoldedRune> Fold(string text)
    {
        var folded = new List<FoldedRune>(text.Length);
        for (var i = 0; i < text.Length; )
        {
            Rune.DecodeFromUtf16(text.AsSpan(i), out var rune, out var length);
            if (rune.IsAscii)
            {
                folded.Add(new FoldedRune(Rune.ToLowerInvariant(rune), i, i + 1, rune.Value is >= 'A' and <= 'Z'));
            }
            else if (rune.Value is >= 0x4E00 and <= 0x9FFF)
            {
                folded.Add(new FoldedRune(Simple(rune), i, i + 1, IsUpper: false));
            }
            else
            {
                FoldRare(rune, i, i + length, folded);
            }

            i += length;
        }

        return folded;
    }

    private static void FoldRare(Rune rune, int start, int end, List<FoldedRune> folded)
    {
        foreach (var piece in rune.IsBmp ? Pieces.GetOrAdd(rune.Value, _ => PiecesOf(rune)) : PiecesOf(rune))
        {
            if (IsLeftOut(piece))
            {
                if (folded.Count > 0 && folded[^1].End == start)
                {
                    folded[^1] = folded[^1] with { End = end }; // part of the preceding letter: a highlight must include both
                }

                continue;
            }

            if (piece.Value is 0x3099 or 0x309A && folded.Count > 0)
            {
                // A separate voicing mark, as in half-width kana.
                var last = folded[^1];
                var whole = (last.Rune.ToString() + piece).Normalize(NormalizationForm.FormC).EnumerateRunes().ToList();
                if (whole.Count == 1)
                {
                    folded[^1] = last with { Rune = whole[0], End = end };
                    continue;
                }
            }

            folded.Add(new FoldedRune(Simple(Rune.ToLowerInvariant(Bare(piece))), start, end, Rune.IsUpper(piece)));
        }
    }

    private static Rune[] PiecesOf(Rune rune) => [.. UnicodeNormalization.Of(rune.ToString(), NormalizationForm.FormKC).EnumerateRunes()];

    /// <summary>Invisible characters: standalone accents, variation selectors, soft hyphens and the like.</summary>
    private static bool IsLeftOut(Rune rune) =>
        rune.Value is (>= 0x0300 and <= 0x036F) or (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0100 and <= 0xE01EF)
        || Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format;

    /// <summary>A Latin letter without its accent.</summary>
    private static Rune Bare(Rune rune)
    {
        if (rune.Value is < 0xC0 or > 0x1EFF or (>= 0x250 and < 0x1E00))
        {
            return rune;
        }

        var first = rune.ToString().Normalize(NormalizationForm.FormD)[0];
        return char.IsAsciiLetter(first) ? new Rune(first) : rune;
    }

    private static Rune Simple(Rune rune) => Simplified.TryGetValue(rune.Value, out var simple) ? new Rune(simple) : rune;

    /// <summary>One pair per line: a traditional character and its simplified form.</summary>
    private static FrozenDictionary<int, int> ReadSimplified()
    {
        using var stream = typeof(SearchFolding).Assembly.GetManifestResourceStream("Search/simplified.txt")!;
        using var reader = new StreamReader(stream);
        return reader
            .ReadToEnd()
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .ToFrozenDictionary(pair => (int)pair[0], pair => (int)pair[1]);
    }
}

/// <summary>A normalized rune.</summary>
/// <param name="Start">Start of its source in the text.</param>
/// <param name="End">End of its source, exclusive.</param>
/// <param name="IsUpper">Whether it was upper case.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct FoldedRune(Rune Rune, int Start, int End, bool IsUpper);
