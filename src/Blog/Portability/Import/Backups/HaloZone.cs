namespace Blog.Portability.Import.Backups;

/// <summary>Exports of Halo do not name the zone of their server; its image and most of its servers are set to this one.</summary>
internal static class HaloZone
{
    public const string Note =
        "the export does not name the time zone of its server: Asia/Shanghai was taken; if it was another, name it with --time-zone";

    private static readonly TimeZoneInfo Usual = TimeZoneInfo.TryFindSystemTimeZoneById("Asia/Shanghai", out var zone)
        ? zone
        : TimeZoneInfo.Utc;

    /// <param name="named">The zone that the author named; null for none.</param>
    public static TimeZoneInfo Of(TimeZoneInfo? named) => named ?? Usual;
}
