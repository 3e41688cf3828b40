using System.Net;
using System.Text;
using System.Text.Json;
using Blog.Site.Upload;
using Blog.Tests.Admin.Settings;
using Blog.Tests.Data;
using Microsoft.EntityFrameworkCore;

namespace Blog.Tests.Accounts.MyAccount;

/// <summary>The picture of an author: uploaded on the profile page, shown beside the name.</summary>
public sealed class ProfilePictureTests : IDisposable
{
    private const string Path = "/admin/profile";
    private readonly BlogApplication _blog = new();

    public void Dispose() => _blog.Dispose();

    [Fact]
    public async Task A_picture_stands_beside_the_name_in_structured_data_and_in_the_json_feed()
    {
        var author = await SignedIn.AuthorAsync(_blog);
        await _blog.WithDbAsync(async db =>
        {
            var settings = await db.Settings.SingleAsync();
            settings.Revise(settings.Choices with { LicenceName = "CC BY 4.0" });
            await db.SaveChangesAsync();
        });
        await _blog.PublishAsync("One", with: request => request with { AuthorName = "写字的人" });
        Assert.Null((await _blog.PageAsync("/one")).QuerySelector(".licence img")); // now it is cached
        Assert.Equal(HttpStatusCode.Redirect, (await SaveAsync(author, TestImages.Photo(1200, 800, ".jpg"))).StatusCode);
        var page = await _blog.PageAsync("/one");
        var picture = page.QuerySelector(".licence img.author")!;
        Assert.Equal(("", "24", "24"), (picture.GetAttribute("alt"), picture.GetAttribute("width"), picture.GetAttribute("height")));
        Assert.Contains("写字的人", picture.ParentElement!.TextContent, StringComparison.Ordinal);
        var address = picture.GetAttribute("src")!;
        await _blog.WithDbAsync(async db =>
        {
            var file = (await db.Media.ToListAsync()).Single();
            Assert.Equal((address, 512, 512), (file.Path, file.Width, file.Height));
        });
        var posting = JsonDocument
            .Parse(page.QuerySelector("script[type='application/ld+json']")!.TextContent)
            .RootElement.GetProperty("@graph")[0];
        Assert.Equal("http://localhost" + address, posting.GetProperty("author").GetProperty("image").GetString());
        var feed = JsonDocument.Parse(await _blog.Reader.GetStringAsync("/feed.json")).RootElement;
        Assert.Equal(
            "http://localhost" + address,
            feed.GetProperty("items")[0].GetProperty("authors")[0].GetProperty("avatar").GetString()
        );

        using var removed = await SettingsForm.SaveAsync(author, [], [("Input.Picture.Remove", "true")], Path, "form.form");
        Assert.Null((await _blog.PageAsync("/one")).QuerySelector(".licence img"));
    }

    [Theory]
    [InlineData("zh-CN", "网页")]
    [InlineData("en", "a web page")]
    public async Task A_web_page_named_png_is_refused_and_the_name_typed_stays(string language, string says)
    {
        var author = await SignedIn.AuthorAsync(_blog);
        author.Client.DefaultRequestHeaders.Add("Accept-Language", language);
        using var answer = await SaveAsync(author, Encoding.UTF8.GetBytes("<!doctype html><p>x</p>"), ("Input.Name", "新名字"));
        var page = await Visitor.ParsedAsync(answer);
        Assert.Contains(says, page.GetElementById("input-picture-file-error")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("新名字", page.QuerySelector("[name='Input.Name']")!.GetAttribute("value"));
        await _blog.WithDbAsync(async db => Assert.False(await db.Authors.AnyAsync(one => one.Name == "新名字")));
    }

    [Fact]
    public async Task A_large_file_of_an_author_is_refused_and_the_name_typed_stays()
    {
        var author = await SignedIn.AuthorAsync(_blog);
        using var answer = await SaveAsync(author, new byte[40 * 1024 * 1024], ("Input.Name", "新名字"));
        var page = await Visitor.ParsedAsync(answer);
        Assert.Contains("25 MB", page.GetElementById("input-picture-file-error")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("新名字", page.QuerySelector("[name='Input.Name']")!.GetAttribute("value"));
    }

    [Fact]
    public async Task Only_a_picture_counts_as_an_upload_and_over_the_limit_the_name_typed_stays()
    {
        var author = await SignedIn.AuthorAsync(_blog);
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(HttpStatusCode.Redirect, (await SettingsForm.SaveAsync(author, [], [], Path, "form.form")).StatusCode);
        }

        for (var i = 0; i < Uploads.PerAccount.Permits; i++)
        {
            using var taken = await SaveAsync(author, TestImages.Still(20, 20, ".png"));
            Assert.Equal(HttpStatusCode.Redirect, taken.StatusCode);
        }

        using var answer = await SaveAsync(author, TestImages.Still(21, 20, ".png"), ("Input.Name", "新名字"));
        var page = await Visitor.ParsedAsync(answer);
        Assert.Contains("60 张", page.GetElementById("input-picture-file-error")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("新名字", page.QuerySelector("[name='Input.Name']")!.GetAttribute("value"));
        using var renamed = await SettingsForm.SaveAsync(author, [], [("Input.Name", "新名字")], Path, "form.form");
        Assert.Equal(HttpStatusCode.Redirect, renamed.StatusCode);
    }

    private static Task<HttpResponseMessage> SaveAsync(SignedIn person, byte[] bytes, params (string, string?)[] changes) =>
        SettingsForm.SaveAsync(person, [("Input.Picture.File", bytes, "我.png")], changes, Path, "form.form");
}
