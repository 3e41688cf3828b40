using System.Globalization;
using System.Net;
using Blog.Data.Comments;
using Blog.Data.People;
using Blog.Data.Posts;
using Microsoft.EntityFrameworkCore;

namespace Blog.Tests.Comments.Moderation;

/// <summary>Deciding on comments: by whom, on what, and taking it back.</summary>
public sealed class QueueTests : IAsyncLifetime
{
    private const string Queue = "/admin/comments";

    private readonly BlogApplication _blog = new();
    private SignedIn _owner = null!;
    private Post _post = null!;

    public async ValueTask InitializeAsync()
    {
        _owner = await SignedIn.OwnerAsync(_blog);
        _post = await _blog.PublishAsync("搬家手记", "正文。");
    }

    public ValueTask DisposeAsync() => _blog.DisposeAsync();

    [Theory]
    [InlineData("approve", CommentState.Approved)]
    [InlineData("spam", CommentState.Spam)]
    [InlineData("delete", CommentState.Trash)]
    public async Task One_act_decides_on_one_comment_and_can_be_taken_back(string act, CommentState state)
    {
        var comment = await WaitingAsync("书最重。");
        var other = await WaitingAsync("书最轻。");
        var row = (await _owner.PageAsync(Queue)).QuerySelector($"#comment-{comment.Id}")!;
        Assert.Contains("书最重。", row.TextContent, StringComparison.Ordinal);
        await DoAsync(("one", row.QuerySelector($"button[value^='{act} ']")!.GetAttribute("value")!));
        Assert.Equal([state, CommentState.Waiting], (await _blog.CommentsAsync()).Select(one => one.State));
        var after = await _owner.PageAsync(Queue);
        Assert.Null(after.QuerySelector($"#comment-{comment.Id}"));
        Assert.NotNull(after.QuerySelector($"#comment-{other.Id}"));
        var ids = after.QuerySelector(".undo input[name=ids]")!.GetAttribute("value")!;
        (await _owner.PostAsync(Queue, Visitor.Form(("ids", ids)), "Undo")).Dispose();
        Assert.Equal([CommentState.Waiting, CommentState.Waiting], (await _blog.CommentsAsync()).Select(one => one.State));
    }

    [Fact]
    public async Task Several_are_decided_on_at_once()
    {
        var (first, second, third) = (await WaitingAsync("一。"), await WaitingAsync("二。"), await WaitingAsync("三。"));
        using (
            var answer = await _owner.Client.PostAsync(
                Queue,
                new FormUrlEncodedContent([
                    new("act", "spam"),
                    new("pick", Pick(first)),
                    new("pick", Pick(third)),
                    new(Visitor.TokenField, await _owner.TokenAsync(Queue)),
                ])
            )
        )
        {
            Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        }

        Assert.Equal(
            [CommentState.Spam, CommentState.Waiting, CommentState.Spam],
            (await _blog.CommentsAsync()).Select(comment => comment.State)
        );
        Assert.Equal(2, (await _owner.PageAsync(Queue + "?state=spam")).QuerySelectorAll("ol.queue > li").Length);
        Assert.NotNull((await _owner.PageAsync(Queue)).QuerySelector($"#comment-{second.Id}"));
    }

