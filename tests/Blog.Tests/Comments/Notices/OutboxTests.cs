using System.Net;
using Blog.Comments.Notices;
using Blog.Data.Comments;
using Blog.Data.Posts;
using Blog.Data.Settings;
using Blog.Site.Outbound;
using Blog.Tests.Site.Outbound;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Blog.Tests.Comments.Notices;

/// <summary>Notices on their way: each once, again after a failure, and few of many.</summary>
public sealed class OutboxTests : IAsyncLifetime
{
    private readonly OutboundFixture _outbound = new();
    private readonly OnlineBlog _blog;
    private Post _post = null!;
    private bool _fails;

    public OutboxTests()
    {
        _blog = new OnlineBlog(_outbound.Client);
        _outbound.Answer = _ => _fails ? "HTTP/1.1 503 X\r\nContent-Length: 0\r\n\r\n"u8.ToArray() : OutboundFixture.Ok("{}");
    }

    public async ValueTask InitializeAsync()
    {
        _post = await _blog.PublishAsync("搬家手记", "正文。");
        var access = new ChannelAccess("http://public.example/hook", "a key of many characters", "");
        await WithServicesAsync(async services =>
        {
            var db = services.GetRequiredService<Blog.Data.BlogDb>();
            var secrets = services.GetRequiredService<SecretStore>();
            await db.WriteAsync(() => secrets.SetAsync(NoticeChannel.Webhook.SecretName, access.ToJson(), default), default);
        });
    }

    public async ValueTask DisposeAsync()
    {
        await _blog.DisposeAsync();
        _outbound.Dispose();
    }

    [Fact]
    public async Task A_comment_is_told_once_with_a_link_that_decides()
    {
        var comment = await _blog.SubmitAsync(_post, "书最重。", approve: false, mail: "secret@example.org");
        await Poll.UntilAsync(async () => (await NoticesAsync()) is [{ SentAt: not null }]);
        await TurnAsync();
        var request = Assert.Single(_outbound.Requests);
        Assert.Contains("webhook-signature: v1,", request, StringComparison.Ordinal);
        Assert.Contains("/comments/moderate/", request, StringComparison.Ordinal);
        Assert.DoesNotContain("secret@example.org", request, StringComparison.Ordinal);
        Assert.DoesNotContain("203.0.113", request, StringComparison.Ordinal);
        Assert.Equal(comment.Id, (await NoticesAsync()).Single().CommentId);
    }

    [Fact]
    public async Task Spam_and_the_blogs_own_authors_are_not_told_of()
    {
        await _blog.WriteAsync(writer => writer.SubmitAsync(Sent("药。"), CommentState.Spam, CommentReason.Blocked, default));
        await _blog.WithDbAsync(async db =>
        {
            var author = await db.Authors.Select(one => one.Id).FirstAsync();
            await _blog.WriteAsync(writer =>
                writer.SubmitAsync(Sent("作者。") with { AuthorId = author }, CommentState.Approved, null, default)
            );
        });
        Assert.Empty(await NoticesAsync());
    }

    [Fact]
    public async Task A_failure_is_shown_and_tried_again_until_it_is_given_up()
    {
        _fails = true;
        await _blog.SubmitAsync(_post, "书最重。", approve: false);
        await Poll.UntilAsync(async () => (await NoticesAsync()).Single().Attempts == 1);
        var owner = await SignedIn.OwnerAsync(_blog);
        var part = (await owner.PageAsync("/admin/comments/notices")).QuerySelector("section[aria-labelledby=webhook]")!;
        Assert.Contains("503", part.QuerySelector(".error")!.TextContent, StringComparison.Ordinal);
        for (var attempt = 2; attempt <= NoticeOutbox.Pauses.Count + 1; attempt++)
        {
            _blog.Clock.Advance(TimeSpan.FromHours(13));
            await Poll.UntilAsync(async () => (await NoticesAsync()).Single().Attempts == attempt);
        }

        var given = (await NoticesAsync()).Single();
        Assert.Null(given.NextAttemptAt);
        Assert.Null(given.SentAt);
    }

    [Fact]
    public async Task It_arrives_when_the_service_is_back()
    {
        _fails = true;
        await _blog.SubmitAsync(_post, "书最重。", approve: false);
        await Poll.UntilAsync(async () => (await NoticesAsync()).Single().Attempts == 1);
        _fails = false;
        _blog.Clock.Advance(NoticeOutbox.Pauses[0] + TimeSpan.FromSeconds(1));
        await Poll.UntilAsync(async () => (await NoticesAsync()).Single().SentAt is not null);
    }

