using System.Text;
using Blog.Rendering.Text;

namespace Blog.Portability.Import.Templates.Syntax;

/// <summary>Lines, indentation and quotation marks.</summary>
internal static class TagText
{
    /// <summary>Without blank lines at both ends.</summary>
    public static string TrimLines(string text)
    {
        var (start, end) = (0, text.Length);
        while (end > 0 && char.IsWhiteSpace(text[end - 1]))
        {
            end--;
        }

        for (var at = 0; at < end && char.IsWhiteSpace(text[at]); at++)
        {
            start = text[at] == '\n' ? at + 1 : start;
        }

        return start < end ? text[start..end] : "";
    }

    /// <summary>Puts a prefix before all lines but the first; blank lines get it without blanks at its end.</summary>
    public static string Prefix(string text, string prefix) =>
        prefix.Length == 0
            ? text
            : string.Join(
                '\n',
                text.Split('\n')
                    .Select(
                        (line, at) =>
                            at == 0 ? line
                            : line.Length == 0 ? prefix.TrimEnd()
                            : prefix + line
                    )
            );

    /// <summary>Puts a prefix before all lines.</summary>
    public static string PrefixAll(string text, string prefix) =>
        (text.StartsWith('\n') ? prefix.TrimEnd() : prefix) + Prefix(text, prefix);

    /// <summary>Takes the prefix of the line in which a block began from the lines behind it, as far as they have it.</summary>
    public static string WithoutPrefix(string text, string prefix)
    {
        if (prefix.Length == 0 || !text.Contains('\n', StringComparison.Ordinal))
        {
            return text;
        }

        var result = new StringBuilder(text.Length);
        foreach (var (number, line) in text.Split('\n').Index())
        {
            if (number > 0)
            {
                result.Append('\n');
            }

            result.Append(line, number == 0 ? 0 : Shared(line, prefix), line.Length - (number == 0 ? 0 : Shared(line, prefix)));
        }

        return result.ToString();
    }

    /// <summary>Takes away the indentation that all lines share.</summary>
    /// <param name="most">Lines that share more are code and stay.</param>
    public static string Dedent(string text, int most)
    {
        var lines = text.Split('\n');
        var indent = lines.Where(line => !string.IsNullOrWhiteSpace(line)).Select(Indent).DefaultIfEmpty(0).Min();
        return indent == 0 || indent > most ? text : string.Join('\n', lines.Select(line => line[Math.Min(indent, Indent(line))..]));
    }

    /// <summary>Without the quotation marks around it, straight or typographic.</summary>
    public static string Unquote(string text) => ContainerHead.Unquote(text);

    /// <summary>
    /// What the lines of a block are indented with that begins behind this: its quotes and blanks, and blanks for its list markers.
    /// </summary>
    /// <param name="isAlone">True if nothing else stands there.</param>
    public static string Continuation(ReadOnlySpan<char> before, out bool isAlone)
    {
        var prefix = new StringBuilder();
        var at = 0;
        while (at < before.Length)
        {
            var length = MarkerLength(before[at..]);
            if (length == 0 && before[at] is not (' ' or '\t' or '>'))
            {
                break;
            }

            prefix.Append(length == 0 ? before[at] : ' ', Math.Max(length, 1));
            at += Math.Max(length, 1);
        }

        isAlone = at == before.Length;
        return prefix.ToString();
    }

    private static int MarkerLength(ReadOnlySpan<char> text)
    {
        var digits = 0;
        while (digits < text.Length && digits < 10 && char.IsAsciiDigit(text[digits]))
        {
            digits++;
        }

        var length =
            digits > 0 && digits < text.Length && text[digits] is '.' or ')' ? digits + 1
            : text[0] is '-' or '*' or '+' ? 1
            : 0;
        return length > 0 && length < text.Length && text[length] is ' ' or '\t' ? length : 0;
    }

    private static int Indent(string line) => line.Length - line.AsSpan().TrimStart(" \t").Length;

    private static int Shared(string line, string prefix)
    {
        var at = 0;
        foreach (var c in prefix)
        {
            if (at == line.Length || (c == '>' ? line[at] != '>' : line[at] is not (' ' or '\t')))
            {
                // A quote may be written with or without a blank behind its sign.
                if (c == '>' || at == line.Length || line[at] != '>')
                {
                    break;
                }

                continue;
            }

            at++;
        }

        return at;
    }
}
