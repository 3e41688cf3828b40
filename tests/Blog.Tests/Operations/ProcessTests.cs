using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace Blog.Tests.Operations;

/// <summary>The program as an operator sees it: exit codes, one-line reasons, signals, logs.</summary>
public sealed class ProcessTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<Process> _started = [];

    public void Dispose()
    {
        foreach (var process in _started.Where(process => !process.HasExited))
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit();
        }

        _folder.Dispose();
    }

    [Theory]
    [InlineData("Blog__PublicUrl", "", "Blog__PublicUrl is not set")]
    [InlineData("Blog__PublicUrl", "nonsense", "Blog__PublicUrl is 'nonsense'")]
    [InlineData("Blog__PublicUrl", "http://example.org", "Blog__AllowHttp=true")]
    [InlineData("Blog__TrustedProxies", "x", "Blog__TrustedProxies holds 'x'")]
    [InlineData("Blog__Owner__Email", "nonsense", "Blog__Owner__Email is 'nonsense'")]
    [InlineData("Blog__Owner__Email", "me@example.org", "Blog__Owner__Password is missing or too short")]
    [InlineData("Blog__Owner__Password", "grey kettle orbits seven lanterns", "Blog__Owner__Email is ''")]
    public async Task A_wrong_setting_stops_the_start_with_one_line(string key, string value, string says)
    {
        var (code, _, error) = await RunAsync([], (key, value));
        Assert.Equal(2, code);
        Assert.Contains(says, error, StringComparison.Ordinal);
        Assert.Single(error.Trim().Split('\n'));
        Assert.DoesNotContain("kettle", error, StringComparison.Ordinal); // no password in a log
    }

    [Fact]
    public async Task The_program_serves_logs_json_answers_health_and_exits_with_zero_on_sigterm()
    {
        var port = FreePort();
        var blog = Start([], ("ASPNETCORE_URLS", $"http://127.0.0.1:{port}"));
        await ReadyAsync(port);
        Assert.Equal(0, (await RunAsync(["health"], ("ASPNETCORE_URLS", $"http://127.0.0.1:{port}"))).Code);

        var (second, _, error) = await RunAsync([], ("ASPNETCORE_URLS", $"http://127.0.0.1:{FreePort()}"));
        Assert.Equal(3, second);
        Assert.Contains("in use by another process", error, StringComparison.Ordinal);

        Process.Start("kill", ["-TERM", blog.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]).WaitForExit();
        await blog.WaitForExitAsync().WaitAsync(Poll.Limit);
        Assert.Equal(0, blog.ExitCode);
        Assert.False(File.Exists(_folder.File("blog.db-wal")) && new FileInfo(_folder.File("blog.db-wal")).Length > 0);
        var lines = (await blog.StandardOutput.ReadToEndAsync()).Trim().Split('\n');
        Assert.Contains(
            "DatabaseReady",
            lines.Select(line =>
                JsonDocument.Parse(line).RootElement.GetProperty("Message").GetString()!.Contains("is ready", StringComparison.Ordinal)
                    ? "DatabaseReady"
                    : ""
            )
        );
    }

    [Fact]
    public async Task An_import_while_developing_needs_no_setting_but_in_production_the_public_address()
    {
        Data.MigratedDatabase.CopyIntoEmpty(_folder.Path);
        var posts = Directory.CreateDirectory(_folder.File("posts"));
        await File.WriteAllTextAsync(Path.Combine(posts.FullName, "x.md"), "---\ntitle: 题\ndate: 2026-01-01\n---\n\n正文\n");
        var (refused, _, error) = await RunAsync(["import", "markdown", posts.FullName], ("Blog__PublicUrl", ""));
        Assert.Equal(2, refused);
        Assert.Contains("Blog__PublicUrl is not set", error, StringComparison.Ordinal);
        var (code, output, _) = await RunAsync(
            ["import", "markdown", posts.FullName],
            ("Blog__PublicUrl", ""),
            ("ASPNETCORE_ENVIRONMENT", "Development")
        );
        Assert.Equal(0, code);
        Assert.Contains("1 created", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_data_folder_of_a_killed_process_can_be_used_by_the_next()
    {
        Data.MigratedDatabase.CopyIntoEmpty(_folder.Path);
        for (var i = 0; i < 2; i++)
        {
            var port = FreePort();
            var blog = Start([], ("ASPNETCORE_URLS", $"http://127.0.0.1:{port}"));
            await ReadyAsync(port);
            blog.Kill();
            await blog.WaitForExitAsync();
        }
    }

    [Fact]
    public async Task The_health_command_fails_when_nothing_listens()
    {
        var (code, _, error) = await RunAsync(["health"], ("ASPNETCORE_URLS", $"http://127.0.0.1:{FreePort()}"));
        Assert.Equal(1, code);
        Assert.Contains("not reachable", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("serve --help")]
    [InlineData("import --help")]
    [InlineData("import markdown --help")]
    [InlineData("health --help")]
    public async Task Every_command_explains_itself(string arguments)
    {
        var (code, output, _) = await RunAsync(arguments.Split(' '));
        Assert.Equal(0, code);
        Assert.Contains("Usage:", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("imprt hexo .", "did you mean 'import'")]
    [InlineData("import wordpres .", "import [hexo|hugo|jekyll|wordpress|ghost|halo|typecho|vanblog|markdown] PATH")]
    [InlineData("import", "give the folder or file to import")]
    public async Task A_word_that_is_no_command_starts_nothing_and_names_those_there_are(string arguments, string advice)
    {
        var (code, _, error) = await RunAsync(arguments.Split(' '));
        Assert.Equal(2, code);
        Assert.Contains(advice, error, StringComparison.Ordinal);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static async Task ReadyAsync(int port)
    {
        using var client = new HttpClient();
        await Poll.UntilAsync(async () =>
        {
            try
            {
                return (await client.GetAsync(new Uri($"http://127.0.0.1:{port}/health/ready"))).IsSuccessStatusCode;
            }
            catch (HttpRequestException)
            {
                return false; // not listening yet
            }
        });
    }

    private Process Start(string[] arguments, params (string Key, string Value)[] environment)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Blog.dll"), .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = _folder.Path,
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        start.Environment["DOTNET_ENVIRONMENT"] = "Production";
        start.Environment["Blog__DataDirectory"] = _folder.Path;
        start.Environment["Blog__PublicUrl"] = "http://localhost";
        foreach (var (key, value) in environment)
        {
            start.Environment[key] = value;
        }

        var process = Process.Start(start)!;
        _started.Add(process);
        return process;
    }

    private async Task<(int Code, string Output, string Error)> RunAsync(
        string[] arguments,
        params (string Key, string Value)[] environment
    )
    {
        var process = Start(arguments, environment);
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync().WaitAsync(Poll.Limit);
        return (process.ExitCode, await output, await error);
    }
}
