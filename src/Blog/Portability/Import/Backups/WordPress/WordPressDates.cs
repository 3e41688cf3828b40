namespace Blog.Portability.Import.Backups.WordPress;

/// <summary>The times of an export: each in the site's zone, and in UTC, where drafts have none (<c>0000-00-00 00:00:00</c>).</summary>
internal static class WordPressDates
{
    private static readonly TimeSpan Farthest = TimeSpan.FromHours(14);

    /// <summary>The moment that two times mean, with the offset of the site where it can be known; null if neither is a time.</summary>
    /// <param name="usual">The offset of a local time alone.</param>
    public static DateTimeOffset? Of(string local, string utc, Func<DateTime, TimeSpan> usual)
    {
        var (here, there) = (Parse(local), Parse(utc));
        return OffsetOf(local, utc) is { } offset ? new DateTimeOffset(here!.Value, offset)
            : there is { } moment ? new DateTimeOffset(moment, TimeSpan.Zero)
            : here is { } time ? new DateTimeOffset(time, usual(time))
            : null;
    }

    /// <summary>The offset between two times; null if one is missing, or they differ by what is no zone.</summary>
    public static TimeSpan? OffsetOf(string local, string utc) =>
        Parse(local) is { } here && Parse(utc) is { } there && here - there is var offset && offset.Duration() <= Farthest
            ? offset.Ticks % TimeSpan.FromMinutes(15).Ticks == 0
                ? offset
                : null
            : null;

    private static DateTime? Parse(string words) =>
        DateTime.TryParseExact(
            words.Trim(),
            ["yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd HH:mm"],
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var time
        )
        && time.Year > 1
            ? time
            : null;
}
