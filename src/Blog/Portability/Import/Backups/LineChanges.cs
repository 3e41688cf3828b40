using System.Text.Json;

namespace Blog.Portability.Import.Backups;

/// <summary>
/// Puts a text together from a base and the changes against it: each replaces some lines of the base by others. There is no chain: every
/// snapshot is against the same base.
/// </summary>
/// <remarks>Source: api/src/main/java/run/halo/app/content/PatchUtils.java of halo-dev/halo; 1.x has the same form.</remarks>
internal static class LineChanges
{
    private const int MaxLines = 1_000_000;

    /// <summary>Applies changes.</summary>
    /// <param name="patch">A JSON array of changes, as the snapshot holds it.</param>
    /// <returns>Null if it is none, or a change lies outside of the base.</returns>
    public static string? Apply(string text, string patch)
    {
        List<string> lines = string.IsNullOrWhiteSpace(text) ? [] : [.. text.Split('\n')];
        try
        {
            using var changes = JsonDocument.Parse(patch.Length == 0 ? "[]" : patch);
            foreach (var change in changes.RootElement.EnumerateArray().Reverse())
            {
                var (at, old) = Part(change, "source");
                var (_, now) = Part(change, "target");
                if (at < 0 || at > lines.Count || old.Count > lines.Count - at || lines.Count - old.Count + now.Count > MaxLines)
                {
                    return null;
                }

                lines.RemoveRange(at, old.Count);
                lines.InsertRange(at, now);
            }

            return string.Join('\n', lines);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException or KeyNotFoundException)
        {
            return null;
        }
    }

    private static (int Position, List<string> Lines) Part(JsonElement change, string name)
    {
        var part = change.GetProperty(name);
        return (part.GetProperty("position").GetInt32(), [.. part.GetProperty("lines").EnumerateArray().Select(line => line.GetString()!)]);
    }
}
