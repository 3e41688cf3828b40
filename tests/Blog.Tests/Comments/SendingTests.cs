using System.Net;
using AngleSharp.Html.Dom;
using Blog.Comments.Sending;
using Blog.Data.Comments;

namespace Blog.Tests.Comments;

public sealed class SendingTests : IAsyncDisposable
{
    private readonly BlogApplication _blog = new();

    public ValueTask DisposeAsync() => _blog.DisposeAsync();

    [Fact]
    public async Task A_comment_waits_until_it_is_approved_and_is_then_on_the_kept_page()
    {
        var post = await _blog.PublishAsync("一篇");
        using (var sent = await _blog.CommentAsync(post, "**很有用**，谢谢。", with: form => new(form) { ["mail"] = "a@example.org" }))
        {
            Assert.StartsWith("/comments/own/", CommentedBlog.SecretOf(sent), StringComparison.Ordinal);
        }

        var comment = Assert.Single(await _blog.CommentsAsync());
        Assert.Equal((CommentState.Waiting, CommentReason.Unknown), (comment.State, comment.Reason));
        Assert.Equal(("路人", "a@example.org", "203.0.113.7"), (comment.Name, comment.Email, comment.Ip));
        Assert.Null(comment.Html);
        Assert.Equal(64, comment.TokenHash!.Length);
        Assert.DoesNotContain("很有用", (await _blog.PageAsync(post.Address.Href)).Body!.TextContent, StringComparison.Ordinal);

        Assert.Equal([comment.Id], await _blog.WriteAsync(writer => writer.ApproveAsync([comment.Id], null, default)));
        var article = (await _blog.PageAsync(post.Address.Href)).QuerySelector($"#comment-{comment.Id}")!;
        Assert.Equal("很有用", article.QuerySelector("strong")!.TextContent);
        Assert.Equal("2026-11-23 08:00", article.QuerySelector("time")!.TextContent);
        Assert.DoesNotContain("a@example.org", (await _blog.PageAsync(post.Address.Href)).Source.Text, StringComparison.Ordinal);

        await _blog.WriteAsync(writer => writer.DeleteAsync([comment.Id], null, default));
        Assert.DoesNotContain("很有用", (await _blog.PageAsync(post.Address.Href)).Body!.TextContent, StringComparison.Ordinal);
        await _blog.WriteAsync(writer => writer.RestoreAsync([comment.Id], default));
        Assert.Contains("很有用", (await _blog.PageAsync(post.Address.Href)).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_is_the_same_for_everybody_and_stays_so_for_the_hour()
    {
        var post = await _blog.PublishAsync("一篇");
        var first = await _blog.Reader.GetStringAsync(post.Address.Href);
        _blog.Clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(first, await _blog.Reader.GetStringAsync(post.Address.Href));
        using var sent = await _blog.CommentAsync(post, "甲", address: "198.51.100.1");
        Assert.Equal(first, await _blog.Reader.GetStringAsync(post.Address.Href));
        using var answer = await _blog.Reader.GetAsync(post.Address.Href);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task What_is_refused_keeps_the_text_and_says_what_to_do()
    {
        var post = await _blog.PublishAsync("A post", "Text.", "en");
        await Refused(form => new(form) { ["name"] = " " }, HttpStatusCode.UnprocessableEntity, "give a name");
        await Refused(form => new(form) { ["mail"] = "nobody" }, HttpStatusCode.UnprocessableEntity, "not valid");
        await Refused(form => new(form) { ["stamp"] = "" }, HttpStatusCode.UnprocessableEntity, "open for too long");
        await Refused(form => new(form) { ["stamp"] = form["stamp"] + "x" }, HttpStatusCode.UnprocessableEntity, "open for too long");
        Assert.Empty(await _blog.CommentsAsync());

        async Task Refused(Func<Dictionary<string, string>, Dictionary<string, string>> with, HttpStatusCode status, string why)
        {
            using var answer = await _blog.CommentAsync(post, "My *own* words", with: with);
            Assert.Equal(status, answer.StatusCode);
            var page = await Visitor.ParsedAsync(answer);
            Assert.Contains(why, page.QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
            Assert.Equal("My *own* words", page.QuerySelector("textarea")!.TextContent.Trim());
        }
    }

    [Fact]
    public async Task A_stale_form_leads_to_a_fresh_one_which_is_taken()
    {
        var post = await _blog.PublishAsync("一篇");
        var old = CommentedBlog.Filled(
            (IHtmlFormElement)(await _blog.PageAsync(post.Address.Href)).QuerySelector("form.write")!,
            "想了很久"
        );
        _blog.Clock.Advance(TimeSpan.FromHours(26));
        var visitor = new Visitor(_blog);
        using var refused = await visitor.PostBareAsync($"/comments/{post.Id}", old);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        var fresh = (IHtmlFormElement)(await Visitor.ParsedAsync(refused)).QuerySelector("form.write")!;
        var again = CommentedBlog.Filled(fresh, fresh.QuerySelector("textarea")!.TextContent.Trim());
        using (var hasty = await visitor.PostBareAsync($"/comments/{post.Id}", again))
        {
            Assert.Equal(HttpStatusCode.UnprocessableEntity, hasty.StatusCode); // faster than people type
        }

        _blog.Clock.Advance(FormStamps.Least);
        using var sent = await visitor.PostBareAsync($"/comments/{post.Id}", again);
        Assert.Equal(HttpStatusCode.SeeOther, sent.StatusCode);
        Assert.Equal("想了很久", Assert.Single(await _blog.CommentsAsync()).Text);
    }

    [Fact]
    public async Task A_form_is_bound_to_its_post_and_not_to_its_address()
    {
        var (post, other) = (await _blog.PublishAsync("一篇"), await _blog.PublishAsync("另一篇"));
        var form = CommentedBlog.Filled(
            (IHtmlFormElement)(await _blog.PageAsync(post.Address.Href)).QuerySelector("form.write")!,
            "在这里"
        );
        using (var elsewhere = await new Visitor(_blog).PostBareAsync($"/comments/{other.Id}", form))
        {
            Assert.Equal(HttpStatusCode.UnprocessableEntity, elsewhere.StatusCode);
        }

        await _blog.ReviseAsync(post, request => request with { Address = "/moved" });
        using var sent = await new Visitor(_blog).PostBareAsync($"/comments/{post.Id}", form);
        Assert.Equal(HttpStatusCode.SeeOther, sent.StatusCode);
    }

    [Fact]
    public async Task A_form_of_another_site_is_refused()
    {
        var post = await _blog.PublishAsync("一篇");
        var form = CommentedBlog.Filled(
            (IHtmlFormElement)(await _blog.PageAsync(post.Address.Href)).QuerySelector("form.write")!,
            "不请自来"
        );
        foreach (var header in new[] { ("Origin", "https://other.example"), ("Sec-Fetch-Site", "cross-site") })
        {
            using var refused = await new Visitor(_blog).PostBareAsync($"/comments/{post.Id}", form, null, header);
            Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        }

        Assert.Empty(await _blog.CommentsAsync());
    }

    [Fact]
    public async Task A_preview_stores_nothing_and_shows_code_and_formulas_as_written()
    {
        var post = await _blog.PublishAsync("一篇");
        using var answer = await _blog.CommentAsync(
            post,
            "`a`，$x^2$\n\n```c\nint a;\n```",
            with: form => new(form) { ["act"] = "preview" }
        );
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var look = (await Visitor.ParsedAsync(answer)).QuerySelector(".look")!;
        Assert.Equal("int a;", look.QuerySelector("pre")!.TextContent.Trim());
        Assert.Null(look.QuerySelector("math, .hljs-type"));
        Assert.Empty(await _blog.CommentsAsync());
    }

    [Theory]
    [InlineData("preview")]
    [InlineData("send")]
    public async Task A_text_of_nothing_but_markup_is_refused_before_it_costs_time(string act)
    {
        var post = await _blog.PublishAsync("一篇");
        var text = string.Concat(Enumerable.Repeat("- `a` $b$\n", 400));
        using var answer = await _blog.CommentAsync(post, text, with: form => new(form) { ["act"] = act });
        var page = await Visitor.ParsedAsync(answer);
        Assert.Contains("格式太多", page.QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(text.TrimEnd(), page.QuerySelector("textarea[name=text]")!.TextContent.Trim()); // nothing is lost
        Assert.Empty(await _blog.CommentsAsync());
    }

    [Fact]
    public async Task Answers_stand_below_what_they_answer_three_levels_deep()
    {
        var post = await _blog.PublishAsync("A post", "Text.", "en");
        var first = await _blog.SubmitAsync(post, "First");
        var page = await new Visitor(_blog).PageAsync($"/comments/{post.Id}?answer={first.Id}");
        Assert.Contains("First", page.QuerySelector(".answered")!.TextContent, StringComparison.Ordinal);
        _blog.Clock.Advance(TimeSpan.FromSeconds(5));
        using (
            var sent = await new Visitor(_blog).PostBareAsync(
                $"/comments/{post.Id}",
                CommentedBlog.Filled((IHtmlFormElement)page.QuerySelector("form.write")!, "Second")
            )
        )
        {
            Assert.Equal(HttpStatusCode.SeeOther, sent.StatusCode);
        }

        var second = (await _blog.CommentsAsync())[1];
        Assert.Equal(first.Id, second.ParentId);
        await _blog.WriteAsync(writer => writer.ApproveAsync([second.Id], null, default));
        var third = await _blog.SubmitAsync(post, "Third", answers: second.Id);
        var fourth = await _blog.SubmitAsync(post, "Fourth", answers: third.Id);
        var shown = await _blog.PageAsync(post.Address.Href);
        Assert.Equal(
            ["level-1", "level-2", "level-3", "level-3"],
            shown.QuerySelectorAll(".thread > li").Select(item => item.ClassName).ToArray()
        );
        Assert.Equal($"#comment-{third.Id}", shown.QuerySelector($"#comment-{fourth.Id} .notice a")!.GetAttribute("href"));
        Assert.Equal("4", shown.QuerySelector("#comments .count")!.TextContent);
    }

    [Fact]
    public async Task An_author_who_is_signed_in_answers_at_once_and_is_marked()
    {
        var post = await _blog.PublishAsync("一篇");
        var owner = await SignedIn.OwnerAsync(_blog);
        var page = await owner.PageAsync(post.Address.Href);
        Assert.Null(page.QuerySelector("form.write input[name=name]"));
        using var sent = await owner.PostBareAsync(
            $"/comments/{post.Id}",
            CommentedBlog.Filled((IHtmlFormElement)page.QuerySelector("form.write")!, "作者来了")
        );
        var comment = Assert.Single(await _blog.CommentsAsync());
        Assert.Equal((CommentState.Approved, "站长本人", null), (comment.State, comment.Name, comment.Ip));
        Assert.Equal($"/comments/at/{comment.Id}", CommentedBlog.SecretOf(sent));
        using var place = await _blog.Reader.GetAsync(CommentedBlog.SecretOf(sent));
        Assert.Equal($"{post.Address.Href}#comment-{comment.Id}", place.Headers.Location!.ToString());
        Assert.NotNull((await _blog.PageAsync(post.Address.Href)).QuerySelector(".role"));
    }

    [Fact]
    public async Task A_post_is_closed_by_its_author_and_by_its_age_and_keeps_what_was_typed()
    {
        await _blog.SetAsync(settings => settings with { CloseAfterDays = 2 });
        var post = await _blog.PublishAsync("一篇");
        var form = CommentedBlog.Filled(
            (IHtmlFormElement)(await _blog.PageAsync(post.Address.Href)).QuerySelector("form.write")!,
            "太晚了"
        );
        _blog.Clock.Advance(TimeSpan.FromDays(1.1));
        Assert.Null((await _blog.PageAsync(post.Address.Href)).QuerySelector("form.write"));
        using var late = await new Visitor(_blog).PostBareAsync($"/comments/{post.Id}", form);
        Assert.Equal(HttpStatusCode.Forbidden, late.StatusCode);
        Assert.Equal("太晚了", (await Visitor.ParsedAsync(late)).QuerySelector("textarea")!.TextContent.Trim());
        var closed = await _blog.PublishAsync(
            "不开放",
            with: request =>
                request with
                {
                    Content = request.Content with { CommentsOpen = false },
                    PublishAt = _blog.Clock.GetUtcNow().AddMinutes(-1),
                }
        );
        Assert.Null((await _blog.PageAsync(closed.Address.Href)).QuerySelector(".comments"));
    }
}
