using System.Net;

namespace Blog.Site.Proxies;

/// <summary>Why a request that should have come by https is seen as plain http.</summary>
public enum ProxyFaultKind
{
    /// <summary>Somebody who may be a proxy, but is not trusted, says that it came by https.</summary>
    NotTrusted,

    /// <summary>The trusted proxy does not say how the request came.</summary>
    NoScheme,

    /// <summary>The trusted proxy says that it came by http.</summary>
    SaysHttp,

    /// <summary>Nobody says anything: a proxy that is neither trusted nor says how, or no proxy at all.</summary>
    Plain,
}

/// <summary>A request that was seen as plain http although readers use https.</summary>
/// <param name="Peer">From whom it came; null for a Unix socket.</param>
/// <param name="Trusted">The value of <c>Blog__TrustedProxies</c> with which the peer would be trusted.</param>
public sealed record ProxyFault(ProxyFaultKind Kind, IPAddress? Peer, string Trusted)
{
    private const string NginxLine = "proxy_set_header X-Forwarded-Proto $scheme;";

    /// <summary>The line of the settings that is missing; null where there is none to set.</summary>
    public string? Setting =>
        Kind is ProxyFaultKind.NotTrusted or ProxyFaultKind.Plain && Trusted.Length > 0 ? "Blog__TrustedProxies=" + Trusted : null;

    /// <summary>The missing line of an nginx configuration; null where none is. Caddy and Traefik send the header themselves.</summary>
    public string? ProxyLine => Kind is ProxyFaultKind.NoScheme or ProxyFaultKind.Plain ? NginxLine : null;

    /// <summary>For the log: what was seen, from whom, and what to set.</summary>
    public override string ToString() =>
        Kind switch
        {
            ProxyFaultKind.NotTrusted =>
                $"{Who} says that the request came by https, but is not trusted. If it is your proxy, set {Setting}",
            ProxyFaultKind.NoScheme => $"the proxy {Who} sends no X-Forwarded-Proto. Let it send that; for nginx: {ProxyLine}",
            ProxyFaultKind.SaysHttp =>
                $"the proxy {Who} says that the request came by plain http. Let it redirect http to https; where another proxy before it "
                    + "ends https, let it pass on that one's X-Forwarded-Proto",
            _ => $"{Who} sends plain http and no X-Forwarded-Proto. If it is your proxy, let it send that (for nginx: {ProxyLine})"
                + (Setting is null ? "" : $" and set {Setting}"),
        };

    private string Who => Peer?.ToString() ?? "at the socket";

    /// <summary>Finds the fault in a request as it was received, before any proxy's headers were taken into account.</summary>
    public static ProxyFault Find(ReceivedRequest received, SiteOptions options)
    {
        var peer = received.Peer is { IsIPv4MappedToIPv6: true } mapped ? mapped.MapToIPv4() : received.Peer;
        var isTrusted = peer is not null && options.Trusts(peer);
        var kind = (isTrusted, received.Scheme.Length > 0) switch
        {
            (true, true) => ProxyFaultKind.SaysHttp,
            (true, false) => ProxyFaultKind.NoScheme,
            (false, true) => ProxyFaultKind.NotTrusted,
            _ => ProxyFaultKind.Plain,
        };
        var trusted = string.Join(',', options.TrustedProxies.Select(Written).Append(isTrusted ? null : peer?.ToString()).OfType<string>());
        return new ProxyFault(kind, peer, trusted);
    }

    private static string Written(IPNetwork network) =>
        network.PrefixLength == network.BaseAddress.GetAddressBytes().Length * 8 ? network.BaseAddress.ToString() : network.ToString();
}
