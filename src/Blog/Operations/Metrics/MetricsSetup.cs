using System.Reflection;
using Blog.Storage.Telemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Blog.Operations.Metrics;

/// <summary>
/// Metrics for whoever watches many machines: <c>/metrics</c> in the form of Prometheus, and OTLP to a collector. Where neither is asked for,
/// nothing listens and nothing is kept.
/// </summary>
public static class MetricsSetup
{
    /// <summary>Meters that are shown: the framework's requests and connections, the runtime, and ours.</summary>
    private static readonly string[] Meters =
    [
        "Microsoft.AspNetCore.Hosting",
        "Microsoft.AspNetCore.Server.Kestrel",
        "System.Runtime",
        BlogMetrics.Name,
    ];

    /// <summary>Adds what the settings ask for.</summary>
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
                if (options.IsOn)
                {
                    metrics.AddPrometheusExporter();
                }

                if (options.Collector is not null)
                {
                    metrics.AddOtlpExporter();
                }
            });
        if (options.Collector is not null)
        {
            telemetry.WithTracing(traces => traces.AddSource("Microsoft.AspNetCore").AddOtlpExporter());
            builder.Logging.AddOpenTelemetry(logs =>
            {
                (logs.IncludeFormattedMessage, logs.IncludeScopes) = (true, false); // scopes hold the path
                logs.AddProcessor(new ExceptionRedaction()).AddOtlpExporter();
            });
        }

        if (options.Port is { } port)
        {
            builder.Services.Insert(0, ServiceDescriptor.Singleton<IStartupFilter>(new MetricsPort(port))); // outermost: a scraper need not know the blog's host name
        }
    }

    /// <summary>Maps the address on the blog's own port: it is not there, or it asks for the token.</summary>
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

    /// <summary>The program's version, without what the build adds to it.</summary>
    public static string Version =>
        typeof(MetricsSetup).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0]
        ?? "0";
}
