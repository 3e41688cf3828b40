using Blog.Data;
using Blog.Data.Settings;
using Microsoft.EntityFrameworkCore;

namespace Blog.Portability.Import;

/// <summary>
/// The days that readers see follow the site's time zone. Where nobody has chosen one, an import takes that of its source; where the site
/// has another, it says how many posts show another day than their files.
/// </summary>
internal static class SiteTimeZone
{
    /// <summary>
    /// Zones to recognize by the offsets of dates, the likeliest first: an offset alone is no zone, and most have several.
    /// </summary>
    private static readonly string[] Likely =
    [
        "Asia/Shanghai",
        "Europe/London",
        "Europe/Berlin",
        "America/New_York",
        "America/Los_Angeles",
        "America/Chicago",
        "America/Denver",
        "Asia/Tokyo",
        "Asia/Kolkata",
        "Australia/Sydney",
        "America/Toronto",
        "America/Sao_Paulo",
        "Europe/Helsinki",
        "Europe/Moscow",
        "Asia/Bangkok",
        "Asia/Dubai",
        "Pacific/Auckland",
    ];

    /// <summary>The zone whose offsets most of these dates have; null if fewer than four in five agree with any.</summary>
    /// <param name="dates">Dates with the offsets that their files name; those in UTC say nothing, many tools convert to it.</param>
    public static TimeZoneInfo? Of(IEnumerable<DateTimeOffset> dates)
    {
        var known = dates.Where(date => date.Offset != TimeSpan.Zero).ToList();
        if (known.Count == 0)
        {
            return null;
        }

        var offset = known.GroupBy(date => date.Offset).MaxBy(group => group.Count())!.Key;
        var fixedZone = "Etc/GMT" + (offset < TimeSpan.Zero ? "+" : "-") + Math.Abs(offset.Hours).ToString(CultureInfo.InvariantCulture);
        return Likely
            .Append(offset.Minutes == 0 ? fixedZone : "Asia/Kolkata")
            .Select(name => TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone : null)
            .OfType<TimeZoneInfo>()
            .FirstOrDefault(zone => known.Count(date => zone.GetUtcOffset(date) == date.Offset) * 5 >= known.Count * 4);
    }

    /// <summary>Sets the site's zone if nobody has chosen one.</summary>
    /// <param name="stated">The zone of the source, as stated by it, by the operator or by its dates; null if nothing says.</param>
    /// <param name="dates">Publication dates with the offsets of their files.</param>
    /// <returns>A note for the report; null if there is nothing to say.</returns>
    public static async Task<string?> FollowAsync(
        IServiceProvider services,
        TimeZoneInfo? stated,
        IReadOnlyCollection<DateTimeOffset> dates,
        bool isDryRun,
        CancellationToken cancellationToken
    )
    {
        var db = services.GetRequiredService<BlogDb>();
        var settings = await db.Settings.SingleAsync(cancellationToken);
        if (!settings.HasTimeZone && stated is { } zone)
        {
            if (!isDryRun)
            {
                settings.Revise(settings.Choices with { TimeZone = SiteSettings.ChosenTimeZone(zone.Id) });
                await db.SaveChangesAsync(cancellationToken);
            }

            return $"the site had no time zone: it {(isDryRun ? "would be" : "is now")} {zone.Id}, as in the imported posts";
        }

        var moved = dates.Count(date => TimeZoneInfo.ConvertTime(date, settings.Zone).Date != date.Date);
        return moved == 0
            ? null
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{moved} of {dates.Count} dates fall on another day in the site's time zone ({settings.Zone.Id}) than in their files: "
                    + $"change the time zone in the settings if readers should see the days of the files"
            );
    }
}
