using System.Net;
using AngleSharp.Dom;
using Blog.Editor.History;
using Blog.Tests.Editor.Editing;
using Microsoft.EntityFrameworkCore;

namespace Blog.Tests.Editor.History;

/// <summary>The history of a post says who saved what and when, and shows any two versions side by side.</summary>
public sealed class HistoryTests : IAsyncLifetime
{
    private readonly BlogApplication _blog = new();
    private SignedIn _author = null!;

    public async ValueTask InitializeAsync() => _author = await SignedIn.AuthorAsync(_blog);

    public ValueTask DisposeAsync() => _blog.DisposeAsync();

    [Fact]
    public async Task Every_save_and_publication_is_an_entry_with_its_writer_time_and_change()
    {
        var page = await (await EditorPage.OpenAsync(_author)).With(("Title", "题"), ("Markdown", "今天天气很好。")).DoAsync("save");
        _blog.Clock.Advance(TimeSpan.FromMinutes(3));
        page = await page.With(("Markdown", "今天天气非常好，we went out。")).DoAsync("publish");
        var entries = Entries(await _author.PageAsync($"/admin/posts/{page.Id}/history"));
        Assert.Equal(["发布", "保存"], entries.Select(entry => entry.QuerySelector("a")!.FirstChild!.TextContent));
        Assert.Contains("+5 −1 字", entries[0].TextContent, StringComparison.Ordinal); // 非常 and three characters for 很
        Assert.Contains("+6 字", entries[1].TextContent, StringComparison.Ordinal);
        Assert.Contains("写字的人 · 今天 08:03", entries[0].TextContent, StringComparison.Ordinal);
        Assert.Contains("已发布的版本", entries[0].TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("已发布的版本", entries[1].TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_is_available_in_English()
    {
        var page = await (await EditorPage.OpenAsync(_author)).With(("Title", "T"), ("Markdown", "Nice weather today.")).DoAsync("publish");
        _author.Client.DefaultRequestHeaders.Add("Accept-Language", "en");
        await page.With(("Markdown", "Nice and warm weather today.")).AutosaveAsync();
        var list = await _author.PageAsync($"/admin/posts/{page.Id}/history");
        Assert.Equal(
            ["Unpublished changes", "Published"],
            Entries(list).Select(entry => entry.QuerySelector("a")!.FirstChild!.TextContent)
        );
        Assert.Contains("+2 words", Entries(list)[0].TextContent, StringComparison.Ordinal);
        var diff = await _author.PageAsync($"/admin/posts/{page.Id}/history/typed");
        Assert.Equal("From “Live version” to “Unpublished changes”", diff.QuerySelector("h2")!.TextContent);
        Assert.Equal("and warm", string.Concat(diff.QuerySelectorAll("ins").Select(ins => ins.TextContent)).Trim());
        Assert.Empty(diff.QuerySelectorAll("form[method=post][action*=Restore]"));
    }

    [Fact]
    public async Task Consecutive_autosaves_are_one_entry_with_its_own_list()
    {
        var page = await (await EditorPage.OpenAsync(_author)).With(("Title", "题"), ("Markdown", "一")).DoAsync("save");
        for (var i = 0; i < 5; i++)
        {
            _blog.Clock.Advance(TimeSpan.FromMinutes(11));
            await page.With(("Markdown", page["Markdown"] + "二三")).AutosaveAsync();
        }

        var entries = Entries(await _author.PageAsync($"/admin/posts/{page.Id}/history"));
        Assert.Equal(3, entries.Count); // what is typed, the run, the save
        var run = entries[1].QuerySelector("details")!;
        Assert.StartsWith(
            "4 次自动保存，今天 08:22 到 今天 08:55",
            run.QuerySelector("summary")!.TextContent.Trim(),
            StringComparison.Ordinal
        );
        Assert.Contains("+10 字", run.QuerySelector("summary")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(4, run.QuerySelectorAll("li").Length);
        Assert.Contains("+2 字", run.QuerySelector("li")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Twenty_entries_stand_on_a_page()
    {
        var page = await (await EditorPage.OpenAsync(_author)).With(("Title", "题"), ("Markdown", "零")).DoAsync("save");
        for (var i = 1; i < RevisionList.PerPage + 3; i++)
        {
            page = await page.With(("Markdown", $"第 {i} 版")).DoAsync("save");
        }

        var first = await _author.PageAsync($"/admin/posts/{page.Id}/history");
        Assert.Equal(RevisionList.PerPage, Entries(first).Count);
        var second = await _author.PageAsync(first.QuerySelector("nav.pager a[rel=next]")!.GetAttribute("href")!);
        Assert.Equal(3, Entries(second).Count);
        Assert.Contains("+1 字", Entries(second)[^1].TextContent, StringComparison.Ordinal);
        foreach (var odd in new[] { "0", "-1", "x", "99999999999", "99" })
        {
            Assert.NotEmpty(Entries(await _author.PageAsync($"/admin/posts/{page.Id}/history?page={odd}")));
        }
    }

    [Fact]
    public async Task A_version_shows_what_changed_since_the_one_before_word_by_word()
    {
        var page = await (await EditorPage.OpenAsync(_author))
            .With(("Title", "旧题"), ("Markdown", "第一段。\n\n他说今天天气很好。\n\n末段。"))
            .DoAsync("save");
        page = await page.With(("Title", "新题"), ("Markdown", "第一段。\n\n他说今天天气不好。\n\n末段。")).DoAsync("save");
        var diff = await _author.PageAsync($"/admin/posts/{page.Id}/history/{await NewestAsync()}");
        Assert.Equal(["旧", "很"], diff.QuerySelectorAll("del").Select(del => del.TextContent));
        Assert.Equal(["新", "不"], diff.QuerySelectorAll("ins").Select(ins => ins.TextContent));
        Assert.Contains("第 1 行", diff.QuerySelectorAll("h3").Select(h => h.TextContent));
        Assert.Contains("第一段。", diff.QuerySelector(".diff:last-of-type")!.TextContent, StringComparison.Ordinal); // some lines around it
        Assert.Equal("第一段。\n\n他说今天天气不好。\n\n末段。", diff.QuerySelector("pre.old")!.TextContent.ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task Any_two_versions_can_be_compared_and_the_older_stands_first()
    {
        var page = await (await EditorPage.OpenAsync(_author)).With(("Title", "题"), ("Markdown", "甲")).DoAsync("save");
        var first = await NewestAsync();
        _blog.Clock.Advance(TimeSpan.FromMinutes(1));
        page = await page.With(("Markdown", "乙")).DoAsync("save");
        _blog.Clock.Advance(TimeSpan.FromMinutes(1));
        page = await page.With(("Markdown", "丙")).DoAsync("save");
        var third = await NewestAsync();
        foreach (
            var path in new[]
            {
                $"/admin/posts/{page.Id}/history/{third}?with={first}",
                $"/admin/posts/{page.Id}/history/{first}?with={third}",
                $"/admin/posts/{page.Id}/history/{first}?with=now",
            }
        )
        {
            var diff = await _author.PageAsync(path);
            Assert.Equal(("甲", "丙"), (diff.QuerySelector("del")!.TextContent, diff.QuerySelector("ins")!.TextContent));
        }

        var choices = (await _author.PageAsync($"/admin/posts/{page.Id}/history/{third}"))
            .QuerySelectorAll("#with option")
            .Select(option => option.GetAttribute("value")!)
            .ToList();
        Assert.Equal(["before", "now"], choices[..2]);
        Assert.Contains(first.ToString(System.Globalization.CultureInfo.InvariantCulture), choices);
        Assert.DoesNotContain(third.ToString(System.Globalization.CultureInfo.InvariantCulture), choices);
    }

    [Fact]
    public async Task Both_sides_of_a_conflict_are_there_and_do_not_hide_what_came_before()
    {
        var first = await (await EditorPage.OpenAsync(_author)).With(("Title", "题"), ("Markdown", "开头")).DoAsync("save");
        var (one, two) = (await EditorPage.OpenAsync(_author, first.Id), await EditorPage.OpenAsync(_author, first.Id));
        _blog.Clock.Advance(TimeSpan.FromMinutes(1));
        await one.With(("Markdown", "开头一")).DoAsync("save");
        _blog.Clock.Advance(TimeSpan.FromMinutes(1));
        (await two.With(("Markdown", "开头二二")).PressAsync("save")).Dispose();
        _blog.Clock.Advance(TimeSpan.FromMinutes(1));
        await (await EditorPage.OpenAsync(_author, first.Id)).With(("Markdown", "开头一三")).DoAsync("save");
        var entries = Entries(await _author.PageAsync($"/admin/posts/{first.Id}/history"));
        Assert.Equal(
            ["保存", "冲突的另一个版本", "保存", "保存"],
            entries.Select(entry => entry.QuerySelector("a")!.FirstChild!.TextContent)
        );
        Assert.Contains("+1 字", entries[0].TextContent, StringComparison.Ordinal); // compared with the save, not with the copy
        Assert.Contains("+2 −1 字", entries[1].TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Markup_is_escaped()
    {
        const string evil = "<script>alert(1)</script><img src=x onerror=alert(1)>";
        var page = await (await EditorPage.OpenAsync(_author)).With(("Title", evil), ("Markdown", evil)).DoAsync("save");
        page = await page.With(("Title", evil + "二"), ("Markdown", evil + "二")).DoAsync("save");
        foreach (
            var path in new[]
            {
                $"/admin/posts/{page.Id}/history",
                $"/admin/posts/{page.Id}/history/{await NewestAsync()}",
                $"/admin/posts/{page.Id}/history/{await NewestAsync()}?with=" + Uri.EscapeDataString(evil),
            }
        )
        {
            var shown = await _author.PageAsync(path);
            Assert.Empty(shown.QuerySelectorAll("main script, main img, [onerror]"));
            Assert.Contains("alert(1)", shown.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task An_author_sees_the_history_of_their_own_posts_and_an_owner_of_all()
    {
        var page = await (await EditorPage.OpenAsync(_author)).With(("Title", "题"), ("Markdown", "秘密")).DoAsync("save");
        var revision = await NewestAsync();
        var (owner, other) = (
            await SignedIn.OwnerAsync(_blog),
            await SignedIn.AsAsync(_blog, "other@example.org", "别人", Blog.Data.People.AccountRole.Author)
        );
        foreach (
            var path in new[]
            {
                $"/admin/posts/{page.Id}/history",
                $"/admin/posts/{page.Id}/history/{revision}",
                $"/admin/posts/{page.Id}/history/{revision}?with=now",
            }
        )
        {
            await owner.PageAsync(path);
            using var answer = await other.GetAsync(path);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }

        var mine = await (await EditorPage.OpenAsync(other)).With(("Title", "我的"), ("Markdown", "我的")).DoAsync("save");
        foreach (
            var odd in new[]
            {
                revision.ToString(System.Globalization.CultureInfo.InvariantCulture),
                "now",
                "typed",
                "0",
                "-1",
                "x",
                "99999999999",
                "%EF%BF%BE",
            }
        )
        {
            using var answer = await other.GetAsync($"/admin/posts/{mine.Id}/history/{odd}"); // a revision of another post
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }

        var compared = await other.PageAsync($"/admin/posts/{mine.Id}/history/{await NewestAsync()}?with={revision}");
        Assert.DoesNotContain("秘密", compared.DocumentElement.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_editor_leads_to_it()
    {
        var page = await (await EditorPage.OpenAsync(_author)).With(("Title", "题"), ("Markdown", "文")).DoAsync("save");
        Assert.Equal(
            [$"/admin/posts/{page.Id}/history", $"/admin/posts/{page.Id}/links", $"/admin/posts/{page.Id}/copy"],
            page.Document.QuerySelectorAll(".facts .ways a").Select(a => a.GetAttribute("href"))
        );
        Assert.Empty((await EditorPage.OpenAsync(_author)).Document.QuerySelectorAll(".ways"));
        var draft = await EditorPage.OpenAsync(_author);
        await draft.With(("Title", "空"), ("Markdown", "几个字")).AutosaveAsync();
        Assert.Contains(
            "尚未保存的修改",
            (await _author.PageAsync(draft.Path + "/history")).QuerySelector("main")!.TextContent,
            StringComparison.Ordinal
        );
    }

    private static List<IElement> Entries(IParentNode page) => [.. page.QuerySelectorAll("ol.trail > li")];

    private async Task<int> NewestAsync()
    {
        var id = 0;
        await _blog.WithDbAsync(async db => id = await db.Revisions.MaxAsync(revision => revision.Id));
        return id;
    }
}
