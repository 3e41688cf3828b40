using System.Net;
using System.Text;
using AngleSharp.Dom;
using Blog.Rendering.FromHtml;
using Blog.Rendering.FromHtml.Inlines;

namespace Blog.Portability.Import.Comments;

/// <summary>
/// Makes Markdown of what comments say: text, emphasis, links, code, quotes and lists. Images become links, since comments have none; all
/// else becomes text, since their HTML is shown as it is written.
/// </summary>
internal static class CommentTexts
{
    private static readonly HashSet<string> Kept = new(StringComparer.Ordinal)
    {
        "p",
        "div",
        "br",
        "hr",
        "strong",
        "b",
        "em",
        "i",
        "del",
        "s",
        "code",
        "pre",
        "a",
        "blockquote",
        "ul",
        "ol",
        "li",
    };

    private static readonly string[] Lines = ["tr", "dt", "dd", "summary", "figcaption", "section", "article", "figure", "details"];

    public static string ToMarkdown(SourceComment comment) =>
        comment.Format == CommentFormat.Markdown
            ? comment.Text
            : Convert(comment.Format == CommentFormat.HtmlLines ? WithBreaks(comment.Text) : comment.Text);

    private static string Convert(string html)
    {
        var result = HtmlToMarkdown.Convert(html, new HtmlReading { Prepare = Simplify });
        if (result.Refusal is null)
        {
            return result.Markdown;
        }

        // So deep or large that a parser must not see it: its text, without what could be a sign of Markdown.
        return HtmlToMarkdown.Convert(WebUtility.HtmlEncode(WithoutTags(html))) is { Refusal: null } plain ? plain.Markdown : "";
    }

    private static void Simplify(IElement body)
    {
        foreach (var element in body.QuerySelectorAll("*").Reverse().ToList())
        {
            if (element.LocalName == "img")
            {
                ReplaceImage(element);
            }
            else if (element.LocalName is ['h', >= '1' and <= '6'])
            {
                Rename(element, "strong");
            }
            else if (Lines.Contains(element.LocalName, StringComparer.Ordinal))
            {
                Rename(element, null);
            }
            else if (!Kept.Contains(element.LocalName))
            {
                if (element.LocalName is "td" or "th")
                {
                    element.AppendChild(element.Owner!.CreateTextNode(" "));
                }

                element.Replace([.. element.ChildNodes]);
            }
        }
    }

    /// <summary>Makes a paragraph of an element, with its text in another element if one is named.</summary>
    private static void Rename(IElement element, string? inner)
    {
        var paragraph = element.Owner!.CreateElement("p");
        var target = inner is null ? paragraph : (IElement)paragraph.AppendChild(element.Owner.CreateElement(inner));
        target.Append([.. element.ChildNodes]);
        element.Replace(paragraph);
    }

    /// <summary>Emoji are told by their class; their description is the sign that was typed.</summary>
    private static void ReplaceImage(IElement image)
    {
        var (alt, kind, document) = (image.GetAttribute("alt") ?? "", image.ClassName ?? "", image.Owner!);
        var isSign = kind.Contains("emo", StringComparison.OrdinalIgnoreCase) || kind.Contains("owo", StringComparison.OrdinalIgnoreCase);
        if (
            !isSign
            && Uri.TryCreate(image.GetAttribute("src"), UriKind.Absolute, out var url)
            && url.Scheme.StartsWith("http", StringComparison.Ordinal)
        )
        {
            var link = document.CreateElement("a");
            link.SetAttribute("href", url.AbsoluteUri);
            link.TextContent = alt.Length > 0 ? alt : url.Host;
            image.Replace(link);
        }
        else
        {
            image.Replace(document.CreateTextNode(alt));
        }
    }

    /// <summary>Makes the line breaks of a text elements, outside of code (WordPress: wpautop of wp-includes/formatting.php).</summary>
    private static string WithBreaks(string html)
    {
        var text = new StringBuilder(html.Length + 100);
        var rest = html.ReplaceLineEndings("\n");
        while (rest.Length > 0)
        {
            var start = rest.IndexOf("<pre", StringComparison.OrdinalIgnoreCase);
            var plain = start < 0 ? rest : rest[..start];
            text.Append(plain.Trim('\n').Replace("\n\n", "<p>", StringComparison.Ordinal).Replace("\n", "<br>", StringComparison.Ordinal));
            if (start < 0)
            {
                break;
            }

            var end = rest.IndexOf("</pre>", start, StringComparison.OrdinalIgnoreCase);
            end = end < 0 ? rest.Length : end + "</pre>".Length;
            text.Append(rest, start, end - start);
            rest = rest[end..];
        }

        return text.ToString();
    }

    private static string WithoutTags(string html)
    {
        var (text, isTag) = (new StringBuilder(), false);
        foreach (var c in html)
        {
            isTag = c == '<' || (isTag && c != '>');
            if (!isTag && c != '>')
            {
                text.Append(c);
            }
        }

        return text.ToString();
    }
}
