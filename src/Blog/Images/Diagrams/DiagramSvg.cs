using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;

namespace Blog.Images.Diagrams;

/// <summary>
/// A diagram as it is kept: an SVG of shapes and text with presentation attributes only. No script, link, style sheet, style attribute,
/// animation or foreign content, and no colour that depends on a page: it looks the same in an image, a feed and another program.
/// </summary>
public static partial class DiagramSvg
{
    /// <summary>Bytes of UTF-8 that one drawing may have.</summary>
    public const int MostBytes = 512 * 1024;

    /// <summary>Characters that the start tag of a cleaned drawing has at most: its size and view box come first.</summary>
    public const int LongestStart = 200;

    private static readonly XNamespace Svg = SvgRules.Namespace;

    private static readonly HashSet<string> Dropped = new(StringComparer.Ordinal)
    {
        "style",
        "animate",
        "animateTransform",
        "animateMotion",
        "mpath",
        "set",
    };

    private static readonly HashSet<string> NotKept = new(StringComparer.Ordinal) { "class", "style", "attributeName", "attributeType" };

    /// <summary>Cleans a drawing.</summary>
    /// <param name="refusal">Why it is refused; null if it is not.</param>
    /// <returns>The SVG; null where it is refused.</returns>
    public static string? Clean(string svg, out string? refusal)
    {
        var bytes = Encoding.UTF8.GetBytes(svg);
        if (bytes.Length > MostBytes)
        {
            refusal = "a drawing of more than 512 KB";
            return null;
        }

        var (content, error) = SvgCleaner.Clean(bytes);
        if (content is not { Width: { } width, Height: { } height })
        {
            refusal = content is null ? error : "an SVG without a size";
            return null;
        }

        using var reader = XmlReader.Create(new MemoryStream(content.Bytes), new XmlReaderSettings { XmlResolver = null });
        var root = XDocument.Load(reader, LoadOptions.PreserveWhitespace).Root!;
        root.Descendants().Where(element => Dropped.Contains(element.Name.LocalName)).Remove();
        foreach (var element in root.DescendantsAndSelf())
        {
            Fold(element);
        }

        var kept = root.Attributes()
            .Where(attribute =>
                attribute.Name.LocalName is not ("width" or "height" or "viewBox" or "x" or "y") && !attribute.IsNamespaceDeclaration
            );
        root.ReplaceAttributes(
            new XAttribute("width", width),
            new XAttribute("height", height),
            new XAttribute("viewBox", ViewBox(root) ?? string.Create(CultureInfo.InvariantCulture, $"0 0 {width} {height}")),
            kept.ToList()
        );
        refusal = null;
        return root.ToString(SaveOptions.DisableFormatting);
    }

    /// <summary>Width and height in pixels of a cleaned drawing, from its start.</summary>
    public static (int Width, int Height) SizeOf(string svg)
    {
        var match = Size().Match(svg);
        return match.Success
            ? (
                int.Parse(match.Groups["width"].ValueSpan, CultureInfo.InvariantCulture),
                int.Parse(match.Groups["height"].ValueSpan, CultureInfo.InvariantCulture)
            )
            : (1, 1);
    }

    /// <summary>Which drawing of its source it is, as part of an address; empty for the first.</summary>
    /// <param name="svg">A cleaned drawing, or its start.</param>
    public static string VersionOf(string svg) => Size().Match(svg).Groups["version"].Value;

    /// <summary>The drawing as the one that follows another.</summary>
    public static string After(string before, string svg)
    {
        var last = int.TryParse(VersionOf(before), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 1;
        var start = Size().Match(svg).Length;
        return svg.Insert(start, string.Create(CultureInfo.InvariantCulture, $" data-version=\"{(last % 9999) + 1}\""));
    }

    /// <summary>Declarations of a style attribute become presentation attributes, which they win over (SVG 2, section 6.6).</summary>
    private static void Fold(XElement element)
    {
        foreach (var declaration in (element.Attribute("style")?.Value ?? "").Split(';'))
        {
            var colon = declaration.IndexOf(':', StringComparison.Ordinal);
            var (name, value) = colon < 0 ? ("", "") : (declaration[..colon].Trim().ToLowerInvariant(), declaration[(colon + 1)..].Trim());
            value = value.EndsWith("!important", StringComparison.OrdinalIgnoreCase) ? value[..^10].TrimEnd() : value;
            if (value.Length > 0 && IsPresentation(name) && SvgRules.IsSafeValue(value))
            {
                element.SetAttributeValue(name, value);
            }
        }

        element.Attributes().Where(attribute => NotKept.Contains(attribute.Name.LocalName) || DependsOnPage(attribute.Value)).Remove();
    }

    private static bool IsPresentation(string name) =>
        SvgRules.Attributes.Contains(name)
        && (
            name.StartsWith("fill", StringComparison.Ordinal)
            || name.StartsWith("stroke", StringComparison.Ordinal)
            || name.StartsWith("stop-", StringComparison.Ordinal)
            || name.StartsWith("font-", StringComparison.Ordinal)
            || name.StartsWith("marker", StringComparison.Ordinal)
            || name
                is "opacity"
                    or "color"
                    or "display"
                    or "visibility"
                    or "text-anchor"
                    or "text-decoration"
                    or "dominant-baseline"
                    or "alignment-baseline"
                    or "letter-spacing"
                    or "paint-order"
        );

    /// <summary>Whether a value is known only within a page: a variable, or a colour that depends on the scheme.</summary>
    private static bool DependsOnPage(string value) =>
        value.Contains("var(", StringComparison.OrdinalIgnoreCase)
        || value.Contains("env(", StringComparison.OrdinalIgnoreCase)
        || value.Contains("light-dark(", StringComparison.OrdinalIgnoreCase);

    private static string? ViewBox(XElement root)
    {
        var box = root.Attribute("viewBox")?.Value;
        return box is not null && Box().IsMatch(box) ? box : null;
    }

    [GeneratedRegex(@"^-?[0-9.e+-]{1,24}([ ,]+-?[0-9.e+-]{1,24}){3}$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Box();

    [GeneratedRegex(
        @"^<svg width=""(?<width>\d{1,5})"" height=""(?<height>\d{1,5})""( data-version=""(?<version>\d{1,4})"")?",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Size();
}
