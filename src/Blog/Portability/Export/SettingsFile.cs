using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Blog.Data.Posts.Files;
using Blog.Data.Settings;
using Blog.Rendering.FrontMatters;

namespace Blog.Portability.Export;

/// <summary>The owner's settings as YAML. Secrets are rows of their own, which no export reads.</summary>
internal static class SettingsFile
{
    /// <summary>In characters; the longest settings that the blog takes are shorter.</summary>
    private const int MaxLength = 1 << 18;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        NumberHandling = JsonNumberHandling.AllowReadingFromString,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase), new WordConverter() },
    };

    public static string Write(SiteChoices choices)
    {
        var fields = JsonFrontMatter.Parse(
            JsonSerializer.Serialize(choices, Json),
            new FrontMatterBoundaries(FrontMatterFormat.Json, 0, 0, 0)
        );
        var yaml = new YamlFrontMatterWriter();
        foreach (var (key, value) in fields)
        {
            yaml.Value(key, value);
        }

        return yaml.ToString();
    }

    /// <summary>Reads settings.</summary>
    /// <returns>Null if the text is not what <see cref="Write"/> gives, or a value is invalid.</returns>
    public static SiteChoices? Read(string yaml)
    {
        if (yaml.Length > MaxLength)
        {
            return null;
        }

        try
        {
            FrontMatterGuard.Check(yaml, new FrontMatterBoundaries(FrontMatterFormat.Yaml, 0, 0, 0));
            var buffer = new ArrayBufferWriter<byte>();
            using (var writer = new Utf8JsonWriter(buffer))
            {
                new FrontMatterValue.Map(YamlFrontMatter.Parse(yaml, 0, [])).WriteTo(writer);
            }

            return
                JsonSerializer.Deserialize<SiteChoices>(buffer.WrittenSpan, Json) is { Languages: not null } choices
                && IsWhole(choices)
                && choices.InvalidName is null
                ? choices
                : null;
        }
        catch (Exception wrong) when (wrong is JsonException or FrontMatterException)
        {
            return null;
        }
    }

    private static bool IsWhole(SiteChoices choices) =>
        choices
            is {
                TimeZone: not null,
                Discovery: not null,
                Display: { PlayerHosts: not null, Notations: not null },
                Identity: not null,
                Announcing: not null,
                Attachments: not null,
                Friends: not null,
                Security: not null
            }
        && choices.Languages.All(language =>
            language is { Code: not null, Tag: not null, Title: not null, Tagline: not null, Navigation: not null, FooterLinks: not null }
        );

    /// <summary>YAML keeps no types: <c>true</c> is read as a word.</summary>
    private sealed class WordConverter : JsonConverter<bool>
    {
        public override bool Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.String
                ? reader.GetString() switch
                {
                    "true" => true,
                    "false" => false,
                    _ => throw new JsonException(),
                }
                : reader.GetBoolean();

        public override void Write(Utf8JsonWriter writer, bool value, JsonSerializerOptions options) => writer.WriteBooleanValue(value);
    }
}
