using System.Runtime.InteropServices;
using System.Text;

namespace Blog.Rendering.Text;

/// <summary>Which characters are written without spaces between them, and how text is counted.</summary>
internal static class CjkText
{
    /// <summary>Han, kana, bopomofo, CJK punctuation and full-width forms; not Hangul, which uses spaces.</summary>
    public static bool IsWide(Rune rune) =>
        IsIdeograph(rune)
        || rune.Value is (>= 0x3000 and <= 0x303F) or (>= 0xFE30 and <= 0xFE4F) or (>= 0xFF01 and <= 0xFF65) or (>= 0xFFE0 and <= 0xFFE6);

    /// <summary>Quotes, dots and dashes shared by Chinese and Latin text: wide next to a wide character.</summary>
    public static bool IsShared(Rune rune) => rune.Value is 0x2018 or 0x2019 or 0x201C or 0x201D or 0x2026 or 0x2014 or 0x00B7;

    /// <summary>Punctuation, arrows, shapes and numbers in circles, which end a bare address in CJK text.</summary>
    public static bool EndsAddress(char c) =>
        c
            is (>= '\u3000' and <= '\u303F')
                or (>= '\uFE30' and <= '\uFE4F')
                or (>= '\uFF00' and <= '\uFF0F')
                or (>= '\uFF1A' and <= '\uFF20')
                or (>= '\uFF3B' and <= '\uFF40')
                or (>= '\uFF5B' and <= '\uFF65')
                or '\u2018'
                or '\u2019'
                or '\u201C'
                or '\u201D'
                or '\u2026'
                or '\u2014'
                or '\u2022'
                or '\u203B'
                or (>= '\u2190' and <= '\u21FF')
                or (>= '\u2460' and <= '\u24FF')
                or (>= '\u25A0' and <= '\u27BF');

    public static bool IsIdeograph(char c) => Rune.TryCreate(c, out var rune) && IsIdeograph(rune);

    public static bool IsIdeograph(Rune rune) =>
        rune.Value
            is (>= 0x3005 and <= 0x3007)
                or (>= 0x3021 and <= 0x3029)
                or (>= 0x3031 and <= 0x3035)
                or (>= 0x3041 and <= 0x3096)
                or (>= 0x309D and <= 0x309F)
                or (>= 0x30A1 and <= 0x30FA)
                or (>= 0x30FC and <= 0x30FF)
                or (>= 0x3105 and <= 0x312F)
                or (>= 0x31A0 and <= 0x31BF)
                or (>= 0x31F0 and <= 0x31FF)
                or (>= 0x2E80 and <= 0x2FDF)
                or (>= 0x3400 and <= 0x4DBF)
                or (>= 0x4E00 and <= 0x9FFF)
                or (>= 0xF900 and <= 0xFAFF)
                or (>= 0xFF66 and <= 0xFF9D)
                or (>= 0x1B000 and <= 0x1B16F)
                or (>= 0x20000 and <= 0x3FFFD);

    public static bool IsHangul(Rune rune) =>
        rune.Value is (>= 0x1100 and <= 0x11FF) or (>= 0x3131 and <= 0x318E) or (>= 0xA960 and <= 0xA97F) or (>= 0xAC00 and <= 0xD7FB);
}

/// <summary>The length of a text.</summary>
/// <param name="Characters">Han, kana and hangul characters.</param>
/// <param name="Words">Words of other scripts.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct TextCount(int Characters, int Words)
{
    public int Total => Characters + Words;

    /// <summary>A single measure of length for mixed text: a word counts as two characters.</summary>
    public int Measure => Characters + (2 * Words);

    /// <summary>Whole minutes, at least 1: 300 characters or 230 words a minute.</summary>
    public int Minutes => Math.Max(1, (int)Math.Round((Characters / 300.0) + (Words / 230.0), MidpointRounding.AwayFromZero));
}

/// <summary>Counts characters and words.</summary>
internal static class WordCounter
{
    /// <summary>Counts one text; spaces, punctuation and symbols are not counted.</summary>
    public static TextCount Count(ReadOnlySpan<char> text)
    {
        int characters = 0,
            words = 0;
        var inWord = false;
        var joiner = false;
        foreach (var rune in text.EnumerateRunes())
        {
            if (CjkText.IsIdeograph(rune) || CjkText.IsHangul(rune))
            {
                characters++;
                inWord = joiner = false;
            }
            else if (Rune.IsLetterOrDigit(rune) || IsMark(rune))
            {
                words += inWord || joiner || IsMark(rune) ? 0 : 1;
                inWord = true;
                joiner = false;
            }
            else
            {
                // Only a single symbol between two letters joins them: don't, well-known, node.js, 3.14.
                joiner = inWord && rune.Value is '\'' or '\u2019' or '-' or '.' or '_';
                inWord = false;
            }
        }

        return new TextCount(characters, words);
    }

    private static bool IsMark(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
}
