using AngleSharp.Dom;
using Blog.Rendering.Output;

namespace Blog.Rendering.Html.Repair;

/// <summary>
/// Makes a sanitized tree valid: an HTML parser builds any nesting, but few are valid. One walk, children first, so that each element has
/// children that are already valid.
/// </summary>
internal sealed class HtmlRepair
{
    private readonly RenderTexts _texts;

    private HtmlRepair(RenderTexts texts) => _texts = texts;

    /// <summary>Repairs all descendants of an element.</summary>
    public static void Repair(IElement body, RenderTexts texts)
    {
        new HtmlRepair(texts).VisitChildren(body, insideLink: false);
        ListRepair.GatherStray(body);
        WrapLooseText(body);
    }

    /// <summary>Repairs one element; true if a block remains in its place.</summary>
    private bool Visit(IElement element, bool insideLink)
    {
        var link = element.LocalName == "a";
        var holdsBlock = VisitChildren(element, insideLink || link);
        if (element.LocalName is not ("ul" or "ol" or "dl"))
        {
            ListRepair.GatherStray(element);
        }

        if (HtmlRules.Phrasing.Contains(element.LocalName))
        {
            return RepairPhrasing(element, holdsBlock, insideLink);
        }

        RepairBlock(element, holdsBlock);
        return true;
    }

    private bool VisitChildren(IElement element, bool insideLink)
    {
        var holdsBlock = false;
        foreach (var child in element.Children.ToArray())
        {
            holdsBlock |= Visit(child, insideLink);
        }

        return holdsBlock;
    }

    private static bool RepairPhrasing(IElement element, bool holdsBlock, bool insideLink)
    {
        switch (element.LocalName)
        {
            case "a":
                if (insideLink || (!element.HasAttribute("href") && !element.HasAttribute("id")) || (holdsBlock && HoldsControls(element)))
                {
                    element.Unwrap();
                }

                return holdsBlock;
            case "ins" or "del":
                return holdsBlock;
            case "img" or "picture" or "audio" or "video" or "source":
                MediaRepair.Repair(element);
                return holdsBlock && element.Parent is null;
            case "ruby" when holdsBlock || element.QuerySelector("rt") is null:
                foreach (var part in element.QuerySelectorAll("rt, rp").ToArray())
                {
                    part.Unwrap();
                }

                element.Unwrap();
                return holdsBlock;
            case "bdo" when !element.HasAttribute("dir"):
            case "time" when !element.HasAttribute("datetime"):
            case "rt" or "rp" when !element.Parent.Is("ruby"):
                element.Unwrap();
                return holdsBlock;
            default:
                if (holdsBlock)
                {
                    element.Unwrap();
                }

                return holdsBlock;
        }
    }

    private static bool HoldsControls(IElement link) => link.QuerySelector("table, pre, details, audio, video") is not null;

    private void RepairBlock(IElement element, bool holdsBlock)
    {
        switch (element.LocalName)
        {
            case "p" when holdsBlock:
                element.Rename("div");
                break;
            case "p" when element.IsEmptyToSee() && element.QuerySelector("[id]") is null && !element.HasAttribute("id"):
                element.Remove();
                break;
            case "h1" or "h2" or "h3" or "h4" or "h5" or "h6":
                Flatten(element, holdsBlock);
                if (element.IsEmptyToSee())
                {
                    element.Unwrap();
                }

                break;
            case "pre" or "summary" or "dt":
                Flatten(element, holdsBlock);
                if (element.LocalName == "summary" && !element.Parent.Is("details"))
                {
                    element.RenameToParagraph();
                }

                break;
            case "ul" or "ol":
                ListRepair.RepairList(element);
                break;
            case "dl":
                ListRepair.RepairDefinitions(element);
                break;
            case "details":
                RepairDetails(element);
                break;
            case "figure":
                RepairFigure(element);
                break;
            case "table":
                TableRepair.Repair(element);
                break;
            case "th":
                foreach (var heading in element.QuerySelectorAll("h1, h2, h3, h4, h5, h6").ToArray())
                {
                    heading.Unwrap();
                }

                break;
            case "figcaption" when !element.Parent.Is("figure"):
                element.RenameToParagraph();
                break;
        }
    }

    /// <summary>Leaves only text and phrasing elements; blocks are replaced by their content, separated by spaces.</summary>
    private static void Flatten(IElement element, bool holdsBlock)
    {
        if (!holdsBlock)
        {
            return;
        }

        foreach (var block in element.AllElements().Where(inner => !HtmlRules.Phrasing.Contains(inner.LocalName)))
        {
            block.Parent!.InsertBefore(element.Owner!.CreateTextNode(" "), block);
            block.Unwrap();
        }
    }

    private void RepairDetails(IElement details)
    {
        var summaries = details.Children.Where(child => child.LocalName == "summary").ToList();
        var first = summaries.FirstOrDefault();
        if (first is null || first.IsEmptyToSee())
        {
            first?.Remove();
            first = details.Owner!.CreateElement("summary");
            first.TextContent = _texts.Details;
        }

        details.InsertBefore(first, details.FirstChild);
        foreach (var other in summaries.Skip(1))
        {
            other.RenameToParagraph();
        }
    }

    private static void RepairFigure(IElement figure)
    {
        var captions = figure.Children.Where(child => child.LocalName == "figcaption").ToList();
        foreach (var other in captions.Skip(1))
        {
            other.RenameToParagraph();
        }

        if (captions is [var caption, ..] && caption.NextElementSibling is not null)
        {
            figure.AppendChild(caption);
        }
    }

    private static bool IsLine(IElement element) => HtmlRules.Phrasing.Contains(element.LocalName) && !element.HoldsBlock();

    // Text between blocks gets its own paragraph.
    private static void WrapLooseText(IElement body)
    {
        var run = new List<INode>();
        foreach (var node in body.ChildNodes.ToArray().Append(null))
        {
            if (node is IText || (node is IElement element && IsLine(element)))
            {
                run.Add(node);
                continue;
            }

            while (run.Count > 0 && run[^1].IsBlankText())
            {
                run.RemoveAt(run.Count - 1);
            }

            if (run.Any(part => part is IText text ? !string.IsNullOrWhiteSpace(text.Data) : !((IElement)part).IsEmptyToSee()))
            {
                Dom.Wrap(run.SkipWhile(part => part.IsBlankText()).ToList(), "p");
            }

            run.Clear();
        }
    }
}
