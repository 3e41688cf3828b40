using AngleSharp.Dom;
using Blog.Rendering.FromHtml.Inlines;

namespace Blog.Rendering.FromHtml;

/// <summary>Reads tables: those of a head and plain cells become Markdown, all others stay clean HTML.</summary>
internal sealed class TableReader(BlockReader reader, HtmlPage page)
{
    private const int MaxColumns = 100;

    public void Add(IElement table, List<MarkdownBlock> blocks)
    {
        if (IsLayout(table))
        {
            // Pages of old editors are tables that hold a single cell.
            blocks.AddRange(reader.Read(table.QuerySelectorAll("td, th").Take(1).SelectMany(cell => cell.ChildNodes)));
            return;
        }

        var caption = table.Children.FirstOrDefault(child => child.LocalName == "caption");
        if (TryRead(table) is { } rows)
        {
            blocks.Add(MarkdownBlock.Other(Print(rows)));
            if (caption is not null)
            {
                blocks.AddRange(reader.Read(caption.ChildNodes));
            }

            return;
        }

        blocks.Add(MarkdownBlock.Other(CleanHtml.Of(table, page)));
    }

    private static bool IsLayout(IElement table) => table.QuerySelectorAll("td, th").Length == 1;

    /// <summary>The cells of each row, the head first; null where Markdown cannot say it.</summary>
    private List<List<string>>? TryRead(IElement table)
    {
        var rows = table.QuerySelectorAll("tr").Where(row => row.Closest("table") == table).ToList();
        if (rows.Count < 2 || table.QuerySelector("table") is not null)
        {
            return null;
        }

        var cells = rows.Select(row => row.Children.Where(cell => cell.LocalName is "td" or "th").ToList()).ToList();
        var isHead = rows[0].ParentElement?.LocalName == "thead" || cells[0].TrueForAll(cell => cell.LocalName == "th" || IsBold(cell));
        var columns = cells[0].Count;
        if (
            !isHead
            || columns is 0 or > MaxColumns
            || cells.Exists(row => row.Count != columns)
            || rows.Skip(1).Any(row => row.ParentElement?.LocalName == "thead")
            || cells.SelectMany(row => row).Any(cell => IsComplex(cell))
            || cells.Skip(1).SelectMany(row => row).Any(cell => cell.LocalName == "th")
        )
        {
            return null;
        }

        var read = new List<List<string>>();
        foreach (var row in cells)
        {
            var line = new List<string>();
            foreach (var cell in row)
            {
                if (CellOf(cell, read.Count == 0) is not { } text)
                {
                    return null;
                }

                line.Add(text);
            }

            read.Add(line);
        }

        return read;
    }

    /// <summary>A cell in one line; null where Markdown cannot say it.</summary>
    private string? CellOf(IElement cell, bool isHead)
    {
        var content =
            cell.Children is [{ LocalName: "p" or "div" } only] && cell.TextContent.Trim() == only.TextContent.Trim() ? only : cell;
        if (isHead && content.Children is [{ LocalName: "strong" or "b" } bold] && content.TextContent.Trim() == bold.TextContent.Trim())
        {
            content = bold; // a head is bold anyway
        }

        var pieces = InlineReader.ReadContent(content, page);
        if (pieces.Count == 0)
        {
            return "";
        }

        // In a cell a break is an element, and so is what would look like the end of the cell.
        return
            InlineWriter.Write(pieces, "")?.Replace("\\\n", "<br>", StringComparison.Ordinal) is { } text
            && !text.Contains('\n', StringComparison.Ordinal)
            ? text.Contains('|', StringComparison.Ordinal)
                ? WithBars(text, pieces)
                : text
            : null;
    }

    /// <summary>Escapes bars; in code they cannot be told from escaped ones.</summary>
    private static string? WithBars(string text, List<InlinePiece> pieces) =>
        pieces.Exists(piece => piece is not (InlinePiece.Words or InlinePiece.Break))
            ? null
            : text.Replace("\\|", "|", StringComparison.Ordinal).Replace("|", "\\|", StringComparison.Ordinal);

    private static bool IsComplex(IElement cell) =>
        cell.GetAttribute("colspan") is { Length: > 0 } and not "1"
        || cell.GetAttribute("rowspan") is { Length: > 0 } and not "1"
        || cell.QuerySelector("ul, ol, pre, blockquote, h1, h2, h3, h4, h5, h6, dl, figure, iframe, hr, details") is not null
        || cell.QuerySelectorAll("p, div").Length > 1;

    private static bool IsBold(IElement cell) =>
        cell.TextContent.Trim() is { Length: > 0 } words && cell.QuerySelector("strong, b") is { } bold && bold.TextContent.Trim() == words;

    private static string Print(List<List<string>> rows) =>
        string.Join(
            '\n',
            rows.Take(1).Select(Line).Append("|" + string.Concat(rows[0].Select(_ => " --- |"))).Concat(rows.Skip(1).Select(Line))
        );

    private static string Line(List<string> cells) => "|" + string.Concat(cells.Select(cell => cell.Length == 0 ? "  |" : $" {cell} |"));
}
