using System.Net;
using System.Net.Sockets;

namespace Blog.Site.Http;

/// <summary>The key under which limits by address count a client.</summary>
public static class ClientAddress
{
    private static readonly IPNetwork Translated = IPNetwork.Parse("64:ff9b::/96");

    /// <summary>
    /// One IPv4 address, or one IPv6 /64 network: a single customer has all 2^64 addresses of it. An IPv4 address inside an IPv6 one
    /// (mapped, or translated as in RFC 6052) counts as IPv4; otherwise all of IPv4 would be one client.
    /// </summary>
    /// <param name="address">Null if there is none (a Unix socket): all of those count as one client.</param>
    public static string Partition(IPAddress? address)
    {
        if (address is null)
        {
            return "unknown";
        }

        if (address.AddressFamily == AddressFamily.InterNetwork)
        {
            return address.ToString();
        }

        var bytes = address.GetAddressBytes();
        if (address.IsIPv4MappedToIPv6 || Translated.Contains(address))
        {
            return new IPAddress(bytes.AsSpan(12)).ToString();
        }

        bytes.AsSpan(8).Clear();
        return new IPAddress(bytes) + "/64"; // built from the bytes alone, without a zone (fe80::1%2)
    }
}
