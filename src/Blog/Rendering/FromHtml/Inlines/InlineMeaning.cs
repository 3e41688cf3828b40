using System.Text;
using AngleSharp.Dom;

namespace Blog.Rendering.FromHtml.Inlines;

/// <summary>What an element says of the words in it, by its name or by the style that an editor wrote in place of one.</summary>
internal static class InlineMeaning
{
    private static readonly HashSet<string> Kept = new(StringComparer.Ordinal)
    {
        "sub",
        "sup",
        "kbd",
        "samp",
        "var",
        "ins",
        "u",
        "small",
        "abbr",
        "q",
        "cite",
        "dfn",
        "time",
        "ruby",
        "rt",
        "rp",
        "bdi",
        "bdo",
    };

    /// <summary>The marks that an element means, the innermost first.</summary>
    public static List<(string Name, string Attributes)> Of(IElement element)
    {
        var style = element.GetAttribute("style") ?? "";
        bool Says(string property, params ReadOnlySpan<string> values) => InlineStyles.Says(style, property, values);
        var names = new List<(string, string)>();
        switch (element.LocalName)
        {
            case "strong" or "b" when !Says("font-weight", "normal", "400"):
                names.Add(("strong", ""));
                break;
            case "em" or "i" when !Says("font-style", "normal") && !IsIcon(element):
                names.Add(("em", ""));
                break;
            case "del" or "s" or "strike":
                names.Add(("del", ""));
                break;
            case "mark":
                names.Add(("mark", ""));
                break;
            case "acronym":
                names.Add(("abbr", AttributesOf(element)));
                break;
            case var name when Kept.Contains(name):
                names.Add((name, AttributesOf(element)));
                break;
            case "span" or "font" or "big":
                if (Says("font-weight", "bold", "bolder", "600", "700", "800", "900"))
                {
                    names.Add(("strong", ""));
                }

                if (Says("font-style", "italic", "oblique"))
                {
                    names.Add(("em", ""));
                }

                if (Says("text-decoration", "line-through") || Says("text-decoration-line", "line-through"))
                {
                    names.Add(("del", ""));
                }

                if (AttributesOf(element) is { Length: > 0 } attributes)
                {
                    names.Add(("span", attributes));
                }

                break;
        }

        return names;
    }

    private static string AttributesOf(IElement element)
    {
        var attributes = new StringBuilder();
        foreach (var name in element.LocalName is "abbr" or "acronym" ? new[] { "title", "lang", "dir" } : ["lang", "dir", "datetime"])
        {
            if (element.GetAttribute(name) is { Length: > 0 and < 200 } value && (name != "datetime" || element.LocalName == "time"))
            {
                attributes.Append(' ').Append(name).Append("=\"").Append(InlineHtml.Attribute(value)).Append('"');
            }
        }

        return attributes.ToString();
    }

    /// <summary>An element that a style sheet fills with a sign.</summary>
    private static bool IsIcon(IElement element) => element.ChildNodes.Length == 0;
}
