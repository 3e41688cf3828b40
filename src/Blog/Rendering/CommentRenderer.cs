using System.Buffers;
using System.Net;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using Blog.Rendering.Extensions;
using Blog.Rendering.Html;
using Blog.Rendering.Output;
using Blog.Rendering.Printing;
using Blog.Rendering.Scripting;
using Blog.Rendering.Text;
using Markdig;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Blog.Rendering;

/// <summary>Converts the Markdown of comments to safe HTML: less of it than in posts, and none of the writer's own HTML.</summary>
public sealed partial class CommentRenderer(CodeHighlighter highlighter, FormulaRenderer formulas)
{
    private const int MostCode = 32 * 1024;
    private const int MostFormulas = 100;

    /// <summary>
    /// Nodes of the tree of one comment that is sent: paragraphs, list items, links, the texts between them. No one writes as many.
    /// </summary>
    private const int MostNodes = 1_200;

    /// <summary>Characters that may begin markup, and lines: with more, parsing alone would take long.</summary>
    private const int MostMarkup = 1_000;

    private static readonly SearchValues<char> Markup = SearchValues.Create("*_~`[]<&$!\n");

    private static readonly HashSet<string> Elements = new(StringComparer.Ordinal)
    {
        "a",
        "blockquote",
        "br",
        "code",
        "del",
        "em",
        "hr",
        "li",
        "ol",
        "p",
        "strong",
        "ul",
    };

    private readonly HtmlSanitizer _sanitizer = new();

    /// <summary>Identifies the renderer: HTML that is stored with another version is made again.</summary>
    public static string Version { get; } = string.Create(CultureInfo.InvariantCulture, $"{MarkdownRenderer.Version}.1");

    /// <summary>Whether a text is refused at sight: it is made of markup more than of words.</summary>
    public static bool HasTooMuchMarkup(string markdown)
    {
        var count = 0;
        for (var rest = markdown.AsSpan(); count <= MostMarkup && rest.IndexOfAny(Markup) is >= 0 and var next; count++)
        {
            rest = rest[(next + 1)..];
        }

        return count > MostMarkup;
    }

    /// <summary>Renders one comment, with coloured code and set formulas.</summary>
    /// <param name="language">BCP 47 tag of the post.</param>
    public RenderedComment Render(string markdown, string language) => Render(markdown, language, isPlain: false);

    /// <summary>The same with code and formulas as written: without the work that a stranger could ask for in numbers.</summary>
    public RenderedComment RenderPlainly(string markdown, string language) => Render(markdown, language, isPlain: true);

    private RenderedComment Render(string markdown, string language, bool isPlain)
    {
        var state = new RenderState(RenderTexts.For(language), highlighter, formulas)
        {
            CodeLeft = isPlain ? 0 : MostCode,
            FormulasLeft = isPlain ? 0 : MostFormulas,
        };
        var text = TextLimits.Normalize(markdown);
        var body = ToBody(text, state, isPlain ? MostNodes : int.MaxValue);
        var isTooComplex = body is null;
        body ??= _sanitizer.Clean(AsWritten(text), state.Slots, state.Words)!;
        var links = Settle(body, state.Slots, language);
        return new RenderedComment(
            HtmlSanitizer.Print(body, state.Slots, summary: false),
            PlainText.Of(body, state.Slots),
            isPlain ? "" : Version,
            links,
            isTooComplex
        );
    }

    /// <summary>The sanitized tree; null if the text exceeds a limit.</summary>
    private IElement? ToBody(string text, RenderState state, int mostNodes)
    {
        if (TextLimits.Check(text) is not null)
        {
            return null;
        }

        try
        {
            var document = Markdown.Parse(text, CommentPipeline.Pipeline);
            if (document.Descendants().Count() > mostNodes)
            {
                return null;
            }

            PicturesToLinks(document);
            using var writer = new StringWriter(CultureInfo.InvariantCulture);
            var printer = new PostHtmlRenderer(writer, state);
            CommentPipeline.Pipeline.Setup(printer);
            printer.Render(document);
            var html = writer.ToString().Replace('\uFFFF', '\uFFFD');
            return HtmlScan.Check(html, out _, out var kept) is null ? _sanitizer.Clean(kept, state.Slots, state.Words) : null;
        }
        catch (ArgumentException)
        {
            return null; // Markdig throws this for markup nested deeper than its limit
        }
    }

    private static string AsWritten(string text) =>
        string.Concat(
            text.Split("\n\n", StringSplitOptions.RemoveEmptyEntries)
                .Select(paragraph =>
                    $"<p>{WebUtility.HtmlEncode(paragraph.Trim('\n')).Replace("\n", "<br>", StringComparison.Ordinal)}</p>"
                )
        );

    /// <summary>A picture would be loaded from a place that its writer chooses.</summary>
    private static void PicturesToLinks(MarkdownDocument document)
    {
        foreach (var picture in document.Descendants<LinkInline>().Where(link => link.IsImage).ToList())
        {
            picture.IsImage = false;
            if (picture.FirstChild is null)
            {
                picture.AppendChild(new LiteralInline(picture.Url ?? ""));
            }
        }
    }

    /// <summary>Leaves what comments may have, and marks the links as not ours.</summary>
    /// <returns>How many links lead to other sites.</returns>
    private static int Settle(IElement body, Placeholders slots, string language)
    {
        var links = 0;
        foreach (var element in body.AllElements())
        {
            if (slots.Find(element.ClassName) is not null)
            {
                continue;
            }

            var address = element.LocalName == "a" ? AddressOf(element.GetAttribute("href") ?? "") : null;
            if (!Elements.Contains(element.LocalName) || (element.LocalName == "a" && address is null))
            {
                element.Unwrap();
                continue;
            }

            var start = element.LocalName == "ol" ? element.GetAttribute("start") : null;
            foreach (var attribute in element.Attributes.ToArray())
            {
                element.RemoveAttribute(attribute.Name);
            }

            if (start is not null)
            {
                element.SetAttribute("start", start);
            }

            if (element.LocalName == "em")
            {
                Emphasis.Mark(element, language);
            }

            if (address is not null)
            {
                links += address[0] == '#' ? 0 : 1;
                element.SetAttribute("href", address);
                element.SetAttribute("rel", "nofollow ugc noopener");
            }
        }

        return links;
    }

    /// <summary>An address on another site, or another comment of the page; null for any other.</summary>
    private static string? AddressOf(string written)
    {
        if (OtherComment().IsMatch(written))
        {
            return written;
        }

        var address = UrlPolicy.IsAllowed(written, media: true) ? UrlPolicy.Print(written, "") : "";
        return
            Uri.TryCreate(address, UriKind.Absolute, out var url)
            && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps)
            && url.Host.Length > 0
            && url.UserInfo.Length == 0 // https://known.example@other.example
            ? address
            : null;
    }

    [GeneratedRegex("^#comment-[0-9]{1,9}$", RegexOptions.NonBacktracking)]
    private static partial Regex OtherComment();
}
