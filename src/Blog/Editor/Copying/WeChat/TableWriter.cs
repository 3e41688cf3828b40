using AngleSharp.Dom;
using Blog.Rendering.Text;

namespace Blog.Editor.Copying.WeChat;

/// <summary>Writes tables that scroll by themselves, with a style in every cell.</summary>
internal sealed class TableWriter(WeChatPage page, BlockWriter blocks)
{
    // em; a phone shows some twenty
    private const double ShortCell = 10;

    private readonly InlineWriter _inline = new(page);

    public void Write(IElement table, IElement into)
    {
        if (table.Children.FirstOrDefault(child => child.LocalName == "caption") is { } caption)
        {
            _inline.WriteChildren(caption, page.Add(into, "p", page.Style.TableCaption));
        }

        var isShort = table.QuerySelectorAll("th, td").All(cell => WidthOf(cell.TextContent) <= ShortCell);
        var written = page.Add(page.Add(into, "section", page.Style.TableBox), "table", page.Style.Table);
        foreach (var part in table.Children.Where(child => child.LocalName is "thead" or "tbody" or "tfoot"))
        {
            WriteRows(part, page.Add(written, part.LocalName), isShort);
        }

        var loose = table.Children.Where(child => child.LocalName == "tr").ToList();
        if (loose.Count > 0)
        {
            var body = page.Add(written, "tbody");
            loose.ForEach(row => WriteRow(row, body, isShort));
        }
    }

    private void WriteRows(IElement part, IElement into, bool isShort)
    {
        foreach (var row in part.Children.Where(child => child.LocalName == "tr"))
        {
            WriteRow(row, into, isShort);
        }
    }

    private void WriteRow(IElement row, IElement into, bool isShort)
    {
        var written = page.Add(into, "tr");
        foreach (var cell in row.Children.Where(child => child.LocalName is "th" or "td"))
        {
            var style = page.Style.Cell(cell.LocalName == "th", cell.ClassList.Contains("end"), isShort);
            var copy = page.Add(written, cell.LocalName, style);
            foreach (var name in new[] { "colspan", "rowspan" })
            {
                if (cell.GetAttribute(name) is { } span)
                {
                    copy.SetAttribute(name, span);
                }
            }

            if (cell.ChildNodes.All(BlockWriter.IsInline))
            {
                _inline.WriteChildren(cell, copy);
            }
            else
            {
                blocks.WriteChildren(cell, copy, "margin:0");
            }
        }
    }

    private static double WidthOf(string text) => text.Trim().EnumerateRunes().Sum(rune => CjkText.IsWide(rune) ? 1 : 0.55);
}
