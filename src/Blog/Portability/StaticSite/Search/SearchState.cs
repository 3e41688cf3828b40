using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Blog.Portability.StaticSite.Search;

/// <summary>What the index of a run holds, for the next one.</summary>
/// <param name="Version">Of the tokens.</param>
/// <param name="Shards">How many files of words there are.</param>
/// <param name="Posts">What each post was indexed from, by row id.</param>
internal sealed record SearchState(int Version, int Shards, IReadOnlyDictionary<int, string> Posts)
{
    /// <summary>
    /// Reads what <see cref="Write"/> wrote; null if there is nothing. It has a value for each post, so it is read token by token.
    /// </summary>
    public static SearchState? Read(string? text)
    {
        if (text is null)
        {
            return null;
        }

        var (version, shards, posts) = (0, 0, new Dictionary<int, string>());
        var json = new Utf8JsonReader(Encoding.UTF8.GetBytes(text));
        json.Read();
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals(nameof(Posts)))
            {
                json.Read();
                while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
                {
                    var id = int.Parse(json.GetString()!, CultureInfo.InvariantCulture);
                    json.Read();
                    posts[id] = json.GetString()!;
                }
            }
            else if (json.ValueTextEquals(nameof(Version)))
            {
                version = json.Read() ? json.GetInt32() : 0;
            }
            else if (json.ValueTextEquals(nameof(Shards)))
            {
                shards = json.Read() ? json.GetInt32() : 0;
            }
        }

        return new SearchState(version, shards, posts);
    }

    public string Write()
    {
        var bytes = new ArrayBufferWriter<byte>(1 << 16);
        using var json = new Utf8JsonWriter(bytes);
        json.WriteStartObject();
        json.WriteNumber(nameof(Version), Version);
        json.WriteNumber(nameof(Shards), Shards);
        json.WriteStartObject(nameof(Posts));
        foreach (var (id, from) in Posts)
        {
            json.WriteString(id.ToString(CultureInfo.InvariantCulture), from);
        }

        json.WriteEndObject();
        json.WriteEndObject();
        json.Flush();
        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }
}
