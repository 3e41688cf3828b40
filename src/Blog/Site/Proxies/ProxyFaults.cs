namespace Blog.Site.Proxies;

/// <summary>The latest mistake of a proxy that was seen, for the log and the health report.</summary>
public sealed partial class ProxyFaults(TimeProvider clock, ILogger<ProxyFaults> log)
{
    private static readonly TimeSpan Pause = TimeSpan.FromHours(1);

    private readonly Lock _lock = new();
    private ProxyFault? _latest;
    private DateTimeOffset _seen;
    private DateTimeOffset? _said;

    /// <summary>What was seen within the last hour, and not done right since; null if nothing.</summary>
    public ProxyFault? Current
    {
        get
        {
            lock (_lock)
            {
                return _latest is not null && clock.GetUtcNow() - _seen < Pause ? _latest : null;
            }
        }
    }

    /// <summary>Notes a mistake; logged at most once an hour, since anybody may cause it where the port can be reached.</summary>
    public void Note(ProxyFault fault)
    {
        lock (_lock)
        {
            (_latest, _seen) = (fault, clock.GetUtcNow());
            if (_seen - _said < Pause)
            {
                return;
            }

            _said = _seen;
        }

        LogFault(fault);
    }

    /// <summary>Notes that a request came as it should.</summary>
    public void NoteRight()
    {
        if (Volatile.Read(ref _latest) is not null)
        {
            lock (_lock)
            {
                _latest = null;
            }
        }
    }

    [LoggerMessage(
        EventId = 140,
        EventName = "ProxyMisconfigured",
        Level = LogLevel.Warning,
        Message = "Nobody can sign in, since the blog sees plain http where Blog__PublicUrl says https: {Fault}"
    )]
    private partial void LogFault(ProxyFault fault);
}
