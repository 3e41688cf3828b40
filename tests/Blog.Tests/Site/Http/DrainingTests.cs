using System.Net;
using System.Net.Sockets;
using System.Text;
using Blog.Site;
using Blog.Site.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Blog.Tests.Site.Http;

public sealed class DrainingTests
{
    [Fact]
    public async Task A_stop_waits_for_an_open_connection_whose_next_answer_says_that_it_closes()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder
            .Services.AddSingleton<Draining>()
            .AddSingleton(
                new ConnectionLimit(
                    new SiteOptions(new Uri("http://localhost"), false, []),
                    TimeProvider.System,
                    NullLogger<ConnectionLimit>.Instance
                )
            );
        builder.WebHost.ConfigureKestrel(KestrelLimits.Apply).UseUrls("http://127.0.0.1:0");
        await using var app = builder.Build();
        var draining = app.Services.GetRequiredService<Draining>();
        app.Use(draining.CloseAsync);
        app.Run(context => context.Response.WriteAsync("served"));
        await app.StartAsync();
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, new Uri(app.Urls.Single()).Port);
        Assert.DoesNotContain("Connection: close", await AskAsync(client), StringComparison.OrdinalIgnoreCase);

        var stopping = draining.StoppingAsync(CancellationToken.None);
        Assert.False(stopping.IsCompleted);
        Assert.Contains("Connection: close", await AskAsync(client), StringComparison.OrdinalIgnoreCase);
        await stopping.WaitAsync(Poll.Limit);
        Assert.Equal(0, await client.GetStream().ReadAsync(new byte[16]));
        await Poll.UntilAsync(() => draining.StoppingAsync(CancellationToken.None).IsCompleted); // nobody is left to wait for
    }

    /// <summary>The whole answer to a request over a connection that stays open.</summary>
    private static async Task<string> AskAsync(TcpClient client)
    {
        await client.GetStream().WriteAsync("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"u8.ToArray());
        var (answer, buffer) = (new StringBuilder(), new byte[4096]);
        while (!answer.ToString().EndsWith("0\r\n\r\n", StringComparison.Ordinal))
        {
            var read = await client.GetStream().ReadAsync(buffer);
            Assert.True(read > 0, "the connection was cut off");
            answer.Append(Encoding.ASCII.GetString(buffer, 0, read));
        }

        return answer.ToString();
    }
}
