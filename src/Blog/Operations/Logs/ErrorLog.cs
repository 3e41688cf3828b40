using System.Diagnostics;

namespace Blog.Operations.Logs;

/// <summary>
/// The latest errors and warnings of this process, in memory, for the status page: what, when, in which request, and the type of exception.
/// Never a message, which may contain user input. A separate limit for each level, so that a flood of warnings hides no error.
/// </summary>
public sealed class ErrorLog(TimeProvider clock) : ILoggerProvider
{
    /// <summary>Number of entries of each level.</summary>
    public const int Capacity = 50;

    private readonly Lock _door = new();
    private readonly Queue<LoggedError> _errors = new(Capacity);
    private readonly Queue<LoggedError> _warnings = new(Capacity);

    public long Errors { get; private set; }

    public long Warnings { get; private set; }

    /// <summary>The entries, newest first.</summary>
    public IReadOnlyList<LoggedError> Latest
    {
        get
        {
            lock (_door)
            {
                return [.. _errors.Concat(_warnings).OrderByDescending(loggedError => loggedError.At)];
            }
        }
    }

    public ILogger CreateLogger(string categoryName) => new Ear(this, categoryName);

    public void Dispose() { }

    private void Note(LoggedError loggedError)
    {
        lock (_door)
        {
            var queue = loggedError.IsError ? _errors : _warnings;
            (Errors, Warnings) = loggedError.IsError ? (Errors + 1, Warnings) : (Errors, Warnings + 1);
            if (queue.Count == Capacity)
            {
                queue.Dequeue();
            }

            queue.Enqueue(loggedError);
        }
    }

    private sealed class Ear(ErrorLog log, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel is LogLevel.Warning or LogLevel.Error or LogLevel.Critical;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        )
        {
            if (IsEnabled(logLevel))
            {
                log.Note(
                    new LoggedError(
                        log.Now,
                        logLevel >= LogLevel.Error,
                        eventId.Name ?? category.Split('.')[^1],
                        Activity.Current?.TraceId.ToString(),
                        exception?.GetType().Name
                    )
                );
            }
        }
    }

    private DateTimeOffset Now => clock.GetUtcNow();
}

/// <summary>A logged error or warning.</summary>
/// <param name="IsError">False for a warning.</param>
/// <param name="Event">Name of the event in the log.</param>
/// <param name="Request">The number of the request, as the error page shows it; null outside of any.</param>
/// <param name="Exception">The type of exception; null where there was none.</param>
public sealed record LoggedError(DateTimeOffset At, bool IsError, string Event, string? Request, string? Exception);
