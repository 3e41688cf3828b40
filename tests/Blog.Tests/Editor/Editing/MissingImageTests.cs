using System.Net;
using System.Text.Json;
using Blog.Data.Media;
using Blog.Data.Posts;
using Blog.Data.Redirects;
using Blog.Site;
using Blog.Tests.Admin.Media;
using Blog.Tests.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Blog.Tests.Editor.Editing;

/// <summary>
/// An image or cover that this site should have and does not is named before and after publishing; nothing replaces it in silence.
/// </summary>
public sealed class MissingImageTests(SharedBlog shared) : IClassFixture<SharedBlog>, IAsyncLifetime
{
    private readonly BlogApplication _blog = shared.Blog;
    private SignedIn _author = null!;
    private MediaFile _image = null!;

    public async ValueTask InitializeAsync()
    {
        _author = await shared.AuthorAsync();
        _image = await ImageOfAsync(_blog);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData("/media/00000000000000000000000000000000/x.png")]
    [InlineData("/media/x/y.png")]
    [InlineData("/assets/none.png")]
    [InlineData("nowhere.png")]
    [InlineData("./images/nowhere.png")]
    [InlineData("../img/图.png")]
    [InlineData("/other")]
    [InlineData("/uploads/page.png")]
    [InlineData("/uploads/2020/none.png")]
    [InlineData("uploading-1")]
    [InlineData("http://localhost/media/00000000000000000000000000000000/x.png")]
    [InlineData("C:\\Users\\me\\chart.png")]
    [InlineData("file:///home/me/chart.png")]
    public async Task An_image_that_this_site_does_not_have_is_named_as_written(string source)
    {
        var words = await MissingAsync(("Markdown", $"文\n\n![图](<{source}>)"));
        Assert.Contains(source[..Math.Min(50, source.Length)], Assert.Single(words), StringComparison.Ordinal); // longer ones are cut
    }

    [Theory]
    [InlineData("zh-CN", "找不到 2 张图片，读者看到的是空白：/media/x/a.png、b.png")]
    [InlineData("en", "2 images were not found, so readers see a gap: /media/x/a.png, b.png")]
    public async Task Missing_images_are_counted_and_named(string language, string words)
    {
        _author.Client.DefaultRequestHeaders.Add("Accept-Language", language);
        Assert.Equal(
            [words],
            await MissingAsync(("Markdown", "![图](/media/x/a.png) ![图](b.png)\n\n```\n![图](c.png)\n```\n\n![图](b.png)"))
        );
    }

    [Theory]
    [InlineData("<img src=\"/media/x/a.png\" alt=\"图\">")]
    [InlineData("<video src=\"/media/x/a.png\" controls></video>")]
    [InlineData("<video poster=\"/media/x/a.png\" controls src=\"https://example.org/a.mp4\"></video>")]
    [InlineData("<picture><source srcset=\"/media/x/a.png 2x\"><img src=\"/favicon.ico\" alt=\"图\"></picture>")]
    [InlineData("[![图](/media/x/a.png)](https://example.org/)")]
    [InlineData("![图][1]\n\n[1]: /media/x/a.png")]
    [InlineData("前言 ![图](/media/x/a.png)\n\n<!-- more -->\n\n正文")]
    public async Task Images_are_found_wherever_the_text_shows_them(string markdown) =>
        Assert.Contains("/media/x/a.png", Assert.Single(await MissingAsync(("Markdown", markdown))), StringComparison.Ordinal);

    [Fact]
    public async Task An_image_that_answers_is_not_missing()
    {
        var origin = _blog.Services.GetRequiredService<SiteOptions>().Absolute("");
        string[] good =
        [
            _image.Path,
            origin + _image.Path,
            _image.Path + "?v=1#x",
            _image.Path[1..],
            "/uploads/2019/old.png",
            "/Uploads/2019/old.png",
            "/favicon.ico",
            "/apple-touch-icon.png",
            "https://img.example.org/none.png",
            "//img.example.org/none.png",
            "data:image/png;base64,AAAA",
        ];
        Assert.Empty(
            await MissingAsync(("Address", "/self"), ("Markdown", string.Join("\n\n", good.Select(source => $"![图](<{source}>)"))))
        );
    }

