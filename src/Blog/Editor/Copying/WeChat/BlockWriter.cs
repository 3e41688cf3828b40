using AngleSharp.Dom;
using Blog.Editor.Copying.Content;
using Blog.Rendering.Html;

namespace Blog.Editor.Copying.WeChat;

/// <summary>Writes blocks: each with its own inline style, <c>section</c> for <c>div</c>, nothing positioned.</summary>
internal sealed class BlockWriter(WeChatPage page)
{
    private readonly InlineWriter _inline = new(page);

    private WeChatStyle Style => page.Style;

    /// <summary>Writes what an element holds; text that stands directly in it becomes paragraphs.</summary>
    /// <param name="paragraph">The style of its paragraphs.</param>
    public void WriteChildren(INode parent, IElement into, string paragraph)
    {
        var line = new List<INode>();
        foreach (var node in parent.ChildNodes)
        {
            if (IsInline(node))
            {
                line.Add(node);
                continue;
            }

            WriteLine(line, into, paragraph);
            if (node is IElement element)
            {
                Write(element, into, paragraph);
            }
        }

        WriteLine(line, into, paragraph);
    }

    /// <summary>Whether a node stands in a line.</summary>
    public static bool IsInline(INode node) =>
        node is IText
        || (node is IElement element && (HtmlRules.Phrasing.Contains(element.LocalName) || element.LocalName is "input" or "math"));

    /// <summary>
    /// Writes nodes that stand in a line as a paragraph, with a displayed formula among them on its own; empties the list.
    /// </summary>
    /// <param name="begin">Called with each paragraph before anything is written into it.</param>
    public void WriteLine(List<INode> line, IElement into, string paragraph, Action<IElement>? begin = null)
    {
        IElement? open = null;
        foreach (var node in line)
        {
            if (node is IElement { ClassName: "formula" } display)
            {
                Trim(open);
                open = null;
                FormulaWriter.Write(page, display, into, display: true);
            }
            else if (open is not null || !node.IsBlankText())
            {
                if (open is null)
                {
                    open = page.Add(into, "p", paragraph);
                    begin?.Invoke(open);
                    begin = null;
                }

                _inline.Write(node, open);
            }
        }

        Trim(open);
        RemoveEmpty(into);
        line.Clear();
    }

    private static void Trim(IElement? paragraph)
    {
        if (paragraph?.LastChild is IText last)
        {
            last.Data = last.Data.TrimEnd(' ');
        }
    }

    private static void RemoveEmpty(IElement into)
    {
        if (
            into.LastElementChild is { LocalName: "p" } last
            && string.IsNullOrWhiteSpace(last.TextContent)
            && last.QuerySelector("img, svg") is null
        )
        {
            last.Remove();
        }
    }

    private void Write(IElement element, IElement into, string paragraph)
    {
        switch (element.LocalName)
        {
            case "p" when PictureWriter.IsOnlyPictures(element):
                WritePictures(element, into);
                break;
            case "p":
                WriteLine([.. element.ChildNodes], into, paragraph);
                break;
            case ['h', >= '1' and <= '6']:
                WriteHeading(element, into);
                break;
            case "ul" or "ol":
                new ListWriter(page, this).Write(element, into, depth: 0);
                break;
            case "pre":
                CodeWriter.Write(page, element, label: null, into);
                break;
            case "blockquote":
                WriteChildren(element, page.Add(into, "blockquote", Style.Quote), Style.Quoted);
                break;
            case "table":
                new TableWriter(page, this).Write(element, into);
                break;
            case "figure" when element.ClassList.Contains("diagram"):
                if (element.QuerySelector("img") is { } light) // the first is for light pages
                {
                    PictureWriter.Write(page, light, page.Add(into, "figure", Style.Figure), isInline: false);
                }

                break;
            case "figure":
                WriteFigure(element, into);
                break;
            case "hr":
                page.Add(into, "hr", Style.Rule);
                break;
            case "dl":
                WriteDefinitions(element, into);
                break;
            case "details":
                WriteDetails(element, into, paragraph);
                break;
            default:
                WriteContainer(element, into, paragraph);
                break;
        }
    }

