using System.Text.RegularExpressions;

namespace Blog.Data.Snippets;

/// <summary>The title of a new post from a template, with places for the date.</summary>
public static partial class TitlePattern
{
    /// <summary>What may stand in braces.</summary>
    public static IReadOnlyList<string> Places { get; } = ["date", "year", "month", "day", "week"];

    /// <summary><c>周报 {year} 年第 {week} 周</c> gives <c>周报 2026 年第 49 周</c>. Other braces stay as they are.</summary>
    /// <param name="pattern">What the author typed.</param>
    /// <param name="day">Today, in the site's time zone; weeks are those of ISO 8601.</param>
    public static string Fill(string pattern, DateOnly day) =>
        Place()
            .Replace(
                pattern,
                place =>
                    place.Groups["name"].Value.ToLowerInvariant() switch
                    {
                        "date" => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                        "year" => day.ToString("yyyy", CultureInfo.InvariantCulture),
                        "month" => day.Month.ToString(CultureInfo.InvariantCulture),
                        "day" => day.Day.ToString(CultureInfo.InvariantCulture),
                        _ => ISOWeek.GetWeekOfYear(day.ToDateTime(TimeOnly.MinValue)).ToString(CultureInfo.InvariantCulture),
                    }
            );

    [GeneratedRegex(@"\{(?<name>date|year|month|day|week)\}", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase)]
    private static partial Regex Place();
}
