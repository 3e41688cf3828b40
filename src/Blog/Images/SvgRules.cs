using System.Text.RegularExpressions;

namespace Blog.Images;

/// <summary>The allowlist for SVG content.</summary>
internal static partial class SvgRules
{
    public const string Namespace = "http://www.w3.org/2000/svg";

    public static readonly HashSet<string> Elements = new(StringComparer.Ordinal)
    {
        "svg",
        "g",
        "defs",
        "symbol",
        "use",
        "switch",
        "title",
        "desc",
        "style",
        "path",
        "rect",
        "circle",
        "ellipse",
        "line",
        "polyline",
        "polygon",
        "text",
        "tspan",
        "textPath",
        "linearGradient",
        "radialGradient",
        "stop",
        "clipPath",
        "mask",
        "pattern",
        "marker",
        "filter",
        "feBlend",
        "feColorMatrix",
        "feComponentTransfer",
        "feComposite",
        "feConvolveMatrix",
        "feDiffuseLighting",
        "feDisplacementMap",
        "feDistantLight",
        "feDropShadow",
        "feFlood",
        "feFuncA",
        "feFuncB",
        "feFuncG",
        "feFuncR",
        "feGaussianBlur",
        "feMerge",
        "feMergeNode",
        "feMorphology",
        "feOffset",
        "fePointLight",
        "feSpecularLighting",
        "feSpotLight",
        "feTile",
        "feTurbulence",
        "animate",
        "animateTransform",
        "animateMotion",
        "mpath",
        "set",
    };

    public static readonly HashSet<string> Attributes = new(
        (
            "id class style lang x y x1 y1 x2 y2 cx cy r rx ry fx fy fr dx dy d points width height viewBox "
            + "preserveAspectRatio transform version role aria-label aria-hidden aria-labelledby "
            + "fill fill-opacity fill-rule stroke stroke-width stroke-opacity stroke-linecap stroke-linejoin stroke-dasharray "
            + "stroke-dashoffset stroke-miterlimit opacity color display visibility overflow "
            + "font-family font-size font-style font-weight font-variant font-stretch letter-spacing word-spacing text-anchor "
            + "text-decoration dominant-baseline alignment-baseline baseline-shift writing-mode "
            + "textLength lengthAdjust startOffset method spacing rotate direction unicode-bidi paint-order vector-effect "
            + "shape-rendering text-rendering image-rendering color-interpolation color-interpolation-filters "
            + "gradientUnits gradientTransform spreadMethod offset stop-color stop-opacity clip-path clip-rule clipPathUnits "
            + "mask maskUnits maskContentUnits mask-type pattern patternUnits patternContentUnits patternTransform "
            + "marker marker-start marker-mid marker-end markerWidth markerHeight markerUnits refX refY orient filter "
            + "filterUnits primitiveUnits "
            + "in in2 result mode type values tableValues slope intercept amplitude exponent operator k1 k2 k3 k4 order "
            + "kernelMatrix divisor bias targetX targetY edgeMode preserveAlpha surfaceScale diffuseConstant "
            + "specularConstant specularExponent limitingConeAngle azimuth elevation pointsAtX pointsAtY pointsAtZ z scale "
            + "xChannelSelector yChannelSelector flood-color flood-opacity lighting-color stdDeviation radius "
            + "baseFrequency numOctaves seed stitchTiles attributeName attributeType begin dur end min max restart "
            + "repeatCount repeatDur calcMode keyTimes keySplines keyPoints from to by additive accumulate path isolation "
            + "mix-blend-mode"
        ).Split(' '),
        StringComparer.Ordinal
    );

    /// <summary>Allows only references within the file, and no escapes that could hide others.</summary>
    public static bool IsSafeValue(string value)
    {
        var rest = LocalReference().Replace(value, "");
        return !rest.Contains("url", StringComparison.OrdinalIgnoreCase)
            && !rest.AsSpan().ContainsAny('\\', '<', '@')
            && !ScriptAddress().IsMatch(rest)
            && !rest.Contains("expression", StringComparison.OrdinalIgnoreCase)
            && !rest.Contains("image-set", StringComparison.OrdinalIgnoreCase);
    }

    public static bool IsSafeStyleSheet(string css) =>
        css.Length <= 64 * 1024
        && !css.AsSpan().ContainsAny('\\', '<')
        && !css.Contains("url", StringComparison.OrdinalIgnoreCase)
        && !css.Contains("@import", StringComparison.OrdinalIgnoreCase)
        && !css.Contains("expression", StringComparison.OrdinalIgnoreCase)
        && !css.Contains("image-set", StringComparison.OrdinalIgnoreCase)
        && !css.Contains("/*", StringComparison.Ordinal);

    public static bool AnimatesALink(string? attribute) =>
        attribute is not null
        && (
            attribute.Contains("href", StringComparison.OrdinalIgnoreCase)
            || attribute.TrimStart().StartsWith("on", StringComparison.OrdinalIgnoreCase)
        );

    /// <summary>Size in pixels from width and height, otherwise from the view box; null if neither is given.</summary>
    public static (int? Width, int? Height) Size(string? width, string? height, string? viewBox)
    {
        var box = (viewBox ?? "").Split([' ', ',', '\t', '\n'], StringSplitOptions.RemoveEmptyEntries);
        var (boxWidth, boxHeight) = box.Length == 4 ? (Pixels(box[2]), Pixels(box[3])) : (null, null);
        var (w, h) = (Pixels(width), Pixels(height));
        if (boxWidth > 0 && boxHeight > 0)
        {
            w ??= h is null ? boxWidth : h * boxWidth / boxHeight;
            h ??= w * boxHeight / boxWidth;
        }

        return w is >= 1 and <= 20_000 && h is >= 1 and <= 20_000 ? ((int)Math.Round(w.Value), (int)Math.Round(h.Value)) : (null, null);
    }

    private static double? Pixels(string? length)
    {
        var match = Length().Match((length ?? "").Trim());
        if (
            !match.Success
            || !double.TryParse(match.Groups["number"].ValueSpan, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
        )
        {
            return null;
        }

        return number
            * match.Groups["unit"].Value switch
            {
                "pt" => 96 / 72.0,
                "pc" => 16,
                "mm" => 96 / 25.4,
                "cm" => 96 / 2.54,
                "in" => 96,
                "em" or "rem" => 16,
                _ => 1,
            };
    }

    [GeneratedRegex(
        @"url\(\s*(?<quote>['""]?)#(?<id>[\p{L}\p{N}_.:-]+)['""]?\s*\)",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase
    )]
    public static partial Regex LocalReference();

    [GeneratedRegex(
        @"((java|vb)script|data|https?|ftp|file)\s*:",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase
    )]
    private static partial Regex ScriptAddress();

    [GeneratedRegex(
        @"^(?<number>\d+(\.\d+)?|\.\d+)(?<unit>px|pt|pc|mm|cm|in|em|rem)?$",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Length();
}
