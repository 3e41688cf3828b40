using System.Net;
using AngleSharp.Html.Dom;
using Blog.Data.Posts;
using Microsoft.EntityFrameworkCore;

namespace Blog.Tests.Editor.Editing;

/// <summary>Two tabs, devices or people on one post.</summary>
public sealed class ConflictTests : IAsyncLifetime
{
    private const string Start = "第一段。\n\n第二段。\n\n第三段。\n\n第四段。";

    private readonly BlogApplication _blog = new();
    private SignedIn _author = null!;

    public async ValueTask InitializeAsync() => _author = await SignedIn.AuthorAsync(_blog);

    public ValueTask DisposeAsync() => _blog.DisposeAsync();

    [Theory]
    [InlineData("save")]
    [InlineData("publish")]
    public async Task The_second_tab_sees_both_texts_and_nothing_is_overwritten(string state)
    {
        var (id, page, status) = await ConflictAsync(state, state);
        Assert.Equal(HttpStatusCode.Conflict, status);
        Assert.Equal("这篇文章有两个版本", page.QuerySelector("h1")!.TextContent);
        var conflict = Assert.Single(
            page.QuerySelectorAll("fieldset.conflict"),
            fieldset => fieldset.QuerySelector("input[name=Conflict0]") is not null
        );
        Assert.Contains("冲突 1 / 1 · 第 1 行", conflict.QuerySelector("legend")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(3, conflict.QuerySelectorAll(".side").Length);
        Assert.Equal(
            2,
            page.QuerySelectorAll("fieldset.hunk legend")
                .Count(legend => legend.TextContent.StartsWith("已自动合并", StringComparison.Ordinal))
        );
        Assert.Contains("不冲突的 2 处已自动合并", page.QuerySelector(".intro")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("我的第一段。\n\n他的第二段。\n\n第三段。\n\n我的第四段。", Result(page));
        var tags = page.QuerySelectorAll("fieldset.conflict").Single(fieldset => fieldset.QuerySelector("legend")!.TextContent == "标签");
        Assert.Contains("他的标签", tags.TextContent, StringComparison.Ordinal);
        Assert.Contains("我的标签", tags.TextContent, StringComparison.Ordinal);
        await _blog.WithDbAsync(async db =>
        {
            var history = await db.Revisions.Where(r => r.PostId == id).Select(r => r.Markdown).ToListAsync();
            Assert.Contains(history, text => text.StartsWith("我的第一段。", StringComparison.Ordinal));
            Assert.Contains(history, text => text.StartsWith("他的第一段。", StringComparison.Ordinal));
        });
    }

    [Fact]
    public async Task The_merged_result_is_saved_with_the_chosen_fields()
    {
        var (id, page, _) = await ConflictAsync("save", "save");
        var after = await ResolveAsync(page, "merged", ("FactTags", "theirs"), ("Result", Result(page) + "\r\n\r\n再加一段。"));
        Assert.Equal("他的标签", after["Tags"]);
        await _blog.WithDbAsync(async db =>
            Assert.Equal(
                "我的第一段。\n\n他的第二段。\n\n第三段。\n\n我的第四段。\n\n再加一段。",
                (await db.Posts.SingleAsync(post => post.Id == id)).Markdown
            )
        );
    }

    [Fact]
    public async Task A_choice_counts_whether_or_not_it_was_applied_first()
    {
        var (id, page, _) = await ConflictAsync("save", "save");
        using (var shown = await SendAsync(page, "show", ("Conflict0", "theirs")))
        {
            Assert.Equal(HttpStatusCode.Conflict, shown.StatusCode);
            var again = await Visitor.ParsedAsync(shown);
            Assert.StartsWith("他的第一段。", Result(again), StringComparison.Ordinal);
            Assert.True(((IHtmlInputElement)again.QuerySelector("input[name=Conflict0][value=theirs]")!).IsChecked);
        }

        using (var torn = await SendAsync(page, "merged", ("Conflict0", "theirs"), ("Result", "自己写的")))
        {
            Assert.Equal(HttpStatusCode.Conflict, torn.StatusCode);
            Assert.Equal("自己写的", Result(await Visitor.ParsedAsync(torn)));
        }

        await ResolveAsync(page, "merged", ("Conflict0", "theirs"));
        await _blog.WithDbAsync(async db =>
            Assert.StartsWith("他的第一段。", (await db.Posts.SingleAsync(post => post.Id == id)).Markdown, StringComparison.Ordinal)
        );
    }

    [Theory]
    [InlineData("mine", "我的第一段。\n\n第二段。\n\n第三段。\n\n我的第四段。")]
    [InlineData("theirs", "他的第一段。\n\n他的第二段。\n\n第三段。\n\n第四段。")]
    public async Task One_side_can_be_taken_whole(string side, string expected)
    {
        var (id, page, _) = await ConflictAsync("save", "save");
        var after = await ResolveAsync(page, side);
        Assert.Equal(expected, after["Markdown"].ReplaceLineEndings("\n"));
        await _blog.WithDbAsync(async db => Assert.Equal(expected, (await db.Posts.SingleAsync(post => post.Id == id)).Markdown));
    }

    [Fact]
    public async Task Mine_can_become_a_draft_of_its_own()
    {
        var (id, page, _) = await ConflictAsync("publish", "save");
        var copy = await ResolveAsync(page, "copy");
        Assert.NotEqual(id, copy.Id);
        Assert.StartsWith("我的第一段。", copy["Markdown"], StringComparison.Ordinal);
        Assert.Contains("草稿", copy.Status, StringComparison.Ordinal);
        await copy.DoAsync("save");
        Assert.StartsWith("他的第一段。", (await EditorPage.OpenAsync(_author, id))["Markdown"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_a_live_post_the_resolved_text_waits_to_be_published()
    {
        var (id, page, _) = await ConflictAsync("publish", "save");
        var after = await ResolveAsync(page, "merged");
        Assert.StartsWith("我的第一段。", after["Markdown"], StringComparison.Ordinal);
        await _blog.WithDbAsync(async db =>
            Assert.StartsWith("第一段。", (await db.Posts.SingleAsync(post => post.Id == id)).Markdown, StringComparison.Ordinal)
        );
        await after.DoAsync("publish");
        await _blog.WithDbAsync(async db =>
            Assert.StartsWith("我的第一段。", (await db.Posts.SingleAsync(post => post.Id == id)).Markdown, StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task A_third_writer_while_one_decides_is_a_conflict_again()
    {
        var (id, page, _) = await ConflictAsync("save", "save");
        await (await EditorPage.OpenAsync(_author, id)).With(("Markdown", "第三个人来过。")).DoAsync("save");
        using var answer = await SendAsync(page, "merged");
        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        var shown = (await Visitor.ParsedAsync(answer)).QuerySelector(".three")!;
        foreach (var gone in shown.QuerySelectorAll("del"))
        {
            gone.Remove();
        }

        Assert.Contains("第三个人来过。", shown.TextContent, StringComparison.Ordinal);
        await _blog.WithDbAsync(async db => Assert.Equal("第三个人来过。", (await db.Posts.SingleAsync(post => post.Id == id)).Markdown));
    }

    [Fact]
    public async Task Identical_texts_do_not_conflict()
    {
        var first = await (await EditorPage.OpenAsync(_author)).With(("Title", "题"), ("Markdown", Start)).DoAsync("publish");
        var (one, two) = (await EditorPage.OpenAsync(_author, first.Id), await EditorPage.OpenAsync(_author, first.Id));
        await one.With(("Markdown", "同样的话")).DoAsync("save");
        await two.With(("Markdown", "同样的话")).DoAsync("save");
        await _blog.WithDbAsync(async db => Assert.False(await db.Revisions.AnyAsync(r => r.Kind == RevisionKind.Conflict)));
    }

    [Fact]
    public async Task Asking_for_a_comparison_writes_nothing_and_its_answer_can_be_saved()
    {
        var page = await (await EditorPage.OpenAsync(_author)).With(("Title", "题"), ("Markdown", Start)).DoAsync("save");
        page.With(("Markdown", "这台设备上的。\n\n第二段。\n\n第三段。\n\n第四段。"));
        using var answer = await _author.PostBareAsync(page.Path, page.Fields, "Compare");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        await _blog.WithDbAsync(async db => Assert.Equal(1, await db.Revisions.CountAsync()));
        var after = await ResolveAsync(await Visitor.ParsedAsync(answer), "merged");
        Assert.StartsWith("这台设备上的。", after["Markdown"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Markup_on_either_side_is_escaped()
    {
        const string evil = "<script>alert(1)</script><img src=x onerror=alert(1)>";
        var first = await (await EditorPage.OpenAsync(_author)).With(("Title", evil), ("Markdown", evil)).DoAsync("save");
        var (one, two) = (await EditorPage.OpenAsync(_author, first.Id), await EditorPage.OpenAsync(_author, first.Id));
        await one.With(("Markdown", evil + "一"), ("Tags", evil), ("Title", evil + "一")).DoAsync("save");
        using var answer = await two.With(("Markdown", evil + "二"), ("Description", evil)).PressAsync("save");
        var page = await Visitor.ParsedAsync(answer);
        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Empty(page.QuerySelectorAll("main script, main img"));
        Assert.DoesNotContain("onerror", page.QuerySelectorAll("*").SelectMany(e => e.Attributes).Select(a => a.Name));
    }

    /// <summary>Two tabs open a post; one saves, the other does the given act.</summary>
    private async Task<(int Id, IHtmlDocument Page, HttpStatusCode Status)> ConflictAsync(string state, string act)
    {
        var first = await (await EditorPage.OpenAsync(_author))
            .With(("Title", "题"), ("Markdown", Start), ("Tags", "原来的"))
            .DoAsync(state);
        var (theirs, mine) = (await EditorPage.OpenAsync(_author, first.Id), await EditorPage.OpenAsync(_author, first.Id));
        await theirs.With(("Markdown", "他的第一段。\n\n他的第二段。\n\n第三段。\n\n第四段。"), ("Tags", "他的标签")).DoAsync("save");
        using var answer = await mine.With(("Markdown", "我的第一段。\n\n第二段。\n\n第三段。\n\n我的第四段。"), ("Tags", "我的标签"))
            .PressAsync(act);
        return (first.Id, await Visitor.ParsedAsync(answer), answer.StatusCode);
    }

    private static string Result(IHtmlDocument page) => ((IHtmlTextAreaElement)page.QuerySelector("textarea[name=Result]")!).Value;

    private Task<HttpResponseMessage> SendAsync(IHtmlDocument page, string how, params (string Field, string Value)[] fields)
    {
        var form = (IHtmlFormElement)page.QuerySelector("main form")!;
        var sent = form.QuerySelectorAll("input[type=hidden]")
            .Concat(form.QuerySelectorAll("input[type=radio]").Where(radio => ((IHtmlInputElement)radio).IsChecked))
            .ToDictionary(input => input.GetAttribute("name")!, input => input.GetAttribute("value") ?? "", StringComparer.Ordinal);
        sent["Result"] = Result(page).ReplaceLineEndings("\r\n");
        sent["Resolve"] = how;
        foreach (var (field, value) in fields)
        {
            sent[field] = value;
        }

        return _author.PostBareAsync(form.GetAttribute("action")!, sent);
    }

    private async Task<EditorPage> ResolveAsync(IHtmlDocument page, string how, params (string Field, string Value)[] fields)
    {
        using var answer = await SendAsync(page, how, fields);
        Assert.True(answer.StatusCode == HttpStatusCode.Redirect, $"{how} answered {(int)answer.StatusCode}");
        return await EditorPage.OpenAsync(_author, answer.Headers.Location!.ToString());
    }
}
