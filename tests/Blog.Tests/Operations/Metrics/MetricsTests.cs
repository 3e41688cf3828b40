using System.Diagnostics.Metrics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;

namespace Blog.Tests.Operations.Metrics;

/// <summary>The metrics of a real process: who may read them, that they are correct, and that labels are few.</summary>
public sealed partial class MetricsTests : IDisposable
{
    private const string Token = "d2c8f0b4a6e19357c0ffee00";
    private readonly BlogProcess _blog = new();
    private readonly HttpClient _client = new();

    public void Dispose()
    {
        _client.Dispose();
        _blog.Dispose();
    }

    [Fact]
    public async Task Metrics_are_off_by_default()
    {
        await using var blog = new BlogApplication();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/metrics");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        using var answer = await blog.Reader.SendAsync(request);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task With_a_token_metrics_require_it_and_report_what_happened()
    {
        await _blog.StartAsync(("Blog__Metrics__Token", Token));
        Assert.Equal(HttpStatusCode.Unauthorized, (await AskAsync(_blog.Home, null)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await AskAsync(_blog.Home, Token[..^1])).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await AskAsync(_blog.Home, Token + "0")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await AskAsync(_blog.Home, "")).StatusCode);

        foreach (
            var path in new[]
            {
                "/",
                "/",
                "/archives",
                "/search?q=canary7f3a",
                "/tags/canary7f3a",
                "/canary7f3a",
                "/canary7f3b",
                "/en/canary7f3c.php",
            }
        )
        {
            using var page = await _client.GetAsync(new Uri(_blog.Home, path));
        }

        using (var odd = new HttpRequestMessage(new HttpMethod("CANARY7F3A"), _blog.Home))
        {
            using var refused = await _client.SendAsync(odd);
        }

        using var answer = await AskAsync(_blog.Home, Token);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("no-store", answer.Headers.CacheControl!.ToString());
        Assert.Equal("text/plain", answer.Content.Headers.ContentType!.MediaType);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.DoesNotContain("canary", text, StringComparison.OrdinalIgnoreCase); // neither paths nor queries nor methods of visitors
        Assert.Equal(1, Value(text, "blog_ready"));
        Assert.Equal(0, Value(text, "blog_posts", "state=\"published\""));
        Assert.InRange(Value(text, "blog_cache_requests_total", "result=\"hit\""), 1, 3); // some pages are made before a reader asks
        Assert.Equal(1, Value(text, "blog_search_duration_seconds_count"));
        Assert.Equal(2, Value(text, "http_server_request_duration_seconds_count", "http_route=\"/\"", "http_request_method=\"GET\""));
        Assert.Equal(
            1,
            Value(text, "http_server_request_duration_seconds_count", "http_route=\"tags/{slug}\"", "http_response_status_code=\"404\"")
        ); // not one of the error page
        Assert.True(Value(text, "db_client_operation_duration_seconds_count", "db_operation_name=\"SELECT\"") > 0);
        Assert.True(Value(text, "blog_write_gate_wait_duration_seconds_count") > 0);
        Assert.True(Value(text, "blog_disk_free_bytes") > 0);
        Assert.True(Value(text, "blog_data_size_bytes", "part=\"wal\"") > 0);
        Assert.Equal(1, Value(text, "blog_job_runs_total", "job=\"sweep\"", "result=\"done\""));
        // probes would distort the readers' figures
        Assert.DoesNotContain(Samples().Matches(text), line => line.Value.Contains("health", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_another_host_in_the_process_measures_is_not_reported()
    {
        using var other = new Meter(new MeterOptions("Blog") { Scope = new object() });
        for (var i = 0; i < 1_000; i++) // as many as are reported at all
        {
            other.CreateObservableGauge($"blog.other.{i}", () => 1);
        }

        await using var blog = new BlogApplication();
        blog.Settings["Blog:Metrics:Token"] = Token;
        using var request = new HttpRequestMessage(HttpMethod.Get, "/metrics");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        using var answer = await blog.Reader.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.DoesNotContain("blog_other", text, StringComparison.Ordinal);
        Assert.Equal(1, Value(text, "blog_ready"));
    }

    [Fact]
    public async Task A_separate_metrics_port_serves_only_metrics_and_the_blogs_port_serves_none()
    {
        var port = BlogProcess.FreePort();
        await _blog.StartAsync(("Blog__Metrics__Port", port.ToString(CultureInfo.InvariantCulture)));
        var own = new Uri($"http://127.0.0.1:{port}");
        Assert.Equal(HttpStatusCode.NotFound, (await AskAsync(_blog.Home, null)).StatusCode);
        // a scraper asks by the container's name
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(own, null, host: "blog.internal")).StatusCode);
        foreach (var path in new[] { "/", "/health/ready", "/account/sign-in", "/admin", "/metrics/x" })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await _client.GetAsync(new Uri(own, path))).StatusCode);
        }
    }

    [Fact]
    public async Task A_port_and_a_token_are_both_required()
    {
        var port = BlogProcess.FreePort();
        await _blog.StartAsync(("Blog__Metrics__Port", port.ToString(CultureInfo.InvariantCulture)), ("Blog__Metrics__Token", Token));
        var own = new Uri($"http://127.0.0.1:{port}");
        Assert.Equal(HttpStatusCode.NotFound, (await AskAsync(_blog.Home, Token)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await AskAsync(own, null)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(own, Token)).StatusCode);
    }

    private async Task<HttpResponseMessage> AskAsync(Uri home, string? token, string? host = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, new Uri(home, "/metrics"));
        request.Headers.Host = host;
        if (token is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        return await _client.SendAsync(request);
    }

    private static double Value(string text, string name, params string[] tags)
    {
        var line = Assert.Single(
            text.Split('\n'),
            line =>
                (line.StartsWith(name + "{", StringComparison.Ordinal) || line.StartsWith(name + " ", StringComparison.Ordinal))
                && Array.TrueForAll(tags, tag => line.Contains(tag, StringComparison.Ordinal))
        );
        return double.Parse(line.Split(' ')[1], CultureInfo.InvariantCulture);
    }

    [GeneratedRegex("^http_.*$", RegexOptions.Multiline | RegexOptions.NonBacktracking)]
    private static partial Regex Samples();
}
