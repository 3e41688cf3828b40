using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Blog.Site.Http;

/// <summary>Server limits for untrusted clients.</summary>
public static class KestrelLimits
{
    /// <summary>Sets the limits of security.md E; upload endpoints raise their own.</summary>
    public static void Apply(KestrelServerOptions kestrel)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = 1024 * 1024;
        kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
        kestrel.Limits.KeepAliveTimeout = TimeSpan.FromSeconds(65); // longer than a proxy's usual 60 s, so that the proxy closes first
        kestrel.Limits.MinRequestBodyDataRate = new MinDataRate(bytesPerSecond: 240, gracePeriod: TimeSpan.FromSeconds(5));
        kestrel.Limits.MaxConcurrentConnections = 2_000;
        kestrel.Limits.MaxRequestHeadersTotalSize = 16 * 1024;
        kestrel.Limits.MaxRequestLineSize = 8 * 1024;
        kestrel.ConfigureEndpointDefaults(listen => // once: a second call would replace the first
        {
            var limit = listen.ApplicationServices.GetRequiredService<ConnectionLimit>();
            var draining = listen.ApplicationServices.GetRequiredService<Draining>();
            listen.Use(next => connection => limit.ServeAsync(connection, next));
            listen.Use(next => connection => draining.CountAsync(connection, next));
        });
    }
}
