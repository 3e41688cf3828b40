using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Blog.Data.Posts;
using Microsoft.EntityFrameworkCore;

namespace Blog.Tests.Admin.PostList;

public sealed class PostListTests : IAsyncLifetime
{
    private readonly BlogApplication _blog = new();
    private SignedIn _owner = null!;

    public async ValueTask InitializeAsync() => _owner = await SignedIn.OwnerAsync(_blog);

    public ValueTask DisposeAsync() => _blog.DisposeAsync();

    [Fact]
    public async Task Each_state_has_its_list_and_its_count()
    {
        await _blog.PublishAsync("公开的");
        await _blog.PublishAsync("定时的", with: r => r with { PublishAt = _blog.Clock.GetUtcNow().AddDays(2) });
        await _blog.PublishAsync("草稿", with: r => r with { PublishAt = null });
        await _blog.PublishAsync("另一份草稿", with: r => r with { PublishAt = null });
        await DiscardAsync(await _blog.PublishAsync("扔掉的"));
        var page = await _owner.PageAsync("/admin");
        Assert.Equal(
            ["全部4", "草稿2", "定时1", "已发布1", "回收站1"],
            page.QuerySelectorAll("ul.filter a").Select(a => a.TextContent.Trim())
        );
        Assert.Equal("全部4", page.QuerySelector("ul.filter [aria-current=page]")!.TextContent);
        Assert.Equal(["另一份草稿", "草稿"], Titles(await _owner.PageAsync("/admin?state=draft")));
        Assert.Equal(["定时的"], Titles(await _owner.PageAsync("/admin?state=scheduled")));
        Assert.Equal(["公开的"], Titles(await _owner.PageAsync("/admin?state=published")));
        Assert.Equal(["扔掉的"], Titles(await _owner.PageAsync("/admin?state=trash")));
        Assert.DoesNotContain("扔掉的", Titles(page));
        Assert.Equal(4, Titles(await _owner.PageAsync("/admin?state=7&sort=9&kind=1&p=x")).Count);
    }

    [Fact]
    public async Task Posts_that_need_attention_come_first_and_say_why()
    {
        var now = _blog.Clock.GetUtcNow();
        var quiet = await _blog.PublishAsync("没什么事", with: r => r with { Content = r.Content with { Pinned = true, Hidden = true } });
        await _blog.PublishAsync(
            "原文",
            with: r => r with { PublishAt = now.AddDays(-9), UpdatedAt = now.AddDays(-2), TranslationGroup = "g" }
        );
        await _blog.PublishAsync(
            "Translation",
            language: "en",
            with: r => r with { PublishAt = now.AddDays(-8), UpdatedAt = now.AddDays(-8), TranslationGroup = "g" }
        );
        await _blog.PublishAsync("定时的", with: r => r with { PublishAt = now.AddDays(2) });
        var edited = await _blog.PublishAsync("在改的");
        await _blog.WithDbAsync(async db =>
        {
            var settings = await db.Settings.SingleAsync();
            settings.Revise(settings.Choices with { TimeZone = "Asia/Shanghai" });
            await db.SaveChangesAsync();
        });
        await _blog.TypeAsync(edited, draft => draft with { Title = "在改的新题" });
        await _blog.PublishAsync("新草稿", with: r => r with { PublishAt = null });
        var page = await _owner.PageAsync("/admin");
        Assert.Equal(["新草稿", "在改的", "定时的", "Translation"], Titles(page).Take(4));
        Assert.Equal("有尚未发布的修改", Mark(page, "在改的"));
        Assert.Equal("2026 年 11 月 25 日 16:00（Shanghai）自动发布", Mark(page, "定时的"));
        Assert.Equal("译文比原文旧", Mark(page, "Translation"));
        Assert.Equal("置顶 · 不在列表中显示", Mark(page, quiet.Title));
        Assert.Null(Mark(page, "原文"));
        Assert.Contains("中文 · 英文", Row(page, "原文").TextContent, StringComparison.Ordinal);
        var english = await EnglishAsync();
        Assert.Equal("Will be published on 25 Nov 2026, 16:00 (Shanghai)", Mark(english, "定时的"));
        Assert.Equal("Translation outdated", Mark(english, "Translation"));
    }

