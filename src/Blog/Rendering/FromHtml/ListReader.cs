using AngleSharp.Dom;
using Blog.Rendering.FromHtml.Inlines;

namespace Blog.Rendering.FromHtml;

/// <summary>Reads lists: nested ones, those with boxes to tick, and definitions.</summary>
internal sealed class ListReader(BlockReader reader, HtmlPage page)
{
    private const int MaxNumber = 99_999_999;

    public void Add(IElement list, List<MarkdownBlock> blocks)
    {
        var isNumbered = list.LocalName == "ol";
        var items = ItemsOf(list).Select(ItemOf).Where(item => item.Blocks.Count > 0 || item.Task.Length > 0).ToList();
        if (items.Count == 0)
        {
            return;
        }

        // A list behind another of its kind would go on with it.
        var kind = isNumbered ? BlockKind.Numbers : BlockKind.Bullets;
        var isSecond = blocks.Count > 0 && blocks[^1].Kind == kind;
        var isTight = items.All(item => item.Blocks.Count <= 1 || item.Blocks.Skip(1).All(IsClose));
        var number = NumberOf(list.GetAttribute("start")) ?? 1;
        var lines = new List<string>();
        foreach (var (task, inner) in items)
        {
            var marker =
                isNumbered ? string.Create(CultureInfo.InvariantCulture, $"{number++}{(isSecond ? ')' : '.')} ")
                : isSecond ? "* "
                : "- ";
            var text = MarkdownBlock.Join(inner, isTight ? "\n" : "\n\n");
            lines.Add((marker + task + MarkdownBlock.Indent(text, new string(' ', marker.Length))).TrimEnd(' '));
        }

        blocks.Add(new MarkdownBlock(isSecond ? BlockKind.Other : kind, string.Join(isTight ? "\n" : "\n\n", lines)));
    }

    public void AddDefinitions(IElement list, List<MarkdownBlock> blocks)
    {
        var entries = list
            .Children.SelectMany(child => child.LocalName == "div" ? child.Children.ToArray() : [child])
            .Where(child => child.LocalName is "dt" or "dd")
            .ToList();
        var lines = new List<string>();
        var hasTerm = false;
        foreach (var entry in entries)
        {
            if (entry.LocalName == "dt")
            {
                var term = InlineReader.ReadContent(entry, page);
                if (
                    entry.QuerySelector("p, div, ul, ol, pre, table, h1, h2, h3, h4, h5, h6") is not null
                    || InlineWriter.Write(term, "") is not { Length: > 0 } words
                    || words.Contains('\n', StringComparison.Ordinal)
                )
                {
                    AddAsHtml(list, blocks);
                    return;
                }

                lines.Add((lines.Count > 0 && !hasTerm ? "\n" : "") + words);
                hasTerm = true;
            }
            else
            {
                // Not read before it is known that all can be said in Markdown: reading takes captions out of their figures.
                var isPlain = !BlockNames.HoldsBlock(entry) && (hasTerm || lines.Count > 0);
                if (!isPlain || BlockReader.Paragraphs(InlineReader.ReadContent(entry, page)).ToList() is not [var only])
                {
                    AddAsHtml(list, blocks);
                    return;
                }

                lines.Add(":   " + MarkdownBlock.Indent(only.Text, "    "));
                hasTerm = false;
            }
        }

        if (lines.Count > 0 && !hasTerm)
        {
            blocks.Add(MarkdownBlock.Other(string.Join('\n', lines)));
        }
        else
        {
            AddAsHtml(list, blocks);
        }
    }

    private void AddAsHtml(IElement list, List<MarkdownBlock> blocks) => blocks.Add(MarkdownBlock.Other(CleanHtml.Of(list, page)));

    /// <summary>The items, each with what stands beside them in the list by mistake.</summary>
    private IEnumerable<List<INode>> ItemsOf(IElement list)
    {
        List<INode>? item = null;
        foreach (var child in list.ChildNodes)
        {
            if (child is IElement { LocalName: "li" } element)
            {
                if (item is not null)
                {
                    yield return item;
                }

                item = page.IsNote(element) ? [] : [.. element.ChildNodes];
            }
            else if (child is IElement || (child is IText { Data: var text } && !string.IsNullOrWhiteSpace(text)))
            {
                (item ??= []).Add(child);
            }
        }

        if (item is not null)
        {
            yield return item;
        }
    }

    private (string Task, List<MarkdownBlock> Blocks) ItemOf(List<INode> nodes)
    {
        var box = nodes
            .OfType<IElement>()
            .Take(1)
            .SelectMany(first => first.LocalName is "p" or "label" or "div" ? first.Children.Take(1).Prepend(first) : [first])
            .FirstOrDefault(element => element.LocalName == "input" && element.GetAttribute("type") == "checkbox");
        var isBehindWords = nodes.FirstOrDefault() is IText { Data: var words } && !string.IsNullOrWhiteSpace(words);
        var task =
            box is null || isBehindWords ? ""
            : box.HasAttribute("checked") ? "[x] "
            : "[ ] ";
        return (task, reader.Read(nodes));
    }

    /// <summary>What may follow the text of an item without a blank line.</summary>
    private static bool IsClose(MarkdownBlock block) =>
        block.Kind == BlockKind.Bullets || (block.Kind == BlockKind.Numbers && block.Text.StartsWith("1. ", StringComparison.Ordinal));

    private static int? NumberOf(string? start) =>
        int.TryParse(start, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= MaxNumber ? number : null;
}
