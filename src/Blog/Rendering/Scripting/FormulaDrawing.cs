using System.Collections.Frozen;
using System.Text;
using System.Xml;

namespace Blog.Rendering.Scripting;

/// <summary>A formula as an SVG of paths: no ids, classes, definitions or style, and its colour is that of the text.</summary>
/// <param name="Content">The elements inside the <c>svg</c> element.</param>
/// <param name="ViewBox">Its view box, in thousandths of an em.</param>
/// <param name="Width">In em.</param>
/// <param name="Height">In em.</param>
/// <param name="Depth">What is below the base line, in em.</param>
public sealed record FormulaDrawing(string Content, string ViewBox, double Width, double Height, double Depth)
{
    private const int MaxDepth = 200;
    private const int MaxChars = 512 * 1024;
    private const double UnitsPerEm = 1000;

    private static readonly FrozenSet<string> Elements = FrozenSet.Create(
        StringComparer.Ordinal,
        "svg",
        "g",
        "path",
        "rect",
        "line",
        "ellipse",
        "polygon",
        "text"
    );

    private static readonly FrozenSet<string> Attributes = FrozenSet.Create(
        StringComparer.Ordinal,
        "d",
        "fill",
        "font-family",
        "font-size",
        "font-style",
        "font-weight",
        "height",
        "points",
        "preserveAspectRatio",
        "rx",
        "ry",
        "cx",
        "cy",
        "stroke",
        "stroke-dasharray",
        "stroke-linecap",
        "stroke-width",
        "transform",
        "viewBox",
        "width",
        "x",
        "x1",
        "x2",
        "y",
        "y1",
        "y2"
    );

    /// <summary>Reads the library's markup; null for its error message, and for anything that a drawing must not hold.</summary>
    internal static FormulaDrawing? Read(string markup)
    {
        if (markup.Length > MaxChars || !markup.StartsWith("<svg", StringComparison.Ordinal))
        {
            return null;
        }

        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };
        var content = new StringBuilder(markup.Length);
        try
        {
            using var reader = XmlReader.Create(new StringReader(markup), settings);
            reader.MoveToContent();
            return Box(reader.GetAttribute("viewBox")) is [var x, var y, var width, var height] && CopyInner(reader, content)
                ? new FormulaDrawing(
                    content.ToString(),
                    string.Create(CultureInfo.InvariantCulture, $"{x} {y} {width} {height}"),
                    width / UnitsPerEm,
                    height / UnitsPerEm,
                    (y + height) / UnitsPerEm
                )
                : null;
        }
        catch (XmlException)
        {
            return null;
        }
    }

    private static double[]? Box(string? text)
    {
        var parts = (text ?? "").Split(' ');
        var numbers = parts
            .Select(part => double.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : double.NaN)
            .ToArray();
        return numbers is [_, _, > 0, > 0] && numbers.All(double.IsFinite) ? numbers : null;
    }

    private static bool CopyInner(XmlReader reader, StringBuilder content)
    {
        while (reader.Read())
        {
            switch (reader.NodeType)
            {
                case XmlNodeType.Element when !Elements.Contains(reader.Name) || reader.Depth > MaxDepth:
                    return false;
                case XmlNodeType.Element:
                    Open(reader, content);
                    break;
                case XmlNodeType.EndElement when reader.Depth > 0:
                    content.Append("</").Append(reader.Name).Append('>');
                    break;
                case XmlNodeType.Text or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace:
                    content.Append(HighlightedText.Escape(reader.Value));
                    break;
            }
        }

        return true;
    }

    private static void Open(XmlReader reader, StringBuilder content)
    {
        var (name, isEmpty) = (reader.Name, reader.IsEmptyElement);
        content.Append('<').Append(name);
        while (reader.MoveToNextAttribute())
        {
            if (Attributes.Contains(reader.Name) && IsPlain(reader.Value))
            {
                content.Append(' ').Append(reader.Name).Append("=\"").Append(reader.Value).Append('"');
            }
        }

        content.Append('>').Append(isEmpty ? $"</{name}>" : "");
    }

    private static bool IsPlain(string value) =>
        value.All(c => char.IsAsciiLetterOrDigit(c) || c is ' ' or '.' or ',' or '-' or '+' or '(' or ')' or '#' or '%')
        && !value.Contains("url(", StringComparison.OrdinalIgnoreCase);
}
