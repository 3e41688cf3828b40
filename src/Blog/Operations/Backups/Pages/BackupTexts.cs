using Blog.Operations.Backups.Archives;
using Blog.Operations.Backups.Shelf;

namespace Blog.Operations.Backups.Pages;

/// <summary>The words of the pages of backups, in one language.</summary>
public sealed partial record BackupTexts
{
    public required string Intro { get; init; }

    public required string NotScheduled { get; init; }

    public required string BackUpNow { get; init; }

    public required string BackUpHint { get; init; }

    public required string Made { get; init; }

    public required string NotMade { get; init; }

    public required string IsRunning { get; init; }

    public required string IsReading { get; init; }

    public required string LookAgain { get; init; }

    public required string NoBackups { get; init; }

    public required string IsLate { get; init; }

    public required string MadeAt { get; init; }

    public required string Size { get; init; }

    public required string Kind { get; init; }

    public required string State { get; init; }

    public required string Whole { get; init; }

    public required string Broken { get; init; }

    public required string Unread { get; init; }

    public required string Snapshot { get; init; }

    public required string SnapshotText { get; init; }

    public required string Contents { get; init; }

    public required string File { get; init; }

    public required string KeptAs { get; init; }

    public required string ReadAt { get; init; }

    public required string Unreadable { get; init; }

    public required string Download { get; init; }

    public required string DownloadHint { get; init; }

    public required string ReadAgain { get; init; }

    public required string ReadWhole { get; init; }

    public required string ReadBroken { get; init; }

    /// <summary>It could not be read, for a reason that is not its own.</summary>
    public required string NotRead { get; init; }

    /// <summary>State of one that lacks what the blog itself had lost.</summary>
    public required string Incomplete { get; init; }

    /// <summary>Before the list of what it lacks.</summary>
    public required string Lacks { get; init; }

    /// <summary>The newest one is such a one.</summary>
    public required string NewestLacks { get; init; }

    public required string Delete { get; init; }

    public required string DeleteHint { get; init; }

    public required string Deleted { get; init; }

    public required string NotDeleted { get; init; }

    public required string Back { get; init; }

    public required string RestoreHow { get; init; }

    public required string RestoreText { get; init; }

    /// <summary>How often backups are made, and which are kept.</summary>
    public required Func<TimeSpan, Retention, string> Schedule { get; init; }

    public required Func<string, BackupFault, string> Failed { get; init; }

    public required Func<string, string> TitleOf { get; init; }

    public required Func<BackupKind, string> KindName { get; init; }

    /// <summary>What one that was made by itself is kept for; at least for one thing.</summary>
    public required Func<KeptFor, string> KeptName { get; init; }

    /// <summary>Posts, images, accounts.</summary>
    public required Func<long, long, long, string> Holds { get; init; }

    /// <summary>The words of a language; English where there are none.</summary>
    /// <param name="languageTag">BCP 47 tag.</param>
    public static BackupTexts Of(string languageTag) => languageTag.StartsWith("zh", StringComparison.OrdinalIgnoreCase) ? Chinese : English;

    /// <summary>Names of the periods that a backup is the last one of.</summary>
    private static string[] Periods(KeptFor kept, string day, string week, string month) =>
        [.. new[] { (KeptFor.Day, day), (KeptFor.Week, week), (KeptFor.Month, month) }.Where(period => kept.HasFlag(period.Item1)).Select(period => period.Item2)];
}
