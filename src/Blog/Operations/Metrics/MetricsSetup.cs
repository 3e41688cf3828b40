using System.Diagnostics.Metrics;
using System.Reflection;
using Blog.Storage.Telemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Blog.Operations.Metrics;

/// <summary>
/// Metrics for monitoring many machines: <c>/metrics</c> in the Prometheus format, and OTLP to a collector. Where neither is configured,
/// nothing listens and nothing is collected.
/// </summary>
public static class MetricsSetup
{
    /// <summary>Exported meters: the framework's requests and connections, the runtime, and our own.</summary>
    private static readonly string[] Meters =
    [
        "Microsoft.AspNetCore.Hosting",
        "Microsoft.AspNetCore.Server.Kestrel",
        "System.Runtime",
        BlogMetrics.Name,
    ];

    /// <summary>Adds what the settings enable.</summary>
    public static void AddBlogMetrics(this WebApplicationBuilder builder, MetricsOptions options)
    {
        builder.Services.AddSingleton(options).AddSingleton<CachedPostStats>().AddSingleton<Gauges>();
        if (!options.IsOn && options.Collector is null)
        {
            return;
        }

        var telemetry = builder
            .Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("blog", serviceVersion: Version).AddEnvironmentVariableDetector())
            .WithMetrics(metrics =>
            {
                metrics.AddMeter(Meters).AddInstrumentation(provider => provider.GetRequiredService<Gauges>());
                ((IDeferredMeterProviderBuilder)metrics).Configure(OnlyOwn);
                if (options.IsOn)
                {
                    metrics.AddPrometheusExporter();
                }

                if (options.Collector is not null)
                {
                    metrics.AddOtlpExporter();
                }
            });
        if (options.Collector is { } collector)
        {
            builder.Services.AddHostedService(services => ActivatorUtilities.CreateInstance<CollectorWatch>(services, collector));
            telemetry.WithTracing(traces => traces.AddSource("Microsoft.AspNetCore").AddOtlpExporter());
            builder.Logging.AddOpenTelemetry(logs =>
            {
                (logs.IncludeFormattedMessage, logs.IncludeScopes) = (true, false); // scopes contain the path
                logs.AddProcessor(new ExceptionRedaction()).AddOtlpExporter();
            });
        }

        if (options.Port is { } port)
        {
            // Outermost: a scraper need not know the blog's host name.
            builder.Services.Insert(0, ServiceDescriptor.Singleton<IStartupFilter>(new MetricsPort(port)));
        }
    }

    /// <summary>
    /// Listens to the meters of this host and of the runtime. Meters are found by their names in the whole process, and a thousand
    /// instruments are reported at most: where several hosts run, one would report what others measure, and leave out its own.
    /// </summary>
    private static void OnlyOwn(IServiceProvider services, MeterProviderBuilder metrics)
    {
        var own = services.GetRequiredService<IMeterFactory>();
        metrics.AddView(instrument =>
            instrument.Meter.Scope is { } scope && !ReferenceEquals(scope, own) ? MetricStreamConfiguration.Drop : null
        );
    }

    /// <summary>Maps the endpoint on the blog's own port: it answers 404, or requires the token.</summary>
    public static void MapMetrics(this WebApplication app)
    {
        var options = app.Services.GetRequiredService<MetricsOptions>();
        if (options is { IsOn: true, Port: null })
        {
            app.MapMethods("/metrics", [HttpMethods.Get], MetricsPort.Pipeline(((IEndpointRouteBuilder)app).CreateApplicationBuilder()))
                .DisableHttpMetrics();
        }
        else
        {
            app.MapMethods("/metrics", [HttpMethods.Get], () => Results.NotFound()).DisableHttpMetrics();
        }
    }

    /// <summary>The program's version, without the build metadata.</summary>
    public static string Version =>
        typeof(MetricsSetup).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0]
        ?? "0";
}
