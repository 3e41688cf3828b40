using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Blog.Tests.Data;

namespace Blog.Tests.Operations;

/// <summary>The program as a separate production process with its own folder; its output is captured.</summary>
public sealed class BlogProcess : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly StringBuilder _said = new();
    private Process? _process;

    public int Port { get; } = FreePort();

    /// <summary>The umask that it starts with, in octal; null for that of the tests.</summary>
    public string? Umask { get; init; }

    public string DataFolder => _folder.File("data");

    public Uri Home => new($"http://127.0.0.1:{Port.ToString(CultureInfo.InvariantCulture)}");

    /// <summary>All it has written to standard output.</summary>
    public string Said
    {
        get
        {
            lock (_said)
            {
                return _said.ToString();
            }
        }
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Starts it and waits until it is ready.</summary>
    public async Task StartAsync(params (string Key, string Value)[] environment)
    {
        if (Umask is null) // which is about what the program itself makes
        {
            MigratedDatabase.CopyIntoEmpty(DataFolder);
        }

        _process = Process.Start(Prepare([], [("ASPNETCORE_URLS", Home.ToString()), .. environment]))!;
        _process.OutputDataReceived += (_, line) =>
        {
            lock (_said)
            {
                _said.AppendLine(line.Data);
            }
        };
        _process.BeginOutputReadLine();
        using var client = new HttpClient();
        await Poll.UntilAsync(async () =>
        {
            Assert.False(_process.HasExited, "it ended instead of becoming ready");
            try
            {
                return (await client.GetAsync(new Uri(Home, "/health/ready"))).IsSuccessStatusCode;
            }
            catch (HttpRequestException)
            {
                return false;
            }
        });
    }

    /// <summary>Runs a command to its end.</summary>
    public async Task<(int Code, string Output, string Error)> RunAsync(string[] arguments, params (string Key, string Value)[] environment)
    {
        using var command = Process.Start(Prepare(arguments, environment))!;
        var (output, error) = (command.StandardOutput.ReadToEndAsync(), command.StandardError.ReadToEndAsync());
        try
        {
            await command.WaitForExitAsync().WaitAsync(Poll.Limit);
        }
        finally
        {
            if (!command.HasExited)
            {
                command.Kill();
            }
        }

        return (command.ExitCode, await output, await error);
    }

    public void Dispose()
    {
        if (_process is { HasExited: false })
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process?.Dispose();
        _folder.Dispose();
    }

    private ProcessStartInfo Prepare(string[] arguments, (string Key, string Value)[] environment)
    {
        string[] program = ["dotnet", Path.Combine(AppContext.BaseDirectory, "Blog.dll"), .. arguments];
        var start = new ProcessStartInfo(
            Umask is null ? program[0] : "/bin/sh",
            Umask is null ? program[1..] : ["-c", $"umask {Umask}; exec \"$@\"", "sh", .. program]
        )
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = _folder.Path,
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = start.Environment["DOTNET_ENVIRONMENT"] = "Production";
        start.Environment["Blog__DataDirectory"] = _folder.File("data");
        start.Environment["Blog__PublicUrl"] = "http://localhost";
        foreach (var (key, value) in environment)
        {
            start.Environment[key] = value;
        }

        return start;
    }
}
