using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace Blog.Site.Feeds;

/// <summary>JSON Feed 1.1 (jsonfeed.org).</summary>
internal static class JsonFeed
{
    // keeps Chinese readable and short
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    public static byte[] Write(Feed feed)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Options))
        {
            json.WriteStartObject();
            Text(json, "version", "https://jsonfeed.org/version/1.1");
            Text(json, "title", feed.Title);
            Text(json, "description", feed.Subtitle.Length == 0 ? null : feed.Subtitle);
            Text(json, "home_page_url", feed.Home);
            Text(json, "feed_url", feed.Self);
            Text(json, "language", feed.Language);
            Text(json, "icon", feed.Icon);
            WriteLicence(json, feed.Licence);
            json.WriteStartArray("items");
            foreach (var entry in feed.Entries)
            {
                WriteItem(json, entry);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return bytes.ToArray();
    }

    private static void WriteItem(Utf8JsonWriter json, FeedEntry entry)
    {
        json.WriteStartObject();
        Text(json, "id", entry.Id);
        Text(json, "url", entry.Href);
        Text(json, "title", entry.Title);
        Text(json, "summary", entry.Description);
        Text(json, "content_html", entry.Html); // required, full text or not
        Text(json, "image", entry.Image);
        Text(json, "date_published", FeedXml.Instant(entry.Published));
        Text(json, "date_modified", FeedXml.Instant(entry.Updated));
        Text(json, "language", entry.Language);
        json.WriteStartArray("authors");
        json.WriteStartObject();
        Text(json, "name", entry.Author);
        Text(json, "avatar", entry.AuthorPicture);
        json.WriteEndObject();
        json.WriteEndArray();
        if (entry.Categories.Count > 0)
        {
            json.WriteStartArray("tags");
            // A category and a tag may have the same name; the format's schema requires unique values.
            foreach (
                var label in entry.Categories.Select(category => XmlCharacterFilter.Of(category.Label)).Distinct(StringComparer.Ordinal)
            )
            {
                json.WriteStringValue(label);
            }

            json.WriteEndArray();
        }

        WriteTranslations(json, entry.Translations);
        json.WriteEndObject();
    }

    /// <summary>The format has no field for a licence; names of extensions start with an underscore.</summary>
    private static void WriteLicence(Utf8JsonWriter json, FeedLicence? licence)
    {
        if (licence is not null)
        {
            json.WriteStartObject("_licence");
            Text(json, "name", licence.Name);
            Text(json, "url", licence.Href);
            json.WriteEndObject();
        }
    }

    private static void WriteTranslations(Utf8JsonWriter json, IReadOnlyList<FeedTranslation> translations)
    {
        if (translations.Count == 0)
        {
            return;
        }

        json.WriteStartObject("_blog"); // custom extensions need an object of their own (JSON Feed 1.1, extensions)
        json.WriteStartArray("translations");
        foreach (var translation in translations)
        {
            json.WriteStartObject();
            Text(json, "language", translation.Language);
            Text(json, "url", translation.Href);
            Text(json, "title", translation.Title);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Text(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, XmlCharacterFilter.Of(value));
        }
    }
}
