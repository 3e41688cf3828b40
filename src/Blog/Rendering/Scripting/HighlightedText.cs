using System.Text;

namespace Blog.Rendering.Scripting;

/// <summary>The only HTML allowed in a highlighted block: escaped text and <c>&lt;span class="hljs-…"&gt;</c>.</summary>
internal static class HighlightedText
{
    private const string Open = "<span class=\"hljs-";
    private const string Close = "</span>";

    public static string Escape(string text)
    {
        var html = new StringBuilder(text.Length + (text.Length / 8));
        foreach (var c in text)
        {
            _ = c switch
            {
                '&' => html.Append("&amp;"),
                '<' => html.Append("&lt;"),
                '>' => html.Append("&gt;"),
                _ => html.Append(c),
            };
        }

        return html.ToString();
    }

    /// <summary>
    /// True if the markup consists of balanced spans with <c>hljs-*</c> classes, and its text equals the code character by character: the
    /// highlighter is not trusted beyond that. A single pass.
    /// </summary>
    public static bool IsFaithful(ReadOnlySpan<char> html, ReadOnlySpan<char> code)
    {
        var depth = 0;
        var read = 0;
        while (!html.IsEmpty)
        {
            if (html.StartsWith(Close))
            {
                if (--depth < 0)
                {
                    return false;
                }

                html = html[Close.Length..];
            }
            else if (html[0] == '<')
            {
                var length = OpenTag(html);
                if (length == 0)
                {
                    return false;
                }

                depth++;
                html = html[length..];
            }
            else
            {
                var (character, length) = html[0] == '&' ? Entity(html) : (html[0], 1);
                if (length == 0 || read == code.Length || code[read] != character || character == '\0')
                {
                    return false;
                }

                read++;
                html = html[length..];
            }
        }

        return depth == 0 && read == code.Length;
    }

    private static int OpenTag(ReadOnlySpan<char> html)
    {
        if (!html.StartsWith(Open))
        {
            return 0;
        }

        var end = Open.Length;
        while (end < html.Length && (char.IsAsciiLetterOrDigit(html[end]) || html[end] is '-' or '_' or ' '))
        {
            end++;
        }

        return html[end..].StartsWith("\">") && end > Open.Length ? end + 2 : 0;
    }

    private static (char Character, int Length) Entity(ReadOnlySpan<char> html) =>
        html switch
        {
            ['&', 'a', 'm', 'p', ';', ..] => ('&', 5),
            ['&', 'l', 't', ';', ..] => ('<', 4),
            ['&', 'g', 't', ';', ..] => ('>', 4),
            ['&', 'q', 'u', 'o', 't', ';', ..] => ('"', 6),
            ['&', '#', 'x', '2', '7', ';', ..] => ('\'', 6),
            _ => default,
        };
}
