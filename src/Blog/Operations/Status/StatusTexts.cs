using Blog.Operations.Health;

namespace Blog.Operations.Status;

/// <summary>The words of the status page, in one language.</summary>
public sealed partial record StatusTexts
{
    public required Func<HealthState, string> Whole { get; init; }

    public required Func<HealthState, string> StateName { get; init; }

    /// <summary>Names of what is looked at, by the name of the finding.</summary>
    public required Func<string, string> FindingName { get; init; }

    /// <summary>What to do where something is not well, by the name of the finding.</summary>
    public required Func<string, string> Advice { get; init; }

    public required string Colon { get; init; }

    /// <summary>Ends a sentence that another may follow.</summary>
    public required string Stop { get; init; }

    public required string Checks { get; init; }

    public required string Program { get; init; }

    public required string Version { get; init; }

    public required string Runtime { get; init; }

    public required string Schema { get; init; }

    public required string Started { get; init; }

    public required Func<TimeSpan, string> Since { get; init; }

    public required string Room { get; init; }

    public required string Database { get; init; }

    public required string Log { get; init; }

    public required string Media { get; init; }

    public required Func<int, string> Images { get; init; }

    public required string Backups { get; init; }

    public required string Free { get; init; }

    public required string Unknown { get; init; }

    public required string LatestBackup { get; init; }

    public required string NoBackup { get; init; }

    public required string Verified { get; init; }

    public required string NotVerified { get; init; }

    public required string NotWhole { get; init; }

    public required string Schedule { get; init; }

    public required Func<TimeSpan?, string> Every { get; init; }

    public required string LastFailure { get; init; }

    public required string Jobs { get; init; }

    public required string Job { get; init; }

    public required Func<string, string> JobName { get; init; }

    public required string Waiting { get; init; }

    public required string LastRun { get; init; }

    public required string Result { get; init; }

    public required string Running { get; init; }

    public required string Done { get; init; }

    public required Func<string, string> Failed { get; init; }

    public required string Writers { get; init; }

    public required Func<int, TimeSpan?, string> WritersNow { get; init; }

    public required string Posts { get; init; }

    public required string Published { get; init; }

    public required string Scheduled { get; init; }

    public required string Drafts { get; init; }

    public required string Trash { get; init; }

    public required Func<string, string> NextAt { get; init; }

    public required string Faults { get; init; }

    public required string FaultsIntro { get; init; }

    public required string NoFaults { get; init; }

    public required Func<long, long, string> FaultCount { get; init; }

    public required string When { get; init; }

    public required string What { get; init; }

    public required string Request { get; init; }

    public required string Error { get; init; }

    public required string Warning { get; init; }

    public required string Missing { get; init; }

    public required Func<int, string> MissingCount { get; init; }

    /// <summary>What was found, and what to do about it.</summary>
    public string Sentence(HealthFinding finding) =>
        $"{FindingName(finding.Name)}{Colon}{StateName(finding.State)}" + (finding.State == HealthState.Healthy ? "" : Stop + Advice(finding.Name));

    /// <summary>The words of a language; English where there are none.</summary>
    /// <param name="languageTag">BCP 47 tag.</param>
    public static StatusTexts Of(string languageTag) => languageTag.StartsWith("zh", StringComparison.OrdinalIgnoreCase) ? Chinese : English;
}
