namespace Blog.Site;

/// <summary>Time zones by their IANA names, whatever this machine calls them.</summary>
public static class TimeZones
{
    /// <summary>Names to choose from: those of a place, and UTC.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        .. TimeZoneInfo
            .GetSystemTimeZones()
            .Select(zone => zone.Id)
            .Where(id => id == "UTC" || (id.Contains('/', StringComparison.Ordinal) && !id.StartsWith("Etc/", StringComparison.Ordinal)))
            .Append("UTC")
            .Distinct()
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>Whether this is the IANA name of a zone.</summary>
    public static bool Knows(string name) => TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) && zone.HasIanaId;

    /// <summary>The place that an IANA name holds, for a sentence: <c>Asia/Shanghai</c> gives <c>Shanghai</c>.</summary>
    public static string Place(string name) => name.Split('/')[^1].Replace('_', ' ');
}
