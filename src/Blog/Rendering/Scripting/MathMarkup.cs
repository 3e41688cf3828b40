using System.Collections.Frozen;
using System.Text;
using System.Xml;

namespace Blog.Rendering.Scripting;

/// <summary>
/// MathML as printed by this blog: only known elements, attributes and classes, rebuilt from the output of the TeX library.
/// </summary>
internal static class MathMarkup
{
    private const int MaxDepth = 200;
    private const int MaxChars = 256 * 1024;

    private static readonly FrozenSet<string> Elements = FrozenSet.Create(
        StringComparer.Ordinal,
        "math",
        "mrow",
        "mi",
        "mn",
        "mo",
        "mtext",
        "mspace",
        "mfrac",
        "msqrt",
        "mroot",
        "mstyle",
        "mpadded",
        "mphantom",
        "menclose",
        "msub",
        "msup",
        "msubsup",
        "munder",
        "mover",
        "munderover",
        "mmultiscripts",
        "mprescripts",
        "none",
        "mtable",
        "mtr",
        "mtd"
    );

    private static readonly FrozenSet<string> Attributes = FrozenSet.Create(
        StringComparer.Ordinal,
        "accent",
        "accentunder",
        "depth",
        "displaystyle",
        "fence",
        "form",
        "height",
        "largeop",
        "linethickness",
        "lspace",
        "mathbackground",
        "mathcolor",
        "mathsize",
        "mathvariant",
        "maxsize",
        "minsize",
        "movablelimits",
        "notation",
        "rspace",
        "scriptlevel",
        "separator",
        "stretchy",
        "symmetric",
        "voffset",
        "width"
    );

    /// <summary>Reads the library's markup and rewrites it.</summary>
    /// <param name="markup">One <c>math</c> element as XML.</param>
    /// <param name="tex">The source, as a text alternative.</param>
    /// <param name="display">True for a formula on its own line.</param>
    public static Formula Clean(string markup, string tex, bool display)
    {
        if (markup.Length > MaxChars)
        {
            return new Formula(null, "The formula is too large.");
        }

        var settings = new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            MaxCharactersInDocument = MaxChars,
        };
        var html = new StringBuilder(markup.Length);
        try
        {
            XmlConvert.VerifyXmlChars(tex);
            using var reader = XmlReader.Create(new StringReader(markup), settings);
            return Copy(reader, html, tex, display) is { } error ? new Formula(null, error) : new Formula(html.ToString(), null);
        }
        catch (XmlException)
        {
            return new Formula(null, "The formula holds a character that no page may hold.");
        }
    }

    // Iterative, however deeply the formula is nested.
    private static string? Copy(XmlReader reader, StringBuilder html, string tex, bool display)
    {
        while (reader.Read())
        {
            switch (reader.NodeType)
            {
                case XmlNodeType.Element
                    when reader is { LocalName: "span", IsEmptyElement: false } && reader.GetAttribute("class") == "tml-eqn":
                    // The place of an automatic equation number, which would need a CSS counter.
                    reader.Read();
                    break;
                case XmlNodeType.Element when !Elements.Contains(reader.Name) || (reader.Depth == 0) != (reader.Name == "math"):
                    return reader.Name == "a"
                        ? "\\ref and \\eqref are not supported."
                        : $"The formula makes <{reader.Name}>, which is not allowed.";
                case XmlNodeType.Element when reader.Depth > MaxDepth:
                    return "The formula is nested too deeply.";
                case XmlNodeType.Element:
                    Open(reader, html, tex, display);
                    break;
                case XmlNodeType.EndElement:
                    html.Append("</").Append(reader.Name).Append('>');
                    break;
                case XmlNodeType.Text or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace:
                    html.Append(HighlightedText.Escape(reader.Value));
                    break;
                default:
                    return "The formula is not well-formed.";
            }
        }

        return null;
    }

    private static void Open(XmlReader reader, StringBuilder html, string tex, bool display)
    {
        var name = reader.Name;
        var isEmpty = reader.IsEmptyElement;
        html.Append('<').Append(name);
        if (name == "math")
        {
            html.Append(display ? " display=\"block\"" : "");
            Attribute(html, "alttext", string.Join(' ', tex.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
        }
        else
        {
            var looks = new MathStyles();
            while (reader.MoveToNextAttribute())
            {
                if (reader.Name == "class")
                {
                    looks.AddClasses(reader.Value);
                }
                else if (reader.Name == "style")
                {
                    looks.AddStyle(reader.Value);
                }
                else if (reader.Name is "scriptlevel" or "displaystyle" && name is not ("mstyle" or "mtable"))
                {
                    looks.AddLevel(reader.Name, reader.Value);
                }
                else if (Attributes.Contains(reader.Name) && IsPlain(reader.Value))
                {
                    Attribute(html, reader.Name, reader.Value);
                }
            }

            looks.WriteTo(html);
        }

        html.Append('>').Append(isEmpty ? $"</{name}>" : "");
    }

    private static void Attribute(StringBuilder html, string name, string value) =>
        html.Append(' ').Append(name).Append("=\"").Append(HighlightedText.Escape(value).Replace("\"", "&quot;")).Append('"');

    private static bool IsPlain(string value) =>
        value.Length is > 0 and < 60 && value.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '#' or '+' or '-' or '%' or ' ');
}
