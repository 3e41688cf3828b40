using Blog.Site.Discovery;

namespace Blog.Editor.Copying.WeChat;

/// <summary>The light colours of the blog's stylesheet as literals: neither <c>oklch</c> nor <c>var</c> survives.</summary>
/// <param name="hue">The site's hue in degrees.</param>
internal sealed class Inks(int hue)
{
    /// <summary>Grey without a tint: in dark mode WeChat turns grey around, and anything tinted stays as bright as text.</summary>
    public string Wash { get; } = "#f5f5f5";

    public string Line { get; } = ThemeColour.Hex(.88, .012, hue);

    public string Quiet { get; } = ThemeColour.Hex(.43, .022, hue);

    public string Ink { get; } = ThemeColour.Hex(.25, .02, hue);

    public string Accent { get; } = ThemeColour.Hex(.41, .115, hue);

    public string Leaf { get; } = ThemeColour.Hex(.515, .14, hue);

    public string Mark { get; } = ThemeColour.Hex(.92, .09, hue - 30);

    public string Counter { get; } = ThemeColour.Hex(.4, .12, hue + 200);

    public string Cool { get; } = ThemeColour.Hex(.42, .09, hue + 100);

    public string Warm { get; } = ThemeColour.Hex(.42, .09, hue - 85);

    /// <summary>The colour of a token by the classes of highlight.js; null for plain text.</summary>
    public string? OfToken(string? className) =>
        FirstPart(className) switch
        {
            "hljs-comment" or "hljs-quote" or "hljs-meta" => Quiet,
            "hljs-keyword" or "hljs-tag" or "hljs-name" or "hljs-selector-tag" or "hljs-addition" => Accent,
            "hljs-title" or "hljs-type" or "hljs-built_in" or "hljs-section" => Cool,
            "hljs-string" or "hljs-number" or "hljs-literal" or "hljs-symbol" or "hljs-attr" or "hljs-regexp" => Warm,
            "hljs-deletion" => Counter,
            _ => null,
        };

    /// <summary>Whether a token is bold, as in the stylesheet.</summary>
    public static bool IsBold(string? className) =>
        FirstPart(className) is "hljs-keyword" or "hljs-tag" or "hljs-name" or "hljs-selector-tag";

    private static string FirstPart(string? className) => (className ?? "").Split(' ')[0];
}
