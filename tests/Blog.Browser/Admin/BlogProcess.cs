using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Blog.Browser.Accounts;

namespace Blog.Browser.Admin;

/// <summary>The program as a separate process, which can be killed at any moment and started again on the same folder.</summary>
public sealed class BlogProcess : IAsyncDisposable
{
    public const string Email = "owner@example.org";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("blog-killed-");
    private Process? _process;

    public Uri Address { get; } = new($"http://localhost:{FreePort()}/");

    /// <summary>Starts it and waits until it answers.</summary>
    public async Task StartAsync()
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Blog.dll")])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = _folder.FullName,
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        start.Environment["DOTNET_ENVIRONMENT"] = "Production";
        start.Environment["ASPNETCORE_URLS"] = Address.GetLeftPart(UriPartial.Authority);
        start.Environment["Blog__DataDirectory"] = _folder.FullName;
        start.Environment["Blog__PublicUrl"] = Address.GetLeftPart(UriPartial.Authority);
        start.Environment["Blog__Owner__Email"] = Email;
        start.Environment["Blog__Owner__Password"] = AccountsServer.Password;
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, _) => { }; // read, or a full pipe would stop it
        _process.ErrorDataReceived += (_, _) => { };
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        using var client = new HttpClient();
        await Poll.UntilAsync(async () =>
        {
            Assert.False(_process.HasExited, "it ended instead of becoming ready");
            try
            {
                return (await client.GetAsync(new Uri(Address, "health/ready"))).IsSuccessStatusCode;
            }
            catch (HttpRequestException)
            {
                return false; // not listening yet
            }
        });
    }

    /// <summary>Ends it without a chance to clean up: SIGKILL.</summary>
    public async Task KillAsync()
    {
        _process!.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await KillAsync();
        }

        _folder.Delete(recursive: true);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
