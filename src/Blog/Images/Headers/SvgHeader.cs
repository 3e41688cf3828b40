using System.Text;
using System.Xml;

namespace Blog.Images.Headers;

/// <summary>The size that the root of a drawing names: only its first element is read.</summary>
internal static class SvgHeader
{
    public static HeaderSize Read(ReadOnlySpan<byte> bytes, bool isAll)
    {
        var text = Encoding.UTF8.GetString(bytes).TrimStart('\uFEFF').TrimStart();
        try
        {
            using var reader = XmlReader.Create(
                new StringReader(text),
                new XmlReaderSettings
                {
                    DtdProcessing = DtdProcessing.Ignore,
                    XmlResolver = null,
                    MaxCharactersInDocument = ImageHeader.MaxBytes,
                    MaxCharactersFromEntities = 1024,
                    IgnoreComments = true,
                    IgnoreProcessingInstructions = true,
                }
            );
            if (reader.MoveToContent() != XmlNodeType.Element || reader.LocalName != "svg" || reader.NamespaceURI != SvgRules.Namespace)
            {
                return HeaderSize.NotAnImage;
            }

            var (width, height) = SvgRules.Size(
                reader.GetAttribute("width"),
                reader.GetAttribute("height"),
                reader.GetAttribute("viewBox")
            );
            return width is { } w && height is { } h ? HeaderSize.Of(w, h) : HeaderSize.None;
        }
        catch (XmlException)
        {
            return isAll ? HeaderSize.NotAnImage : HeaderSize.Incomplete;
        }
    }
}
