using System.Net;
using System.Text;
using System.Text.Json;
using Blog.Tests.Admin.Settings;
using Blog.Tests.Data;
using NetVips;

namespace Blog.Tests.Site.Discovery;

/// <summary>The icons that are made of the owner's picture.</summary>
public sealed class SiteIconsTests : IDisposable
{
    private readonly BlogApplication _blog = new();

    public void Dispose() => _blog.Dispose();

    [Theory]
    [InlineData("")]
    [InlineData("/blog")]
    public async Task A_raster_picture_becomes_every_icon(string basePath)
    {
        _blog.Settings["Blog:PublicUrl"] = "http://localhost" + basePath;
        var owner = await SignedInAsync();
        var builtIn = await IconsAsync(basePath);
        await UploadAsync(owner, basePath, TestImages.Photo(900, 600, ".jpg"));
        var icons = await IconsAsync(basePath);
        Assert.Equal(
            ["96x96 PNG", "180x180 PNG", "192x192 PNG", "512x512 PNG", "512x512 PNG", "48x48 ICO", "180x180 PNG"],
            icons.Select(icon => icon.Shape)
        );
        Assert.All(icons, icon => Assert.StartsWith(basePath + "/", icon.Href, StringComparison.Ordinal));
        Assert.Empty(icons.Take(5).Select(icon => icon.Href).Intersect(builtIn.Select(icon => icon.Href)));

        // another picture has other addresses, and the old ones are gone
        var before = icons[0].Href;
        await UploadAsync(owner, basePath, TestImages.Still(64, 64, ".png"));
        Assert.NotEqual(before, (await IconsAsync(basePath))[0].Href);
        Assert.Equal(HttpStatusCode.NotFound, (await _blog.Reader.GetAsync(before)).StatusCode);

        await SettingsForm.SaveAsync(owner, [], [("Input.Identity.Favicon.Remove", "true")], basePath + SettingsForm.Path);
        Assert.Equal(builtIn.Select(icon => icon.Href), (await IconsAsync(basePath)).Select(icon => icon.Href));
    }

    [Fact]
    public async Task An_svg_is_its_own_icon_and_phones_keep_the_built_in_one()
    {
        var owner = await SignedIn.OwnerAsync(_blog);
        await UploadAsync(
            owner,
            "",
            Encoding.UTF8.GetBytes("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 8 8\"><rect width=\"8\" height=\"8\"/></svg>")
        );
        var page = await _blog.PageAsync("/");
        var icon = page.QuerySelector("link[rel=icon]")!;
        Assert.Equal("image/svg+xml", icon.GetAttribute("type"));
        foreach (var path in new[] { icon.GetAttribute("href")!, "/favicon.ico" })
        {
            using var answer = await _blog.Reader.GetAsync(path);
            Assert.Equal("image/svg+xml", answer.Content.Headers.ContentType!.MediaType);
            Assert.Contains("<rect", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        using var touch = await _blog.Reader.GetAsync(page.QuerySelector("link[rel=apple-touch-icon]")!.GetAttribute("href")!);
        Assert.Equal("image/png", touch.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task A_missing_file_leaves_the_built_in_icon()
    {
        var owner = await SignedIn.OwnerAsync(_blog);
        var builtIn = await _blog.Reader.GetByteArrayAsync("/favicon.ico");
        await UploadAsync(owner, "", TestImages.Still(64, 64, ".png"));
        foreach (var file in Directory.EnumerateFiles(Path.Combine(_blog.DataFolder, "media"), "*", SearchOption.AllDirectories))
        {
            File.Delete(file);
        }

        Assert.Equal(builtIn, await _blog.Reader.GetByteArrayAsync("/favicon.ico"));
    }

    [Fact]
    public async Task Icons_are_answered_with_their_tag_and_without_body()
    {
        var owner = await SignedIn.OwnerAsync(_blog);
        await UploadAsync(owner, "", TestImages.Still(64, 64, ".png"));
        var href = (await _blog.PageAsync("/")).QuerySelector("link[rel=icon]")!.GetAttribute("href")!;
        using var first = await _blog.Reader.GetAsync(href);
        Assert.Contains("immutable", first.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        using var again = new HttpRequestMessage(HttpMethod.Get, href);
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        Assert.Equal(HttpStatusCode.NotModified, (await _blog.Reader.SendAsync(again)).StatusCode);
        using var head = new HttpRequestMessage(HttpMethod.Head, href);
        using var answer = await _blog.Reader.SendAsync(head);
        Assert.Empty(await answer.Content.ReadAsByteArrayAsync());
    }

    private async Task<SignedIn> SignedInAsync() => await SignedIn.OwnerAsync(_blog);

    private static async Task UploadAsync(SignedIn owner, string basePath, byte[] bytes)
    {
        using var answer = await SettingsForm.SaveAsync(
            owner,
            [("Input.Identity.Favicon.File", bytes, "icon.png")],
            [],
            basePath + SettingsForm.Path
        );
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }

    /// <summary>Link, home screen, manifest, and the two well-known addresses: each with what is there.</summary>
    private async Task<List<(string Href, string Shape)>> IconsAsync(string basePath)
    {
        var page = await _blog.PageAsync(basePath + "/");
        var manifest = JsonDocument.Parse(await _blog.Reader.GetStringAsync(basePath + "/site.webmanifest")).RootElement;
        string[] hrefs =
        [
            page.QuerySelector("link[rel=icon]")!.GetAttribute("href")!,
            page.QuerySelector("link[rel=apple-touch-icon]")!.GetAttribute("href")!,
            .. manifest.GetProperty("icons").EnumerateArray().Select(icon => icon.GetProperty("src").GetString()!),
            basePath + "/favicon.ico",
            basePath + "/apple-touch-icon.png",
        ];
        var icons = new List<(string, string)>();
        foreach (var href in hrefs)
        {
            var bytes = await _blog.Reader.GetByteArrayAsync(href);
            icons.Add((href, ShapeOf(bytes)));
        }

        return icons;
    }

    private static string ShapeOf(byte[] bytes)
    {
        if (bytes is [0, 0, 1, 0, ..])
        {
            return $"{bytes[6]}x{bytes[7]} ICO";
        }

        if (bytes is not [0x89, (byte)'P', ..])
        {
            return "other";
        }

        using var image = Image.NewFromBuffer(bytes);
        return $"{image.Width}x{image.Height} PNG";
    }
}
