using System.Net;
using Blog.Data.People;
using Blog.Editor.Copying.Content;
using Blog.Tests.Editor.Editing;
using Microsoft.EntityFrameworkCore;

namespace Blog.Tests.Editor.Copying;

/// <summary>The page on which a post is copied: whose posts, which text, what is remembered.</summary>
public sealed class CopyPageTests : IAsyncLifetime
{
    private const string Text = "一段 $x^2$，**重点。**然后[链接](https://example.org/a)。\n\n```js\nlet a = 1;\n```";

    private readonly BlogApplication _blog = new();
    private SignedIn _author = null!;

    public async ValueTask InitializeAsync() => _author = await SignedIn.AuthorAsync(_blog);

    public ValueTask DisposeAsync() => _blog.DisposeAsync();

    [Fact]
    public async Task A_public_post_is_copied_as_readers_have_it()
    {
        var page = await WriteAsync(Text, "publish");
        await page.With(("Markdown", "unpublished words")).DoAsync("save");
        foreach (var target in Enum.GetValues<CopyTarget>())
        {
            var copy = await _author.PageAsync($"/admin/posts/{page.Id}/copy?target={target.Key}");
            Assert.Equal("复制到其他平台", copy.QuerySelector("h1")!.FirstChild!.TextContent);
            Assert.DoesNotContain("unpublished words", copy.Source.Text, StringComparison.Ordinal);
            Assert.Contains("不含尚未发布的修改", copy.Body!.TextContent, StringComparison.Ordinal);
            Assert.Contains("重点。", copy.QuerySelector("#copy-text")!.TextContent, StringComparison.Ordinal);
            Assert.Equal(target.TakesHtml, copy.QuerySelector("#copy-html") is not null);
            Assert.Equal(
                target.TakesHtml
                    ? target == CopyTarget.WeChat
                        ? 2
                        : 1
                    : 0,
                copy.QuerySelectorAll("iframe").Length
            );
        }
    }

