namespace Blog.Portability.Import;

/// <summary>The outcome for a file.</summary>
public enum ImportOutcome
{
    Created,

    /// <summary>The post of an earlier run was updated, because the file has changed.</summary>
    Updated,

    /// <summary>Unchanged since an earlier run.</summary>
    Unchanged,

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
    /// <summary>Warnings for the author.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];
}

/// <summary>The result for a folder.</summary>
/// <param name="Zone">The time zone used for dates without one, and where it comes from.</param>
/// <param name="Entries">By file, in order.</param>
/// <param name="Notes">Notes on the folder as a whole.</param>
/// <param name="IsDryRun">True if nothing was written.</param>
public sealed record ImportReport(string Zone, IReadOnlyList<ImportEntry> Entries, IReadOnlyList<string> Notes, bool IsDryRun)
{
    /// <summary>What each address of the old site leads to now.</summary>
    public IReadOnlyList<KeptAddress> Kept { get; init; } = [];

    /// <summary>0: all fine. 1: some files refused. 2: nothing could be done.</summary>
    public int ExitCode =>
        Count(ImportOutcome.Refused) == 0 && Entries.Count > 0 ? 0
        : Entries.Any(entry => entry.Outcome is ImportOutcome.Created or ImportOutcome.Updated or ImportOutcome.Unchanged) ? 1
        : 2;

    /// <summary>Number of files with an outcome.</summary>
    public int Count(ImportOutcome outcome) => Entries.Count(entry => entry.Outcome == outcome);

    /// <summary>Writes a readable report: a line per file followed by its warnings, and totals at the end.</summary>
    public void WriteTo(TextWriter output)
    {
        foreach (var entry in Entries)
        {
            var place = entry.Line > 0 ? string.Create(CultureInfo.InvariantCulture, $"{entry.Path}:{entry.Line}") : entry.Path;
            var detail = entry.Reason ?? (entry.Address is null ? "" : "-> " + entry.Address);
            output.WriteLine($"{entry.Outcome.ToString().ToLowerInvariant(), -9} {Printable(place)}  {Printable(detail)}".TrimEnd());
            foreach (var warning in entry.Warnings)
            {
                output.WriteLine($"          warning: {Printable(warning)}");
            }
        }

        foreach (var note in Notes)
        {
            output.WriteLine("note: " + Printable(note));
        }

        if (IsDryRun)
        {
            foreach (var (old, now) in Kept)
            {
                output.WriteLine($"address   {Printable(old)} -> {Printable(now)}");
            }
        }

        output.WriteLine("Dates without a time zone were read as " + Zone + ".");
        output.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{(IsDryRun ? "Dry run, nothing was written: " : "")}{Count(ImportOutcome.Created)} created, "
                    + $"{Count(ImportOutcome.Updated)} updated, {Count(ImportOutcome.Unchanged)} unchanged, "
                    + $"{Count(ImportOutcome.Skipped)} skipped, {Count(ImportOutcome.Refused)} refused, "
                    + $"{Entries.Sum(entry => entry.Warnings.Count)} warnings."
            )
        );
    }

    /// <summary>Replaces control characters, so that file content cannot control the terminal.</summary>
    private static string Printable(string text) => string.Concat(text.Select(c => char.IsControl(c) ? '\uFFFD' : c));
}
