using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Blog.Tests.Processes;

/// <summary>
/// The program as a separate process that can be killed, stopped, sandboxed and restarted on the same folder. <c>BLOG_TEST_APP</c> names a
/// folder
/// with a published program to use instead of the one built for the tests.
/// </summary>
internal sealed class BlogServer(string dataFolder, Sandbox? sandbox = null) : IAsyncDisposable
{
    public const string Password = SignedIn.Password;

    private readonly ConcurrentQueue<string> _output = new();
    private readonly ConcurrentQueue<string> _errors = new();
    private Process? _process;

    public static string App =>
        Environment.GetEnvironmentVariable("BLOG_TEST_APP") is { Length: > 0 } folder
            ? Path.GetFullPath(folder)
            : AppContext.BaseDirectory.TrimEnd('/');

    public Uri Address { get; } = new($"http://127.0.0.1:{FreePort()}/");

    public string DataFolder => dataFolder;

    public string Database => Path.Combine(dataFolder, "blog.db");

    public Process Process => _process ?? throw new InvalidOperationException("not started");

    /// <summary>What it logs, a line each.</summary>
    public IReadOnlyCollection<string> Output => _output;

    /// <summary>What it says on standard error, a line each.</summary>
    public IReadOnlyCollection<string> Errors => _errors;

    public Dictionary<string, string> Settings { get; } = new(StringComparer.Ordinal);

    /// <summary>Starts it and waits until it is ready.</summary>
    public async Task StartAsync()
    {
        Begin();
        await ReadyAsync();
    }

    /// <summary>Starts it, or a command on the same folder, without waiting for anything.</summary>
    public void Begin(params string[] arguments)
    {
        _output.Clear();
        _errors.Clear();
        _process?.Dispose();
        _process = Process.Start(Prepare(arguments))!;
        _process.OutputDataReceived += (_, line) => Keep(_output, line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(_errors, line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Runs a command on the same folder to its end, in the same place as the program.</summary>
    public Task<(int Code, string Output, string Error)> RunAsync(params string[] arguments) => RunWithInputAsync(null, arguments);

    /// <summary>Runs a command with something on its standard input; null to leave that as it is.</summary>
    public async Task<(int Code, string Output, string Error)> RunWithInputAsync(string? input, params string[] arguments)
    {
        var start = Prepare(arguments);
        start.RedirectStandardInput = input is not null;
        using var command = Process.Start(start)!;
        if (input is not null)
        {
            await command.StandardInput.WriteLineAsync(input);
            command.StandardInput.Close();
        }

        var (said, failed) = (command.StandardOutput.ReadToEndAsync(), command.StandardError.ReadToEndAsync());
        await command.WaitForExitAsync().WaitAsync(Poll.Limit);
        return (command.ExitCode, await said, await failed);
    }

    public async Task ReadyAsync()
    {
        using var client = new HttpClient { BaseAddress = Address };
        await Poll.UntilAsync(async () =>
        {
            Assert.False(Process.HasExited, $"it ended instead of becoming ready: {string.Join('\n', _errors.Concat(_output))}");
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
        if (!Process.HasExited)
        {
            Process.Kill();
        }

        await Process.WaitForExitAsync();
    }

    /// <summary>SIGTERM, and how long it takes to end.</summary>
    public async Task<(int Code, TimeSpan Took)> StopAsync()
    {
        var watch = Stopwatch.StartNew();
        using (var kill = Process.Start("kill", ["-TERM", Process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]))
        {
            await kill.WaitForExitAsync();
        }

        await Process.WaitForExitAsync().WaitAsync(Poll.Limit);
        return (Process.ExitCode, watch.Elapsed);
    }

    /// <summary>Waits until it exits because it cannot start.</summary>
    public async Task<int> EndAsync()
    {
        await Process.WaitForExitAsync().WaitAsync(Poll.Limit);
        return Process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await KillAsync();
            _process.Dispose();
        }
    }

    private ProcessStartInfo Prepare(string[] arguments)
    {
        var start =
            sandbox?.Start(dataFolder, arguments)
            ?? new ProcessStartInfo("dotnet", [Path.Combine(App, "Blog.dll"), .. arguments]) { WorkingDirectory = dataFolder };
        (start.UseShellExecute, start.RedirectStandardOutput, start.RedirectStandardError) = (false, true, true);
        var environment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Production",
            ["DOTNET_ENVIRONMENT"] = "Production",
            ["DOTNET_EnableDiagnostics"] = "0",
            ["DOTNET_gcServer"] = "0",
            ["DOTNET_TieredPGO"] = "0", // as in the image
            ["ASPNETCORE_URLS"] = Address.GetLeftPart(UriPartial.Authority),
            ["Blog__DataDirectory"] = sandbox?.Inside(dataFolder) ?? dataFolder,
            ["Blog__PublicUrl"] = $"http://localhost:{Address.Port}",
            ["Blog__Owner__Email"] = SignedIn.OwnerEmail,
            ["Blog__Owner__Password"] = Password,
            ["TMPDIR"] = Path.Combine(sandbox?.Inside(dataFolder) ?? dataFolder, "tmp"),
        };
        foreach (var (key, value) in environment.Concat(Settings))
        {
            start.Environment[key] = value;
        }

        return start;
    }

    private static void Keep(ConcurrentQueue<string> lines, string? line)
    {
        if (line is { Length: > 0 })
        {
            lines.Enqueue(line);
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
