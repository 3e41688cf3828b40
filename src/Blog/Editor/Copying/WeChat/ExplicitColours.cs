using AngleSharp.Dom;

namespace Blog.Editor.Copying.WeChat;

/// <summary>Gives every element that holds text its own colour: WeChat resets paragraphs to black.</summary>
internal static class ExplicitColours
{
    private const string Property = "color:";

    /// <param name="inherited">The colour around the element.</param>
    public static void Set(IElement element, string inherited)
    {
        var style = element.GetAttribute("style") ?? "";
        var own = Of(style);
        if (own is null && element.ChildNodes.Any(node => node is IText { Data: var text } && !string.IsNullOrWhiteSpace(text)))
        {
            element.SetAttribute("style", (style.Length == 0 ? "" : style + ";") + Property + inherited);
        }

        foreach (var child in element.Children.Where(child => child.LocalName != "svg"))
        {
            Set(child, own ?? inherited);
        }
    }

    /// <summary>The text colour that a style declares; null for none.</summary>
    public static string? Of(string style) =>
        style
            .Split(';', StringSplitOptions.TrimEntries)
            .Where(declaration => declaration.StartsWith(Property, StringComparison.Ordinal))
            .Select(declaration => declaration[Property.Length..])
            .LastOrDefault();
}
