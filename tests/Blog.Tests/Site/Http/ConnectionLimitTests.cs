using System.Net;
using Blog.Site;
using Blog.Site.Http;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Logging.Abstractions;

namespace Blog.Tests.Site.Http;

/// <summary>One network cannot take all connections, and a proxy behind which everybody is has no limit.</summary>
[Trait("Suite", "Attacks")]
public sealed class ConnectionLimitTests
{
    private readonly ConnectionLimit _limit = new(
        new SiteOptions(new Uri("http://localhost"), false, [IPNetwork.Parse("10.213.77.0/24")]),
        TimeProvider.System,
        NullLogger<ConnectionLimit>.Instance
    );

    [Theory]
    [InlineData("192.0.2.1", "192.0.2.1", false)]
    [InlineData("192.0.2.1", "::ffff:192.0.2.1", false)]
    [InlineData("192.0.2.1", "192.0.2.2", true)]
    [InlineData("2001:db8::1", "2001:db8::2", false)]
    [InlineData("10.213.77.1", "10.213.77.1", true)]
    [InlineData("::ffff:10.213.77.1", "::ffff:10.213.77.1", true)]
    [InlineData("127.0.0.1", "127.0.0.1", true)]
    public async Task The_connections_of_one_network_are_limited(string many, string one, bool served)
    {
        var release = new TaskCompletionSource();
        var open = Enumerable.Range(0, ConnectionLimit.Most).Select(_ => ServeAsync(many, release.Task)).ToList();
        Assert.Equal(served, await ServeAsync(one, Task.CompletedTask));
        release.SetResult();
        Assert.All(await Task.WhenAll(open), Assert.True);
        Assert.True(await ServeAsync(one, Task.CompletedTask)); // there is room again
    }

    /// <summary>Whether a connection is served rather than closed.</summary>
    private async Task<bool> ServeAsync(string address, Task until)
    {
        var isServed = false;
        // Not disposed: one that was aborted cancels later.
        var connection = new DefaultConnectionContext { RemoteEndPoint = new IPEndPoint(IPAddress.Parse(address), 5000) };
        await _limit.ServeAsync(
            connection,
            _ =>
            {
                isServed = true;
                return until;
            }
        );
        return isServed;
    }
}
