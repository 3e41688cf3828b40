using System.Net;
using System.Text;
using AngleSharp.Html.Dom;
using Blog.Data.People;
using Blog.Editor.PreviewLinks;
using Blog.Tests.Admin.Media;
using Blog.Tests.Data;
using Blog.Tests.Editor.Editing;
using Microsoft.EntityFrameworkCore;

namespace Blog.Tests.Editor.PreviewLinks;

/// <summary>
/// A preview link shows one post's newest text to anyone who has it, until it expires, and reveals nothing else (security.md B12).
/// </summary>
public sealed class PreviewLinkTests : IAsyncLifetime
{
    private const string Canary = "kanarie9182";

    private readonly BlogApplication _blog = new();
    private SignedIn _author = null!;

    public async ValueTask InitializeAsync() => _author = await SignedIn.AuthorAsync(_blog);

    public ValueTask DisposeAsync() => _blog.DisposeAsync();

    [Fact]
    public async Task A_draft_is_shown_as_readers_will_see_it_under_a_notice()
    {
        const string text =
            "一段 $x^2$，**重点。**然后\n\n<!-- more -->\n\n## 一\n\n```csharp\nvar x = 1;\n```\n\n## 二\n\n| 甲 | 乙 |\n|---|---|\n| 1 | 2 |";
        var page = await (await EditorPage.OpenAsync(_author))
            .With(("Title", "还没写完：第二部分"), ("Markdown", text), ("Tags", "标签"), ("Category", "库/页"))
            .DoAsync("save");
        var link = await LinkAsync(page.Id);
        var shown = await _blog.PageAsync(link);
        Assert.Equal("zh-CN", shown.DocumentElement.GetAttribute("lang"));
        Assert.Equal(
            "这是预览：内容还没有发布，请不要转发。链接有效期到 2026-11-30 08:00 (UTC)。",
            shown.QuerySelector("[role=note]")!.TextContent
        );
        await page.DoAsync("publish");
        var live = await _blog.PageAsync((await _blog.PageAsync("/")).QuerySelector("article.summary h2 a")!.GetAttribute("href")!);
        Assert.Equal(live.QuerySelector("article")!.InnerHtml.Trim(), shown.QuerySelector("article")!.InnerHtml.Trim());
        Assert.Equal(Sheets(live).Where(sheet => !sheet!.Contains("/comments.", StringComparison.Ordinal)), Sheets(shown));
    }

    [Fact]
    public async Task The_newest_autosaved_text_is_shown()
    {
        var page = await (await EditorPage.OpenAsync(_author)).With(("Title", "题"), ("Markdown", "saved words")).DoAsync("save");
        var link = await LinkAsync(page.Id);
        foreach (var words in new[] { "first typed", "then typed" })
        {
            await page.With(
                    ("Title", "Title " + words),
                    ("Markdown", "## 一\n\n" + words + "\n\n## 二"),
                    ("Language", "en"),
                    ("Tags", "one, two")
                )
                .AutosaveAsync();
            var shown = await _blog.PageAsync(link);
            Assert.Contains(words, shown.QuerySelector(".prose")!.TextContent, StringComparison.Ordinal);
            Assert.DoesNotContain("saved words", shown.Body!.TextContent, StringComparison.Ordinal);
            Assert.Equal(("Title " + words, "en"), (shown.QuerySelector("h1")!.TextContent, shown.DocumentElement.GetAttribute("lang")));
            Assert.StartsWith("This is a preview", shown.QuerySelector("[role=note]")!.TextContent, StringComparison.Ordinal);
            Assert.Equal(["/en/tags/one", "/en/tags/two"], shown.QuerySelectorAll("[rel=tag]").Select(tag => tag.GetAttribute("href")));
            Assert.Equal(2, shown.QuerySelectorAll(".toc li").Length);
        }
    }

