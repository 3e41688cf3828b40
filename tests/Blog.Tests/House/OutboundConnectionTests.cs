using System.Net;
using Blog.Operations;
using Blog.Operations.Backups.Offsite;
using Blog.Operations.Cdn;
using Blog.Operations.Doctor;
using Blog.Portability.Git.Repository;
using Blog.Site.Outbound;
using Web = System.Net.Http.HttpClient;

namespace Blog.Tests.House;

/// <summary>security.md B11: addresses from texts, feeds and settings are fetched only by the safe HTTP client.</summary>
public sealed class OutboundConnectionTests
{
    /// <summary>Types that may use the network, and why.</summary>
    private static readonly string[] Named =
    [
        typeof(SafeHttp).FullName!, // the safe client itself
        typeof(HostDialer).FullName!,
        typeof(PublicAddress).FullName!, // reads the address family
        typeof(CdnPurge).FullName!, // posts to the address that the operator configured, which may be a relay inside the network
        typeof(WebDavStore).FullName!, // the server that the operator configured for backups, which may be one inside the network
        typeof(GitClone).FullName!, // the repository that the owner connected, by https only; it may be a server inside the network
        typeof(AddressExam).FullName!, // requests this blog's own public address, which the operator configured
        typeof(HealthCommand).FullName!, // requests this program's own health address, which the operator configured
    ];

    [Fact]
    public void Only_the_safe_http_client_opens_connections()
    {
        var found = OutboundConnections.Of(typeof(SafeHttp).Assembly.GetTypes()).ToList();
        // the scan works
        Assert.Contains(found, way => way.By == typeof(SafeHttp).FullName && way.Use == "System.Net.Http.SocketsHttpHandler");
        Assert.Contains(found, way => way.By == typeof(HealthCommand).FullName && way.Use == "System.Net.Http.HttpClient");
        Assert.DoesNotContain(found, way => !Named.Contains(way.By));
    }

    [Theory]
    [InlineData(typeof(ByAlias), "System.Net.Http.HttpClient")]
    [InlineData(typeof(InLambda), "System.Net.Sockets.Socket")]
    [InlineData(typeof(InAsync), "System.Net.Sockets.TcpClient")]
    [InlineData(typeof(ByFactory), "System.Net.Http.IHttpClientFactory")]
    [InlineData(typeof(ByName), "System.Net.Dns")]
    public void Every_way_to_open_a_connection_is_found(Type planted, string use) =>
        Assert.Contains(
            use,
            OutboundConnections
                .Of(
                    planted
                        .Assembly.GetTypes()
                        .Where(type => type == planted || type.FullName!.StartsWith(planted.FullName + "+", StringComparison.Ordinal))
                )
                .Select(way => way.Use)
        );

    private static class ByAlias
    {
        public static Web Make()
        {
            Web web = new();
            return web;
        }
    }

    private static class InLambda
    {
        public static Func<object> Make { get; } =
            () => new System.Net.Sockets.Socket(System.Net.Sockets.SocketType.Stream, System.Net.Sockets.ProtocolType.Tcp);
    }

    private static class InAsync
    {
        public static async Task MakeAsync()
        {
            using var client = new System.Net.Sockets.TcpClient();
            await client.ConnectAsync("x", 1);
        }
    }

    private sealed class ByFactory(IHttpClientFactory factory)
    {
        public Web Make() => factory.CreateClient("x");
    }

    private static class ByName
    {
        public static IPAddress[] Make() => Dns.GetHostAddresses("x");
    }
}
