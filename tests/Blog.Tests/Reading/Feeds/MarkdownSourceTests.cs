using System.Net;

namespace Blog.Tests.Reading.Feeds;

public sealed class MarkdownSourceTests : IDisposable
{
    private readonly BlogApplication _blog = new();

    public void Dispose() => _blog.Dispose();

    [Fact]
    public async Task Markdown_sources_are_off_by_default()
    {
        await _blog.PublishAsync("题", with: r => r with { Slug = "x" });
        Assert.Equal(HttpStatusCode.NotFound, (await _blog.Reader.GetAsync("/x.md")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await _blog.Reader.GetAsync("/llms.txt")).StatusCode);
        await AllowAsync();
        Assert.Equal(HttpStatusCode.OK, (await _blog.Reader.GetAsync("/x.md")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await _blog.Reader.GetAsync("/llms.txt")).StatusCode);
        await _blog.SettingsAsync(choices => choices with { Discovery = choices.Discovery with { PublishesMarkdown = false } });
        Assert.Equal(HttpStatusCode.NotFound, (await _blog.Reader.GetAsync("/x.md")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await _blog.Reader.GetAsync("/llms.txt")).StatusCode);
    }

    [Theory]
    [InlineData("", "/x", "/x.md")]
    [InlineData("", "/en/how-to/", "/en/how-to.md")]
    [InlineData("", "/2021/05/03/y.html", "/2021/05/03/y.html.md")]
    [InlineData("", "/中文 题", "/%E4%B8%AD%E6%96%87%20%E9%A2%98.md")]
    [InlineData("/blog", "/x", "/blog/x.md")]
    public async Task The_source_is_at_the_posts_address_with_a_suffix(string basePath, string address, string path)
    {
        _blog.Settings["Blog:PublicUrl"] = "http://localhost" + basePath;
        await AllowAsync();
        var post = await _blog.PublishAsync(
            "题 <1>",
            "正文 **重点**。\n\n[甲](/a) ![乙](b.png \"t\") [丙](https://e.example/)\n\n<img src=\"/c.png\">\n\n`[甲](/a)`",
            with: r => r with { Address = address }
        );
        using var answer = await _blog.Reader.GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var folder = "http://localhost" + basePath + post.Address.Href[..(post.Address.Href.LastIndexOf('/') + 1)];
        Assert.Equal(
            $"# 题 <1>\n\n正文 **重点**。\n\n[甲](http://localhost{basePath}/a) ![乙]({folder}b.png \"t\") "
                + $"[丙](https://e.example/)\n\n<img src=\"http://localhost{basePath}/c.png\">\n\n`[甲](/a)`\n",
            await answer.Content.ReadAsStringAsync()
        );
        Assert.Equal("text/markdown; charset=utf-8", answer.Content.Headers.ContentType!.ToString());
        Assert.Equal("noindex", answer.Headers.GetValues("X-Robots-Tag").Single());
        Assert.Equal($"<http://localhost{basePath}{post.Address.Href}>; rel=\"canonical\"", answer.Headers.GetValues("Link").Single());
        using var head = await _blog.Reader.SendAsync(new HttpRequestMessage(HttpMethod.Head, path));
        Assert.Equal((HttpStatusCode.OK, answer.Headers.ETag), (head.StatusCode, head.Headers.ETag));
    }

    [Fact]
    public async Task Another_spelling_or_a_former_address_is_sent_to_it()
    {
        await AllowAsync();
        var post = await _blog.PublishAsync("题", with: r => r with { Slug = "one", OldPaths = ["/2019/old/"] });
        await _blog.ReviseAsync(post, r => r with { Slug = "two" });
        foreach (var old in new[] { "/one.md", "/2019/old.md", "/TWO.md", "/two.MD", "/two/.md" })
        {
            using var answer = await _blog.Reader.GetAsync(old);
            Assert.Equal(
                (old, HttpStatusCode.MovedPermanently, "/two.md"),
                (old, answer.StatusCode, answer.Headers.Location?.OriginalString)
            );
        }
    }

    [Fact]
    public async Task A_post_whose_own_address_has_the_suffix_comes_first()
    {
        await AllowAsync();
        await _blog.PublishAsync("页本身", with: r => r with { Address = "/notes.md", OldPaths = ["/former.md"] });
        await _blog.PublishAsync("另一篇", with: r => r with { Address = "/notes" });
        Assert.Equal("页本身", (await _blog.PageAsync("/notes.md")).QuerySelector("h1")!.TextContent);
        Assert.Equal("/notes.md", (await _blog.Reader.GetAsync("/Notes.md/")).Headers.Location!.OriginalString);
        Assert.Equal("/notes.md", (await _blog.Reader.GetAsync("/former.md")).Headers.Location!.OriginalString);
        Assert.StartsWith("# 页本身", await _blog.Reader.GetStringAsync("/notes.md.md"), StringComparison.Ordinal);
        using var missing = await _blog.Reader.GetAsync("/nothing.md");
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
        Assert.Contains("找不到这个页面", await missing.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        foreach (var path in new[] { "/.md", "/%EF%BF%BE.md", "/tags.md", "/" + new string('x', 3000) + ".md" })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await _blog.Reader.GetAsync(path)).StatusCode);
        }
    }

    [Fact]
    public async Task The_list_for_language_models_names_all_texts_by_language()
    {
        await AllowAsync();
        await _blog.SettingsAsync(choices =>
            choices with
            {
                Languages = [choices.Languages[0] with { Title = "苔痕", Description = "笔记\n两行" }, choices.Languages[1]],
            }
        );
        await _blog.PublishAsync("甲 [注] `x`", with: r => r with { Slug = "a", Content = r.Content with { Description = "一句话。" } });
        await _blog.PublishAsync("Beta", language: "en", with: r => r with { Address = "/en/b/" });
        await _blog.PublishAsync("藏", with: r => r with { Content = r.Content with { Hidden = true } });
        Assert.Equal(
            "# 苔痕\n\n> 笔记 两行\n\n## 中文\n\n- [甲 \\[注\\] \\`x\\`](http://localhost/a.md): 一句话。\n\n## English\n\n- "
                + "[Beta](http://localhost/en/b.md)\n",
            await _blog.Reader.GetStringAsync("/llms.txt")
        );
    }

    private Task AllowAsync() =>
        _blog.SettingsAsync(choices => choices with { Discovery = choices.Discovery with { PublishesMarkdown = true } });
}