    private void WriteContainer(IElement element, IElement into, string paragraph)
    {
        var classes = element.ClassList;
        if (classes.Contains("footnotes"))
        {
            return; // its notes are among the sources
        }

        if (classes.Contains("code") && element.QuerySelector("pre") is { } pre)
        {
            CodeWriter.Write(page, pre, LabelOf(element), into);
        }
        else if (classes.Contains("formula"))
        {
            FormulaWriter.Write(page, element, into, display: true);
        }
        else if (classes.Contains("markdown-alert"))
        {
            WriteAlert(element, into);
        }
        else if (PictureWriter.IsOnlyPictures(element))
        {
            WritePictures(element, into);
        }
        else
        {
            WriteChildren(element, into, paragraph);
        }
    }

    private static string? LabelOf(IElement code) =>
        code.Children.FirstOrDefault(child => child.LocalName == "p")?.TextContent
        ?? code.QuerySelector("summary")?.ChildNodes.OfType<IText>().FirstOrDefault()?.Data;

    private void WriteHeading(IElement heading, IElement into)
    {
        var level = heading.LocalName[1] - '0';
        var written = page.Add(into, heading.LocalName, Style.Heading(level));
        _inline.WriteChildren(heading, Style.HeadingWords(level) is { } words ? page.Add(written, "span", words) : written);
    }

    private void WriteAlert(IElement alert, IElement into)
    {
        var isWarning = alert.ClassList.Contains("markdown-alert-warning") || alert.ClassList.Contains("markdown-alert-caution");
        var box = page.Add(into, "section", Style.Alert(isWarning));
        if (alert.Children.FirstOrDefault(child => child.ClassName == "markdown-alert-title") is { } title)
        {
            page.AddText(page.Add(box, "p", Style.AlertTitle(isWarning)), title.TextContent.Trim());
            title.Remove();
        }

        WriteChildren(alert, box, Style.Tight);
    }

    private void WritePictures(IElement holder, IElement into)
    {
        foreach (var image in holder.QuerySelectorAll("img"))
        {
            PictureWriter.Write(page, image, page.Add(into, "p", Style.PictureLine), isInline: false);
        }
    }

    private void WriteFigure(IElement figure, IElement into)
    {
        var caption = figure.Children.FirstOrDefault(child => child.LocalName == "figcaption");
        var box = page.Add(into, "figure", Style.Figure);
        caption?.Remove();
        var images = figure.QuerySelectorAll("img").ToList();
        if (images.Count > 0 && PictureWriter.IsOnlyPictures(figure))
        {
            images.ForEach(image => PictureWriter.Write(page, image, box, isInline: false));
        }
        else
        {
            WriteChildren(figure, box, Style.Tight);
        }

        if (caption is not null)
        {
            _inline.WriteChildren(caption, page.Add(box, "figcaption", Style.Caption));
        }
    }

    private void WriteDefinitions(IElement list, IElement into)
    {
        foreach (var part in list.Children)
        {
            if (part.LocalName == "dt")
            {
                _inline.WriteChildren(part, page.Add(into, "p", Style.DefinitionTerm));
            }
            else
            {
                WriteChildren(part, page.Add(into, "section", Style.Indented), Style.Tight);
            }
        }
    }

    private void WriteDetails(IElement details, IElement into, string paragraph)
    {
        page.Notes.Add(CopyNoteKind.FoldsOpen);
        if (details.Children.FirstOrDefault(child => child.LocalName == "summary") is { } summary)
        {
            _inline.WriteChildren(summary, page.Add(into, "p", Style.DefinitionTerm));
            summary.Remove();
        }

        WriteChildren(details, into, paragraph);
    }
}
