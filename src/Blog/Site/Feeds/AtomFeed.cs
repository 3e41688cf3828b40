using System.Xml.Linq;
using static Blog.Site.Feeds.FeedXml;

namespace Blog.Site.Feeds;

/// <summary>
/// Atom 1.0 (RFC 4287). Written by hand: <c>System.ServiceModel.Syndication</c> supports neither the licence extension (RFC 4946) nor a
/// language for each entry without extension elements that are longer than this code, and fails on characters that XML forbids.
/// </summary>
internal static class AtomFeed
{
    public static byte[] Write(Feed feed) =>
        Print(
            new XElement(
                Atom + "feed",
                new XAttribute(XNamespace.Xml + "lang", feed.Language),
                new XElement(Atom + "id", feed.Id),
                new XElement(Atom + "title", feed.Title),
                feed.Subtitle.Length == 0 ? null : new XElement(Atom + "subtitle", feed.Subtitle),
                // required, and nothing has been published yet
                new XElement(Atom + "updated", Instant(feed.Updated ?? DateTimeOffset.UnixEpoch)),
                Link("self", feed.Self, "application/atom+xml"),
                Link("alternate", feed.Home, "text/html"),
                feed.Licence is null ? null : new XElement(Atom + "rights", feed.Licence.Name),
                feed.Licence?.Href is { } licence ? Link("license", licence) : null,
                new XElement(Atom + "icon", feed.Icon),
                new XElement(Atom + "generator", "Blog"),
                feed.Entries.Select(Entry)
            )
        );

    private static XElement Entry(FeedEntry entry) =>
        new(
            Atom + "entry",
            new XAttribute(XNamespace.Xml + "lang", entry.Language),
            new XElement(Atom + "id", entry.Id),
            new XElement(Atom + "title", entry.Title),
            Link("alternate", entry.Href, "text/html", entry.Language),
            // Programs store one alternate link, some of them the last one, and would open the translation: so it is a related link.
            entry.Translations.Select(translation =>
                Link("related", translation.Href, "text/html", translation.Language, translation.Title)
            ),
            new XElement(Atom + "published", Instant(entry.Published)),
            new XElement(Atom + "updated", Instant(entry.Updated)),
            new XElement(Atom + "author", new XElement(Atom + "name", entry.Author)),
            entry.Categories.Select(category => new XElement(
                Atom + "category",
                new XAttribute("term", category.Term),
                new XAttribute("scheme", category.Scheme),
                new XAttribute("label", category.Label)
            )),
            entry.IsWhole && entry.Description is not null ? new XElement(Atom + "summary", entry.Description) : null,
            new XElement(Atom + (entry.IsWhole ? "content" : "summary"), new XAttribute("type", "html"), entry.Html)
        );
}
