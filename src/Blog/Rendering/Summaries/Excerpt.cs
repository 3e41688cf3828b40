using AngleSharp.Dom;
using Blog.Rendering.Html;
using Blog.Rendering.Html.Repair;
using Blog.Rendering.Output;
using Blog.Rendering.Text;

namespace Blog.Rendering.Summaries;

/// <summary>
/// The summary of a post, cut from the sanitized tree and never from text, so that it is valid whatever the author wrote: everything before
/// the <c>more</c> mark, otherwise the description, otherwise whole blocks from the beginning.
/// </summary>
internal sealed class Excerpt(RenderContext context, RenderTexts texts, Placeholders placeholders)
{
    /// <summary>Limit of a summary without a mark: 200 characters or 100 words.</summary>
    internal const int Limit = 200;

    /// <summary>The summary's tree, not yet decorated; the body is not changed.</summary>
    public (IElement Tree, SummarySource Source) Of(IElement body)
    {
        if (BeforeMark(body) is { } marked)
        {
            return (marked, SummarySource.Mark);
        }

        if (!string.IsNullOrWhiteSpace(context.Description))
        {
            var described = (IElement)body.Clone(deep: false);
            var paragraph = body.Owner!.CreateElement("p");
            paragraph.TextContent = TextLimits.Normalize(context.Description).Trim();
            described.AppendChild(paragraph);
            return (described, SummarySource.Description);
        }

        var copy = Copy(body);
        MoreMarker.Find(copy, placeholders.MoreClass)?.Remove();
        OmitTitle(copy);
        var beginning = (IElement)copy.Clone(deep: false);
        var whole = new LeadingBlocks(texts, placeholders).Fill(beginning, copy) && body.QuerySelector(".footnotes") is null;
        return (beginning, whole ? SummarySource.Whole : SummarySource.Beginning);
    }

    private IElement? BeforeMark(IElement body)
    {
        if (MoreMarker.Find(body, placeholders.MoreClass) is null)
        {
            return null;
        }

        // Malformed markup may have put the mark inside a footnote, which a summary omits.
        var copy = Copy(body);
        if (MoreMarker.Find(copy, placeholders.MoreClass) is not { } mark)
        {
            return null;
        }

        CutAfter(mark, copy);
        OmitTitle(copy);
        if (copy.IsEmptyToSee())
        {
            return null;
        }

        // A list that lost its last description, a details element without content: repaired like any other markup.
        HtmlRepair.Repair(copy, texts);
        return copy;
    }

    private static void CutAfter(IElement mark, IElement root)
    {
        for (INode node = mark; !ReferenceEquals(node, root); node = node.Parent!)
        {
            while (node.NextSibling is { } later)
            {
                later.RemoveFromParent();
            }
        }

        // An item or quote that contained only the mark is empty now.
        INode place = mark;
        while (place.Parent is IElement outer && !ReferenceEquals(outer, root))
        {
            place.RemoveFromParent();
            TrimEnd(outer);
            if (!outer.IsEmptyToSee())
            {
                return;
            }

            place = outer;
        }

        place.RemoveFromParent();
    }

    private static void TrimEnd(IElement element)
    {
        if (element.LastChild is IText text)
        {
            text.Data = text.Data.TrimEnd();
        }
    }

    private IElement Copy(IElement body)
    {
        var copy = (IElement)body.Clone(deep: true);
        foreach (var note in copy.QuerySelectorAll(".footnotes, .footnote-ref").ToArray())
        {
            note.Remove();
        }

        HeadingList.Remove(copy, placeholders);
        return copy;
    }

    private void OmitTitle(IElement copy)
    {
        if (
            copy.FirstElementChild is { LocalName: ['h', >= '1' and <= '6'] } heading
            && string.Equals(PlainText.Inline(heading, placeholders), context.Title.Trim(), StringComparison.OrdinalIgnoreCase)
        )
        {
            heading.Remove();
        }
    }
}
