namespace Blog.Operations;

/// <summary>Refuses a runtime with a known vulnerability that would let strangers in, and warns of one that is merely outdated.</summary>
public static class RuntimeCheck
{
    private static readonly Version Safe = new(10, 0, 7); // before it, data protection accepted forged cookies (CVE-2026-40372)
    private static readonly Version Good = new(10, 0, 12);

    /// <summary>One line about a runtime; null where it is current.</summary>
    /// <param name="runtime">Its version.</param>
    /// <param name="refuses">Whether the program must not serve with it.</param>
    public static string? Of(Version runtime, out bool refuses)
    {
        refuses = runtime < Safe;
        return refuses
                ? $"the .NET runtime is {runtime}: it must be {Safe} or later, since older ones accept forged cookies (CVE-2026-40372); "
                    + "after the update run keys revoke"
            : runtime < Good ? $"warning: the .NET runtime is {runtime}; {Good} fixes security vulnerabilities, please update"
            : null;
    }
}
