using System.Net;
using Blog.Data.Posts;
using Microsoft.EntityFrameworkCore;

namespace Blog.Tests.Editor.Editing;

/// <summary>The editor without any script: write, preview, publish, schedule, unpublish, move to the trash.</summary>
public sealed class WritingTests : IAsyncLifetime
{
    private readonly BlogApplication _blog = new();
    private SignedIn _author = null!;

    public async ValueTask InitializeAsync()
    {
        _author = await SignedIn.AuthorAsync(_blog);
        await _blog.WithDbAsync(async db =>
        {
            var settings = await db.Settings.SingleAsync();
            settings.Revise(settings.Choices with { TimeZone = "Asia/Shanghai" });
            await db.SaveChangesAsync();
        });
    }

    public ValueTask DisposeAsync() => _blog.DisposeAsync();

    [Fact]
    public async Task A_post_is_written_previewed_and_published_without_script()
    {
        var page = await EditorPage.OpenAsync(_author);
        page.With(
            ("Title", "重庆的桥"),
            ("Markdown", "第一段，**强调。**然后\r\n\r\n<!-- more -->\r\n\r\n后文"),
            ("Category", "旅行/西南"),
            ("Tags", "桥，C#、性能"),
            ("Description", "一句话")
        );
        using var previewed = await page.PressAsync("preview");
        Assert.Equal(HttpStatusCode.OK, previewed.StatusCode);
        page = await EditorPage.OfAsync(_author, page.Path, previewed);
        Assert.Equal("强调。", page.Document.QuerySelector("section.preview .prose strong")!.TextContent);
        Assert.Equal("重庆的桥", page.Document.QuerySelector("section.preview article.card h2")!.TextContent);
        Assert.DoesNotContain("后文", page.Document.QuerySelector("article.card")!.TextContent, StringComparison.Ordinal);
        await _blog.WithDbAsync(async db => Assert.Equal(0, await db.Posts.CountAsync()));

        page = await page.DoAsync("save");
        Assert.Contains("草稿", page.Status, StringComparison.Ordinal);
        Assert.Equal(("重庆的桥", "旅行/西南", "一句话"), (page["Title"], page["Category"], page["Description"]));
        page = await page.DoAsync("publish");
        Assert.Contains("已发布", page.Done, StringComparison.Ordinal);
        var link = page.Document.QuerySelectorAll("header a").Single(a => a.GetAttribute("href") == "/chong-qing-de-qiao");
        Assert.Equal("查看文章", link.TextContent);
        var read = await _blog.PageAsync("/chong-qing-de-qiao");
        Assert.Equal("重庆的桥", read.QuerySelector("h1")!.TextContent);
        Assert.Equal(
            ["# C#", "# 性能", "# 桥"],
            read.QuerySelectorAll("p.tags a").Select(a => a.TextContent).Order(StringComparer.Ordinal)
        );
        await _blog.WithDbAsync(async db =>
            Assert.Equal([RevisionKind.Save, RevisionKind.Publish], await db.Revisions.OrderBy(r => r.Id).Select(r => r.Kind).ToListAsync())
        );
    }

    [Fact]
    public async Task Opening_the_editor_writes_nothing()
    {
        var post = await (await EditorPage.OpenAsync(_author)).With(("Title", "题"), ("Markdown", "文")).DoAsync("publish");
        var before = await HashAsync();
        await EditorPage.OpenAsync(_author);
        await EditorPage.OpenAsync(_author, post.Id);
        await EditorPage.OpenAsync(_author, $"/admin/posts/new?language=en&translationOf={post.Id}");
        using var token = await _author.GetAsync($"/admin/posts/{post.Id}?handler=Token");
        using var tried = await _author.GetAsync($"/admin/posts/{post.Id}?handler=Save&Title=x&Do=trash");
        Assert.Equal(before, await HashAsync());
    }

