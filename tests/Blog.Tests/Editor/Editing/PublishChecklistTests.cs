using System.Text.Json;
using Blog.Data.People;
using Blog.Site;
using Blog.Tests.Admin.Media;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Blog.Tests.Editor.Editing;

/// <summary>The publish checklist is in the admin language and blocks nothing.</summary>
public sealed class PublishChecklistTests(SharedBlog shared) : IClassFixture<SharedBlog>, IAsyncLifetime
{
    private readonly BlogApplication _blog = shared.Blog;
    private SignedIn _author = null!;

    public async ValueTask InitializeAsync() => _author = await shared.AuthorAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_complete_post_has_an_empty_checklist()
    {
        await _blog.PublishAsync("别的", with: r => r with { Slug = "other", Tags = ["标签"], Category = ["库"] });
        var page = (await EditorPage.OpenAsync(_author)).With(
            ("Title", "题"),
            ("Description", "一句话。"),
            ("Markdown", "[别的](/other) ![图](/favicon.ico) [外面](https://example.org/)\n\n## 一\n\n### 二\n\n## 三")
        );
        Assert.Empty(await CareAsync(page));
        using var answer = await page.PressAsync("preview");
        var list = (await Visitor.ParsedAsync(answer)).QuerySelector(".preview ul.checklist")!;
        Assert.True(list.HasAttribute("hidden"));
    }

    [Theory]
    [InlineData("zh-CN", "有 2 个站内链接打不开：/nowhere、/文章/没有")]
    [InlineData("en", "2 links to this site are broken: /nowhere, /文章/没有")]
    public async Task Dead_links_are_listed(string language, string words)
    {
        _author.Client.DefaultRequestHeaders.Add("Accept-Language", language);
        Assert.Equal(
            words,
            await OneAsync(
                "dead-link",
                ("Markdown", "[一](/nowhere) [二](</文章/没有>) [一](/nowhere#x) [外](https://example.org/nowhere)")
            )
        );
    }

    [Theory]
    [InlineData("zh-CN", "第 3 行的 <textarea> 没有闭合；如果只是提到它，请写成 `<textarea>`。")]
    [InlineData("en", "<textarea> in line 3 is not closed; to mention it, write it as code: `<textarea>`.")]
    public async Task Html_that_is_not_closed_is_named_with_its_line(string language, string words)
    {
        _author.Client.DefaultRequestHeaders.Add("Accept-Language", language);
        Assert.Equal(words, await OneAsync("unclosed-html", ("Markdown", "甲\n\n说到 <textarea> 时\n\n乙")));
    }

    [Theory]
    [InlineData("zh-CN", "第 1、5 行的 \\frac 像公式，却不在 $…$ 或 $$…$$ 之间，读者看到的是源码。")]
    [InlineData("en", "\\frac in line 1, 5 looks like a formula, but is not between $…$ or $$…$$: readers see its source.")]
    public async Task Tex_outside_formulas_is_named_with_its_lines(string language, string words)
    {
        _author.Client.DefaultRequestHeaders.Add("Accept-Language", language);
        Assert.Equal(words, await OneAsync("loose-tex", ("Markdown", "\\frac{1}{2}\n\n$\\frac{1}{2}$\n\n再看 \\frac{3}{4}")));
    }

