using Jint;
using Jint.Constraints;
using Jint.Native;
using PreparedScript = Jint.Prepared<Acornima.Ast.Script>;

namespace Blog.Rendering.Scripting;

/// <summary>
/// Pool of engines that each load one embedded script and call its global <c>render</c>: a few at a time, dropped when idle.
/// </summary>
/// <remarks>
/// The scripts are trusted, their input is not: no CLR access, and every call is bounded in time, memory and depth. An engine whose call
/// failed may be in any state and is discarded.
/// </remarks>
/// <param name="script">File name of the embedded script (<c>temml.js</c>).</param>
/// <param name="clock">Determines when an engine has been idle for long enough.</param>
internal sealed class ScriptEnginePool(string script, TimeProvider clock)
{
    /// <summary>Maximum number of concurrent engines; further callers wait.</summary>
    internal const int Size = 2;

    /// <summary>Engines are dropped when none was used for this long: each takes tens of megabytes.</summary>
    internal static readonly TimeSpan IdleTime = TimeSpan.FromMinutes(1);

    // What a call may allocate in total, not what it may hold at once: half a gigabyte is about one second of work.
    private const long CallBytes = 512L << 20;
    private const int CallDepth = 300;
    private static readonly TimeSpan RegexTime = TimeSpan.FromSeconds(1);

    private readonly object _gate = new();
    private readonly Stack<Engine> _idle = new();
    private PreparedScript? _prepared;
    private int _busy;
    private long _lastUse;
    private bool _isDropScheduled;

    /// <summary>Number of loaded idle engines; for tests.</summary>
    internal int Idle
    {
        get
        {
            lock (_gate)
            {
                return _idle.Count;
            }
        }
    }

    /// <summary>Calls <c>render</c> and reads its result while the engine is still reserved.</summary>
    /// <param name="callTime">Time limit of the call; loading the script and waiting for an engine are not counted.</param>
    /// <param name="read">Converts the result.</param>
    /// <param name="answer">The converted result; default if the call failed.</param>
    /// <param name="arguments">Arguments of <c>render</c>.</param>
    /// <returns>False if the script failed or exceeded a limit; the cause is of no use to readers.</returns>
    public bool TryCall<T>(TimeSpan callTime, Func<JsValue, T> read, out T? answer, params JsValue[] arguments)
    {
        var engine = Take();
        try
        {
            engine ??= Load();
            var deadline = engine.Constraints.Find<OperationDeadlineConstraint>();
            deadline?.Begin(callTime);
            answer = read(engine.Invoke("render", arguments));
            deadline?.End();
            Return(engine);
            return true;
        }
        // Whatever failed (JavaScript error, timeout, memory, recursion, regex timeout), the caller has a fallback without the script.
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            Return(null);
            answer = default;
            return false;
        }
    }

    private Engine? Take()
    {
        lock (_gate)
        {
            while (_busy == Size)
            {
                Monitor.Wait(_gate);
            }

            _busy++;
            return _idle.TryPop(out var engine) ? engine : null;
        }
    }

    private void Return(Engine? engine)
    {
        lock (_gate)
        {
            _busy--;
            _lastUse = clock.GetTimestamp();
            if (engine is not null)
            {
                _idle.Push(engine);
            }

            if (!_isDropScheduled)
            {
                _isDropScheduled = true;
                _ = DropWhenIdleAsync();
            }

            Monitor.Pulse(_gate);
        }
    }

    private async Task DropWhenIdleAsync()
    {
        var wait = IdleTime;
        while (true)
        {
            await Task.Delay(wait, clock).ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
            lock (_gate)
            {
                wait = IdleTime - clock.GetElapsedTime(_lastUse);
                if (wait <= TimeSpan.Zero && _busy == 0)
                {
                    _idle.Clear();
                    _prepared = null;
                    _isDropScheduled = false;
                    return;
                }
            }

            wait = wait <= TimeSpan.Zero ? IdleTime : wait;
        }
    }

    private Engine Load()
    {
        PreparedScript prepared;
        lock (_gate)
        {
            prepared = _prepared ??= Engine.PrepareScript(Source(), script);
        }

        var engine = new Engine(options =>
        {
            options.LimitRecursion(CallDepth).LimitMemory(CallBytes);
            // Not TimeoutInterval: loading the script is trusted work, which may take its time on a busy machine.
            options.Constraint(new OperationDeadlineConstraint());
            options.Constraints.RegexTimeout = RegexTime;
            options.Constraints.StackOverflowGuard = true;
            options.Culture = CultureInfo.InvariantCulture;
        });
        engine.Execute(prepared);
        return engine;
    }

    private string Source()
    {
        using var stream =
            typeof(ScriptEnginePool).Assembly.GetManifestResourceStream($"Scripts/{script}")
            ?? throw new InvalidOperationException($"Scripts/{script} is not embedded: run the frontend build.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
