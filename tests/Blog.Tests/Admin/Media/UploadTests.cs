using System.Net;
using System.Text;
using Blog.Admin.Media;
using Blog.Data;
using Blog.Data.Media;
using Blog.Data.Media.Library;
using Blog.Data.Settings;
using Blog.Images;
using Blog.Site.Upload;
using Blog.Tests.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Blog.Tests.Admin.Media;

public sealed class UploadTests : IAsyncLifetime
{
    private MediaFixture _fixture = null!;

    public async ValueTask InitializeAsync() => _fixture = await MediaFixture.OpenAsync();

    public ValueTask DisposeAsync() => _fixture.DisposeAsync();

    [Fact]
    public async Task The_editor_receives_the_markdown_to_insert()
    {
        using var answer = await _fixture.SendAsync(TestImages.Photo(1000, 300, ".jpg"), "屋顶 一.JPG", "屋顶[远]的*夜*");
        var json = await MediaFixture.JsonAsync(answer);
        var file = (await _fixture.FindAsync(json.GetProperty("href").GetString()!.Split('/')[2]))!;
        Assert.Equal("屋顶-一.jpg", file.Name);
        Assert.Equal([480, 960], file.VariantWidths);
        Assert.Equal($"![屋顶\\[远\\]的\\*夜\\*]({file.Path})", json.GetProperty("markdown").GetString());
        Assert.Equal(
            (file.Path, "屋顶[远]的*夜*", 1000, 300),
            (
                json.GetProperty("href").GetString(),
                json.GetProperty("alt").GetString(),
                json.GetProperty("width").GetInt32(),
                json.GetProperty("height").GetInt32()
            )
        );
        Assert.Equal("no-store", answer.Headers.CacheControl!.ToString());
        Assert.Empty(_fixture.Temporary);

        var post = await _fixture.Blog.PublishAsync("图", json.GetProperty("markdown").GetString()!);
        var image = (await _fixture.Blog.PageAsync(post.Address.Href)).QuerySelector(".prose img")!;
        Assert.Equal("屋顶[远]的*夜*", image.GetAttribute("alt"));
    }

    [Fact]
    public async Task The_location_of_a_photo_is_removed()
    {
        var file = await _fixture.AddAsync(TestImages.JpegWithExif(60, 40, orientation: 6, "canary-7f3a"), "p.jpg");
        Assert.Equal((40, 60), (file.Width, file.Height));
        var served = await _fixture.Blog.Reader.GetByteArrayAsync(file.Path);
        Assert.DoesNotContain("canary-7f3a", Encoding.Latin1.GetString(served), StringComparison.Ordinal);
        Assert.DoesNotContain("Exif", Encoding.Latin1.GetString(served), StringComparison.Ordinal);
    }

    private static readonly (string Hostile, int Status, ImageError Error, FileKind? Kind)[] Refused =
    [
        ("html as jpg", 415, ImageError.NotAnImage, FileKind.Html),
        ("text as png", 415, ImageError.NotAnImage, FileKind.Text),
        ("tiff", 415, ImageError.NotAnImage, FileKind.Tiff),
        ("xml that is no drawing", 415, ImageError.NotAnImage, FileKind.Xml),
        ("svg: no namespace", 415, ImageError.NotAnImage, FileKind.SvgWithoutNamespace),
        ("a huge PNG", 422, ImageError.TooManyPixels, null),
        ("png cut short", 422, ImageError.Broken, null),
        ("avif", 422, ImageError.Broken, null),
        ("svg: unfinished", 422, ImageError.Broken, null),
        ("nothing", 422, ImageError.Empty, null),
        ("26 MB", 413, ImageError.TooLarge, null),
    ];