    [Fact]
    public async Task Changes_to_a_published_post_stay_pending_until_they_are_published()
    {
        var page = await (await EditorPage.OpenAsync(_author)).With(("Title", "Live"), ("Markdown", "old words")).DoAsync("publish");
        _blog.Clock.Advance(TimeSpan.FromDays(2));
        _author = await SignedIn.AuthorAsync(_blog);
        page = await EditorPage.OpenAsync(_author, page.Id);
        page = await page.With(("Markdown", "new words")).DoAsync("save");
        Assert.Contains("尚未发布", page.Done, StringComparison.Ordinal);
        Assert.Equal("new words", page["Markdown"]);
        Assert.Contains("old words", (await _blog.PageAsync("/live")).Body!.TextContent, StringComparison.Ordinal);

        page = await page.DoAsync("publish");
        Assert.Contains("new words", (await _blog.PageAsync("/live")).Body!.TextContent, StringComparison.Ordinal);
        await _blog.WithDbAsync(async db =>
        {
            var post = await db.Posts.SingleAsync();
            Assert.Equal(_blog.Clock.GetUtcNow(), post.UpdatedAt);
            Assert.Equal(_blog.Clock.GetUtcNow().AddDays(-2), post.PublishedAt);
            Assert.Empty(await db.PendingEdits.ToListAsync());
        });

        _blog.Clock.Advance(TimeSpan.FromHours(1));
        await page.With(("Markdown", "newer words"), ("MinorEdit", "true")).DoAsync("publish");
        await _blog.WithDbAsync(async db => Assert.Equal(_blog.Clock.GetUtcNow().AddHours(-1), (await db.Posts.SingleAsync()).UpdatedAt));
    }