    [Fact]
    public async Task An_old_draft_needs_no_attention()
    {
        await _blog.PublishAsync("老草稿", with: r => r with { PublishAt = null });
        _blog.Clock.Advance(TimeSpan.FromDays(31));
        _owner = await SignedIn.OwnerAsync(_blog);
        await _blog.PublishAsync("新文章");
        Assert.Equal(["新文章", "老草稿"], Titles(await _owner.PageAsync("/admin")));
    }

    [Fact]
    public async Task Search_covers_title_text_address_and_tags_and_wildcards_are_literal()
    {
        (string Words, string[] Titles)[] searches =
        [
            ("WAL", ["提交要等多久"]),
            ("checkpoint", ["提交要等多久"]),
            ("sqlite 提交", ["提交要等多久"]),
            ("100%", ["涨了 100%"]),
            ("a_b", ["涨了 100%"]),
            ("how-to", ["别的"]),
            ("'; DROP TABLE Posts; --", []),
            ("\\", []),
        ];
        await _blog.PublishAsync("提交要等多久", "正文说 checkpoint。", with: r => r with { Slug = "x", Tags = ["SQLite", "WAL"] });
        await _blog.PublishAsync("涨了 100%", "文件叫 a_b.txt", with: r => r with { Slug = "y" });
        await _blog.PublishAsync("别的", "axb 1000", with: r => r with { Slug = "how-to" });
        foreach (var (words, titles) in searches)
        {
            Assert.Equal(titles, Titles(await _owner.PageAsync("/admin?q=" + Uri.EscapeDataString(words))));
        }
    }

    [Fact]
    public async Task Lists_narrow_by_kind_language_tag_and_category_and_sort()
    {
        await _blog.PublishAsync(
            "b",
            "一二三四五",
            with: r => r with { Tags = ["C#"], Category = ["数据库", "SQLite"], PublishAt = _blog.Clock.GetUtcNow().AddDays(-3) }
        );
        await _blog.PublishAsync("A", "一", "en", r => r with { Category = ["数据库"], PublishAt = _blog.Clock.GetUtcNow().AddDays(-1) });
        await _blog.PublishAsync(
            "c",
            "一二三",
            with: r => r with { Content = r.Content with { Kind = PostKind.Page }, PublishAt = _blog.Clock.GetUtcNow().AddDays(-2) }
        );
        Assert.Equal(["c"], Titles(await _owner.PageAsync("/admin?kind=page")));
        Assert.Equal(["A"], Titles(await _owner.PageAsync("/admin?lang=en")));
        Assert.Equal(["b"], Titles(await _owner.PageAsync("/admin?tag=csharp")));
        Assert.Equal(["A", "b"], Titles(await _owner.PageAsync("/admin?category=" + Uri.EscapeDataString("数据库") + "&sort=title")));
        Assert.Equal(["A", "b", "c"], Titles(await _owner.PageAsync("/admin?sort=title")));
        Assert.Equal(["A", "c", "b"], Titles(await _owner.PageAsync("/admin?sort=published")));
        Assert.Equal(["b", "c", "A"], Titles(await _owner.PageAsync("/admin?sort=length")));
    }

    [Fact]
    public async Task Long_lists_have_numbered_pages_that_keep_the_filter()
    {
        for (var i = 1; i <= 27; i++)
        {
            var number = i;
            await _blog.PublishAsync($"第 {i:00} 篇", with: r => r with { Slug = $"p{number}" });
        }

        var first = await _owner.PageAsync("/admin?sort=title&q=" + Uri.EscapeDataString("篇"));
        Assert.Equal(25, Titles(first).Count);
        var next = first.QuerySelector("nav.pager a[rel=next]")!.GetAttribute("href")!;
        Assert.Equal(["第 26 篇", "第 27 篇"], Titles(await _owner.PageAsync(next)));
        Assert.Equal(["第 26 篇", "第 27 篇"], Titles(await _owner.PageAsync("/admin?sort=title&p=99")));
    }

