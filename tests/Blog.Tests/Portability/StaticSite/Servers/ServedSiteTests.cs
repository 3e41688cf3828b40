using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Blog.Data.Addresses;
using Blog.Data.Redirects;
using Blog.Tests.Reading.Feeds;
using Microsoft.EntityFrameworkCore;

namespace Blog.Tests.Portability.StaticSite.Servers;

/// <summary>nginx and Caddy with the exported configuration answer as the program does: pages, headers, redirects.</summary>
public sealed class ServedSiteTests : IAsyncLifetime
{
    private static readonly string[] Sent =
    [
        "Cache-Control",
        "Content-Disposition",
        "Content-Security-Policy",
        "Content-Type",
        "Cross-Origin-Opener-Policy",
        "Cross-Origin-Resource-Policy",
        "Permissions-Policy",
        "Referrer-Policy",
        "Strict-Transport-Security",
        "X-Content-Type-Options",
        "X-Robots-Tag",
    ];

    private readonly BlogApplication _blog = new();
    private readonly ExportedSite _site;
    private readonly TemporaryFolder _folder = new();
    private readonly int _port = FreePort();

    public ServedSiteTests() => _site = new ExportedSite(_blog);

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync()
    {
        _site.Dispose();
        _folder.Dispose();
        return _blog.DisposeAsync();
    }

