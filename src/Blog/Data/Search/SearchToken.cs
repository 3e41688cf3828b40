using System.Runtime.InteropServices;

namespace Blog.Data.Search;

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

internal enum TokenKind
{
    /// <summary>One Han character, kana or symbol.</summary>
    Sign,

    /// <summary>A word, number or identifier, with the symbols that belong to it.</summary>
    Word,

    /// <summary>The end of a sentence or line, which phrases do not cross.</summary>
    Break,
}
