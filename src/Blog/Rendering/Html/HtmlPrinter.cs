using System.Text;
using AngleSharp.Dom;
using Blog.Rendering.Output;

namespace Blog.Rendering.Html;

/// <summary>
/// Prints a sanitized tree. It checks the element allowlist once more and fills the placeholders, so that a mistake in one pass alone lets
/// nothing through.
/// </summary>
internal sealed class HtmlPrinter(Placeholders placeholders, bool summary)
{
    private readonly StringBuilder _html = new();

    /// <summary>Prints the children of an element.</summary>
    public string PrintChildren(IElement root)
    {
        foreach (var node in root.ChildNodes)
        {
            Print(node);
        }

        return _html.ToString().Trim('\n', ' ');
    }

    private void Print(INode node)
    {
        switch (node)
        {
            case IText text:
                Escape(text.Data, attribute: false);
                break;
            case IElement element when placeholders.Find(element.ClassName) is { } placeholder:
                _html.Append(summary ? placeholder.SummaryHtml : placeholder.Html);
                break;
            case IElement element when HtmlRules.Elements.Contains(element.LocalName):
                PrintElement(element);
                break;
            case IElement element:
                PrintChildrenOf(element);
                break;
        }
    }

    private void PrintElement(IElement element)
    {
        _html.Append('<').Append(element.LocalName);
        foreach (var attribute in element.Attributes)
        {
            _html.Append(' ').Append(attribute.LocalName);
            if (attribute.Value.Length > 0 || attribute.LocalName is "alt" or "href")
            {
                _html.Append("=\"");
                Escape(attribute.Value, attribute: true);
                _html.Append('"');
            }
        }

        _html.Append('>');
        if (HtmlRules.Void.Contains(element.LocalName))
        {
            return;
        }

        // HTML parsers drop the first line feed after <pre>.
        if (element.LocalName == "pre" && element.FirstChild is IText { Data: ['\n', ..] })
        {
            _html.Append('\n');
        }

        PrintChildrenOf(element);
        _html.Append("</").Append(element.LocalName).Append('>');
    }

    private void PrintChildrenOf(IElement element)
    {
        foreach (var child in element.ChildNodes)
        {
            Print(child);
        }
    }

    private void Escape(string text, bool attribute)
    {
        foreach (var c in text)
        {
            _ = c switch
            {
                '&' => _html.Append("&amp;"),
                '<' => _html.Append("&lt;"),
                '>' => _html.Append("&gt;"),
                '"' when attribute => _html.Append("&quot;"),
                // from a character reference in raw HTML: AngleSharp would stop here when parsing this again
                '\uFFFF' => _html.Append('\uFFFD'),
                _ => _html.Append(c),
            };
        }
    }
}
