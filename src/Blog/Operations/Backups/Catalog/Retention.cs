namespace Blog.Operations.Backups.Catalog;

/// <summary>Which backups are retained: the last one of each of the latest days, weeks and months.</summary>
/// <param name="Days">Days on which a backup was made.</param>
/// <param name="Weeks">Weeks (from Monday on) in which one was made.</param>
/// <param name="Months">Months in which one was made.</param>
public sealed record Retention(int Days, int Weeks, int Months)
{
    private const int Most = 1_000;

    /// <summary>Seven days, four weeks, twelve months.</summary>
    public static Retention Default { get; } = new(7, 4, 12);

    /// <summary>Three numbers, of days, weeks and months; null where the text is not that, or would retain nothing.</summary>
    public static Retention? Parse(string written)
    {
        var numbers = written
            .Split([',', ';', ' '], StringSplitOptions.RemoveEmptyEntries)
            .Select(part =>
                int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= Most ? number : -1
            )
            .ToList();
        return numbers is [> 0, >= 0, >= 0] ? new Retention(numbers[0], numbers[1], numbers[2]) : null;
    }

    /// <summary>
    /// The retention sets of each backup; one that is in no set may be deleted. Only days, weeks and months with a backup are counted, not
    /// those of the calendar: a blog that was off for a year retains what it has.
    /// </summary>
    /// <param name="made">When backups were made, in any order; days begin at midnight UTC.</param>
    public IReadOnlyDictionary<DateTimeOffset, KeptFor> Choose(IEnumerable<DateTimeOffset> made)
    {
        var newestFirst = made.Distinct().OrderDescending().ToList();
        var chosen = newestFirst.ToDictionary(at => at, _ => KeptFor.Nothing);
        Keep(Days, KeptFor.Day, date => date.DayNumber);
        Keep(Weeks, KeptFor.Week, date => date.DayNumber / 7); // day 0, 1 January of the year 1, is a Monday
        Keep(Months, KeptFor.Month, date => (date.Year * 12) + date.Month);
        return chosen;

        void Keep(int count, KeptFor reason, Func<DateOnly, int> period)
        {
            var lastOfEach = newestFirst.GroupBy(at => period(DateOnly.FromDateTime(at.UtcDateTime))).OrderByDescending(group => group.Key);
            foreach (var group in lastOfEach.Take(count))
            {
                chosen[group.Max()] |= reason;
            }
        }
    }
}

/// <summary>Why a backup is retained.</summary>
[Flags]
public enum KeptFor
{
    Nothing = 0,

    /// <summary>The last of one of the latest days.</summary>
    Day = 1,

    /// <summary>The last of one of the latest weeks.</summary>
    Week = 2,

    /// <summary>The last of one of the latest months.</summary>
    Month = 4,
}
