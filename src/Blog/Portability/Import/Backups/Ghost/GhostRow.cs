using System.Text.Json;

namespace Blog.Portability.Import.Backups.Ghost;

/// <summary>Reads values of a row: a text, a number or a switch may each be written in several ways.</summary>
internal static class GhostRow
{
    /// <summary>Where an export has the address of its site.</summary>
    private const string Site = "__GHOST_URL__";

    /// <summary>A text; empty where there is none.</summary>
    public static string Text(this JsonElement row, string name) =>
        row.ValueKind != JsonValueKind.Object || !row.TryGetProperty(name, out var value)
            ? ""
            : value.ValueKind switch
            {
                JsonValueKind.String => value.GetString()!.Replace(Site, "", StringComparison.Ordinal),
                JsonValueKind.Number => value.GetRawText(),
                JsonValueKind.True => "1",
                _ => "",
            };

    public static bool Flag(this JsonElement row, string name) => row.Text(name) is "1" or "true";

    public static int Number(this JsonElement row, string name) =>
        int.TryParse(row.Text(name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : 0;

    /// <summary>The items of a list; none where there is no list.</summary>
    public static IEnumerable<JsonElement> Items(this JsonElement row, string name) =>
        row.ValueKind == JsonValueKind.Object && row.TryGetProperty(name, out var value) ? value.Items() : [];

    /// <summary>The items of a list; none if it is no list.</summary>
    public static IEnumerable<JsonElement> Items(this JsonElement value) =>
        value.ValueKind == JsonValueKind.Array ? value.EnumerateArray() : Enumerable.Empty<JsonElement>();

    /// <summary>ISO 8601, a time in UTC without a zone, or milliseconds; null for none.</summary>
    public static DateTimeOffset? Time(this JsonElement row, string name)
    {
        var words = row.Text(name);
        return long.TryParse(words, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds)
            ? milliseconds < 253_402_300_800_000
                ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds)
                : null
            : DateTimeOffset.TryParse(words, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) && time.Year > 1
                ? time
                : null;
    }
}
