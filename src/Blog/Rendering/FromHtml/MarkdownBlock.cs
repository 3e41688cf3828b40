namespace Blog.Rendering.FromHtml;

/// <summary>What a block is, as far as its neighbours depend on it.</summary>
internal enum BlockKind
{
    Paragraph,

    /// <summary>A list with bullets.</summary>
    Bullets,

    /// <summary>A list with numbers.</summary>
    Numbers,

    /// <summary>The definition of a footnote.</summary>
    Note,

    Other,
}

/// <summary>A block of Markdown, in as many lines as it has.</summary>
internal sealed record MarkdownBlock(BlockKind Kind, string Text)
{
    public static MarkdownBlock Paragraph(string text) => new(BlockKind.Paragraph, text);

    public static MarkdownBlock Other(string text) => new(BlockKind.Other, text);

    public bool IsList => Kind is BlockKind.Bullets or BlockKind.Numbers;

    /// <summary>Blocks with a blank line between them.</summary>
    public static string Join(IEnumerable<MarkdownBlock> blocks, string between = "\n\n") =>
        string.Join(between, blocks.Where(block => block.Text.Length > 0).Select(block => block.Text));

    /// <summary>All lines but the first with something before them; blank lines stay blank.</summary>
    public static string Indent(string text, string with) =>
        text.Contains('\n', StringComparison.Ordinal)
            ? string.Join('\n', text.Split('\n').Select((line, index) => index == 0 || line.Length == 0 ? line : with + line))
            : text;

    /// <summary>All lines behind the sign of a quotation.</summary>
    public static string Quote(string text) => string.Join('\n', text.Split('\n').Select(line => line.Length == 0 ? ">" : "> " + line));
}