    [Fact]
    public async Task Many_comments_are_one_message()
    {
        await _blog.SubmitAsync(_post, "第一条。", approve: false);
        await Poll.UntilAsync(async () => (await NoticesAsync()).Single().SentAt is not null);
        for (var i = 0; i < 20; i++)
        {
            await _blog.SubmitAsync(_post, $"第 {i} 条。", approve: i % 2 == 0);
        }

        _blog.Clock.Advance(NoticeOutbox.Between + TimeSpan.FromSeconds(1));
        await Poll.UntilAsync(async () => (await NoticesAsync()).All(notice => notice.SentAt is not null));
        Assert.Equal(2, _outbound.Requests.Count);
        Assert.Contains("comments.summary", _outbound.Requests.Last(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_decided_on_meanwhile_is_not_told_any_more()
    {
        _fails = true;
        var comment = await _blog.SubmitAsync(_post, "书最重。", approve: false);
        await Poll.UntilAsync(async () => (await NoticesAsync()).Single().Attempts == 1);
        await _blog.WriteAsync(writer => writer.DeleteAsync([comment.Id], null, default));
        var before = _outbound.Requests.Count;
        _blog.Clock.Advance(TimeSpan.FromHours(1));
        await Poll.UntilAsync(async () => (await NoticesAsync()).Single().NextAttemptAt is null);
        Assert.Equal(before, _outbound.Requests.Count);
    }

    [Fact]
    public async Task The_feed_of_waiting_comments_has_a_secret_address_and_leads_to_the_decision()
    {
        var owner = await SignedIn.OwnerAsync(_blog);
        await _blog.SubmitAsync(_post, "**书**最重。", approve: false, mail: "secret@example.org");
        (await owner.PostAsync("/admin/comments/notices", null, "Feed")).Dispose();
        var first = await FeedPathAsync(owner);
        using (var answer = await new Visitor(_blog).GetAsync(first))
        {
            Assert.Equal("no-store", answer.Headers.CacheControl!.ToString());
            var atom = await answer.Content.ReadAsStringAsync();
            Assert.Contains("/comments/moderate/", atom, StringComparison.Ordinal);
            Assert.Contains("&lt;strong&gt;书&lt;/strong&gt;", atom, StringComparison.Ordinal);
            Assert.DoesNotContain("secret@example.org", atom, StringComparison.Ordinal);
        }

        (await owner.PostAsync("/admin/comments/notices", null, "Feed")).Dispose();
        Assert.NotEqual(first, await FeedPathAsync(owner));
        foreach (var path in new[] { first, "/comments/waiting/x/feed.xml" })
        {
            using var none = await new Visitor(_blog).GetAsync(path);
            Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
        }
    }

    [Fact]
    public async Task A_secret_is_never_shown_again_and_kept_when_its_field_is_empty()
    {
        var owner = await SignedIn.OwnerAsync(_blog);
        var page = await owner.PageAsync("/admin/comments/notices");
        Assert.DoesNotContain("a key of many characters", page.DocumentElement.OuterHtml, StringComparison.Ordinal);
        using (
            var saved = await owner.PostAsync(
                "/admin/comments/notices",
                Visitor.Form(("channel", "webhook"), ("address", "https://hooks.example.org/2"), ("secret", ""))
            )
        )
        {
            Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        }

        await WithServicesAsync(async services =>
        {
            var access = await services.GetRequiredService<NoticeSender>().AccessAsync(NoticeChannel.Webhook, default);
            Assert.Equal(("https://hooks.example.org/2", "a key of many characters"), (access!.Address, access.Secret));
        });
        using var refused = await owner.PostAsync(
            "/admin/comments/notices",
            Visitor.Form(("channel", "telegram"), ("secret", "nonsense"), ("recipient", "42"))
        );
        var form = await Visitor.ParsedAsync(refused);
        Assert.Equal("42", form.QuerySelector("#telegram-recipient")!.GetAttribute("value"));
        Assert.Equal("true", form.QuerySelector("#telegram-secret")!.GetAttribute("aria-invalid"));
        (await owner.PostAsync("/admin/comments/notices", Visitor.Form(("channel", "webhook")), "Off")).Dispose();
        await _blog.SubmitAsync(_post, "书最重。", approve: false);
        Assert.Empty(await NoticesAsync());
    }

    private SentComment Sent(string text) =>
        new(_post.Id, null, new CommentContent { Name = "路人", Text = text }, _post.Language, null, null);

    private async Task WithServicesAsync(Func<IServiceProvider, Task> work)
    {
        await using var scope = _blog.Services.CreateAsyncScope();
        await work(scope.ServiceProvider);
    }

    private Task TurnAsync() => WithServicesAsync(services => services.GetRequiredService<NoticeOutbox>().TurnAsync(default));

    private async Task<List<CommentNotice>> NoticesAsync()
    {
        var rows = new List<CommentNotice>();
        await _blog.WithDbAsync(async db => rows = await db.CommentNotices.AsNoTracking().OrderBy(row => row.Id).ToListAsync());
        return rows;
    }

    private static async Task<string> FeedPathAsync(SignedIn owner) =>
        new Uri((await owner.PageAsync("/admin/comments/notices")).QuerySelector("#feed-address")!.GetAttribute("value")!).AbsolutePath;

    /// <summary>A blog whose requests end at the test's own listener.</summary>
    private sealed class OnlineBlog(SafeHttp http) : BlogApplication
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.ConfigureTestServices(services => services.AddSingleton(http));
        }
    }
}
