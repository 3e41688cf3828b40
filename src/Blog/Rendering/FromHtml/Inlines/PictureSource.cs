using AngleSharp.Dom;

namespace Blog.Rendering.FromHtml.Inlines;

/// <summary>The address of a picture, which plugins that load it late keep in attributes of their own.</summary>
internal static class PictureSource
{
    private static readonly string[] Late =
    [
        "data-src",
        "data-lazy-src",
        "data-original",
        "data-orig-file",
        "data-original-src",
        "data-lazyload",
        "data-full-url",
        "data-actualsrc",
    ];

    /// <summary>Empty for none.</summary>
    public static string Of(IElement image)
    {
        var source = image.GetAttribute("src")?.Trim() ?? "";
        if (source.Length > 0 && !IsStandIn(source))
        {
            return source;
        }

        return Late.Select(name => image.GetAttribute(name)?.Trim())
                .FirstOrDefault(late => !string.IsNullOrEmpty(late) && !late.StartsWith("data:", StringComparison.OrdinalIgnoreCase))
            ?? FirstOfSet(image.GetAttribute("srcset") ?? image.GetAttribute("data-srcset") ?? image.GetAttribute("data-lazy-srcset"))
            ?? source;
    }

    /// <summary>A picture of an emoji, whose words are the emoji itself.</summary>
    public static bool IsEmoji(IElement image) =>
        image.GetAttribute("alt") is { Length: > 0 and <= 16 } words
        && !words.Any(char.IsAsciiLetterOrDigit)
        && (
            image.ClassList.Contains("emoji")
            || image.ClassList.Contains("wp-smiley")
            || (image.GetAttribute("src") ?? "").Contains("/emoji/", StringComparison.Ordinal)
        );

    private static bool IsStandIn(string source) =>
        source.StartsWith("data:", StringComparison.OrdinalIgnoreCase)
        || source.StartsWith("about:", StringComparison.OrdinalIgnoreCase)
        || source.EndsWith("/blank.gif", StringComparison.Ordinal)
        || source.EndsWith("/1x1.trans.gif", StringComparison.Ordinal)
        || source.EndsWith("/lazyload.gif", StringComparison.Ordinal);

    private static string? FirstOfSet(string? set) =>
        set?.Trim().Split(' ', ',')[0] is { Length: > 0 } first && !first.StartsWith("data:", StringComparison.OrdinalIgnoreCase)
            ? first
            : null;
}
