using System.Text;
using System.Xml;
using Blog.Caching;
using Blog.Data;
using Blog.Site;

namespace Blog.Reading.Search;

/// <summary>The OpenSearch 1.1 description, which lets browsers add this blog's search.</summary>
internal static class OpenSearchEndpoint
{
    private const string Namespace = "http://a9.com/-/spec/opensearch/1.1/";

    /// <summary>The specification's limits, in characters.</summary>
    private const int MaxShortName = 16,
        MaxDescription = 1024;

    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head];

    /// <summary>Maps the description, one for each edition.</summary>
    public static void MapOpenSearch(this WebApplication app) =>
        app.MapMethods(
                "/opensearch.xml",
                Methods,
                (SiteContext site) => Results.Bytes(Describe(site), "application/opensearchdescription+xml; charset=utf-8")
            )
            .WithMetadata(new PublicPageAttribute());

    private static byte[] Describe(SiteContext site)
    {
        var text = new MemoryStream();
        using (
            var xml = XmlWriter.Create(
                text,
                new XmlWriterSettings { Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), Indent = true }
            )
        )
        {
            xml.WriteStartElement("OpenSearchDescription", Namespace);
            xml.WriteElementString("ShortName", Namespace, TextLengths.Cut(site.Language.Title, MaxShortName));
            xml.WriteElementString("Description", Namespace, TextLengths.Cut(site.Texts.SearchDescription, MaxDescription));
            xml.WriteElementString("InputEncoding", Namespace, "UTF-8");
            xml.WriteElementString("Language", Namespace, site.Language.Tag);
            xml.WriteStartElement("Url", Namespace);
            xml.WriteAttributeString("type", "text/html");
            xml.WriteAttributeString("template", site.Absolute(site.EditionPath("/search")) + "?q={searchTerms}");
            xml.WriteEndElement();
            xml.WriteEndElement();
        }

        return text.ToArray();
    }
}
