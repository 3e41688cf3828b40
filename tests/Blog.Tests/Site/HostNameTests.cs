namespace Blog.Tests.Site;

/// <summary>security.md B15: the site's host name comes from its settings, never from a request or a proxy.</summary>
public sealed class HostNameTests(SocketTests.Server server) : IClassFixture<SocketTests.Server>, IDisposable
{
    private const string Proxy = "192.0.2.250";

    private static readonly string[] Pages =
    [
        "/",
        "/x",
        "/tags",
        "/archives",
        "/search?q=x",
        "/feeds",
        "/feed.xml",
        "/rss.xml",
        "/feed.json",
        "/sitemap.xml",
        "/robots.txt",
        "/site.webmanifest",
        "/opensearch.xml",
        "/account/sign-in",
        "/X/",
        "/zh/tags/",
        "/nothing",
    ];

    private readonly BlogApplication _blog = new();

    public void Dispose() => _blog.Dispose();

    public static TheoryData<string> Strangers() =>
        [
            "evil.example",
            "localhost.evil.example",
            "evil.example:80",
            "localhost:80@evil.example",
            "evil.example/localhost",
            "localhost,evil.example",
            "localhost evil.example",
            "xn--lcalhost-evil.example",
            "LOCALHOST.EVIL.EXAMPLE",
            "127.0.0.1.evil.example",
            "[::1].evil.example",
            "0x7f.1.evil.example",
            "*",
            "evil.example.",
            "localhost.",
            "169.254.169.254",
            "0.0.0.0",
            "evil_example",
            "%65vil.example",
            "a.localhost",
        ];

    [Theory]
    [MemberData(nameof(Strangers))]
    public async Task A_foreign_host_name_is_refused(string host)
    {
        var (status, answer) = await server.AskAsync($"GET / HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
        Assert.Equal(400, status);
        if (host.Length > 1)
        {
            Assert.DoesNotContain(host, answer, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Theory]
    [InlineData("192.0.2.1")]
    [InlineData(Proxy)]
    public async Task A_forwarded_host_name_is_printed_nowhere(string from)
    {
        _blog.Settings["Blog:TrustedProxies"] = Proxy;
        await _blog.PublishAsync("题", with: r => r with { Slug = "x", Tags = ["标签"] });
        foreach (var path in Pages)
        {
            using var answer = await AskAsync(
                path,
                "localhost",
                from,
                ("X-Forwarded-Host", "evil.example"),
                ("Forwarded", "host=evil.example;proto=https"),
                ("X-Host", "evil.example"),
                ("X-Original-Host", "evil.example"),
                ("X-Forwarded-Server", "evil.example"),
                ("X-Forwarded-Prefix", "/evil.example")
            );
            Assert.True((int)answer.StatusCode < 500, $"{path}: {(int)answer.StatusCode}");
            var printed = answer.Headers + "\n" + answer.Content.Headers + "\n" + await answer.Content.ReadAsStringAsync();
            Assert.False(
                printed.Contains("evil.example", StringComparison.OrdinalIgnoreCase),
                $"{path} prints the forwarded name to {from}"
            );
        }
    }

    /// <summary>An invitation link with a foreign host name would be the most dangerous.</summary>
    [Fact]
    public async Task An_invitation_leads_to_the_site_whatever_was_forwarded()
    {
        _blog.Settings["Blog:TrustedProxies"] = Proxy;
        var owner = await SignedIn.OwnerAsync(_blog);
        using var answer = await owner.PostBareAsync(
            "/admin/people",
            Visitor.Form((Visitor.TokenField, await owner.TokenAsync()), ("Email", "new@example.org"), ("Role", "Author")),
            "Invite",
            ("X-Forwarded-Host", "evil.example"),
            (Visitor.AddressHeader, Proxy)
        );
        var link = (await Visitor.ParsedAsync(answer)).QuerySelector("#link")!.GetAttribute("value")!;
        Assert.StartsWith("http://localhost/", link, StringComparison.Ordinal);
    }

    private static async Task<HttpResponseMessage> Sent(HttpClient client, HttpRequestMessage request)
    {
        using (request)
        {
            return await client.SendAsync(request);
        }
    }

    private Task<HttpResponseMessage> AskAsync(string path, string host, string from, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("Host", host);
        request.Headers.Add(Visitor.AddressHeader, from);
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return Sent(_blog.Reader, request);
    }
}
