using System.Net;
using AngleSharp.Html.Parser;
using Blog.Operations.Health;
using Blog.Site.Proxies;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Blog.Tests.Site.Proxies;

public sealed class HttpsGuardTests : IDisposable
{
    private const string Proxy = "192.0.2.250";

    private readonly BlogApplication _blog = new()
    {
        Settings = { ["Blog:PublicUrl"] = "https://blog.example.org", ["Blog:TrustedProxies"] = Proxy },
    };

    public void Dispose() => _blog.Dispose();

    [Theory]
    [InlineData("GET", "/account/sign-in")]
    [InlineData("POST", "/account/sign-in")]
    [InlineData("GET", "/setup")]
    [InlineData("GET", "/admin/posts")]
    [InlineData("POST", "/admin/settings")]
    public async Task A_proxy_that_does_not_say_https_is_explained_in_both_languages(string method, string path)
    {
        foreach (var (language, said) in new[] { ("en", "The proxy needs a change"), ("zh-CN", "反向代理需要调整") })
        {
            using var answer = await SendAsync(path, Proxy, null, method, language);
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
            Assert.Equal("no-store", answer.Headers.CacheControl?.ToString());
            var page = await new HtmlParser().ParseDocumentAsync(await answer.Content.ReadAsStringAsync());
            Assert.Equal(said, page.QuerySelector("h1")!.TextContent);
            Assert.Equal("proxy_set_header X-Forwarded-Proto $scheme;", Assert.Single(page.QuerySelectorAll("pre")).TextContent);
        }
    }

    [Fact]
    public async Task Readiness_is_degraded_with_the_reason_until_a_request_comes_as_it_should()
    {
        var health = _blog.Services.GetRequiredService<HealthChecker>();
        (await SendAsync("/account/sign-in", Proxy, null)).Dispose();
        var finding = Assert.Single((await health.TakeAsync(CancellationToken.None)).Findings, finding => finding.Name == "proxy");
        Assert.Equal(HealthState.Degraded, finding.State);
        Assert.Contains($"the proxy {Proxy} sends no X-Forwarded-Proto", finding.Says, StringComparison.Ordinal);
        using var right = await SendAsync("/account/sign-in", Proxy, "https");
        Assert.Equal(HttpStatusCode.OK, right.StatusCode);
        finding = Assert.Single((await health.TakeAsync(CancellationToken.None)).Findings, finding => finding.Name == "proxy");
        Assert.Equal(HealthState.Healthy, finding.State);
    }

    [Fact]
    public async Task Readers_pages_are_served_as_before()
    {
        using var answer = await SendAsync("/", Proxy, null);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Null(_blog.Services.GetRequiredService<ProxyFaults>().Current);
    }

    [Fact]
    public async Task An_operator_on_the_machine_itself_is_told_and_nothing_else_happens()
    {
        using var answer = await SendAsync("/account/sign-in", "127.0.0.1", null, host: "localhost");
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Null(_blog.Services.GetRequiredService<ProxyFaults>().Current);
    }

    [Fact]
    public async Task The_page_has_no_address_of_its_own()
    {
        using var answer = await SendAsync("/error/insecure", Proxy, "https");
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public void The_log_has_one_warning_an_hour()
    {
        var log = new Counter();
        var faults = new ProxyFaults(_blog.Clock, log);
        var fault = new ProxyFault(ProxyFaultKind.NoScheme, IPAddress.Loopback, "");
        for (var minute = 0; minute < 121; minute++)
        {
            faults.Note(fault);
            _blog.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Equal(3, log.Warnings);
        Assert.Equal(fault, faults.Current);
        _blog.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Null(faults.Current);
    }

    private async Task<HttpResponseMessage> SendAsync(
        string path,
        string peer,
        string? scheme,
        string method = "GET",
        string language = "en",
        string host = "blog.example.org"
    )
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        request.Headers.Host = host;
        request.Headers.Add(Visitor.AddressHeader, peer);
        request.Headers.Add("Accept-Language", language);
        if (scheme is not null)
        {
            request.Headers.Add("X-Forwarded-Proto", scheme);
        }

        return await _blog.Reader.SendAsync(request);
    }

    private sealed class Counter : ILogger<ProxyFaults>
    {
        public int Warnings { get; private set; }

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel level, EventId id, TState state, Exception? e, Func<TState, Exception?, string> format) =>
            Warnings += level == LogLevel.Warning ? 1 : 0;
    }
}
