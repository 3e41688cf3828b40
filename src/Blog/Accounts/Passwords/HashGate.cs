namespace Blog.Accounts.Passwords;

/// <summary>
/// Lets two passwords be hashed at a time: each takes a whole processor for a tenth of a second, so that many sign-ins at once would slow
/// down every reader. A few may wait; who comes after them is told so at once.
/// </summary>
/// <param name="waiting">How many may wait: 32 wait at most two seconds.</param>
public sealed class HashGate(int waiting = 32) : IDisposable
{
    private const int AtATime = 2;

    private readonly SemaphoreSlim places = new(AtATime, AtATime);
    private int inside;

    /// <summary>Runs a hashing on a pool thread when a place is free.</summary>
    /// <param name="hash">The work. Once begun it runs to its end: a hashing cannot be broken off.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>What it gave, or that too many are waiting.</returns>
    /// <exception cref="OperationCanceledException">The wait was given up.</exception>
    public async Task<HashResult<T>> RunAsync<T>(Func<T> hash, CancellationToken cancellationToken)
    {
        try
        {
            if (Interlocked.Increment(ref inside) > AtATime + waiting)
            {
                return default;
            }

            await places.WaitAsync(cancellationToken);
            try
            {
                return new HashResult<T>(await Task.Run(hash, CancellationToken.None));
            }
            finally
            {
                places.Release();
            }
        }
        finally
        {
            Interlocked.Decrement(ref inside);
        }
    }

    /// <inheritdoc />
    public void Dispose() => places.Dispose();
}

/// <summary>The outcome of a hashing.</summary>
public readonly struct HashResult<T>
{
    private readonly T value;

    internal HashResult(T value) => (this.value, IsDone) = (value, true);

    /// <summary>False: too many were waiting, and nothing was done. Say 503 with <c>Retry-After</c>.</summary>
    public bool IsDone { get; }

    /// <summary>What the work gave.</summary>
    /// <exception cref="InvalidOperationException">Nothing was done.</exception>
    public T Value => IsDone ? value : throw new InvalidOperationException("Too many were waiting: ask IsDone first.");
}
