using System.Text.RegularExpressions;
using AngleSharp.Dom;
using Blog.Editor.Copying.WeChat;
using Blog.Tests.Rendering;

namespace Blog.Tests.Editor.Copying;

/// <summary>What WeChat's editor and the programs on the way to it keep; everything else is a breach.</summary>
internal static partial class WeChatRules
{
    private static readonly HashSet<string> Elements =
    [
        .. "section p h1 h2 h3 h4 h5 h6 blockquote pre code span strong em sup sub br a img figure figcaption hr".Split(' '),
        .. "table thead tbody tfoot tr th td".Split(' '),
    ];

    private static readonly HashSet<string> DrawingElements = [.. "svg g path rect line ellipse polygon text".Split(' ')];

    private static readonly HashSet<string> Properties =
    [
        .. (
            "color background-color font-size font-family font-weight font-style line-height letter-spacing text-align text-indent "
            + "text-decoration vertical-align white-space word-break overflow-wrap display width min-width max-width height margin padding "
            + "padding-top padding-left border border-top border-bottom border-left border-radius border-collapse overflow overflow-x "
            + "-webkit-overflow-scrolling"
        ).Split(' '),
    ];

    /// <summary>All breaches in a copy.</summary>
    public static IReadOnlyList<string> BreachesIn(string html)
    {
        var body = Rendered.Parse(html);
        return
        [
            .. html.Contains('\n', StringComparison.Ordinal) ? ["a line feed"] : Array.Empty<string>(),
            .. Outside(body),
            .. body.QuerySelectorAll("*").SelectMany(Of),
            .. Sources(body),
        ];
    }

    private static IEnumerable<string> Outside(IElement body)
    {
        if (body.Children is not [{ LocalName: "p" } first, { LocalName: "section" } root, { LocalName: "p" } last])
        {
            yield return "not one section between two guards";
            yield break;
        }

        foreach (var guard in new[] { first, last })
        {
            if (guard.TextContent != "\u00A0" || guard.GetAttribute("style") != "font-size:0;line-height:0;margin:0")
            {
                yield return "a guard that is seen";
            }
        }

        var style = root.GetAttribute("style") ?? "";
        if (style.Contains("background", StringComparison.Ordinal) || style.Contains("padding", StringComparison.Ordinal))
        {
            yield return "the root has a background or padding";
        }
    }

    private static IEnumerable<string> Of(IElement element) => element.Closest("svg") is null ? OfHtml(element) : OfDrawing(element);

    private static IEnumerable<string> OfHtml(IElement element)
    {
        var name = element.LocalName;
        if (!Elements.Contains(name))
        {
            yield return $"<{name}>";
        }

        foreach (var attribute in element.Attributes.Where(attribute => !MayHave(element, attribute)))
        {
            yield return $"<{name} {attribute.Name}={attribute.Value}>";
        }

        var style = Declarations(element);
        foreach (var breach in style.SelectMany(pair => OfStyle(pair.Key, pair.Value)))
        {
            yield return breach;
        }

        var hasText = element.ChildNodes.Any(node => node is IText { Data: var text } && !string.IsNullOrWhiteSpace(text));
        if (hasText && !style.ContainsKey("color"))
        {
            yield return $"<{name}> with text and no colour of its own";
        }

        foreach (var blank in element.ChildNodes.Where(IsLostBlank))
        {
            yield return $"a blank between two elements in <{name}>";
        }

        foreach (var breach in OfKind(element, style))
        {
            yield return breach;
        }
    }

    private static IEnumerable<string> OfKind(IElement element, Dictionary<string, string> style)
    {
        switch (element.LocalName)
        {
            case "code"
                when element.ParentElement is { LocalName: "pre" }
                    && (style.GetValueOrDefault("display") != "-webkit-box" || style.GetValueOrDefault("overflow-x") != "auto"):
                yield return "code that does not scroll";
                break;
            case "pre"
                when element.QuerySelector("code") is not { } code
                    || code.ChildNodes.Any(node => node is not IElement { LocalName: "span" or "br" }):
                yield return "code that is no spans and line breaks";
                break;
            case "pre" when element.TextContent.AsSpan().ContainsAny(" \t\n"):
                yield return "a blank, tab or line feed in code";
                break;
            case "table"
                when element.ParentElement is not { LocalName: "section" } box
                    || !box.GetAttribute("style")!.Contains("overflow:auto", StringComparison.Ordinal):
                yield return "a table that does not scroll";
                break;
            case "td" or "th" when style.Count == 0:
                yield return "a cell without style";
                break;
            case "img" when style.GetValueOrDefault("max-width") != "100%":
                yield return "an image that may be wider than the text";
                break;
        }
    }