    [Fact]
    public async Task A_refusal_says_why_in_the_admin_language()
    {
        foreach (var (hostile, status, error, kind) in Refused)
        {
            foreach (var language in new[] { "zh-CN", "en" })
            {
                using var answer = await _fixture.SendAsync(HostileImages.All[hostile](), "photo.jpg", language: language);
                Assert.Equal((hostile, status), (hostile, (int)answer.StatusCode));
                Assert.Equal("application/json", answer.Content.Headers.ContentType!.MediaType);
                Assert.Equal(
                    UploadTexts.Of(language).Error(error, kind, UploadLimits.Owners),
                    (await MediaFixture.JsonAsync(answer)).GetProperty("error").GetString()
                );
            }

            Assert.Equal((hostile, 0, 0, 0), (hostile, await _fixture.CountAsync(), _fixture.Files.Count, _fixture.Temporary.Count));
        }
    }

    [Fact]
    public async Task The_type_is_decided_by_the_content_and_not_by_the_name()
    {
        var file = await _fixture.AddAsync(TestImages.Still(20, 20, ".png"), "notes.txt");
        Assert.Equal(("notes.png", "image/png"), (file.Name, file.ContentType));
    }

    [Fact]
    public async Task Every_refusal_has_a_message_and_a_status()
    {
        foreach (var error in Enum.GetValues<ImageError>())
        {
            Assert.NotEqual(UploadTexts.Chinese.Error(error), UploadTexts.English.Error(error));
            Assert.InRange(UploadResponses.StatusOf(error), 400, 507);
        }

        var said = Enum.GetValues<FileKind>()
            .SelectMany(kind =>
                new[] { UploadTexts.Chinese, UploadTexts.English }.Select(words => words.Error(ImageError.NotAnImage, kind))
            )
            .ToList();
        Assert.Equal(said.Count, said.Distinct().Count());

        using var none = await _fixture.SendAsync(MediaFixture.Upload, MediaFixture.Form([], "x"));
        Assert.Equal(422, (int)none.StatusCode);
    }

    [Fact]
    public async Task The_sixty_first_upload_of_an_hour_waits_for_its_time()
    {
        var author = await MediaFixture.OpenAsync(_fixture.Blog, asOwner: false);
        for (var i = 0; i < Uploads.PerAccount.Permits; i++)
        {
            using var taken = await author.SendAsync("x"u8.ToArray()); // refused ones count as well
            Assert.Equal(415, (int)taken.StatusCode);
        }

        _fixture.Blog.Clock.Advance(TimeSpan.FromMinutes(20));
        using var answer = await author.SendAsync(TestImages.Still(4, 4, ".png"));
        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        Assert.Equal(TimeSpan.FromMinutes(40), answer.Headers.RetryAfter!.Delta);
        Assert.Equal(UploadTexts.Chinese.Error(ImageError.Often), (await MediaFixture.JsonAsync(answer)).GetProperty("error").GetString());
        await _fixture.AddAsync(TestImages.Still(4, 4, ".png")); // another account is not affected

        _fixture.Blog.Clock.Advance(TimeSpan.FromMinutes(40));
        await author.AddAsync(TestImages.Still(5, 5, ".png"));
    }

    [Fact]
    public async Task Each_file_of_a_form_counts_and_those_past_the_limit_are_named()
    {
        var author = await MediaFixture.OpenAsync(_fixture.Blog, asOwner: false);
        for (var i = 0; i < Uploads.PerAccount.Permits - 2; i++)
        {
            using var taken = await author.SendAsync("x"u8.ToArray());
            Assert.Equal(415, (int)taken.StatusCode);
        }

        using (
            var form = await author.SendAsync(
                MediaFixture.Upload,
                MediaFixture.Form([.. Enumerable.Range(1, 3).Select(i => (TestImages.Still(4, 3 + i, ".png"), $"{i}.png"))]),
                asPage: true
            )
        )
        {
            Assert.Equal(HttpStatusCode.Redirect, form.StatusCode);
        }

        Assert.Contains(
            "3.png：" + UploadTexts.Chinese.Error(ImageError.Often),
            (await author.PageAsync("/admin/media")).QuerySelector("[role=alert]")!.TextContent,
            StringComparison.Ordinal
        );
        using var next = await author.SendAsync(TestImages.Still(5, 5, ".png"));
        Assert.Equal(HttpStatusCode.TooManyRequests, next.StatusCode);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("nonsense")]
    public async Task A_form_without_its_token_stores_nothing(string? token)
    {
        _fixture.Token = token ?? "";
        using var byScript = await _fixture.SendAsync(TestImages.Still(4, 4, ".png"));
        using var byForm = await _fixture.SendAsync(
            MediaFixture.Upload,
            MediaFixture.Form([(TestImages.Still(4, 4, ".png"), "a.png")]),
            asPage: true
        );
        Assert.Equal([HttpStatusCode.BadRequest, HttpStatusCode.BadRequest], [byScript.StatusCode, byForm.StatusCode]);
        Assert.Equal((0, 0, 0), (await _fixture.CountAsync(), _fixture.Files.Count, _fixture.Temporary.Count));
    }

