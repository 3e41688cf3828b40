using System.Net;
using Blog.Data.Comments;
using Blog.Tests.Accounts;

namespace Blog.Tests.Comments;

public sealed class NonInteractiveTests : IAsyncDisposable
{
    private const string Canary = "canary7f3a";

    private readonly BlogApplication _blog = new();

    public ValueTask DisposeAsync() => _blog.DisposeAsync();

    [Fact]
    public async Task A_non_interactive_site_has_no_comment_form_or_feed_in_any_byte()
    {
        var post = await _blog.PublishAsync("一篇");
        var comment = await _blog.SubmitAsync(post, Canary, Canary);
        using var sent = await _blog.CommentAsync(post, "等待中 " + Canary);
        var secret = CommentedBlog.SecretOf(sent);
        Assert.Contains(Canary, await _blog.Reader.GetStringAsync(post.Address.Href), StringComparison.Ordinal);
        await _blog.SetAsync(settings => settings with { NonInteractive = true });
        var bytes = await _blog.Reader.GetStringAsync(post.Address.Href);
        foreach (var trace in new[] { Canary, "comment", "评论", "method=\"post\"", "textarea" })
        {
            Assert.DoesNotContain(trace, bytes, StringComparison.OrdinalIgnoreCase);
        }

        foreach (
            var path in new[]
            {
                "/comments/feed.xml",
                "/comments/own",
                "/en/comments/feed.xml",
                $"/comments/{post.Id}",
                $"/comments/{post.Id}/feed.xml",
                $"/comments/{post.Id}/page/2",
                $"/comments/at/{comment.Id}",
                secret,
                secret + "/feed.xml",
            }
        )
        {
            using var gone = await _blog.Reader.GetAsync(path);
            Assert.True(gone.StatusCode == HttpStatusCode.NotFound, path);
        }

        using var refused = await new Visitor(_blog).PostBareAsync($"/comments/{post.Id}", Visitor.Form(("text", "x"), ("name", "x")));
        Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
        await CrawlAsync((path, text) => Assert.False(text.Contains(Canary, StringComparison.Ordinal), path));
    }

    [Fact]
    public async Task What_waits_or_was_deleted_and_mail_addresses_are_in_no_public_byte()
    {
        var post = await _blog.PublishAsync("一篇");
        var ids = new List<int>();
        foreach (var state in new[] { "waits", "spam", "trash", "shown" })
        {
            ids.Add(
                (await _blog.SubmitAsync(post, state + Canary, state + Canary, approve: false, mail: $"{state}{Canary}@example.org")).Id
            );
        }

        var answer = await _blog.SubmitAsync(post, "看得见的回复", answers: ids[2]);
        await _blog.WriteAsync(writer => writer.ApproveAsync([ids[2], ids[3]], null, default));
        await _blog.WriteAsync(writer => writer.MarkSpamAsync([ids[1]], null, default));
        await _blog.WriteAsync(writer => writer.DeleteAsync([ids[2]], null, default));
        var shown = 0;
        await CrawlAsync(
            (path, text) =>
            {
                shown += text.Contains("shown" + Canary, StringComparison.Ordinal) ? 1 : 0;
                foreach (var hidden in new[] { "waits" + Canary, "spam" + Canary, "trash" + Canary, Canary + "@example.org", "203.0.113" })
                {
                    Assert.False(text.Contains(hidden, StringComparison.Ordinal), $"{path}: {hidden}");
                }
            }
        );
        Assert.True(shown >= 3, $"only {shown} pages show the comment");
        Assert.Contains("看得见的回复", await _blog.Reader.GetStringAsync(post.Address.Href), StringComparison.Ordinal);
        Assert.Equal(CommentState.Approved, (await _blog.CommentsAsync()).Single(comment => comment.Id == answer.Id).State);
    }

    /// <summary>Reads every open address, with the first rows in its route, and every link from there.</summary>
    private async Task CrawlAsync(Action<string, string> look)
    {
        var open = new Queue<string>([
            "/",
            "/comments/1",
            "/comments/1?answer=1",
            "/comments/1?answer=2",
            "/comments/1?answer=3",
            "/comments/1/feed.xml",
            "/comments/feed.xml",
            "/en/comments/feed.xml",
            .. (await Handlers.OfAsync(_blog))
                .Where(handler => handler.Method == "GET")
                .Select(handler => AccessMatrix.AddressOf(AccessMatrix.Rows.Single(row => row.Handler == handler.ToString()), handler)),
        ]);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (open.TryDequeue(out var path))
        {
            if (!seen.Add(path))
            {
                continue;
            }

            using var answer = await _blog.Reader.GetAsync(path);
            look(path, answer.Headers + await answer.Content.ReadAsStringAsync());
            if (answer.Content.Headers.ContentType?.MediaType != "text/html")
            {
                continue;
            }

            foreach (
                var address in (await Visitor.ParsedAsync(answer))
                    .QuerySelectorAll("a[href], link[href]")
                    .Select(link => link.GetAttribute("href")!)
            )
            {
                if (new Uri(new Uri("http://localhost" + path), address) is { Authority: "localhost" } to)
                {
                    open.Enqueue(to.PathAndQuery);
                }
            }
        }

        Assert.True(seen.Count > 60, $"only {seen.Count} addresses were read");
    }
}
