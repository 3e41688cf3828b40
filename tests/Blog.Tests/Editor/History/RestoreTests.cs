using System.Net;
using AngleSharp.Html.Dom;
using Blog.Data.Posts;
using Blog.Tests.Editor.Editing;
using Microsoft.EntityFrameworkCore;

namespace Blog.Tests.Editor.History;

/// <summary>
/// Restoring brings an old text back, loses none, publishes nothing automatically, and overwrites nothing that its page did not show.
/// </summary>
public sealed class RestoreTests : IAsyncLifetime
{
    private readonly BlogApplication _blog = new();
    private SignedIn _author = null!;

    public async ValueTask InitializeAsync() => _author = await SignedIn.AuthorAsync(_blog);

    public ValueTask DisposeAsync() => _blog.DisposeAsync();

    [Fact]
    public async Task A_draft_gets_the_old_text_and_its_other_fields_stay()
    {
        var page = await (await EditorPage.OpenAsync(_author))
            .With(("Title", "旧题"), ("Markdown", "旧文"), ("Tags", "甲"))
            .DoAsync("save");
        var old = await NewestAsync();
        page = await page.With(("Title", "新题"), ("Markdown", "新文"), ("Tags", "乙")).DoAsync("save");
        var after = await RestoreAsync(page.Id, old);
        Assert.Contains("已恢复到草稿", after.Done, StringComparison.Ordinal);
        Assert.Equal(("旧题", "旧文", "乙"), (after["Title"], after["Markdown"], after["Tags"]));
        await _blog.WithDbAsync(async db =>
        {
            var post = await db.Posts.SingleAsync();
            Assert.Equal(("旧题", "旧文", PostState.Draft), (post.Title, post.Markdown, post.State));
            Assert.Equal(0, await db.PendingEdits.CountAsync());
            Assert.Equal(
                [RevisionKind.Save, RevisionKind.Save, RevisionKind.Restore],
                await db.Revisions.OrderBy(r => r.Id).Select(r => r.Kind).ToListAsync()
            );
            Assert.Equal("写字的人", (await db.Revisions.Include(r => r.Writer).OrderBy(r => r.Id).LastAsync()).Writer!.Name);
        });
    }

    [Fact]
    public async Task Unsaved_text_becomes_a_revision_first_and_its_fields_stay()
    {
        var page = await (await EditorPage.OpenAsync(_author)).With(("Title", "题"), ("Markdown", "第一版")).DoAsync("save");
        var old = await NewestAsync();
        page = await page.With(("Markdown", "第二版")).DoAsync("save");
        await page.With(("Markdown", "打了一半"), ("Title", "改到一半"), ("Tags", "只在页面上"), ("Description", "也是")).AutosaveAsync();
        var after = await RestoreAsync(page.Id, old);
        Assert.Equal(("题", "第一版", "只在页面上", "也是"), (after["Title"], after["Markdown"], after["Tags"], after["Description"]));
        await _blog.WithDbAsync(async db =>
        {
            Assert.True(
                await db.Revisions.AnyAsync(r => r.Kind == RevisionKind.Autosave && r.Title == "改到一半" && r.Markdown == "打了一半")
            );
            Assert.True(await db.Revisions.AnyAsync(r => r.Markdown == "第二版"));
        });
    }

