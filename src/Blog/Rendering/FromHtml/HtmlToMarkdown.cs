using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Blog.Rendering.FromHtml.Inlines;
using Blog.Rendering.Html;
using Blog.Rendering.Output;

namespace Blog.Rendering.FromHtml;

/// <summary>
/// Converts HTML to the Markdown that this blog's renderer reads back to the same words. What Markdown cannot say stays as clean HTML; what
/// only gives a look (colours, sizes, alignment) is left out.
/// </summary>
public static class HtmlToMarkdown
{
    /// <summary>Converts a text. The HTML may be broken and hostile: it is measured before it is parsed (security.md B9).</summary>
    public static HtmlConversion Convert(string html, HtmlReading? reading = null)
    {
        if (HtmlScan.Check(html, out _, out var kept) is { } refusal)
        {
            return new HtmlConversion("", refusal);
        }

        var body = new HtmlParser().ParseDocument("<!doctype html><body>" + kept).Body!;
        if (body.IsDeeperThan(HtmlSize.MaxDepth))
        {
            return new HtmlConversion("", new RenderError(RenderLimit.TagDepth, HtmlSize.MaxDepth, 0));
        }

        reading ??= new HtmlReading();
        reading.Prepare?.Invoke(body);
        var page = new HtmlPage(body, reading);
        var blocks = new BlockReader(page).Read(body.ChildNodes);
        blocks.AddRange(page.Notes.Select((note, index) => NoteOf(page, note, index + 1)));
        return new HtmlConversion(MarkdownBlock.Join(blocks), null);
    }

    private static MarkdownBlock NoteOf(HtmlPage page, IElement note, int number)
    {
        var text = MarkdownBlock.Join(new BlockReader(page).Read(note.ChildNodes));
        var name = string.Create(CultureInfo.InvariantCulture, $"[^{number}]: ");
        return new MarkdownBlock(BlockKind.Note, name + MarkdownBlock.Indent(text, "    "));
    }
}

/// <summary>The result of a conversion.</summary>
/// <param name="Markdown">Without blank lines at both ends.</param>
/// <param name="Refusal">The limit that the HTML exceeds; null if none.</param>
public sealed record HtmlConversion(string Markdown, RenderError? Refusal);