    [Fact]
    public async Task Another_site_s_form_is_refused_unread()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, MediaFixture.Upload)
        {
            Content = MediaFixture.Form([(TestImages.Still(4, 4, ".png"), "a.png")]),
        };
        request.Headers.Add("RequestVerificationToken", _fixture.Token);
        request.Headers.Add("Origin", "https://evil.example");
        using var answer = await _fixture.Person.Client.SendAsync(request);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Equal(0, await _fixture.CountAsync());
    }

    [Fact]
    public async Task A_form_without_script_takes_several_and_says_which_were_not_taken()
    {
        using var answer = await _fixture.SendAsync(
            MediaFixture.Upload,
            MediaFixture.Form([
                (TestImages.Still(4, 4, ".png"), "一.png"),
                ("<html>"u8.ToArray(), "二.png"),
                (TestImages.Still(5, 5, ".gif"), "三.gif"),
            ]),
            asPage: true
        );
        Assert.Equal((HttpStatusCode.Redirect, "/admin/media"), (answer.StatusCode, answer.Headers.Location!.ToString()));
        var page = await _fixture.PageAsync("/admin/media");
        Assert.Equal(2, page.QuerySelectorAll(".gallery li").Length);
        var said = page.QuerySelector("[role=alert]")!.TextContent;
        Assert.Contains(MediaTexts.Chinese.UploadedCount(2), said, StringComparison.Ordinal);
        Assert.Contains("二.png：" + UploadTexts.Chinese.Error(ImageError.NotAnImage, FileKind.Html), said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_with_one_image_leads_to_its_page_which_asks_for_alternative_text()
    {
        using var answer = await _fixture.SendAsync(
            MediaFixture.Upload,
            MediaFixture.Form([(TestImages.Still(4, 4, ".png"), "a.png")]),
            asPage: true
        );
        var page = await _fixture.PageAsync(answer.Headers.Location!.ToString());
        Assert.NotNull(page.QuerySelector("textarea[name='Input.Alt']"));
        Assert.Equal(MediaTexts.Chinese.UploadedCount(1), page.QuerySelector("[role=status]")!.TextContent.Trim());
    }

    [Fact]
    public async Task A_form_that_is_too_large_is_answered_with_a_message()
    {
        await _fixture.AllowAsync(
            new SiteAttachments
            {
                Documents = false,
                Archives = false,
                Audio = false,
                Video = false,
            }
        );
        var author = await MediaFixture.OpenAsync(_fixture.Blog, asOwner: false);
        using var answer = await author.SendAsync(
            MediaFixture.Upload,
            MediaFixture.Form([(new byte[20 * 1024 * 1024], "a.png"), (new byte[20 * 1024 * 1024], "b.png")]),
            asPage: true
        );
        Assert.Equal("/admin/media", answer.Headers.Location!.ToString());
        Assert.Contains(
            UploadTexts.Chinese.Error(ImageError.TooLarge),
            (await author.PageAsync("/admin/media")).QuerySelector("[role=alert]")!.TextContent,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task An_owner_uploads_seventy_images_at_once_and_seventy_in_one_form()
    {
        var answers = await Task.WhenAll(
            Enumerable.Range(1, 70).Select(i => _fixture.SendAsync(TestImages.Still(20 + i, 20, ".png"), $"a{i}.png"))
        );
        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        Assert.Equal(70, await _fixture.CountAsync());

        using var form = await _fixture.SendAsync(
            MediaFixture.Upload,
            MediaFixture.Form([.. Enumerable.Range(1, 70).Select(i => (TestImages.Still(20 + i, 30, ".png"), $"b{i}.png"))]),
            asPage: true
        );
        Assert.Equal("/admin/media", form.Headers.Location!.ToString());
        Assert.Equal(
            MediaTexts.Chinese.UploadedCount(70),
            (await _fixture.PageAsync("/admin/media")).QuerySelector("[role=status]")!.TextContent.Trim()
        );
        Assert.Equal(140, await _fixture.CountAsync());
        Assert.Empty(_fixture.Temporary);
    }

    [Fact]
    public async Task An_owner_s_form_may_be_larger_than_one_image_and_an_image_may_not()
    {
        var large = new byte[26 * 1024 * 1024];
        using var answer = await _fixture.SendAsync(
            MediaFixture.Upload,
            MediaFixture.Form([(large, "大.png"), (TestImages.Still(4, 4, ".png"), "小.png")]),
            asPage: true
        );
        var said = (await _fixture.PageAsync(answer.Headers.Location!.ToString())).QuerySelector("[role=alert]")!.TextContent;
        Assert.Contains(MediaTexts.Chinese.UploadedCount(1), said, StringComparison.Ordinal);
        Assert.Contains(
            "大.png：" + UploadTexts.Chinese.Error(ImageError.TooLarge, limits: UploadLimits.Owners),
            said,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Of_many_refused_files_the_rest_are_counted()
    {
        using var answer = await _fixture.SendAsync(
            MediaFixture.Upload,
            MediaFixture.Form([.. Enumerable.Range(1, 30).Select(i => ("{\\rtf1"u8.ToArray(), $"{i}.rtf"))]),
            asPage: true
        );
        var said = (await _fixture.PageAsync("/admin/media")).QuerySelector("[role=alert]")!.TextContent;
        Assert.Contains("6.rtf：" + UploadTexts.Chinese.Error(ImageError.NotAnImage, FileKind.Rtf), said, StringComparison.Ordinal);
        Assert.Contains(MediaTexts.Chinese.AndMoreRefused(24), said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_avif_is_stored_as_webp_with_its_smaller_copies()
    {
        var file = await _fixture.AddAsync(TestImages.Photo(1000, 300, ".avif"), "屋顶.avif");
        Assert.Equal(("屋顶.webp", "image/webp", 1000, 300), (file.Name, file.ContentType, file.Width, file.Height));
        Assert.Equal([480, 960], file.VariantWidths);
        using var served = await _fixture.Blog.Reader.GetAsync(file.Path);
        Assert.Equal("image/webp", served.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task Too_many_files_parts_or_characters_are_refused()
    {
        var author = await MediaFixture.OpenAsync(_fixture.Blog, asOwner: false);
        using var files = await author.SendAsync(
            MediaFixture.Upload,
            MediaFixture.Form(Enumerable.Range(0, 21).Select(i => (new byte[10], $"{i}.png")))
        );
        Assert.Equal(413, (int)files.StatusCode);
        var parts = new MultipartFormDataContent();
        foreach (var i in Enumerable.Range(0, 50))
        {
            parts.Add(new StringContent("x"), $"f{i}");
        }

        using var many = await author.SendAsync(MediaFixture.Upload, parts);
        using var words = await _fixture.SendAsync(TestImages.Still(4, 4, ".png"), alt: new string('长', 20_000));
        Assert.Equal([400, 400], [(int)many.StatusCode, (int)words.StatusCode]);
        var cut = await _fixture.AddAsync(TestImages.Still(4, 4, ".png"), new string('n', 5_000) + ".png", new string('长', 3_000));
        Assert.Equal(TextLengths.Line, cut.Alt.Length);
        Assert.InRange(cut.Name.Length, 5, TextLengths.Title);
        Assert.Empty(_fixture.Temporary);
    }

    [Fact]
    public async Task Equal_images_uploaded_at_once_are_stored_once()
    {
        var bytes = TestImages.Photo(600, 200, ".png");
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 6).Select(i => _fixture.SendAsync(bytes, $"t{i}.png", i == 3 ? "说明" : null))
        );
        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        Assert.Equal(1, await _fixture.CountAsync());
        await _fixture.Blog.WithDbAsync(async db => Assert.Equal("说明", (await db.Media.SingleAsync()).Alt));
        Assert.Equal(2, _fixture.Files.Count); // itself and its one variant
    }

    [Fact]
    public async Task Deleting_and_uploading_the_same_bytes_at_once_never_leaves_a_row_without_its_file()
    {
        var bytes = TestImages.Still(40, 40, ".png");
        for (var round = 0; round < 15; round++)
        {
            var file = await AddDirectlyAsync(bytes);
            await Task.WhenAll(DeleteAsync(file), AddDirectlyAsync(bytes), AddDirectlyAsync(bytes));
            await _fixture.Blog.WithDbAsync(async db => Assert.Equal(await db.Media.CountAsync(), _fixture.Files.Count));
        }
    }

    [Fact]
    public async Task Without_room_nothing_is_left_and_the_next_upload_needs_no_restart()
    {
        var (tmp, away) = (Path.Combine(_fixture.Blog.DataFolder, "tmp"), Path.Combine(_fixture.Blog.DataFolder, "away"));
        Directory.Move(tmp, away);
        await File.WriteAllTextAsync(tmp, ""); // a file in place of the folder: not even root can write below it
        using (var answer = await _fixture.SendAsync(TestImages.Still(30, 30, ".png")))
        {
            Assert.Equal(HttpStatusCode.InsufficientStorage, answer.StatusCode);
            Assert.Equal(
                UploadTexts.Chinese.Error(ImageError.NoRoom),
                (await MediaFixture.JsonAsync(answer)).GetProperty("error").GetString()
            );
        }

        Assert.Equal((0, 0), (await _fixture.CountAsync(), _fixture.Files.Count));
        File.Delete(tmp);
        Directory.Move(away, tmp);
        await _fixture.AddAsync(TestImages.Still(30, 30, ".png"));
    }

    [Fact]
    public async Task Size_limits_and_types_are_shown_before_anything_is_sent()
    {
        var page = await _fixture.PageAsync("/admin/media");
        var field = page.QuerySelector("input[type=file]")!;
        var hint = page.GetElementById(field.GetAttribute("aria-describedby")!)!.TextContent;
        Assert.All(new[] { "25 MB", "5000 万像素", "JPEG", "SVG" }, words => Assert.Contains(words, hint, StringComparison.Ordinal));
        Assert.Equal(25, ImageFile.MaxBytes / 1024 / 1024);
        Assert.True(field.HasAttribute("multiple"));
        Assert.Equal("multipart/form-data", field.Closest("form")!.GetAttribute("enctype"));
    }

    private async Task<MediaFile> AddDirectlyAsync(byte[] bytes)
    {
        await using var scope = _fixture.Blog.Services.CreateAsyncScope();
        var taken = await scope
            .ServiceProvider.GetRequiredService<ImageIngestion>()
            .TakeAsync(() => Task.FromResult(bytes), "a.png", "", CancellationToken.None);
        return taken.File!;
    }

    private async Task DeleteAsync(MediaFile file)
    {
        await using var scope = _fixture.Blog.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<MediaLibrary>().DeleteAsync(file, CancellationToken.None);
    }
}
