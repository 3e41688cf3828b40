using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Blog.Portability.Import;

/// <summary>How reports are written as JSON: names in camel case, outcomes as words, Chinese as it is.</summary>
internal static class ReportJson
{
    public static JsonSerializerOptions Options { get; } =
        new(JsonSerializerDefaults.Web)
        {
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        };
}

/// <summary>How reports are written for a terminal.</summary>
internal static class ReportText
{
    /// <summary>Replaces control characters, so that file content cannot control the terminal.</summary>
    public static string Printable(string text) => string.Concat(text.Select(c => char.IsControl(c) ? '\uFFFD' : c));
}
