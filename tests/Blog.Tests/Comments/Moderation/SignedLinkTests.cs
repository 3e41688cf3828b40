using System.Net;
using Blog.Comments;
using Blog.Comments.Notices;
using Blog.Data.Comments;
using Blog.Data.Posts;
using Microsoft.Extensions.DependencyInjection;

namespace Blog.Tests.Comments.Moderation;

/// <summary>The link of a notice: who has it decides on one comment, once.</summary>
public sealed class SignedLinkTests : IAsyncLifetime
{
    private readonly BlogApplication _blog = new();
    private Post _post = null!;

    public async ValueTask InitializeAsync() => _post = await _blog.PublishAsync("搬家手记", "正文。");

    public ValueTask DisposeAsync() => _blog.DisposeAsync();

    [Theory]
    [InlineData("approve", CommentState.Approved)]
    [InlineData("delete", CommentState.Trash)]
    [InlineData("spam", CommentState.Spam)]
    public async Task Its_button_decides_once_without_signing_in_and_opening_it_changes_nothing(string act, CommentState state)
    {
        var (comment, path) = await LinkAsync();
        var page = await new Visitor(_blog).PageAsync(path);
        Assert.Contains("清单能发吗？", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(CommentState.Waiting, await StateAsync());
        using (var head = await new Visitor(_blog).HeadAsync(path))
        {
            Assert.Equal("no-store", head.Headers.CacheControl!.ToString());
        }

        using (var done = await new Visitor(_blog).PostBareAsync(path, Visitor.Form(("act", act))))
        {
            Assert.Equal(HttpStatusCode.OK, done.StatusCode);
            Assert.NotNull((await Visitor.ParsedAsync(done)).QuerySelector("[role=status]"));
        }

        Assert.Equal(state, await StateAsync());
        var used = await new Visitor(_blog).PageAsync(path);
        Assert.Null(used.QuerySelector("button[name=act]"));
        Assert.DoesNotContain("清单能发吗？", used.Body!.TextContent, StringComparison.Ordinal);
        using (var again = await new Visitor(_blog).PostBareAsync(path, Visitor.Form(("act", "approve"))))
        {
            Assert.Contains("已经处理过", await again.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        Assert.Equal(state, await StateAsync());
        Assert.NotEqual(0, comment.Id);
    }

    [Fact]
    public async Task It_expires()
    {
        var (_, path) = await LinkAsync(TimeSpan.FromSeconds(-1));
        using var answer = await new Visitor(_blog).GetAsync(path);
        Assert.Equal(HttpStatusCode.Gone, answer.StatusCode);
        Assert.DoesNotContain("清单能发吗？", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var posted = await new Visitor(_blog).PostBareAsync(path, Visitor.Form(("act", "approve")));
        Assert.Equal(HttpStatusCode.Gone, posted.StatusCode);
        Assert.Equal(CommentState.Waiting, await StateAsync());
    }

    [Theory]
    [InlineData("forged")]
    [InlineData("1.0")]
    public async Task A_forged_one_decides_nothing(string token)
    {
        await LinkAsync();
        using var posted = await new Visitor(_blog).PostBareAsync(ModerationPaths.ByLink(token), Visitor.Form(("act", "approve")));
        Assert.Equal(HttpStatusCode.Gone, posted.StatusCode);
        Assert.Equal(CommentState.Waiting, await StateAsync());
    }

    [Fact]
    public async Task It_is_about_the_text_that_the_notice_told_of()
    {
        var (comment, path) = await LinkAsync();
        await _blog.WriteAsync(writer =>
            writer.EditAsync(comment.Id, "路人", "http://evil.example", CommentState.Waiting, CommentReason.Edited, default)
        );
        using var posted = await new Visitor(_blog).PostBareAsync(path, Visitor.Form(("act", "approve")));
        Assert.Contains("内容变过", await posted.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(CommentState.Waiting, await StateAsync());
    }

    private async Task<(Comment Comment, string Path)> LinkAsync(TimeSpan? lifetime = null)
    {
        var comment = await _blog.SubmitAsync(_post, "清单能发吗？", approve: false);
        var links = _blog.Services.GetRequiredService<ModerationLinks>();
        return (comment, ModerationPaths.ByLink(links.Sign(comment.Id, comment.Version, lifetime)));
    }

    private async Task<CommentState> StateAsync() => (await _blog.CommentsAsync()).Single().State;
}
