using System.Text.Json;
using Blog.Data;
using Blog.Data.Search;
using Blog.Portability.StaticSite.Files;
using Blog.Portability.StaticSite.Snapshot;

namespace Blog.Portability.StaticSite.Search;

/// <summary>What the search of the static site shows of the posts that it finds.</summary>
internal sealed class SearchResults(BlogDb db)
{
    private const int PerBlock = 200;

    /// <summary>What results show, in blocks by row id, so that a new post changes one block.</summary>
    public async Task WriteBlocksAsync(
        SiteSnapshot site,
        IEnumerable<PostFacts> posts,
        ISiteTarget target,
        Func<string, StaticFile?> add,
        CancellationToken cancellationToken
    )
    {
        foreach (var block in posts.GroupBy(post => post.Id / PerBlock))
        {
            var path = FileKinds.SearchFolder + string.Create(CultureInfo.InvariantCulture, $"posts/{block.Key}.json");
            var inputs = new Fingerprint().AddAll(block.Select(post => post.Whole + post.Row + site.CategoryOf(post))).ToString();
            if (add(path) is { } file && !target.TryKeep(file, inputs))
            {
                await target.WriteAsync(file, await BlockAsync(site, [.. block], cancellationToken), inputs, null, cancellationToken);
            }
        }
    }

    private async Task<byte[]> BlockAsync(SiteSnapshot site, List<PostFacts> posts, CancellationToken cancellationToken)
    {
        var texts = (
            await db.RowsAsync(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"""
                    SELECT Id, ifnull(Description, substr(PlainText, 1, {SearchHighlighter.Width + 1})) FROM Posts
                    WHERE Id IN ({string.Join(',', posts.Select(post => post.Id))})
                    """
                ),
                row => new Beginning(row.GetInt32(0), row.GetString(1)),
                cancellationToken
            )
        ).ToDictionary(post => post.Id, post => post.Text);
        using var bytes = new MemoryStream();
        using (var json = Json(bytes))
        {
            json.WriteStartObject();
            foreach (var post in posts)
            {
                json.WriteStartArray(post.Id.ToString(CultureInfo.InvariantCulture));
                json.WriteStringValue(post.Address.Href);
                json.WriteStringValue(post.Title);
                json.WriteStringValue(post.Language);
                json.WriteStringValue(site.ChainOf(post.CategoryId).LastOrDefault()?.Name ?? "");
                json.WriteStringValue(SearchHighlighter.Beginning(texts.GetValueOrDefault(post.Id, "")));
                json.WriteEndArray();
            }

            json.WriteEndObject();
        }

        return bytes.ToArray();
    }

    /// <summary>All posts with their day and language, so that hits can be put in order before their titles are loaded.</summary>
    public static byte[] IndexOf(List<PostFacts> posts, int shards)
    {
        var languages = posts.Select(post => post.Language).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        var groups = posts
            .Where(post => post.Group is not null)
            .GroupBy(post => post.Group, StringComparer.Ordinal)
            .Where(group => group.Count() > 1)
            .OrderBy(group => group.Min(post => post.Id));
        using var bytes = new MemoryStream();
        using (var json = Json(bytes))
        {
            json.WriteStartObject();
            json.WriteNumber("shards", shards);
            json.WriteNumber("block", PerBlock);
            Write("languages", languages, json.WriteStringValue);
            Write("ids", posts.Select((post, i) => i == 0 ? post.Id : post.Id - posts[i - 1].Id), json.WriteNumberValue);
            Write("days", posts.Select(post => post.Day.DayNumber), json.WriteNumberValue);
            json.WriteString("language", string.Concat(posts.Select(post => languages.IndexOf(post.Language))));
            json.WriteStartArray("groups");
            foreach (var group in groups)
            {
                json.WriteStartArray();
                foreach (var post in group)
                {
                    json.WriteNumberValue(post.Id);
                }

                json.WriteEndArray();
            }

            json.WriteEndArray();
            json.WriteEndObject();
            void Write<T>(string name, IEnumerable<T> values, Action<T> write)
            {
                json.WriteStartArray(name);
                foreach (var value in values)
                {
                    write(value);
                }

                json.WriteEndArray();
            }
        }

        return bytes.ToArray();
    }

    private static Utf8JsonWriter Json(Stream stream) =>
        new(stream, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    private sealed record Beginning(int Id, string Text);
}
