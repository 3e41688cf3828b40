using System.Collections.Frozen;

namespace Blog.Rendering.Html;

/// <summary>The allowlists for HTML in a post. Anything not listed here is removed.</summary>
internal static class HtmlRules
{
    public static readonly FrozenSet<string> Elements = Set(
        "p div blockquote pre hr h1 h2 h3 h4 h5 h6 ul ol li dl dt dd figure figcaption details summary "
            + "table caption thead tbody tfoot tr th td "
            + "a abbr b bdi bdo br cite code del dfn em i ins kbd mark q rp rt ruby s samp small span strong sub sup time u var wbr "
            + "img picture source audio video"
    );

    /// <summary>Elements that are removed with their content.</summary>
    public static readonly FrozenSet<string> Dropped = Set(
        "script style template noscript object embed applet param svg math input select textarea button datalist output progress meter "
            + "option optgroup link meta base title head frame frameset noframes noembed portal canvas map area track xmp plaintext"
    );

    /// <summary>Elements that are renamed.</summary>
    public static readonly FrozenDictionary<string, string> Renamed = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        ["section"] = "div",
        ["article"] = "div",
        ["aside"] = "div",
        ["header"] = "div",
        ["footer"] = "div",
        ["nav"] = "div",
        ["main"] = "div",
        ["center"] = "div",
        ["address"] = "div",
        ["fieldset"] = "div",
        ["form"] = "div",
        ["hgroup"] = "div",
        ["dialog"] = "div",
        ["search"] = "div",
        ["legend"] = "p",
        ["menu"] = "ul",
        ["dir"] = "ul",
        ["listing"] = "pre",
        ["strike"] = "s",
        ["tt"] = "code",
        ["acronym"] = "abbr",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>Inline elements; everything else in <see cref="Elements"/> is a block or a part of one.</summary>
    public static readonly FrozenSet<string> Phrasing = Set(
        "a abbr b bdi bdo br cite code del dfn em i ins kbd mark q rp rt ruby s samp small span strong sub sup time u var wbr "
            + "img picture source audio video"
    );

    /// <summary>Elements without an end tag.</summary>
    public static readonly FrozenSet<string> Void = Set("area base br col embed hr img input link meta param source track wbr");

    /// <summary>Attributes allowed on any element.</summary>
    public static readonly FrozenSet<string> Everywhere = Set("class id title lang dir");

    /// <summary>Attributes allowed on one element only, in addition to those above.</summary>
    public static readonly FrozenDictionary<string, FrozenSet<string>> Attributes = new Dictionary<string, FrozenSet<string>>(
        StringComparer.Ordinal
    )
    {
        ["a"] = Set("href hreflang aria-label"),
        // HtmlDecorator adds the other attributes of images: an author's srcset could load an address that was never checked
        ["img"] = Set("src alt width height"),
        ["source"] = Set("src srcset sizes media type width height"),
        ["audio"] = Set("src controls loop muted preload"),
        ["video"] = Set("src controls loop muted preload poster width height"),
        ["ol"] = Set("start reversed type"),
        ["li"] = Set("value"),
        ["th"] = Set("colspan rowspan scope abbr"),
        ["td"] = Set("colspan rowspan"),
        ["details"] = Set("open"),
        ["time"] = Set("datetime"),
        ["del"] = Set("cite"),
        ["ins"] = Set("cite"),
        ["q"] = Set("cite"),
        ["blockquote"] = Set("cite"),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static readonly FrozenSet<string> AnyAttribute = Attributes
        .Values.SelectMany(names => names)
        .Concat(Everywhere)
        .ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Attributes that contain one address.</summary>
    public static readonly FrozenSet<string> Addresses = Set("href src cite poster");

    /// <summary>Allowed classes; on code also <c>language-…</c>.</summary>
    public static readonly FrozenSet<string> Classes = Set(
        "end gallery embed footnotes footnote-ref footnote-back-ref contains-task-list task-list-item markdown-alert markdown-alert-title "
            + "markdown-alert-note markdown-alert-tip markdown-alert-important markdown-alert-warning markdown-alert-caution"
    );

    /// <summary>Ids used by the page around the post; a heading with such a name gets a number.</summary>
    public static readonly FrozenSet<string> ReservedIds = Set(
        "main top more q related comments comment search theme toc contents read post preview footer header nav title"
    );

    private static FrozenSet<string> Set(string words) =>
        words.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.OrdinalIgnoreCase);
}
