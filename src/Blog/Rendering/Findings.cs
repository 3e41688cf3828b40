using AngleSharp.Dom;

namespace Blog.Rendering;

/// <summary>The links and images of a clean tree, before anything rewrites them.</summary>
internal static class Findings
{
    /// <summary>Link targets in order, as written, without repeats; footnotes are no links.</summary>
    public static IReadOnlyList<string> Links(IElement body) =>
        [.. body.Descendants<IElement>()
            .Where(element => element.LocalName == "a" && element.ClassName is not ("footnote-ref" or "footnote-back-ref"))
            .Select(element => element.GetAttribute("href"))
            .Where(address => !string.IsNullOrEmpty(address))
            .Distinct(StringComparer.Ordinal)!];

    /// <summary>Images in order.</summary>
    public static IReadOnlyList<ImageFound> Images(IElement body) =>
        [.. body.Descendants<IElement>()
            .Where(element => element.LocalName == "img")
            .Select(element => new ImageFound(element.GetAttribute("src")!, element.GetAttribute("alt") ?? ""))];
}
