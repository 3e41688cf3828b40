namespace Blog.Site.RateLimiting;

/// <summary>The answer of <see cref="SlidingWindowLimiter"/>. Left alone it stays taken until its window is over, so what breaks off half-way counts too.</summary>
public sealed class RateLimitPermit
{
    private readonly SlidingWindowLimiter _limiter;
    private readonly long _takenAt;
    private (RateLimit Limit, UInt128 Key)[] _ids;

    internal RateLimitPermit(SlidingWindowLimiter limiter, (RateLimit Limit, UInt128 Key)[] ids, long takenAt, TimeSpan? retryAfter) =>
        (_limiter, _ids, _takenAt, RetryAfter) = (limiter, ids, takenAt, retryAfter);

    /// <summary>Null where the permit was taken; otherwise how long until there is one, and nothing was counted.</summary>
    public TimeSpan? RetryAfter { get; }

    /// <summary>Does as if it had never been taken. A second call does nothing.</summary>
    public void GiveBack() => _limiter.GiveBack(Interlocked.Exchange(ref _ids, []), _takenAt);
}
