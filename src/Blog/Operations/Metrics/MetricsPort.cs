using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http.Features;

namespace Blog.Operations.Metrics;

/// <summary>
/// On the separate port: the metrics, and nothing else of the blog. Runs before all other middleware, so that the blog's rules for host
/// names do not apply there.
/// </summary>
public sealed class MetricsPort(int port) : IStartupFilter
{
    private const string Scheme = "Bearer ";

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) =>
        app =>
        {
            app.MapWhen(
                context => context.Connection.LocalPort == port,
                branch =>
                {
                    branch.Use(
                        (context, go) =>
                        {
                            context.Features.Get<IHttpMetricsTagsFeature>()?.MetricsDisabled = true;
                            context.Response.Headers.XContentTypeOptions = "nosniff";
                            if (context.Request.Path == "/metrics" && HttpMethods.IsGet(context.Request.Method))
                            {
                                return go(context);
                            }

                            context.Response.StatusCode = StatusCodes.Status404NotFound;
                            return Task.CompletedTask;
                        }
                    );
                    branch.Run(Pipeline(branch.New()));
                }
            );
            next(app);
        };

    /// <summary>The metrics, protected by the token where there is one.</summary>
    public static RequestDelegate Pipeline(IApplicationBuilder app)
    {
        var expected = app.ApplicationServices.GetRequiredService<MetricsOptions>().Token is { } token ? Digest(token) : null;
        app.Use(
            (context, go) =>
            {
                context.Response.Headers.CacheControl = "no-store";
                if (expected is null || IsRight(context.Request.Headers.Authorization.ToString(), expected))
                {
                    return go(context);
                }

                context.Response.StatusCode = StatusCodes.Status401Unauthorized;
                context.Response.Headers.WWWAuthenticate = "Bearer";
                return Task.CompletedTask;
            }
        );
        return app.UseOpenTelemetryPrometheusScrapingEndpoint(_ => true).Build();
    }

    /// <summary>Digests have one length, so that comparing them takes the same time whatever was sent.</summary>
    private static bool IsRight(string header, byte[] expected) =>
        header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
        && CryptographicOperations.FixedTimeEquals(Digest(header[Scheme.Length..]), expected);

    private static byte[] Digest(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
