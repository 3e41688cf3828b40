using System.Collections.Concurrent;
using Blog.Storage.Database;

namespace Blog.Tests.Storage.Database;

public sealed class ThrottleTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task No_more_run_at_a_time_than_there_are_slots_and_all_waiters_run()
    {
        using var throttle = new Throttle(slots: 2);
        using var pairs = new Barrier(2); // each run waits for a second one, so that both slots are in use
        int running = 0,
            most = 0;
        var results = await Task.WhenAll(
            Enumerable
                .Range(0, 34)
                .Select(i =>
                    throttle.RunOnPoolAsync(
                        () =>
                        {
                            var now = Interlocked.Increment(ref running);
                            InterlockedMax(ref most, now);
                            Assert.True(pairs.SignalAndWait(Poll.Limit));
                            Interlocked.Decrement(ref running);
                            return i;
                        },
                        CancellationToken.None
                    )
                )
        );
        Assert.Equal(Enumerable.Range(0, 34), results);
        Assert.Equal(2, most);
    }

    [Fact]
    public async Task A_caller_is_refused_at_once_when_the_queue_is_full()
    {
        using var throttle = new Throttle(slots: 2, maxWaiting: 3);
        using var release = new ManualResetEventSlim();
        var inside = Enumerable
            .Range(0, 5)
            .Select(_ => throttle.TryRunAsync(() => release.Wait(Patience), CancellationToken.None))
            .ToList();
        Assert.Equal(3, throttle.Waiting);
        var late = throttle.TryRunAsync(() => true, CancellationToken.None);
        Assert.True(late.IsCompletedSuccessfully);
        Assert.False((await late).IsDone);
        Assert.Throws<InvalidOperationException>(() => late.Result.Value);
        release.Set();
        Assert.All(await Task.WhenAll(inside), result => Assert.True(result.IsDone && result.Value));
        Assert.True((await throttle.TryRunAsync(() => true, CancellationToken.None)).IsDone);
        Assert.Equal(0, throttle.Waiting);
    }

    [Fact]
    public async Task A_cancelled_or_failed_run_frees_its_slot()
    {
        using var throttle = new Throttle(slots: 2, maxWaiting: 1);
        using var release = new ManualResetEventSlim();
        var inside = Enumerable
            .Range(0, 2)
            .Select(_ => throttle.TryRunAsync(() => release.Wait(Patience), CancellationToken.None))
            .ToList();
        for (var i = 0; i < 5; i++)
        {
            using var patience = new CancellationTokenSource();
            var waiting = throttle.TryRunAsync(() => true, patience.Token);
            await patience.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        }

        release.Set();
        await Task.WhenAll(inside);
        for (var i = 0; i < 5; i++)
        {
            await Assert.ThrowsAsync<FormatException>(() =>
                throttle.TryRunAsync<int>(() => throw new FormatException(), CancellationToken.None)
            );
            await Assert.ThrowsAsync<FormatException>(() =>
                throttle.RunAsync<int>(() => throw new FormatException(), CancellationToken.None)
            );
        }

        Assert.True((await throttle.TryRunAsync(() => true, CancellationToken.None)).Value);
    }

    [Fact]
    public async Task A_nested_run_needs_no_second_slot()
    {
        using var throttle = new Throttle(slots: 1);
        var nested = throttle.RunAsync(() => throttle.RunOnPoolAsync(() => 7, CancellationToken.None), CancellationToken.None);
        Assert.Equal(7, await nested.WaitAsync(Patience));

        // The caller's next run must wait again: the slot was freed with the work.
        var release = new TaskCompletionSource<int>();
        var first = throttle.RunAsync(() => release.Task, CancellationToken.None);
        var second = throttle.RunAsync(() => Task.FromResult(2), CancellationToken.None);
        Assert.False(second.IsCompleted);
        release.SetResult(1);
        Assert.Equal(1, await first.WaitAsync(Patience));
        Assert.Equal(2, await second.WaitAsync(Patience));
    }

    [Fact]
    public async Task Every_run_is_reported_once_when_it_is_over_however_it_ends()
    {
        var reported = new ConcurrentBag<long>();
        using var throttle = new Throttle(slots: 2) { Finished = reported.Add };
        await throttle.RunOnPoolAsync(() => 1, CancellationToken.None);
        await throttle.RunAsync(() => throttle.RunAsync(() => Task.FromResult(1), CancellationToken.None), CancellationToken.None);
        await Assert.ThrowsAsync<FormatException>(() =>
            throttle.RunOnPoolAsync<int>(() => throw new FormatException(), CancellationToken.None)
        );
        Assert.Equal(3, reported.Count);
    }

    [Fact]
    public async Task Heavy_work_is_done_on_a_pool_thread()
    {
        using var throttle = new Throttle(slots: 2);
        var caller = new TaskCompletionSource<(int Own, int Other, bool Pool)>();
        var thread = new Thread(() =>
        {
            var (other, pool) = throttle
                .RunOnPoolAsync(() => (Environment.CurrentManagedThreadId, Thread.CurrentThread.IsThreadPoolThread), CancellationToken.None)
                .GetAwaiter()
                .GetResult();
            caller.SetResult((Environment.CurrentManagedThreadId, other, pool));
        });
        thread.Start();
        var (own, worker, isPool) = await caller.Task;
        Assert.NotEqual(own, worker);
        Assert.True(isPool);
    }

    private static void InterlockedMax(ref int most, int now)
    {
        for (var seen = most; now > seen; seen = most)
        {
            Interlocked.CompareExchange(ref most, now, seen);
        }
    }
}