    [Fact]
    public async Task A_draft_is_copied_as_it_was_last_typed_and_nobody_else_gets_it()
    {
        var page = await WriteAsync("saved words", "save");
        await page.With(("Markdown", "typed words")).AutosaveAsync();
        var copy = await _author.PageAsync($"/admin/posts/{page.Id}/copy");
        Assert.Contains("typed words", copy.QuerySelector("#copy-html")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("文章还没有公开", copy.QuerySelector("aside")!.TextContent, StringComparison.Ordinal);

        var other = await SignedIn.AsAsync(_blog, "other@example.org", "另一个人", AccountRole.Author);
        foreach (var path in new[] { "copy", "copy?handler=Preview", "copy?target=markdown" })
        {
            using var theirs = await other.GetAsync($"/admin/posts/{page.Id}/{path}");
            Assert.Equal(HttpStatusCode.NotFound, theirs.StatusCode);
            using var anonymous = await new Visitor(_blog).GetAsync($"/admin/posts/{page.Id}/{path}");
            Assert.Equal(HttpStatusCode.Redirect, anonymous.StatusCode);
        }

        using var marked = await other.PostAsync($"/admin/posts/{page.Id}/copy?target=wechat", Visitor.Form(), "Copied");
        Assert.Equal(HttpStatusCode.NotFound, marked.StatusCode);
        Assert.Equal(0, await CountAsync());
    }

    [Fact]
    public async Task The_preview_is_a_document_of_its_own_that_runs_and_asks_nothing()
    {
        var page = await WriteAsync(Text, "publish");
        var framing = await _author.GetAsync($"/admin/posts/{page.Id}/copy");
        var policy = framing.Headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains("frame-src 'self'", policy, StringComparison.Ordinal);
        Assert.Contains("style-src 'self';", policy, StringComparison.Ordinal);
        foreach (var query in new[] { "", "&dark=true", "&look=barred", "&target=zhihu", "&target=html" })
        {
            using var answer = await _author.GetAsync($"/admin/posts/{page.Id}/copy?handler=Preview{query}");
            Assert.Equal("text/html; charset=utf-8", answer.Content.Headers.ContentType!.ToString());
            Assert.Equal("no-store", answer.Headers.CacheControl!.ToString());
            var own = answer.Headers.GetValues("Content-Security-Policy").Single();
            Assert.StartsWith("default-src 'none'; img-src 'self' data:", own, StringComparison.Ordinal);
            Assert.Contains("frame-ancestors 'self'", own, StringComparison.Ordinal);
            Assert.EndsWith("sandbox allow-same-origin allow-popups", own, StringComparison.Ordinal);
            Assert.DoesNotContain("script", own, StringComparison.Ordinal);
            Assert.DoesNotContain("zhihu.com/equation", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        using var none = await _author.GetAsync($"/admin/posts/{page.Id}/copy?handler=Preview&target=juejin");
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
    }

    [Fact]
    public async Task Where_and_when_it_was_copied_is_remembered_and_whether_its_text_changed_since()
    {
        var page = await WriteAsync(Text, "publish");
        var path = $"/admin/posts/{page.Id}/copy?target=wechat";
        Assert.Equal("还没有复制过。", await StatusAsync(path));
        using (var answer = await _author.PostAsync(path, Visitor.Form(), "Copied"))
        {
            Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        }

        Assert.Equal("上次复制：今天 08:00，之后没有改动。", await StatusAsync(path));
        Assert.Equal("还没有复制过。", await StatusAsync($"/admin/posts/{page.Id}/copy?target=zhihu"));
        Assert.Equal("今天 08:00 复制到微信公众号", await LineAsync());

        // A tag is no change of what was copied, nor is saving the same again; another word is.
        page = await page.With(("Tags", "新标签")).DoAsync("publish");
        Assert.Equal("今天 08:00 复制到微信公众号", await LineAsync());
        page = await page.With(("Markdown", Text + "\n\n还有一句。")).DoAsync("publish");
        Assert.Equal("今天 08:00 复制到微信公众号，之后有改动", await LineAsync());
        Assert.Equal("上次复制：今天 08:00，之后有改动。", await StatusAsync(path));
        await WriteAsync("别的文章", "publish");
        var narrow = await _author.PageAsync("/admin?copies=changed");
        Assert.Equal("题目", Assert.Single(narrow.QuerySelectorAll("table.posts tbody th > a:first-child")).TextContent);
        Assert.Equal("changed", narrow.QuerySelector("#copies option[selected]")!.GetAttribute("value"));
        await _author.PostAsync(path, Visitor.Form(), "Copied");
        Assert.Empty((await _author.PageAsync("/admin?copies=changed")).QuerySelectorAll("table.posts tbody tr"));
        Assert.Equal(1, await CountAsync());
        Assert.Equal("今天 08:00 复制到微信公众号", await LineAsync());
    }

    [Fact]
    public async Task An_unknown_platform_is_refused_and_remembers_nothing()
    {
        var page = await WriteAsync(Text, "publish");
        using var answer = await _author.PostAsync($"/admin/posts/{page.Id}/copy?target=elsewhere", Visitor.Form(), "Copied");
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal(0, await CountAsync());
        Assert.Equal(
            "微信公众号",
            (await _author.PageAsync($"/admin/posts/{page.Id}/copy?target=elsewhere"))
                .QuerySelector(".filter [aria-current=page]")!
                .TextContent
        );
    }

    [Fact]
    public async Task The_editor_the_list_and_for_its_author_the_post_lead_to_it()
    {
        var page = await WriteAsync(Text, "publish");
        var path = $"/admin/posts/{page.Id}/copy";
        Assert.NotNull((await _author.PageAsync($"/admin/posts/{page.Id}")).QuerySelector($"a[href='{path}']"));
        Assert.NotNull((await _author.PageAsync("/admin")).QuerySelector($"a[href='{path}']"));
        var live = (await _blog.PageAsync("/")).QuerySelector("article.summary h2 a")!.GetAttribute("href")!;
        Assert.NotNull((await _author.PageAsync(live)).QuerySelector($"a[href='{path}']"));
        Assert.DoesNotContain("/admin/", (await _blog.PageAsync(live)).Source.Text, StringComparison.Ordinal);
        var other = await SignedIn.AsAsync(_blog, "other@example.org", "另一个人", AccountRole.Author);
        Assert.DoesNotContain(path, (await other.PageAsync(live)).Source.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_draft_beyond_a_limit_says_so()
    {
        var page = await WriteAsync("fine", "save");
        await page.With(("Markdown", string.Concat(Enumerable.Repeat("> ", 200)) + "deep")).AutosaveAsync();
        Assert.Contains(
            "无法渲染",
            (await _author.PageAsync($"/admin/posts/{page.Id}/copy")).QuerySelector("main")!.TextContent,
            StringComparison.Ordinal
        );
    }

    private async Task<EditorPage> WriteAsync(string markdown, string act) =>
        await (await EditorPage.OpenAsync(_author)).With(("Title", "题目"), ("Markdown", markdown)).DoAsync(act);

    private async Task<string> StatusAsync(string path) =>
        (await _author.PageAsync(path)).QuerySelector(".copy-form [role=status]")!.TextContent;

    private async Task<int> CountAsync()
    {
        var count = -1;
        await _blog.WithDbAsync(async db => count = await db.PostCopies.CountAsync());
        return count;
    }

    private async Task<string> LineAsync() => (await _author.PageAsync("/admin")).QuerySelector("th a.sub")!.TextContent;
}