    [Fact]
    public async Task A_live_post_shows_its_pending_edit_and_once_that_is_published_leads_to_the_post()
    {
        var page = await (await EditorPage.OpenAsync(_author)).With(("Title", "Post"), ("Markdown", "public words")).DoAsync("publish");
        var link = await LinkAsync(page.Id);
        Assert.Equal((HttpStatusCode.Redirect, "/post"), await AnswerAsync(link));
        page = await page.With(("Markdown", "edited words")).DoAsync("save");
        Assert.Contains("edited words", (await _blog.PageAsync(link)).QuerySelector(".prose")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("public words", (await _blog.PageAsync("/post")).QuerySelector(".prose")!.TextContent, StringComparison.Ordinal);
        await page.DoAsync("publish");
        Assert.Equal((HttpStatusCode.Redirect, "/post"), await AnswerAsync(link));
    }

    [Fact]
    public async Task A_scheduled_post_is_shown_before_its_time_and_found_at_its_address_after_it()
    {
        var page = await (await EditorPage.OpenAsync(_author))
            .With(("Title", "Later"), ("Markdown", "later words"), ("PublishAt", "2026-11-24T08:00"))
            .DoAsync("schedule");
        var link = await LinkAsync(page.Id);
        Assert.Contains("later words", (await _blog.PageAsync(link)).QuerySelector(".prose")!.TextContent, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.NotFound, null), await AnswerAsync("/later"));
        _blog.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal((HttpStatusCode.Redirect, "/later"), await AnswerAsync(link));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(30)]
    public async Task A_link_expires_to_the_second(int days)
    {
        var link = await LinkAsync(await DraftAsync(), days);
        _blog.Clock.Advance(TimeSpan.FromDays(days) - TimeSpan.FromSeconds(1));
        await _blog.PageAsync(link);
        _blog.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal((HttpStatusCode.NotFound, null), await AnswerAsync(link));
    }

    [Fact]
    public async Task Revoking_ends_one_link_at_once_and_no_other()
    {
        var id = await DraftAsync();
        var (one, two) = (await LinkAsync(id), await LinkAsync(id));
        var page = await _author.PageAsync($"/admin/posts/{id}/links");
        Assert.Equal(2, page.QuerySelectorAll("tbody tr").Length);
        var newest = page.QuerySelector("tbody form")!;
        using (
            var answer = await _author.PostAsync(
                $"/admin/posts/{id}/links",
                Visitor.Form(("link", newest.QuerySelector("[name=link]")!.GetAttribute("value")!)),
                "Revoke"
            )
        )
        {
            var after = await _author.PageAsync(answer.Headers.Location!.ToString());
            Assert.Contains("链接已收回", after.QuerySelector(".done")!.TextContent, StringComparison.Ordinal);
            Assert.Single(after.QuerySelectorAll("tbody tr"));
        }

        Assert.Equal((HttpStatusCode.NotFound, null), await AnswerAsync(two));
        await _blog.PageAsync(one);
    }

    [Fact]
    public async Task Unknown_expired_revoked_and_trashed_are_one_page()
    {
        var (draft, trashed) = (await DraftAsync(), await DraftAsync());
        var (expired, revoked, binned) = (await LinkAsync(draft, 1), await LinkAsync(draft), await LinkAsync(trashed, 30));
        (await _author.PostAsync($"/admin/posts/{draft}/links", Visitor.Form(("link", "2")), "Revoke")).Dispose();
        (await (await EditorPage.OpenAsync(_author, trashed)).PressAsync("trash")).Dispose();
        _blog.Clock.Advance(TimeSpan.FromDays(2));
        var unknown = "/preview/" + SecretToken.New();
        var pages = new HashSet<string>(StringComparer.Ordinal);
        foreach (
            var path in new[]
            {
                unknown,
                expired,
                revoked,
                binned,
                expired[..^1],
                expired + "x",
                expired.ToUpperInvariant(),
                "/preview/x",
                "/preview/" + new string('a', 300),
                "/preview/%EF%BF%BE",
                "/preview/..%2f",
            }
        )
        {
            using var answer = await _blog.Reader.GetAsync(path);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
            AssertSecret(answer);
            pages.Add((await Visitor.ParsedAsync(answer)).QuerySelector("main")!.InnerHtml);
        }

        Assert.Single(pages);
        _author = await SignedIn.AuthorAsync(_blog);
        (await (await EditorPage.OpenAsync(_author, trashed)).PressAsync("unpublish")).Dispose();
        await _blog.PageAsync(binned); // out of the trash again
    }

