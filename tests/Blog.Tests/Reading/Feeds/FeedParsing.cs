using System.Net;
using System.ServiceModel.Syndication;
using System.Text.Json;
using System.Xml;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Blog.Data.Settings;

namespace Blog.Tests.Reading.Feeds;

/// <summary>A feed as parsed by a third-party reader.</summary>
/// <param name="Title">Its title.</param>
/// <param name="Language">BCP 47 tag.</param>
/// <param name="Self">Its own address.</param>
/// <param name="Home">The page that lists the same.</param>
/// <param name="Entries">In their order.</param>
internal sealed record ParsedFeed(string Title, string Language, string Self, string Home, IReadOnlyList<ParsedEntry> Entries);

internal sealed record ParsedEntry(
    string Id,
    string Href,
    string Title,
    string Html,
    string Author,
    string Language,
    IReadOnlyList<string> Categories,
    DateTimeOffset Published,
    DateTimeOffset Updated
);

/// <summary>Reads feeds with the framework's reader, which shares no code with ours, and JSON by its specification.</summary>
internal static class FeedParsing
{
    private const string Dublin = "http://purl.org/dc/elements/1.1/";

    public static IReadOnlyList<string> Files { get; } = ["feed.xml", "rss.xml", "feed.json"];

    public static async Task<ParsedFeed> FeedAsync(this BlogApplication blog, string path)
    {
        using var answer = await blog.Reader.GetAsync(path);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{path} answered {(int)answer.StatusCode} {answer.Headers.Location}");
        var text = await answer.Content.ReadAsStringAsync();
        return path.EndsWith(".json", StringComparison.Ordinal) ? Json(text) : Xml(text);
    }

    /// <summary>All addresses in a piece of HTML.</summary>
    public static IEnumerable<string> Addresses(string html)
    {
        var body = new HtmlParser().ParseDocument("<!doctype html><body>" + html).Body!;
        foreach (var element in body.QuerySelectorAll("*"))
        {
            foreach (var name in new[] { "href", "src", "cite", "poster" })
            {
                if (element.GetAttribute(name) is { } address)
                {
                    yield return address;
                }
            }

            foreach (var candidate in (element.GetAttribute("srcset") ?? "").Split(", ", StringSplitOptions.RemoveEmptyEntries))
            {
                yield return candidate.Split(' ')[0];
            }
        }
    }

    public static Task SettingsAsync(this BlogApplication blog, Func<SiteChoices, SiteChoices> with) =>
        blog.WithDbAsync(async db =>
        {
            var settings = db.Settings.Single();
            settings.Revise(with(settings.Choices));
            await db.SaveChangesAsync();
        });

    private static ParsedFeed Xml(string text)
    {
        using var reader = XmlReader.Create(new StringReader(text), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit });
        var feed = SyndicationFeed.Load(reader);
        var isAtom = text.Contains("<feed ", StringComparison.Ordinal);
        return new ParsedFeed(
            feed.Title.Text,
            isAtom
                ? feed.Language ?? feed.AttributeExtensions[new XmlQualifiedName("lang", "http://www.w3.org/XML/1998/namespace")]
                : feed.Language,
            feed.Links.Single(link => link.RelationshipType == "self").Uri.OriginalString,
            feed.Links.First(link => link.RelationshipType == "alternate").Uri.OriginalString,
            [.. feed.Items.Select(item => Entry(item, isAtom))]
        );
    }

    private static ParsedEntry Entry(SyndicationItem item, bool isAtom)
    {
        var encoded = item
            .ElementExtensions.ReadElementExtensions<string>("encoded", "http://purl.org/rss/1.0/modules/content/")
            .SingleOrDefault();
        var html = encoded ?? (item.Content as TextSyndicationContent)?.Text ?? item.Summary?.Text ?? "";
        return new ParsedEntry(
            item.Id,
            item.Links.Single(link => link.RelationshipType == "alternate").Uri.OriginalString,
            item.Title.Text,
            html,
            isAtom ? item.Authors.Single().Name : item.ElementExtensions.ReadElementExtensions<string>("creator", Dublin).Single(),
            isAtom
                ? item.AttributeExtensions[new XmlQualifiedName("lang", "http://www.w3.org/XML/1998/namespace")]
                : item.ElementExtensions.ReadElementExtensions<string>("language", Dublin).Single(),
            [.. item.Categories.Select(category => category.Label ?? category.Name)],
            item.PublishDate,
            item.LastUpdatedTime
        );
    }

    private static ParsedFeed Json(string text)
    {
        using var document = JsonDocument.Parse(text);
        var root = document.RootElement;
        Assert.Equal("https://jsonfeed.org/version/1.1", root.GetProperty("version").GetString());
        string[] known = ["version", "title", "description", "home_page_url", "feed_url", "language", "icon", "items"];
        Assert.All(
            root.EnumerateObject(),
            property => Assert.True(known.Contains(property.Name) || property.Name.StartsWith('_'), property.Name)
        );
        string[] ofItem =
        [
            "id",
            "url",
            "title",
            "summary",
            "content_html",
            "image",
            "date_published",
            "date_modified",
            "language",
            "authors",
            "tags",
        ];
        return new ParsedFeed(
            root.GetProperty("title").GetString()!,
            root.GetProperty("language").GetString()!,
            root.GetProperty("feed_url").GetString()!,
            root.GetProperty("home_page_url").GetString()!,
            [
                .. root.GetProperty("items")
                    .EnumerateArray()
                    .Select(item =>
                    {
                        Assert.All(
                            item.EnumerateObject(),
                            property => Assert.True(ofItem.Contains(property.Name) || property.Name.StartsWith('_'), property.Name)
                        );
                        return new ParsedEntry(
                            item.GetProperty("id").GetString()!,
                            item.GetProperty("url").GetString()!,
                            item.GetProperty("title").GetString()!,
                            item.GetProperty("content_html").GetString()!,
                            item.GetProperty("authors")[0].GetProperty("name").GetString()!,
                            item.GetProperty("language").GetString()!,
                            item.TryGetProperty("tags", out var tags) ? [.. tags.EnumerateArray().Select(tag => tag.GetString()!)] : [],
                            item.GetProperty("date_published").GetDateTimeOffset(),
                            item.GetProperty("date_modified").GetDateTimeOffset()
                        );
                    }),
            ]
        );
    }
}
