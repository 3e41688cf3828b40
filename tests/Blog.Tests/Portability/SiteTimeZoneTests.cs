using Blog.Data.Settings;
using Blog.Portability.Import;
using Blog.Tests.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Blog.Tests.Portability;

/// <summary>Readers of a moved-in blog see the days of its files.</summary>
public sealed class SiteTimeZoneTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private DataHost _host = null!;

    public async ValueTask InitializeAsync()
    {
        _host = new DataHost(_folder.File("data"));
        await _host.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("Asia/Shanghai", "2024-03-01T00:30:00+08:00", "2024-07-01T23:30:00+08:00", "2023-11-11 09:00:00 +0800")]
    [InlineData("Europe/Berlin", "2024-01-15T10:00:00+01:00", "2024-07-15T10:00:00+02:00", "2024-12-24T10:00:00+01:00")]
    [InlineData("America/New_York", "2024-01-15T10:00:00-05:00", "2024-07-15T10:00:00-04:00", "2024-07-16")]
    [InlineData("Asia/Kolkata", "2024-01-15T10:00:00+05:30", "2024-07-15T10:00:00+05:30", "2024-07-16")]
    [InlineData("Etc/GMT-5", "2024-01-15T10:00:00+05:00", "2024-07-15T10:00:00+05:00", "2024-07-16")]
    [InlineData("UTC", "2024-01-15T10:00:00Z", "2024-07-15T10:00:00Z", "2024-07-16")]
    [InlineData("UTC", "2024-01-15T10:00:00+08:00", "2024-07-15T10:00:00-03:00", "2024-07-16T00:00:00+01:00")]
    public async Task A_site_without_time_zone_takes_that_of_most_dates(string expected, params string[] dates)
    {
        Write(dates);
        var dry = await ImportAsync(isDryRun: true);
        Assert.Equal("UTC", await ZoneAsync());
        Assert.Equal(expected != "UTC", dry.Notes.Any(note => note.Contains($"would be {expected}", StringComparison.Ordinal)));
        var report = await ImportAsync();
        Assert.Equal(expected, await ZoneAsync());
        Assert.Equal(expected != "UTC", report.Notes.Any(note => note.Contains($"is now {expected}", StringComparison.Ordinal)));
        Assert.All((await ImportAsync()).Entries, entry => Assert.Equal(ImportOutcome.Unchanged, entry.Outcome));
    }

    [Fact]
    public async Task What_the_source_or_the_operator_states_comes_before_the_dates()
    {
        Write("2024-03-01T00:30:00+08:00", "2024-03-02 00:30:00");
        File.WriteAllText(_folder.File("site/_config.yml"), "timezone: Asia/Taipei\n");
        await ImportAsync();
        Assert.Equal("Asia/Taipei", await ZoneAsync());
    }

    [Theory]
    [InlineData("Europe/London", "2 of 3 dates")]
    [InlineData("Etc/UTC", "2 of 3 dates")]
    [InlineData("Asia/Shanghai", null)]
    public async Task A_chosen_time_zone_stays_and_the_report_counts_the_days_that_differ(string chosen, string? note)
    {
        await _host.WithDbAsync(async db =>
        {
            var settings = await db.Settings.SingleAsync();
            settings.Revise(settings.Choices with { TimeZone = SiteSettings.ChosenTimeZone(chosen) });
            await db.SaveChangesAsync();
        });
        Write("2024-03-01T00:30:00+08:00", "2024-03-02T07:30:00+08:00", "2024-03-03T12:30:00+08:00");
        var report = await ImportAsync();
        Assert.Equal(chosen, await ZoneAsync());
        Assert.Equal(note, report.Notes.SingleOrDefault()?[.."2 of 3 dates".Length]);
    }

    private void Write(params string[] dates)
    {
        Directory.CreateDirectory(_folder.File("site"));
        foreach (var (i, date) in dates.Index())
        {
            File.WriteAllText(_folder.File($"site/post-{i}.md"), $"---\ntitle: 第 {i} 篇\ndate: {date}\n---\n正文。\n");
        }
    }

    private Task<ImportReport> ImportAsync(bool isDryRun = false) =>
        new MarkdownImport(_host.Get<IServiceScopeFactory>(), _host.Get<TimeProvider>()).RunAsync(
            new ImportRequest(_folder.File("site")) { DryRun = isDryRun },
            null,
            CancellationToken.None
        );

    private async Task<string> ZoneAsync()
    {
        var zone = "";
        await _host.WithDbAsync(async db => zone = (await db.Settings.AsNoTracking().SingleAsync()).TimeZone);
        return zone;
    }
}
