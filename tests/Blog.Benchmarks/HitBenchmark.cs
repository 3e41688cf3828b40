using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Blog.Benchmarks;

/// <summary>
/// The claim: a kept page is sent at least 0.9 times as fast as bare Kestrel sends the same bytes, and as fast as nginx does with
/// <c>gzip_static</c>; the slowest of a hundred takes at most five times the median. Each server on one processor, the load of <c>wrk</c>
/// with 32 connections on another, in turns. Needs nginx, wrk and taskset.
/// </summary>
internal static partial class HitBenchmark
{
    private const int Connections = 32,
        Rounds = 3;

    private static readonly string[] NotCopied = ["Date", "Transfer-Encoding", "Content-Length", "Age", "Connection", "Keep-Alive"];

    /// <param name="program"><c>Blog.dll</c> of a published folder; null for the one beside this benchmark.</param>
    public static async Task<int> RunAsync(int posts, string? program, int seconds = 4)
    {
        var folder = Directory.CreateTempSubdirectory("blog-hits-");
        await using var blog = BlogProcess.Start(
            program ?? Path.Combine(AppContext.BaseDirectory, "Blog.dll"),
            await BlogCorpus.OpenAsync(posts),
            processor: 0
        );
        await blog.UntilAsync("/health/ready");
        string[] paths = ["/", "/page/2", "/tags/tag1", BlogCorpus.PathOf(posts / 2), "/feed.xml"];
        var answers = new List<ReadyAnswer>();
        foreach (var path in paths)
        {
            answers.Add(await ReadyAsync(blog, path));
        }

        var (bare, nginx, open) = (FreePort(), FreePort(), FreePort());
        using var kestrel = StartBare(folder, answers, bare);
        using var stock = StartNginx(folder, answers, nginx, "");
        using var cached = StartNginx(folder, answers, open, "open_file_cache max=1000 inactive=60s;");
        try
        {
            var holds = true;
            foreach (var path in paths)
            {
                holds &= Compare(
                    path,
                    [
                        new("blog", blog.Client.BaseAddress!.Port),
                        new("bare Kestrel", bare),
                        new("nginx", nginx),
                        new("nginx, open_file_cache", open),
                    ],
                    seconds,
                    null
                );
            }

            var tag = answers[0].Headers["ETag"];
            holds &= Compare("/", [new("blog", blog.Client.BaseAddress!.Port), new("nginx", nginx)], seconds, tag);
            return holds ? 0 : 1;
        }
        finally
        {
            foreach (var process in new[] { kestrel, stock, cached })
            {
                process.Kill(entireProcessTree: true);
                await process.WaitForExitAsync();
            }

            folder.Delete(recursive: true);
        }
    }

