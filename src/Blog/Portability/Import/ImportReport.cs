namespace Blog.Portability.Import;

/// <summary>What became of a file.</summary>
public enum ImportOutcome
{
    Created,

    /// <summary>A post of an earlier run that the file has outgrown.</summary>
    Updated,

    /// <summary>As an earlier run left it.</summary>
    Unchanged,

    Skipped,

    /// <summary>Cannot be read or shown.</summary>
    Refused,
}

/// <summary>What became of one file.</summary>
/// <param name="Path">Below the imported folder.</param>
/// <param name="Outcome">What.</param>
/// <param name="Address">Where the post answers; null where there is none.</param>
/// <param name="Reason">Why it was refused or skipped.</param>
/// <param name="Line">One-based line of the reason, or 0.</param>
public sealed record ImportEntry(string Path, ImportOutcome Outcome, string? Address = null, string? Reason = null, int Line = 0)
{
    /// <summary>What its author should look at.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];
}

/// <summary>What became of a folder.</summary>
/// <param name="Zone">In which zone dates without one were read, and who says so.</param>
/// <param name="Entries">By file, in order.</param>
/// <param name="Notes">On the folder as a whole.</param>
/// <param name="IsDryRun">True where nothing was written.</param>
public sealed record ImportReport(string Zone, IReadOnlyList<ImportEntry> Entries, IReadOnlyList<string> Notes, bool IsDryRun)
{
    /// <summary>0: all fine. 1: some files refused. 2: nothing could be done.</summary>
    public int ExitCode =>
        Count(ImportOutcome.Refused) == 0 && Entries.Count > 0 ? 0
        : Entries.Any(entry => entry.Outcome is ImportOutcome.Created or ImportOutcome.Updated or ImportOutcome.Unchanged) ? 1
        : 2;

    /// <summary>How many files ended so.</summary>
    public int Count(ImportOutcome outcome) => Entries.Count(entry => entry.Outcome == outcome);

    /// <summary>Writes it for people: a line for each file, its warnings below, the sums at the end.</summary>
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

    /// <summary>A file's words must not steer the terminal they are printed on.</summary>
    private static string Printable(string text) => string.Concat(text.Select(c => char.IsControl(c) ? '\uFFFD' : c));
}
