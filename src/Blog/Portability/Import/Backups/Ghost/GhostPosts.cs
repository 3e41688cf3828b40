using System.Text.Json;
using Blog.Rendering.FrontMatters;

namespace Blog.Portability.Import.Backups.Ghost;

/// <summary>Turns the posts of an export into posts, one after the other.</summary>
internal sealed class GhostPosts(GhostIndex index, GhostAddresses addresses, PostFolder folder, BackupReading reading)
{
    /// <summary>The setting of the zone, as versions called it.</summary>
    private static readonly string[] Zones = ["timezone", "active_timezone", "activeTimezone"];

    public void Add(JsonElement row)
    {
        var (id, title) = (row.Text("id"), row.Text("title"));
        if (id.Length is 0 or > 40 || !id.All(char.IsAsciiLetterOrDigit))
        {
            folder.Refuse(title, "has no id");
            return;
        }

        var body = BodyOf(row);
        var markdown = body.ToString();
        var (tags, authors) = (index.TagsOf(id), index.AuthorsOf(row));
        var date = row.Time("published_at") ?? row.Time("created_at");
        var hidden = NotPublicOf(row, date);
        var isPage = row.Text("type") == "page" || row.Flag("page");
        var zone = reading.Zone ?? ZoneOf();
        var entry = new GhostEntry(
            id,
            row.Text("uuid"),
            row.Text("slug"),
            isPage,
            row.Flag("featured"),
            date is { } at ? TimeZoneInfo.ConvertTime(at, zone) : null,
            tags,
            authors.Count > 0 ? authors[0].Slug : ""
        );
        folder.Add(
            new BackupPost(id)
            {
                Title = title,
                Markdown = markdown,
                Original = body.Refusal is null && row.Text("html") is { Length: > 0 } page ? page : body.Source,
                Limit = body.Refusal,
                IsPage = isPage,
                NotPublic = hidden,
                Date = entry.Date,
                Updated = row.Time("updated_at"),
                Slug = entry.Slug,
                Categories = tags is [var first, ..]
                    ?
                    [
                        [first.Name],
                    ]
                    : [],
                Tags = [.. tags.Skip(1).Select(tag => tag.Name)],
                Author = authors.Count > 0 ? authors[0].Name : null,
                Description = DescriptionOf(row, id),
                Cover = Cover(row),
                Addresses = hidden is null ? addresses.Of(entry) : [],
                OtherFields = OtherFieldsOf(row, authors),
                Warnings = [.. body.Warnings, .. WarningsOf(row)],
            },
            ""
        );
    }

    /// <summary>Says what was left out of the site as a whole.</summary>
    public void End()
    {
        if (addresses.Unused is > 0 and var unused)
        {
            folder.Note(
                string.Create(CultureInfo.InvariantCulture, $"left out: {unused} redirects of the old site that lead to no post of it")
            );
        }

        foreach (var key in new[] { "codeinjection_head", "codeinjection_foot", "ghost_head", "ghost_foot" })
        {
            if (!string.IsNullOrWhiteSpace(index.Settings.GetValueOrDefault(key)))
            {
                folder.Note($"left out: code that was put into all pages ({key})");
            }
        }
    }

    private TimeZoneInfo ZoneOf() =>
        Zones
            .Select(key => index.Settings.GetValueOrDefault(key))
            .Select(name => name is not null && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone : null)
            .OfType<TimeZoneInfo>()
            .FirstOrDefault(TimeZoneInfo.Utc);

    private string? NotPublicOf(JsonElement row, DateTimeOffset? date) =>
        (row.Text("status"), row.Text("visibility")) switch
        {
            (_, { Length: > 0 } seen) when seen != "public" => $"visibility: {seen}",
            ("published", _) => null,
            ("scheduled", _) when date > reading.Now => null,
            ({ Length: > 0 } status, _) => $"status: {status}",
            _ => "status: unknown",
        };

    /// <summary>The text as the editor keeps it; where it is missing or broken, the page that was made of it.</summary>
    private static GhostBody BodyOf(JsonElement row)
    {
        foreach (var field in new[] { "lexical", "mobiledoc" })
        {
            if (row.Text(field) is { Length: > 2 } written)
            {
                var body = new GhostBody();
                try
                {
                    using var json = JsonDocument.Parse(written);
                    if (field == "lexical" ? GhostLexical.TryAdd(json.RootElement, body) : GhostMobiledoc.TryAdd(json.RootElement, body))
                    {
                        return body;
                    }
                }
                catch (JsonException)
                {
                    // Another form may be whole.
                }
            }
        }

        var plain = new GhostBody();
        if (row.Text("markdown") is { Length: > 0 } markdown)
        {
            plain.Markdown(markdown);
        }
        else
        {
            plain.Html(row.Text("html"));
        }

        return plain;
    }

    private string? DescriptionOf(JsonElement row, string id) =>
        new[] { row.Text("custom_excerpt"), row.Text("meta_description"), index.DescriptionOf(id) }.FirstOrDefault(words =>
            words.Length > 0
        );

    private static string? Cover(JsonElement row) =>
        new[] { row.Text("feature_image"), row.Text("image") }.FirstOrDefault(address => address.Length > 0) is { } cover
            ? GhostAddresses.WithoutSize(cover)
            : null;

    private static IEnumerable<string> WarningsOf(JsonElement row)
    {
        if (row.Text("codeinjection_head").Trim().Length + row.Text("codeinjection_foot").Trim().Length > 0)
        {
            yield return "code that was put into its page was left out";
        }
    }

    private static FrontMatterMap OtherFieldsOf(JsonElement row, IReadOnlyList<(string Name, string Slug)> authors)
    {
        var fields = new FrontMatterMap();
        void Set(string key, string value)
        {
            if (value.Length > 0)
            {
                fields.Set(key, new FrontMatterValue.Text(value));
            }
        }

        Set("authors", authors.Count > 1 ? string.Join(", ", authors.Select(author => author.Name)) : "");
        Set("ghost_id", row.Text("id"));
        Set("featured", row.Flag("featured") ? "true" : "");
        Set("canonical_url", row.Text("canonical_url"));
        return fields;
    }
}