    [Fact]
    public async Task A_post_is_scheduled_in_the_site_s_zone_moved_and_taken_back()
    {
        var page = await (await EditorPage.OpenAsync(_author))
            .With(("Title", "Later"), ("Markdown", "文"), ("PublishAt", "2026-11-25T08:00"))
            .DoAsync("schedule");
        Assert.Contains("2026-11-25 08:00 (UTC+8)", page.Status, StringComparison.Ordinal);
        await _blog.WithDbAsync(async db =>
            Assert.Equal(new DateTimeOffset(2026, 11, 25, 0, 0, 0, TimeSpan.Zero), (await db.Posts.SingleAsync()).PublishedAt)
        );
        Assert.Equal(HttpStatusCode.NotFound, (await _blog.Reader.GetAsync("/later")).StatusCode);

        page = await page.With(("Markdown", "改过的文"), ("PublishAt", "2026-11-26T08:00")).DoAsync("save");
        Assert.Contains("2026-11-26 08:00", page.Status, StringComparison.Ordinal);
        page = await page.DoAsync("unpublish");
        Assert.Contains("草稿", page.Status, StringComparison.Ordinal);
        Assert.Equal("2026-11-26T08:00", page["PublishAt"]);
        page = await page.DoAsync("schedule");
        _blog.Clock.Advance(TimeSpan.FromDays(4));
        Assert.Contains("改过的文", (await _blog.PageAsync("/later")).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_scheduled_post_is_published_at_once_by_its_button()
    {
        var page = await (await EditorPage.OpenAsync(_author))
            .With(("Title", "Later"), ("Markdown", "文"), ("PublishAt", "2026-11-25T08:00"))
            .DoAsync("schedule");
        Assert.Equal("立即发布", page.Document.QuerySelector("header button.main")!.TextContent);
        await page.DoAsync("publish");
        await _blog.WithDbAsync(async db => Assert.Equal(_blog.Clock.GetUtcNow(), (await db.Posts.SingleAsync()).PublishedAt));
        await _blog.PageAsync("/later");
    }

    [Fact]
    public async Task A_draft_remembers_the_time_that_its_author_means()
    {
        var page = await (await EditorPage.OpenAsync(_author)).With(("Title", "Later"), ("PublishAt", "2026-12-25T08:00")).DoAsync("save");
        Assert.Equal("2026-12-25T08:00", page["PublishAt"]);
        page = await page.With(("PublishAt", "")).DoAsync("save");
        Assert.Equal("", page["PublishAt"]);
    }

    [Fact]
    public async Task A_published_post_can_be_unpublished_and_trashed_even_with_an_invalid_form()
    {
        var page = await (await EditorPage.OpenAsync(_author)).With(("Title", "Secret slip"), ("Markdown", "oops")).DoAsync("publish");
        page = await page.With(("Address", "/admin/x"), ("Language", "xx"), ("Markdown", "half a tho")).DoAsync("unpublish");
        Assert.Equal(HttpStatusCode.NotFound, (await _blog.Reader.GetAsync("/secret-slip")).StatusCode);
        Assert.Equal(("half a tho", "/admin/x"), (page["Markdown"], page["Address"]));

        using var trashed = await page.PressAsync("trash");
        Assert.Equal("/admin", trashed.Headers.Location!.ToString());
        page = await EditorPage.OpenAsync(_author, page.Id);
        Assert.Contains("回收站", page.Status, StringComparison.Ordinal);
        page = await page.DoAsync("unpublish");
        Assert.Contains("草稿", page.Status, StringComparison.Ordinal);
        Assert.Equal("half a tho", page["Markdown"]);
    }

    [Fact]
    public async Task Refused_input_is_reported_at_its_field_and_everything_typed_stays()
    {
        (string Act, string Field, string Value, string Error)[] refused =
        [
            ("publish", "Title", "", "Title"),
            ("save", "Address", "/admin/x", "Address"),
            ("save", "Address", "/a//b", "Address"),
            ("save", "Address", "/taken", "Address"),
            ("save", "Address", "/TAKEN/", "Address"),
            ("save", "Language", "fr", "Language"),
            ("save", "PublishAt", "tomorrow", "PublishAt"),
            ("schedule", "PublishAt", "", "PublishAt"),
            ("schedule", "PublishAt", "2026-11-22T08:00", "PublishAt"),
            ("save", "Cover", "javascript:alert(1)", "Cover"),
            ("save", "TranslationOf", "4711", "TranslationOf"),
            ("save", "Tags", new string('x', 101), "Tags"),
            ("nonsense", "Title", "x", ""),
        ];
        await _blog.PublishAsync("Taken", with: r => r with { Slug = "taken" });
        foreach (var (act, field, value, error) in refused)
        {
            var page = (await EditorPage.OpenAsync(_author)).With(
                ("Title", "题"),
                ("Markdown", "正文 <b>"),
                ("Description", "述"),
                ("Tags", "甲，乙"),
                ("Pinned", "true"),
                (field, value)
            );
            using var answer = await page.PressAsync(act);
            Assert.Equal((act, field, value, HttpStatusCode.UnprocessableEntity), (act, field, value, answer.StatusCode));
            var again = await EditorPage.OfAsync(_author, page.Path, answer);
            if (error.Length > 0)
            {
                Assert.NotEmpty(again.Document.QuerySelector($"#{error.ToLowerInvariant()}-error")!.TextContent);
                Assert.Equal("true", again.Document.QuerySelector($"[name={error}]")!.GetAttribute("aria-invalid"));
            }

            Assert.NotNull(again.Document.QuerySelector("[role=alert]"));
            Assert.Equal(
                page.Fields.Where(f => f.Key is not ("Language" or "TranslationOf" or Visitor.TokenField))
                    .OrderBy(f => f.Key, StringComparer.Ordinal),
                again
                    .Fields.Where(f => f.Key is not ("Language" or "TranslationOf" or Visitor.TokenField))
                    .OrderBy(f => f.Key, StringComparer.Ordinal)
            );
            await _blog.WithDbAsync(async db => Assert.Equal(1, await db.Posts.CountAsync()));
        }
    }

    [Theory]
    [InlineData("save")]
    [InlineData("publish")]
    public async Task An_author_closes_a_post_for_comments(string act)
    {
        var page = await EditorPage.OpenAsync(_author);
        Assert.True(((AngleSharp.Html.Dom.IHtmlInputElement)page.Document.QuerySelector("[name=CommentsOpen]")!).IsChecked);
        var id = (await page.With(("Title", "题"), ("Markdown", "old words")).DoAsync("save")).Id;
        await _blog.WithDbAsync(async db => Assert.True((await db.Posts.SingleAsync()).CommentsOpen));
        var again = (await EditorPage.OpenAsync(_author, id)).With(("Markdown", "new words"));
        again.Fields.Remove("CommentsOpen");
        await again.DoAsync(act);
        await _blog.WithDbAsync(async db => Assert.False((await db.Posts.SingleAsync()).CommentsOpen));
    }

    [Fact]
    public async Task A_live_post_cannot_be_moved_into_the_future()
    {
        var page = await (await EditorPage.OpenAsync(_author)).With(("Title", "Live"), ("Markdown", "文")).DoAsync("publish");
        foreach (var act in new[] { "publish", "schedule" })
        {
            using var answer = await page.With(("PublishAt", "2027-01-01T00:00")).PressAsync(act);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
            await _blog.PageAsync("/live");
        }

        page = await EditorPage.OpenAsync(_author, page.Id);
        await page.With(("PublishAt", "2020-01-01T00:00")).DoAsync("publish");
        Assert.Contains("2020-01-01", (await _blog.PageAsync("/live")).QuerySelector(".meta")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_draft_s_address_follows_its_title_until_its_author_sets_one()
    {
        var page = await (await EditorPage.OpenAsync(_author)).With(("Title", "First idea")).DoAsync("save");
        Assert.Equal("", page["Address"]);
        Assert.Contains("/first-idea", page.Document.QuerySelector("#address-hint")!.TextContent, StringComparison.Ordinal);
        page = await page.With(("Title", "Second idea")).DoAsync("save");
        Assert.Contains("/second-idea", page.Document.QuerySelector("#address-hint")!.TextContent, StringComparison.Ordinal);
        page = await page.With(("Address", "/mine/own.html")).DoAsync("save");
        page = await page.With(("Title", "Third idea")).DoAsync("save");
        Assert.Equal("/mine/own.html", page["Address"]);
        page = await page.DoAsync("publish");
        await _blog.PageAsync("/mine/own.html");
        await _blog.WithDbAsync(async db => Assert.Equal(0, await db.Redirects.CountAsync()));
    }

    [Fact]
    public async Task A_live_post_that_moves_leaves_a_redirect_and_says_so_and_so_does_one_that_once_was_live()
    {
        var page = await (await EditorPage.OpenAsync(_author)).With(("Title", "Old place"), ("Markdown", "文")).DoAsync("publish");
        page = await page.With(("Address", "/new-place")).DoAsync("publish");
        Assert.Contains("/old-place", page.Done, StringComparison.Ordinal);
        using var first = await _blog.Reader.GetAsync("/old-place");
        Assert.Equal((HttpStatusCode.MovedPermanently, "/new-place"), (first.StatusCode, first.Headers.Location!.ToString()));

        page = await page.DoAsync("unpublish");
        page = await page.With(("Address", "/third-place"), ("Title", "Anything")).DoAsync("save");
        Assert.Equal("/third-place", page["Address"]);
        await page.DoAsync("publish");
        using var second = await _blog.Reader.GetAsync("/new-place");
        Assert.Equal((HttpStatusCode.MovedPermanently, "/third-place"), (second.StatusCode, second.Headers.Location!.ToString()));
    }

    [Fact]
    public async Task A_category_with_a_slash_in_its_name_stays_whole()
    {
        await _blog.PublishAsync("Net", with: r => r with { Category = ["网络", "TCP/IP"] });
        var page = await EditorPage.OpenAsync(_author);
        Assert.Contains(
            "网络/TCP/IP",
            page.Document.QuerySelectorAll("datalist#categories option").Select(option => option.GetAttribute("value"))
        );
        await page.With(("Title", "New"), ("Category", "网络/TCP/IP")).DoAsync("save");
        await _blog.WithDbAsync(async db => Assert.Equal(2, await db.Categories.CountAsync()));
    }

    private async Task<string> HashAsync()
    {
        var rows = new List<string>();
        await _blog.WithDbAsync(async db =>
        {
            rows.AddRange(await db.Posts.Select(p => $"{p.Id} {p.Version} {p.UpdatedAt}").ToListAsync());
            rows.AddRange(await db.PendingEdits.Select(e => $"{e.PostId} {e.Version}").ToListAsync());
            rows.Add(
                $"{await db.Revisions.CountAsync()} {await db.Redirects.CountAsync()} {await db.Tags.CountAsync()} "
                    + $"{await db.Categories.CountAsync()}"
            );
        });
        return string.Join('\n', rows);
    }
}
