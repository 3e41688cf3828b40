namespace Blog.Data;

/// <summary>
/// Local times as used in forms. At clock changes, RFC 5545 (section 3.3.5) applies: an ambiguous time means the first occurrence, and a
/// skipped time is read with the offset before the gap, which shifts it later by the length of the gap.
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

    /// <summary>Parses a local time (HTML, "local date and time"); null if invalid.</summary>
    public static DateTimeOffset? Parse(string? text, TimeZoneInfo zone) =>
        DateTime.TryParseExact((text ?? "").Trim(), Forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)
        && local.Year is > 1900 and < 9000
            ? Place(local, zone)
            : null;

    /// <summary>Formats an instant for a form field, to the minute.</summary>
    public static string Format(DateTimeOffset at, TimeZoneInfo zone) =>
        TimeZoneInfo.ConvertTime(at, zone).ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture);

    /// <summary>The offset in readable form: <c>UTC+8</c>, <c>UTC-3:30</c>, <c>UTC</c>.</summary>
    public static string Offset(TimeSpan offset) =>
        offset == TimeSpan.Zero
            ? "UTC"
            : "UTC"
                + (offset < TimeSpan.Zero ? "-" : "+")
                + offset.Duration().ToString(offset.Minutes == 0 ? "%h" : @"h\:mm", CultureInfo.InvariantCulture);

    /// <summary>Converts a local time to an instant.</summary>
    public static DateTimeOffset Place(DateTime local, TimeZoneInfo zone)
    {
        var offset =
            zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max()
            : zone.IsInvalidTime(local) ? zone.GetUtcOffset(local.AddHours(-3)) // no gap is longer, except skipped days
            : zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset).ToUniversalTime();
    }
}
