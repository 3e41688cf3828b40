using System.Diagnostics;

namespace Blog.Storage.Database;

/// <summary>
/// Limits how much heavy work runs concurrently. The framework's <c>ConcurrencyLimiter</c> is not used because its queue rejects instead of
/// waiting, reports no durations and does not support nested calls.
/// </summary>
/// <param name="slots">Number of concurrent runs.</param>
/// <param name="maxWaiting">Queue length from which <see cref="TryRunAsync"/> rejects.</param>
public sealed class Throttle(int slots, int maxWaiting = int.MaxValue - 1024) : IDisposable
{
    private readonly SemaphoreSlim _free = new(slots, slots);
    private readonly AsyncLocal<bool> _inside = new();
    private int _admitted; // running and waiting

    /// <summary>Called after each run with the <see cref="Stopwatch.GetTimestamp"/> at which it got its slot.</summary>
    public Action<long>? Finished { get; init; }

    /// <summary>Number of callers waiting for a slot.</summary>
    public int Waiting => Math.Max(0, Volatile.Read(ref _admitted) - slots);

    /// <summary>Runs asynchronous work in a slot. A nested call runs immediately in the slot of its caller.</summary>
    /// <exception cref="OperationCanceledException">Cancelled before a slot was available.</exception>
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

    /// <summary>Runs CPU-bound work on a pool thread. Once started it runs to completion, since a thread cannot be aborted.</summary>
    /// <exception cref="OperationCanceledException">Cancelled before a slot was available.</exception>
    public Task<T> RunOnPoolAsync<T>(Func<T> work, CancellationToken cancellationToken) =>
        RunAsync(() => Task.Run(work, cancellationToken), cancellationToken);

    /// <summary>Like <see cref="RunOnPoolAsync"/>, but rejects immediately if too many callers are waiting.</summary>
    /// <exception cref="OperationCanceledException">Cancelled before a slot was available.</exception>
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

/// <summary>The result of <see cref="Throttle.TryRunAsync"/>.</summary>
public readonly struct ThrottleResult<T>
{
    private readonly T _value;

    internal ThrottleResult(T value) => (_value, IsDone) = (value, true);

    /// <summary>False if too many callers were waiting and nothing was done: respond with 503 and <c>Retry-After</c>.</summary>
    public bool IsDone { get; }

    /// <summary>The result of the work.</summary>
    /// <exception cref="InvalidOperationException">The work was rejected.</exception>
    public T Value => IsDone ? _value : throw new InvalidOperationException("Too many were waiting: check IsDone first.");
}
