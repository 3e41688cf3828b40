using System.Diagnostics;

namespace Blog.Storage.Database;

/// <summary>
/// Bounds how much heavy work runs at a time. Not the framework's <c>ConcurrencyLimiter</c>: its queue refuses instead of waiting, it
/// reports no durations, and it does not know a nested call.
/// </summary>
/// <param name="slots">How many run at a time.</param>
/// <param name="maxWaiting">How many may wait before <see cref="TryRunAsync"/> refuses.</param>
public sealed class Throttle(int slots, int maxWaiting = int.MaxValue - 1024) : IDisposable
{
    private readonly SemaphoreSlim _free = new(slots, slots);
    private readonly AsyncLocal<bool> _inside = new();
    private int _admitted; // running and waiting

    /// <summary>Called after each run with the <see cref="Stopwatch.GetTimestamp"/> at which it got its slot.</summary>
    public Action<long>? Finished { get; init; }

    /// <summary>How many wait for a slot at this moment.</summary>
    public int Waiting => Math.Max(0, Volatile.Read(ref _admitted) - slots);

    /// <summary>Runs asynchronous work in a slot. Called from within such work it runs at once, in the slot it already has.</summary>
    /// <exception cref="OperationCanceledException">Cancelled before there was a slot.</exception>
    public async Task<T> RunAsync<T>(Func<Task<T>> work, CancellationToken cancellationToken)
    {
        if (_inside.Value)
        {
            return await work();
        }

        Interlocked.Increment(ref _admitted);
        try
        {
            return await InSlotAsync(work, cancellationToken);
        }
        finally
        {
            Interlocked.Decrement(ref _admitted);
        }
    }

    /// <summary>Runs work that keeps a processor busy, on a pool thread. Once begun it runs to its end: a thread cannot be stopped.</summary>
    /// <exception cref="OperationCanceledException">Cancelled before there was a slot.</exception>
    public Task<T> RunOnPoolAsync<T>(Func<T> work, CancellationToken cancellationToken) =>
        RunAsync(() => Task.Run(work, cancellationToken), cancellationToken);

    /// <summary>As <see cref="RunOnPoolAsync"/>, but refuses at once where too many are waiting.</summary>
    /// <exception cref="OperationCanceledException">Cancelled before there was a slot.</exception>
    public async Task<ThrottleResult<T>> TryRunAsync<T>(Func<T> work, CancellationToken cancellationToken)
    {
        try
        {
            return Interlocked.Increment(ref _admitted) > slots + maxWaiting
                ? default
                : new ThrottleResult<T>(await InSlotAsync(() => Task.Run(work, cancellationToken), cancellationToken));
        }
        finally
        {
            Interlocked.Decrement(ref _admitted);
        }
    }

    public void Dispose() => _free.Dispose();

    private async Task<T> InSlotAsync<T>(Func<Task<T>> work, CancellationToken cancellationToken)
    {
        await _free.WaitAsync(cancellationToken);
        var started = Stopwatch.GetTimestamp();
        try
        {
            _inside.Value = true; // ends with this method: a change to an AsyncLocal does not flow back to the caller
            return await work();
        }
        finally
        {
            Finished?.Invoke(started);
            _free.Release();
        }
    }
}

/// <summary>What <see cref="Throttle.TryRunAsync"/> returned.</summary>
public readonly struct ThrottleResult<T>
{
    private readonly T _value;

    internal ThrottleResult(T value) => (_value, IsDone) = (value, true);

    /// <summary>False: too many were waiting, and nothing was done. Answer 503 with <c>Retry-After</c>.</summary>
    public bool IsDone { get; }

    /// <summary>The result of the work.</summary>
    /// <exception cref="InvalidOperationException">Nothing was done.</exception>
    public T Value => IsDone ? _value : throw new InvalidOperationException("Too many were waiting: check IsDone first.");
}
