using System.Net;
using AngleSharp.Html.Parser;
using Blog.Data.Media;
using Blog.Images;
using Blog.Storage.DataDirectory;
using Blog.Tests.Data;
using Blog.Tests.Site;
using Microsoft.Extensions.DependencyInjection;

namespace Blog.Tests.Reading;

/// <summary>What is served below <c>/media/</c>, and what is not (security.md B2, B4, C4).</summary>
public sealed class MediaTests : IClassFixture<SocketTests.Server>, IAsyncLifetime
{
    private readonly SocketTests.Server _server;
    private readonly HttpClient _client;
    private MediaFile _file = null!;

    public MediaTests(SocketTests.Server server)
    {
        _server = server;
        _client = server.Blog.Client();
    }

    public async ValueTask InitializeAsync() => _file = await AddAsync("屋顶.jpg", 1000);

    public ValueTask DisposeAsync()
    {
        _client.Dispose();
        return ValueTask.CompletedTask;
    }

    public static TheoryData<string> Climbing()
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
            "..%252f",
            "%c0%ae%c0%ae/",
            "..%ef%bc%8f",
        ];
        string[] targets = ["blog.db", "appsettings.json", "etc/passwd", "{id}-1440.webp"];
        foreach (var start in new[] { "", "960.webp/", "960.webp" })
        {
            foreach (var up in ups)
            {
                foreach (var depth in new[] { 1, 6 })
                {
                    data.Add(start + string.Concat(Enumerable.Repeat(up, depth)) + targets[data.Count % targets.Length]);
                }
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Climbing))]
    public async Task Path_traversal_in_a_file_name_finds_nothing(string name)
    {
        var (status, body) = await _server.AskAsync(
            $"GET /media/{_file.Id}/{name.Replace("{id}", _file.Id, StringComparison.Ordinal)} HTTP/1.1\r\nHost: "
                + "localhost\r\nConnection: close\r\n\r\n"
        );
        Assert.InRange(status, 300, 499);
        Assert.DoesNotContain("SQLite format 3", body, StringComparison.Ordinal);
        Assert.DoesNotContain("root:", body, StringComparison.Ordinal);
        Assert.DoesNotContain("WEBPVP8", body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("480.webp", 480)]
    [InlineData("960.webp", 960)]
    public async Task A_variant_is_served_as_its_image_is(string name, int width)
    {
        using var answer = await _client.GetAsync($"/media/{_file.Id}/{name}");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("image/webp", answer.Content.Headers.ContentType!.ToString());
        Assert.Equal(["public, max-age=31536000, immutable"], answer.Headers.GetValues("Cache-Control"));
        Assert.Equal(["nosniff"], answer.Headers.GetValues("X-Content-Type-Options"));
        Assert.Equal(["default-src 'none'; sandbox"], answer.Headers.GetValues("Content-Security-Policy"));
        Assert.Equal(["cross-origin"], answer.Headers.GetValues("Cross-Origin-Resource-Policy"));
        Assert.Equal($"\"{_file.Id}-{width}\"", answer.Headers.ETag!.Tag);
        using var image = NetVips.Image.NewFromBuffer(await answer.Content.ReadAsByteArrayAsync());
        Assert.Equal(width, image.Width);

        using var head = await _client.SendAsync(new HttpRequestMessage(HttpMethod.Head, $"/media/{_file.Id}/{name}"));
        Assert.Equal((HttpStatusCode.OK, answer.Content.Headers.ContentLength), (head.StatusCode, head.Content.Headers.ContentLength));
        using var again = new HttpRequestMessage(HttpMethod.Get, $"/media/{_file.Id}/{name}")
        {
            Headers = { IfNoneMatch = { answer.Headers.ETag! } },
        };
        Assert.Equal(HttpStatusCode.NotModified, (await _client.SendAsync(again)).StatusCode);
    }

    [Theory]
    [InlineData("1440.webp")]
    [InlineData("481.webp")]
    [InlineData("0960.webp")]
    [InlineData("960.WEBP")]
    [InlineData("+960.webp")]
    [InlineData("%20960.webp")]
    [InlineData("960.webp%20")]
    [InlineData("960.webp%00")]
    [InlineData("960.webp%00.png")]
    [InlineData("960.jpg")]
    [InlineData("960")]
    [InlineData("-960.webp")]
    [InlineData("%EF%BC%99%EF%BC%96%EF%BC%90.webp")]
    [InlineData("99999999999999999999.webp")]
    [InlineData("屋顶.png")]
    [InlineData("屋顶.jpg.html")]
    [InlineData("{id}-960.webp")]
    [InlineData("{id}.jpg")]
    public async Task A_name_that_the_row_does_not_know_is_not_found(string name)
    {
        using var answer = await _client.GetAsync($"/media/{_file.Id}/{name.Replace("{id}", _file.Id, StringComparison.Ordinal)}");
        Assert.InRange((int)answer.StatusCode, 400, 404);
    }

    [Fact]
    public async Task A_file_without_its_name_in_the_row_is_not_served()
    {
        await File.WriteAllTextAsync(PathOf(_file, "-1440.webp"), "canary");
        var stranger = new string('a', 32);
        Directory.CreateDirectory(Path.Combine(_server.Blog.DataFolder, "media", "aa"));
        await File.WriteAllTextAsync(Path.Combine(_server.Blog.DataFolder, "media", "aa", stranger + "-960.webp"), "canary");
        foreach (var path in new[] { $"/media/{_file.Id}/1440.webp", $"/media/{stranger}/960.webp" })
        {
            using var answer = await _client.GetAsync(path);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }
    }

    [Fact]
    public async Task A_lost_variant_falls_back_to_the_image_for_a_while()
    {
        var lame = await AddAsync("lame.jpg", 990);
        File.Delete(PathOf(lame, "-960.webp"));
        using (var answer = await _client.GetAsync($"/media/{lame.Id}/960.webp"))
        {
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Equal("image/jpeg", answer.Content.Headers.ContentType!.ToString());
            Assert.Equal(["public, max-age=300"], answer.Headers.GetValues("Cache-Control"));
            Assert.Equal(["default-src 'none'; sandbox"], answer.Headers.GetValues("Content-Security-Policy"));
            Assert.Equal(await File.ReadAllBytesAsync(PathOf(lame, ".jpg")), await answer.Content.ReadAsByteArrayAsync());
        }

        File.Delete(PathOf(lame, ".jpg"));
        using var none = await _client.GetAsync($"/media/{lame.Id}/960.webp");
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
    }

    [Fact]
    public async Task Everything_in_a_set_answers_with_the_width_it_says()
    {
        var post = await _server.Blog.PublishAsync(
            "图",
            $"![屋顶]({_file.Path})",
            with: request => request with { Slug = "with-image-" + _file.Id[..6] }
        );
        foreach (var path in new[] { post.Address.Href, "/" })
        {
            var image = new HtmlParser().ParseDocument(await _client.GetStringAsync(path)).QuerySelector($"img[src='{_file.Path}']")!;
            Assert.Equal("(min-width: 50em) 45em, 90vw", image.GetAttribute("sizes"));
            var candidates = image.GetAttribute("srcset")!.Split(", ");
            Assert.Equal(3, candidates.Length);
            foreach (var candidate in candidates.Select(text => text.Split(' ')))
            {
                using var picture = NetVips.Image.NewFromBuffer(await _client.GetByteArrayAsync(candidate[0]));
                Assert.Equal(candidate[1], $"{picture.Width}w");
            }
        }
    }

    private string PathOf(MediaFile media, string end) => Path.Combine(_server.Blog.DataFolder, "media", media.Id[..2], media.Id + end);

    private async Task<MediaFile> AddAsync(string name, int width)
    {
        var content = (await ImageFile.ReadAsync(TestImages.Photo(width, 200, ".jpg"))).Content!;
        MediaFile added = null!;
        await _server.Blog.WithDbAsync(async db =>
        {
            added = await new MediaStore(_server.Blog.Services.GetRequiredService<DataFolder>(), db, _server.Blog.Clock).AddAsync(
                content,
                name,
                "",
                CancellationToken.None
            );
            await db.SaveChangesAsync();
        });
        return added;
    }
}
