using System.Net;
using Blog.Admin.Media;
using Blog.Data.Media;
using Blog.Data.Posts;
using Blog.Images;
using Blog.Site.Upload;
using Blog.Tests.Data;
using Microsoft.EntityFrameworkCore;

namespace Blog.Tests.Admin.Media;

public sealed class MediaItemTests : IAsyncLifetime
{
    private MediaFixture _fixture = null!;

    public async ValueTask InitializeAsync() => _fixture = await MediaFixture.OpenAsync();

    public ValueTask DisposeAsync() => _fixture.DisposeAsync();

    [Fact]
    public async Task The_page_shows_what_the_image_is_and_where_it_is_used()
    {
        var file = await _fixture.AddAsync(TestImages.Photo(1000, 300, ".jpg"), "p.jpg", "海");
        var post = await _fixture.Blog.PublishAsync("见海", $"![海]({file.Path})");
        var page = await _fixture.PageAsync($"/admin/media/{file.Id}");
        Assert.Contains("1000 × 300", page.QuerySelector(".about")!.TextContent, StringComparison.Ordinal);
        Assert.Equal($"![海]({file.Path})", page.QuerySelector("#markdown")!.GetAttribute("value"));
        var use = page.QuerySelector(".entries a")!;
        Assert.Equal(("见海", $"/admin/posts/{post.Id}"), (use.TextContent, use.GetAttribute("href")));
    }

    [Fact]
    public async Task After_a_rename_the_old_address_still_works()
    {
        var file = await _fixture.AddAsync(TestImages.Photo(600, 300, ".jpg"), "p.jpg");
        var post = await _fixture.Blog.PublishAsync("题", $"![]({file.Path})");
        using var saved = await _fixture.Person.PostAsync(
            $"/admin/media/{file.Id}",
            Form(("Input.Name", " 新 名.jpg "), ("Input.Alt", "行一\r\n行二"))
        );
        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        var now = (await _fixture.FindAsync(file.Id))!;
        Assert.Equal(("新-名.jpg", "行一 行二"), (now.Name, now.Alt));
        await LeadsAsync(file.Path, now.Path);
        var image = (await _fixture.Blog.PageAsync(post.Address.Href)).QuerySelector(".prose img")!;
        Assert.Equal(file.Path, image.GetAttribute("src"));

        using var back = await _fixture.Person.PostAsync($"/admin/media/{file.Id}", Form(("Input.Name", "p"), ("Input.Alt", "")));
        using var served = await _fixture.Blog.Reader.GetAsync(file.Path);
        Assert.Equal(HttpStatusCode.OK, served.StatusCode);
        await LeadsAsync(now.Path, file.Path);
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("n", "long")]
    [InlineData("long", "")]
    public async Task Too_long_or_missing_input_is_reported_and_what_was_typed_stays(string name, string alt)
    {
        var file = await _fixture.AddAsync(TestImages.Still(4, 4, ".png"));
        var (typedName, typedAlt) = (name == "long" ? new string('n', 101) : name, alt == "long" ? new string('长', 2001) : alt);
        using var answer = await _fixture.Person.PostAsync(
            $"/admin/media/{file.Id}",
            Form(("Input.Name", typedName), ("Input.Alt", typedAlt))
        );
        var page = await Visitor.ParsedAsync(answer);
        Assert.NotNull(page.QuerySelector("[aria-invalid=true]"));
        Assert.Equal(typedAlt, page.QuerySelector("textarea")!.TextContent.TrimStart('\n'));
        Assert.Equal("a.png", (await _fixture.FindAsync(file.Id))!.Name);
    }

