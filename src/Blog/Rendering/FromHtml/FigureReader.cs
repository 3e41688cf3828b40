using AngleSharp.Dom;
using Blog.Rendering.FromHtml.Inlines;

namespace Blog.Rendering.FromHtml;

/// <summary>Reads figures: a picture with its caption, several side by side, or something else with words below it.</summary>
internal sealed class FigureReader(BlockReader reader, HtmlPage page)
{
    private static readonly HashSet<string> Galleries = new(StringComparer.Ordinal)
    {
        "wp-block-gallery",
        "blocks-gallery-grid",
        "gallery",
        "tiled-gallery",
        "wp-block-jetpack-tiled-gallery",
        "kg-gallery-card",
        "kg-gallery-container",
    };

    public void Add(IElement figure, List<MarkdownBlock> blocks)
    {
        if (TryAddGallery(figure, blocks))
        {
            return;
        }

        var caption = figure.QuerySelectorAll("figcaption") is { Length: > 0 } captions ? captions[^1] : null;
        var words = caption is null ? [] : InlineReader.ReadContent(caption, page);
        var pictures = figure.QuerySelectorAll("img").ToList();
        if (pictures.Count == 1 && IsOnlyPicture(figure, caption))
        {
            AddPicture(figure, caption, words, blocks);
            return;
        }

        if (figure.ClassList.Contains("wp-block-embed") && EmbedOf(figure, caption) is { } link)
        {
            blocks.Add(MarkdownBlock.Paragraph(link));
        }
        else
        {
            caption?.Remove();
            blocks.AddRange(reader.Read(figure.ChildNodes));
        }

        blocks.AddRange(BlockReader.Paragraphs(words));
    }

    /// <summary>Adds pictures that stand side by side; false if the element is no gallery.</summary>
    public bool TryAddGallery(IElement element, List<MarkdownBlock> blocks)
    {
        if (!element.ClassList.Any(Galleries.Contains) || element.QuerySelectorAll("img").Length < 2)
        {
            return false;
        }

        var caption = element.Children.LastOrDefault(child => child.LocalName == "figcaption");
        caption?.Remove();
        var pictures = new List<MarkdownBlock>();
        foreach (var image in element.QuerySelectorAll("img"))
        {
            var frame = image.Closest("figure") is { } figure && figure != element ? figure : image.Closest("dl, li");
            var own = frame?.QuerySelector("figcaption, .gallery-caption, .wp-caption-text");
            var words = own is null ? [] : InlineReader.ReadContent(own, page);
            AddPicture(image.ParentElement is { LocalName: "a" } link ? link : image, own, words, pictures);
        }

        if (pictures.Count == 0)
        {
            return false;
        }

        blocks.Add(MarkdownBlock.Other($"<div class=\"gallery\">\n\n{MarkdownBlock.Join(pictures)}\n\n</div>"));
        if (caption is not null)
        {
            blocks.AddRange(BlockReader.Paragraphs(InlineReader.ReadContent(caption, page)));
        }

        return true;
    }

    private void AddPicture(IElement place, IElement? caption, List<InlinePiece> words, List<MarkdownBlock> blocks)
    {
        caption?.Remove();
        var pieces = place.LocalName is "img" or "a" ? InlineReader.Read([place], page) : InlineReader.ReadContent(place, page);
        var plain = words.TrueForAll(piece => piece is InlinePiece.Words)
            ? string.Concat(words.OfType<InlinePiece.Words>().Select(piece => piece.Text)).Trim()
            : null;
        var pictured = WithCaption(pieces, plain ?? "");
        if (pictured is not null && (words.Count == 0 || plain is not null) && InlineWriter.Write(pictured, "") is { } line)
        {
            blocks.Add(MarkdownBlock.Paragraph(line));
        }
        else if (pieces.Count > 0)
        {
            var below = words.Count == 0 ? "" : $"<figcaption>{InlineHtml.Of(words)}</figcaption>";
            blocks.Add(MarkdownBlock.Other($"<figure>{InlineHtml.Of(pieces)}{below}</figure>"));
        }
        else
        {
            blocks.AddRange(BlockReader.Paragraphs(words));
        }
    }

    /// <summary>The pieces of a lone picture, linked or not, with its caption; null if there is anything else.</summary>
    private static List<InlinePiece>? WithCaption(List<InlinePiece> pieces, string caption)
    {
        var (anchors, rest) = (pieces.Where(IsAside).ToList(), pieces.Where(piece => !IsAside(piece)).ToList());
        return rest switch
        {
            [InlinePiece.Picture picture] when anchors.Count == 0 || caption.Length == 0 =>
            [
                .. anchors,
                picture with
                {
                    Caption = caption,
                },
            ],
            [InlinePiece.Link { Inner: [InlinePiece.Picture picture] } link] when anchors.Count == 0 || caption.Length == 0 =>
            [
                .. anchors,
                link with
                {
                    Inner = [picture with { Caption = caption }],
                },
            ],
            _ => null,
        };
    }

    private static bool IsAside(InlinePiece piece) =>
        piece is InlinePiece.Raw { Html: ['<', 'a', ' ', ..] }
        || (piece is InlinePiece.Words { Text: var text } && string.IsNullOrWhiteSpace(text));

    private static bool IsOnlyPicture(IElement figure, IElement? caption) =>
        figure.TextContent.Trim().Length - (caption?.TextContent.Trim().Length ?? 0) <= 0
        && figure.QuerySelector("table, pre, iframe, embed, video, audio, blockquote, ul, ol") is null;

    /// <summary>An address of another site's page, which the source showed as a player or a card.</summary>
    private string? EmbedOf(IElement figure, IElement? caption)
    {
        var address = figure.QuerySelector("iframe, embed") is { } frame
            ? EmbedReader.AddressOf(frame)
            : figure
                .ChildNodes.Where(node => !ReferenceEquals(node, caption))
                .Select(node => node.TextContent.Trim())
                .FirstOrDefault(EmbedReader.IsAddress);
        return address is null ? null : EmbedReader.Link(page.Address(address), figure.QuerySelector("iframe")?.GetAttribute("title"));
    }
}
