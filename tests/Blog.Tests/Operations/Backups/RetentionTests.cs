using Blog.Operations.Backups.Catalog;

namespace Blog.Tests.Operations.Backups;

public sealed class RetentionTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 3, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_year_of_daily_backups_keeps_seven_days_four_weeks_and_twelve_months()
    {
        var kept = new List<DateTimeOffset>();
        for (var day = 0; day < 400; day++)
        {
            kept.Add(Start.AddDays(day));
            var chosen = Retention.Default.Choose(kept);
            kept.RemoveAll(at => chosen[at] == KeptFor.Nothing);
        }

        var last = Start.AddDays(399); // 4 February 2027, a Thursday
        var reasons = Retention.Default.Choose(kept);
        Assert.Equal(Enumerable.Range(0, 7).Select(i => last.AddDays(-i)), Of(KeptFor.Day));
        Assert.Equal(
            [
                last,
                new(2027, 1, 31, 3, 0, 0, TimeSpan.Zero),
                new(2027, 1, 24, 3, 0, 0, TimeSpan.Zero),
                new(2027, 1, 17, 3, 0, 0, TimeSpan.Zero),
            ],
            Of(KeptFor.Week)
        );
        Assert.Equal(12, Of(KeptFor.Month).Count);
        Assert.All(Of(KeptFor.Month).Skip(1), at => Assert.Equal(1, at.AddDays(1).Day)); // the last of its month
        Assert.True(kept.Count <= 23, $"{kept.Count} are kept");

        List<DateTimeOffset> Of(KeptFor reason) =>
            [.. reasons.Where(pair => pair.Value.HasFlag(reason)).Select(pair => pair.Key).OrderDescending()];
    }

    [Fact]
    public void The_newest_is_always_kept_and_of_one_day_the_last()
    {
        DateTimeOffset[] made = [Start, Start.AddHours(1), Start.AddHours(5), Start.AddDays(-1)];
        var chosen = new Retention(1, 0, 0).Choose(made);
        Assert.Equal([Start.AddHours(5)], chosen.Where(pair => pair.Value != KeptFor.Nothing).Select(pair => pair.Key));
    }

    [Fact]
    public void After_a_long_pause_the_old_ones_stay()
    {
        DateTimeOffset[] made = [Start, Start.AddDays(1), Start.AddDays(700)];
        Assert.DoesNotContain(KeptFor.Nothing, Retention.Default.Choose(made).Values);
    }

    [Theory]
    [InlineData("7,4,12", 7, 4, 12)]
    [InlineData("30 0 0", 30, 0, 0)]
    public void Retention_numbers_are_parsed(string written, int days, int weeks, int months) =>
        Assert.Equal(new Retention(days, weeks, months), Retention.Parse(written));

    [Theory]
    [InlineData("0,4,12")]
    [InlineData("7,4")]
    [InlineData("7,4,-1")]
    [InlineData("7,4,1001")]
    [InlineData("a,b,c")]
    public void A_retention_that_keeps_nothing_or_is_no_number_is_refused(string written) => Assert.Null(Retention.Parse(written));
}
