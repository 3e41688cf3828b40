using Blog.Accounts.Passwords;

namespace Blog.Tests.Accounts.Passwords;

public sealed class HashGateTests
{
    [Fact]
    public async Task Two_run_at_a_time_and_all_who_wait_come_in()
    {
        using var gate = new HashGate();
        using var both = new ManualResetEventSlim();
        int running = 0, most = 0;
        var results = await Task.WhenAll(Enumerable.Range(0, 34).Select(i => gate.RunAsync(
            () =>
            {
                var now = Interlocked.Increment(ref running);
                InterlockedMax(ref most, now);
                if (now == 2)
                {
                    both.Set();
                }

                both.Wait(Poll.Limit);   // the first waits for a second beside it
                Thread.Yield();
                Interlocked.Decrement(ref running);
                return i;
            },
            CancellationToken.None)));
        Assert.Equal(Enumerable.Range(0, 34), results.Select(result => result.Value));
        Assert.Equal(2, most);
    }

    [Fact]
    public async Task Who_comes_after_the_queue_is_full_is_told_at_once()
    {
        using var gate = new HashGate(waiting: 3);
        using var release = new ManualResetEventSlim();
        var inside = Enumerable.Range(0, 5).Select(_ => gate.RunAsync(() => release.Wait(Poll.Limit), CancellationToken.None)).ToList();
        var late = gate.RunAsync(() => true, CancellationToken.None);
        Assert.True(late.IsCompletedSuccessfully);
        Assert.False((await late).IsDone);
        Assert.Throws<InvalidOperationException>(() => late.Result.Value);
        release.Set();
        Assert.All(await Task.WhenAll(inside), result => Assert.True(result.IsDone && result.Value));
        Assert.True((await gate.RunAsync(() => true, CancellationToken.None)).IsDone);
    }

    [Fact]
    public async Task Who_gives_up_or_fails_leaves_the_place()
    {
        using var gate = new HashGate(waiting: 1);
        using var release = new ManualResetEventSlim();
        var inside = Enumerable.Range(0, 2).Select(_ => gate.RunAsync(() => release.Wait(Poll.Limit), CancellationToken.None)).ToList();
        for (var i = 0; i < 5; i++)
        {
            using var patience = new CancellationTokenSource();
            var waiting = gate.RunAsync(() => true, patience.Token);
            await patience.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        }

        release.Set();
        await Task.WhenAll(inside);
        for (var i = 0; i < 5; i++)
        {
            await Assert.ThrowsAsync<FormatException>(() => gate.RunAsync<int>(() => throw new FormatException(), CancellationToken.None));
        }

        Assert.True((await gate.RunAsync(() => true, CancellationToken.None)).Value);
    }

    [Fact]
    public async Task The_work_is_done_on_a_pool_thread()
    {
        using var gate = new HashGate();
        var caller = new TaskCompletionSource<(int Own, int Other, bool Pool)>();
        var thread = new Thread(() =>
        {
            var own = Environment.CurrentManagedThreadId;
            var result = gate.RunAsync(() => (Environment.CurrentManagedThreadId, Thread.CurrentThread.IsThreadPoolThread), CancellationToken.None).GetAwaiter().GetResult();
            caller.SetResult((own, result.Value.CurrentManagedThreadId, result.Value.IsThreadPoolThread));
        });
        thread.Start();
        var (own, other, pool) = await caller.Task;
        Assert.NotEqual(own, other);
        Assert.True(pool);
    }

    private static void InterlockedMax(ref int most, int now)
    {
        for (var seen = most; now > seen; seen = most)
        {
            Interlocked.CompareExchange(ref most, now, seen);
        }
    }
}
