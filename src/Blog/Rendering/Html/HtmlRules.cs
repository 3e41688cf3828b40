using System.Collections.Frozen;

namespace Blog.Rendering.Html;

/// <summary>The lists that decide what HTML a post may hold. What is not named here does not come through.</summary>
internal static class HtmlRules
{
    public static readonly FrozenSet<string> Elements = Set(
        "p div blockquote pre hr h1 h2 h3 h4 h5 h6 ul ol li dl dt dd figure figcaption details summary table caption thead tbody tfoot tr th td "
            + "a abbr b bdi bdo br cite code del dfn em i ins kbd mark q rp rt ruby s samp small span strong sub sup time u var wbr "
            + "img picture source audio video"
    );

    /// <summary>Elements that vanish with all they hold.</summary>
    public static readonly FrozenSet<string> Dropped = Set(
        "script style template noscript object embed applet param svg math input select textarea button datalist output progress meter "
            + "option optgroup link meta base title head frame frameset noframes noembed portal canvas map area track xmp plaintext"
    );

    /// <summary>Elements that live on under another name.</summary>
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

    /// <summary>Elements that stand inside a line; everything else in <see cref="Elements"/> is a block or a part of one.</summary>
    public static readonly FrozenSet<string> Phrasing = Set(
        "a abbr b bdi bdo br cite code del dfn em i ins kbd mark q rp rt ruby s samp small span strong sub sup time u var wbr "
            + "img picture source audio video"
    );

    /// <summary>Elements without an end tag.</summary>
    public static readonly FrozenSet<string> Void = Set("area base br col embed hr img input link meta param source track wbr");

    /// <summary>Attributes that pass on any element.</summary>
    public static readonly FrozenSet<string> Everywhere = Set("class id title lang dir");

    /// <summary>Attributes that pass on one element only, besides those above.</summary>
    public static readonly FrozenDictionary<string, FrozenSet<string>> Attributes = new Dictionary<string, FrozenSet<string>>(
        StringComparer.Ordinal
    )
    {
        ["a"] = Set("href hreflang aria-label"),
        ["img"] = Set("src alt width height"), // what else an image wears, Dressing gives it: a srcset of an author's could load what nobody has looked at
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

    /// <summary>Attributes that hold one address.</summary>
    public static readonly FrozenSet<string> Addresses = Set("href src cite poster");

    /// <summary>Classes that pass; <c>language-…</c> on code besides.</summary>
    public static readonly FrozenSet<string> Classes = Set(
        "end footnotes footnote-ref footnote-back-ref contains-task-list task-list-item markdown-alert markdown-alert-title "
            + "markdown-alert-note markdown-alert-tip markdown-alert-important markdown-alert-warning markdown-alert-caution"
    );

    /// <summary>Ids that the page around the post uses; a heading of that name gets a number.</summary>
    public static readonly FrozenSet<string> ReservedIds = Set(
        "main top more q related comments comment search theme toc contents read post preview footer header nav title"
    );

    private static FrozenSet<string> Set(string words) =>
        words.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.OrdinalIgnoreCase);
}
