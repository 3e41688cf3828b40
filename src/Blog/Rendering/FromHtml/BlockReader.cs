using AngleSharp.Dom;
using Blog.Rendering.FromHtml.Inlines;

namespace Blog.Rendering.FromHtml;

/// <summary>Reads the blocks of a tree, in the order in which they are read.</summary>
internal sealed class BlockReader(HtmlPage page)
{
    private static readonly string[] Surroundings = ["dir", "lang"];

    /// <summary>Reads adjacent nodes.</summary>
    public List<MarkdownBlock> Read(IEnumerable<INode> nodes)
    {
        var (blocks, line) = (new List<MarkdownBlock>(), new List<INode>());
        foreach (var node in nodes)
        {
            if (node is IComment comment)
            {
                if (MarkOf(comment.Data) is { } mark)
                {
                    AddLine(line, blocks);
                    blocks.Add(mark);
                }
            }
            else if (node is IElement element && BlockNames.IsBlock(element))
            {
                AddLine(line, blocks);
                Add(element, blocks);
            }
            else
            {
                line.Add(node);
            }
        }

        AddLine(line, blocks);
        return blocks;
    }

    /// <summary>Paragraphs of pieces; two breaks or more are the end of one.</summary>
    public static IEnumerable<MarkdownBlock> Paragraphs(List<InlinePiece> pieces)
    {
        for (var from = 0; from < pieces.Count; )
        {
            var to = from;
            while (to < pieces.Count && !IsGap(pieces, to))
            {
                to++;
            }

            var part = pieces.GetRange(from, to - from);
            while (part.Count > 0 && IsEdge(part[^1]))
            {
                part.RemoveAt(part.Count - 1);
            }

            while (part.Count > 0 && IsEdge(part[0]))
            {
                part.RemoveAt(0);
            }

            if (part.Count > 0)
            {
                yield return MarkdownBlock.Paragraph(InlineWriter.Paragraph(part));
            }

            for (from = to; from < pieces.Count && IsEdge(pieces[from]); from++) { }
        }
    }

    private static bool IsGap(List<InlinePiece> pieces, int at) =>
        pieces[at] is InlinePiece.Break
        && (
            (at + 1 < pieces.Count && pieces[at + 1] is InlinePiece.Break)
            || (at + 2 < pieces.Count && IsBlank(pieces[at + 1]) && pieces[at + 2] is InlinePiece.Break)
        );

    private static bool IsEdge(InlinePiece piece) => piece is InlinePiece.Break || IsBlank(piece);

    private static bool IsBlank(InlinePiece piece) => piece is InlinePiece.Words { Text: var text } && string.IsNullOrWhiteSpace(text);

    private void AddLine(List<INode> line, List<MarkdownBlock> blocks)
    {
        if (line.Count > 0)
        {
            blocks.AddRange(Paragraphs(InlineReader.Read(line, page)));
            line.Clear();
        }
    }

    private void Add(IElement element, List<MarkdownBlock> blocks)
    {
        if (page.IsNote(element))
        {
            return;
        }

        if (CodeReader.Read(element) is { } code)
        {
            blocks.Add(code);
            return;
        }

        switch (element.LocalName)
        {
            case "hr":
                // What divides the text from its footnotes is the renderer's own.
                if (element.Parent is not IElement { ClassName: { } names } || !names.Contains("footnote", StringComparison.Ordinal))
                {
                    blocks.Add(MarkdownBlock.Other("---"));
                }

                break;
            case ['h', >= '1' and <= '6' and var level] when !BlockNames.HoldsMore(element):
                AddHeading(element, level - '0', blocks);
                break;
            case "blockquote":
                AddQuote(element, blocks);
                break;
            case "ul" or "ol" or "menu" or "dir":
                new ListReader(this, page).Add(element, blocks);
                break;
            case "dl":
                new ListReader(this, page).AddDefinitions(element, blocks);
                break;
            case "table":
                new TableReader(this, page).Add(element, blocks);
                break;
            case "figure":
                new FigureReader(this, page).Add(element, blocks);
                break;
            case "details":
                AddDetails(element, blocks);
                break;
            case "iframe" or "embed":
                if (EmbedReader.Link(page.Address(EmbedReader.AddressOf(element)), element.GetAttribute("title")) is { } link)
                {
                    blocks.Add(MarkdownBlock.Paragraph(link));
                }

                break;
            case "p" when !BlockNames.HoldsBlock(element) && !element.ChildNodes.OfType<IComment>().Any():
                AddIn(element, [.. Paragraphs(InlineReader.ReadContent(element, page))], blocks);
                break;
            default:
                AddContainer(element, blocks);
                break;
        }
    }

