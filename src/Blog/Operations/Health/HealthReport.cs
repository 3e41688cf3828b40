namespace Blog.Operations.Health;

/// <summary>The health of the program, the worst state last.</summary>
public enum HealthState
{
    Healthy,

    /// <summary>It serves, but needs attention.</summary>
    Degraded,

    NotReady,
}

/// <summary>The result of one check.</summary>
/// <param name="Name">One of <c>database</c>, <c>schema</c>, <c>disk</c>, <c>backup</c>, <c>offsite</c>,
/// <c>drill</c>, <c>replica</c>, <c>jobs</c>, <c>writes</c>, <c>proxy</c>.</param>
/// <param name="Says">A short description, for the operator.</param>
public sealed record HealthFinding(string Name, HealthState State, string Says);

/// <summary>All results.</summary>
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
