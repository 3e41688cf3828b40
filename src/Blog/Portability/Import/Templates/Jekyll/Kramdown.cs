using System.Text;
using System.Text.RegularExpressions;
using Blog.Portability.Import.Templates.Syntax;

namespace Blog.Portability.Import.Templates.Jekyll;

/// <summary>Takes kramdown's attribute lists out of a text, and makes its inline footnotes ordinary ones.</summary>
internal static partial class Kramdown
{
    /// <summary>Converts a text outside code.</summary>
    /// <param name="headingsOnly">True for Hugo, which has only the ids of headings in common.</param>
    public static string Convert(string text, bool headingsOnly)
    {
        if (!Any().IsMatch(text))
        {
            return text;
        }

        var scan = TemplateScan.Of(text, TagSyntax.None, _ => false);
        var lines = new List<string>();
        var notes = new StringBuilder();
        var (offset, count) = (0, 0);
        foreach (var line in text.Split('\n'))
        {
            var start = offset;
            offset += line.Length + 1;
            if (scan.IsCode(start + Math.Max(0, line.AsSpan().IndexOfAnyExcept(" \t>"))) && !line.Contains("{:", StringComparison.Ordinal))
            {
                lines.Add(line);
            }
            else if (!headingsOnly && OwnLine().IsMatch(line) && !scan.IsCode(start + line.IndexOf('{', StringComparison.Ordinal)))
            {
                DropContents(lines, line);
            }
            else
            {
                lines.Add(Inline(line, start, scan, headingsOnly ? null : notes, ref count));
            }
        }

        return string.Join('\n', lines) + notes;
    }

    /// <summary>A list of one item before <c>{:toc}</c> only says where the contents stand.</summary>
    private static void DropContents(List<string> lines, string attributes)
    {
        if (attributes.Contains("toc", StringComparison.Ordinal) && lines.Count > 0 && OneItem().IsMatch(lines[^1]))
        {
            lines.RemoveAt(lines.Count - 1);
        }
    }

    private static string Inline(string line, int start, TemplateScan scan, StringBuilder? notes, ref int count)
    {
        if (HeadingId().Match(line) is { Success: true } heading && !scan.IsCode(start + heading.Index))
        {
            return $"{heading.Groups["text"].Value.TrimEnd()} <a id=\"{heading.Groups["id"].Value}\"></a>";
        }

        if (notes is null)
        {
            return line;
        }

        line = Attributes().Replace(line, match => scan.IsCode(start + match.Index) ? match.Value : match.Groups["before"].Value);
        if (!line.Contains("^[", StringComparison.Ordinal))
        {
            return line;
        }

        var number = count;
        line = InlineNote()
            .Replace(
                line,
                match =>
                {
                    if (scan.IsCode(start + match.Index) || !IsNote(match.Groups["text"].ValueSpan))
                    {
                        return match.Value;
                    }

                    number++;
                    notes.Append(CultureInfo.InvariantCulture, $"\n\n[^inline-{number}]: {match.Groups["text"].Value}");
                    return $"{match.Groups["before"].Value}[^inline-{number}]";
                }
            );
        count = number;
        return line;
    }

    /// <summary>A regular expression has neither blanks nor other scripts.</summary>
    private static bool IsNote(ReadOnlySpan<char> text) => text.Contains(' ') || text.ContainsAnyExceptInRange('\0', '\x7F');

    [GeneratedRegex(@"\{:|\{#|\^\[", RegexOptions.NonBacktracking)]
    private static partial Regex Any();

    // {:toc}   {: .class #id title="x"}   {::options x="y" /}   {:name: .class}
    [GeneratedRegex(@"^[ \t>]*\{::?[^{}\n]*\}[ \t]*$", RegexOptions.NonBacktracking)]
    private static partial Regex OwnLine();

    [GeneratedRegex(@"^[ \t]*([-*+]|1\.)[ \t]+[^\[\n]*$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex OneItem();

    // directly behind a link, an image, emphasis, code or a heading
    [GeneratedRegex(
        @"(?<before>[)*_`\]>~""” \t])\{:[^{}%\n][^{}\n]*\}|\{::?/?(comment|nomarkdown|options)?[^{}\n]*\}$",
        RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking
    )]
    private static partial Regex Attributes();

    [GeneratedRegex(
        @"^(?<text>[ ]{0,3}#{1,6}[ \t][^\n]*?)[ \t]*\{:?[ \t]*#(?<id>[\w-]+)[^{}]*\}[ \t]*#*$",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture
    )]
    private static partial Regex HeadingId();

    [GeneratedRegex(
        @"(?<before>[^\s\[\]`/\\(])\^\[(?<text>[^\[\]`\n]{2,}(\[[^\[\]\n]*\]\([^()\n]*\)[^\[\]`\n]*)*)\]",
        RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking
    )]
    private static partial Regex InlineNote();
}
