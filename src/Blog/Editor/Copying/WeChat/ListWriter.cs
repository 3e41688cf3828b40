using AngleSharp.Dom;
using Blog.Rendering.Html;

namespace Blog.Editor.Copying.WeChat;

/// <summary>
/// Writes lists as paragraphs with their marks as text: the editor moves a list out of its item, or loses the marks, wherever the two are
/// nested.
/// </summary>
internal sealed class ListWriter(WeChatPage page, BlockWriter blocks)
{
    private static readonly string[] Bullets = ["•", "◦", "▪"];

    /// <param name="depth">0 for the outermost list.</param>
    public void Write(IElement list, IElement into, int depth)
    {
        var items = list.Children.Where(child => child.LocalName == "li").ToList();
        var step = list.HasAttribute("reversed") ? -1 : 1;
        var number = Integer(list.GetAttribute("start")) ?? (step < 0 ? items.Count : 1);
        foreach (var item in items)
        {
            number = Integer(item.GetAttribute("value")) ?? number;
            var mark = list.LocalName == "ul" ? Bullets[Math.Min(depth, Bullets.Length - 1)] : Label(number, list.GetAttribute("type"));
            number += step;
            WriteItem(item, into, depth, mark, isLast: depth == 0 && ReferenceEquals(item, items[^1]));
        }
    }

    private void WriteItem(IElement item, IElement into, int depth, string mark, bool isLast)
    {
        var style = page.Style.Item(depth, isLast && !item.Children.Any(child => child.LocalName is "ul" or "ol"));
        var line = new List<INode>();
        var begin = Mark(item, mark);
        foreach (var node in Flat(item))
        {
            if (BlockWriter.IsInline(node))
            {
                line.Add(node);
                continue;
            }

            if (line.Exists(inline => !inline.IsBlankText()))
            {
                blocks.WriteLine(line, into, style, Taken(ref begin));
            }

            line.Clear();
            WriteBlock((IElement)node, into, depth, style, ref begin);
        }

        if (line.Exists(inline => !inline.IsBlankText()))
        {
            blocks.WriteLine(line, into, style, Taken(ref begin));
        }
        else if (begin is not null && item.ChildNodes.Length == 0)
        {
            begin(page.Add(into, "p", style)); // an empty item
        }
    }

    private void WriteBlock(IElement block, IElement into, int depth, string style, ref Action<IElement>? begin)
    {
        if (block.LocalName == "p" && !PictureWriter.IsOnlyPictures(block))
        {
            blocks.WriteLine([.. block.ChildNodes], into, style, Taken(ref begin));
            return;
        }

        if (begin is not null)
        {
            Taken(ref begin)!(page.Add(into, "p", style));
        }

        if (block.LocalName is "ul" or "ol")
        {
            Write(block, into, depth + 1); // after its item, never in it
        }
        else
        {
            var wrapper = block.Owner!.CreateElement("div");
            block.Parent!.ReplaceChild(wrapper, block);
            wrapper.AppendChild(block);
            blocks.WriteChildren(wrapper, page.Add(into, "section", WeChatStyle.ItemBlock(depth)), page.Style.Tight);
        }
    }

    private Action<IElement>? Mark(IElement item, string mark)
    {
        var isTask = item.QuerySelector(":scope > input, :scope > p:first-child > input") is not null;
        return isTask ? _ => { } : paragraph => page.AddText(page.Add(paragraph, "span", page.Style.ItemMark), mark);
    }

    private static Action<IElement>? Taken(ref Action<IElement>? begin)
    {
        var taken = begin;
        begin = null;
        return taken;
    }

    private static List<INode> Flat(IElement item) => [.. item.ChildNodes.Where(node => node is IText or IElement)];

    private static int? Integer(string? text) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string Label(int number, string? type) =>
        type switch
        {
            "a" or "A" when number is > 0 and <= 26 => $"{(char)(type[0] + number - 1)}.",
            "i" or "I" when number is > 0 and < 40 => (type == "i" ? Roman(number).ToLowerInvariant() : Roman(number)) + ".",
            _ => string.Create(CultureInfo.InvariantCulture, $"{number}."),
        };

    private static string Roman(int number) =>
        string.Concat(Enumerable.Repeat("X", number / 10))
        + new[] { "", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX" }[number % 10];
}
