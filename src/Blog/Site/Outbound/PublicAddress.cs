using System.Net;
using System.Net.Sockets;

namespace Blog.Site.Outbound;

/// <summary>Tells public internet addresses from all others (IANA special-purpose registries, RFC 6890 and its updates).</summary>
internal static class PublicAddress
{
    private static readonly IPNetwork[] ClosedV4 = Parse(
        "0.0.0.0/8", // this host
        "10.0.0.0/8", // private
        "100.64.0.0/10", // carrier-grade NAT; cloud metadata at 100.100.100.200
        "127.0.0.0/8", // loopback
        "168.63.129.16/32", // cloud control plane on an address that looks public
        "169.254.0.0/16", // link-local; cloud metadata
        "172.16.0.0/12", // private
        "192.0.0.0/24", // protocol assignments; cloud metadata at 192.0.0.192
        "192.0.2.0/24", // documentation
        "192.31.196.0/24", // AS112
        "192.52.193.0/24", // AMT
        "192.88.99.0/24", // 6to4 relays
        "192.168.0.0/16", // private
        "192.175.48.0/24", // AS112
        "198.18.0.0/15", // benchmarks
        "198.51.100.0/24", // documentation
        "203.0.113.0/24", // documentation
        "224.0.0.0/4", // multicast
        "240.0.0.0/4"
    ); // reserved, broadcast

    /// <summary>
    /// IPv6 global unicast. This excludes loopback, link-local (fe80::/10), unique local (fc00::/7), multicast (ff00::/8), IPv4-mapped and
    /// IPv4-compatible addresses (::/96, ::ffff:0:0/96), and NAT64 (64:ff9b::/96, 64:ff9b:1::/48), which can embed any IPv4 address.
    /// </summary>
    private static readonly IPNetwork OpenV6 = IPNetwork.Parse("2000::/3");

    private static readonly IPNetwork[] ClosedV6 = Parse(
        "2001::/23", // protocol assignments: Teredo (2001::/32), ORCHID, benchmarks
        "2001:db8::/32", // documentation
        "2002::/16", // 6to4: can embed any IPv4 address
        "3fff::/20"
    ); // documentation

    /// <summary>Whether a connection to this address goes to the public internet.</summary>
    public static bool IsPublic(IPAddress address) =>
        address.AddressFamily switch
        {
            AddressFamily.InterNetwork => !ClosedV4.Any(network => network.Contains(address)),
            // An IPv6 network in .NET "contains" IPv4-mapped addresses by their IPv4 bits (dotnet/runtime#131861): they are refused first.
            AddressFamily.InterNetworkV6 => !address.IsIPv4MappedToIPv6
                && address.ScopeId == 0
                && OpenV6.Contains(address)
                && !ClosedV6.Any(network => network.Contains(address)),
            _ => false,
        };

    private static IPNetwork[] Parse(params string[] networks) => [.. networks.Select(network => IPNetwork.Parse(network))];
}
