using System.Text.RegularExpressions;

namespace Blog.Portability.Import.Templates.Jekyll;

/// <summary>
/// Refuses Liquid that could stall the import before it is parsed: the parser and the evaluation recurse, and ranges are made as a whole.
/// </summary>
internal static partial class LiquidGuard
{
    private const int MaxNesting = 40;
    private const int MaxTagLength = 1_000;
    private const int MaxBrackets = 8;
    private const int MaxFilters = 16;
    private const int MaxTags = 5_000;

    /// <summary>The reason and the offset of what is refused; null if a text may be parsed.</summary>
    public static (string Reason, int Offset)? Check(string text)
    {
        var (nesting, count) = (0, 0);
        for (var at = text.IndexOf('{', StringComparison.Ordinal); at >= 0 && at + 1 < text.Length; )
        {
            var closes =
                text[at + 1] == '%' ? "%}"
                : text[at + 1] == '{' ? "}}"
                : null;
            if (closes is null)
            {
                at = text.IndexOf('{', at + 1);
                continue;
            }

            var end = text.IndexOf(closes, at + 2, Math.Min(MaxTagLength, text.Length - at - 2), StringComparison.Ordinal);
            if (end < 0)
            {
                return ($"a tag does not end within {MaxTagLength} characters", at);
            }

            var code = text.AsSpan(at + 2, end - at - 2).Trim(" \t\r\n-");
            nesting +=
                Opens(code) ? 1
                : code.StartsWith("end", StringComparison.Ordinal) ? -1
                : 0;
            if (Refusal(code, nesting) is { } reason || ++count > MaxTags && (reason = $"more than {MaxTags} tags") is not null)
            {
                return (reason, at);
            }

            at = text.IndexOf('{', end);
        }

        return null;
    }

    private static string? Refusal(ReadOnlySpan<char> code, int nesting) =>
        nesting > MaxNesting ? $"tags are nested more than {MaxNesting} deep"
        : code.Count('[') + code.Count('(') > MaxBrackets ? $"more than {MaxBrackets} brackets in a tag"
        : code.Count('|') > MaxFilters ? $"more than {MaxFilters} filters in a tag"
        : code.Contains("..", StringComparison.Ordinal) && code.Contains('(') && !SmallRange().IsMatch(code)
            ? "a range that is too long or unknown"
        : null;

    private static bool Opens(ReadOnlySpan<char> code)
    {
        var end = code.IndexOfAny(" \t\n");
        return (end < 0 ? code : code[..end]) is "if" or "unless" or "for" or "case" or "capture" or "tablerow";
    }

    [GeneratedRegex(@"\([ \t]*[0-9]{1,3}[ \t]*\.\.[ \t]*[0-9]{1,3}[ \t]*\)", RegexOptions.NonBacktracking)]
    private static partial Regex SmallRange();
}
