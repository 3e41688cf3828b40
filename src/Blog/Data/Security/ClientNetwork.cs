using System.Net;
using System.Net.Sockets;

namespace Blog.Data.Security;

/// <summary>Whose network an address is in, without telling the machine.</summary>
public static class ClientNetwork
{
    /// <summary>The /24 of IPv4, the /48 of IPv6, as <c>203.0.113.0/24</c>; null for no address.</summary>
    public static string? Of(IPAddress? address)
    {
        if (Plain(address) is not { } plain)
        {
            return null;
        }

        var (bytes, kept) = (plain.GetAddressBytes(), plain.AddressFamily == AddressFamily.InterNetwork ? 3 : 6);
        bytes.AsSpan(kept).Clear();
        return string.Create(CultureInfo.InvariantCulture, $"{new IPAddress(bytes)}/{kept * 8}");
    }

    /// <summary>The network of an address as text, or the network that the text is; null for any other text.</summary>
    public static string? OfText(string? text) =>
        IPAddress.TryParse(text, out var address) ? Of(address)
        : IPNetwork.TryParse(text, out var network) ? Of(network.BaseAddress)
        : null;

    /// <summary>An IPv4 address inside an IPv6 one counts as IPv4; a zone is left out.</summary>
    public static IPAddress? Plain(IPAddress? address) =>
        address is null ? null
        : address.IsIPv4MappedToIPv6 ? address.MapToIPv4()
        : new IPAddress(address.GetAddressBytes());
}
