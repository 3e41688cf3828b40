namespace Blog.Site;

/// <summary>Time zones by IANA name, independent of the operating system's names.</summary>
public static class TimeZones
{
    /// <summary>Names to choose from: those of places, and UTC.</summary>
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

    /// <summary>Whether this is the IANA name of a time zone.</summary>
    public static bool Knows(string name) => TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) && zone.HasIanaId;

    /// <summary>The place in an IANA name, for display: <c>Asia/Shanghai</c> gives <c>Shanghai</c>.</summary>
    public static string Place(string name) => name.Split('/')[^1].Replace('_', ' ');
}
