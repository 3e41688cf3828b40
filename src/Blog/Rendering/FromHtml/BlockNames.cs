using AngleSharp.Dom;

namespace Blog.Rendering.FromHtml;

/// <summary>Which elements are blocks.</summary>
internal static class BlockNames
{
    private static readonly HashSet<string> All = new(StringComparer.Ordinal)
    {
        "p",
        "div",
        "section",
        "article",
        "aside",
        "header",
        "footer",
        "nav",
        "main",
        "center",
        "address",
        "form",
        "fieldset",
        "legend",
        "hgroup",
        "dialog",
        "search",
        "blockquote",
        "pre",
        "listing",
        "xmp",
        "hr",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "ul",
        "ol",
        "menu",
        "dir",
        "li",
        "dl",
        "dt",
        "dd",
        "figure",
        "figcaption",
        "details",
        "summary",
        "table",
        "caption",
        "thead",
        "tbody",
        "tfoot",
        "tr",
        "td",
        "th",
        "iframe",
        "embed",
    };

    /// <summary>Whether an element is a block or holds one.</summary>
    public static bool IsBlock(IElement element) => All.Contains(element.LocalName) || HoldsBlock(element);

    /// <summary>Whether an element holds a block.</summary>
    public static bool HoldsBlock(IElement element) => element.Descendants<IElement>().Any(inner => All.Contains(inner.LocalName));

    /// <summary>Whether a heading holds more than lines.</summary>
    public static bool HoldsMore(IElement heading) =>
        heading.Descendants<IElement>().Any(inner => All.Contains(inner.LocalName) && inner.LocalName is not ("p" or "div" or "center"));
}
