namespace Blog.Operations.Health;

/// <summary>How well the program can do its work, the worst last.</summary>
public enum HealthState
{
    Healthy,

    /// <summary>It serves, and somebody should look.</summary>
    Degraded,

    NotReady,
}

/// <summary>One thing that was looked at.</summary>
/// <param name="Name">One of <c>database</c>, <c>schema</c>, <c>disk</c>, <c>backup</c>, <c>jobs</c>, <c>writes</c>.</param>
/// <param name="State">How it is.</param>
/// <param name="Says">In a few words, for the operator.</param>
public sealed record HealthFinding(string Name, HealthState State, string Says);

/// <summary>All that was looked at.</summary>
public sealed record HealthReport(IReadOnlyList<HealthFinding> Findings)
{
    public HealthState State => Findings.Max(finding => finding.State);

    /// <summary>The word for a state, as probes read it.</summary>
    public static string WordOf(HealthState state) =>
        state switch
        {
            HealthState.Healthy => "healthy",
            HealthState.Degraded => "degraded",
            _ => "not ready",
        };
}
