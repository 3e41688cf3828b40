using System.Buffers.Binary;
using System.Net;
using System.Text.Json;
using Blog.Site.Discovery;

namespace Blog.Tests.Reading.Feeds;

public sealed class SiteFilesTests : IDisposable
{
    private readonly BlogApplication _blog = new();

    public void Dispose() => _blog.Dispose();

    [Theory]
    [InlineData("http://localhost", "")]
    [InlineData("http://localhost/blog", "/blog")]
    public async Task Robots_are_excluded_from_private_pages_only(string url, string basePath)
    {
        _blog.Settings["Blog:PublicUrl"] = url;
        var text = await _blog.Reader.GetStringAsync(basePath + "/robots.txt");
        Assert.Contains($"\nSitemap: {url}/sitemap.xml\n", text, StringComparison.Ordinal);
        var shut = text.Split('\n')
            .Where(line => line.StartsWith("Disallow: ", StringComparison.Ordinal))
            .Select(line => line["Disallow: ".Length..])
            .ToList();
        foreach (
            var path in new[]
            {
                "/admin",
                "/admin/posts/new",
                "/account/sign-in",
                "/setup",
                "/preview/x",
                "/api/x",
                "/search",
                "/search?q=x",
                "/en/search?q=x",
            }
        )
        {
            Assert.Contains(shut, rule => Matches(rule, basePath + path));
        }

        foreach (
            var path in new[]
            {
                "/",
                "/setup-of-a-server",
                "/search-in-chinese",
                "/administration",
                "/previews",
                "/apis",
                "/en/searching",
                "/feed.xml",
                "/tags/search",
            }
        )
        {
            Assert.DoesNotContain(shut, rule => Matches(rule, basePath + path));
        }
    }

    [Fact]
    public async Task The_manifest_names_the_site_in_each_language_and_icons_that_are_there()
    {
        _blog.Settings["Blog:PublicUrl"] = "http://localhost/blog";
        await _blog.SettingsAsync(choices =>
            choices with
            {
                Languages = [choices.Languages[0] with { Title = "苔痕" }, choices.Languages[1] with { Title = "Moss Traces" }],
            }
        );
        using var answer = await _blog.Reader.GetAsync("/blog/site.webmanifest");
        Assert.Equal("application/manifest+json", answer.Content.Headers.ContentType!.ToString());
        using var manifest = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        var root = manifest.RootElement;
        Assert.Equal(
            ("苔痕", "zh-CN", "/blog/", "/blog/"),
            (
                root.GetProperty("name").GetString(),
                root.GetProperty("lang").GetString(),
                root.GetProperty("start_url").GetString(),
                root.GetProperty("scope").GetString()
            )
        );
        Assert.Equal("Moss Traces", root.GetProperty("name_localized").GetProperty("en").GetString());
        Assert.Matches("^#[0-9a-f]{6}$", root.GetProperty("background_color").GetString());
        foreach (var icon in root.GetProperty("icons").EnumerateArray())
        {
            using var picture = await _blog.Reader.GetAsync(icon.GetProperty("src").GetString());
            Assert.Equal(
                (HttpStatusCode.OK, icon.GetProperty("type").GetString()),
                (picture.StatusCode, picture.Content.Headers.ContentType!.ToString())
            );
            if (icon.GetProperty("type").GetString() == "image/png")
            {
                var (width, height) = SizeOf(await picture.Content.ReadAsByteArrayAsync());
                Assert.Equal(icon.GetProperty("sizes").GetString(), $"{width}x{height}");
            }
        }
    }

    [Theory]
    [InlineData("/apple-touch-icon.png", 180, 180)]
    [InlineData("share.png", 1200, 630)]
    [InlineData("icon-144.png", 144, 144)]
    [InlineData("icon-192.png", 192, 192)]
    [InlineData("icon-512.png", 512, 512)]
    public async Task A_picture_of_the_site_has_its_size_and_may_be_shown_elsewhere(string name, int width, int height)
    {
        var assets = (Blog.Site.Assets)_blog.Services.GetService(typeof(Blog.Site.Assets))!;
        using var answer = await _blog.Reader.GetAsync(name.StartsWith('/') ? name : assets.Href(name));
        var bytes = await answer.Content.ReadAsByteArrayAsync();
        Assert.Equal("cross-origin", answer.Headers.GetValues("Cross-Origin-Resource-Policy").Single());
        Assert.Equal((width, height), SizeOf(bytes));
        Assert.True(bytes.Length < 60 * 1024);
    }

    [Fact]
    public async Task The_favicon_is_one_and_is_asked_for_again_only_by_its_tag()
    {
        using var answer = await _blog.Reader.GetAsync("/favicon.ico");
        Assert.Equal([0, 0, 1, 0, 3, 0], (await answer.Content.ReadAsByteArrayAsync())[..6]);
        Assert.Equal("image/x-icon", answer.Content.Headers.ContentType!.ToString());
        Assert.DoesNotContain("immutable", answer.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        using var again = new HttpRequestMessage(HttpMethod.Get, "/favicon.ico");
        again.Headers.TryAddWithoutValidation("If-None-Match", answer.Headers.ETag!.ToString());
        Assert.Equal(HttpStatusCode.NotModified, (await _blog.Reader.SendAsync(again)).StatusCode);
    }

    [Theory]
    [InlineData(150, "#fbfdfb")]
    [InlineData(30, "#fffbfa")]
    public void The_background_colour_follows_the_hue(int hue, string colour)
    {
        static int[] Parts(string hex) => [.. Enumerable.Range(0, 3).Select(i => Convert.ToInt32(hex.Substring(1 + (2 * i), 2), 16))];
        Assert.All(Parts(ThemeColour.Light(hue)).Zip(Parts(colour)), pair => Assert.InRange(pair.First, pair.Second - 1, pair.Second + 1));
    }

    private static bool Matches(string rule, string path) =>
        rule.EndsWith('$') ? path == rule[..^1] : path.StartsWith(rule, StringComparison.Ordinal);

    private static (int Width, int Height) SizeOf(byte[] png) =>
        (BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16)), BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(20)));
}
