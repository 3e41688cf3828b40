using System.Net;
using Blog.Tests.Data;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Blog.Browser;

/// <summary>The whole program on a real socket, with the sample blog in a data folder of its own.</summary>
public sealed class SampleServer : WebApplicationFactory<Program>
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("blog-browser-");

    /// <summary>Listens and waits until the samples can be read.</summary>
    public static async Task<SampleServer> StartAsync()
    {
        var server = new SampleServer();
        MigratedDatabase.CopyIntoEmpty(server._folder.FullName);
        server.UseKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        server.StartServer();
        await UntilReadyAsync(server.Address);
        return server;
    }

    /// <summary>Asks for the home page, which is held back until the database is ready and the samples are in.</summary>
    internal static async Task UntilReadyAsync(Uri address)
    {
        using var client = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromMinutes(2) };
        HttpStatusCode status;
        do
        {
            using var answer = await client.GetAsync("/");
            status = answer.StatusCode;
        } while (status == HttpStatusCode.ServiceUnavailable);
        Assert.Equal(HttpStatusCode.OK, status);
    }

    public Uri Address => ClientOptions.BaseAddress;

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Development");
        builder.UseSetting("Blog:DataDirectory", _folder.FullName);
        builder.UseSetting("Blog:PublicUrl", "http://localhost");
        builder.ConfigureTestServices(services =>
            services
                .AddSingleton<TimeProvider>(new LateClock())
                .AddSingleton(SharedScripts.Highlighter)
                .AddSingleton(SharedScripts.Formulas)
                .AddSingleton(SharedScripts.Drawer)
                .AddSingleton(SharedScripts.Pinyin)
                .AddLogging(logs => logs.ClearProviders())
        );
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
        {
            SqliteConnection.ClearAllPools();
            _folder.Delete(recursive: true);
        }
    }

    /// <summary>The machine's clock, but never before the newest sample was published.</summary>
    private sealed class LateClock : TimeProvider
    {
        private readonly TimeSpan _ahead = TimeSpan.FromTicks(
            Math.Max(0, (new DateTimeOffset(2026, 11, 23, 0, 0, 0, TimeSpan.Zero) - System.GetUtcNow()).Ticks)
        );

        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + _ahead;
    }
}
