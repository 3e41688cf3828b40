using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using Microsoft.AspNetCore.Html;

namespace Blog.Site.Discovery;

/// <summary>
/// JSON-LD for search engines. It is data in a <c>script</c> element of a type that no browser runs; every character that could end the
/// element is written as <c>\u003C</c>, so that no title can become markup.
/// </summary>
/// <param name="nodes">schema.org objects; members without a value are omitted.</param>
public sealed class StructuredData(IReadOnlyList<JsonObject> nodes) : IHtmlContent
{
    private static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <summary>The site (schema.org: <c>WebSite</c>).</summary>
    public static JsonObject WebSite(SiteContext site) =>
        new()
        {
            ["@type"] = "WebSite",
            ["name"] = site.Language.Title,
            ["url"] = site.Absolute(site.EditionPath("/")),
            ["description"] = site.Language.Tagline,
            ["inLanguage"] = site.Language.Tag,
        };

    /// <summary>A list of posts (schema.org: <c>CollectionPage</c>).</summary>
    public static JsonObject CollectionPage(SiteContext site, string name, string path) =>
        new()
        {
            ["@type"] = "CollectionPage",
            ["name"] = name,
            ["url"] = site.Absolute(path),
            ["inLanguage"] = site.Language.Tag,
            ["isPartOf"] = WebSite(site),
        };

    public void WriteTo(TextWriter writer, HtmlEncoder encoder) => writer.Write(ToString());

    public override string ToString()
    {
        foreach (var node in nodes)
        {
            foreach (var name in node.Where(member => member.Value is null).Select(member => member.Key).ToList())
            {
                node.Remove(name);
            }
        }

        return new JsonObject
        {
            ["@context"] = "https://schema.org",
            ["@graph"] = new JsonArray([.. nodes.Select(node => node.DeepClone())]),
        }.ToJsonString(Options);
    }
}
