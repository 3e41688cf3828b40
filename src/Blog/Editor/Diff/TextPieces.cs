using System.Text;
using Blog.Rendering.Text;

namespace Blog.Editor.Diff;

/// <summary>Cuts a line into what a writer changes at once: a word, a blank, one Han, kana or hangul character, one sign.</summary>
internal static class TextPieces
{
    private enum Kind
    {
        Word,
        Blank,
        Wide,
        Sign,
    }

    /// <summary>The lines of a text as forms, files and the database may hold it; <see cref="Join"/> is the way back.</summary>
    public static string[] Lines(string text) => TextLimits.Normalize(text).Split('\n');

    /// <summary>One text of these lines.</summary>
    public static string Join(IEnumerable<string> lines) => string.Join('\n', lines);

    /// <summary>The pieces of a line, whose concatenation is the line. No cut falls within what a reader sees as one character.</summary>
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

    /// <summary>How much a piece says: a word as much as two Han characters; a sign divides, and so weighs more than one of them; a blank nothing.</summary>
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