    private static bool MayHave(IElement element, IAttr attribute) =>
        (element.LocalName, attribute.Name) switch
        {
            (_, "style") => true,
            ("a", "href") => attribute.Value.StartsWith("https://mp.weixin.qq.com/", StringComparison.Ordinal),
            ("img", "src") => attribute.Value.StartsWith("https://", StringComparison.Ordinal),
            ("img", "alt") => true,
            ("td" or "th", "colspan" or "rowspan") => true,
            _ => false,
        };

    private static IEnumerable<string> OfStyle(string property, string value)
    {
        if (!Properties.Contains(property))
        {
            yield return $"{property}: does not survive";
        }

        if (Modern().IsMatch(value))
        {
            yield return $"{property}:{value}";
        }

        var isColour = property is "color" or "background-color" || property.StartsWith("border", StringComparison.Ordinal);
        if (
            isColour
            && value.Split(' ')[^1] is var colour
            && property is not ("border-radius" or "border-collapse")
            && value != "0"
            && !Literal().IsMatch(colour)
        )
        {
            yield return $"{property}:{value} is no literal colour";
        }
    }

    private static IEnumerable<string> OfDrawing(IElement element)
    {
        if (!DrawingElements.Contains(element.LocalName))
        {
            yield return $"<{element.LocalName}> in a drawing";
        }

        var isRoot = element is { LocalName: "svg", ParentElement.NamespaceUri: not "http://www.w3.org/2000/svg" };
        foreach (var attribute in element.Attributes)
        {
            var isForbidden =
                attribute.Name is "id" or "class" or "href" or "xlink:href"
                || attribute.Name.StartsWith("data-", StringComparison.Ordinal)
                || attribute.Name.StartsWith("on", StringComparison.Ordinal)
                || (attribute.Name == "style" && !isRoot)
                || attribute.Value.Contains("url(", StringComparison.OrdinalIgnoreCase);
            if (isForbidden)
            {
                yield return $"{attribute.Name}={attribute.Value} in a drawing";
            }
        }

        if (
            isRoot
            && (Pixels(element, "width") is not { } width || width > FormulaWriter.MostWidth + 0.01 || Pixels(element, "height") is null)
        )
        {
            yield return "a drawing without a size in pixels, or wider than the column";
        }
    }

    private static double? Pixels(IElement element, string property) =>
        Declarations(element).GetValueOrDefault(property) is [.. var number, 'p', 'x']
        && double.TryParse(number, System.Globalization.CultureInfo.InvariantCulture, out var pixels)
            ? pixels
            : null;

    /// <summary>Each source once, and each number that the text names among them.</summary>
    private static IEnumerable<string> Sources(IElement body)
    {
        var named = body.QuerySelectorAll("sup").Select(sup => sup.TextContent).Where(text => Number().IsMatch(text)).Distinct().ToList();
        var listed = body.QuerySelectorAll("p > span:first-child")
            .Select(span => span.TextContent)
            .Where(text => Number().IsMatch(text))
            .ToList();
        var addresses = body.QuerySelectorAll("p > span:last-child")
            .Select(span => span.TextContent)
            .Where(text => text.StartsWith("http", StringComparison.Ordinal))
            .ToList();
        foreach (var number in named.Except(listed))
        {
            yield return $"{number} is no source";
        }

        foreach (var number in listed.Except(named))
        {
            yield return $"{number} is not named";
        }

        if (listed.Distinct().Count() != listed.Count || addresses.Distinct().Count() != addresses.Count)
        {
            yield return "a source twice";
        }
    }

    private static bool IsLostBlank(INode node) =>
        node is IText { Data: var text }
        && text.Length > 0
        && text.Trim(' ').Length == 0
        && node.PreviousSibling is IElement
        && node.NextSibling is IElement;

    private static Dictionary<string, string> Declarations(IElement element) =>
        (element.GetAttribute("style") ?? "")
            .Split(';', StringSplitOptions.RemoveEmptyEntries)
            .Select(declaration => declaration.Split(':', 2))
            .GroupBy(parts => parts[0])
            .ToDictionary(group => group.Key, group => group.Last().ElementAtOrDefault(1) ?? "");

    [GeneratedRegex(
        @"var\(|calc\(|oklch|oklab|lab\(|lch\(|color-mix|currentcolor|light-dark|url\(|!important",
        RegexOptions.IgnoreCase | RegexOptions.NonBacktracking
    )]
    private static partial Regex Modern();

    [GeneratedRegex("^#[0-9a-f]{6}$", RegexOptions.NonBacktracking)]
    private static partial Regex Literal();

    [GeneratedRegex(@"^\[[0-9]+\]$", RegexOptions.NonBacktracking)]
    private static partial Regex Number();
}
