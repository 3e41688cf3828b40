using Blog.Operations.Logs;
using OpenTelemetry;
using OpenTelemetry.Logs;

namespace Blog.Operations.Metrics;

/// <summary>Redacts exceptions sent to a collector in the same way as in the console log.</summary>
public sealed class ExceptionRedaction : BaseProcessor<LogRecord>
{
    public override void OnEnd(LogRecord data)
    {
        if (data.Exception is { } exception)
        {
            data.Exception = null;
            data.Attributes =
            [
                .. data.Attributes ?? [],
                new("exception.type", exception.GetType().FullName),
                new("exception.stacktrace", string.Join('\n', ExceptionSummary.Chain(exception))),
            ];
        }
    }
}
