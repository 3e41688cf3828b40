using AngleSharp.Dom;
using Blog.Rendering.Html;
using Blog.Rendering.Output;

namespace Blog.Rendering.Summaries;

/// <summary>The summary of a post without a <c>more</c> mark: whole blocks up to the limit.</summary>
internal sealed class LeadingBlocks(RenderTexts texts, Placeholders placeholders)
{
    /// <summary>Length that an image or a display formula counts as.</summary>
    private const int PictureMeasure = 40;

    /// <summary>Length that a line of code counts as.</summary>
    private const int CodeLineMeasure = 8;

    private readonly List<INode> _pending = [];
    private int _used;

    /// <summary>Moves the first blocks of a copy into the summary.</summary>
    /// <returns>True if the summary is the whole post.</returns>
    public bool Fill(IElement summary, IElement copy)
    {
        var whole = true;
        foreach (var node in copy.ChildNodes.ToArray())
        {
            // A heading or rule is added only together with the block after it: it never comes last.
            if (node is not IElement block || block.LocalName is ['h', >= '1' and <= '6'] or "hr")
            {
                _pending.Add(node);
                continue;
            }

            var measure = MeasureOf(block);
            if (Fits(measure))
            {
                Take(summary, block, measure);
                continue;
            }

            whole = false;
            if (_used > 0)
            {
                break;
            }

            if (IsWords(block))
            {
                Take(summary, Shorten(block, measure), Excerpt.Limit);
                break;
            }

            // A huge listing or image at the beginning is skipped: the text after it says more.
            _pending.Clear();
        }

        return whole && !_pending.Exists(node => node is IElement);
    }

    // A short first block may be followed by one that slightly exceeds the limit.
    private bool Fits(int measure) => _used + measure <= Excerpt.Limit || (_used < Excerpt.Limit / 2 && measure <= Excerpt.Limit);

    private void Take(IElement summary, IElement block, int measure)
    {
        foreach (var node in _pending)
        {
            summary.AppendChild(node);
        }

        _pending.Clear();
        summary.AppendChild(block);
        _used += Math.Max(1, measure);
    }

    private int MeasureOf(IElement block)
    {
        var measure = PlainText.Count(block, placeholders).Measure;
        foreach (var element in block.Descendants<IElement>().Prepend(block))
        {
            measure += placeholders.Find(element.ClassName) switch
            {
                { Kind: PlaceholderKind.Code } code => CodeLineMeasure * (code.Text.AsSpan().Count('\n') + 1),
                { Kind: PlaceholderKind.Formula } when element.LocalName == "pre" => PictureMeasure,
                { Kind: PlaceholderKind.Formula } => 2,
                _ => element.LocalName switch
                {
                    "img" or "audio" or "video" => PictureMeasure,
                    "pre" => CodeLineMeasure * (element.TextContent.AsSpan().Count('\n') + 1),
                    "code" => 2,
                    _ => 0,
                },
            };
        }

        return measure;
    }

    private static bool IsWords(IElement block) => block.LocalName is not ("pre" or "figure" or "hr" or "img");

    private IElement Shorten(IElement block, int measure)
    {
        if (block.LocalName == "p")
        {
            if (measure > 2 * Excerpt.Limit)
            {
                SentenceTruncation.Cut(block, Excerpt.Limit, texts.Ellipsis, placeholders);
            }

            return block;
        }

        var paragraph = block.Owner!.CreateElement("p");
        paragraph.TextContent = PlainText.Inline(block, placeholders);
        SentenceTruncation.Cut(paragraph, Excerpt.Limit, texts.Ellipsis, placeholders);
        return paragraph;
    }
}
