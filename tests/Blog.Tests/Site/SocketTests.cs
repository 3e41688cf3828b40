using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Blog.Tests.Site;

/// <summary>What only a real server on a real socket shows: raw paths that no client would send.</summary>
public sealed class SocketTests : IClassFixture<SocketTests.Server>
{
    private readonly Server _server;

    public SocketTests(Server server) => _server = server;

    public static TheoryData<string> Traversals()
    {
        var data = new TheoryData<string>();
        string[] ups =
        [
            "../",
            "..%2f",
            "..%2F",
            "%2e%2e/",
            "%2e%2e%2f",
            "..\\",
            "..%5c",
            "%252e%252e%252f",
            "..%c0%af",
            "..;/",
            "....//",
            ".%00./",
            "%2e./",
        ];
        string[] targets = ["blog.db", "appsettings.json", "etc/passwd"];
        string[] routes = ["/media/", "/assets/", "/media/00000000000000000000000000000000/", "/"];
        foreach (var route in routes)
        {
            foreach (var up in ups)
            {
                data.Add(route + string.Concat(Enumerable.Repeat(up, 6)) + targets[data.Count % targets.Length]);
            }
        }

        string[] others =
        [
            "//etc/passwd",
            "/C:/windows/win.ini",
            "/%00",
            "/%ff%fe",
            "/.git/config",
            "/.env",
            "/web.config",
            "/blog.db",
            "/data/blog.db",
            "/appsettings.json",
            "/con",
            "/error/200",
            "/error/99999999999",
            "/page/99999999999999999999",
        ];
        foreach (var path in others)
        {
            data.Add(path);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Traversals))]
    public async Task Path_traversal_finds_nothing(string path)
    {
        var (status, body) = await _server.AskAsync($"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        Assert.InRange(status, 300, 499);
        Assert.DoesNotContain("SQLite format 3", body, StringComparison.Ordinal);
        Assert.DoesNotContain("root:", body, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\nConnection: close\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\nConnection: close\r\n\r\n")]
    public async Task A_malformed_or_foreign_request_is_refused(string request) =>
        Assert.Equal(400, (await _server.AskAsync(request)).Status);

    /// <summary>security.md B28: request smuggling, where proxy and server disagree about the end of a request.</summary>
    [Theory]
    [InlineData("Transfer-Encoding: chunked\r\nContent-Length: 5\r\n", "0\r\n\r\nGET /admin HTTP/1.1\r\nHost: localhost\r\n\r\n")]
    [InlineData("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n")]
    [InlineData("Transfer-Encoding: chunked\r\n", "5;a\nb\r\nhello\r\n0\r\n\r\n")]
    [InlineData("Transfer-Encoding: chunked\r\n", "5;\nxx\r\nhello\r\n0\r\n\r\n")]
    [InlineData("Transfer-Encoding: xchunked\r\n", "0\r\n\r\n")]
    [InlineData("Content-Length: 5\r\nContent-Length: 6\r\n", "hello!")]
    [InlineData("Content-Length: 5\r\nX: a\nTransfer-Encoding: chunked\r\n", "hello")]
    public async Task A_request_with_ambiguous_length_is_refused_and_smuggles_nothing(string headers, string body)
    {
        var (status, answer) = await _server.AskAsync(
            $"POST /account/sign-in HTTP/1.1\r\nHost: localhost\r\n{headers}Connection: keep-alive\r\n\r\n{body}"
        );
        Assert.Equal(400, status);
        Assert.Equal(2, answer.Split("HTTP/1.1 ").Length); // one answer, and the connection is closed
    }

    [Fact]
    public async Task A_long_request_line_is_refused() =>
        Assert.Equal(
            414,
            (await _server.AskAsync($"GET /{new string('a', 9000)} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")).Status
        );

    [Fact]
    public async Task A_large_body_is_refused() =>
        Assert.InRange(
            (
                await _server.AskAsync(
                    "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2000000\r\nConnection: close\r\n\r\n" + new string('a', 1000)
                )
            ).Status,
            400,
            413
        );

    [Theory]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    [InlineData("TRACE")]
    [InlineData("POST")]
    [InlineData("PATCH")]
    public async Task A_method_that_changes_things_does_nothing_on_a_page(string method) =>
        Assert.InRange(
            (await _server.AskAsync($"{method} / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")).Status,
            400,
            405
        );

    [Fact]
    public async Task Head_answers_as_get_without_a_body()
    {
        var (status, body) = await _server.AskAsync("HEAD / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        Assert.Equal(200, status);
        Assert.EndsWith("\r\n\r\n", body, StringComparison.Ordinal);
    }

    public sealed class Server : IDisposable
    {
        private readonly BlogApplication _blog = new();

        public Server() => _blog.Listen();

        public BlogApplication Blog => _blog;

        public async Task<(int Status, string Body)> AskAsync(string request)
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, _blog.Port);
            await using var stream = client.GetStream();
            await stream.WriteAsync(Encoding.Latin1.GetBytes(request));
            using var reader = new StreamReader(stream, Encoding.UTF8);
            var answer = await reader.ReadToEndAsync().WaitAsync(Poll.Limit);
            return (int.Parse(answer.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture), answer);
        }

        public void Dispose() => _blog.Dispose();
    }
}
