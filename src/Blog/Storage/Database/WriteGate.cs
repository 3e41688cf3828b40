using System.Diagnostics;
using Blog.Storage.Telemetry;

namespace Blog.Storage.Database;

/// <summary>
/// Admits one writer of this process at a time. SQLite has a single write lock; waiting here is free, while waiting there blocks a thread
/// for 150 ms at a time and ends in "database is locked".
/// </summary>
/// <param name="meter">Receives wait times; null to record none.</param>
public sealed class WriteGate(BlogMetrics? meter) : IDisposable
{
    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly AsyncLocal<bool> _inside = new();
    private int _waiting;
    private long _entered; // Stopwatch timestamp; zero if there is no writer

    /// <summary>Raised at the end of every turn, before the next writer is admitted: handlers must be quick.</summary>
    public event EventHandler? Leaving;

    /// <summary>Raised after every turn, once what it wrote is committed.</summary>
    public event EventHandler? Written;

    /// <summary>Number of waiting writers.</summary>
    public int Waiting => Volatile.Read(ref _waiting);

    /// <summary>How long the current writer has held the gate; null if there is none.</summary>
    public TimeSpan? Held => Volatile.Read(ref _entered) is > 0 and var since ? Stopwatch.GetElapsedTime(since) : null;

    /// <summary>Enters the gate; dispose the result to leave. Reentrant within the same asynchronous flow.</summary>
    public async Task<IDisposable> EnterAsync(CancellationToken cancellationToken)
    {
        if (_inside.Value)
        {
            return NoTurn.Instance;
        }

        var from = Stopwatch.GetTimestamp();
        Interlocked.Increment(ref _waiting);
        try
        {
            await _gate.WaitAsync(cancellationToken);
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }

        Volatile.Write(ref _entered, Stopwatch.GetTimestamp());
        meter?.Waited(from);
        return new Turn(this);
    }

    /// <summary>Runs several saves while holding the gate.</summary>
    public async Task RunAsync(Func<Task> work, CancellationToken cancellationToken)
    {
        using var turn = await EnterAsync(cancellationToken);
        _inside.Value = true; // set here, not in EnterAsync: an async method's changes to an AsyncLocal end with it
        try
        {
            await work();
        }
        finally
        {
            _inside.Value = false;
        }
    }

    public void Dispose() => _gate.Dispose();

    private void Leave()
    {
        Leaving?.Invoke(this, EventArgs.Empty);
        Volatile.Write(ref _entered, 0);
        _gate.Release();
        Written?.Invoke(this, EventArgs.Empty);
    }

    private sealed class Turn(WriteGate owner) : IDisposable
    {
        private int _left;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _left, 1) == 0)
            {
                owner.Leave();
            }
        }
    }

    private sealed class NoTurn : IDisposable
    {
        public static readonly NoTurn Instance = new();

        public void Dispose() { }
    }
}