    [Theory]
    [InlineData("nginx")]
    [InlineData("caddy")]
    public async Task A_server_with_the_exported_configuration_answers_as_the_program_does(string name)
    {
        var program = new[] { "/usr/sbin/", "/usr/bin/", "/usr/local/bin/" }.Select(folder => folder + name).FirstOrDefault(File.Exists);
        var image = await FillAsync();
        await _site.ExportAsync();
        Assert.True(File.Exists(Path.Combine(_site.Folder, name == "nginx" ? "nginx.conf" : "Caddyfile")));
        if (program is null)
        {
            TestContext.Current.AddWarning(name + " is not installed: its configuration was written, and not tried");
            return;
        }

        using var server = Process.Start(name == "nginx" ? Nginx(program) : Caddy(program))!;
        try
        {
            using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false })
            {
                BaseAddress = new Uri($"http://localhost:{_port}"),
            };
            await Poll.UntilAsync(async () =>
            {
                Assert.False(server.HasExited, name + " ended");
                return await AnswersAsync(client);
            });
            await AssertEqualAsync(client, image);
        }
        finally
        {
            server.Kill(entireProcessTree: true);
            await server.WaitForExitAsync();
        }
    }

    private async Task AssertEqualAsync(HttpClient client, string image)
    {
        var differing = new List<string>();
        foreach (
            var path in new[]
            {
                "/",
                "/en",
                "/post-1",
                "/post-1/",
                "/%E4%B8%AD%E6%96%87",
                "/2021/slashed/",
                "/2021/slashed",
                "/2021/05/03/old.html",
                "/player",
                "/tags/csharp",
                "/feed.xml",
                "/tags/csharp/rss.xml",
                "/feed.json",
                "/sitemap.xml",
                "/robots.txt",
                "/llms.txt",
                "/post-1.md",
                "/site.webmanifest",
                "/opensearch.xml",
                "/favicon.ico",
                "/apple-touch-icon.png",
                image,
                "/former",
                "/former/",
                "/former?a=b",
                "/?p=12",
                "/index.php?p=12",
                "/atom.xml",
                "/no-such-page",
                "/no/such/page/",
            }.Concat(await AssetsAsync())
        )
        {
            using var live = await _blog.Reader.GetAsync(path);
            using var served = await client.GetAsync(path);
            if (live.StatusCode != served.StatusCode)
            {
                differing.Add($"{path}: {(int)served.StatusCode} instead of {(int)live.StatusCode}");
                continue;
            }

            if (live.Headers.Location is { } to && to.OriginalString != served.Headers.Location?.OriginalString)
            {
                differing.Add($"{path}: to {served.Headers.Location} instead of {to}");
            }

            if (live.StatusCode is HttpStatusCode.OK or HttpStatusCode.NotFound)
            {
                differing.AddRange(
                    Sent.Where(header => Value(live, header) != Value(served, header))
                        .Select(header => $"{path}: {header}: '{Value(served, header)}' instead of '{Value(live, header)}'")
                );
            }

            var (own, other) = (await live.Content.ReadAsByteArrayAsync(), await served.Content.ReadAsByteArrayAsync());
            if (live.IsSuccessStatusCode && !own.AsSpan().SequenceEqual(other))
            {
                differing.Add($"{path}: another body");
            }
        }

        Assert.True(differing.Count == 0, string.Join('\n', differing));
    }

    private async Task<string> FillAsync()
    {
        await _blog.SettingsAsync(choices =>
            choices with
            {
                Comments = choices.Comments with { Enabled = false }, // a copy has no form
                Discovery = choices.Discovery with { PublishesMarkdown = true },
                Display = choices.Display with { PlayerHosts = ["player.bilibili.com"] },
            }
        );
        var image = await _blog.AddImageAsync("roof.jpg", 900);
        for (var i = 0; i < 10; i++)
        {
            await _blog.PublishAsync($"第 {i} 篇", $"![]({image})", with: request => request with { Slug = $"post-{i}", Tags = ["C#"] });
        }

        await _blog.PublishAsync("English", language: "en");
        await _blog.PublishAsync("中文", with: request => request with { Address = "/中文" });
        await _blog.PublishAsync("Old", with: request => request with { Address = "/2021/05/03/old.html" });
        await _blog.PublishAsync("Slashed", with: request => request with { Address = "/2021/slashed/" });
        await _blog.PublishAsync(
            "Player",
            "<iframe src=\"https://player.bilibili.com/player.html?bvid=BV1xx411c7mD\"></iframe>",
            with: request => request with { Slug = "player" }
        );
        await _blog.WithDbAsync(async db =>
        {
            var (now, post) = (_blog.Clock.GetUtcNow(), await db.Posts.SingleAsync(p => p.AddressKey == "/中文"));
            db.Redirects.AddRange(
                Redirect.To(post, "/former", now),
                Redirect.To(post, "/?p=12", now),
                Redirect.ToPage(SystemPage.AtomFeed, "/atom.xml", now)
            );
            await db.SaveChangesAsync();
        });
        return image;
    }

    private async Task<IEnumerable<string>> AssetsAsync() =>
        FeedParsing
            .Addresses(await _blog.Reader.GetStringAsync("/"))
            .Where(link => link.StartsWith("/assets/", StringComparison.Ordinal))
            .Distinct();

    private ProcessStartInfo Nginx(string program)
    {
        var site = File.ReadAllText(Path.Combine(_site.Folder, "nginx.conf"))
            .Replace("listen 80;", string.Create(CultureInfo.InvariantCulture, $"listen 127.0.0.1:{_port};"), StringComparison.Ordinal)
            .Replace("    listen [::]:80;\n", "", StringComparison.Ordinal);
        File.WriteAllText(_folder.File("site.conf"), site);
        var temporary = string.Concat(
            new[] { "client_body", "proxy", "fastcgi", "uwsgi", "scgi" }.Select(kind => $"{kind}_temp_path {_folder.File(kind)};\n")
        );
        File.WriteAllText(
            _folder.File("nginx.conf"),
            $"daemon off;\npid {_folder.File("pid")};\nerror_log {_folder.File("log")};\n"
                + $"{(Environment.UserName == "root" ? "user root;\n" : "")}"
                + $"events {{ }}\nhttp {{\naccess_log off;\n{temporary}include {_folder.File("site.conf")};\n}}\n"
        );
        return new ProcessStartInfo(program, ["-c", _folder.File("nginx.conf"), "-e", _folder.File("log")]) { UseShellExecute = false };
    }

    private ProcessStartInfo Caddy(string program)
    {
        var site = File.ReadAllText(Path.Combine(_site.Folder, "Caddyfile"))
            .Replace(
                "http://localhost {",
                string.Create(CultureInfo.InvariantCulture, $"http://localhost:{_port} {{"),
                StringComparison.Ordinal
            );
        File.WriteAllText(_folder.File("Caddyfile"), "{\n\tadmin off\n}\n" + site);
        var start = new ProcessStartInfo(program, ["run", "--config", _folder.File("Caddyfile"), "--adapter", "caddyfile"])
        {
            UseShellExecute = false,
            RedirectStandardError = false,
        };
        start.Environment["HOME"] = _folder.Path;
        return start;
    }

    private static async Task<bool> AnswersAsync(HttpClient client)
    {
        try
        {
            using var answer = await client.GetAsync("/");
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false; // not listening yet
        }
    }

    private static string Value(HttpResponseMessage answer, string header) =>
        answer.Headers.TryGetValues(header, out var values) || answer.Content.Headers.TryGetValues(header, out values)
            ? string.Join(", ", values)
            : "";

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
