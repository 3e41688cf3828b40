namespace Blog.Storage.Telemetry;

/// <summary>How far the static copy of the site is behind the blog, for the status page and the metrics.</summary>
public sealed class StaticCopyStatus(TimeProvider clock)
{
    /// <summary>Within this time, what is not public any more is gone from the copy.</summary>
    private static readonly TimeSpan Promise = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private DateTimeOffset? _changedAt;

    /// <summary>Where the copy is; null if the operator wants none.</summary>
    public string? Target { get; private set; }

    /// <summary>When it was last brought up to date; null if not yet.</summary>
    public DateTimeOffset? DoneAt { get; private set; }

    /// <summary>Why the last run failed, in English; null if it did not.</summary>
    public string? Failure { get; private set; }

    /// <summary>Since when the blog has changes that the copy may lack; null if there are none.</summary>
    public DateTimeOffset? BehindSince { get; private set; }

    /// <summary>For how long it has been behind; zero if it is up to date.</summary>
    public TimeSpan Behind => BehindSince is { } since ? clock.GetUtcNow() - since : TimeSpan.Zero;

    /// <summary>Whether it is behind for longer than it should ever be.</summary>
    public bool IsLate => Behind > Promise;

    /// <summary>Says where the copy is.</summary>
    public void TurnOn(string target)
    {
        Target = target;
        Changed();
    }

    /// <summary>The blog has changed.</summary>
    public void Changed()
    {
        lock (_lock)
        {
            _changedAt = clock.GetUtcNow();
            BehindSince ??= _changedAt;
        }
    }

    /// <summary>A run begins: what changes from now on may not be in it.</summary>
    public void Begin()
    {
        lock (_lock)
        {
            _changedAt = null;
        }
    }

    /// <summary>A run has ended.</summary>
    /// <param name="failure">Why it failed, in English; null if it did not.</param>
    public void End(string? failure)
    {
        lock (_lock)
        {
            Failure = failure;
            if (failure is null)
            {
                (DoneAt, BehindSince) = (clock.GetUtcNow(), _changedAt);
            }
        }
    }
}
