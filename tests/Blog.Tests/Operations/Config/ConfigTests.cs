using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;

namespace Blog.Tests.Operations.Config;

/// <summary>The operator's settings: one table of keys, one line per error, no secret printed.</summary>
public sealed partial class ConfigTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string, string, string> Wrong()
    {
        var data = new TheoryData<string, string, string>();
        foreach (var (key, value, says) in WrongValues.Rows)
        {
            data.Add(key, value, says);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Wrong))]
    public void A_wrong_value_is_said_in_one_line_with_key_value_and_what_it_must_be(string key, string value, string says)
    {
        var written = Filled(value);
        var errors = ErrorsOf(
            new(StringComparer.Ordinal)
            {
                ["Blog__PublicUrl"] = "https://example.org",
                ["Blog__Owner__Email"] = key == "Blog__Owner__Password" ? "me@example.org" : "",
                [key] = written,
            }
        );
        var error = Assert.Single(
            errors,
            error =>
                error.StartsWith(key, StringComparison.Ordinal)
                || (key == "Blog__PublicUrl" && error.Contains(key, StringComparison.Ordinal))
        );
        Assert.Contains(says, error, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error);
        if (OperatorKeys.All.Single(known => known.Name == key).IsSecret)
        {
            Assert.DoesNotContain(written, error, StringComparison.Ordinal);
        }
        else if (value.Length > 0)
        {
            Assert.Contains(written.Split([',', ';'])[^1].Trim(), error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Every_key_has_a_wrong_value_that_is_tested_or_has_none()
    {
        Assert.Equal(
            OperatorKeys.All.Select(key => key.Name).Order(StringComparer.Ordinal),
            WrongValues.Rows.Select(row => row.Key).Concat(WrongValues.AnythingGoes).Distinct().Order(StringComparer.Ordinal)
        );
        Assert.Empty(ErrorsOf(new(StringComparer.Ordinal) { ["Blog__PublicUrl"] = "https://example.org" }));
    }

    [Fact]
    public void The_operations_manual_has_the_same_table()
    {
        var rows = File.ReadLines(Path.Combine(Repository.Root, "docs", "operations.md"))
            .SkipWhile(line => line != "## Settings")
            .Skip(1)
            .TakeWhile(line => !line.StartsWith("## ", StringComparison.Ordinal))
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .SelectMany(line => Name().Matches(line.Split('|')[1]).Select(match => match.Groups["name"].Value));
        Assert.Equal(OperatorKeys.All.Select(key => key.Name), rows);
    }

    [Fact]
    public void Every_key_that_the_program_reads_is_in_the_table()
    {
        var sources = Directory
            .EnumerateFiles(Path.Combine(Repository.Root, "src", "Blog"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal));
        var read = sources
            .SelectMany(file =>
                Read()
                    .Matches(File.ReadAllText(file))
                    .Select(match => match.Groups["path"].Value.Replace(":", "__", StringComparison.Ordinal))
            )
            .Distinct()
            .ToList();
        Assert.True(read.Count >= 8, string.Join(' ', read));
        Assert.Empty(read.Except(OperatorKeys.All.Select(key => key.Name)));
    }

    [Fact]
    public void A_misspelled_key_is_noticed() =>
        Assert.Equal(
            ["Blog__TrustedProxy"],
            OperatorKeys.Unknown(
                Configuration(
                    new(StringComparer.Ordinal) { ["Blog__TrustedProxy"] = "10.0.0.1", ["Blog__publicurl"] = "https://example.org" }
                )
            )
        );

    [Fact]
    public void Trusting_forwarded_headers_from_everywhere_is_refused() =>
        Assert.Contains(
            ErrorsOf(
                new(StringComparer.Ordinal)
                {
                    ["Blog__PublicUrl"] = "https://example.org",
                    ["ASPNETCORE_FORWARDEDHEADERS_ENABLED"] = "true",
                }
            ),
            error => error.StartsWith("ASPNETCORE_FORWARDEDHEADERS_ENABLED", StringComparison.Ordinal)
        );

    [Theory]
    [InlineData("::ffff:10.0.0.1", "10.0.0.1/32")]
    [InlineData("::ffff:10.0.0.0/104", "10.0.0.0/8")]
    [InlineData("fd00::/8", "fd00::/8")]
    public void A_proxy_may_be_written_as_an_ipv4_address_mapped_into_ipv6(string written, string means)
    {
        var settings = OperatorSettings.Read(
            Configuration(new(StringComparer.Ordinal) { ["Blog__PublicUrl"] = "https://example.org", ["Blog__TrustedProxies"] = written }),
            false,
            _folder.Path,
            out _
        );
        Assert.Equal(means, Assert.Single(settings!.Site.TrustedProxies).ToString());
    }

    [Fact]
    public async Task The_command_prints_the_effective_settings_without_secrets()
    {
        using var blog = new BlogProcess();
        var (code, output, error) = await blog.RunAsync(
            ["config"],
            ("Blog__PublicUrl", "https://example.org/blog"),
            ("Blog__Owner__Email", "me@example.org"),
            ("Blog__Owner__Password", "grey kettle orbits seven lanterns"),
            ("Blog__Metrics__Token", "kettle-d2c8f0b4a6e19357"),
            ("OTEL_EXPORTER_OTLP_HEADERS", "authorization=kettle"),
            ("Blog__TrustedProxy", "10.0.0.1")
        );
        Assert.Equal(0, code);
        Assert.DoesNotContain("kettle", output + error, StringComparison.Ordinal);
        Assert.Contains("Blog__PublicUrl = https://example.org/blog  (environment)", output, StringComparison.Ordinal);
        Assert.Contains("Blog__Metrics__Token = (set, not shown)  (environment)", output, StringComparison.Ordinal);
        Assert.Contains("Blog__AllowHttp = false  (default)", output, StringComparison.Ordinal);
        Assert.Equal(OperatorKeys.All.Count, output.Trim().Split('\n').Length);
        Assert.Equal("config: unknown setting Blog__TrustedProxy", error.Trim());
    }

    [Fact]
    public async Task The_command_names_every_wrong_setting_and_a_start_the_first()
    {
        using var blog = new BlogProcess();
        (string, string)[] wrong = [("Blog__AllowHttp", "maybe"), ("Blog__Metrics__Port", "x"), ("Blog__Backup__Every", "never")];
        var (code, _, error) = await blog.RunAsync(["config"], wrong);
        Assert.Equal((2, 3), (code, error.Trim().Split('\n').Length));
        var (serving, _, line) = await blog.RunAsync([], wrong);
        Assert.Equal(2, serving);
        Assert.Single(line.Trim().Split('\n'));
    }

    [Fact]
    public async Task A_port_in_use_is_reported_in_one_line()
    {
        using var taken = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        taken.Start();
        using var blog = new BlogProcess();
        var address = "http://" + taken.LocalEndpoint;
        var (code, _, error) = await blog.RunAsync([], ("ASPNETCORE_URLS", address));
        Assert.Equal(3, code);
        Assert.StartsWith("cannot listen: ", Assert.Single(error.Trim().Split('\n')), StringComparison.Ordinal);
        Assert.Contains("address already in use", error, StringComparison.Ordinal);
    }

    private string Filled(string value)
    {
        File.WriteAllText(_folder.File("file"), "");
        return value
            .Replace("{file}", _folder.File("file"), StringComparison.Ordinal)
            .Replace("{data}", _folder.File("data"), StringComparison.Ordinal);
    }

    private IReadOnlyList<string> ErrorsOf(Dictionary<string, string> environment)
    {
        OperatorSettings.Read(Configuration(environment), false, _folder.Path, out var errors);
        return errors;
    }

    private static IConfigurationRoot Configuration(Dictionary<string, string> environment) =>
        new ConfigurationBuilder()
            .AddInMemoryCollection(
                environment.Select(pair => new KeyValuePair<string, string?>(
                    pair.Key.Replace("__", ":", StringComparison.Ordinal),
                    pair.Value
                ))
            )
            .Build();

    [GeneratedRegex("`(?<name>[A-Za-z0-9_]+)`", RegexOptions.NonBacktracking)]
    private static partial Regex Name();

    [GeneratedRegex("\"(?<path>Blog:[A-Za-z0-9:]+)\"", RegexOptions.NonBacktracking)]
    private static partial Regex Read();
}
