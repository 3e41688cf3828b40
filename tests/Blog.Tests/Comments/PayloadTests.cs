using System.Globalization;
using System.Xml.Linq;
using AngleSharp.Dom;
using Blog.Comments;
using Blog.Comments.Notices;
using Blog.Data.Comments;
using Blog.Data.People;
using Blog.Data.Posts;
using Blog.Tests.Rendering;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Blog.Tests.Comments;

/// <summary>
/// Hostile text in every field of a comment, wherever the comment is shown: to readers, to its writer, and to who decides.
/// </summary>
public sealed class PayloadTests : IAsyncDisposable
{
    private readonly BlogApplication _blog = new();

    public ValueTask DisposeAsync() => _blog.DisposeAsync();

    [Fact]
    public async Task They_are_harmless_on_public_pages_and_in_feeds()
    {
        var post = await AddAsync(CommentState.Approved);
        Assert.Equal(HostilePayloads.All.Count, await _blog.WriteAsync(writer => writer.RenderAgainAsync(default)));
        await _blog.WithDbAsync(async db => Assert.Equal(0, await db.Comments.CountAsync(comment => comment.RendererVersion == "")));
        var pages = (HostilePayloads.All.Count + 49) / 50;
        for (var page = 1; page <= pages; page++)
        {
            var document = await _blog.PageAsync(page == 1 ? post.Address.Href : $"/comments/{post.Id}/page/{page}");
            Assert.NotEmpty(document.QuerySelectorAll(".thread > li"));
            AssertInert(document, post.Address.Href);
            AssertHarmless(document.QuerySelectorAll(".thread .prose"));
            Assert.Empty(document.QuerySelectorAll(".thread :is(script, iframe, object, embed, form, style, link, base, meta, img)"));
        }

        await AssertFeedAsync(_blog.Reader, $"/comments/{post.Id}/feed.xml");
        await AssertFeedAsync(_blog.Reader, "/comments/feed.xml");
    }

    [Fact]
    public async Task They_are_harmless_in_the_form_that_comes_back()
    {
        await _blog.SetAsync(settings => settings with { AsksWebsite = true });
        var post = await _blog.PublishAsync("A post", "Text.", "en");
        foreach (var (number, payload) in HostilePayloads.All.Index())
        {
            using var preview = await _blog.CommentAsync(
                post,
                payload,
                payload,
                address: string.Create(CultureInfo.InvariantCulture, $"203.0.{number % 200}.1"),
                with: form =>
                    new(form)
                    {
                        ["act"] = "preview",
                        ["mail"] = payload,
                        ["website"] = payload,
                        ["sum"] = payload,
                        ["question"] = payload,
                        ["answer"] = payload,
                    }
            );
            var page = await Visitor.ParsedAsync(preview);
            AssertInert(page, payload);
            Assert.Empty(page.QuerySelector("main")!.QuerySelectorAll("script, iframe, object, embed, style, img"));
            _blog.Clock.Advance(TimeSpan.FromSeconds(1));
        }
    }

    [Fact]
    public async Task They_are_harmless_on_the_page_of_the_writer()
    {
        await AddAsync(CommentState.Waiting);
        for (var number = 0; number < HostilePayloads.All.Count; number++)
        {
            var page = await _blog.PageAsync(CommentAddresses.Own(Token(number)));
            AssertInert(page, HostilePayloads.All[number]);
            AssertHarmless(page.QuerySelectorAll(".prose"));
        }

        await AssertFeedAsync(_blog.Reader, CommentAddresses.Own(Token(0)) + "/feed.xml");
    }

    [Fact]
    public async Task They_are_harmless_where_comments_are_decided_on()
    {
        var owner = await SignedIn.OwnerAsync(_blog);
        await AddAsync(CommentState.Waiting);
        var comments = await _blog.CommentsAsync();
        var seen = 0;
        for (var page = 1; seen < comments.Count; page++)
        {
            var queue = await owner.PageAsync($"/admin/comments?p={page}");
            var rows = queue.QuerySelectorAll("ol.queue > li");
            Assert.NotEmpty(rows);
            seen += rows.Length;
            AssertInert(queue, "the queue");
            AssertHarmless(queue.QuerySelectorAll("ol.queue .prose"));
        }

        var links = _blog.Services.GetRequiredService<ModerationLinks>();
        foreach (var comment in comments)
        {
            var one = await owner.PageAsync($"/admin/comments/{comment.Id}");
            AssertInert(one, comment.Text);
            AssertHarmless(one.QuerySelectorAll(".prose"));
            var byLink = await _blog.PageAsync(ModerationPaths.ByLink(links.Sign(comment.Id, comment.Version)));
            AssertInert(byLink, comment.Text);
        }

        await using var scope = _blog.Services.CreateAsyncScope();
        var key = scope.ServiceProvider.GetRequiredService<QueueFeedKey>();
        await key.RenewAsync(default);
        await AssertFeedAsync(_blog.Reader, ModerationPaths.Feed((await key.ReadAsync(default))!));
    }

