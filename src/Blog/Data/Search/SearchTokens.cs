using System.Text;
using Blog.Rendering.Text;

namespace Blog.Data.Search;

/// <summary>
/// Splits text into tokens: single Han characters, since a word may start at any of them, whole words, and names with their symbols:
/// <c>c#</c>, <c>c++</c>, <c>.net</c>, <c>node.js</c>, <c>v1.2.3</c>, <c>save_changes</c>.
/// </summary>
internal static class SearchTokens
{
    /// <summary>Longer words are truncated.</summary>
    public const int MaxWord = 64;

    /// <summary>Increment whenever the same text gives different tokens; the index is then rebuilt.</summary>
    public const int Version = 1;

    /// <summary>Cached strings of Han characters, since a text consists mostly of these.</summary>
    private static readonly string?[] Han = new string?[0xA000 - 0x4E00];

    /// <summary>The tokens of a text in their order.</summary>
    public static List<SearchToken> Of(string text)
    {
        var runes = SearchFolding.Fold(text);
        var tokens = new List<SearchToken>(runes.Count);
        for (var i = 0; i < runes.Count; )
        {
            var rune = runes[i].Rune;
            if (IsSign(rune))
            {
                tokens.Add(
                    new SearchToken(TokenKind.Sign, SignText(rune), runes[i].Start, runes[i].End)
                    {
                        Follows = i > 0 && Joins(tokens, runes[i].Start),
                    }
                );
                i++;
            }
            else if (IsWord(rune) || BeginsDotName(runes, i))
            {
                var end = EndOfWord(runes, i);
                tokens.Add(Word(runes, i, end) with { Follows = Joins(tokens, runes[i].Start) });
                i = end;
            }
            else
            {
                if (Breaks(runes, i) && tokens.Count > 0 && tokens[^1].Kind != TokenKind.Break)
                {
                    tokens.Add(new SearchToken(TokenKind.Break, "|", runes[i].Start, runes[i].End));
                }

                i++;
            }
        }

        return tokens;
    }

    private static string SignText(Rune rune) =>
        rune.Value is >= 0x4E00 and < 0xA000 ? Han[rune.Value - 0x4E00] ??= rune.ToString() : rune.ToString();

    private static bool Joins(List<SearchToken> tokens, int start) =>
        tokens.Count > 0 && tokens[^1].Kind != TokenKind.Break && tokens[^1].End == start;

    private static bool IsSign(Rune rune) =>
        CjkText.IsIdeograph(rune) || (!rune.IsAscii && Rune.GetUnicodeCategory(rune) == UnicodeCategory.OtherSymbol);

    private static bool IsWord(Rune rune) =>
        rune.IsAscii
            ? rune.Value == '_' || char.IsAsciiLetterOrDigit((char)rune.Value)
            : !CjkText.IsIdeograph(rune)
                && (
                    Rune.IsLetterOrDigit(rune)
                    || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark
                );

    private static bool IsWordAt(List<FoldedRune> runes, int i) => i >= 0 && i < runes.Count && IsWord(runes[i].Rune);

    private static bool IsAt(List<FoldedRune> runes, int i, char sign) => i >= 0 && i < runes.Count && runes[i].Rune.Value == sign;

    /// <summary><c>.net</c>, <c>.gitignore</c>: a dot before a letter that does not belong to anything before it.</summary>
    private static bool BeginsDotName(List<FoldedRune> runes, int i) =>
        IsAt(runes, i, '.')
        && IsWordAt(runes, i + 1)
        && Rune.IsLetter(runes[i + 1].Rune)
        && !IsWordAt(runes, i - 1)
        && !IsAt(runes, i - 1, '.');

    private static int EndOfWord(List<FoldedRune> runes, int start)
    {
        var i = start + 1;
        while (
            IsWordAt(runes, i)
            || (i < runes.Count && runes[i].Rune.Value is '.' or '\'' or 0x2019 && IsWordAt(runes, i - 1) && IsWordAt(runes, i + 1))
        )
        {
            i++;
        }

        var letter = Rune.IsLetter(runes[i - 1].Rune);
        var alone = i - 1 == start || !IsWordAt(runes, i - 2);
        return letter && alone && IsAt(runes, i, '#') && !IsAt(runes, i + 1, '#') ? i + 1 // c#, f#
            : letter && IsAt(runes, i, '+') && IsAt(runes, i + 1, '+') && !IsAt(runes, i + 2, '+') ? i + 2 // c++, notepad++
            : i;
    }

    /// <summary>A full stop, unless it could belong to a name or number.</summary>
    private static bool Breaks(List<FoldedRune> runes, int i) =>
        runes[i].Rune.Value switch
        {
            '\n' or '。' or '!' or '?' or ';' => true,
            '.' => i + 1 == runes.Count || Rune.IsWhiteSpace(runes[i + 1].Rune) || CjkText.IsIdeograph(runes[i + 1].Rune),
            _ => false,
        };

    private static SearchToken Word(List<FoldedRune> runes, int start, int end)
    {
        Span<char> text = stackalloc char[MaxWord + 1];
        var length = 0;
        List<int>? humps = null;
        for (var i = start; i < end && length < MaxWord; i++)
        {
            if (i > start && IsHump(runes, i, end))
            {
                (humps ??= []).Add(length);
            }

            var rune = runes[i].Rune;
            length += (rune.Value == '\'' ? new Rune('\u2019') : rune).EncodeToUtf16(text[length..]);
        }

        var word = text[..length].ToString();
        return new SearchToken(
            TokenKind.Word,
            word.EndsWith("\u2019s", StringComparison.Ordinal) ? word[..^2] : word,
            runes[start].Start,
            runes[end - 1].End
        )
        {
            Humps = humps,
        };
    }

    /// <summary>A capital that starts a part: <c>saveChanges</c>, <c>HTTPServer</c>.</summary>
    private static bool IsHump(List<FoldedRune> runes, int i, int end) =>
        runes[i].IsUpper
        && Rune.IsLetterOrDigit(runes[i - 1].Rune)
        && (!runes[i - 1].IsUpper || (i + 1 < end && !runes[i + 1].IsUpper && Rune.IsLetter(runes[i + 1].Rune)));
}
