using System.Text;
using Blog.Rendering.Extensions;
using Markdig;

namespace Blog.Rendering.FromHtml.Inlines;

/// <summary>
/// Writes a line of text as Markdown that the renderer reads back to the same words and marks: what it would read otherwise is escaped more
/// strictly, then marked by elements, and in the end it is HTML.
/// </summary>
internal sealed class InlineWriter
{
    private static readonly MarkdownPipeline Pipeline = PostPipeline.Build();

    private readonly StringBuilder _text = new();
    private readonly bool _isStrict;
    private readonly bool _hasTags;

    private InlineWriter(bool isStrict, bool hasTags) => (_isStrict, _hasTags) = (isStrict, hasTags);

    /// <summary>A paragraph; HTML where Markdown cannot say it.</summary>
    public static string Paragraph(IReadOnlyList<InlinePiece> pieces) => Write(pieces, "") ?? $"<p>{InlineHtml.Of(pieces)}</p>";

    /// <summary>A heading; HTML where Markdown cannot say it.</summary>
    public static string Heading(int level, IReadOnlyList<InlinePiece> pieces)
    {
        var line = pieces.Where(piece => piece is not InlinePiece.Break).ToList();
        return Write(line, new string('#', level) + " ")
            ?? string.Create(CultureInfo.InvariantCulture, $"<h{level}>{InlineHtml.Of(line)}</h{level}>");
    }

    /// <summary>A line; null where Markdown cannot say it.</summary>
    /// <param name="start">What makes a block of it: <c>## </c>; empty for a paragraph.</param>
    public static string? Write(IReadOnlyList<InlinePiece> pieces, string start)
    {
        var meant = InlineSignature.Of(pieces);
        foreach (var (isStrict, hasTags) in new[] { (false, false), (false, true), (true, false), (true, true) })
        {
            var writer = new InlineWriter(isStrict, hasTags);
            writer._text.Append(start);
            writer.Append(pieces, ' ');
            var text = writer._text.ToString().Trim(' ', '\n');
            if (InlineSignature.Of(Markdown.Parse(text, Pipeline)) == meant)
            {
                return text;
            }
        }

        return null;
    }

    /// <param name="after">The sign behind them; a blank for none.</param>
    private void Append(IReadOnlyList<InlinePiece> pieces, char after)
    {
        for (var at = 0; at < pieces.Count; at++)
        {
            switch (pieces[at])
            {
                case InlinePiece.Words words:
                    TextEscape.Append(_text, words.Text, at + 1 < pieces.Count ? FirstOf(pieces[at + 1]) : after, _isStrict);
                    break;
                case InlinePiece.Formula formula:
                    _text.Append('$').Append(formula.Tex).Append('$');
                    break;
                case InlinePiece.Break:
                    while (_text.Length > 0 && _text[^1] == ' ')
                    {
                        _text.Length--;
                    }

                    _text.Append("\\\n");
                    break;
                case InlinePiece.Code code:
                    AppendCode(code.Text);
                    break;
                case InlinePiece.Span span:
                    AppendSpan(span);
                    break;
                case InlinePiece.Link link:
                    AppendLink(link);
                    break;
                case InlinePiece.Picture picture:
                    var caption = picture.Caption.Length == 0 ? "" : $" \"{TextEscape.Caption(picture.Caption)}\"";
                    _text.Append(CultureInfo.InvariantCulture, $"![{TextEscape.Alternative(picture.Alt)}]({picture.Address}{caption})");
                    break;
                case InlinePiece.Note note:
                    _text.Append(CultureInfo.InvariantCulture, $"[^{note.Number}]");
                    break;
                case InlinePiece.Raw raw:
                    _text.Append(raw.Html);
                    break;
            }
        }
    }

    private void AppendSpan(InlinePiece.Span span)
    {
        var mark = _hasTags ? null : MarkOf(span.Name);
        if (mark is null)
        {
            _text.Append('<').Append(span.Name).Append(span.Attributes).Append('>');
            Append(span.Inner, '<');
            _text.Append("</").Append(span.Name).Append('>');
            return;
        }

        _text.Append(mark);
        Append(span.Inner, mark[0]);
        _text.Append(mark);
    }

    private static string? MarkOf(string name) =>
        name switch
        {
            "strong" => "**",
            "em" => "*",
            "del" => "~~",
            "mark" => "==",
            _ => null,
        };

    private static char FirstOf(InlinePiece piece) =>
        piece switch
        {
            InlinePiece.Link or InlinePiece.Note => '[',
            InlinePiece.Picture => '!',
            InlinePiece.Code => '`',
            InlinePiece.Formula => '$',
            InlinePiece.Break => '\n',
            InlinePiece.Span span => MarkOf(span.Name)?[0] ?? '<',
            InlinePiece.Words { Text: [var first, ..] } => first,
            _ => '<',
        };

    private void AppendLink(InlinePiece.Link link)
    {
        if (link.Inner is [InlinePiece.Words { Text: var words }] && words == link.Address && IsWhole(words))
        {
            _text.Append('<').Append(words).Append('>');
            return;
        }

        _text.Append('[');
        Append(link.Inner, ']');
        _text.Append("](").Append(link.Address).Append(')');
    }

    private static bool IsWhole(string address) =>
        address.StartsWith("https://", StringComparison.Ordinal) || address.StartsWith("http://", StringComparison.Ordinal);

    private void AppendCode(string code)
    {
        var (longest, run) = (0, 0);
        foreach (var c in code)
        {
            run = c == '`' ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        var fence = new string('`', longest + 1);
        var blank = code.StartsWith('`') || code.EndsWith('`') || (code.StartsWith(' ') && code.EndsWith(' ')) ? " " : "";
        _text.Append(fence).Append(blank).Append(code).Append(blank).Append(fence);
    }
}