    [Fact]
    public async Task A_link_shows_only_its_own_post_and_only_its_hash_is_stored()
    {
        var (one, two) = (await DraftAsync("first canary one"), await DraftAsync("second canary two"));
        var link = await LinkAsync(one);
        Assert.DoesNotContain("canary two", (await _blog.PageAsync(link)).DocumentElement.TextContent, StringComparison.Ordinal);
        var token = link.Split('/')[^1];
        Assert.True(System.Buffers.Text.Base64Url.DecodeFromChars(token).Length * 8 >= 128);
        Assert.DoesNotContain(DatabaseDump.Of(_blog.DataFolder), row => row.Contains(token, StringComparison.Ordinal));
        Assert.DoesNotContain(
            token,
            (await _author.PageAsync($"/admin/posts/{one}/links")).DocumentElement.OuterHtml,
            StringComparison.Ordinal
        );

        // A link is revoked at its own post only.
        (await _author.PostAsync($"/admin/posts/{two}/links", Visitor.Form(("link", "1")), "Revoke")).Dispose();
        await _blog.PageAsync(link);
    }

    [Fact]
    public async Task A_preview_is_not_indexed_not_cached_and_sends_no_referrer()
    {
        var link = await LinkAsync(await DraftAsync("[away](https://elsewhere.example/)"));
        foreach (var method in new[] { HttpMethod.Get, HttpMethod.Head })
        {
            using var answer = await _blog.Reader.SendAsync(new HttpRequestMessage(method, link));
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            AssertSecret(answer);
            Assert.False(answer.Headers.Contains("Age"));
            Assert.False(answer.Headers.Contains("Set-Cookie"));
        }

        var page = await _blog.PageAsync(link);
        Assert.Equal("noindex", page.QuerySelector("meta[name=robots]")!.GetAttribute("content"));
        Assert.Null(page.QuerySelector("link[rel=canonical]"));
        Assert.Empty(page.QuerySelectorAll("form:not([role=search]), a[href^='/admin'], [href*='/preview'], [src*='/preview']"));
        using var admin = await _author.GetAsync("/admin");
        // forms there need an Origin
        Assert.Equal("strict-origin-when-cross-origin", Assert.Single(admin.Headers.GetValues("Referrer-Policy")));
    }

    [Fact]
    public async Task The_draft_is_visible_only_at_its_link()
    {
        await _blog.PublishAsync("Open", with: r => r with { Slug = "open" });
        var page = await (await EditorPage.OpenAsync(_author))
            .With(("Title", Canary), ("Markdown", Canary), ("Tags", Canary), ("Category", Canary), ("Description", Canary))
            .DoAsync("save");
        var link = await LinkAsync(page.Id);
        Assert.Contains(Canary, (await _blog.PageAsync(link)).DocumentElement.OuterHtml, StringComparison.Ordinal);
        foreach (
            var path in new[]
            {
                "/",
                "/en",
                "/open",
                "/archives",
                "/tags",
                "/categories",
                "/tags/" + Canary,
                "/" + Canary,
                "/preview",
                "/preview/",
                "/preview/" + Canary,
                "/preview/1",
                link + "/",
                link + "/x",
                "/en" + link,
                $"/admin/posts/{page.Id}/links",
                $"/admin/posts/{page.Id}/history",
            }
        )
        {
            using var answer = await _blog.Reader.GetAsync(path);
            var bytes = Encoding.UTF8.GetString(await answer.Content.ReadAsByteArrayAsync());
            // a final slash is the same address
            Assert.True(!bytes.Contains(Canary, StringComparison.OrdinalIgnoreCase) || path == link + "/", path);
            if (path.StartsWith(link, StringComparison.Ordinal))
            {
                AssertSecret(answer);
            }
        }
    }