    [Fact]
    public async Task They_are_harmless_in_lists_of_blocked_words_and_trusted_writers()
    {
        var owner = await SignedIn.OwnerAsync(_blog);
        await _blog.WithDbAsync(async db =>
            await db.WriteAsync(
                () =>
                {
                    foreach (var (number, payload) in HostilePayloads.All.Index())
                    {
                        db.CommentBlocks.Add(new CommentBlock(CommentBlockKind.Word, $"{number} {payload}", _blog.Clock.GetUtcNow()));
                        db.TrustedWriters.Add(new TrustedWriter($"{number:x64}", payload, _blog.Clock.GetUtcNow()));
                    }

                    return Task.CompletedTask;
                },
                default
            )
        );
        AssertInert(await owner.PageAsync("/admin/comments/blocks"), "the blocks");
    }

    private async Task<Post> AddAsync(CommentState state)
    {
        await _blog.SetAsync(settings => settings with { AsksWebsite = true });
        var post = await _blog.PublishAsync("A post", "Text.", "en");
        await _blog.WithDbAsync(async db =>
            await db.WriteAsync(
                () =>
                {
                    foreach (var (number, payload) in HostilePayloads.All.Index())
                    {
                        var content = new CommentContent
                        {
                            Name = payload,
                            Email = payload + "@example.org",
                            Website = payload,
                            Text = payload,
                        };
                        var sent = new SentComment(post.Id, null, content, "en", SecretToken.HashOf(Token(number)), null);
                        db.Comments.Add(new Comment(sent, state, null, _blog.Clock.GetUtcNow()));
                    }

                    return Task.CompletedTask;
                },
                default
            )
        );
        return post;
    }

    private static string Token(int number) => number.ToString("D43", CultureInfo.InvariantCulture);

    /// <summary>Nothing on the page runs, frames or loads but the program's own files.</summary>
    private static void AssertInert(IDocument page, string source)
    {
        Assert.Empty(page.QuerySelectorAll("iframe, object, embed, base, style, math script, svg script, meta[http-equiv]"));
        foreach (var script in page.QuerySelectorAll("script"))
        {
            Assert.True(
                script.GetAttribute("type") is "application/ld+json" or "application/json"
                    || script.GetAttribute("src")?.StartsWith("/assets/", StringComparison.Ordinal) == true,
                $"{script.OuterHtml} from: {source}"
            );
        }

        foreach (var attribute in page.All.SelectMany(element => element.Attributes))
        {
            Assert.False(attribute.Name.StartsWith("on", StringComparison.OrdinalIgnoreCase), $"{attribute.Name} from: {source}");
            Assert.NotEqual("style", attribute.Name, StringComparer.OrdinalIgnoreCase);
            Assert.False(
                HostileTests.IsAddress(attribute.Name) && HostileTests.IsLive(attribute.Value),
                $"{attribute.Name}=\"{attribute.Value}\" from: {source}"
            );
        }
    }

    private static void AssertHarmless(IEnumerable<IElement> texts) =>
        Assert.All(texts.Select(text => text.InnerHtml), html => HostileTests.AssertHarmless(html, "a comment"));

    /// <summary>A feed is well-formed whatever was written, and what a reader shows of it as HTML is harmless.</summary>
    private static async Task AssertFeedAsync(HttpClient client, string path)
    {
        var feed = XDocument.Parse(await client.GetStringAsync(path));
        foreach (var content in feed.Descendants("{http://www.w3.org/2005/Atom}content"))
        {
            HostileTests.AssertHarmless(content.Value, path);
        }

        Assert.All(
            feed.Descendants().Attributes().Where(attribute => attribute.Name.LocalName is "href" or "src" or "uri"),
            attribute => Assert.False(HostileTests.IsLive(attribute.Value), attribute.Value)
        );
        Assert.All(
            feed.Descendants("{http://www.w3.org/2005/Atom}uri"),
            address => Assert.False(HostileTests.IsLive(address.Value), address.Value)
        );
    }
}