    [Fact]
    public async Task A_live_post_gets_a_pending_edit_and_readers_see_nothing_until_it_is_published()
    {
        var page = await (await EditorPage.OpenAsync(_author)).With(("Title", "Post"), ("Markdown", "Old words.")).DoAsync("publish");
        var old = await NewestAsync();
        page = await page.With(("Markdown", "New words.")).DoAsync("publish");
        await page.With(("Markdown", "Half typed.")).AutosaveAsync();
        var asked = await _author.PageAsync($"/admin/posts/{page.Id}/history/{old}");
        Assert.Contains("读者看到的内容不变", asked.QuerySelector("form .intro")!.TextContent, StringComparison.Ordinal);
        var after = await RestoreAsync(page.Id, old);
        Assert.Contains("读者看到的没有变", after.Done, StringComparison.Ordinal);
        Assert.Equal("Old words.", after["Markdown"]);
        Assert.Contains("New words.", (await _blog.PageAsync("/post")).QuerySelector(".prose")!.TextContent, StringComparison.Ordinal);
        await _blog.WithDbAsync(async db =>
        {
            Assert.Equal("New words.", (await db.Posts.SingleAsync()).Markdown);
            Assert.Equal("Old words.", (await db.PendingEdits.SingleAsync()).Draft.Markdown);
            Assert.True(await db.Revisions.AnyAsync(r => r.Kind == RevisionKind.Restore && r.Markdown == "Old words."));
            Assert.True(await db.Revisions.AnyAsync(r => r.Kind == RevisionKind.Autosave && r.Markdown == "Half typed."));
        });
        await after.DoAsync("publish");
        Assert.Contains("Old words.", (await _blog.PageAsync("/post")).QuerySelector(".prose")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_scheduled_post_turns_public_with_the_old_text_at_the_same_time()
    {
        var page = await (await EditorPage.OpenAsync(_author))
            .With(("Title", "Later"), ("Markdown", "Old words."), ("PublishAt", "2026-11-24T08:00"))
            .DoAsync("schedule");
        var old = await NewestAsync();
        page = await page.With(("Markdown", "New words.")).DoAsync("save");
        Assert.Contains("已恢复：到时间公开的将是此版本", (await RestoreAsync(page.Id, old)).Done, StringComparison.Ordinal);
        using (var early = await _blog.Reader.GetAsync("/later"))
        {
            Assert.Equal(HttpStatusCode.NotFound, early.StatusCode);
        }

        _blog.Clock.Advance(TimeSpan.FromDays(2));
        Assert.Contains("Old words.", (await _blog.PageAsync("/later")).QuerySelector(".prose")!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("save")]
    [InlineData("publish")]
    public async Task A_stale_page_overwrites_nothing(string act)
    {
        var page = await (await EditorPage.OpenAsync(_author)).With(("Title", "题"), ("Markdown", "第一版")).DoAsync("save");
        var old = await NewestAsync();
        page = await page.With(("Markdown", "第二版")).DoAsync(act);
        var stale = await _author.PageAsync($"/admin/posts/{page.Id}/history/{old}");
        await page.With(("Markdown", "另一个窗口的第三版")).DoAsync("save");
        using (var answer = await PressAsync(stale))
        {
            var shown = await Visitor.ParsedAsync(answer);
            Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
            Assert.Contains("没有覆盖任何内容", shown.QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
            await _blog.WithDbAsync(async db => Assert.False(await db.Revisions.AnyAsync(r => r.Kind == RevisionKind.Restore)));
            Assert.Equal("另一个窗口的第三版", (await EditorPage.OpenAsync(_author, page.Id))["Markdown"]);

            using var again = await PressAsync(shown); // the conflict was shown, and the button pressed again
            Assert.Equal(HttpStatusCode.Redirect, again.StatusCode);
        }

        Assert.Equal("第一版", (await EditorPage.OpenAsync(_author, page.Id))["Markdown"]);
        await _blog.WithDbAsync(async db => Assert.True(await db.Revisions.AnyAsync(r => r.Markdown == "另一个窗口的第三版")));
    }

    [Fact]
    public async Task An_editor_that_was_open_meanwhile_gets_a_conflict()
    {
        var page = await (await EditorPage.OpenAsync(_author)).With(("Title", "题"), ("Markdown", "第一版")).DoAsync("publish");
        var old = await NewestAsync();
        page = await page.With(("Markdown", "第二版")).DoAsync("publish");
        var open = await EditorPage.OpenAsync(_author, page.Id);
        await RestoreAsync(page.Id, old);
        var (status, _) = await open.With(("Markdown", "在开着的页面上写的")).AskAsync("Save");
        Assert.Equal(409, status);
        Assert.Equal("第一版", (await EditorPage.OpenAsync(_author, page.Id))["Markdown"]);
        await _blog.WithDbAsync(async db =>
            Assert.True(await db.Revisions.AnyAsync(r => r.Kind == RevisionKind.Conflict && r.Markdown == "在开着的页面上写的"))
        );
    }

    [Fact]
    public async Task If_another_typed_field_is_invalid_the_text_waits_in_the_editor()
    {
        var page = await (await EditorPage.OpenAsync(_author)).With(("Title", "题"), ("Markdown", "第一版")).DoAsync("save");
        var old = await NewestAsync();
        await page.With(("Markdown", "第二版"), ("Address", "/admin/x"), ("PublishAt", "后天")).AutosaveAsync();
        var after = await RestoreAsync(page.Id, old, "typed");
        Assert.Contains("尚未保存", after.Done, StringComparison.Ordinal);
        Assert.Equal(("第一版", "/admin/x", "后天"), (after["Markdown"], after["Address"], after["PublishAt"]));
        await _blog.WithDbAsync(async db => Assert.True(await db.Revisions.AnyAsync(r => r.Markdown == "第二版")));
    }

    [Fact]
    public async Task A_text_that_only_the_program_wrote_becomes_a_revision_before_it_is_replaced()
    {
        var post = await _blog.PublishAsync("Post", "Old words.", with: r => r with { Slug = "post" });
        await _blog.ReviseAsync(post, r => r with { Content = r.Content with { Markdown = "Changed by the program." }, Revision = null });
        var owner = await SignedIn.OwnerAsync(_blog);
        var old = await NewestAsync();
        using var answer = await PressAsync(await owner.PageAsync($"/admin/posts/{post.Id}/history/{old}?with=now"), owner);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        await _blog.WithDbAsync(async db => Assert.True(await db.Revisions.AnyAsync(r => r.Markdown == "Changed by the program.")));
    }

    [Fact]
    public async Task The_current_text_and_a_post_in_the_trash_cannot_be_restored()
    {
        var page = await (await EditorPage.OpenAsync(_author)).With(("Title", "题"), ("Markdown", "第一版")).DoAsync("save");
        var first = await NewestAsync();
        var there = await _author.PageAsync($"/admin/posts/{page.Id}/history/{first}");
        Assert.Contains("无需恢复", there.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Null(there.QuerySelector("form[action*=Restore]"));
        page = await page.With(("Markdown", "第二版")).DoAsync("save");
        var ready = await _author.PageAsync($"/admin/posts/{page.Id}/history/{first}");
        (await page.PressAsync("trash")).Dispose();
        Assert.Null((await _author.PageAsync($"/admin/posts/{page.Id}/history/{first}")).QuerySelector("form[action*=Restore]"));
        using var answer = await PressAsync(ready);
        Assert.Equal(422, (int)answer.StatusCode);
        Assert.Contains("在回收站中", await Visitor.AlertAsync(answer), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_post_of_others_or_without_an_edit_version_cannot_be_restored()
    {
        var page = await (await EditorPage.OpenAsync(_author)).With(("Title", "题"), ("Markdown", "第一版")).DoAsync("save");
        var old = await NewestAsync();
        page = await page.With(("Markdown", "第二版")).DoAsync("save");
        var ready = await _author.PageAsync($"/admin/posts/{page.Id}/history/{old}");
        var other = await SignedIn.AsAsync(_blog, "other@example.org", "别人", Blog.Data.People.AccountRole.Author);
        var form = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["stamp"] = ready.QuerySelector("input[name=stamp]")!.GetAttribute("value")!,
            [Visitor.TokenField] = await other.TokenAsync("/admin/profile"),
        };
        using (var answer = await other.PostBareAsync($"/admin/posts/{page.Id}/history/{old}", form, "Restore"))
        {
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }

        foreach (var stamp in new[] { "", "x", "1.2.3", "99.0.0." })
        {
            using var answer = await _author.PostAsync($"/admin/posts/{page.Id}/history/{old}", Visitor.Form(("stamp", stamp)), "Restore");
            Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        }

        Assert.Equal("第二版", (await EditorPage.OpenAsync(_author, page.Id))["Markdown"]);
    }

    [Fact]
    public async Task The_page_says_in_English_what_it_will_do_and_has_done()
    {
        _author.Client.DefaultRequestHeaders.Add("Accept-Language", "en");
        var page = await (await EditorPage.OpenAsync(_author)).With(("Title", "T"), ("Markdown", "Old words.")).DoAsync("publish");
        var old = await NewestAsync();
        await page.With(("Markdown", "New words.")).DoAsync("publish");
        Assert.StartsWith(
            "What readers see does not change",
            (await _author.PageAsync($"/admin/posts/{page.Id}/history/{old}")).QuerySelector("form .intro")!.TextContent,
            StringComparison.Ordinal
        );
        Assert.StartsWith("Restored as unpublished changes", (await RestoreAsync(page.Id, old)).Done, StringComparison.Ordinal);
    }

    private async Task<EditorPage> RestoreAsync(int id, int revision, string with = "")
    {
        using var answer = await PressAsync(await _author.PageAsync($"/admin/posts/{id}/history/{revision}?with={with}"));
        Assert.True(answer.StatusCode == HttpStatusCode.Redirect, $"{(int)answer.StatusCode} {await Visitor.AlertAsync(answer)}");
        return await EditorPage.OpenAsync(_author, answer.Headers.Location!.ToString());
    }

    private Task<HttpResponseMessage> PressAsync(IHtmlDocument page, Visitor? who = null)
    {
        var form = page.QuerySelector("form[action*=Restore]")!;
        var sent = form.QuerySelectorAll("input")
            .ToDictionary(input => input.GetAttribute("name")!, input => input.GetAttribute("value")!, StringComparer.Ordinal);
        return (who ?? _author).PostBareAsync(form.GetAttribute("action")!, sent);
    }

    private async Task<int> NewestAsync()
    {
        var id = 0;
        await _blog.WithDbAsync(async db => id = await db.Revisions.MaxAsync(revision => revision.Id));
        return id;
    }
}
