using System.Text.Json;
using System.Text.Json.Serialization;

namespace Blog.Portability.Import;

/// <summary>The outcome for a file.</summary>
public enum ImportOutcome
{
    Created,

    /// <summary>The post of an earlier run was updated, because the file has changed.</summary>
    Updated,

    /// <summary>Unchanged since an earlier run.</summary>
    Unchanged,

    /// <summary>Left as it is: the post was edited here since an earlier import, and the file has changed too.</summary>
    Edited,

    Skipped,

    /// <summary>Cannot be read or rendered.</summary>
    Refused,
}

/// <summary>The result for one file.</summary>
/// <param name="Path">Relative to the imported folder.</param>
/// <param name="Address">Address of the post; null if there is none.</param>
/// <param name="Reason">Why it was refused or skipped.</param>
/// <param name="Line">1-based line of the reason, or 0.</param>
public sealed record ImportEntry(string Path, ImportOutcome Outcome, string? Address = null, string? Reason = null, int Line = 0)
{
    /// <summary>Title of the post; null if there is none.</summary>
    public string? Title { get; init; }

    /// <summary>Row id of the post; null if there is none, or in a dry run of a new one.</summary>
    public int? PostId { get; init; }

    /// <summary>How many comments of it were found; 0 also where there is nothing to find.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Comments { get; init; }

    /// <summary>How often it was read on the old site; 0 also where nothing is known.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long Views { get; init; }

    /// <summary>Warnings for the author.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Whether an author should see it: it did not go as planned, or only in part.</summary>
    [JsonIgnore]
    public bool NeedsALook => Outcome is ImportOutcome.Edited or ImportOutcome.Refused || Warnings.Count > 0;

    /// <summary>For <see cref="ImportOutcome.Edited"/>, the lines in which post and file differ, with a sign before each.</summary>
    public IReadOnlyList<string> Difference { get; init; } = [];
}

/// <summary>What became of comments and counts.</summary>
/// <param name="Added">How many comments are new here.</param>
/// <param name="Known">How many an earlier import brought.</param>
/// <param name="Unmapped">How many belong to no post yet.</param>
public sealed record CommentTotals(int Added, int Known, int Unmapped)
{
    /// <summary>Of all, how many wait for approval.</summary>
    public int Waiting { get; init; }

    public int Spam { get; init; }

    public int Trash { get; init; }

    /// <summary>Number of pages with a count.</summary>
    public int CountedPages { get; init; }
}

/// <summary>The result for a folder.</summary>
/// <param name="Zone">The time zone used for dates without one, and where it comes from.</param>
/// <param name="Entries">By file, in order.</param>
/// <param name="Notes">Notes on the folder as a whole.</param>
/// <param name="IsDryRun">True if nothing was written.</param>
public sealed record ImportReport(string Zone, IReadOnlyList<ImportEntry> Entries, IReadOnlyList<string> Notes, bool IsDryRun)
{
    /// <summary>Row id of the run, by which it can be taken back; null for a dry run, or where nothing was written.</summary>
    public int? RunId { get; init; }

    /// <summary>What became of comments and counts; null if the import has none.</summary>
    public CommentTotals? Comments { get; init; }

    /// <summary>False for an import of comments alone.</summary>
    public bool HasPosts { get; init; } = true;

    /// <summary>What each address of the old site leads to now.</summary>
    public IReadOnlyList<KeptAddress> Kept { get; init; } = [];

    /// <summary>0: all fine. 1: some files refused, or some comments without a post. 2: nothing could be done.</summary>
    public int ExitCode =>
        Comments is { Unmapped: > 0 } ? 1
        : Count(ImportOutcome.Refused) == 0 && Entries.Count > 0 ? 0
        : Entries.Any(entry => entry.Outcome is not (ImportOutcome.Skipped or ImportOutcome.Refused)) ? 1
        : 2;

    public string ToJson() => JsonSerializer.Serialize(this, ReportJson.Options);

    public static ImportReport FromJson(string json) => JsonSerializer.Deserialize<ImportReport>(json, ReportJson.Options)!;

    /// <summary>Number of files with an outcome.</summary>
    public int Count(ImportOutcome outcome) => Entries.Count(entry => entry.Outcome == outcome);

    /// <summary>Writes a readable report: a line per file followed by its warnings, and totals at the end.</summary>
    public void WriteTo(TextWriter output)
    {
        foreach (var entry in Entries)
        {
            var place = entry.Line > 0 ? string.Create(CultureInfo.InvariantCulture, $"{entry.Path}:{entry.Line}") : entry.Path;
            var detail = entry.Reason ?? (entry.Address is null ? "" : "-> " + entry.Address);
            detail += NumbersOf(entry);
            var outcome = entry.Outcome.ToString().ToLowerInvariant();
            output.WriteLine($"{outcome, -9} {ReportText.Printable(place)}  {ReportText.Printable(detail)}".TrimEnd());
            foreach (var warning in entry.Warnings)
            {
                output.WriteLine($"          warning: {ReportText.Printable(warning)}");
            }

            foreach (var line in entry.Difference)
            {
                output.WriteLine($"          {ReportText.Printable(line)}");
            }
        }

        foreach (var note in Notes)
        {
            output.WriteLine("note: " + ReportText.Printable(note));
        }

        if (IsDryRun)
        {
            foreach (var (old, now) in Kept)
            {
                output.WriteLine($"address   {ReportText.Printable(old)} -> {ReportText.Printable(now)}");
            }
        }

        if (RunId is { } run)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"This is import {run}: 'import undo {run}' takes it back."));
        }

        if (Comments is { } comments)
        {
            WriteTotals(output, comments);
        }

        output.WriteLine("Dates without a time zone were read as " + Zone + ".");
        if (!HasPosts)
        {
            return;
        }

        var edited = Count(ImportOutcome.Edited) is > 0 and var left
            ? string.Create(CultureInfo.InvariantCulture, $"{left} edited here and left, ")
            : "";
        output.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{(IsDryRun ? "Dry run, nothing was written: " : "")}{Count(ImportOutcome.Created)} created, "
                    + $"{Count(ImportOutcome.Updated)} updated, {Count(ImportOutcome.Unchanged)} unchanged, {edited}"
                    + $"{Count(ImportOutcome.Skipped)} skipped, {Count(ImportOutcome.Refused)} refused, "
                    + $"{Entries.Sum(entry => entry.Warnings.Count)} warnings."
            )
        );
    }

    private static string NumbersOf(ImportEntry entry) =>
        entry is { Comments: 0, Views: 0 }
            ? ""
            : string.Create(CultureInfo.InvariantCulture, $"  ({entry.Comments} comments, {entry.Views} views)");

    private void WriteTotals(TextWriter output, CommentTotals totals)
    {
        var states = new (int Count, string Name)[] { (totals.Waiting, "waiting"), (totals.Spam, "spam"), (totals.Trash, "deleted") }
            .Where(state => state.Count > 0)
            .Select(state => string.Create(CultureInfo.InvariantCulture, $", {state.Count} of them {state.Name}"));
        output.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{(IsDryRun ? "Dry run, nothing was written: " : "")}{totals.Added} comments added, {totals.Known} known already"
                    + $"{string.Concat(states)}; {totals.Unmapped} without a post; counts of {totals.CountedPages} pages."
            )
        );
    }
}
