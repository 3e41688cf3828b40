using System.Diagnostics.Tracing;

namespace Blog.Operations.Metrics;

/// <summary>
/// Warns once if nothing arrives at the collector: the exporter reports its failures only to listeners such as this one.
/// </summary>
public sealed partial class CollectorWatch(Uri collector, ILogger<CollectorWatch> logger) : EventListener, IHostedService
{
    /// <summary>The exporter's own event source.</summary>
    private const string Exporter = "OpenTelemetry-Exporter-OpenTelemetryProtocol";

    private int _isSaid;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask; // it listens from its creation on

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    protected override void OnEventSourceCreated(EventSource eventSource)
    {
        if (eventSource.Name == Exporter)
        {
            EnableEvents(eventSource, EventLevel.Error);
        }
    }

    protected override void OnEventWritten(EventWrittenEventArgs eventData)
    {
        if (Interlocked.Exchange(ref _isSaid, 1) == 0)
        {
            LogUnreachable(logger, collector.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped));
        }
    }

    [LoggerMessage(
        EventId = 141,
        EventName = "CollectorUnreachable",
        Level = LogLevel.Warning,
        Message = "Metrics, traces and logs do not arrive at {Collector} (OTEL_EXPORTER_OTLP_ENDPOINT); they are lost until they do. "
            + "This is logged once"
    )]
    private static partial void LogUnreachable(ILogger logger, string collector);
}
