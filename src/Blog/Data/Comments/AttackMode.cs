namespace Blog.Data.Comments;

/// <summary>
/// Whether so many comments are refused that strangers have to answer a question before theirs is taken. It turns itself on and off; the
/// log and the status page say so.
/// </summary>
public sealed partial class AttackMode(TimeProvider clock, ILogger<AttackMode> logger)
{
    /// <summary>As many refused comments within <see cref="Window"/> turn it on.</summary>
    public const int Most = 30;

    public static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    /// <summary>It stays on until so long after the last time that there were too many.</summary>
    public static readonly TimeSpan Calm = TimeSpan.FromMinutes(30);

    private readonly Lock _lock = new();
    private readonly Queue<DateTimeOffset> _refused = new();
    private DateTimeOffset? _until;

    /// <summary>Until when it is on, if nothing more happens; null while it is off.</summary>
    public DateTimeOffset? Until
    {
        get
        {
            lock (_lock)
            {
                if (_until <= clock.GetUtcNow())
                {
                    _until = null;
                    LogOff(logger);
                }

                return _until;
            }
        }
    }

    public bool IsOn => Until is not null;

    /// <summary>A comment was refused, or taken for spam.</summary>
    public void Refused()
    {
        lock (_lock)
        {
            var now = clock.GetUtcNow();
            _refused.Enqueue(now);
            while (_refused.Count > Most || _refused.Peek() <= now - Window)
            {
                _refused.Dequeue();
            }

            if (_refused.Count < Most)
            {
                return;
            }

            if (_until is null)
            {
                LogOn(logger, Most, (int)Window.TotalMinutes);
            }

            _until = now + Calm;
        }
    }

    [LoggerMessage(
        EventId = 160,
        EventName = "CommentAttackBegan",
        Level = LogLevel.Warning,
        Message = "{Count} comments were refused within {Minutes} minutes: strangers are asked a question until it is calm again"
    )]
    private static partial void LogOn(ILogger logger, int count, int minutes);

    [LoggerMessage(
        EventId = 161,
        EventName = "CommentAttackOver",
        Level = LogLevel.Information,
        Message = "Comments are taken without a question again"
    )]
    private static partial void LogOff(ILogger logger);
}
