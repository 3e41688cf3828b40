using AngleSharp.Dom;
using Blog.Rendering.Extensions;
using Blog.Rendering.Extensions.CjkLineBreaks;
using Blog.Rendering.Html;
using Blog.Rendering.Output;
using Blog.Rendering.Printing;
using Blog.Rendering.Scripting;
using Blog.Rendering.Summaries;
using Blog.Rendering.Text;
using Markdig;

namespace Blog.Rendering;

/// <summary>Converts Markdown to safe HTML: the only renderer of posts, previews, feeds and imports.</summary>
public sealed class MarkdownRenderer(CodeHighlighter highlighter, FormulaRenderer formulas)
{
    /// <summary>
    /// Incremented whenever the same Markdown would give different HTML; older posts are then rendered again in the background.
    /// </summary>
    public const int Version = 3;

    private const int ParserNesting = 128;

    private static readonly MarkdownPipeline Pipeline = PostPipeline.Build();
    private readonly HtmlSanitizer _sanitizer = new();

    /// <summary>Renders one text.</summary>
    /// <exception cref="OperationCanceledException">Never: rendering is bounded by its limits.</exception>
    public RenderResult Render(string markdown, RenderContext context)
    {
        var text = TextLimits.Normalize(markdown);
        if (TextLimits.Check(text) is { } broken)
        {
            return new RenderResult(null, broken);
        }

        var texts = RenderTexts.For(context.Language);
        var state = new RenderState(texts, highlighter, formulas);
        string html;
        try
        {
            html = ToHtml(text, state, IsEastAsian(context.Language));
        }
        catch (ArgumentException)
        {
            // Markdig throws this for markup nested deeper than its limit.
            return new RenderResult(null, new RenderError(RenderLimit.Nesting, ParserNesting, 0));
        }

        if (HtmlScan.Check(html, out var kept) is { } refused)
        {
            return new RenderResult(null, refused);
        }

        return _sanitizer.Clean(kept, state.Slots, texts) is { } body
            ? new RenderResult(Finish(body, state, context), null)
            : new RenderResult(null, new RenderError(RenderLimit.TagDepth, HtmlSize.MaxDepth, 0));
    }

    private static bool IsEastAsian(string language) =>
        language.StartsWith("zh", StringComparison.OrdinalIgnoreCase) || language.StartsWith("ja", StringComparison.OrdinalIgnoreCase);

    private static string ToHtml(string text, RenderState state, bool eastAsian)
    {
        var document = Markdown.Parse(text, Pipeline);
        CjkLineJoining.Join(document, eastAsian);
        using var writer = new StringWriter(CultureInfo.InvariantCulture);
        var renderer = new PostHtmlRenderer(writer, state);
        Pipeline.Setup(renderer);
        renderer.Render(document);
        return writer.ToString().Replace('\uFFFF', '\uFFFD'); // &#xFFFF; would be treated as the end of the text too
    }

    private static RenderedPost Finish(IElement body, RenderState state, RenderContext context)
    {
        var placeholders = state.Slots;
        var skips = LinkExtractor.Skips(body, placeholders);
        Headings.Settle(body, above: 1);
        var count = PlainText.Count(body, placeholders);
        var plain = PlainText.Of(body, placeholders);
        var links = LinkExtractor.Links(body);
        var images = LinkExtractor.Images(body);
        var (summary, source) = new Excerpt(context, state.Words, placeholders).Of(body);

        var htmlDecorator = new HtmlDecorator(context, state.Words, placeholders);
        var contents = htmlDecorator.DecorateBody(body);
        htmlDecorator.DecorateSummary(summary);
        return new RenderedPost
        {
            Body = HtmlSanitizer.Print(body, placeholders, summary: false),
            Summary = HtmlSanitizer.Print(summary, placeholders, summary: true),
            SummarySource = source,
            Contents = contents,
            PlainText = plain,
            WordCount = count.Total,
            ReadingMinutes = count.Minutes,
            Links = links,
            Images = images,
            Skips = skips,
            Problems = state.Problems,
        };
    }
}