    [Fact]
    public async Task A_replacement_is_shown_wherever_the_old_image_was_and_every_old_address_leads_to_it()
    {
        var old = await _fixture.AddAsync(TestImages.Photo(1000, 300, ".jpg"), "chart.jpg", "图");
        var post = await _fixture.Blog.PublishAsync(
            "题",
            $"前 ![图]({old.Path} \"标题\") 后\n\n`{old.Path}`\n\n[原图]({old.Path})",
            with: r => r with { Content = r.Content with { Cover = old.Path }, Tags = ["标签"], Category = ["甲", "乙"] }
        );
        var draft = await _fixture.Blog.PublishAsync("稿", $"![]({old.Path})", with: r => r with { PublishAt = null });
        var other = await _fixture.Blog.PublishAsync("别的", "没有图");
        await _fixture.TypeAsync(post, text => text with { Markdown = text.Markdown + "\n\n新的一段。", Cover = old.Path });
        await _fixture.TypeAsync(other, text => text with { Markdown = $"![]({old.Path})" });
        var before = await _fixture.PostAsync(post.Id);
        _fixture.Blog.Clock.Advance(TimeSpan.FromHours(1));

        var fresh = await ReplaceAsync(old, TestImages.Still(50, 40, ".png"));

        Assert.Equal("chart.png", fresh.Name);
        Assert.Equal("图", fresh.Alt);
        var after = await _fixture.PostAsync(post.Id);
        Assert.Equal($"前 ![图]({fresh.Path} \"标题\") 后\n\n`{old.Path}`\n\n[原图]({fresh.Path})", after.Markdown);
        Assert.Equal(fresh.Path, after.Cover);
        Assert.Equal(
            (before.UpdatedAt, before.PublishedAt, before.State, before.CategoryId),
            (after.UpdatedAt, after.PublishedAt, after.State, after.CategoryId)
        );
        Assert.Equal($"![]({fresh.Path})", (await _fixture.PostAsync(draft.Id)).Markdown);
        Assert.Equal(PostState.Draft, (await _fixture.PostAsync(draft.Id)).State);
        var image = (await _fixture.Blog.PageAsync(post.Address.Href)).QuerySelector(".prose img")!;
        Assert.Equal((fresh.Path, "50"), (image.GetAttribute("src"), image.GetAttribute("width")));

        var edit = (await _fixture.EditOfAsync(post.Id))!;
        Assert.Equal((after.Version, fresh.Path), (edit.PostVersion, edit.Draft.Cover));
        Assert.Contains($"![图]({fresh.Path} \"标题\")", edit.Draft.Markdown, StringComparison.Ordinal);
        Assert.EndsWith("新的一段。", edit.Draft.Markdown, StringComparison.Ordinal);
        Assert.Equal($"![]({fresh.Path})", (await _fixture.EditOfAsync(other.Id))!.Draft.Markdown);
        Assert.Equal("没有图", (await _fixture.PostAsync(other.Id)).Markdown);

        await _fixture.Blog.WithDbAsync(async db =>
        {
            Assert.Contains(
                await db.Revisions.Where(r => r.PostId == post.Id).Select(r => r.Markdown).ToListAsync(),
                text => text == before.Markdown
            );
            Assert.Equal(1, await db.Posts.Where(p => p.Id == post.Id).SelectMany(p => p.Tags).CountAsync());
            Assert.Equal(2, await db.PostMedia.CountAsync(use => use.MediaFileId == fresh.Id));
        });
        Assert.Null(await _fixture.FindAsync(old.Id));
        Assert.DoesNotContain(_fixture.Files, name => name.StartsWith(old.Id, StringComparison.Ordinal));
        foreach (var path in new[] { old.Path, $"/media/{old.Id}/480.webp", $"/media/{old.Id}/960.webp" })
        {
            await LeadsAsync(path, fresh.Path);
        }
    }

    [Fact]
    public async Task Replacing_twice_leads_straight_to_the_last_and_replacing_back_takes_its_own_redirect_away()
    {
        var first = await _fixture.AddAsync(TestImages.Still(40, 40, ".png"), "a.png");
        var post = await _fixture.Blog.PublishAsync("题", $"![]({first.Path})");
        var second = await ReplaceAsync(first, TestImages.Still(50, 50, ".png"));
        var third = await ReplaceAsync(second, TestImages.Still(60, 60, ".gif"));
        await LeadsAsync(first.Path, third.Path);
        await LeadsAsync(second.Path, third.Path);

        var again = await ReplaceAsync(third, TestImages.Still(40, 40, ".png"));
        Assert.Equal(first.Path, again.Path);
        using var served = await _fixture.Blog.Reader.GetAsync(first.Path);
        Assert.Equal(HttpStatusCode.OK, served.StatusCode);
        await LeadsAsync(second.Path, first.Path);
        await LeadsAsync(third.Path, first.Path);
        Assert.Equal($"![]({first.Path})", (await _fixture.PostAsync(post.Id)).Markdown);
    }

    [Fact]
    public async Task A_replacement_by_the_same_bytes_or_by_no_image_changes_nothing()
    {
        var file = await _fixture.AddAsync(TestImages.Still(40, 40, ".png"), "a.png");
        using var same = await SendReplacementAsync(file, TestImages.Still(40, 40, ".png"));
        Assert.Contains(
            MediaTexts.Chinese.SameBytes,
            (await _fixture.PageAsync(same.Headers.Location!.ToString())).Body!.TextContent,
            StringComparison.Ordinal
        );
        using var none = await SendReplacementAsync(file, "<html>"u8.ToArray());
        Assert.Equal(
            UploadTexts.Chinese.Error(ImageError.NotAnImage, FileKind.Html),
            (await Visitor.ParsedAsync(none)).QuerySelector(".field .error")!.TextContent
        );
        Assert.Equal(1, await _fixture.CountAsync());
    }