    [Fact]
    public async Task A_link_to_any_public_address_is_not_dead()
    {
        var post = await _blog.PublishAsync(
            "Other",
            with: r => r with { Slug = "other", Tags = ["C#", "中文"], Category = ["数据库", "SQLite"], OldPaths = ["/2019/old.html"] }
        );
        await _blog.PublishAsync("中文", with: r => r with { Address = "/文章/一" });
        await _blog.ReviseAsync(post, r => r with { Address = "/moved", Tags = ["C#", "中文"], Category = ["数据库", "SQLite"] });
        var (tag, category) = ("", "");
        await _blog.WithDbAsync(async db =>
            (tag, category) = (
                (await db.Tags.SingleAsync(t => t.Name == "中文")).Slug.Value,
                (await db.Categories.SingleAsync(c => c.Name == "SQLite")).Path
            )
        );
        var fixture = await MediaFixture.OpenAsync(_blog);
        var image = await fixture.AddAsync(Blog.Tests.Data.TestImages.Checkers(8, 8), "a.png");
        var origin = _blog.Services.GetRequiredService<SiteOptions>().Absolute("");
        string[] good =
        [
            "/moved",
            "/Moved/",
            "/other",
            "/2019/old.html",
            "/moved?x=1#y",
            origin + "/moved",
            "moved",
            "./moved",
            "/%E6%96%87%E7%AB%A0/%E4%B8%80",
            "/文章/一",
            "/",
            "/en",
            "/en/",
            "/tags",
            "/en/tags",
            "/tags/csharp",
            "/en/tags/csharp",
            "/tags/" + tag,
            "/categories",
            "/categories/" + category,
            "/archives",
            "/search?q=x",
            "/feed.xml",
            "/sitemap.xml",
            image.Path,
            "#part",
            "?page=2",
            "mailto:a@example.org",
            "/tags/mine",
            "/categories/my-own",
            "/self",
            origin + "/self#x",
        ];
        var care = await CareAsync(
            (await EditorPage.OpenAsync(_author)).With(
                ("Title", "题"),
                ("Description", "。"),
                ("Address", "/self"),
                ("Tags", "mine"),
                ("Category", "My own/Below"),
                ("Markdown", string.Join("\n\n", good.Select(link => $"[x](<{link}>)")))
            )
        );
        Assert.True(care.Count == 0, string.Join(" | ", care.Select(item => item.Words)));
        string[] bad =
        [
            "/nowhere",
            origin + "/nowhere-2",
            "nowhere-3",
            "/tags/none",
            "/categories/none",
            "/en/moved",
            "/media/00000000000000000000000000000000/x.png",
            image.Path + "x",
            "/admin",
            "/account/sign-in",
            "/preview/x",
            "/assets/none.js",
            "/tags/csharp/x",
        ];
        foreach (var link in bad)
        {
            Assert.Contains(link, await OneAsync("dead-link", ("Markdown", $"[x](<{link}>)")), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_link_to_an_own_draft_leads_to_its_editor_and_a_scheduled_one_says_when()
    {
        var draft = await (await EditorPage.OpenAsync(_author))
            .With(("Title", "草稿一"), ("Markdown", "文"), ("Address", "/draft-one"))
            .DoAsync("save");
        await (await EditorPage.OpenAsync(_author))
            .With(("Title", "定时二"), ("Markdown", "文"), ("Address", "/later-two"), ("PublishAt", "2026-11-25T08:00"))
            .DoAsync("schedule");
        var page = (await EditorPage.OpenAsync(_author)).With(
            ("Title", "题"),
            ("Description", "。"),
            ("Markdown", "[一](/draft-one) [二](/later-two)")
        );
        var care = await CareAsync(page);
        Assert.Equal(["draft-link", "draft-link"], care.Select(item => item.Kind));
        Assert.Equal(("链接指向尚未公开的《草稿一》（/draft-one）。", $"/admin/posts/{draft.Id}"), (care[0].Words, care[0].Href));
        Assert.Equal("链接指向《定时二》（/later-two），它要到 11-25 08:00 才公开。", care[1].Words);
        (await draft.PressAsync("trash")).Dispose();
        Assert.Equal(["dead-link", "draft-link"], (await CareAsync(page)).Select(item => item.Kind));

        var other = await SignedIn.AsAsync(_blog, "other@example.org", "别人", AccountRole.Author);
        var theirs = await CareAsync(
            (await EditorPage.OpenAsync(other)).With(("Title", "题"), ("Description", "。"), ("Markdown", "[二](/later-two)"))
        );
        Assert.Equal("dead-link", Assert.Single(theirs).Kind); // drafts of others are not revealed
        Assert.DoesNotContain("定时二", theirs[0].Words, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("zh-CN", "2 张图片没有替代文字，看不到图片的读者无法了解其内容：a.png、图.png")]
    [InlineData("en", "2 images have no alt text for readers who cannot see: a.png, 图.png")]
    public async Task Images_without_alternative_text_are_listed(string language, string words)
    {
        _author.Client.DefaultRequestHeaders.Add("Accept-Language", language);
        Assert.Equal(
            words,
            await KindAsync("image-alt", ("Markdown", "![](/media/x/a.png) ![有](/media/x/b.png) <img src=\"/media/x/%E5%9B%BE.png\">"))
        );
    }

    [Fact]
    public async Task Remote_images_lead_to_the_page_that_imports_them()
    {
        var page = (await EditorPage.OpenAsync(_author)).With(
            ("Title", "题"),
            ("Description", "。"),
            ("Markdown", "![图](https://img.example.org/a.png)"),
            ("Cover", "https://img.example.org/c.png")
        );
        Assert.Equal(("remote-image", "2 张图片在其他网站上；保存之后可以一次转存到本站。", null), Single(await CareAsync(page)));
        page = await page.DoAsync("save");
        var item = Assert.Single(await CareAsync(page));
        Assert.Equal($"/admin/media/home?post={page.Id}", item.Href);
        await _author.PageAsync(item.Href!);
        _author.Client.DefaultRequestHeaders.Add("Accept-Language", "en");
        Assert.Equal("2 images are hosted on other sites; you can save them all to this site.", Assert.Single(await CareAsync(page)).Words);
    }

    [Theory]
    [InlineData("zh-CN", "小标题「三 *级*」从第 2 级直接跳到第 4 级。")]
    [InlineData("en", "The heading “三 *级*” skips from level 2 to level 4.")]
    public async Task A_heading_that_skips_a_level_is_quoted_as_written(string language, string words)
    {
        _author.Client.DefaultRequestHeaders.Add("Accept-Language", language);
        Assert.Equal(
            words.Replace("*", "", StringComparison.Ordinal),
            await OneAsync("heading", ("Markdown", "### 起\n\n## 二\n\n#### 三 *级*\n\n## 四\n\n### 五\n\n# 六"))
        );
    }

    [Theory]
    [InlineData("zh-CN", "没有描述")]
    [InlineData("en", "No description")]
    public async Task A_missing_description_leads_to_its_field(string language, string words)
    {
        _author.Client.DefaultRequestHeaders.Add("Accept-Language", language);
        var page = (await EditorPage.OpenAsync(_author)).With(("Title", "题"), ("Markdown", "文"));
        var item = Assert.Single(await CareAsync(page));
        Assert.Equal(("description", "#description"), (item.Kind, item.Href));
        Assert.StartsWith(words, item.Words, StringComparison.Ordinal);
        Assert.NotNull(page.Document.QuerySelector("#description"));
    }

    [Theory]
    [InlineData("zh-CN", "还没有标题。")]
    [InlineData("en", "The post has no title yet.")]
    public async Task A_missing_title_leads_to_its_field(string language, string words)
    {
        _author.Client.DefaultRequestHeaders.Add("Accept-Language", language);
        var page = (await EditorPage.OpenAsync(_author)).With(("Title", " "), ("Description", "。"), ("Markdown", "文"));
        Assert.Equal(("title", words, "#title"), Single(await CareAsync(page)));
        Assert.NotNull(page.Document.QuerySelector("#title"));
    }

    [Theory]
    [InlineData("汉", 700, false)]
    [InlineData("汉", 800, true)]
    [InlineData("word ", 500, false)]
    [InlineData("word ", 600, true)]
    public async Task A_long_post_without_a_more_marker_is_listed_with_its_reading_time(string unit, int count, bool isLong)
    {
        var text = string.Join("\n\n", Enumerable.Repeat(string.Concat(Enumerable.Repeat(unit, count / 10)), 10));
        var page = (await EditorPage.OpenAsync(_author)).With(("Title", "题"), ("Markdown", text));
        Assert.Equal(isLong ? ["description", "more"] : ["description"], (await CareAsync(page)).Select(item => item.Kind));
        Assert.Equal(isLong ? ["more"] : [], (await CareAsync(page.With(("Description", "一句话。")))).Select(item => item.Kind));
        Assert.Empty(await CareAsync(page.With(("Markdown", "前言。\n\n<!-- more -->\n\n" + text))));
        Assert.Empty(await CareAsync(page.With(("Markdown", text), ("Kind", "Page")))); // a page is in no list
    }

    [Theory]
    [InlineData("zh-CN", "地址从 /post 改成 /新的 地址，旧地址会自动重定向。")]
    [InlineData("en", "The address changes from /post to /新的 地址; the old one will redirect.")]
    public async Task A_changed_public_address_is_listed_with_its_old_and_new_value(string language, string words)
    {
        await using var own = new BlogApplication();
        var author = await SignedIn.AuthorAsync(own);
        author.Client.DefaultRequestHeaders.Add("Accept-Language", language);
        var page = await (await EditorPage.OpenAsync(author))
            .With(("Title", "Post"), ("Description", "。"), ("Markdown", "文"))
            .DoAsync("publish");
        Assert.Empty(await CareAsync(page));
        Assert.Equal(("address", words, "#address"), Single(await CareAsync(page.With(("Address", "/新的 地址")))));
        Assert.NotNull(page.Document.QuerySelector("#address"));
        var draft = await (await EditorPage.OpenAsync(author))
            .With(("Title", "Draft"), ("Description", "。"), ("Markdown", "文"))
            .DoAsync("save");
        Assert.Empty(await CareAsync(draft.With(("Address", "/elsewhere")))); // no reader knows the address yet
    }

    [Theory]
    [InlineData("zh-CN", "发布时间 11-20 08:00 已经过去：现在发布，文章会显示这个日期。")]
    [InlineData("en", "The publish time Nov 20, 08:00 is in the past: the post will carry that date.")]
    public async Task A_publication_time_in_the_past_is_listed(string language, string words)
    {
        _author.Client.DefaultRequestHeaders.Add("Accept-Language", language);
        var page = (await EditorPage.OpenAsync(_author)).With(
            ("Title", "Post"),
            ("Description", "。"),
            ("Markdown", "文"),
            ("PublishAt", "2026-11-20T08:00")
        );
        var item = Assert.Single(await CareAsync(page));
        Assert.Equal(("time", "#publishat"), (item.Kind, item.Href));
        Assert.NotNull(page.Document.QuerySelector("#publishat"));
        Assert.Equal(words.Split(' ')[0], item.Words.Split(' ')[0]);
        Assert.Contains("08:00", item.Words, StringComparison.Ordinal);
        Assert.Empty(await CareAsync(page.With(("PublishAt", "2026-11-24T08:00"))));
        var live = await page.With(("PublishAt", "2026-11-20T08:00")).DoAsync("publish");
        Assert.Empty(await CareAsync(live)); // its date stays as it is
    }

    [Fact]
    public async Task The_page_shows_the_list_beside_the_preview()
    {
        var page = (await EditorPage.OpenAsync(_author)).With(("Markdown", "[x](/nowhere) ![](/media/x/<b>.png)"));
        using var answer = await page.PressAsync("preview");
        var list = (await Visitor.ParsedAsync(answer)).QuerySelector(".preview > ul.checklist")!;
        Assert.False(list.HasAttribute("hidden"));
        Assert.Equal("发布前检查", list.GetAttribute("aria-label"));
        Assert.Equal(
            ["title", "missing-image", "dead-link", "image-alt", "description"],
            list.QuerySelectorAll("li").Select(item => item.GetAttribute("data-kind"))
        );
        Assert.Equal("#title", list.QuerySelector("a")!.GetAttribute("href"));
    }

    [Fact]
    public async Task The_checklist_blocks_nothing_and_open_items_are_shown_after_publishing()
    {
        var page = await (await EditorPage.OpenAsync(_author))
            .With(("Title", "题"), ("Markdown", "[x](/nowhere) ![](/favicon.ico)"))
            .DoAsync("publish");
        Assert.StartsWith("已发布。", page.Done, StringComparison.Ordinal);
        Assert.Contains("仍需检查：有一个站内链接打不开：/nowhere", page.Done, StringComparison.Ordinal);
        Assert.Contains("没有描述", page.Done, StringComparison.Ordinal);
        page = await page.With(("Description", "。"), ("Markdown", "文")).DoAsync("publish");
        Assert.Equal("已发布。", page.Done);
        _author.Client.DefaultRequestHeaders.Add("Accept-Language", "en");
        page = await page.With(("Markdown", "![](/favicon.ico)")).DoAsync("publish");
        Assert.Equal("Published. Still worth checking: An image has no alt text for readers who cannot see: favicon.ico.", page.Done);
        page = await page.With(("Markdown", "![](/media/x/b.png)")).DoAsync("save");
        Assert.DoesNotContain("worth checking", page.Done, StringComparison.Ordinal); // saving is not publishing
    }

    [Fact]
    public async Task Markup_in_checklist_items_is_escaped()
    {
        var page = (await EditorPage.OpenAsync(_author)).With(
            (
                "Markdown",
                "[x](</<script>alert(1)</script>>) ![](</<img src=x onerror=alert(1)>>)\n\n## a\n\n#### "
                    + "&lt;script&gt;alert(1)&lt;/script&gt;"
            )
        );
        using var answer = await page.PressAsync("preview");
        var shown = await Visitor.ParsedAsync(answer);
        Assert.Empty(shown.QuerySelectorAll(".checklist script, .checklist img, .checklist [onerror]"));
        Assert.Contains("<script>", shown.QuerySelector(".checklist")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_a_base_path_internal_links_are_recognised()
    {
        await using var below = new BlogApplication { Settings = { ["Blog:PublicUrl"] = "http://localhost/blog" } };
        await below.PublishAsync("Other", with: r => r with { Slug = "other" });
        var person = await SignedIn.AuthorAsync(below);
        var page = (await EditorPage.OpenAsync(person)).With(
            ("Title", "题"),
            ("Description", "。"),
            ("Markdown", "[a](/other) [b](http://localhost/blog/other) [c](http://localhost/elsewhere) [d](other)")
        );
        Assert.Empty(await CareAsync(page));
        Assert.Equal(
            "有 2 个站内链接打不开：/blog/other、http://localhost/blog/none",
            Assert.Single(await CareAsync(page.With(("Markdown", "[a](/blog/other) [b](http://localhost/blog/none)")))).Words
        );
    }

    private async Task<string> OneAsync(string kind, params (string Field, string Value)[] fields)
    {
        var page = (await EditorPage.OpenAsync(_author)).With([("Title", "题"), ("Description", "。"), .. fields]);
        var item = Assert.Single(await CareAsync(page));
        Assert.Equal(kind, item.Kind);
        return item.Words;
    }

    private async Task<string> KindAsync(string kind, params (string Field, string Value)[] fields)
    {
        var page = (await EditorPage.OpenAsync(_author)).With([("Title", "题"), ("Description", "。"), .. fields]);
        return Assert.Single(await CareAsync(page), item => item.Kind == kind).Words;
    }

    private static (string Kind, string Words, string? Href) Single(IReadOnlyList<Item> care) =>
        (Assert.Single(care).Kind, care[0].Words, care[0].Href);

    private static async Task<IReadOnlyList<Item>> CareAsync(EditorPage page)
    {
        var (status, body) = await page.AskAsync("Preview");
        Assert.Equal(200, status);
        return
        [
            .. body.GetProperty("checklist")
                .EnumerateArray()
                .Select(item => new Item(
                    item.GetProperty("kind").GetString()!,
                    item.GetProperty("words").GetString()!,
                    item.GetProperty("href").ValueKind == JsonValueKind.Null ? null : item.GetProperty("href").GetString()
                )),
        ];
    }

    private sealed record Item(string Kind, string Words, string? Href);
}
