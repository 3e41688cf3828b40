using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text;

namespace Blog.Tests.Operations.Metrics;

/// <summary>What a real process sends to a collector: metrics, logs and traces, and no personal data.</summary>
public sealed class CollectorTests : IDisposable
{
    private readonly BlogProcess _blog = new();
    private readonly HttpListener _collector = new();
    private readonly ConcurrentDictionary<string, StringBuilder> _sent = new(StringComparer.Ordinal);
    private readonly string _address = $"http://127.0.0.1:{BlogProcess.FreePort().ToString(CultureInfo.InvariantCulture)}/";

    public void Dispose()
    {
        _blog.Dispose();
        _collector.Close();
    }

    [Fact]
    public async Task A_collector_that_does_not_answer_is_named_once()
    {
        using var blog = new BlogProcess();
        await blog.StartAsync(
            ("OTEL_EXPORTER_OTLP_ENDPOINT", $"http://user:secret@127.0.0.1:{BlogProcess.FreePort()}"),
            ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"),
            ("OTEL_METRIC_EXPORT_INTERVAL", "200"),
            ("OTEL_EXPORTER_OTLP_TIMEOUT", "1000")
        );
        await Poll.UntilAsync(() => blog.Said.Contains("CollectorUnreachable", StringComparison.Ordinal));
        await Poll.GraceAsync();
        Assert.Equal(2, blog.Said.Split("\"CollectorUnreachable\"").Length);
        Assert.DoesNotContain("secret", blog.Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_collector_gets_metrics_logs_and_traces_without_paths_queries_or_people()
    {
        _collector.Prefixes.Add(_address);
        _collector.Start();
        _ = ListenAsync();
        await _blog.StartAsync(
            ("OTEL_EXPORTER_OTLP_ENDPOINT", _address),
            ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"),
            ("OTEL_METRIC_EXPORT_INTERVAL", "500"),
            ("OTEL_BLRP_SCHEDULE_DELAY", "200"),
            ("OTEL_BSP_SCHEDULE_DELAY", "200"),
            ("Blog__Cache__Memory", "0") // a page that is kept would hide the failure below
        );
        using var client = new HttpClient { BaseAddress = _blog.Home };
        client.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", "canary-agent");
        foreach (var path in new[] { "/?canary", "/tags/canary", "/search?q=canary", "/preview/canary" })
        {
            using var answer = await client.GetAsync(path);
        }

        using var none = await client.GetAsync("/metrics"); // exporting metrics does not expose them
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);

        await using (var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={_blog.DataFolder}/blog.db;Pooling=False"))
        {
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = "ALTER TABLE Posts RENAME TO Gone";
            await command.ExecuteNonQueryAsync();
        }

        using var failed = await client.GetAsync("/archives?canary");
        Assert.Equal(HttpStatusCode.InternalServerError, failed.StatusCode);

        await UntilAsync("/v1/metrics", "blog.posts", "http.server.request.duration", "tags/{slug}", "dotnet.gc.collections");
        await UntilAsync("/v1/traces", "GET /tags/{slug}", "GET /archives", "http.response.status_code");
        await UntilAsync("/v1/logs", "DatabaseReady", "UnhandledException", "exception.stacktrace", "no such table");
        Assert.All(_sent, kind => Assert.DoesNotContain("canary", kind.Value.ToString(), StringComparison.OrdinalIgnoreCase));
    }

    private async Task UntilAsync(string kind, params string[] words)
    {
        foreach (var word in words)
        {
            await Poll.UntilAsync(() => Has(kind, word), $"{kind} has {word}");
        }
    }

    private bool Has(string kind, string word)
    {
        lock (_sent)
        {
            return _sent.TryGetValue(kind, out var text) && text.ToString().Contains(word, StringComparison.Ordinal);
        }
    }

    private async Task ListenAsync()
    {
        while (_collector.IsListening)
        {
            try
            {
                var context = await _collector.GetContextAsync();
                using var body = new MemoryStream();
                await context.Request.InputStream.CopyToAsync(body);
                lock (_sent)
                {
                    _sent
                        .GetOrAdd(context.Request.Url!.AbsolutePath, _ => new StringBuilder())
                        .Append(Encoding.UTF8.GetString(body.ToArray()));
                }

                context.Response.Close();
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
        }
    }
}