    [Fact]
    public async Task What_changed_after_somebody_looked_is_not_approved()
    {
        var comment = await WaitingAsync("好文章。");
        await _blog.WriteAsync(writer =>
            writer.EditAsync(comment.Id, "路人", "坏链接 http://evil.example", CommentState.Waiting, null, default)
        );
        await DoAsync(("one", "approve " + Pick(comment)));
        Assert.Equal(CommentState.Waiting, (await _blog.CommentsAsync()).Single().State);
        Assert.Contains("没有改动", (await _owner.PageAsync(Queue)).QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_author_decides_on_comments_of_their_own_posts_only()
    {
        var comment = await WaitingAsync("别人的文章。");
        var other = await SignedIn.AsAsync(_blog, "other@example.org", "另一个人", AccountRole.Author);
        Assert.Null((await other.PageAsync(Queue)).QuerySelector("ol.queue"));
        using (var answer = await other.PostAsync(Queue, Visitor.Form(("one", "approve " + Pick(comment)))))
        {
            Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        }

        foreach (var handler in new[] { "Edit", "Reply", "Block", "Erase" })
        {
            var form = Visitor.Form(("Text", "改了"), ("reply", "回了"), ("sure", "true"));
            using var refused = await other.PostAsync($"{Queue}/{comment.Id}", form, handler);
            Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
        }

        (await other.PostAsync(Queue, Visitor.Form(("ids", comment.Id.ToString(CultureInfo.InvariantCulture))), "Undo")).Dispose();
        var row = Assert.Single(await _blog.CommentsAsync());
        Assert.Equal((CommentState.Waiting, "别人的文章。"), (row.State, row.Text));
        using var page = await other.GetAsync($"{Queue}/{comment.Id}");
        Assert.Equal(HttpStatusCode.NotFound, page.StatusCode);
    }

    [Fact]
    public async Task A_writer_with_an_address_can_be_trusted_while_approving()
    {
        var known = await WaitingAsync("第一次来。", mail: "reader@example.org");
        var nameless = await WaitingAsync("没有邮箱。");
        var page = await _owner.PageAsync(Queue);
        Assert.Null(page.QuerySelector($"#comment-{nameless.Id} button[value^=trust]"));
        await DoAsync(("one", page.QuerySelector($"#comment-{known.Id} button[value^=trust]")!.GetAttribute("value")!));
        Assert.Equal(CommentState.Approved, (await _blog.CommentsAsync())[0].State);
        var trusted = (await _owner.PageAsync(Queue + "/blocks")).QuerySelector("input[name=writer]")!.GetAttribute("value")!;
        (await _owner.PostAsync(Queue + "/blocks", Visitor.Form(("writer", trusted)), "Distrust")).Dispose();
        await _blog.WithDbAsync(async db => Assert.False(await db.TrustedWriters.AnyAsync()));
    }

    [Fact]
    public async Task The_list_is_narrowed_by_post_and_words()
    {
        var other = await _blog.PublishAsync("另一篇", "正文。");
        await WaitingAsync("书最重。");
        await _blog.SubmitAsync(other, "100% 有用", approve: false, mail: "someone@example.org");
        Assert.Equal(2, (await _owner.PageAsync(Queue)).QuerySelectorAll("ol.queue > li").Length);
        foreach (var query in new[] { $"?post={other.Id}", "?q=100%25", "?q=someone@", "?q=%E6%9C%89%E7%94%A8" })
        {
            var row = Assert.Single((await _owner.PageAsync(Queue + query)).QuerySelectorAll("ol.queue > li"));
            Assert.Contains("100% 有用", row.TextContent, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_text_is_shown_as_text()
    {
        await WaitingAsync("<script>alert(1)</script> <img src=x onerror=alert(1)>", name: "<b>名</b>");
        var page = await _owner.PageAsync(Queue);
        Assert.Empty(page.QuerySelectorAll("ol.queue script, ol.queue img, ol.queue b"));
        Assert.Contains("<script>alert(1)</script>", page.QuerySelector(".said")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_approves_what_it_answers_and_is_marked()
    {
        var comment = await WaitingAsync("清单能发吗？");
        (await _owner.PostAsync($"{Queue}/{comment.Id}", Visitor.Form(("reply", "已经发在**文末**了。")), "Reply")).Dispose();
        var rows = await _blog.CommentsAsync();
        Assert.Equal([CommentState.Approved, CommentState.Approved], rows.Select(row => row.State));
        Assert.Equal((comment.Id, true), (rows[1].ParentId, rows[1].ByAuthor));
        var shown = await _blog.PageAsync(_post.Address.Href);
        Assert.Contains("文末", shown.QuerySelector($"#comment-{rows[1].Id} strong")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_edit_of_an_author_keeps_a_comment_public_and_an_empty_one_is_refused()
    {
        var comment = await _blog.SubmitAsync(_post, "错字很夺。");
        (await _owner.PostAsync($"{Queue}/{comment.Id}", Visitor.Form(("Name", "路人"), ("Text", "错字很多。")), "Edit")).Dispose();
        Assert.Contains("错字很多。", (await _blog.PageAsync(_post.Address.Href)).Body!.TextContent, StringComparison.Ordinal);
        using var refused = await _owner.PostAsync($"{Queue}/{comment.Id}", Visitor.Form(("Name", "路人"), ("Text", " ")), "Edit");
        Assert.Contains("不能为空", await Visitor.AlertAsync(refused), StringComparison.Ordinal);
        Assert.Equal("错字很多。", (await _blog.CommentsAsync()).Single().Text);
    }

    [Theory]
    [InlineData(CommentState.Waiting)]
    [InlineData(CommentState.Spam)]
    [InlineData(CommentState.Trash)]
    public async Task An_edit_changes_nobodys_view_of_what_is_not_public(CommentState state)
    {
        var comment = await WaitingAsync("错字很夺。");
        if (state != CommentState.Waiting)
        {
            await DoAsync(("one", (state == CommentState.Spam ? "spam " : "delete ") + Pick(comment)));
        }

        (await _owner.PostAsync($"{Queue}/{comment.Id}", Visitor.Form(("Name", "路人"), ("Text", "错字很多。")), "Edit")).Dispose();
        var row = Assert.Single(await _blog.CommentsAsync());
        Assert.Equal((state, "错字很多。"), (row.State, row.Text));
    }

    [Fact]
    public async Task Everything_of_a_writer_is_erased_at_once_and_nothing_of_others()
    {
        var first = await _blog.SubmitAsync(_post, "第一条。", name: "甲", mail: "One@example.org");
        await _blog.SubmitAsync(_post, "回复第一条。", name: "乙", answers: first.Id, mail: "two@example.org");
        await _blog.SubmitAsync(_post, "第二条。", name: "甲甲", mail: "one@example.org", approve: false);
        var page = $"{Queue}/{first.Id}";
        (await _owner.PostAsync(page, Visitor.Form(), "Erase")).Dispose();
        Assert.Equal(3, (await _blog.CommentsAsync()).Count); // not ticked
        (await _owner.PostAsync(page, Visitor.Form(("sure", "true")), "Erase")).Dispose();
        var rows = await _blog.CommentsAsync();
        Assert.Equal(["", "回复第一条。"], rows.Select(row => row.Text)); // the place of the first stays, for its answer
        Assert.All([rows[0].Name, rows[0].Email, rows[0].Ip, rows[0].WriterHash], Assert.Null);
        Assert.DoesNotContain(
            "第一条。",
            (await _blog.PageAsync(_post.Address.Href)).Body!.TextContent.Replace("回复第一条。", "", StringComparison.Ordinal),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Networks_and_words_are_blocked_and_unblocked()
    {
        var comment = await WaitingAsync("路过。");
        (await _owner.PostAsync($"{Queue}/{comment.Id}", Visitor.Form(), "Block")).Dispose();
        (await _owner.PostAsync(Queue + "/blocks", Visitor.Form(("word", "casino")), "Word")).Dispose();
        (await _owner.PostAsync(Queue + "/blocks", Visitor.Form(("network", "2001:db8:1:2::3")), "Network")).Dispose();
        using (var refused = await _owner.PostAsync(Queue + "/blocks", Visitor.Form(("network", "somewhere")), "Network"))
        {
            Assert.Contains("somewhere", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        await _blog.WithDbAsync(async db =>
            Assert.Equal(
                ["2001:db8:1::/48", "203.0.113.0/24", "casino"],
                await db.CommentBlocks.OrderBy(block => block.Value).Select(block => block.Value).ToListAsync()
            )
        );
        using (var blocked = await _blog.CommentAsync(_post, "又来了。"))
        {
            Assert.Equal(HttpStatusCode.Forbidden, blocked.StatusCode);
        }

        foreach (var id in (await _owner.PageAsync(Queue + "/blocks")).QuerySelectorAll("input[name=id]"))
        {
            (await _owner.PostAsync(Queue + "/blocks", Visitor.Form(("id", id.GetAttribute("value")!)), "Unblock")).Dispose();
        }

        await _blog.WithDbAsync(async db => Assert.False(await db.CommentBlocks.AnyAsync()));
    }

    private static string Pick(Comment comment) => string.Create(CultureInfo.InvariantCulture, $"{comment.Id}.{comment.Version}");

    private Task<Comment> WaitingAsync(string text, string name = "路人", string? mail = null) =>
        _blog.SubmitAsync(_post, text, name, approve: false, mail: mail);

    private async Task DoAsync(params (string Name, string Value)[] form)
    {
        using var answer = await _owner.PostAsync(Queue, Visitor.Form(form));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }
}
