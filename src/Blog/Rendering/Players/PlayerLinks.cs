using AngleSharp.Dom;
using Blog.Rendering.Output;

namespace Blog.Rendering.Players;

/// <summary>
/// Marks the links that a page may show as a player, if the owner allows its host: those that were frames, and the link to a video that is
/// alone in its paragraph. What is allowed is not known here, so that the stored HTML is the same for all settings.
/// </summary>
internal static class PlayerLinks
{
    /// <summary>How a marked link is printed.</summary>
    public const string Mark = $" class=\"{Class}\"";

    public const string Class = "embed";

    /// <summary>
    /// Names the site and what it shows where a link that is alone in its paragraph says only its address, or only the
    /// site, as those of an import do. Before the summary is cut.
    /// </summary>
    public static void Name(IElement body, RenderTexts texts)
    {
        foreach (var link in body.Descendants<IElement>().Where(element => element.LocalName == "a"))
        {
            var address = link.GetAttribute("href") ?? "";
            var text = link.TextContent.Trim();
            var saysLittle = (text.Length > 3 && address.EndsWith(text, StringComparison.OrdinalIgnoreCase)) || PlayerLabels.IsSite(text);
            if (saysLittle && !link.HasAttribute("class") && IsAlone(link) && PlayerLabels.Of(address, texts) is { } label)
            {
                link.TextContent = label;
            }
        }
    }

    /// <summary>Marks them in a body.</summary>
    public static void Settle(IElement body)
    {
        foreach (var link in body.Descendants<IElement>().Where(element => element.LocalName == "a"))
        {
            if (link.ClassName == Class && link.Ancestors<IElement>().Any(IsTooSmall))
            {
                link.RemoveAttribute("class");
            }
            else if (!link.HasAttribute("class") && IsAlone(link) && PlayerPages.PlayersOf(link.GetAttribute("href") ?? "").Count > 0)
            {
                link.ClassName = Class;
            }
        }
    }

    /// <summary>Whether it is no place for a player: a heading stands in tables of contents too, and a list of videos stays one.</summary>
    private static bool IsTooSmall(IElement element) =>
        element.LocalName is ['h', >= '1' and <= '6'] or "a" or "summary" or "caption" or "sup" or "dt" or "th"
        || element.ClassName == "footnotes";

    private static bool IsAlone(IElement link) =>
        link.Parent is IElement { LocalName: "p" } paragraph
        && paragraph.Parent is IElement { LocalName: not ("li" or "dd" or "td" or "th") }
        && link.FirstElementChild is null
        && !link.Ancestors<IElement>().Any(IsTooSmall)
        && paragraph.ChildNodes.All(node =>
            ReferenceEquals(node, link) || node is IText { Data: var text } && string.IsNullOrWhiteSpace(text)
        );
}