    [Fact]
    public async Task Images_of_the_post_are_shown()
    {
        var fixture = await MediaFixture.OpenAsync(_blog);
        var image = await fixture.AddAsync(TestImages.Checkers(40, 30), "a.png");
        var link = await LinkAsync(await DraftAsync($"![图]({image.Path})"));
        var shown = (IHtmlImageElement)(await _blog.PageAsync(link)).QuerySelector(".prose img")!;
        Assert.Equal(("40", "30"), (shown.GetAttribute("width"), shown.GetAttribute("height")));
        using var answer = await _blog.Reader.GetAsync(shown.GetAttribute("src"));
        Assert.Equal(("image/png", HttpStatusCode.OK), (answer.Content.Headers.ContentType!.MediaType, answer.StatusCode));
    }

    [Fact]
    public async Task Guessing_links_is_limited_per_address()
    {
        var link = await LinkAsync(await DraftAsync());
        var (guesser, reader) = (new Visitor(_blog, "198.51.100.7"), new Visitor(_blog, "198.51.100.8"));
        for (var i = 0; i < SharedPreviewModel.WrongLinks.Permits; i++)
        {
            using var wrong = await guesser.GetAsync("/preview/" + SecretToken.New());
            Assert.Equal(HttpStatusCode.NotFound, wrong.StatusCode);
        }

        _blog.Clock.Advance(TimeSpan.FromMinutes(4));
        foreach (var path in new[] { link, "/preview/x" })
        {
            using var answer = await guesser.GetAsync(path);
            Assert.Equal((429, TimeSpan.FromMinutes(6)), ((int)answer.StatusCode, answer.Headers.RetryAfter!.Delta));
            AssertSecret(answer);
        }

        await reader.PageAsync(link);
        _blog.Clock.Advance(TimeSpan.FromMinutes(6));
        await guesser.PageAsync(link);
    }

    [Fact]
    public async Task A_valid_link_may_be_opened_any_number_of_times()
    {
        var link = await LinkAsync(await DraftAsync());
        var reader = new Visitor(_blog, "198.51.100.9");
        for (var i = 0; i <= SharedPreviewModel.WrongLinks.Permits; i++)
        {
            using var answer = await reader.GetAsync(link);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }
    }