    private void AddContainer(IElement element, List<MarkdownBlock> blocks)
    {
        if (new FigureReader(this, page).TryAddGallery(element, blocks))
        {
            return;
        }

        if (page.TakeAnchor(element.Id) is { } id)
        {
            blocks.Add(MarkdownBlock.Other($"<a id=\"{InlineHtml.Attribute(id)}\"></a>"));
        }

        AddIn(element, Read(element.ChildNodes), blocks);
    }

    /// <summary>Blocks of another direction or language than their surroundings stand in an element that says so.</summary>
    private static void AddIn(IElement element, List<MarkdownBlock> inner, List<MarkdownBlock> blocks)
    {
        var attributes = string.Concat(
            Surroundings
                .Select(name => (Name: name, Value: element.GetAttribute(name)))
                .Where(one => one.Value is { Length: > 0 and < 40 } value && value.All(c => char.IsAsciiLetterOrDigit(c) || c == '-'))
                .Select(one => $" {one.Name}=\"{one.Value}\"")
        );
        if (attributes.Length == 0 || inner.Count == 0)
        {
            blocks.AddRange(inner);
            return;
        }

        blocks.Add(MarkdownBlock.Other($"<div{attributes}>\n\n{MarkdownBlock.Join(inner)}\n\n</div>"));
    }

    private void AddHeading(IElement element, int level, List<MarkdownBlock> blocks)
    {
        var pieces = InlineReader.ReadContent(element, page);
        if (pieces.Count > 0)
        {
            // A heading is one line.
            var line = pieces.Select(piece => piece is InlinePiece.Break ? new InlinePiece.Words(" ") : piece).ToList();
            blocks.Add(MarkdownBlock.Other(InlineWriter.Heading(level, line)));
        }
    }

    private void AddQuote(IElement element, List<MarkdownBlock> blocks)
    {
        var inner = Read(element.ChildNodes);
        if (inner.Count == 0)
        {
            return;
        }

        var alert = element.GetAttribute("data-alert") is "note" or "tip" or "important" or "warning" or "caution"
            ? $"> [!{element.GetAttribute("data-alert")!.ToUpperInvariant()}]\n"
            : "";
        blocks.Add(MarkdownBlock.Other(alert + MarkdownBlock.Quote(MarkdownBlock.Join(inner))));
    }

    private void AddDetails(IElement element, List<MarkdownBlock> blocks)
    {
        var summary = element.Children.FirstOrDefault(child => child.LocalName == "summary");
        var words = summary is null ? "" : InlineHtml.Of(InlineReader.ReadContent(summary, page));
        var inner = Read(element.ChildNodes.Where(node => !ReferenceEquals(node, summary)));
        var open = element.HasAttribute("open") ? " open" : "";
        blocks.Add(
            MarkdownBlock.Other(
                $"<details{open}>\n"
                    + (words.Length == 0 ? "" : $"<summary>{words}</summary>\n")
                    + (inner.Count == 0 ? "" : $"\n{MarkdownBlock.Join(inner)}\n\n")
                    + "</details>"
            )
        );
    }

    /// <summary>What a comment means: the end of the summary, or of a page.</summary>
    private static MarkdownBlock? MarkOf(string comment) =>
        comment.Trim() is var words && (words == "more" || words.StartsWith("more ", StringComparison.Ordinal))
            ? MarkdownBlock.Other("<!-- more -->")
        : words == "nextpage" ? MarkdownBlock.Other("---")
        : null;
}
