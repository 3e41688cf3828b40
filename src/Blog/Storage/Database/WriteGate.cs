using System.Diagnostics;
using Blog.Storage.Telemetry;

namespace Blog.Storage.Database;

/// <summary>
/// Lets one writer of this process through at a time. SQLite has one write lock; waiting here costs nothing, while waiting there
/// blocks a thread 150 ms a time and ends in "database is locked".
/// </summary>
/// <param name="meter">Hears how long writers wait; null for nobody.</param>
public sealed class WriteGate(BlogMetrics? meter) : IDisposable
{
    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly AsyncLocal<bool> _inside = new();
    private int _waiting;
    private long _entered; // a timestamp of Stopwatch; zero while nobody writes

    /// <summary>Raised after every turn, when what was written is committed: caches hang on it, so that no page has to remember them.</summary>
    public event EventHandler? Written;

    /// <summary>Writers that wait for their turn.</summary>
    public int Waiting => Volatile.Read(ref _waiting);

    /// <summary>How long the present writer has had its turn; null while nobody writes.</summary>
    public TimeSpan? Held => Volatile.Read(ref _entered) is > 0 and var since ? Stopwatch.GetElapsedTime(since) : null;

    /// <summary>Waits for the turn; dispose the result to leave. Within a turn of the same flow of control it does not wait again.</summary>
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

    /// <summary>Runs several saves as one turn.</summary>
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
