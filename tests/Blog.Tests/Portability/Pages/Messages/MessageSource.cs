using System.Text;
using System.Text.RegularExpressions;

namespace Blog.Tests.Portability.Pages.Messages;

/// <summary>Finds the messages in C# sources: texts that read as English prose, and those that are passed to a report.</summary>
internal static partial class MessageSource
{
    /// <summary>
    /// The messages of a source with the lines they are on; each place for a value is a list of texts that may stand there.
    /// </summary>
    public static IEnumerable<(int Line, IReadOnlyList<IReadOnlyList<string>> Parts)> Messages(string code)
    {
        var literals = Literals(code).ToList();
        for (var i = 0; i < literals.Count; i++)
        {
            var (first, parts) = (literals[i], literals[i].Parts.ToList());
            while (i + 1 < literals.Count && code[literals[i].End..literals[i + 1].Start].Trim() == "+")
            {
                parts.AddRange(literals[++i].Parts);
            }

            var (before, after) = (code[..first.Start].TrimEnd(), code[literals[i].End..].TrimStart());
            if (before.EndsWith('+'))
            {
                parts.Insert(0, []);
            }

            if (after.StartsWith('+'))
            {
                parts.Add([]);
            }

            if ((first.Text.Length > 0 && Reported().IsMatch(before[Math.Max(0, before.Length - 200)..])) || IsProse(parts))
            {
                yield return (code.AsSpan(0, first.Start).Count('\n') + 1, parts);
            }
        }
    }

    /// <summary>The message with one of each place's texts; a place that names none may hold a number, a name or a known message.</summary>
    public static IEnumerable<string> Examples(IReadOnlyList<IReadOnlyList<string>> parts)
    {
        IEnumerable<string> examples = [""];
        foreach (var part in parts)
        {
            string[] texts = part.Count > 0 ? [.. part] : ["7", "belongs to the blog itself"];
            examples = examples.SelectMany(start => texts.Select(text => start + text));
        }

        return examples;
    }

    /// <summary>Three words or more, two of them in lower case, and nothing that only code has.</summary>
    private static bool IsProse(List<IReadOnlyList<string>> parts)
    {
        var text = string.Concat(parts.Select(part => part.Count == 1 ? part[0] : "7"));
        return !text.StartsWith(' ') // a part of another
            && !Code().IsMatch(text)
            && text.Split(' ', StringSplitOptions.RemoveEmptyEntries) is { Length: > 2 } words
            && words.Count(word => Word().IsMatch(word)) > 1;
    }

    /// <summary>The texts of a source, without those in comments.</summary>
    private static List<Literal> Literals(string code)
    {
        var at = 0;
        return Walk(code, ref at, inHole: false);
    }

    /// <summary>Reads to the end, or in a hole of an interpolated text to the brace that closes it.</summary>
    private static List<Literal> Walk(string code, ref int at, bool inHole)
    {
        var (literals, depth) = (new List<Literal>(), 0);
        for (; at < code.Length && !(inHole && depth == 0 && code[at] == '}'); at++)
        {
            depth +=
                code[at] == '{' ? 1
                : code[at] == '}' ? -1
                : 0;
            if (code.AsSpan(at).StartsWith("//", StringComparison.Ordinal))
            {
                at = code.IndexOf('\n', at) is > 0 and var end ? end : code.Length;
            }
            else if (code[at] == '\'')
            {
                at += code[at + 1] == '\\' ? code.IndexOf('\'', at + 3) - at : 2;
            }
            else if (Opening(code, at) is { Quotes: > 0 } opening)
            {
                var isRaw = opening.Quotes > 2 && !opening.Signs.Contains('@', StringComparison.Ordinal);
                literals.Add(isRaw ? ReadRaw(code, at, opening.Signs.Length, opening.Quotes) : Read(code, at, opening.Signs));
                at = literals[^1].End - 1;
            }
        }

        return literals;
    }

    /// <summary>The signs before the quotes of a text, and how many quotes there are; none where no text begins.</summary>
    private static (string Signs, int Quotes) Opening(string code, int at)
    {
        var end = at;
        while (end < code.Length && code[end] is '$' or '@')
        {
            end++;
        }

        var quotes = end;
        while (quotes < code.Length && code[quotes] == '"')
        {
            quotes++;
        }

        return (code[at..end], quotes - end);
    }

    private static Literal ReadRaw(string code, int at, int signs, int quotes)
    {
        var from = at + signs + quotes;
        var end = code.IndexOf(new string('"', quotes), from, StringComparison.Ordinal);
        return new Literal(
            at,
            end + quotes,
            [
                [code[from..end]],
            ]
        );
    }

    /// <summary>A hole is a list of the texts within it.</summary>
    private static Literal Read(string code, int from, string signs)
    {
        var (parts, text, at) = (new List<IReadOnlyList<string>>(), new StringBuilder(), from + signs.Length + 1);
        var (isVerbatim, hasHoles) = (signs.Contains('@', StringComparison.Ordinal), signs.Contains('$', StringComparison.Ordinal));
        for (; code[at] != '"' || (isVerbatim && code.AsSpan(at).StartsWith("\"\"", StringComparison.Ordinal)); at++)
        {
            if (code[at] == '\\' && !isVerbatim)
            {
                text.Append(code[++at] == 'n' ? '\n' : code[at]);
            }
            else if (hasHoles && code[at] == '{' && code[at + 1] != '{')
            {
                parts.Add([text.ToString()]);
                text.Clear();
                at++;
                parts.Add([.. Walk(code, ref at, inHole: true).Select(inner => inner.Text)]);
            }
            else
            {
                text.Append(code[at]);
                at += (hasHoles && code[at] is '{' or '}') || code[at] == '"' ? 1 : 0; // doubled
            }
        }

        return new Literal(from, at + 1, [.. parts, [text.ToString()]]);
    }

    private sealed record Literal(int Start, int End, IReadOnlyList<IReadOnlyList<string>> Parts)
    {
        public string Text => string.Concat(Parts.Select(part => part.Count > 0 ? part[0] : "7"));
    }

    [GeneratedRegex(
        @"((Warnings|Notes|Problems)\.Add|\b(Refused|Skipped|Warn|_warn))\([^;""]*$|\bReason\s*=[^;""]*$",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase
    )]
    private static partial Regex Reported();

    [GeneratedRegex(@"[<>={}\[\]|@#^\n\t]", RegexOptions.NonBacktracking)]
    private static partial Regex Code();

    [GeneratedRegex(@"^[a-z]*[aeiou][a-z]*[,;:.]?$", RegexOptions.NonBacktracking)]
    private static partial Regex Word();
}
