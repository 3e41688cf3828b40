using System.Text;

namespace Blog.Portability.Import.Backups.WordPress;

/// <summary>
/// Paragraphs of the lines of a text, as WordPress makes them when it shows one that has no blocks: a blank line is the end of a paragraph,
/// a single one a break; lines beside blocks and within listings mean nothing.
/// </summary>
/// <remarks>Source: wpautop() in wp-includes/formatting.php of WordPress/WordPress.</remarks>
internal static class Autop
{
    private const string Paragraph = "</p><p>";
    private const string LineBreak = "<br />";

    private static readonly HashSet<string> Blocks = new(
        (
            "table|thead|tfoot|caption|col|colgroup|tbody|tr|td|th|div|dl|dd|dt|ul|ol|li|pre|form|map|area|blockquote|address|style|p|"
            + "h1|h2|h3|h4|h5|h6|hr|fieldset|legend|section|article|aside|hgroup|header|footer|nav|figure|figcaption|details|menu|summary"
        ).Split('|'),
        StringComparer.OrdinalIgnoreCase
    );

    private static readonly string[] Untouched = ["pre", "script", "style", "textarea", "svg", "math"];

    public static string Convert(string text)
    {
        var html = new StringBuilder(text.Length + 100).Append("<p>");
        text = text.ReplaceLineEndings("\n");
        for (var at = 0; at < text.Length; )
        {
            var tag = NextTag(text, at);
            AppendLines(html, text[at..tag.Start], tag);
            at = tag.End;
            if (tag.Start < tag.End)
            {
                html.Append(text, tag.Start, tag.End - tag.Start);
            }
        }

        return html.Append("</p>").ToString();
    }

    /// <summary>Appends the text between two tags.</summary>
    private static void AppendLines(StringBuilder html, string text, Tag next)
    {
        if (text.Length == 0)
        {
            return;
        }

        var words = EndsWithBlock(html) ? text.TrimStart('\n', ' ', '\t') : text;
        words = next.IsBlock ? words.TrimEnd('\n', ' ', '\t') : words;
        var gap = EndsWithBreak(html);
        for (var at = 0; at < words.Length; )
        {
            if (words[at] != '\n')
            {
                gap = false;
                html.Append(words[at++]);
                continue;
            }

            var (lines, end) = (0, at);
            while (end < words.Length && char.IsWhiteSpace(words[end]) && words[end] != '\u3000')
            {
                lines += words[end++] == '\n' ? 1 : 0;
            }

            html.Append(
                lines > 1 ? Paragraph
                : gap ? "\n"
                : LineBreak + "\n"
            );
            at = end;
        }
    }

    private static bool EndsWithBreak(StringBuilder html) =>
        Tail(html) is var tail
        && (
            tail.EndsWith("<br />", StringComparison.Ordinal)
            || tail.EndsWith("<br>", StringComparison.Ordinal)
            || tail.EndsWith("<br/>", StringComparison.Ordinal)
        );

    private static bool EndsWithBlock(StringBuilder html)
    {
        var tail = Tail(html);
        return tail.EndsWith('>') && tail.LastIndexOf('<') is >= 0 and var open && IsBlock(tail.AsSpan(open));
    }

    private static string Tail(StringBuilder html) => html.ToString(Math.Max(0, html.Length - 400), Math.Min(400, html.Length));

    private static bool IsBlock(ReadOnlySpan<char> tag)
    {
        var name = tag.TrimStart('<').TrimStart('/');
        var end = 0;
        while (end < name.Length && char.IsAsciiLetterOrDigit(name[end]))
        {
            end++;
        }

        return Blocks.Contains(name[..end].ToString());
    }

    private static Tag NextTag(string text, int from)
    {
        for (var at = text.IndexOf('<', from); at >= 0; at = text.IndexOf('<', at + 1))
        {
            if (text.AsSpan(at).StartsWith("<!--", StringComparison.Ordinal))
            {
                var close = text.IndexOf("-->", at, StringComparison.Ordinal);
                return close < 0 ? Tag.None(text) : new Tag(at, close + 3, IsMark(text.AsSpan(at)));
            }

            var after = at + 1 < text.Length ? text[at + 1] : ' ';
            if (!char.IsAsciiLetter(after) && after != '/')
            {
                continue;
            }

            var end = text.IndexOf('>', at);
            if (end < 0)
            {
                return Tag.None(text);
            }

            var name = Untouched.FirstOrDefault(one => Opens(text, at, one));
            if (name is not null && text.IndexOf($"</{name}", end, StringComparison.OrdinalIgnoreCase) is > 0 and var last)
            {
                end = text.IndexOf('>', last) is > 0 and var closed ? closed : text.Length - 1;
            }

            return new Tag(at, end + 1, IsBlock(text.AsSpan(at)));
        }

        return Tag.None(text);
    }

    /// <summary>The end of a summary or page divides paragraphs.</summary>
    private static bool IsMark(ReadOnlySpan<char> comment) =>
        comment.StartsWith("<!--more", StringComparison.Ordinal) || comment.StartsWith("<!--nextpage", StringComparison.Ordinal);

    private static bool Opens(string text, int at, string name) =>
        string.Compare(text, at + 1, name, 0, name.Length, StringComparison.OrdinalIgnoreCase) == 0
        && at + 1 + name.Length < text.Length
        && text[at + 1 + name.Length] is '>' or ' ' or '\n' or '\t';

    /// <param name="Start">Index of its first sign; the end of the text for none.</param>
    /// <param name="End">Behind its last sign.</param>
    private readonly record struct Tag(int Start, int End, bool IsBlock)
    {
        public static Tag None(string text) => new(text.Length, text.Length, true);
    }
}
