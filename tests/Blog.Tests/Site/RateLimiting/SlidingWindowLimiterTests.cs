using Blog.Site.RateLimiting;
using Microsoft.Extensions.Time.Testing;

namespace Blog.Tests.Site.RateLimiting;

public sealed class SlidingWindowLimiterTests
{
    private static readonly TimeSpan Quarter = TimeSpan.FromMinutes(15);
    private static readonly RateLimit Ten = new("ten", 10, Quarter);
    private static readonly RateLimit One = new("one", 1, Quarter);
    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public void Ten_pass_and_the_eleventh_waits_until_the_first_is_a_window_old()
    {
        var limiter = new SlidingWindowLimiter(_clock);
        for (var i = 0; i < 10; i++)
        {
            Assert.Null(limiter.TryAcquire(Ten, "a").RetryAfter);
            _clock.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Equal(TimeSpan.FromMinutes(5), limiter.TryAcquire(Ten, "a").RetryAfter);
        _clock.Advance(TimeSpan.FromMinutes(5) - TimeSpan.FromMilliseconds(1));
        Assert.Equal(TimeSpan.FromMilliseconds(1), limiter.TryAcquire(Ten, "a").RetryAfter);
        _clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Null(limiter.TryAcquire(Ten, "a").RetryAfter);
        Assert.Equal(TimeSpan.FromMinutes(1), limiter.TryAcquire(Ten, "a").RetryAfter); // one permit a minute: it slides
    }

    [Fact]
    public void Two_hundred_at_once_get_ten_permits()
    {
        var limiter = new SlidingWindowLimiter(_clock);
        using var start = new Barrier(20);
        var allowed = 0;
        var threads = Enumerable
            .Range(0, 20)
            .Select(_ => new Thread(() =>
            {
                start.SignalAndWait();
                for (var i = 0; i < 10; i++)
                {
                    var permit = limiter.TryAcquire((Ten, "account"), (new RateLimit("by address", 10, Quarter), "address"));
                    Thread.Yield(); // the outcome of the work is not known yet
                    if (permit.RetryAfter is null)
                    {
                        Interlocked.Increment(ref allowed);
                    }
                }
            }))
            .ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        Assert.Equal(10, allowed);
        Assert.Equal(Quarter, limiter.TryAcquire(Ten, "account").RetryAfter);
    }

    [Fact]
    public void Two_hundred_permits_returned_at_once_leave_nothing_behind()
    {
        var limiter = new SlidingWindowLimiter(_clock);
        var wide = new RateLimit("wide", 200, Quarter);
        Parallel.For(0, 200, _ => limiter.TryAcquire((wide, "account"), (wide, "address")).GiveBack());
        Assert.Equal(0, limiter.CountKeys(wide));
    }

    [Fact]
    public void A_returned_permit_is_its_own_and_no_other()
    {
        var limiter = new SlidingWindowLimiter(_clock);
        var three = new RateLimit("three", 3, Quarter);
        limiter.TryAcquire(three, "a");
        limiter.TryAcquire(three, "a");
        var success = limiter.TryAcquire(three, "a");
        Assert.Null(success.RetryAfter);
        Assert.NotNull(limiter.TryAcquire(three, "a").RetryAfter);
        success.GiveBack();
        success.GiveBack();
        Assert.Null(limiter.TryAcquire(three, "a").RetryAfter);
        Assert.NotNull(limiter.TryAcquire(three, "a").RetryAfter);
    }

    [Fact]
    public void A_refused_attempt_is_not_counted_and_returns_nothing()
    {
        var limiter = new SlidingWindowLimiter(_clock);
        limiter.TryAcquire(One, "account");
        _clock.Advance(TimeSpan.FromMinutes(2));
        for (var i = 0; i < 50; i++)
        {
            var refused = limiter.TryAcquire((One, "address"), (One, "account"));
            Assert.Equal(TimeSpan.FromMinutes(13), refused.RetryAfter);
            refused.GiveBack();
        }

        Assert.Equal(TimeSpan.FromMinutes(13), limiter.TryAcquire(One, "account").RetryAfter);
        Assert.Null(limiter.TryAcquire(One, "address").RetryAfter);
    }

    [Fact]
    public void The_longest_wait_of_several_is_told()
    {
        var limiter = new SlidingWindowLimiter(_clock);
        limiter.TryAcquire(One, "a");
        _clock.Advance(TimeSpan.FromMinutes(1));
        limiter.TryAcquire(One, "b");
        Assert.Equal(Quarter, limiter.TryAcquire((One, "a"), (One, "b")).RetryAfter);
        Assert.Equal(Quarter, limiter.TryAcquire((One, "b"), (One, "a")).RetryAfter);
    }

    [Fact]
    public void Keys_and_limits_are_independent()
    {
        var limiter = new SlidingWindowLimiter(_clock);
        limiter.TryAcquire(One, "a");
        Assert.NotNull(limiter.TryAcquire(One, "a").RetryAfter);
        Assert.Null(limiter.TryAcquire(One, "A").RetryAfter);
        Assert.Null(limiter.TryAcquire(new RateLimit("another", 1, Quarter), "a").RetryAfter);
    }

    [Fact]
    public void A_short_and_a_long_window_hold_together()
    {
        var limiter = new SlidingWindowLimiter(_clock);
        RateLimit burst = new("burst", 5, TimeSpan.FromMinutes(10)),
            daily = new("daily", 30, TimeSpan.FromDays(1));
        for (var i = 0; i < 30; i++)
        {
            Assert.Null(limiter.TryAcquire((burst, "a"), (daily, "a")).RetryAfter);
            _clock.Advance(TimeSpan.FromMinutes(20));
        }

        Assert.Null(limiter.TryAcquire(burst, "a").RetryAfter);
        Assert.Equal(TimeSpan.FromHours(14), limiter.TryAcquire((burst, "a"), (daily, "a")).RetryAfter);
    }

    [Fact]
    public void The_machine_s_time_may_be_set_back()
    {
        var limiter = new SlidingWindowLimiter(new JumpingClock(_clock));
        limiter.TryAcquire(One, "a");
        Assert.Equal(Quarter, limiter.TryAcquire(One, "a").RetryAfter);
        _clock.Advance(Quarter);
        Assert.Null(limiter.TryAcquire(One, "a").RetryAfter);
    }

    [Fact]
    public void Keys_are_bounded_and_the_one_used_longest_ago_goes_first()
    {
        var limiter = new SlidingWindowLimiter(_clock, capacity: 100);
        var two = new RateLimit("two", 2, Quarter);
        for (var i = 0; i < 100; i++)
        {
            limiter.TryAcquire(two, $"k{i}");
        }

        limiter.TryAcquire(two, "k0"); // used again: k1 is the oldest now
        limiter.TryAcquire(two, "new");
        Assert.Equal(100, limiter.CountKeys(two));
        Assert.NotNull(limiter.TryAcquire(two, "k0").RetryAfter);
        limiter.TryAcquire(two, "k1");
        Assert.Null(limiter.TryAcquire(two, "k1").RetryAfter); // its first one is forgotten
        for (var i = 0; i < 10_000; i++)
        {
            limiter.TryAcquire(two, $"flood {i}");
        }

        Assert.Equal(100, limiter.CountKeys(two));
    }

    [Fact]
    public void A_flood_of_keys_of_one_limit_displaces_none_of_another()
    {
        var limiter = new SlidingWindowLimiter(_clock, capacity: 100);
        limiter.TryAcquire(One, "account");
        for (var i = 0; i < 1_000; i++)
        {
            limiter.TryAcquire(Ten, $"address {i}");
        }

        Assert.NotNull(limiter.TryAcquire(One, "account").RetryAfter);
    }

    [Fact]
    public void Keys_whose_window_is_over_are_forgotten()
    {
        var limiter = new SlidingWindowLimiter(_clock);
        for (var i = 0; i < 500; i++)
        {
            limiter.TryAcquire(One, $"k{i}");
        }

        _clock.Advance(Quarter);
        limiter.TryAcquire(One, "now");
        Assert.Equal(1, limiter.CountKeys(One));
    }

    [Fact]
    public void A_limit_that_cannot_be_kept_cannot_be_declared()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new RateLimit("a", 0, Quarter));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RateLimit("a", RateLimit.MaxPermits + 1, Quarter));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RateLimit("a", 1, TimeSpan.Zero));
    }

    private sealed class JumpingClock(TimeProvider inner) : TimeProvider
    {
        private int _calls;

        public override long TimestampFrequency => inner.TimestampFrequency;

        public override DateTimeOffset GetUtcNow() => inner.GetUtcNow().AddDays(-_calls++);

        public override long GetTimestamp() => inner.GetTimestamp();
    }
}
