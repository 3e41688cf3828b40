namespace Blog.Data.Settings;

/// <summary>Suggested licences; any other can be typed.</summary>
public static class Licences
{
    /// <summary>Name and address of each.</summary>
    public static IReadOnlyList<(string Name, string Url)> Usual { get; } =
    [
        .. new[] { "BY", "BY-SA", "BY-NC", "BY-NC-SA", "BY-ND", "BY-NC-ND" }.Select(kind =>
            ($"CC {kind} 4.0", $"https://creativecommons.org/licenses/{kind.ToLowerInvariant()}/4.0/")
        ),
        ("CC0 1.0", "https://creativecommons.org/publicdomain/zero/1.0/"),
    ];

    /// <summary>The usual address of a licence; null for any other name.</summary>
    public static string? UrlOf(string? name) =>
        Usual.FirstOrDefault(licence => string.Equals(licence.Name, name, StringComparison.OrdinalIgnoreCase)).Url;
}
