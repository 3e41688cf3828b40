using System.Net;
using Blog.Data.Comments;
using Blog.Tests.Rendering;
using Microsoft.EntityFrameworkCore;

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
    public async Task Payloads_in_every_field_are_harmless_on_every_page_and_in_every_feed()
    {
        await _blog.SetAsync(settings => settings with { AsksWebsite = true });
        var post = await _blog.PublishAsync("A post", "Text.", "en");
        await _blog.WithDbAsync(async db =>
            await db.WriteAsync(
                () =>
                {
                    foreach (var payload in HostilePayloads.All)
                    {
                        var content = new CommentContent
                        {
                            Name = payload,
                            Email = payload + "@example.org",
                            Website = payload,
                            Text = payload,
                        };
                        var sent = new SentComment(post.Id, null, content, "en", null, null);
                        db.Comments.Add(new Comment(sent, CommentState.Approved, null, _blog.Clock.GetUtcNow()));
                    }

                    return Task.CompletedTask;
                },
                default
            )
        );
        Assert.Equal(HostilePayloads.All.Count, await _blog.WriteAsync(writer => writer.RenderAgainAsync(default)));
        await _blog.WithDbAsync(async db => Assert.Equal(0, await db.Comments.CountAsync(comment => comment.RendererVersion == "")));
        var pages = (HostilePayloads.All.Count + 49) / 50;
        for (var page = 1; page <= pages; page++)
        {
            var document = await _blog.PageAsync(page == 1 ? post.Address.Href : $"/comments/{post.Id}/page/{page}");
            Assert.NotEmpty(document.QuerySelectorAll(".thread > li"));
            Assert.All(
                document.QuerySelectorAll(".thread .prose, .thread .name, .thread article").Select(part => part.InnerHtml),
                html =>
                    Assert.DoesNotContain(
                        "javascript:",
                        string.Join(
                            ' ',
                            Rendered
                                .Parse(html)
                                .QuerySelectorAll("[href], [src]")
                                .Select(element => element.GetAttribute("href") + element.GetAttribute("src"))
                        ),
                        StringComparison.OrdinalIgnoreCase
                    )
            );
            Assert.All(
                document.QuerySelectorAll(".thread .prose").Select(part => part.InnerHtml),
                html => HostileTests.AssertHarmless(html, "a comment")
            );
            Assert.Empty(document.QuerySelectorAll(".thread :is(script, iframe, object, embed, form, style, link, base, meta, img)"));
            Assert.All(
                document.QuerySelectorAll(".thread *").SelectMany(element => element.Attributes),
                attribute => Assert.False(attribute.Name.StartsWith("on", StringComparison.OrdinalIgnoreCase), attribute.Name)
            );
        }

        foreach (var path in new[] { $"/comments/{post.Id}/feed.xml", "/comments/feed.xml" })
        {
            var feed = System.Xml.Linq.XDocument.Parse(await _blog.Reader.GetStringAsync(path));
            foreach (var content in feed.Descendants("{http://www.w3.org/2005/Atom}content"))
            {
                HostileTests.AssertHarmless(content.Value, path);
            }
        }

        foreach (var payload in HostilePayloads.All.Take(40))
        {
            using var preview = await _blog.CommentAsync(
                post,
                payload,
                payload,
                address: "203.0.113.1",
                with: form =>
                    new(form)
                    {
                        ["act"] = "preview",
                        ["mail"] = payload,
                        ["website"] = payload,
                        ["sum"] = payload,
                    }
            );
            var shown = (await Visitor.ParsedAsync(preview)).QuerySelector("main")!;
            Assert.Empty(shown.QuerySelectorAll("script, iframe, object, embed, style, img"));
            _blog.Clock.Advance(TimeSpan.FromMinutes(1));
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
