namespace Blog.Data;

/// <summary>
/// Times on a wall clock, as forms write them. Where clocks change, RFC 5545 (section 3.3.5) settles what is meant: a time that comes twice is
/// the first one, a time that is skipped is read by the offset before the gap, and so comes out as late as the gap is long.
/// </summary>
public static class ZonedTime
{
    private static readonly string[] Forms =
    [
        "yyyy-MM-dd'T'HH:mm",
        "yyyy-MM-dd'T'HH:mm:ss",
        "yyyy-MM-dd HH:mm",
        "yyyy-MM-dd HH:mm:ss",
        "yyyy-MM-dd",
    ];

    /// <summary>Reads a local time (HTML, "local date and time"); null where it is none.</summary>
    public static DateTimeOffset? Parse(string? text, TimeZoneInfo zone) =>
        DateTime.TryParseExact((text ?? "").Trim(), Forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)
        && local.Year is > 1900 and < 9000
            ? Place(local, zone)
            : null;

    /// <summary>An instant as a form field has it, to the minute.</summary>
    public static string Format(DateTimeOffset at, TimeZoneInfo zone) =>
        TimeZoneInfo.ConvertTime(at, zone).ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture);

    /// <summary>The offset as people write it: <c>UTC+8</c>, <c>UTC-3:30</c>, <c>UTC</c>.</summary>
    public static string Offset(TimeSpan offset) =>
        offset == TimeSpan.Zero
            ? "UTC"
            : "UTC"
                + (offset < TimeSpan.Zero ? "-" : "+")
                + offset.Duration().ToString(offset.Minutes == 0 ? "%h" : @"h\:mm", CultureInfo.InvariantCulture);

    /// <summary>The instant that a wall clock shows.</summary>
    public static DateTimeOffset Place(DateTime local, TimeZoneInfo zone)
    {
        var offset =
            zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max()
            : zone.IsInvalidTime(local) ? zone.GetUtcOffset(local.AddHours(-3)) // no gap of any zone is longer, save whole days that were skipped
            : zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset).ToUniversalTime();
    }
}
