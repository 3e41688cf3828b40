namespace Blog.Portability.Import.Backups.Halo1;

/// <summary>The addresses of posts and pages, by the pattern in the settings.</summary>
/// <remarks>Source: service/assembler/PostAssembler.java and SheetAssembler.java of halo-dev/halo, branch release-1.6.</remarks>
internal static class Halo1Addresses
{
    /// <summary>Whether the addresses of posts hold a date.</summary>
    public static bool HaveDates(Halo1Index index) => TypeOf(index) is "YEAR" or "DATE" or "DAY";

    /// <summary>The addresses of a post or page, the likeliest first.</summary>
    /// <param name="date">When it was published.</param>
    public static IReadOnlyList<string> Of(Halo1Index index, string id, string slug, DateTimeOffset? date, bool isPage)
    {
        var suffix = index.Options.GetValueOrDefault("path_suffix") ?? "";
        if (isPage)
        {
            return index.Options.GetValueOrDefault("sheet_permalink_type") == "ROOT"
                ? [$"/{slug}{suffix}"]
                : [$"/{Prefix(index, "sheet_prefix", "s")}/{slug}{suffix}"];
        }

        var archives = Prefix(index, "archives_prefix", "archives");
        return TypeOf(index) switch
        {
            "ID" => ["/?p=" + id],
            "ID_SLUG" => [$"/{archives}/{id}{suffix}"],
            "YEAR" => Dated(index, date, at => string.Create(CultureInfo.InvariantCulture, $"/{at:yyyy}/{slug}{suffix}")),
            "DATE" => Dated(index, date, at => string.Create(CultureInfo.InvariantCulture, $"/{at:yyyy}/{at:MM}/{slug}{suffix}")),
            "DAY" => Dated(index, date, at => string.Create(CultureInfo.InvariantCulture, $"/{at:yyyy}/{at:MM}/{at:dd}/{slug}{suffix}")),
            _ => [$"/{archives}/{slug}{suffix}"],
        };
    }

    /// <summary>The first part of the addresses of some kind.</summary>
    public static string Prefix(Halo1Index index, string option, string usual) =>
        index.Options.GetValueOrDefault(option)?.Trim('/') is { Length: > 0 } set ? set : usual;

    private static string TypeOf(Halo1Index index) => index.Options.GetValueOrDefault("post_permalink_type") ?? "DEFAULT";

    /// <summary>Where the server's zone is unknown, also by the clock of UTC.</summary>
    private static List<string> Dated(Halo1Index index, DateTimeOffset? date, Func<DateTimeOffset, string> path) =>
        date is not { } at
            ? []
            :
            [
                .. new[] { TimeZoneInfo.ConvertTime(at, index.Zone), at.ToUniversalTime() }
                    .Take(index.HasZone ? 1 : 2)
                    .Select(moment => path(moment)),
            ];
}