    [Fact]
    public async Task A_title_leads_to_the_editor_and_the_state_of_a_public_post_to_the_post()
    {
        var post = await _blog.PublishAsync("<b>题</b>", with: r => r with { Slug = "x" });
        var row = Row(await _owner.PageAsync("/admin"), "<b>题</b>");
        Assert.Equal($"/admin/posts/{post.Id}", row.QuerySelector("th a")!.GetAttribute("href"));
        Assert.Equal("/x", row.QuerySelector("a.live")!.GetAttribute("href"));
        Assert.Equal("/admin/posts/new", (await _owner.PageAsync("/admin")).QuerySelector("a.main")!.GetAttribute("href"));
    }

    [Fact]
    public async Task An_author_neither_sees_nor_counts_nor_finds_what_others_wrote()
    {
        await _blog.PublishAsync("别人的草稿", "秘密", with: r => r with { PublishAt = null });
        var author = await SignedIn.AuthorAsync(_blog);
        var own = await _blog.PublishAsync("自己的", with: r => r with { WriterId = AuthorId(author).Result });
        var page = await author.PageAsync("/admin");
        Assert.Equal(["自己的"], Titles(page));
        Assert.Equal("全部1", page.QuerySelector("ul.filter a")!.TextContent);
        Assert.DoesNotContain(page.QuerySelectorAll("th"), th => th.TextContent == "作者");
        Assert.Empty(Titles(await author.PageAsync("/admin?q=" + Uri.EscapeDataString("秘密"))));
        Assert.Single((await _owner.PageAsync("/admin")).QuerySelectorAll("th"), th => th.TextContent == "作者");
        Assert.Equal(own.Title, Titles(page).Single());
    }

    [Fact]
    public async Task The_words_of_a_draft_that_was_only_autosaved_are_counted_sorted_and_found_by_title()
    {
        await _blog.PublishAsync("中等", "一二三四");
        var saved = await _blog.PublishAsync("存过", "一二", with: r => r with { PublishAt = null });
        await _blog.TypeAsync(saved, draft => draft with { Markdown = "一二三 word\n\n```\ncode is not counted\n```" });
        var live = await _blog.PublishAsync("公开", "一");
        await _blog.TypeAsync(live, draft => draft with { Markdown = "一二三四五六七八" });
        var page = await Editor.Editing.EditorPage.OpenAsync(_owner);
        await page.With(("Title", "草"), ("Markdown", "")).AutosaveAsync();
        await page.With(("Title", "草稿的题目"), ("Markdown", "一二三 and **四五**。")).AutosaveAsync();
        var list = await _owner.PageAsync("/admin?sort=length");
        Assert.Equal(
            [("草稿的题目", "6"), ("存过", "4"), ("中等", "4"), ("公开", "1")],
            list.QuerySelectorAll("table.posts tbody tr")
                .Select(row => (row.QuerySelector("th a")!.TextContent, row.QuerySelectorAll("td")[^2].TextContent))
        );
        Assert.Equal(["草稿的题目"], Titles(await _owner.PageAsync("/admin?q=" + Uri.EscapeDataString("的题目"))));
        await page.With(("Markdown", "一")).AutosaveAsync();
        Assert.Equal("草稿的题目", Titles(await _owner.PageAsync("/admin?state=draft&sort=length"))[^1]);
    }

    private static IReadOnlyList<string> Titles(IHtmlDocument page) =>
        [.. page.QuerySelectorAll("table.posts tbody th a").Select(a => a.TextContent)];

    private static IElement Row(IHtmlDocument page, string title) =>
        page.QuerySelectorAll("table.posts tbody tr").Single(row => row.QuerySelector("th a")!.TextContent == title);

    private static string? Mark(IHtmlDocument page, string title) => Row(page, title).QuerySelector("th .sub")?.TextContent;

    private async Task<int> AuthorId(SignedIn person) => (await SignedIn.AccountAsync(_blog, person.Email)).AuthorId;

    private async Task<IHtmlDocument> EnglishAsync()
    {
        _owner.Client.DefaultRequestHeaders.Add("Accept-Language", "en");
        return await _owner.PageAsync("/admin");
    }

    private Task DiscardAsync(Post post) =>
        _blog.WithDbAsync(async db =>
        {
            (await db.Posts.SingleAsync(p => p.Id == post.Id)).Discard();
            await db.SaveChangesAsync();
        });
}
