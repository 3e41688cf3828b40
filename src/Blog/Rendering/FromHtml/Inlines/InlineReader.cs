using System.Text;
using AngleSharp.Dom;
using Blog.Rendering.Text;

namespace Blog.Rendering.FromHtml.Inlines;

/// <summary>Reads the nodes of a line as pieces: blanks as browsers show them, old elements and styles as what they mean.</summary>
/// <param name="page">What the whole text says of it.</param>
internal sealed class InlineReader(HtmlPage page)
{
    /// <summary>An attribute with TeX, which a source's own reader sets.</summary>
    public const string FormulaAttribute = "data-formula";

    private readonly List<InlinePiece> _pieces = [];
    private readonly HashSet<string> _open = new(StringComparer.Ordinal);
    private char _last = ' ';

    /// <summary>Where the content of the surrounding mark begins: what is before it is outside.</summary>
    private int _floor;

    /// <summary>The pieces of adjacent nodes, without blanks and breaks at both ends.</summary>
    public static List<InlinePiece> Read(IEnumerable<INode> nodes, HtmlPage page)
    {
        var reader = new InlineReader(page);
        foreach (var node in nodes)
        {
            reader.Read(node);
        }

        return InlineEdges.Trimmed(reader._pieces);
    }

    /// <summary>The pieces of an element's content, with the anchor that it may be.</summary>
    public static List<InlinePiece> ReadContent(IElement element, HtmlPage page)
    {
        var reader = new InlineReader(page);
        reader.Anchor(element);
        reader.ReadChildren(element);
        return InlineEdges.Trimmed(reader._pieces);
    }

    private void Read(INode node)
    {
        if (node is IText text)
        {
            Add(text.Data);
        }
        else if (node is IElement element)
        {
            Read(element);
        }
    }

    private void ReadChildren(IElement element)
    {
        foreach (var child in element.ChildNodes)
        {
            Read(child);
        }
    }

