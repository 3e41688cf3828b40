namespace Blog.Storage.Telemetry;

/// <summary>How the connected repository and the blog stand to each other, for the page and the metrics.</summary>
public sealed class RepositoryStatus(TimeProvider clock)
{
    /// <summary>Whether a repository is connected, and the owner agreed to the first synchronization.</summary>
    public bool IsOn { get; set; }

    /// <summary>When both sides were last seen to agree; null if not since the start.</summary>
    public DateTimeOffset? DoneAt { get; private set; }

    /// <summary>Since when a synchronization runs; null if none does.</summary>
    public DateTimeOffset? RunningSince { get; private set; }

    /// <summary>How long it is since both sides were last seen to agree; null if it is not known.</summary>
    public TimeSpan? Age => IsOn && DoneAt is { } at ? clock.GetUtcNow() - at : null;

    public void Begin() => RunningSince = clock.GetUtcNow();

    public void End(bool isDone)
    {
        RunningSince = null;
        DoneAt = isDone ? clock.GetUtcNow() : DoneAt;
    }
}
