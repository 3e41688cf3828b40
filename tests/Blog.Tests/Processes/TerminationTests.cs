using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Blog.Tests.Data;

namespace Blog.Tests.Processes;

/// <summary>security.md C16: a stop under load aborts no request.</summary>
public sealed class TerminationTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public TerminationTests() => MigratedDatabase.CopyIntoEmpty(_folder.Path);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_stop_under_load_answers_accepted_requests_and_exits_with_zero()
    {
        var (stops, answered, slowest) = (Deep.Count(1, 50), 0, TimeSpan.Zero);
        await using var blog = new BlogServer(_folder.Path);
        await blog.StartAsync();
        var editorClient = await EditorClient.SignInAsync(blog.Address);
        for (var stop = 0; stop < stops; stop++)
        {
            var kept = new ConcurrentQueue<string>();
            var hands = Enumerable
                .Range(0, 8)
                .Select(hand => Task.Run(() => WriteUntilRefusedAsync(editorClient.Again(), $"{stop}-{hand}", kept)))
                .ToList();
            var slow = new List<SlowRequest>();
            for (var i = 0; i < 4; i++)
            {
                slow.Add(await SlowRequest.BeginAsync(blog.Address, editorClient, $"{stop}-slow-{i}"));
            }

            await Poll.UntilAsync(() => kept.Count >= 8 || hands.Exists(hand => hand.IsCompleted));
            var ending = blog.StopAsync();
            await Poll.UntilAsync(() => RefusesAsync(blog.Address)); // half sent when the signal arrives, and completed after it
            foreach (var request in slow)
            {
                Assert.Equal(302, await request.EndAsync());
            }

            var (code, took) = await ending;
            await Task.WhenAll(hands);
            Assert.Equal(0, code);
            slowest = took > slowest ? took : slowest;
            answered += kept.Count + slow.Count;

            // Every written row was acknowledged, and every acknowledged row was written.
            var there = DatabaseIntegrity.Ask(blog.Database, $"SELECT Title FROM Posts WHERE Title LIKE '{stop}-%'");
            Assert.Equal(
                kept.Concat(slow.Select(request => request.Title)).Order(StringComparer.Ordinal),
                there.Order(StringComparer.Ordinal)
            );
            Assert.False(File.Exists(blog.Database + "-wal") && new FileInfo(blog.Database + "-wal").Length > 0, "the log was not emptied");
            await blog.StartAsync();
        }

        Deep.Report($"SIGTERM under load: {stops} times, {answered} requests answered, 0 cut, the slowest end {slowest.TotalSeconds:F1} s");
        DatabaseIntegrity.Check(blog.Database);
    }

    [Fact]
    public async Task No_reader_whose_request_was_sent_before_the_stop_is_cut_off()
    {
        var (stops, answered) = (Deep.Count(1, 50), 0);
        await using var blog = new BlogServer(_folder.Path);
        for (var stop = 0; stop < stops; stop++)
        {
            await blog.StartAsync();
            using var signal = new CancellationTokenSource();
            var readers = Enumerable.Range(0, 32).Select(_ => Task.Run(() => ReadUntilClosedAsync(blog.Address, signal.Token))).ToList();
            await Poll.UntilAsync(() => Volatile.Read(ref _answers) >= 200);
            await signal.CancelAsync();
            var (code, _) = await blog.StopAsync();
            Assert.Equal(0, code);
            var ends = await Task.WhenAll(readers);
            Assert.DoesNotContain("cut", ends);
            Assert.Contains("closed with an answer", ends);
            answered += Interlocked.Exchange(ref _answers, 0);
        }

        Deep.Report($"SIGTERM under 32 readers: {stops} times, {answered} requests answered, 0 cut");
    }

    private int _answers;

    /// <summary>
    /// Reads over one connection that stays open until an answer says that it will be closed. What is sent after the stop began may be
    /// refused; what was sent before must be answered.
    /// </summary>
    private async Task<string> ReadUntilClosedAsync(Uri server, CancellationToken isStopping)
    {
        var request = Encoding.ASCII.GetBytes($"GET / HTTP/1.1\r\nHost: {server.Authority}\r\n\r\n");
        using var client = new TcpClient();
        await client.ConnectAsync(server.Host, server.Port, CancellationToken.None);
        var stream = client.GetStream();
        using var reader = new StreamReader(stream, Encoding.Latin1);
        while (true)
        {
            var isBefore = false;
            try
            {
                await stream.WriteAsync(request, CancellationToken.None);
                isBefore = !isStopping.IsCancellationRequested;
                var (length, closes) = (0, false);
                while (await reader.ReadLineAsync(CancellationToken.None) is { } line && line.Length > 0)
                {
                    closes |= line.Equals("Connection: close", StringComparison.OrdinalIgnoreCase);
                    length = line.StartsWith("Content-Length: ", StringComparison.OrdinalIgnoreCase)
                        ? int.Parse(line.AsSpan(16), System.Globalization.CultureInfo.InvariantCulture)
                        : length;
                }

                if (length == 0)
                {
                    return isBefore ? "cut" : "sent after the stop began";
                }

                await reader.ReadBlockAsync(new char[length], CancellationToken.None);
                Interlocked.Increment(ref _answers);
                if (closes)
                {
                    return "closed with an answer";
                }
            }
            catch (IOException)
            {
                return isBefore ? "cut" : "sent after the stop began";
            }
        }
    }

    /// <summary>Whether the port is closed, which is the first thing that a stop does.</summary>
    private static async Task<bool> RefusesAsync(Uri server)
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(server.Host, server.Port);
            return false;
        }
        catch (SocketException)
        {
            return true;
        }
    }

    private static async Task WriteUntilRefusedAsync(EditorClient editorClient, string name, ConcurrentQueue<string> kept)
    {
        for (var i = 0; ; i++)
        {
            var title = $"{name}-{i}";
            try
            {
                using var answer = await editorClient.SendAsync(title, "正文。");
                Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
                kept.Enqueue(title);
            }
            catch (HttpRequestException)
            {
                return; // refused; otherwise its row would be there
            }
        }
    }

    /// <summary>A form on a slow line.</summary>
    private sealed class SlowRequest : IDisposable
    {
        private readonly TcpClient _client = new();
        private readonly byte[] _rest;

        private SlowRequest(string title, byte[] rest) => (Title, _rest) = (title, rest);

        public string Title { get; }

        public static async Task<SlowRequest> BeginAsync(Uri server, EditorClient editorClient, string title)
        {
            var body = await new FormUrlEncodedContent(
                editorClient.Form(title, string.Concat(Enumerable.Repeat("慢慢地来。\n\n", 2000)))
            ).ReadAsByteArrayAsync();
            var head = Encoding.ASCII.GetBytes(
                "POST /admin/posts/new HTTP/1.1\r\nHost: localhost\r\nCookie: "
                    + $"{string.Join("; ", editorClient.Visitor.Cookies.Select(cookie => $"{cookie.Key}={cookie.Value}"))}\r\n"
                    + $"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n"
            );
            var request = new SlowRequest(title, body[(body.Length / 2)..]);
            await request._client.ConnectAsync(server.Host, server.Port);
            await request._client.GetStream().WriteAsync((byte[])[.. head, .. body[..(body.Length / 2)]]);
            return request;
        }

        public async Task<int> EndAsync()
        {
            await _client.GetStream().WriteAsync(_rest);
            using var reader = new StreamReader(_client.GetStream());
            var line = await reader.ReadLineAsync() ?? "cut";
            Dispose();
            return line.StartsWith("HTTP/1.1 ", StringComparison.Ordinal)
                ? int.Parse(line.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture)
                : 0;
        }

        public void Dispose() => _client.Dispose();
    }
}
