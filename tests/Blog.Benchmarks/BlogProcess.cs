using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Blog.Benchmarks;

/// <summary>The program as it runs in production, in a separate process.</summary>
internal sealed class BlogProcess : IAsyncDisposable
{
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private readonly Process _process;

    private BlogProcess(ProcessStartInfo start, int port)
    {
        Client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, _) => { };
        _process.BeginOutputReadLine();
    }

    public HttpClient Client { get; }

    /// <summary>What it has cost so far.</summary>
    public TimeSpan Processor
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>What it holds in memory, in MB: its own, and with the code and data that are mapped from files.</summary>
    public (double Own, double All) Memory
    {
        get
        {
            var sizes = File.ReadLines($"/proc/{_process.Id}/status")
                .Where(line => line.StartsWith("Rss", StringComparison.Ordinal))
                .Select(line => line.Split([':', ' ', '\t'], StringSplitOptions.RemoveEmptyEntries))
                .ToDictionary(
                    parts => parts[0],
                    parts => double.Parse(parts[1], CultureInfo.InvariantCulture) / 1024,
                    StringComparer.Ordinal
                );
            return (sizes["RssAnon"] + sizes["RssShmem"], sizes.Values.Sum());
        }
    }

    /// <param name="program"><c>Blog.dll</c> of a published folder, or the one beside this benchmark.</param>
    /// <param name="folder">Where <c>data/</c> lies.</param>
    /// <param name="processor">The only one that it may use; null for all.</param>
    /// <param name="settings">Environment variables of its own.</param>
    public static BlogProcess Start(
        string program,
        string folder,
        int? processor = null,
        params IEnumerable<(string Name, string Value)> settings
    )
    {
        var port = FreePort();
        string[] command = processor is { } only
            ? ["taskset", "-c", only.ToString(CultureInfo.InvariantCulture), "dotnet", program]
            : ["dotnet", program];
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            WorkingDirectory = folder,
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = start.Environment["DOTNET_ENVIRONMENT"] = "Production";
        start.Environment["DOTNET_TieredPGO"] = "0"; // as in the image
        start.Environment["Blog__PublicUrl"] = "http://localhost";
        start.Environment["Blog__DataDirectory"] = Path.Combine(folder, "data");
        start.Environment["ASPNETCORE_URLS"] = $"http://127.0.0.1:{port}";
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        return new BlogProcess(start, port);
    }

    /// <summary>Requests until the response is successful.</summary>
    /// <returns>The time since the start.</returns>
    public async Task<TimeSpan> UntilAsync(string path)
    {
        while (!_process.HasExited && _watch.Elapsed < TimeSpan.FromMinutes(2))
        {
            try
            {
                using var answer = await Client.GetAsync(new Uri(path, UriKind.Relative));
                if (answer.IsSuccessStatusCode)
                {
                    return _watch.Elapsed;
                }
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }

            await Task.Delay(5);
        }

        throw new InvalidOperationException($"{path} never answered");
    }

    public async ValueTask DisposeAsync()
    {
        using (Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]))
        {
            await _process.WaitForExitAsync();
        }

        Client.Dispose();
        _process.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
