namespace Blog.Operations.Replication;

/// <summary>What the last looks at the replica found; kept in a file.</summary>
public sealed record ReplicaNotes
{
    /// <summary>When it was last restored and opened.</summary>
    public DateTimeOffset? CheckedAt { get; init; }

    /// <summary>How old its newest state was then, in seconds.</summary>
    public double AgeSeconds { get; init; }

    /// <summary>When looking at it failed last; null where the latest look succeeded.</summary>
    public DateTimeOffset? FailedAt { get; init; }

    /// <summary>What was wrong: one line in English, without secrets.</summary>
    public string? Error { get; init; }
}