    [Fact]
    public async Task A_text_over_a_limit_is_explained_without_a_server_error()
    {
        var page = await (await EditorPage.OpenAsync(_author)).With(("Title", "题"), ("Markdown", "文")).DoAsync("save");
        var link = await LinkAsync(page.Id);
        await page.With(("Markdown", new string('>', 100) + " x")).AutosaveAsync();
        Assert.Contains("暂时无法预览", (await _blog.PageAsync(link)).QuerySelector(".prose")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_script_survives_in_a_shared_preview()
    {
        const string evil = "<script>alert(1)</script><img src=x onerror=alert(1)>";
        var page = await (await EditorPage.OpenAsync(_author))
            .With(("Title", evil), ("Markdown", evil), ("Tags", evil), ("Category", evil))
            .DoAsync("save");
        var link = await LinkAsync(page.Id);
        await page.With(("Markdown", evil + evil)).AutosaveAsync();
        var shown = await _blog.PageAsync(link);
        Assert.Empty(shown.QuerySelectorAll("[onerror], main script, iframe, object"));
        Assert.All(
            shown.QuerySelectorAll("script"),
            script => Assert.StartsWith("/assets/", script.GetAttribute("src"), StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task An_author_makes_links_for_their_own_posts_and_an_owner_for_all()
    {
        var id = await DraftAsync();
        await LinkAsync(id);
        var (owner, other) = (
            await SignedIn.OwnerAsync(_blog),
            await SignedIn.AsAsync(_blog, "other@example.org", "别人", AccountRole.Author)
        );
        await LinkAsync(id, 7, owner);
        Assert.Contains(
            "站长本人",
            (await _author.PageAsync($"/admin/posts/{id}/links")).QuerySelector("table")!.TextContent,
            StringComparison.Ordinal
        );
        using (var page = await other.GetAsync($"/admin/posts/{id}/links"))
        {
            Assert.Equal(HttpStatusCode.NotFound, page.StatusCode);
        }

        foreach (var (handler, field) in new[] { ("Create", ("days", "7")), ("Revoke", ("link", "1")) })
        {
            using var answer = await other.PostAsync($"/admin/posts/{id}/links", Visitor.Form(field), handler);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }

        await _blog.WithDbAsync(async db => Assert.Equal(2, await db.PreviewLinks.CountAsync()));
    }

    [Theory]
    [InlineData("zh-CN", "请从列表中选择有效期。")]
    [InlineData("en", "Please choose from the list how long it is valid.")]
    public async Task A_lifetime_that_is_not_offered_is_refused_in_the_admin_language(string language, string words)
    {
        _author.Client.DefaultRequestHeaders.Add("Accept-Language", language);
        var id = await DraftAsync();
        foreach (var days in new[] { "0", "365", "-7", "x", "", "7.0" })
        {
            using var answer = await _author.PostAsync($"/admin/posts/{id}/links", Visitor.Form(("days", days)), "Create");
            Assert.Equal(422, (int)answer.StatusCode);
            Assert.Contains(words, await Visitor.AlertAsync(answer), StringComparison.Ordinal);
        }

        await _blog.WithDbAsync(async db => Assert.False(await db.PreviewLinks.AnyAsync()));
    }

    [Fact]
    public async Task A_post_has_twenty_links_at_most_and_the_expired_do_not_count()
    {
        var id = await DraftAsync();
        for (var i = 0; i < Blog.Editor.PreviewLinks.PreviewLinkStore.Most; i++)
        {
            await LinkAsync(id, 1);
        }

        using (var answer = await _author.PostAsync($"/admin/posts/{id}/links", Visitor.Form(("days", "7")), "Create"))
        {
            Assert.Equal(422, (int)answer.StatusCode);
        }

        _blog.Clock.Advance(TimeSpan.FromDays(1));
        _author = await SignedIn.AuthorAsync(_blog);
        await LinkAsync(id);
        await _blog.WithDbAsync(async db => Assert.Equal(1, await db.PreviewLinks.CountAsync()));
    }

    private static void AssertSecret(HttpResponseMessage answer)
    {
        Assert.Equal("no-store", answer.Headers.CacheControl?.ToString());
        Assert.Equal("no-referrer", Assert.Single(answer.Headers.GetValues("Referrer-Policy")));
        Assert.Equal("noindex, nofollow", Assert.Single(answer.Headers.GetValues("X-Robots-Tag")));
    }

    private static IEnumerable<string?> Sheets(IHtmlDocument page) =>
        page.QuerySelectorAll("link[rel=stylesheet]").Select(sheet => sheet.GetAttribute("href"));

    private async Task<int> DraftAsync(string markdown = "文") =>
        (await (await EditorPage.OpenAsync(_author)).With(("Title", "题"), ("Markdown", markdown)).DoAsync("save")).Id;

    /// <summary>Creates a link on its page.</summary>
    /// <returns>Its path.</returns>
    private async Task<string> LinkAsync(int id, int days = 7, SignedIn? who = null)
    {
        using var answer = await (who ?? _author).PostAsync(
            $"/admin/posts/{id}/links",
            Visitor.Form(("days", days.ToString(System.Globalization.CultureInfo.InvariantCulture))),
            "Create"
        );
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return new Uri((await Visitor.ParsedAsync(answer)).QuerySelector("#link")!.GetAttribute("value")!).AbsolutePath;
    }

    private async Task<(HttpStatusCode Status, string? Location)> AnswerAsync(string path)
    {
        using var answer = await _blog.Reader.GetAsync(path);
        return (answer.StatusCode, answer.Headers.Location?.ToString());
    }
}
