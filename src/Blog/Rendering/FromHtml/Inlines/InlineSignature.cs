using System.Text;
using Markdig.Extensions.TaskLists;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Blog.Rendering.FromHtml.Inlines;

/// <summary>
/// What a line says and how it is marked, without blanks: two lines of one signature read alike. One is made of the pieces of an HTML text,
/// the other of what the renderer's own parser makes of their Markdown.
/// </summary>
internal sealed class InlineSignature
{
    private const char Marks = '\u0001';
    private const char LinkTo = '\u0002';
    private const char Shown = '\u0003';
    private const char Unknown = '\u0004';
    private const string CodeName = "code";
    private const string LinkName = "a";

    private readonly StringBuilder _text = new();
    private readonly List<string> _open = [];
    private string _last = "";

    /// <summary>Of pieces.</summary>
    public static string Of(IReadOnlyList<InlinePiece> pieces)
    {
        var signature = new InlineSignature();
        signature.Add(pieces);
        return signature._text.ToString();
    }

    /// <summary>Of parsed Markdown; null if it is not a single line of text.</summary>
    public static string? Of(MarkdownDocument document)
    {
        if (document is not [LeafBlock { Inline: { } inline } and (ParagraphBlock or HeadingBlock)])
        {
            return null;
        }

        var signature = new InlineSignature();
        signature.Add(inline);
        return signature._text.ToString();
    }

    private void Add(IReadOnlyList<InlinePiece> pieces)
    {
        foreach (var piece in pieces)
        {
            switch (piece)
            {
                case InlinePiece.Words words:
                    Add(words.Text);
                    break;
                case InlinePiece.Code code:
                    Within(CodeName, () => Add(code.Text));
                    break;
                case InlinePiece.Span span:
                    Within(span.Name, () => Add(span.Inner));
                    break;
                case InlinePiece.Link link:
                    _text.Append(LinkTo).Append(link.Address);
                    Within(LinkName, () => Add(link.Inner));
                    break;
                case InlinePiece.Picture picture:
                    _text.Append(Shown).Append(picture.Address).Append(Shown).Append(picture.Caption);
                    break;
                case InlinePiece.Formula:
                    _text.Append(Unknown);
                    break;
                case InlinePiece.Note note:
                    Add(string.Create(CultureInfo.InvariantCulture, $"[^{note.Number}]"));
                    break;
            }
        }
    }

    private void Add(ContainerInline container)
    {
        foreach (var inline in container)
        {
            switch (inline)
            {
                case LiteralInline literal:
                    Add(literal.Content.ToString());
                    break;
                case HtmlEntityInline entity:
                    Add(entity.Transcoded.ToString());
                    break;
                case CodeInline code:
                    Within(CodeName, () => Add(code.Content));
                    break;
                case AutolinkInline auto:
                    _text.Append(LinkTo).Append(auto.Url);
                    Within(LinkName, () => Add(auto.Url));
                    break;
                case LinkInline { IsImage: true } picture:
                    _text.Append(Shown).Append(picture.Url).Append(Shown).Append(picture.Title);
                    break;
                case LinkInline { IsAutoLink: true } bare:
                    Add(bare);
                    break;
                case LinkInline link:
                    _text.Append(LinkTo).Append(link.Url);
                    Within(LinkName, () => Add(link));
                    break;
                case EmphasisInline emphasis:
                    Within(NameOf(emphasis), () => Add(emphasis));
                    break;
                case HtmlInline html:
                    AddTag(html.Tag);
                    break;
                case LineBreakInline:
                    break;
                case TaskList:
                    _text.Append(Unknown);
                    break;
                case ContainerInline inner:
                    Add(inner);
                    break;
                default:
                    _text.Append(Unknown);
                    break;
            }
        }
    }

    private static string NameOf(EmphasisInline emphasis) =>
        emphasis.DelimiterChar switch
        {
            '*' or '_' => emphasis.DelimiterCount == 2 ? "strong" : "em",
            '~' => "del",
            _ => "mark",
        };

    /// <summary>Anchors and players have no words.</summary>
    private void AddTag(string tag)
    {
        var isEnd = tag.StartsWith("</", StringComparison.Ordinal);
        var name = string.Concat(tag.Skip(isEnd ? 2 : 1).TakeWhile(char.IsAsciiLetterOrDigit)).ToLowerInvariant();
        if (name is "br" or "a" or "audio" or "video" or "wbr")
        {
            return;
        }

        if (!isEnd)
        {
            _open.Add(name);
        }
        else if (_open.LastIndexOf(name) is >= 0 and var at)
        {
            _open.RemoveAt(at);
        }
    }

    private void Within(string name, Action add)
    {
        _open.Add(name);
        add();
        _open.RemoveAt(_open.LastIndexOf(name));
    }

    private void Add(string text)
    {
        foreach (var c in text)
        {
            if (char.IsWhiteSpace(c))
            {
                continue;
            }

            var marks = _open.Count == 0 ? "" : string.Join(' ', _open.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
            if (marks != _last)
            {
                _text.Append(Marks).Append(marks).Append(Marks);
                _last = marks;
            }

            _text.Append(c);
        }
    }
}