    [Fact]
    public async Task An_image_whose_file_is_gone_or_has_another_name_is_missing()
    {
        await using var own = new BlogApplication();
        _author = await SignedIn.AuthorAsync(own);
        var image = await ImageOfAsync(own);
        Assert.Single(await MissingAsync(("Markdown", $"![图]({image.Path}x)")));
        await using (var scope = own.Services.CreateAsyncScope())
        {
            File.Delete(scope.ServiceProvider.GetRequiredService<MediaStore>().Find(image)!);
        }

        Assert.Single(await MissingAsync(("Markdown", $"![图]({image.Path})")));
        Assert.Single(await MissingAsync(("Markdown", "![图](/uploads/2019/old.png)")));
    }

    [Theory]
    [InlineData("zh-CN", "找不到封面 /media/x/cover.png")]
    [InlineData("en", "The cover /media/x/cover.png was not found")]
    public async Task A_missing_cover_is_named_before_and_after_publishing(string language, string words)
    {
        _author.Client.DefaultRequestHeaders.Add("Accept-Language", language);
        var page = (await EditorPage.OpenAsync(_author)).With(
            ("Title", "题"),
            ("Cover", "/media/x/cover.png"),
            ("Markdown", $"![图]({_image.Path})")
        );
        var item = Assert.Single(await CareAsync(page), item => item.Kind == "missing-cover");
        Assert.StartsWith(words, item.Words, StringComparison.Ordinal);
        Assert.Equal("#cover", item.Href);
        page = await page.DoAsync("publish");
        Assert.Contains(words, page.Done, StringComparison.Ordinal);
        page = await page.With(("Cover", _image.Path)).DoAsync("publish");
        Assert.DoesNotContain(words, page.Done, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://img.example.org/c.svg", true)]
    [InlineData("http://img.example.org/c.png", true)]
    [InlineData("https://img.example.org/c.png", false)]
    [InlineData("http:///", false)]
    public async Task A_cover_that_shared_links_pass_over_is_named(string cover, bool isNamed)
    {
        var page = (await EditorPage.OpenAsync(_author)).With(("Title", "题"), ("Description", "。"), ("Cover", cover), ("Markdown", "文"));
        Assert.Equal(isNamed, (await CareAsync(page)).Any(item => item.Kind == "unshared-cover"));
    }

    [Fact]
    public async Task A_cover_at_an_old_address_is_the_share_image()
    {
        await _blog.PublishAsync(
            "题",
            "![图](https://img.example.org/first.png)",
            with: r => r with { Slug = "covered", Content = r.Content with { Cover = "/uploads/2019/old.png" } }
        );
        var page = await _blog.PageAsync("/covered");
        Assert.EndsWith(_image.Path, page.QuerySelector("meta[property='og:image']")!.GetAttribute("content"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("zh-CN", "第 3 行的图片没有上传完")]
    [InlineData("en", "Line 3: this image never finished uploading")]
    public async Task An_upload_that_never_finished_is_not_published_but_can_be_saved(string language, string words)
    {
        _author.Client.DefaultRequestHeaders.Add("Accept-Language", language);
        var page = (await EditorPage.OpenAsync(_author)).With(("Title", words), ("Markdown", "文\n\n![正在上传](uploading-1)\n"));
        foreach (var act in new[] { "publish", "schedule" })
        {
            using var answer = await page.With(("PublishAt", act == "schedule" ? "2026-12-25T08:00" : "")).PressAsync(act);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
            var error = (await Visitor.ParsedAsync(answer)).QuerySelector("#markdown-error")!.TextContent;
            Assert.StartsWith(words, error, StringComparison.Ordinal);
        }

        page = await page.With(("PublishAt", "")).DoAsync("save");
        await _blog.WithDbAsync(async db => Assert.Equal(PostState.Draft, (await db.Posts.SingleAsync(p => p.Title == words)).State));
        using var again = await page.PressAsync("publish");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, again.StatusCode);
        await page.With(("Markdown", $"![图]({_image.Path})")).DoAsync("publish");
    }

    [Theory]
    [InlineData("<img src=\"uploading-12\" alt=\"\">")]
    [InlineData("[![Uploading](uploading-2)](/other)")]
    [InlineData("![图][1]\n\n[1]: uploading-3")]
    [InlineData("> - ![Uploading](uploading-4 \"x\")")]
    public async Task A_mark_in_any_form_is_not_published(string markdown)
    {
        using var answer = await (await EditorPage.OpenAsync(_author)).With(("Title", "题"), ("Markdown", markdown)).PressAsync("publish");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
    }

    [Fact]
    public async Task A_scheduled_or_public_post_does_not_get_such_an_image_either()
    {
        var page = await (await EditorPage.OpenAsync(_author))
            .With(("Title", "题"), ("Markdown", "文"), ("PublishAt", "2026-12-25T08:00"))
            .DoAsync("schedule");
        using (var answer = await page.With(("Markdown", "![x](uploading-1)")).PressAsync("save"))
        {
            Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode); // it would turn public by itself
        }

        page = await page.With(("Markdown", "文"), ("PublishAt", "")).DoAsync("publish");
        page = await page.With(("Markdown", "![x](uploading-1)")).DoAsync("save"); // a pending edit
        using var published = await page.PressAsync("publish");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, published.StatusCode);
    }

    [Fact]
    public async Task In_code_the_mark_is_text_like_any_other() =>
        await (await EditorPage.OpenAsync(_author))
            .With(
                ("Title", "题"),
                ("Markdown", "`![x](uploading-1)`\n\n```\n![x](uploading-1)\n```\n\n[x](uploading-1) \\![x](uploading-1)")
            )
            .DoAsync("publish");

    /// <summary>The blog's image with a former address; made with a post by the first case.</summary>
    private static async Task<MediaFile> ImageOfAsync(BlogApplication blog)
    {
        MediaFile? image = null;
        await blog.WithDbAsync(async db => image = await db.Media.AsNoTracking().SingleOrDefaultAsync());
        if (image is not null)
        {
            return image;
        }

        var fixture = await MediaFixture.OpenAsync(blog);
        image = await fixture.AddAsync(TestImages.Checkers(8, 8), "a.png");
        await blog.WithDbAsync(async db =>
        {
            db.Redirects.Add(Redirect.To(await db.Media.SingleAsync(), "/uploads/2019/old.png", blog.Clock.GetUtcNow()));
            await db.SaveChangesAsync();
        });
        await blog.PublishAsync("Other", with: r => r with { Slug = "other", OldPaths = ["/uploads/page.png"] });
        return image;
    }

    private async Task<IReadOnlyList<string>> MissingAsync(params (string Field, string Value)[] fields)
    {
        var page = (await EditorPage.OpenAsync(_author)).With([("Title", "题"), ("Description", "。"), .. fields]);
        return [.. (await CareAsync(page)).Where(item => item.Kind == "missing-image").Select(item => item.Words)];
    }

    private static async Task<IReadOnlyList<(string Kind, string Words, string? Href)>> CareAsync(EditorPage page)
    {
        var (status, body) = await page.AskAsync("Preview");
        Assert.Equal(200, status);
        return
        [
            .. body.GetProperty("checklist")
                .EnumerateArray()
                .Select(item =>
                    (
                        item.GetProperty("kind").GetString()!,
                        item.GetProperty("words").GetString()!,
                        item.GetProperty("href") is { ValueKind: JsonValueKind.String } href ? href.GetString() : null
                    )
                ),
        ];
    }
}
