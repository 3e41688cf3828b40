using System.Net;
using Blog.Data.Comments;

namespace Blog.Tests.Comments;

public sealed class ThreadPageTests : IAsyncDisposable
{
    private readonly BlogApplication _blog = new();

    public ValueTask DisposeAsync() => _blog.DisposeAsync();

    [Fact]
    public async Task From_fifty_comments_on_there_are_pages_and_a_place_leads_to_the_right_one()
    {
        var post = await _blog.PublishAsync("一篇");
        for (var i = 0; i < 52; i++)
        {
            await _blog.SubmitAsync(post, $"第 {i} 条");
            _blog.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        var ids = (await _blog.CommentsAsync()).ConvertAll(comment => comment.Id);
        var first = await _blog.PageAsync(post.Address.Href);
        Assert.Equal(50, first.QuerySelectorAll(".thread > li").Length);
        Assert.Equal($"/comments/{post.Id}/page/2", first.QuerySelector(".pager a[rel=next]")!.GetAttribute("href"));
        var second = await _blog.PageAsync($"/comments/{post.Id}/page/2");
        Assert.Equal(2, second.QuerySelectorAll(".thread > li").Length);
        Assert.NotNull(second.QuerySelector("meta[name=robots][content=noindex]"));
        Assert.Equal(HttpStatusCode.NotFound, (await _blog.Reader.GetAsync($"/comments/{post.Id}/page/3")).StatusCode);
        Assert.Equal($"{post.Address.Href}#comment-{ids[49]}", await PlaceAsync(ids[49]));
        Assert.Equal($"/comments/{post.Id}/page/2#comment-{ids[50]}", await PlaceAsync(ids[50]));

        var last = await _blog.SubmitAsync(post, "最后一条");
        Assert.Equal(3, (await _blog.PageAsync($"/comments/{post.Id}/page/2")).QuerySelectorAll(".thread > li").Length);
        await _blog.SetAsync(settings => settings with { NewestFirst = true });
        Assert.Equal($"comment-{last.Id}", (await _blog.PageAsync(post.Address.Href)).QuerySelector(".thread article")!.Id);

        async Task<string> PlaceAsync(int id)
        {
            using var answer = await _blog.Reader.GetAsync($"/comments/at/{id}");
            return answer.Headers.Location!.ToString();
        }
    }

    [Fact]
    public async Task An_imported_comment_without_HTML_is_shown_as_soon_as_comments_are_on()
    {
        var post = await _blog.PublishAsync("一篇");
        await _blog.WithDbAsync(async db =>
            await db.WriteAsync(
                () =>
                {
                    var sent = new SentComment(
                        post.Id,
                        null,
                        new CommentContent { Name = "旧友", Text = "从**前**的话" },
                        "zh-CN",
                        null,
                        null
                    );
                    db.Comments.Add(new Comment(sent, CommentState.Approved, null, _blog.Clock.GetUtcNow()));
                    return Task.CompletedTask;
                },
                default
            )
        );
        Assert.Equal("前", (await _blog.PageAsync(post.Address.Href)).QuerySelector(".thread strong")!.TextContent);
    }
}
