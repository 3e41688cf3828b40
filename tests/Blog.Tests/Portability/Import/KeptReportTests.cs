using System.Globalization;
using Blog.Portability.Import;

namespace Blog.Tests.Portability.Import;

/// <summary>What is kept of a report, so that a page can show it.</summary>
public sealed class KeptReportTests
{
    [Fact]
    public void Of_a_very_large_import_everything_that_needs_a_look_is_kept_and_the_first_of_the_rest()
    {
        var files = Enumerable
            .Range(0, ImportJournal.MostKept + 100)
            .Select(number => new ImportEntry(number.ToString("00000", CultureInfo.InvariantCulture), ImportOutcome.Created)
            {
                Warnings = number % 1000 == 999 ? ["its language was guessed"] : [],
            })
            .Append(new ImportEntry("last", ImportOutcome.Refused, Reason: "is empty"))
            .ToList();
        var kept = Enumerable.Repeat(new KeptAddress("/a", "/b"), ImportJournal.MostKept + 1).ToList();
        var report = ImportJournal.Short(new ImportReport("UTC", files, ["first"], IsDryRun: false) { Kept = kept });

        Assert.Equal((ImportJournal.MostKept, ImportJournal.MostKept), (report.Entries.Count, report.Kept.Count));
        Assert.Equal(files.Where(file => file.NeedsALook), report.Entries.Where(file => file.NeedsALook));
        Assert.Equal("00000", report.Entries[0].Path);
        Assert.Equal(report.Entries.OrderBy(file => file.Path, StringComparer.Ordinal), report.Entries);
        Assert.Equal(
            ["first", "only 10000 of 10101 files are kept here", "only the first 10000 of 10001 old addresses are kept here"],
            report.Notes
        );
    }

    [Fact]
    public void A_usual_report_is_kept_whole()
    {
        var report = new ImportReport("UTC", [new ImportEntry("a.md", ImportOutcome.Created, "/a")], ["note"], IsDryRun: false);
        Assert.Equal(report.ToJson(), ImportJournal.Short(report).ToJson());
    }
}
