using System.Text.RegularExpressions;
using Blog.Portability.Import.Templates.Syntax;

namespace Blog.Portability.Import.Templates.Containers;

/// <summary>A box of Python-Markdown: its body is indented by four.</summary>
/// <param name="Mark"><c>!!!</c>, <c>???</c> (folded), <c>???+</c> (unfolded) or <c>===</c> (a tab).</param>
/// <param name="Kind">The kind of alert.</param>
/// <param name="Body">Without its indentation.</param>
/// <param name="FirstPrefix">What stands before the mark.</param>
/// <param name="Prefix">What stands before the lines that follow.</param>
/// <param name="Lines">How many lines it takes.</param>
internal sealed partial record Admonition(string Mark, string Kind, string Title, string Body, string FirstPrefix, string Prefix, int Lines)
{
    private const int Indent = 4;

    /// <summary>Reads the box that begins with a line; null if none does.</summary>
    public static Admonition? Read(string[] lines, int at)
    {
        var line = lines[at];
        if (
            !(
                line.Contains("!!!", StringComparison.Ordinal)
                || line.Contains("???", StringComparison.Ordinal)
                || line.Contains("=== ", StringComparison.Ordinal)
            ) || Head().Match(line) is not { Success: true } head
        )
        {
            return null;
        }

        var first = head.Groups["prefix"].Value;
        var prefix = TagText.Continuation(first, out _);
        var (body, count) = BodyOf(lines, at + 1, prefix);
        var (mark, title) = (head.Groups["mark"].Value, head.Groups["title"].Value);
        if (body.Length == 0 && !head.Groups["title"].Success)
        {
            return null; // exclamation marks in prose
        }

        if (mark == "===" && (body.Length == 0 || !head.Groups["title"].Success))
        {
            return null;
        }

        var loose = string.Join(
            ' ',
            head.Groups["words"].Value.Split(' ').Where(word => word is not ("inline" or "end" or "left" or "right"))
        );
        return new Admonition(
            mark,
            TagMarkdown.AlertKind(head.Groups["type"].Value) ?? "NOTE",
            head.Groups["title"].Success ? title : loose.Trim(),
            body,
            first,
            prefix,
            count + 1
        );
    }

    /// <summary>The box as Markdown.</summary>
    /// <param name="body">Its body, converted.</param>
    public string Convert(string body) =>
        Mark switch
        {
            "!!!" => TagMarkdown.Alert(Kind, Title, body),
            "===" => TagMarkdown.Labelled(Title, body),
            _ => TagMarkdown.Details(Title, body, isOpen: Mark == "???+"),
        };

    private static (string Body, int Lines) BodyOf(string[] lines, int from, string prefix)
    {
        var body = new List<string>();
        var taken = 0;
        for (var i = from; i < lines.Length; i++)
        {
            var line = prefix.Length == 0 ? lines[i] : TagText.WithoutPrefix("\n" + lines[i], prefix)[1..];
            if (string.IsNullOrWhiteSpace(line))
            {
                body.Add("");
                continue;
            }

            var indent =
                line.StartsWith('\t') ? 1
                : line.StartsWith("    ", StringComparison.Ordinal) ? Indent
                : 0;
            if (indent == 0)
            {
                break;
            }

            body.Add(line[indent..]);
            taken = body.Count;
        }

        return (TagText.TrimLines(string.Join('\n', body.Take(taken))), taken);
    }

    [GeneratedRegex(
        @"^(?<prefix>[ \t>]*(([-*+]|[0-9]{1,9}[.)])[ \t]+)*)((?<mark>!!!|\?\?\?\+?)[ \t]*(?<type>[A-Za-z][\w-]*)|(?<mark>===))"
            + @"([ \t]+(?<words>[^""\n]*?))??([ \t]+""(?<title>[^""]*)"")?[ \t]*$",
        RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking
    )]
    private static partial Regex Head();
}
