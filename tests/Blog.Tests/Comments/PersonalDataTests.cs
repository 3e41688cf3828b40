using System.Net;
using Blog.Comments;

namespace Blog.Tests.Comments;

/// <summary>What is known of those who comment goes away by itself, and they are told so.</summary>
public sealed class PersonalDataTests : IAsyncDisposable
{
    private readonly BlogApplication _blog = new();

    public ValueTask DisposeAsync() => _blog.DisposeAsync();

    [Fact]
    public async Task The_network_address_is_shortened_and_later_forgotten()
    {
        var post = await _blog.PublishAsync("一篇");
        await _blog.SubmitAsync(post, "路过。");
        await _blog.PageAsync(post.Address.Href); // started
        Assert.Equal("203.0.113.7", (await _blog.CommentsAsync()).Single().Ip);
        _blog.Clock.Leap(CommentUpkeep.AddressKept);
        _blog.Clock.Advance(TimeSpan.FromHours(7));
        await Poll.UntilAsync(async () => (await _blog.CommentsAsync()).Single().Ip == "203.0.113.0/24");
        _blog.Clock.Leap(CommentUpkeep.NetworkKept - CommentUpkeep.AddressKept);
        _blog.Clock.Advance(TimeSpan.FromHours(7));
        await Poll.UntilAsync(async () => (await _blog.CommentsAsync()).Single().Ip is null);
        Assert.Equal("路过。", (await _blog.CommentsAsync()).Single().Text);
    }

    [Theory]
    [InlineData("/comments/privacy", "评论与隐私", "30 天后删除")]
    [InlineData("/en/comments/privacy", "Comments and privacy", "after 30 days nothing")]
    public async Task Readers_are_told_in_both_languages_what_is_stored(string path, string heading, string said)
    {
        var page = await _blog.PageAsync(path);
        Assert.Equal(heading, page.QuerySelector("h1")!.TextContent);
        Assert.Contains(said, page.QuerySelector(".prose")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_form_leads_there_and_without_comments_there_is_no_such_page()
    {
        var post = await _blog.PublishAsync("一篇");
        Assert.NotNull((await _blog.PageAsync(post.Address.Href)).QuerySelector("form.write a[href='/comments/privacy']"));
        await _blog.SetAsync(comments => comments with { NonInteractive = true });
        using var none = await new Visitor(_blog).GetAsync("/comments/privacy");
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
    }
}
