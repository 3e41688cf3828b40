using AngleSharp.Dom;
using Blog.Rendering.Extensions;
using Blog.Rendering.Extensions.CjkLineBreaks;
using Blog.Rendering.Extensions.Contents;
using Blog.Rendering.Extensions.Formulas;
using Blog.Rendering.Extensions.RawHtml;
using Blog.Rendering.Html;
using Blog.Rendering.Output;
using Blog.Rendering.Players;
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
    public const int Version = 8;

    private const int ParserNesting = 128;

    private readonly HtmlSanitizer _sanitizer = new();

    /// <summary>
    /// Identifies the renderer and what else a site renders all its posts with: HTML that is stored with another version is rendered again.
    /// </summary>
    public static string VersionOf(int foldAbove, Notations notations, string basePath) =>
        string.Create(CultureInfo.InvariantCulture, $"{Version}.{foldAbove}{notations.Code}{basePath}");

    /// <summary>Renders one text.</summary>
    /// <exception cref="OperationCanceledException">Never: rendering is bounded by its limits.</exception>
    public RenderResult Render(string markdown, RenderContext context)
    {
        var texts = RenderTexts.For(context.Language);
        var state = new RenderState(texts, highlighter, formulas)
        {
            FoldAbove = context.FoldAbove,
            Notations = context.Notations,
            IsHasty = context.IsHasty,
            Diagrams = context.Diagrams,
            BasePath = context.BasePath,
        };
        return ToBody(markdown, state, context.Language, out var refusal) is { } body
            ? new RenderResult(Finish(body, state, context), null)
            : new RenderResult(null, refusal);
    }

    /// <summary>
    /// Counts the words as <see cref="RenderedPost.WordCount"/> does, without highlighting and formulas; 0 for a refused text.
    /// </summary>
    /// <param name="language">BCP 47 tag of the text.</param>
    /// <param name="notations">Which notations it may use.</param>
    public int CountWords(string markdown, string language, Notations notations)
    {
        var state = new RenderState(RenderTexts.For(language), highlighter, formulas)
        {
            CodeLeft = 0,
            FormulasLeft = 0,
            Notations = notations,
        };
        return ToBody(markdown, state, language, out _) is { } body ? PlainText.Count(body, state.Slots).Total : 0;
    }

    /// <summary>The sanitized tree of a text; null if it exceeds a limit.</summary>
    private IElement? ToBody(string markdown, RenderState state, string language, out RenderError? refusal)
    {
        var text = TextLimits.Normalize(markdown);
        refusal = TextLimits.Check(text);
        if (refusal is not null)
        {
            return null;
        }

        string html;
        try
        {
            html = ToHtml(text, state, IsEastAsian(language));
        }
        catch (ArgumentException)
        {
            // Markdig throws this for markup nested deeper than its limit.
            refusal = new RenderError(RenderLimit.Nesting, ParserNesting, 0);
            return null;
        }

        refusal = HtmlScan.Check(html, out var unclosed, out var kept);
        if (refusal is not null)
        {
            return null;
        }

        foreach (var tag in unclosed)
        {
            state.ReportUnclosed(tag.Source, state.LineAt(tag.At));
        }

        var body = _sanitizer.Clean(kept, state.Slots, state.Words);
        refusal = body is null ? new RenderError(RenderLimit.TagDepth, HtmlSize.MaxDepth, 0) : null;
        return body;
    }

    private static bool IsEastAsian(string language) =>
        language.StartsWith("zh", StringComparison.OrdinalIgnoreCase) || language.StartsWith("ja", StringComparison.OrdinalIgnoreCase);

    private static string ToHtml(string text, RenderState state, bool eastAsian)
    {
        var pipeline = PostPipeline.For(state.Notations);
        var document = Markdown.Parse(text, pipeline);
        if (state.Notations.Contents)
        {
            ContentsMark.Find(document, text);
        }

        LooseTex.Report(document, state.Problems);
        LooseHtml.Report(document, state);
        CjkLineJoining.Join(document, eastAsian);
        using var writer = new StringWriter(CultureInfo.InvariantCulture);
        var renderer = new PostHtmlRenderer(writer, state);
        pipeline.Setup(renderer);
        renderer.Render(document);
        return writer.ToString().Replace('\uFFFF', '\uFFFD'); // &#xFFFF; would be treated as the end of the text too
    }

    private static RenderedPost Finish(IElement body, RenderState state, RenderContext context)
    {
        var placeholders = state.Slots;
        var skips = LinkExtractor.Skips(body, placeholders);
        Headings.Settle(body, above: 1);
        MediaPlayers.Settle(body);
        PlayerLinks.Name(body, state.Words);
        var count = PlainText.Count(body, placeholders);
        var plain = PlainText.Of(body, placeholders);
        var links = LinkExtractor.Links(body);
        var images = LinkExtractor.Images(body);
        var media = LinkExtractor.OtherMedia(body);
        var (summary, source) = new Excerpt(context, state.Words, placeholders).Of(body);

        var htmlDecorator = new HtmlDecorator(context, state.Words, placeholders);
        var contents = htmlDecorator.DecorateBody(body);
        htmlDecorator.DecorateSummary(summary);
        return new RenderedPost
        {
            Version = state.LacksColours ? "" : VersionOf(context.FoldAbove, context.Notations, context.BasePath),
            Body = HtmlSanitizer.Print(body, placeholders, summary: false),
            Summary = HtmlSanitizer.Print(summary, placeholders, summary: true),
            SummarySource = source,
            Contents = contents,
            PlainText = plain,
            WordCount = count.Total,
            ReadingMinutes = count.Minutes,
            Links = links,
            Images = images,
            OtherMedia = media,
            Skips = skips,
            Problems = [.. state.Problems.OrderBy(problem => problem.Line)],
        };
    }
}
