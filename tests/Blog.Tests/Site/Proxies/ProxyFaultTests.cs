using System.Net;
using Blog.Site;
using Blog.Site.Proxies;

namespace Blog.Tests.Site.Proxies;

public sealed class ProxyFaultTests
{
    [Theory]
    [InlineData("", "192.0.2.7", "https", ProxyFaultKind.NotTrusted, "Blog__TrustedProxies=192.0.2.7")]
    [InlineData("", "::ffff:192.0.2.7", "https", ProxyFaultKind.NotTrusted, "Blog__TrustedProxies=192.0.2.7")]
    [InlineData("10.0.0.0/8", "192.0.2.7", "https", ProxyFaultKind.NotTrusted, "Blog__TrustedProxies=10.0.0.0/8,192.0.2.7")]
    [InlineData("10.0.0.1", "2001:db8::7", "https", ProxyFaultKind.NotTrusted, "Blog__TrustedProxies=10.0.0.1,2001:db8::7")]
    [InlineData("192.0.2.7", "192.0.2.7", "", ProxyFaultKind.NoScheme, null)]
    [InlineData("192.0.2.0/24", "192.0.2.7", "http", ProxyFaultKind.SaysHttp, null)]
    [InlineData("", "192.0.2.7", "", ProxyFaultKind.Plain, "Blog__TrustedProxies=192.0.2.7")]
    public void The_mistake_is_named_with_the_line_to_set(string trusted, string peer, string scheme, ProxyFaultKind kind, string? setting)
    {
        var fault = ProxyFault.Find(new ReceivedRequest(IPAddress.Parse(peer), scheme, ""), Options(trusted));
        Assert.Equal((kind, setting), (fault.Kind, fault.Setting));
        Assert.Contains(fault.Peer!.ToString(), fault.ToString(), StringComparison.Ordinal);
        Assert.Contains(setting ?? "X-Forwarded-Proto", fault.ToString(), StringComparison.Ordinal);
        Assert.Equal(scheme.Length == 0, fault.ProxyLine is not null);
    }

    [Fact]
    public void A_socket_has_no_address_to_trust() =>
        Assert.Null(ProxyFault.Find(new ReceivedRequest(null, "https", ""), Options("")).Setting);

    private static SiteOptions Options(string trusted) =>
        new(
            new Uri("https://blog.example.org"),
            AllowHttp: false,
            [.. trusted.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(IPNetworkOf)]
        );

    private static IPNetwork IPNetworkOf(string written) =>
        IPNetwork.TryParse(written, out var network) ? network : new IPNetwork(IPAddress.Parse(written), 32);
}
