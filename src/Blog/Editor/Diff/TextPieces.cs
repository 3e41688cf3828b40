using System.Text;
using Blog.Rendering.Text;

namespace Blog.Editor.Diff;

/// <summary>
/// Splits a line into the units that a writer edits: a word, white space, one Han, kana or hangul character, one punctuation mark.
/// </summary>
internal static class TextPieces
{
    private enum Kind
    {
        Word,
        Blank,
        Wide,
        Sign,
    }

    /// <summary>Splits a text from a form, a file or the database into lines; <see cref="Join"/> is the inverse.</summary>
    public static string[] Lines(string text) => TextLimits.Normalize(text).Split('\n');

    /// <summary>Joins lines into one text.</summary>
    public static string Join(IEnumerable<string> lines) => string.Join('\n', lines);

    /// <summary>The pieces of a line, whose concatenation is the line. No cut falls within a grapheme cluster.</summary>
    public static List<string> Cut(string line)
    {
        var pieces = new List<string>();
        var start = 0;
        Kind? open = null;
        for (var i = 0; i < line.Length; )
        {
            var length = StringInfo.GetNextTextElementLength(line, i);
            var kind = KindOf(line.AsSpan(i, length));
            if (i > start && (kind != open || kind is Kind.Wide or Kind.Sign))
            {
                pieces.Add(line[start..i]);
                start = i;
            }

            open = kind;
            i += length;
        }

        if (start < line.Length)
        {
            pieces.Add(line[start..]);
        }

        return pieces;
    }

    /// <summary>
    /// The weight of a piece: a word counts as much as two Han characters; punctuation structures a sentence, and so weighs more than one
    /// of them; white space weighs nothing.
    /// </summary>
    public static int Weigh(string piece) =>
        KindOf(piece) switch
        {
            Kind.Word => 4,
            Kind.Sign => 3,
            Kind.Wide => 2,
            _ => 0,
        };

    private static Kind KindOf(ReadOnlySpan<char> element)
    {
        Rune.DecodeFromUtf16(element, out var rune, out _);
        return Rune.IsWhiteSpace(rune) ? Kind.Blank
            : CjkText.IsIdeograph(rune) || CjkText.IsHangul(rune) ? Kind.Wide
            : Rune.IsLetterOrDigit(rune) || rune.Value == '_' || IsMark(rune) ? Kind.Word
            : Kind.Sign;
    }

    private static bool IsMark(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
}