    private static bool Compare(string path, Server[] servers, int seconds, string? tag)
    {
        var results = servers.ToDictionary(server => server, _ => new List<Load>());
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var server in servers)
            {
                results[server].Add(Measure(server.Port, path, seconds, tag));
            }
        }

        var medians = servers.ToDictionary(server => server.Name, server => Median(results[server]));
        var blog = medians["blog"];
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{(tag is null ? path : path + " (304)")}"));
        foreach (var (name, load) in medians)
        {
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"  {name, -24} {load.PerSecond, 8:F0}/s   blog = {blog.PerSecond / load.PerSecond:F2}   "
                        + $"p50 {load.Median:F2} ms, p99 {load.P99:F2} ms"
                )
            );
        }

        return (!medians.TryGetValue("bare Kestrel", out var bare) || blog.PerSecond >= 0.9 * bare.PerSecond)
            && blog.PerSecond >= medians["nginx"].PerSecond
            && blog.P99 <= 5 * blog.Median;
    }

    private static Load Median(List<Load> loads) => loads.OrderBy(load => load.PerSecond).ElementAt(loads.Count / 2);

    private static Load Measure(int port, string path, int seconds, string? tag)
    {
        var text = Run(
            "taskset",
            [
                "-c",
                "1",
                "wrk",
                "-t1",
                $"-c{Connections}",
                $"-d{seconds}s",
                "--latency",
                "-H",
                "Accept-Encoding: gzip",
                .. tag is null ? Array.Empty<string>() : ["-H", "If-None-Match: " + tag],
                $"http://127.0.0.1:{port}{path}",
            ]
        );
        if (tag is null && text.Contains("Non-2xx", StringComparison.Ordinal))
        {
            throw new InvalidOperationException(text);
        }

        return new Load(
            double.Parse(PerSecond().Match(text).Groups["count"].Value, CultureInfo.InvariantCulture),
            Milliseconds(text, "50%"),
            Milliseconds(text, "99%")
        );
    }

    private static double Milliseconds(string text, string share)
    {
        var match = Share().Matches(text).First(found => found.Groups["share"].Value == share);
        var value = double.Parse(match.Groups["time"].Value, CultureInfo.InvariantCulture);
        return match.Groups["unit"].Value switch
        {
            "us" => value / 1000,
            "ms" => value,
            _ => value * 1000,
        };
    }

    /// <summary>The answer once its best compression is there.</summary>
    private static async Task<ReadyAnswer> ReadyAsync(BlogProcess blog, string path)
    {
        ReadyAnswer? last = null;
        for (var tries = 0; tries < 100; tries++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.AcceptEncoding.ParseAdd("gzip");
            using var answer = await blog.Client.SendAsync(request);
            var next = new ReadyAnswer(
                path,
                answer
                    .EnsureSuccessStatusCode()
                    .Headers.Concat(answer.Content.Headers)
                    .Where(header => !NotCopied.Contains(header.Key))
                    .ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.Ordinal),
                await answer.Content.ReadAsByteArrayAsync()
            );
            if (tries > 10 && last?.Body.Length == next.Body.Length)
            {
                return next;
            }

            last = next;
            await Task.Delay(50);
        }

        return last!;
    }

    private static Process StartBare(DirectoryInfo folder, List<ReadyAnswer> answers, int port)
    {
        var file = Path.Combine(folder.FullName, "answers.json");
        File.WriteAllText(file, JsonSerializer.Serialize(answers));
        var start = new ProcessStartInfo(
            "taskset",
            ["-c", "0", "dotnet", typeof(BareServer).Assembly.Location, "bare", file, $"http://127.0.0.1:{port}"]
        )
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        start.Environment["DOTNET_TieredPGO"] = "0";
        return Started(start, port);
    }

    private static Process StartNginx(DirectoryInfo folder, List<ReadyAnswer> answers, int port, string option)
    {
        var root = folder.CreateSubdirectory("nginx-" + port.ToString(CultureInfo.InvariantCulture));
        var places = new StringBuilder();
        foreach (var (answer, index) in answers.Select((answer, index) => (answer, index)))
        {
            File.WriteAllBytes(Path.Combine(root.FullName, $"{index}.html.gz"), answer.Body);
            File.WriteAllText(Path.Combine(root.FullName, $"{index}.html"), "");
            var headers = answer.Headers.Where(header =>
                header.Key is not ("Content-Type" or "Content-Encoding" or "ETag" or "Vary" or "Last-Modified")
            );
            places.AppendLine(
                CultureInfo.InvariantCulture,
                $"location = {answer.Path} {{ try_files /{index}.html =404; types {{ }} default_type \"{Type(answer)}\";"
            );
            foreach (var (name, value) in headers)
            {
                places.AppendLine(
                    CultureInfo.InvariantCulture,
                    $"add_header {name} \"{value.Replace("\"", "\\\"", StringComparison.Ordinal)}\";"
                );
            }

            places.AppendLine("}");
        }

        var file = Path.Combine(root.FullName, "nginx.conf");
        File.WriteAllText(
            file,
            $$"""
            daemon off; worker_processes 1; pid {{root.FullName}}/pid; error_log stderr; user root;
            events { worker_connections 1024; }
            http {
              access_log off; sendfile on; tcp_nopush on; gzip_static on; gzip_vary on; keepalive_requests 100000000;
              {{option}}
              server { listen 127.0.0.1:{{port}}; root {{root.FullName}}; {{places}} }
            }
            """
        );
        return Started(new ProcessStartInfo("taskset", ["-c", "0", "nginx", "-c", file]), port);
    }

    private static string Type(ReadyAnswer answer) => answer.Headers["Content-Type"];

    private static Process Started(ProcessStartInfo start, int port)
    {
        var process = Process.Start(start)!;
        if (start.RedirectStandardOutput)
        {
            process.OutputDataReceived += (_, _) => { };
            process.BeginOutputReadLine();
        }

        for (var tries = 0; tries < 400; tries++)
        {
            try
            {
                using var client = new TcpClient();
                client.Connect("127.0.0.1", port);
                return process;
            }
            catch (SocketException)
            {
                Thread.Sleep(50);
            }
        }

        throw new InvalidOperationException($"{start.FileName} does not answer");
    }

    private static string Run(string program, IEnumerable<string> arguments)
    {
        using var process = Process.Start(
            new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, UseShellExecute = false }
        )!;
        var text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return text;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        return ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
    }

    [GeneratedRegex(@"Requests/sec:\s+(?<count>[\d.]+)", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex PerSecond();

    [GeneratedRegex(@"\b(?<share>\d+%)\s+(?<time>[\d.]+)(?<unit>us|ms|s)\b", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Share();

    private sealed record Server(string Name, int Port);

    /// <param name="PerSecond">Answers.</param>
    /// <param name="Median">In milliseconds.</param>
    /// <param name="P99">In milliseconds.</param>
    private sealed record Load(double PerSecond, double Median, double P99);
}
