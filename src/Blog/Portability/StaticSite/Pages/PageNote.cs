using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Blog.Portability.StaticSite.Pages;

/// <summary>What the next run has to know about a page without reading it.</summary>
internal sealed record PageNote
{
    /// <summary>Row ids of the posts that it names as related; null for none.</summary>
    public IReadOnlyList<int>? Related { get; init; }

    /// <summary>Headers in which it differs from other pages; null for none.</summary>
    public IReadOnlyDictionary<string, string>? Headers { get; init; }

    /// <summary>How many parts a sitemap names; null for none.</summary>
    public int? Parts { get; init; }

    /// <summary>Reads what <see cref="Write"/> wrote; there are ten thousand of them, so token by token.</summary>
    /// <exception cref="JsonException">It is something else.</exception>
    public static PageNote Read(string? text)
    {
        var (related, headers, parts) = (default(List<int>), default(Dictionary<string, string>), default(int?));
        var json = new Utf8JsonReader(Encoding.UTF8.GetBytes(text ?? "{}"));
        json.Read();
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var name = json.GetString();
            json.Read();
            if (name == "related")
            {
                related = [];
                while (json.Read() && json.TokenType == JsonTokenType.Number)
                {
                    related.Add(json.GetInt32());
                }
            }
            else if (name == "headers")
            {
                headers = new Dictionary<string, string>(StringComparer.Ordinal);
                while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
                {
                    var header = json.GetString()!;
                    json.Read();
                    headers[header] = json.GetString() ?? "";
                }
            }
            else if (name == "parts")
            {
                parts = json.GetInt32();
            }
            else
            {
                json.Skip();
            }
        }

        return new PageNote
        {
            Related = related,
            Headers = headers,
            Parts = parts,
        };
    }

    /// <summary>The headers in a note; null for none, as in nearly all of them.</summary>
    public static IReadOnlyDictionary<string, string>? HeadersIn(string? text) =>
        text?.Contains("\"headers\"", StringComparison.Ordinal) == true ? Read(text).Headers : null;

    /// <summary>Null if there is nothing to note.</summary>
    public string? Write()
    {
        if (this == new PageNote())
        {
            return null;
        }

        var bytes = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(bytes);
        json.WriteStartObject();
        if (Related is { } related)
        {
            json.WriteStartArray("related");
            foreach (var id in related)
            {
                json.WriteNumberValue(id);
            }

            json.WriteEndArray();
        }

        if (Headers is { } headers)
        {
            json.WriteStartObject("headers");
            foreach (var (name, value) in headers)
            {
                json.WriteString(name, value);
            }

            json.WriteEndObject();
        }

        if (Parts is { } parts)
        {
            json.WriteNumber("parts", parts);
        }

        json.WriteEndObject();
        json.Flush();
        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }
}
