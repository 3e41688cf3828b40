using System.Net;
using System.Xml.Linq;
using Blog.Data.Comments;

namespace Blog.Tests.Comments;

public sealed class OwnCommentTests : IAsyncDisposable
{
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";

    private readonly BlogApplication _blog = new();

    public ValueTask DisposeAsync() => _blog.DisposeAsync();

    [Fact]
    public async Task The_writer_sees_a_waiting_comment_at_a_secret_address_that_no_one_stores_or_passes_on()
    {
        var post = await _blog.PublishAsync("一篇");
        var visitor = new Visitor(_blog);
        using var sent = await _blog.CommentAsync(post, "还在等", visitor: visitor);
        var secret = CommentedBlog.SecretOf(sent);
        var cookie = Assert.Single(sent.Headers.GetValues("Set-Cookie"));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("path=/comments", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains(secret.Split('/')[^1], visitor.Cookies["comments"], StringComparison.Ordinal);

        using var page = await visitor.GetAsync(secret);
        Assert.Contains("还在等", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains("no-store", page.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        Assert.Equal("same-origin", Assert.Single(page.Headers.GetValues("Referrer-Policy"))); // to no other site; its forms need an origin
        using var feed = await visitor.GetAsync(secret + "/feed.xml");
        Assert.Equal("no-referrer", Assert.Single(feed.Headers.GetValues("Referrer-Policy")));
        Assert.Contains("noindex", string.Join(',', page.Headers.GetValues("X-Robots-Tag")), StringComparison.Ordinal);
        Assert.Equal(secret, (await visitor.PageAsync("/comments/own")).QuerySelector(".rows a")!.GetAttribute("href"));
        Assert.Empty((await new Visitor(_blog).PageAsync("/comments/own")).QuerySelectorAll(".rows a"));
        using var guess = await visitor.GetAsync(secret[..^1] + (secret[^1] == 'A' ? 'B' : 'A'));
        Assert.Equal(HttpStatusCode.NotFound, guess.StatusCode);
    }

    [Fact]
    public async Task A_comment_can_be_changed_for_fifteen_minutes_and_waits_again()
    {
        var post = await _blog.PublishAsync("一篇");
        var visitor = new Visitor(_blog);
        using var sent = await _blog.CommentAsync(post, "写错了", visitor: visitor);
        var secret = CommentedBlog.SecretOf(sent);
        var id = Assert.Single(await _blog.CommentsAsync()).Id;
        await _blog.WriteAsync(writer => writer.ApproveAsync([id], null, default));
        _blog.Clock.Advance(TimeSpan.FromMinutes(14));
        using (var changed = await visitor.PostBareAsync(secret, Visitor.Form(("name", "路人"), ("text", "改好了")), "edit"))
        {
            Assert.Equal(HttpStatusCode.SeeOther, changed.StatusCode);
        }

        var comment = Assert.Single(await _blog.CommentsAsync());
        Assert.Equal((CommentState.Waiting, CommentReason.Edited, "改好了"), (comment.State, comment.Reason, comment.Text));
        Assert.DoesNotContain("写错了", (await _blog.PageAsync(post.Address.Href)).Body!.TextContent, StringComparison.Ordinal);
        _blog.Clock.Advance(TimeSpan.FromMinutes(2));
        using var late = await visitor.PostBareAsync(secret, Visitor.Form(("name", "路人"), ("text", "又改了")), "edit");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, late.StatusCode);
        Assert.Contains("15 分钟", (await Visitor.ParsedAsync(late)).QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("改好了", Assert.Single(await _blog.CommentsAsync()).Text);
        Assert.Null((await visitor.PageAsync(secret)).QuerySelector("textarea"));
    }

    [Fact]
    public async Task A_deleted_comment_leaves_an_empty_place_only_where_it_has_answers()
    {
        var post = await _blog.PublishAsync("一篇");
        var visitor = new Visitor(_blog);
        var secrets = new List<string>();
        foreach (var text in new[] { "有人回复的", "没人回复的" })
        {
            using var sent = await _blog.CommentAsync(post, text, visitor: visitor);
            secrets.Add(CommentedBlog.SecretOf(sent));
        }

        var ids = (await _blog.CommentsAsync()).ConvertAll(comment => comment.Id);
        await _blog.WriteAsync(writer => writer.ApproveAsync(ids, null, default));
        await _blog.SubmitAsync(post, "回复", answers: ids[0]);
        foreach (var secret in secrets)
        {
            using var deleted = await visitor.PostBareAsync(secret, Visitor.Form(), "delete");
            Assert.Equal(post.Address.Href, CommentedBlog.SecretOf(deleted));
            using var gone = await visitor.GetAsync(secret);
            Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
        }

        var left = await _blog.CommentsAsync();
        Assert.Equal(2, left.Count);
        Assert.Equal(("", null, null, null), (left[0].Text, left[0].Name, left[0].Ip, left[0].TokenHash));
        var page = await _blog.PageAsync(post.Address.Href);
        Assert.DoesNotContain("有人回复的", page.Source.Text, StringComparison.Ordinal);
        Assert.Equal(2, page.QuerySelectorAll(".thread > li").Length);
        Assert.Equal("1", page.QuerySelector("#comments .count")!.TextContent);
        Assert.False(visitor.Cookies.ContainsKey("comments"));
    }

    [Fact]
    public async Task The_secret_address_has_a_feed_of_the_answers_and_of_nothing_else()
    {
        var post = await _blog.PublishAsync("A post", "Text.", "en");
        using var sent = await _blog.CommentAsync(post, "A question?");
        var secret = CommentedBlog.SecretOf(sent);
        var id = Assert.Single(await _blog.CommentsAsync()).Id;
        await _blog.WriteAsync(writer => writer.ApproveAsync([id], null, default));
        await _blog.SubmitAsync(post, "The *answer*.", "Someone", answers: id);
        await _blog.SubmitAsync(post, "An answer that waits.", answers: id, approve: false);
        await _blog.SubmitAsync(post, "Something else.");
        using var answer = await _blog.Reader.GetAsync(secret + "/feed.xml");
        Assert.Equal("application/atom+xml", answer.Content.Headers.ContentType!.MediaType);
        Assert.Contains("no-store", answer.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        var feed = XDocument.Parse(await answer.Content.ReadAsStringAsync()).Root!;
        var entry = Assert.Single(feed.Elements(Atom + "entry"));
        Assert.Contains("<em>answer</em>", entry.Element(Atom + "content")!.Value, StringComparison.Ordinal);
        Assert.Equal("Someone", entry.Element(Atom + "author")!.Value);
    }

    [Fact]
    public async Task The_feeds_of_the_site_and_of_a_post_have_approved_comments_only()
    {
        var (post, other) = (await _blog.PublishAsync("一篇"), await _blog.PublishAsync("A post", "Text.", "en"));
        var hidden = await _blog.PublishAsync("不列出", with: r => r with { Content = r.Content with { Hidden = true } });
        await _blog.SubmitAsync(post, "甲");
        await _blog.SubmitAsync(other, "Two");
        await _blog.SubmitAsync(hidden, "不在全站订阅里");
        await _blog.SubmitAsync(post, "等待", approve: false);
        Assert.Equal(2, (await FeedAsync("/comments/feed.xml")).Count);
        Assert.Equal(["Two"], await FeedAsync("/en/comments/feed.xml"));
        Assert.Equal(["甲"], await FeedAsync($"/comments/{post.Id}/feed.xml"));
        Assert.Single(await FeedAsync($"/comments/{hidden.Id}/feed.xml"));
        await _blog.SubmitAsync(post, "乙");
        Assert.Equal(["乙", "甲"], await FeedAsync($"/comments/{post.Id}/feed.xml"));

        async Task<List<string>> FeedAsync(string path) =>
            [
                .. XDocument
                    .Parse(await _blog.Reader.GetStringAsync(path))
                    .Root!.Elements(Atom + "entry")
                    .Select(entry => entry.Element(Atom + "content")!.Value.Replace("<p>", "", StringComparison.Ordinal))
                    .Select(html => html.Replace("</p>", "", StringComparison.Ordinal)),
            ];
    }
}
