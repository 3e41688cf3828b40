using System.Text;
using AngleSharp.Dom;
using Blog.Rendering.FromHtml.Inlines;
using Blog.Rendering.Html;

namespace Blog.Rendering.FromHtml;

/// <summary>
/// Prints what Markdown cannot say as the HTML that the sanitizer would leave of it, one row or item a line. It has no blank line, behind
/// which the renderer would read Markdown again.
/// </summary>
internal static class CleanHtml
{
    private static readonly HashSet<string> OwnLine = new(StringComparer.Ordinal)
    {
        "table",
        "caption",
        "thead",
        "tbody",
        "tfoot",
        "tr",
        "ul",
        "ol",
        "li",
        "dl",
        "dt",
        "dd",
        "p",
        "div",
        "blockquote",
        "figure",
        "figcaption",
    };

    public static string Of(IElement element, HtmlPage page)
    {
        var html = new StringBuilder();
        Print(element, page, html, isCode: false);
        return string.Join('\n', html.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
    }

    private static void Print(IElement element, HtmlPage page, StringBuilder html, bool isCode)
    {
        if (EmbedReader.AddressOf(element) is { } embedded)
        {
            html.Append(EmbedReader.Html(page.Address(embedded), element.GetAttribute("title")));
            return;
        }

        if (HtmlRules.Dropped.Contains(element.LocalName))
        {
            return;
        }

        var name = HtmlRules.Renamed.GetValueOrDefault(element.LocalName, element.LocalName);
        name = name switch
        {
            "b" => "strong",
            "i" => "em",
            _ => name,
        };
        var isKept = HtmlRules.Elements.Contains(name) && !(name == "span" && AttributesOf(element, name, page).Length == 0);
        if (!isKept)
        {
            PrintChildren(element, page, html, isCode);
            return;
        }

        var hasLine = OwnLine.Contains(name);
        html.Append(hasLine ? "\n<" : "<").Append(name).Append(AttributesOf(element, name, page)).Append('>');
        if (HtmlRules.Void.Contains(name))
        {
            return;
        }

        PrintChildren(element, page, html, isCode || name == "pre");
        html.Append("</").Append(name).Append(hasLine ? ">\n" : ">");
    }

    private static void PrintChildren(IElement element, HtmlPage page, StringBuilder html, bool isCode)
    {
        foreach (var child in element.ChildNodes)
        {
            if (child is IText text)
            {
                // The lines of code are references: no line of the source may be blank.
                html.Append(
                    isCode
                        ? TextEscape.Html(text.Data.ReplaceLineEndings("\n")).Replace("\n", "&#10;", StringComparison.Ordinal)
                        : TextEscape.Html(string.Join(' ', text.Data.Split(['\n', '\r'], StringSplitOptions.RemoveEmptyEntries)))
                );
            }
            else if (child is IElement inner)
            {
                Print(inner, page, html, isCode);
            }
        }
    }

    private static string AttributesOf(IElement element, string name, HtmlPage page)
    {
        var attributes = new StringBuilder();
        var allowed = HtmlRules.Attributes.GetValueOrDefault(name);
        if (name == "img")
        {
            var source = MarkdownAddress.Of(page.Address(PictureSource.Of(element)));
            return $" src=\"{InlineHtml.Attribute(source ?? "")}\" alt=\"{InlineHtml.Attribute(element.GetAttribute("alt") ?? "")}\"";
        }

        foreach (var attribute in element.Attributes)
        {
            var (key, value) = (attribute.Name, attribute.Value);
            if (key is not ("lang" or "dir") && allowed?.Contains(key) != true && !(key == "title" && name == "abbr"))
            {
                continue;
            }

            var written = HtmlRules.Addresses.Contains(key) ? MarkdownAddress.Of(page.Address(value)) : value;
            if (written is not null)
            {
                attributes.Append(' ').Append(key).Append("=\"").Append(InlineHtml.Attribute(written)).Append('"');
            }
        }

        return attributes.ToString();
    }
}
