using System.Runtime.InteropServices;
using System.Text;
using Blog.Rendering.Text;

namespace Blog.Data.Search;

internal enum TokenKind
{
    /// <summary>One Han character, kana or symbol.</summary>
    Sign,

    /// <summary>A word, number or identifier, with the symbols that belong to it.</summary>
    Word,

    /// <summary>The end of a sentence or line, which phrases do not cross.</summary>
    Break,
}

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
        var text = new StringBuilder(end - start);
        List<int>? humps = null;
        for (var i = start; i < end && text.Length < MaxWord; i++)
        {
            if (i > start && IsHump(runes, i, end))
            {
                (humps ??= []).Add(text.Length);
            }

            var rune = runes[i].Rune;
            text.Append(rune.Value == '\'' ? "\u2019" : rune.ToString());
        }

        var word = text.ToString();
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

/// <summary>One token of a text.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Text">Its normalized form; never contains a space or a quotation mark.</param>
/// <param name="Start">Start in the text.</param>
/// <param name="End">End in the text, exclusive.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct SearchToken(TokenKind Kind, string Text, int Start, int End)
{
    private const int MaxParts = 8;

    /// <summary>Whether it directly follows the previous token.</summary>
    public bool Follows { get; init; }

    /// <summary>Positions in <see cref="Text"/> where capitals start parts; null if there are none.</summary>
    public List<int>? Humps { get; init; }

    /// <summary>A number, or a version: 10, 8.0.11, v1.2.3.</summary>
    public bool IsNumber => char.IsAsciiDigit(Text[0]) || (Text.Length > 1 && Text[0] == 'v' && char.IsAsciiDigit(Text[1]));

    /// <summary>The version number without its v; null if it has none.</summary>
    public string? Unversioned => Text[0] == 'v' && IsNumber ? Text[1..] : null;

    /// <summary>The parts of an identifier or dotted name: <c>save</c>, <c>changes</c>; empty for a plain word.</summary>
    public List<string> Parts()
    {
        var parts = new List<string>();
        if (IsNumber || (Humps is null && Text.AsSpan().IndexOfAny("._#+") < 0))
        {
            return parts;
        }

        var start = 0;
        for (var i = 0; i <= Text.Length && parts.Count < MaxParts; i++)
        {
            if (i == Text.Length || Text[i] is '.' or '_' or '#' or '+' || Humps?.Contains(i) == true)
            {
                if (i > start)
                {
                    parts.Add(Text[start..i]);
                }

                start = i < Text.Length && (char.IsLetterOrDigit(Text[i]) || char.IsSurrogate(Text[i])) ? i : i + 1;
            }
        }

        return parts.Count == 1 && parts[0].Length == Text.Length ? [] : parts;
    }

    /// <summary>The alternative forms by which a word can be found.</summary>
    public IEnumerable<string> OtherForms()
    {
        if (Kind != TokenKind.Word)
        {
            yield break;
        }

        if (Unversioned is { } number)
        {
            yield return number;
        }

        var parts = Parts();
        if (parts.Count == 0)
        {
            if (EnglishStem.Of(Text) is var stem && !string.Equals(stem, Text, StringComparison.Ordinal))
            {
                yield return stem;
            }

            yield break;
        }

        if (parts.Count == 1 && Text[^1] is '#' or '+')
        {
            yield break; // c# is not c
        }

        foreach (var part in parts)
        {
            yield return EnglishStem.Of(part);
        }

        if (Humps is not null && Text.Contains('.', StringComparison.Ordinal))
        {
            foreach (var name in Text.Split('.', StringSplitOptions.RemoveEmptyEntries))
            {
                yield return name; // db.SaveChangesAsync is found by savechangesasync
            }
        }

        if (Humps is null && Text.LastIndexOf('.') is > 0 and var dot && char.IsLetter(Text[dot + 1]))
        {
            yield return Text[dot..]; // asp.net is found by .net
        }
    }
}
