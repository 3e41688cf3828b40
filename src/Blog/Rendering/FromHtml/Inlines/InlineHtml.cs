using System.Text;

namespace Blog.Rendering.FromHtml.Inlines;

/// <summary>Writes a line of text as clean HTML.</summary>
internal static class InlineHtml
{
    public static string Of(IReadOnlyList<InlinePiece> pieces)
    {
        var html = new StringBuilder();
        Append(html, pieces);
        return html.ToString().Trim();
    }

    private static void Append(StringBuilder html, IReadOnlyList<InlinePiece> pieces)
    {
        foreach (var piece in pieces)
        {
            switch (piece)
            {
                case InlinePiece.Words words:
                    html.Append(TextEscape.Html(words.Text));
                    break;
                case InlinePiece.Break:
                    html.Append("<br>");
                    break;
                case InlinePiece.Code code:
                    html.Append("<code>").Append(TextEscape.Html(code.Text)).Append("</code>");
                    break;
                case InlinePiece.Span span:
                    html.Append('<').Append(span.Name).Append(span.Attributes).Append('>');
                    Append(html, span.Inner);
                    html.Append("</").Append(span.Name).Append('>');
                    break;
                case InlinePiece.Link link:
                    html.Append("<a href=\"").Append(Attribute(link.Address)).Append("\">");
                    Append(html, link.Inner);
                    html.Append("</a>");
                    break;
                case InlinePiece.Picture picture:
                    html.Append(
                        CultureInfo.InvariantCulture,
                        $"<img src=\"{Attribute(picture.Address)}\" alt=\"{Attribute(picture.Alt)}\">"
                    );
                    break;
                case InlinePiece.Raw raw:
                    html.Append(raw.Html);
                    break;
                case InlinePiece.Formula formula:
                    html.Append('$').Append(TextEscape.Html(formula.Tex)).Append('$');
                    break;
                case InlinePiece.Note note:
                    html.Append(CultureInfo.InvariantCulture, $"<sup>{note.Number}</sup>");
                    break;
            }
        }
    }

    /// <summary>A value between double quotes.</summary>
    public static string Attribute(string value) =>
        TextEscape.Html(value).Replace("\"", "&quot;", StringComparison.Ordinal).ReplaceLineEndings(" ");
}
