using Blog.Accounts.SigningIn;
using Microsoft.Extensions.Time.Testing;

namespace Blog.Tests.Accounts.SigningIn;

public sealed class AttemptLedgerTests
{
    private static readonly TimeSpan Quarter = TimeSpan.FromMinutes(15);
    private readonly FakeTimeProvider clock = new();

    [Fact]
    public void Ten_may_fail_and_the_eleventh_waits_until_the_first_is_a_window_old()
    {
        var ledger = new AttemptLedger(clock);
        for (var i = 0; i < 10; i++)
        {
            Assert.Null(ledger.Wait("a", 10, Quarter));
            ledger.Record("a");
            clock.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Equal(TimeSpan.FromMinutes(5), ledger.Wait("a", 10, Quarter));
        clock.Advance(TimeSpan.FromMinutes(5) - TimeSpan.FromMilliseconds(1));
        Assert.Equal(TimeSpan.FromMilliseconds(1), ledger.Wait("a", 10, Quarter));
        clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Null(ledger.Wait("a", 10, Quarter));
        ledger.Record("a");
        Assert.Equal(TimeSpan.FromMinutes(1), ledger.Wait("a", 10, Quarter));   // one place a minute: it slides
    }

    [Fact]
    public void Two_hundred_at_once_get_ten_places()
    {
        var ledger = new AttemptLedger(clock);
        using var start = new Barrier(20);
        var allowed = 0;
        var threads = Enumerable.Range(0, 20).Select(_ => new Thread(() =>
        {
            start.SignalAndWait();
            for (var i = 0; i < 10; i++)
            {
                var attempt = ledger.Begin(new AttemptRule("account", 10, Quarter), new AttemptRule("address", 10, Quarter));
                Thread.Yield();   // the hashing: nobody has failed yet
                if (attempt.Wait is null)
                {
                    Interlocked.Increment(ref allowed);
                }
            }
        })).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        Assert.Equal(10, allowed);
        Assert.Equal(Quarter, ledger.Wait("account", 10, Quarter));
    }

    [Fact]
    public void Two_hundred_successes_at_once_leave_nothing_behind()
    {
        var ledger = new AttemptLedger(clock);
        Parallel.For(0, 200, _ =>
        {
            var attempt = ledger.Begin(new AttemptRule("account", 100, Quarter), new AttemptRule("address", 100, Quarter));
            attempt.GiveBack();
        });
        Assert.Equal(0, ledger.Count);
    }

    [Fact]
    public void A_success_gives_its_own_try_back_and_no_other()
    {
        var ledger = new AttemptLedger(clock);
        ledger.Record("a");
        ledger.Record("a");
        var success = ledger.Begin(new AttemptRule("a", 3, Quarter));
        Assert.Null(success.Wait);
        Assert.NotNull(ledger.Wait("a", 3, Quarter));
        success.GiveBack();
        success.GiveBack();
        Assert.Null(ledger.Wait("a", 3, Quarter));
        Assert.NotNull(ledger.Wait("a", 2, Quarter));
    }

    [Fact]
    public void A_refused_try_counts_nowhere_and_gives_nothing_back()
    {
        var ledger = new AttemptLedger(clock);
        ledger.Record("account");
        clock.Advance(TimeSpan.FromMinutes(2));
        for (var i = 0; i < 50; i++)
        {
            var refused = ledger.Begin(new AttemptRule("address", 1, Quarter), new AttemptRule("account", 1, Quarter));
            Assert.Equal(TimeSpan.FromMinutes(13), refused.Wait);
            refused.GiveBack();
        }

        Assert.Null(ledger.Wait("address", 1, Quarter));
        Assert.Equal(TimeSpan.FromMinutes(13), ledger.Wait("account", 1, Quarter));
    }

    [Fact]
    public void The_longest_wait_of_several_is_told()
    {
        var ledger = new AttemptLedger(clock);
        ledger.Record("a");
        clock.Advance(TimeSpan.FromMinutes(1));
        ledger.Record("b");
        AttemptRule a = new("a", 1, Quarter), b = new("b", 1, Quarter);
        Assert.Equal(Quarter, ledger.Begin(a, b).Wait);
        Assert.Equal(Quarter, ledger.Begin(b, a).Wait);
    }

    [Fact]
    public void One_key_says_nothing_about_another()
    {
        var ledger = new AttemptLedger(clock);
        ledger.Record("a");
        Assert.NotNull(ledger.Wait("a", 1, Quarter));
        Assert.Null(ledger.Wait("A", 1, Quarter));
        ledger.Forget("A");
        Assert.NotNull(ledger.Wait("a", 1, Quarter));
        ledger.Forget("a");
        Assert.Null(ledger.Wait("a", 1, Quarter));
    }

    [Fact]
    public void Short_and_long_windows_share_a_key()
    {
        var ledger = new AttemptLedger(clock);
        for (var i = 0; i < 30; i++)
        {
            ledger.Record("comments");
            clock.Advance(TimeSpan.FromMinutes(20));
        }

        Assert.Null(ledger.Wait("comments", 5, TimeSpan.FromMinutes(10)));
        Assert.Equal(TimeSpan.FromHours(14), ledger.Wait("comments", 30, TimeSpan.FromDays(1)));
    }

    [Fact]
    public void The_machine_s_time_may_be_set_back()
    {
        var ledger = new AttemptLedger(new JumpingClock(clock));
        ledger.Record("a");
        clock.Advance(Quarter);
        Assert.Null(ledger.Wait("a", 1, Quarter));
    }

    [Fact]
    public void Memory_is_bounded_and_the_oldest_goes_first()
    {
        var ledger = new AttemptLedger(clock, capacity: 100);
        for (var i = 0; i < 100; i++)
        {
            ledger.Record($"k{i}");
        }

        ledger.Record("k0");   // failed again: k1 is the oldest now
        ledger.Record("new");
        Assert.Equal(100, ledger.Count);
        Assert.NotNull(ledger.Wait("k0", 1, Quarter));
        Assert.Null(ledger.Wait("k1", 1, Quarter));
        for (var i = 0; i < 10_000; i++)
        {
            ledger.Begin(new AttemptRule($"flood {i}", 10, Quarter));
        }

        Assert.Equal(100, ledger.Count);
    }

    [Fact]
    public void A_key_of_any_size_and_any_number_of_tries_takes_little()
    {
        var ledger = new AttemptLedger(clock);
        for (var i = 0; i < 50; i++)
        {
            ledger.Record(i + new string('x', 100_000));
        }

        for (var i = 0; i < 10_000; i++)
        {
            ledger.Record("a");
        }

        Assert.InRange(ObjectSize.Of(ledger, clock), 1_000, 30_000);   // the keys alone are 10 MB, the tries 80 KB
        Assert.NotNull(ledger.Wait("a", AttemptLedger.MaxLimit, Quarter));
    }

    [Fact]
    public void After_a_day_nothing_is_remembered()
    {
        var ledger = new AttemptLedger(clock);
        for (var i = 0; i < 500; i++)
        {
            ledger.Record($"k{i}");
        }

        clock.Advance(AttemptLedger.MaxWindow + TimeSpan.FromSeconds(1));
        ledger.Record("today");
        Assert.Equal(1, ledger.Count);
    }

    [Fact]
    public void What_cannot_be_kept_cannot_be_asked()
    {
        var ledger = new AttemptLedger(clock);
        Assert.Throws<ArgumentOutOfRangeException>(() => ledger.Wait("a", 0, Quarter));
        Assert.Throws<ArgumentOutOfRangeException>(() => ledger.Wait("a", AttemptLedger.MaxLimit + 1, Quarter));
        Assert.Throws<ArgumentOutOfRangeException>(() => ledger.Wait("a", 1, TimeSpan.FromDays(2)));
    }

    private sealed class JumpingClock(TimeProvider inner) : TimeProvider
    {
        private int calls;

        public override long TimestampFrequency => inner.TimestampFrequency;

        public override DateTimeOffset GetUtcNow() => inner.GetUtcNow().AddDays(-calls++);

        public override long GetTimestamp() => inner.GetTimestamp();
    }
}
