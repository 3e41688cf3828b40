using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Blog.Site.Http;

/// <summary>How much a stranger may ask of the server at once.</summary>
public static class KestrelLimits
{
    /// <summary>Sets the limits of security.md E; uploads raise theirs where they are mapped.</summary>
    public static void Apply(KestrelServerOptions kestrel)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = 1024 * 1024;
        kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
        kestrel.Limits.KeepAliveTimeout = TimeSpan.FromSeconds(65); // above a proxy's usual 60 s, so that the proxy closes first
        kestrel.Limits.MinRequestBodyDataRate = new MinDataRate(bytesPerSecond: 240, gracePeriod: TimeSpan.FromSeconds(5));
        kestrel.Limits.MaxConcurrentConnections = 2_000;
        kestrel.Limits.MaxRequestHeadersTotalSize = 16 * 1024;
        kestrel.Limits.MaxRequestLineSize = 8 * 1024;
    }
}
