namespace Blog.Data.Editing;

/// <summary>Which autosaves a history can do without: all of the last hour stay, one an hour for a day, one a day for a month, then one a week.</summary>
public static class AutosaveThinning
{
    private static readonly (TimeSpan Age, TimeSpan Step)[] Ages =
    [
        (TimeSpan.FromHours(1), TimeSpan.Zero),
        (TimeSpan.FromDays(1), TimeSpan.FromHours(1)),
        (TimeSpan.FromDays(30), TimeSpan.FromDays(1)),
        (TimeSpan.MaxValue, TimeSpan.FromDays(7)),
    ];

    /// <summary>The ids of those that may go; of each stretch of time the last one stays.</summary>
    public static IReadOnlyList<int> Superfluous(IEnumerable<(int Id, DateTimeOffset At)> autosaves, DateTimeOffset now)
    {
        var kept = new HashSet<(TimeSpan, long)>();
        return [.. autosaves.OrderByDescending(autosave => autosave.At).ThenByDescending(autosave => autosave.Id).Where(autosave => !IsKept(autosave.At)).Select(autosave => autosave.Id)];

        bool IsKept(DateTimeOffset at)
        {
            var step = Ages.First(age => now - at <= age.Age).Step;
            return step == TimeSpan.Zero || kept.Add((step, at.UtcTicks / step.Ticks));
        }
    }
}
