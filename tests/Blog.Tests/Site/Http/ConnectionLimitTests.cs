using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using Blog.Site;
using Blog.Site.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
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

    [Fact]
    public async Task The_server_has_the_limit()
    {
        if (OwnAddress() is not { } own)
        {
            return; // a machine without a network: connections within it are exempt
        }

        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(_limit).AddSingleton<Draining>();
        builder.WebHost.ConfigureKestrel(KestrelLimits.Apply).UseUrls($"http://{own}:0");
        await using var app = builder.Build();
        app.Run(context => context.Response.WriteAsync("served"));
        await app.StartAsync();
        var port = new Uri(app.Urls.Single()).Port;
        var open = new List<TcpClient>();
        for (var i = 0; i < ConnectionLimit.Most; i++)
        {
            open.Add(await ConnectAsync(own, port));
            Assert.True(await AnswersAsync(open[^1]));
        }

        using (var more = await ConnectAsync(own, port))
        {
            Assert.False(await AnswersAsync(more));
        }

        open.ForEach(client => client.Dispose());
        await Poll.UntilAsync(async () =>
        {
            using var again = await ConnectAsync(own, port);
            return await AnswersAsync(again);
        });
    }

    private static IPAddress? OwnAddress() =>
        NetworkInterface
            .GetAllNetworkInterfaces()
            .Where(network => network.OperationalStatus == OperationalStatus.Up)
            .SelectMany(network => network.GetIPProperties().UnicastAddresses)
            .Select(unicast => unicast.Address)
            .FirstOrDefault(address => address.AddressFamily == AddressFamily.InterNetwork && !IPAddress.IsLoopback(address));

    private static async Task<TcpClient> ConnectAsync(IPAddress address, int port)
    {
        var client = new TcpClient();
        await client.ConnectAsync(address, port);
        return client;
    }

    private static async Task<bool> AnswersAsync(TcpClient client)
    {
        try
        {
            await client.GetStream().WriteAsync("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"u8.ToArray());
            return await client.GetStream().ReadAsync(new byte[4096]) > 0;
        }
        catch (IOException)
        {
            return false;
        }
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
