using System.Net;
using System.Xml.Linq;
using static Blog.Site.Feeds.FeedXml;

namespace Blog.Site.Feeds;

/// <summary>RSS 2.0, extended with Dublin Core, <c>content:encoded</c> and Atom.</summary>
internal static class RssFeed
{
    private static readonly XNamespace Content = "http://purl.org/rss/1.0/modules/content/";
    private static readonly XNamespace Dublin = "http://purl.org/dc/elements/1.1/";

    public static byte[] Write(Feed feed) =>
        Print(
            new XElement(
                "rss",
                new XAttribute("version", "2.0"),
                new XAttribute(XNamespace.Xmlns + "atom", Atom),
                new XAttribute(XNamespace.Xmlns + "content", Content),
                new XAttribute(XNamespace.Xmlns + "dc", Dublin),
                new XElement("channel", Channel(feed), feed.Entries.Select(Item))
            )
        );

    private static object?[] Channel(Feed feed) =>
        [
            new XElement("title", feed.Title),
            new XElement("link", feed.Home),
            new XElement("description", feed.Subtitle.Length == 0 ? feed.Title : feed.Subtitle), // required
            new XElement("language", feed.Language),
            feed.Licence is null ? null : new XElement("copyright", feed.Licence.Name),
            feed.Updated is { } updated ? new XElement("lastBuildDate", Date(updated)) : null,
            new XElement("generator", "Blog"),
            new XElement(
                "image",
                new XElement("url", feed.SmallIcon),
                new XElement("title", feed.Title),
                new XElement("link", feed.Home),
                new XElement("width", 144),
                new XElement("height", 144)
            ),
            Link("self", feed.Self, "application/rss+xml"),
            feed.Licence?.Href is { } licence ? Link("license", licence) : null,
        ];

    private static XElement Item(FeedEntry entry) =>
        new(
            "item",
            new XElement("title", entry.Title),
            new XElement("link", entry.Href),
            new XElement("guid", new XAttribute("isPermaLink", "false"), entry.Id),
            new XElement("pubDate", Date(entry.Published)),
            new XElement(Atom + "updated", Instant(entry.Updated)),
            new XElement(Dublin + "creator", entry.Author), // RSS's own author is an e-mail address
            new XElement(Dublin + "language", entry.Language),
            entry.Categories.Select(category => new XElement("category", new XAttribute("domain", category.Scheme), category.Label)),
            entry.Translations.Select(translation =>
                Link("related", translation.Href, "text/html", translation.Language, translation.Title)
            ),
            Description(entry) is { } description ? new XElement("description", description) : null,
            entry.IsWhole ? new XElement(Content + "encoded", entry.Html) : null
        );

    /// <summary>HTML, as feed readers expect it.</summary>
    private static string? Description(FeedEntry entry) =>
        !entry.IsWhole ? entry.Html
        : entry.Description is null ? null
        : WebUtility.HtmlEncode(entry.Description);

    /// <summary>An RFC 822 date with a four-digit year.</summary>
    private static string Date(DateTimeOffset at) => at.ToString("r", CultureInfo.InvariantCulture);
}
