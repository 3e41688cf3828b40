using System.Text;
using System.Text.RegularExpressions;
using System.Xml;

namespace Blog.Images;

/// <summary>
/// Sanitizes an SVG by copying only drawing elements: no scripts, event handlers, foreign content, animated links or external references.
/// Even so, it is only ever shown through <c>img</c>.
/// </summary>
internal static partial class SvgCleaner
{
    private const int MaxBytes = 2 * 1024 * 1024;
    private const int MaxDepth = 64;
    private const int MaxElements = 20_000;

    /// <summary>Anything that starts like markup is treated as an SVG or rejected, never as a raster image.</summary>
    public static bool LooksLikeMarkup(ReadOnlySpan<byte> bytes)
    {
        var at = bytes.StartsWith("\uFEFF"u8) ? 3 : 0;
        while (at < bytes.Length && at < 1024 && bytes[at] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
        {
            at++;
        }

        return at < bytes.Length && bytes[at] == (byte)'<';
    }

    /// <summary>Whether it was meant to be a drawing, although it may be an invalid one: other markup is named by what it is.</summary>
    public static bool NamesADrawing(ReadOnlySpan<byte> bytes)
    {
        var start = Encoding.UTF8.GetString(bytes[..Math.Min(bytes.Length, 16 * 1024)]);
        return start.Contains("<svg", StringComparison.OrdinalIgnoreCase) && start.Contains(SvgRules.Namespace, StringComparison.Ordinal);
    }

    public static ImageResult Clean(byte[] bytes)
    {
        if (bytes.Length > MaxBytes)
        {
            return ImageResult.Refused("an SVG of more than 2 MB", ImageError.TooLarge);
        }

        try
        {
            // Drawing programs write the harmless public DOCTYPE, which is removed; one with an internal subset is left for the reader to
            // reject.
            var text = PublicDoctype().Replace(Encoding.UTF8.GetString(bytes).TrimStart('\uFEFF').TrimStart(), "", 1);
            using var reader = XmlReader.Create(
                new StringReader(text),
                new XmlReaderSettings
                {
                    DtdProcessing = DtdProcessing.Prohibit,
                    XmlResolver = null,
                    MaxCharactersInDocument = MaxBytes,
                    IgnoreComments = true,
                    IgnoreProcessingInstructions = true,
                }
            );
            return Copy(reader, bytes);
        }
        catch (XmlException wrong)
        {
            return ImageResult.Refused(wrong.LineNumber > 0 ? $"not a well-formed SVG (line {wrong.LineNumber})" : "not a well-formed SVG");
        }
        catch (RegexMatchTimeoutException)
        {
            return ImageResult.Refused("not a well-formed SVG");
        }
    }

    private static ImageResult Copy(XmlReader reader, byte[] bytes)
    {
        if (reader.MoveToContent() != XmlNodeType.Element || reader.LocalName != "svg" || reader.NamespaceURI != SvgRules.Namespace)
        {
            return ImageResult.NotAnImage(FileKinds.Of(bytes));
        }

        var (width, height) = SvgRules.Size(reader.GetAttribute("width"), reader.GetAttribute("height"), reader.GetAttribute("viewBox"));
        var references = new SvgReferences();
        using var output = new MemoryStream();
        using (
            var writer = XmlWriter.Create(output, new XmlWriterSettings { Encoding = new UTF8Encoding(false), OmitXmlDeclaration = true })
        )
        {
            var count = 0;
            for (var more = true; more; )
            {
                if (reader.Depth > MaxDepth || ++count > MaxElements * 4)
                {
                    return ImageResult.Refused(
                        reader.Depth > MaxDepth ? "an SVG nested more than 64 deep" : "an SVG of more than 20,000 elements"
                    );
                }

                more = Node(reader, writer, references);
            }
        }

        return references.AreTooMany
            ? ImageResult.Refused("an SVG that references the same shapes too many times")
            : new ImageResult(new MediaContent(output.ToArray(), "image/svg+xml", ".svg", width, height), null);
    }

    private static bool Node(XmlReader reader, XmlWriter writer, SvgReferences references)
    {
        switch (reader.NodeType)
        {
            case XmlNodeType.Element
                when reader.NamespaceURI != SvgRules.Namespace
                    || !(SvgRules.Elements.Contains(reader.LocalName) || reader.LocalName is "a")
                    || SvgRules.AnimatesALink(reader.GetAttribute("attributeName")):
                SkipQuietly(reader);
                return !reader.EOF;
            case XmlNodeType.Element when reader.LocalName == "style":
                var css = StyleText(reader);
                if (SvgRules.IsSafeStyleSheet(css))
                {
                    writer.WriteElementString("style", SvgRules.Namespace, css);
                }

                return !reader.EOF;
            case XmlNodeType.Element:
                var isEmpty = reader.IsEmptyElement;
                references.Enter(reader.GetAttribute("id"), isEmpty);
                writer.WriteStartElement(reader.LocalName is "a" ? "g" : reader.LocalName, SvgRules.Namespace);
                Attributes(reader, writer, references);
                if (isEmpty)
                {
                    writer.WriteEndElement();
                }

                break;
            case XmlNodeType.EndElement:
                references.Leave();
                writer.WriteEndElement();
                break;
            // Whitespace after the root element is not part of it.
            case XmlNodeType.Text
            or XmlNodeType.CDATA
            or XmlNodeType.SignificantWhitespace
            or XmlNodeType.Whitespace when reader.Depth > 0:
                writer.WriteString(reader.Value);
                break;
        }

        return reader.Read() && reader.NodeType != XmlNodeType.None;
    }

    private static void Attributes(XmlReader reader, XmlWriter writer, SvgReferences references)
    {
        while (reader.MoveToNextAttribute())
        {
            if (reader.LocalName == "href")
            {
                if (reader.Value.StartsWith('#'))
                {
                    references.Use(reader.Value[1..]);
                    writer.WriteAttributeString("href", reader.Value);
                }
            }
            else if (
                reader.Prefix.Length == 0
                && reader.LocalName != "xmlns"
                && SvgRules.Attributes.Contains(reader.LocalName)
                && SvgRules.IsSafeValue(reader.Value)
            )
            {
                foreach (Match match in SvgRules.LocalReference().Matches(reader.Value))
                {
                    references.Use(match.Groups["id"].Value);
                }

                writer.WriteAttributeString(reader.LocalName, reader.Value);
            }
        }

        reader.MoveToElement();
    }

    /// <summary>Skips an element of any depth without building it.</summary>
    private static void SkipQuietly(XmlReader reader)
    {
        var depth = reader.Depth;
        if (!reader.IsEmptyElement)
        {
            while (reader.Read() && reader.Depth > depth)
            {
                if (reader.Depth > MaxDepth)
                {
                    throw new XmlException("nested more than 64 deep");
                }
            }
        }

        reader.Read();
    }

    private static string StyleText(XmlReader reader)
    {
        var text = new StringBuilder();
        var (depth, isEmpty, hasElements) = (reader.Depth, reader.IsEmptyElement, false);
        while (!isEmpty && reader.Read() && reader.Depth > depth)
        {
            hasElements |= reader.NodeType == XmlNodeType.Element;
            text.Append(
                reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace
                    ? reader.Value
                    : ""
            );
        }

        reader.Read();
        return hasElements ? "<" : text.ToString();
    }

    [GeneratedRegex(
        """<!DOCTYPE\s+svg\s*(PUBLIC\s+("[^"<>\[\]]*"|'[^'<>\[\]]*')\s*("[^"<>\[\]]*"|'[^'<>\[\]]*')?)?\s*>""",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture
    )]
    private static partial Regex PublicDoctype();
}
