using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Blog.Rendering.Html;
using Blog.Rendering.Html.Repair;
using Blog.Rendering.Output;
using Blog.Rendering.Players;
using Ganss.Xss;

namespace Blog.Rendering;

/// <summary>The only source of new <see cref="RenderedHtml"/>: an allowlist of elements, attributes and address schemes.</summary>
public sealed class HtmlSanitizer
{
    // Twice what the scan counts, since items and paragraphs come between what it counts, plus a margin for misnested formatting.
    private const int MaxTreeDepth = 3 * HtmlSize.MaxDepth;

    private static readonly HtmlParser Parser = new(new HtmlParserOptions { IsScripting = false });
    private readonly Ganss.Xss.HtmlSanitizer _allowlist = Allowlist();

    /// <summary>Parses, cleans and repairs HTML; the result is the body element of its own document.</summary>
    /// <param name="html">Must have passed <see cref="HtmlScan"/>.</param>
    /// <param name="placeholders">Contains the renderer's own markup.</param>
    /// <param name="texts">For the labels of frames and unnamed details.</param>
    /// <returns>Null if the tree is deeper than the scan predicted: it must not be walked.</returns>
    internal IElement? Clean(string html, Placeholders placeholders, RenderTexts texts)
    {
        // The doctype keeps the parser out of quirks mode; the body tag keeps a raw <frameset> from replacing the body.
        var document = Parser.ParseDocument("<!doctype html><html><head></head><body>" + html);
        var body = document.Body!;
        if (body.IsDeeperThan(MaxTreeDepth))
        {
            return null;
        }

        MoreMarker.Set(body, placeholders.MoreClass);
        LegacyHtml.Replace(body, texts);
        _allowlist.SanitizeDom(document, body);
        AttributeSanitizer.Clean(body, placeholders);
        HtmlRepair.Repair(body, texts);
        return body;
    }

    /// <summary>Prints a sanitized tree with the renderer's own markup in its placeholders.</summary>
    internal static RenderedHtml Print(IElement root, Placeholders placeholders, bool summary) =>
        RenderedHtml.Trusted(new HtmlPrinter(placeholders, summary).PrintChildren(root));

    /// <summary>A stored text as a page shows it: with the players of the hosts that the owner allows.</summary>
    /// <param name="allowed">Hosts in lower case and ASCII, never the site's own: a frame of its origin could leave its sandbox.</param>
    /// <param name="language">BCP 47 tag of the text.</param>
    /// <param name="afterClick">Whether a script loads a player when the reader asks; without it they load with the page.</param>
    public static ShownPlayers ShowPlayers(RenderedHtml html, IReadOnlyCollection<string> allowed, string language, bool afterClick = false)
    {
        var frames = new PlayerFrames(allowed, RenderTexts.For(language), afterClick);
        var shown = frames.Show(html.Value);
        return new ShownPlayers(frames.Hosts.Count == 0 ? html : RenderedHtml.Trusted(shown), frames.Hosts);
    }

    private static Ganss.Xss.HtmlSanitizer Allowlist()
    {
        // Ganss's defaults allow style, form and input: start with nothing.
        return new Ganss.Xss.HtmlSanitizer(
            new HtmlSanitizerOptions
            {
                AllowedTags = new HashSet<string>(HtmlRules.Elements, StringComparer.OrdinalIgnoreCase),
                AllowedAttributes = new HashSet<string>(HtmlRules.AnyAttribute, StringComparer.OrdinalIgnoreCase),
                AllowedSchemes = new HashSet<string>(["http", "https", "mailto"], StringComparer.OrdinalIgnoreCase),
                UriAttributes = new HashSet<string>(HtmlRules.Addresses, StringComparer.OrdinalIgnoreCase),
                UriListAttributes = new HashSet<string>(["srcset"], StringComparer.OrdinalIgnoreCase),
                AllowedCssProperties = new HashSet<string>(StringComparer.Ordinal),
                AllowedAtRules = new HashSet<AngleSharp.Css.Dom.CssRuleType>(),
                AllowedClasses = new HashSet<string>(StringComparer.Ordinal),
            }
        )
        {
            KeepChildNodes = true,
        };
    }
}
