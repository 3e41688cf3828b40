using System.Text;
using Blog.Tests.Data;
using Blog.Tests.Site;
using Microsoft.EntityFrameworkCore;

namespace Blog.Tests.Admin.Media;

/// <summary>
/// Uploads and file routes on a real socket: limits that only a real server has, and paths that no client would send (security.md B4).
/// </summary>
public sealed class MediaSocketTests : IClassFixture<SocketTests.Server>, IAsyncLifetime
{
    private readonly SocketTests.Server _server;
    private MediaFixture _fixture = null!;

    public MediaSocketTests(SocketTests.Server server) => _server = server;

    /// <summary>
    /// Each case begins with the whole hourly allowance of uploads: the account is the fixture's, and its limit is not the subject here.
    /// </summary>
    public async ValueTask InitializeAsync()
    {
        _server.Blog.Clock.Advance(TimeSpan.FromMinutes(61));
        _fixture = await MediaFixture.OpenAsync(_server.Blog);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask; // the server belongs to the fixture

    [Fact]
    public async Task No_encoded_path_escapes_a_file_route()
    {
        var file = await _fixture.AddAsync(TestImages.Still(31, 31, ".png"), "climb.png");
        using (
            await _fixture.Person.PostAsync($"/admin/media/{file.Id}", MediaItemTests.Form(("Input.Name", "climbed"), ("Input.Alt", "")))
        )
        {
            // Now a redirect stands there as well.
        }

        string[] ups =
        [
            "../",
            "..%2f",
            "..%2F",
            "%2e%2e/",
            "%2e%2e%2f",
            "%2E%2E%2F",
            "..\\",
            "..%5c",
            "..%5C",
            "%2e%2e\\",
            "%252e%252e%252f",
            "..%252f",
            "..%255c",
            "%25252e%25252e%25252f",
            "..%c0%af",
            "..%c0%9v",
            "%c0%ae%c0%ae/",
            "%e0%80%ae%e0%80%ae/",
            "..%ef%bc%8f",
            "..%e2%88%95",
            "..;/",
            "..;x/",
            "....//",
            "..../",
            ".%00./",
            "..%00/",
            "%2e./",
            ".%2e/",
            "..%09/",
            "..%20/",
            "..%0a/",
            "..%0d%0a/",
            "//",
            "///",
            "/./../",
            "./../",
            "..//",
            "%2f%2e%2e",
            "\\..\\",
            "%u002e%u002e/",
        ];
        string[] targets = ["blog.db", "appsettings.json", "etc/passwd", "C:/windows/win.ini", "%00", "x.png%00.html"];
        var wrong = new List<string>();
        foreach (
            var route in new[]
            {
                $"/media/{file.Id}/",
                $"/media/{file.Id}/climb.png",
                "/media/",
                "/assets/",
                "/admin/media/",
                $"/admin/media/{file.Id}/",
            }
        )
        {
            foreach (var (up, i) in ups.Select((up, i) => (up, i)))
            {
                var path = route + string.Concat(Enumerable.Repeat(up, 1 + (i % 6))) + targets[i % targets.Length];
                var (status, body) = await _server.AskAsync($"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
                if (
                    status is < 300 or > 499
                    || body.Contains("SQLite format 3", StringComparison.Ordinal)
                    || body.Contains("root:", StringComparison.Ordinal)
                    || body.Contains("Exception", StringComparison.Ordinal)
                )
                {
                    wrong.Add($"{path}: {status}");
                }
            }
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public async Task Only_the_upload_accepts_more_than_a_megabyte()
    {
        foreach (
            var (path, status) in new[]
            {
                ("/admin/media?handler=Upload", 415),
                ("/admin/media?handler=Nothing", 413),
                ($"/admin/media/{new string('0', 32)}", 413),
                ("/admin/media/home?post=1", 413),
            }
        )
        {
            var answer = await AskAsync(path, new byte[3 * 1024 * 1024]);
            Assert.True(status == answer || (status == 413 && answer is >= 400 and < 500 and not 415), $"{path}: {answer}");
        }
    }

    [Fact]
    public async Task A_form_over_25_megabytes_is_answered_without_reading_its_body()
    {
        Assert.Equal(413, await AskAsync("/admin/media?handler=Upload", new byte[27 * 1024 * 1024]));
        await _fixture.Blog.WithDbAsync(async db => Assert.False(await db.Media.AnyAsync(media => media.Length > 1_000_000)));
        Assert.Empty(_fixture.Temporary);
    }

    [Fact]
    public async Task A_form_without_length_is_cut_at_25_megabytes()
    {
        var form = MediaFixture.Form([(new byte[26 * 1024 * 1024], "a.png")]);
        var whole = await form.ReadAsByteArrayAsync();
        var chunk = Encoding.ASCII.GetBytes($"{whole.Length:x}\r\n");
        var status = await StatusAsync(
            Head("/admin/media?handler=Upload", form.Headers.ContentType!.ToString(), "Transfer-Encoding: chunked"),
            [.. chunk, .. whole, .. "\r\n0\r\n\r\n"u8]
        );
        Assert.Equal(413, status);
        Assert.Empty(_fixture.Temporary);
    }

    [Fact]
    public async Task An_upload_that_breaks_off_leaves_nothing()
    {
        var before = await _fixture.CountAsync();
        var form = MediaFixture.Form([(TestImages.Photo(900, 900, ".png"), "a.png")]);
        var whole = await form.ReadAsByteArrayAsync();
        using (var client = new System.Net.Sockets.TcpClient())
        {
            await client.ConnectAsync(System.Net.IPAddress.Loopback, _server.Blog.Port);
            var stream = client.GetStream();
            await stream.WriteAsync(
                Encoding.Latin1.GetBytes(
                    Head("/admin/media?handler=Upload", form.Headers.ContentType!.ToString(), $"Content-Length: {whole.Length}")
                )
            );
            await stream.WriteAsync(whole.AsMemory(0, whole.Length / 2));
            await Poll.UntilAsync(() => !OperatingSystem.IsLinux() || IsReceiving());
        }

        await Poll.UntilAsync(() => _fixture.Temporary.Count == 0 && !IsReceiving());
        Assert.Equal(before, await _fixture.CountAsync());
    }

    /// <summary>The file of an upload has no name any more once it is open: only the handle tells that it is there.</summary>
    private bool IsReceiving()
    {
        var temporary = Path.Combine(_server.Blog.DataFolder, "tmp") + "/";
        return OperatingSystem.IsLinux()
            && Directory
                .EnumerateFileSystemEntries("/proc/self/fd")
                .Any(handle => new FileInfo(handle).LinkTarget?.StartsWith(temporary, StringComparison.Ordinal) == true);
    }

    private string Head(string path, string type, string length) =>
        $"POST {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAccept: application/json\r\nRequestVerificationToken: "
        + $"{_fixture.Token}\r\nCookie: "
        + $"{string.Join("; ", _fixture.Person.Cookies.Select(c => $"{c.Key}={c.Value}"))}\r\nContent-Type: "
        + $"{type}\r\n{length}\r\n\r\n";

    private async Task<int> AskAsync(string path, byte[] file)
    {
        var form = MediaFixture.Form([(file, "a.png")]);
        var whole = await form.ReadAsByteArrayAsync();
        return await StatusAsync(Head(path, form.Headers.ContentType!.ToString(), $"Content-Length: {whole.Length}"), whole);
    }

    /// <summary>Sends as much as the server accepts, and reads the response, which may come before the end.</summary>
    private async Task<int> StatusAsync(string head, byte[] body)
    {
        using var client = new System.Net.Sockets.TcpClient();
        await client.ConnectAsync(System.Net.IPAddress.Loopback, _server.Blog.Port);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes(head));
        var sending = stream.WriteAsync(body).AsTask().ContinueWith(sent => _ = sent.Exception, TaskScheduler.Default);
        var buffer = new byte[64];
        var read = await stream.ReadAtLeastAsync(buffer, 12).AsTask().WaitAsync(Poll.Limit);
        await sending.WaitAsync(Poll.Limit);
        return int.Parse(Encoding.ASCII.GetString(buffer, 0, read).Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture);
    }
}
