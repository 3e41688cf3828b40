using AngleSharp.Dom;
using Blog.Rendering.Output;

namespace Blog.Rendering.Html;

/// <summary>The links and images of a sanitized tree, before anything rewrites them.</summary>
internal static class LinkExtractor
{
    /// <summary>Headings more than one level below the heading before them, by the levels that the author wrote.</summary>
    public static IReadOnlyList<HeadingSkip> Skips(IElement body, Placeholders placeholders)
    {
        var (skips, before) = (new List<HeadingSkip>(), 0);
        foreach (var heading in body.Descendants<IElement>().Where(element => element.LocalName is ['h', >= '1' and <= '6']))
        {
            var level = heading.LocalName[1] - '0';
            if (before > 0 && level > before + 1)
            {
                skips.Add(new HeadingSkip(PlainText.Inline(heading, placeholders), before, level));
            }

            before = level;
        }

        return skips;
    }

    /// <summary>Link targets in order, as written, without duplicates; footnote links are excluded.</summary>
    public static IReadOnlyList<string> Links(IElement body) =>
        [
            .. body.Descendants<IElement>()
                .Where(element => element.LocalName == "a" && element.ClassName is not ("footnote-ref" or "footnote-back-ref"))
                .Select(element => element.GetAttribute("href"))
                .Where(address => !string.IsNullOrEmpty(address))
                .Distinct(StringComparer.Ordinal)!,
        ];

    public static IReadOnlyList<ImageFound> Images(IElement body) =>
        [
            .. body.Descendants<IElement>()
                .Where(element => element.LocalName == "img")
                .Select(element => new ImageFound(element.GetAttribute("src")!, element.GetAttribute("alt") ?? "")),
        ];

    /// <summary>Addresses that other elements than images load, as written, without duplicates.</summary>
    public static IReadOnlyList<string> OtherMedia(IElement body) =>
        [
            .. body.Descendants<IElement>()
                .Where(element => element.LocalName is "source" or "video" or "audio")
                .SelectMany(element =>
                    new[] { element.GetAttribute("src"), element.GetAttribute("poster") }.Concat(Candidates(element.GetAttribute("srcset")))
                )
                .Where(address => !string.IsNullOrEmpty(address))
                .Distinct(StringComparer.Ordinal)!,
        ];

    /// <summary>The addresses of a <c>srcset</c>, without their widths.</summary>
    private static IEnumerable<string> Candidates(string? set) =>
        (set ?? "")
            .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(candidate => candidate.Split(' ')[0]);
}
