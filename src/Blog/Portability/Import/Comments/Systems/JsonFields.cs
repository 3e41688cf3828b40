using System.Text.Json;
using Blog.Data.Posts.Files;

namespace Blog.Portability.Import.Comments.Systems;

/// <summary>
/// Reads the fields of rows as the databases behind the services write them: text, numbers, and the objects that MongoDB and LeanCloud wrap
/// around them. A field of another kind is missing.
/// </summary>
internal static class JsonFields
{
    /// <summary>Numbers above are milliseconds: as seconds they would be in the year 5138.</summary>
    private const double MostSeconds = 100_000_000_000;

    private const double MostMilliseconds = 253_402_300_799_000; // the end of 9999

    private static readonly string[] Wrappers = ["$oid", "iso", "$date", "$numberLong", "$numberInt", "$numberDouble"];

    /// <summary>A field as text; null if it is missing, empty or no single value.</summary>
    public static string? Text(this JsonElement row, string name) => TextOf(Find(row, name));

    /// <summary>A field as a whole number; 0 if it is none. An array counts its entries.</summary>
    public static long Number(this JsonElement row, string name) =>
        Find(row, name) is { ValueKind: JsonValueKind.Array } list ? list.GetArrayLength()
        : double.TryParse(row.Text(name), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? (long)Math.Clamp(number, int.MinValue, 1e15)
        : 0;

    /// <summary>A field as yes or no: true, 1, or the same as text.</summary>
    public static bool Flag(this JsonElement row, string name) => row.Text(name) is "true" or "True" or "1";

    public static bool Has(this JsonElement row, string name) => Find(row, name) is not null;

    /// <summary>A field as a moment; null if it is none.</summary>
    /// <param name="zone">The zone of times that name none.</param>
    public static DateTimeOffset? Moment(this JsonElement row, string name, TimeZoneInfo zone, SourceBundle bundle) =>
        MomentOf(row.Text(name), zone, bundle);

    /// <summary>A moment as text: an ISO date, one as SQL writes it, or seconds or milliseconds since 1970.</summary>
    public static DateTimeOffset? MomentOf(string? words, TimeZoneInfo zone, SourceBundle bundle)
    {
        if (words is null)
        {
            return null;
        }

        if (double.TryParse(words, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
        {
            var milliseconds = Math.Abs(number) > MostSeconds ? number : number * 1000;
            return milliseconds is > 0 and < MostMilliseconds ? DateTimeOffset.FromUnixTimeMilliseconds((long)milliseconds) : null;
        }

        if (!PostFileDate.TryParse(words, zone, out var date, out var hasZone))
        {
            return null;
        }

        bundle.WithoutZone += hasZone ? 0 : 1;
        return date.ToUniversalTime();
    }

    /// <summary>When an id of MongoDB was made: its first four bytes are seconds. Null for other ids.</summary>
    public static DateTimeOffset? MomentOfId(string id) =>
        id.Length == 24
        && id.All(char.IsAsciiHexDigit)
        && long.TryParse(id[..8], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var seconds)
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null;

    private static JsonElement? Find(JsonElement row, string name) =>
        row.ValueKind == JsonValueKind.Object
        && row.TryGetProperty(name, out var value)
        && value.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined)
            ? value
            : null;

    private static string? TextOf(JsonElement? value)
    {
        var text = value switch
        {
            { ValueKind: JsonValueKind.String } words => StringOf(words),
            { ValueKind: JsonValueKind.Number } number => number.GetRawText(),
            { ValueKind: JsonValueKind.True } => "true",
            { ValueKind: JsonValueKind.False } => "false",
            { ValueKind: JsonValueKind.Object } wrapped => Wrappers
                .Select(name => wrapped.TryGetProperty(name, out var inner) ? TextOf(inner) : null)
                .FirstOrDefault(inner => inner is not null),
            _ => null,
        };
        return string.IsNullOrEmpty(text) ? null : text;
    }

    /// <summary>Half of a character as an escape (<c>\ud83d</c>) is no string for the reader, yet services store it.</summary>
    private static string StringOf(JsonElement value)
    {
        try
        {
            return value.GetString() ?? "";
        }
        catch (InvalidOperationException)
        {
            return LooseJson.Unescape(value.GetRawText());
        }
    }
}