    [Fact]
    public async Task Deleting_asks_first_and_then_leaves_no_row_file_variant_or_redirect()
    {
        var file = await _fixture.AddAsync(TestImages.Photo(1000, 300, ".jpg"), "p.jpg");
        var post = await _fixture.Blog.PublishAsync("用图的文章", $"![]({file.Path})");
        using (await _fixture.Person.PostAsync($"/admin/media/{file.Id}", Form(("Input.Name", "q"), ("Input.Alt", ""))))
        {
            Assert.Contains(
                "用图的文章",
                (await _fixture.PageAsync($"/admin/media/{file.Id}")).QuerySelectorAll("section")[^1].TextContent,
                StringComparison.Ordinal
            );
        }

        using var asked = await _fixture.Person.PostAsync($"/admin/media/{file.Id}", Form(), "Delete");
        Assert.Contains(MediaTexts.Chinese.MustBeSure, (await Visitor.ParsedAsync(asked)).Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(1, await _fixture.CountAsync());

        using var deleted = await _fixture.Person.PostAsync($"/admin/media/{file.Id}", Form(("Sure", "true")), "Delete");
        Assert.Equal("/admin/media", deleted.Headers.Location!.ToString());
        Assert.Equal((0, 0), (await _fixture.CountAsync(), _fixture.Files.Count));
        await _fixture.Blog.WithDbAsync(async db =>
            Assert.Equal((0, 0), (await db.Redirects.CountAsync(), await db.PostMedia.CountAsync()))
        );
        using var gone = await _fixture.Blog.Reader.GetAsync(file.Path);
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await _fixture.Blog.Reader.GetAsync(post.Address.Href)).StatusCode);
    }

    [Fact]
    public async Task Drafts_of_others_are_only_counted_and_an_author_cannot_change_their_images()
    {
        var file = await _fixture.AddAsync(TestImages.Still(40, 40, ".png"), "a.png");
        var live = await _fixture.Blog.PublishAsync("公开的", $"![]({file.Path})");
        await _fixture.Blog.PublishAsync("秘密草稿 canary", $"![]({file.Path})", with: r => r with { PublishAt = null });
        await _fixture.Blog.PublishAsync(
            "定时 canary",
            $"![]({file.Path})",
            with: r => r with { PublishAt = _fixture.Blog.Clock.GetUtcNow().AddDays(1) }
        );
        var quiet = await _fixture.Blog.PublishAsync("公开但改着 canary", "无图");
        await _fixture.TypeAsync(quiet, text => text with { Markdown = $"![]({file.Path})" });
        var author = await MediaFixture.OpenAsync(_fixture.Blog, asOwner: false);

        var page = await author.PageAsync($"/admin/media/{file.Id}");
        Assert.DoesNotContain("canary", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains(MediaTexts.Chinese.Others(3), page.Body.TextContent, StringComparison.Ordinal);
        Assert.Equal(live.Address.Href, page.QuerySelector(".entries a")!.GetAttribute("href"));
        Assert.Contains(MediaTexts.Chinese.NotYours, page.Body.TextContent, StringComparison.Ordinal);
        Assert.Null(page.QuerySelector("input[type=file]"));

        using var deleted = await author.Person.PostAsync($"/admin/media/{file.Id}", Form(("Sure", "true")), "Delete");
        author.Token = await author.Person.TokenAsync("/admin/media");
        using var replaced = await author.SendAsync(
            $"/admin/media/{file.Id}?handler=Replace",
            MediaFixture.Form([(TestImages.Still(9, 9, ".png"), "b.png")]),
            asPage: true
        );
        Assert.Equal([HttpStatusCode.Forbidden, HttpStatusCode.Forbidden], [deleted.StatusCode, replaced.StatusCode]);
        Assert.NotNull(await _fixture.FindAsync(file.Id));

        var own = await author.AddAsync(TestImages.Still(12, 12, ".png"), "own.png");
        using var ownDeleted = await author.Person.PostAsync($"/admin/media/{own.Id}", Form(("Sure", "true")), "Delete");
        Assert.Null(await _fixture.FindAsync(own.Id));
    }

    internal static Dictionary<string, string> Form(params (string Name, string Value)[] fields) =>
        fields.ToDictionary(field => field.Name, field => field.Value, StringComparer.Ordinal);

    private Task<HttpResponseMessage> SendReplacementAsync(MediaFile file, byte[] bytes) =>
        _fixture.SendAsync($"/admin/media/{file.Id}?handler=Replace", MediaFixture.Form([(bytes, "whatever.bin")]), asPage: true);

    private async Task<MediaFile> ReplaceAsync(MediaFile file, byte[] bytes)
    {
        using var answer = await SendReplacementAsync(file, bytes);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return (await _fixture.FindAsync(answer.Headers.Location!.ToString().Split('/')[^1]))!;
    }

    private async Task LeadsAsync(string from, string to)
    {
        using var answer = await _fixture.Blog.Reader.GetAsync(from);
        Assert.Equal((HttpStatusCode.MovedPermanently, to), (answer.StatusCode, answer.Headers.Location!.OriginalString));
    }
}