    private void Read(IElement element)
    {
        switch (element.LocalName)
        {
            case "br":
                Anchor(element);
                _pieces.Add(new InlinePiece.Break());
                _last = ' ';
                break;
            case "img":
                AddPicture(element);
                break;
            case "a":
                AddLink(element);
                break;
            case "code" or "tt":
                AddCode(element);
                break;
            case "audio" or "video":
                AddPlayer(element);
                break;
            case "picture":
                ReadChildren(element);
                break;
            case "source" or "track" or "input" or "button" or "textarea" or "wbr" or "param" or "style" or "script" or "title":
                break;
            case "span" when element.GetAttribute(FormulaAttribute) is { Length: > 0 } tex && !tex.Contains('$', StringComparison.Ordinal):
                Add(new InlinePiece.Formula(string.Join(' ', tex.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))));
                break;
            case "sup" or "span" when page.NoteOf(element) is { } number:
                Add(new InlinePiece.Note(number));
                break;
            default:
                Anchor(element);
                AddSpan(element);
                break;
        }
    }

    private void AddSpan(IElement element)
    {
        // A mark within its like says nothing new.
        var names = InlineMeaning.Of(element).Where(one => one.Name is "span" || _open.Add(one.Name)).ToList();
        var (start, floor) = (_pieces.Count, _floor);
        _floor = start;
        ReadChildren(element);
        _floor = floor;
        _open.ExceptWith(names.Select(one => one.Name));
        if (names.Count == 0 || _pieces.Count == start)
        {
            return;
        }

        var inner = _pieces.GetRange(start, _pieces.Count - start);
        _pieces.RemoveRange(start, inner.Count);
        foreach (var (name, attributes) in names)
        {
            inner = InlineEdges.Wrapped(inner, content => new InlinePiece.Span(name, attributes, content));
        }

        if (
            _pieces.Count > _floor
            && _pieces is [.., InlinePiece.Span before]
            && inner is [InlinePiece.Span after, ..]
            && (before.Name, before.Attributes) == (after.Name, after.Attributes)
        )
        {
            _pieces[^1] = before with { Inner = [.. before.Inner, .. after.Inner] };
            inner.RemoveAt(0);
        }

        _pieces.AddRange(inner);
    }

    private void AddPicture(IElement image)
    {
        if (PictureSource.IsEmoji(image))
        {
            Add(image.GetAttribute("alt")!);
            return;
        }

        if (MarkdownAddress.Of(page.Address(PictureSource.Of(image))) is { } address)
        {
            Anchor(image);
            Add(new InlinePiece.Picture(address, image.GetAttribute("alt")?.Trim() ?? "", ""));
        }
    }

    private void AddLink(IElement link)
    {
        if (page.IsBackLink(link))
        {
            return;
        }

        if (page.NoteOf(link) is { } number)
        {
            Add(new InlinePiece.Note(number));
            return;
        }

        Anchor(link);
        var (start, floor) = (_pieces.Count, _floor);
        _floor = start;
        ReadChildren(link);
        _floor = floor;
        var inner = _pieces.GetRange(start, _pieces.Count - start);
        if (MarkdownAddress.Of(page.Address(link.GetAttribute("href"))) is not { } address || inner.Count == 0)
        {
            return;
        }

        // The whole picture opened by a click on it is the picture that is shown here.
        if (inner is [InlinePiece.Picture picture] && picture.Address == address)
        {
            return;
        }

        _pieces.RemoveRange(start, inner.Count);
        _pieces.AddRange(InlineEdges.Wrapped(inner, content => new InlinePiece.Link(address, content)));
    }

    private void AddCode(IElement element)
    {
        var code = element.TextContent.ReplaceLineEndings(" ");
        if (string.IsNullOrWhiteSpace(code))
        {
            Add(code);
        }
        else if (element.QuerySelector("img, a[href]") is not null)
        {
            ReadChildren(element);
        }
        else
        {
            Add(new InlinePiece.Code(code.Replace('\u00a0', ' ')));
        }
    }

    private void AddPlayer(IElement element)
    {
        var source = element.GetAttribute("src") ?? element.QuerySelector("source[src]")?.GetAttribute("src");
        if (MarkdownAddress.Of(page.Address(source)) is { } address)
        {
            var name = element.LocalName;
            Add(new InlinePiece.Raw($"<{name} src=\"{InlineHtml.Attribute(address)}\" controls></{name}>"));
        }
    }

    private void Anchor(IElement element)
    {
        foreach (var id in new[] { element.Id, element.LocalName == "a" ? element.GetAttribute("name") : null })
        {
            if (page.TakeAnchor(id) is { } target)
            {
                _pieces.Add(new InlinePiece.Raw($"<a id=\"{InlineHtml.Attribute(target)}\"></a>"));
            }
        }
    }

    private void Add(InlinePiece piece)
    {
        _pieces.Add(piece);
        _last = 'x';
    }

    private void Add(string data)
    {
        var (text, isBlank, isBroken) = (new StringBuilder(), false, false);
        foreach (var c in data)
        {
            if (c is ' ' or '\t' or '\n' or '\r' or '\f')
            {
                (isBlank, isBroken) = (true, isBroken | c is '\n' or '\r');
                continue;
            }

            if (isBlank && _last != ' ' && !(isBroken && IsWide(_last) && IsWide(c)))
            {
                text.Append(' ');
            }

            (isBlank, isBroken) = (false, false);
            text.Append(c is '\0' ? '\uFFFD' : c);
            _last = c;
        }

        if (isBlank && _last != ' ')
        {
            text.Append(' ');
            _last = ' ';
        }

        if (text.Length > 0)
        {
            _pieces.Add(new InlinePiece.Words(text.ToString()));
        }
    }

    private static bool IsWide(char c) => Rune.TryCreate(c, out var rune) && CjkText.IsWide(rune);
}
