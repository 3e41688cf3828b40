namespace Blog.Site.RateLimiting;

/// <summary>How often something may happen within a sliding window, separately for each key.</summary>
public sealed record RateLimit
{
    /// <summary>The maximum number of permits, which bounds the memory of one key.</summary>
    public const int MaxPermits = 1_000;

    /// <summary>Declares a limit.</summary>
    /// <param name="name">What is limited; two limits with the same name are the same limit only if all their values are equal.</param>
    /// <param name="permits">1 to <see cref="MaxPermits"/>.</param>
    /// <param name="window">How long a permit stays taken.</param>
    /// <exception cref="ArgumentOutOfRangeException">Permits or window out of range.</exception>
    public RateLimit(string name, int permits, TimeSpan window)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(permits, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(permits, MaxPermits);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(window, TimeSpan.Zero);
        (Name, Permits, Window) = (name, permits, window);
    }

    public string Name { get; }

    public int Permits { get; }

    public TimeSpan Window { get; }
}
