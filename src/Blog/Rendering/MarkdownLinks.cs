using System.Text;
using System.Text.RegularExpressions;
using Blog.Rendering.Extensions.RawHtml;
using Blog.Rendering.Html;
using Markdig;
using Markdig.Extensions.EmphasisExtras;
using Markdig.Parsers;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Blog.Rendering;

/// <summary>A link or image target in a Markdown text.</summary>
/// <param name="Url">As written, without angle brackets or quotes.</param>
/// <param name="Start">Offset in the text.</param>
/// <param name="Length">Length in characters, brackets included.</param>
/// <param name="IsImage">True for an image; a reference definition may serve both and counts as one.</param>
/// <param name="Alt">Alternative text of an image.</param>
/// <param name="InHtml">True within raw HTML.</param>
public sealed record MarkdownLink(string Url, int Start, int Length, bool IsImage, string Alt, bool InHtml)
{
    /// <summary>The target as it stands in the text, with escapes.</summary>
    public string Written { get; init; } = "";

    /// <summary>True for what Markdown takes for text; with a new target it becomes a link.</summary>
    public bool IsLoose { get; init; }

    /// <summary>What follows a new target: the title, where the place holds it too.</summary>
    public string After { get; init; } = "";
}

/// <summary>Finds link targets by the spans of the syntax tree, so that code is left exactly as it is, and replaces them.</summary>
public static partial class MarkdownLinks
{
    private static readonly MarkdownPipeline Pipeline = BuildPipeline();

    /// <summary>Finds the targets of links and images, in order. The text must have passed the renderer's limits.</summary>
    public static IReadOnlyList<MarkdownLink> Find(string markdown) => Find(markdown, isAll: false);

    /// <summary>
    /// Finds also the targets of other elements in raw HTML, and those of links that Markdown takes for text (<see cref="LooseLinks"/>).
    /// </summary>
    public static IReadOnlyList<MarkdownLink> FindAll(string markdown) => Find(markdown, isAll: true);

    private static IReadOnlyList<MarkdownLink> Find(string markdown, bool isAll)
    {
        MarkdownDocument document;
        try
        {
            document = Markdown.Parse(markdown, Pipeline);
        }
        catch (ArgumentException)
        {
            return []; // nested too deeply: the renderer refuses it with a better message
        }

        var links = new List<MarkdownLink>();
        var altOf = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var item in document.Descendants())
        {
            switch (item)
            {
                case LinkInline { IsImage: true, Reference: { } reference } shown:
                    altOf.TryAdd(reference.Label ?? "", Words(shown));
                    break;
                case LinkInline { IsShortcut: false, Reference: null } link when !link.UrlSpan.IsEmpty && link.Url is not null:
                    Add(markdown, link.UrlSpan, link.IsImage, link.IsImage ? Words(link) : "", links);
                    break;
                case HtmlBlock html:
                    AddTags(markdown, html.Span, isAll, links);
                    break;
                case HtmlInline html:
                    AddTags(markdown, html.Span, isAll, links);
                    break;
            }
        }

        foreach (
            var definition in document
                .Descendants<LinkReferenceDefinition>()
                .Where(definition => !definition.UrlSpan.IsEmpty && definition.Url is not null)
        )
        {
            var label = definition.Label ?? "";
            Add(markdown, definition.UrlSpan, altOf.ContainsKey(label), altOf.GetValueOrDefault(label, ""), links);
        }

        links.AddRange(isAll ? LooseLinks.Find(markdown, document) : []);
        return [.. links.DistinctBy(link => link.Start).OrderBy(link => link.Start)];
    }

    /// <summary>Replaces targets; a link without a new one stays as it is.</summary>
    public static string Rewrite(string markdown, IReadOnlyList<MarkdownLink> links, Func<MarkdownLink, string?> replacement)
    {
        var text = new StringBuilder(markdown.Length + 256);
        var at = 0;
        foreach (var link in links)
        {
            if (replacement(link) is { } url)
            {
                text.Append(markdown, at, link.Start - at).Append(url).Append(link.After);
                at = link.Start + link.Length;
            }
        }

        return text.Append(markdown, at, markdown.Length - at).ToString();
    }

    private static MarkdownPipeline BuildPipeline()
    {
        var builder = new MarkdownPipelineBuilder()
            .UsePreciseSourceLocation()
            .UsePipeTables()
            .UseFootnotes()
            .UseMathematics()
            .UseEmphasisExtras(EmphasisExtraOptions.Strikethrough);
        builder.BlockParsers.Replace<HtmlBlockParser>(new ClosedHtmlBlockParser());
        return builder.Build();
    }

    private static void Add(string markdown, SourceSpan span, bool isImage, string alt, List<MarkdownLink> links)
    {
        if (span.Start < 0 || span.End >= markdown.Length || span.Length <= 0)
        {
            return;
        }

        // Depending on the version, the span of <a b.png> may or may not include its brackets.
        var (start, length) = (span.Start, span.Length);
        if (
            markdown[start] != '<'
            && start > 0
            && markdown[start - 1] == '<'
            && start + length < markdown.Length
            && markdown[start + length] == '>'
        )
        {
            (start, length) = (start - 1, length + 2);
        }

        var written = markdown.Substring(start, length);
        var url = written is ['<', .., '>'] ? written[1..^1] : written;
        links.Add(
            new MarkdownLink(System.Net.WebUtility.HtmlDecode(Escape().Replace(url, "${sign}")), start, length, isImage, alt, InHtml: false)
            {
                Written = url,
            }
        );
    }

    private static void AddTags(string markdown, SourceSpan span, bool isAll, List<MarkdownLink> links)
    {
        if (span.Start < 0 || span.End >= markdown.Length || span.IsEmpty)
        {
            return;
        }

        foreach (var target in HtmlTargets.In(markdown.Substring(span.Start, span.Length)))
        {
            if (isAll || target is { Element: "img", Attribute: "src" })
            {
                var start = span.Start + target.Start;
                links.Add(
                    new MarkdownLink(target.Url, start, target.Length, target.IsImage, target.IsImage ? target.Alt : "", InHtml: true)
                    {
                        Written = markdown.Substring(start, target.Length),
                    }
                );
            }
        }
    }

    private static string Words(ContainerInline link) =>
        string.Concat(link.Descendants<LiteralInline>().Select(literal => literal.Content.ToString()));

    [GeneratedRegex("""\\(?<sign>[!-/:-@\[-`{-~])""", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Escape();
}
