using Blog.Rendering.Printing;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Blog.Rendering.Extensions.RawHtml;

/// <summary>Finds HTML that Markdown takes for text, because its end is missing: a comment, an instruction, a quote.</summary>
internal static class LooseHtml
{
    private const int MaxProblems = 20;

    /// <summary>How far a tag is read, in characters.</summary>
    private const int MaxTag = 200;

    public static void Report(MarkdownDocument document, RenderState state)
    {
        var (last, count) = (-1, 0);
        foreach (var literal in document.Descendants<LiteralInline>())
        {
            if (literal.Line != last && Find(literal) is { IsEmpty: false } html)
            {
                last = literal.Line;
                state.ReportUnclosed(html, last);
                if (++count == MaxProblems)
                {
                    return;
                }
            }
        }
    }

    /// <summary>The line from where such HTML begins: brackets and signs of emphasis cut it into several literals.</summary>
    private static ReadOnlySpan<char> Find(LiteralInline literal)
    {
        var part = literal.Content;
        for (var at = part.Start + (literal.IsFirstCharacterEscaped ? 1 : 0); at <= part.End; at++)
        {
            if (part.Text[at] == '<')
            {
                var rest = part.Text.AsSpan(at, Math.Min(part.Text.Length - at, MaxTag));
                var line = rest.IndexOf('\n') is >= 0 and var end ? rest[..end] : rest;
                if (IsOpening(line) || IsTag(line[1..]))
                {
                    return line;
                }
            }
        }

        return default;
    }

    private static bool IsOpening(ReadOnlySpan<char> text) =>
        text.StartsWith("<!--", StringComparison.Ordinal)
        || text.StartsWith("<![CDATA[", StringComparison.Ordinal)
        || text is ['<', '?', >= 'a' and <= 'z', ..];

    // <video src="a.mp4> but not a < b
    private static bool IsTag(ReadOnlySpan<char> text)
    {
        var name = 0;
        while (name < text.Length && char.IsAsciiLetterOrDigit(text[name]))
        {
            name++;
        }

        var rest = text[name..];
        return name > 0
            && char.IsAsciiLetter(text[0])
            && rest is [' ' or '\t', ..]
            && rest.TrimStart() is [>= 'a' and <= 'z', ..]
            && rest.Contains('=');
    }
}
