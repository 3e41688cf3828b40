using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace Blog.Site.Feeds;

/// <summary>What the two XML formats have in common.</summary>
internal static class FeedXml
{
    /// <summary>RFC 4287.</summary>
    public static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";

    /// <summary>
    /// Serializes a document, passing all its text through <see cref="XmlCharacterFilter"/>: done here, so that no format has to remember
    /// it.
    /// </summary>
    public static byte[] Print(XElement root)
    {
        foreach (var element in root.DescendantsAndSelf())
        {
            foreach (var attribute in element.Attributes())
            {
                attribute.Value = XmlCharacterFilter.Of(attribute.Value);
            }

            foreach (var text in element.Nodes().OfType<XText>())
            {
                text.Value = XmlCharacterFilter.Of(text.Value);
            }
        }

        using var bytes = new MemoryStream();

        // Line feeds are never converted: they are part of code.
        using (
            var xml = XmlWriter.Create(
                bytes,
                new XmlWriterSettings { Encoding = new UTF8Encoding(false), NewLineHandling = NewLineHandling.Entitize }
            )
        )
        {
            new XDocument(root).Save(xml);
        }

        return bytes.ToArray();
    }

    /// <summary>An Atom link (section 4.2.7), which RSS uses too.</summary>
    public static XElement Link(string relation, string href, string? type = null, string? language = null, string? title = null) =>
        new(
            Atom + "link",
            new XAttribute("rel", relation),
            new XAttribute("href", href),
            Optional("type", type),
            Optional("hreflang", language),
            Optional("title", title)
        );

    /// <summary>An RFC 3339 timestamp.</summary>
    public static string Instant(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static XAttribute? Optional(string name, string? value) => value is null ? null : new XAttribute(name, value);
}
