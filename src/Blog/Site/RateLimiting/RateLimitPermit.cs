namespace Blog.Site.RateLimiting;

/// <summary>
/// The answer of <see cref="SlidingWindowLimiter"/>. Unless it is returned, a permit stays taken until its window is over, so aborted
/// requests count too.
/// </summary>
public sealed class RateLimitPermit
{
    private readonly SlidingWindowLimiter _limiter;
    private readonly long _takenAt;
    private (RateLimit Limit, UInt128 Key)[] _ids;

    internal RateLimitPermit(SlidingWindowLimiter limiter, (RateLimit Limit, UInt128 Key)[] ids, long takenAt, TimeSpan? retryAfter) =>
        (_limiter, _ids, _takenAt, RetryAfter) = (limiter, ids, takenAt, retryAfter);

    /// <summary>Null if the permit was granted; otherwise the time until one is available, and nothing was counted.</summary>
    public TimeSpan? RetryAfter { get; }

    /// <summary>Returns the permit as if it had never been taken. A second call does nothing.</summary>
    public void GiveBack() => _limiter.GiveBack(Interlocked.Exchange(ref _ids, []), _takenAt);
}
