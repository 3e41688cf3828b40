using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Blog.Data.People;
using Blog.Rendering.Output;
using Blog.Tests.Data;
using Blog.Tests.Editor.Editing;

namespace Blog.Tests.Editor.Diagrams;

/// <summary>Drawings on their way from the author's browser to readers.</summary>
public sealed class DiagramPageTests : IAsyncLifetime
{
    private const string Source = "graph TD\n  A[写作] --> B[发布]";
    private const string Block = "开头\n\n```mermaid\n" + Source + "\n```\n";
    private const string Svg =
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 300 200\"><script>alert(1)</script><text>写作</text></svg>";

    private readonly BlogApplication _blog = new();
    private SignedIn _author = null!;
    private int _post;

    public async ValueTask InitializeAsync() => _author = await SignedIn.AuthorAsync(_blog);

    public ValueTask DisposeAsync() => _blog.DisposeAsync();

    [Fact]
    public async Task A_drawing_is_cleaned_and_shown_at_once_where_its_source_stands()
    {
        var page = await WriteAsync(Block, "publish");
        var reader = new Visitor(_blog);
        var path = await PathAsync(page);
        Assert.Null((await reader.PageAsync(path)).QuerySelector("figure.diagram"));

        using (
            var kept = await SendAsync(("Source", Source), ("Light", Svg), ("Dark", Svg.Replace("写作", "暗", StringComparison.Ordinal)))
        )
        {
            Assert.Equal(HttpStatusCode.NoContent, kept.StatusCode);
        }

        var shown = await reader.PageAsync(path);
        var images = shown.QuerySelectorAll("figure.diagram > img").ToList();
        Assert.Equal(2, images.Count);
        using var light = await reader.GetAsync(images[0].GetAttribute("src")!);
        Assert.Equal("image/svg+xml", light.Content.Headers.ContentType!.ToString());
        Assert.Equal("default-src 'none'; sandbox", light.Headers.GetValues("Content-Security-Policy").Single());
        Assert.Equal("nosniff", light.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Contains("immutable", light.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        var svg = await light.Content.ReadAsStringAsync();
        Assert.Contains("写作", svg, StringComparison.Ordinal);
        Assert.DoesNotContain("script", svg, StringComparison.Ordinal);
        using var dark = await reader.GetAsync(images[1].GetAttribute("src")!);
        Assert.Contains("暗", await dark.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var feed = await reader.GetAsync("/feed.xml");
        var atom = await feed.Content.ReadAsStringAsync();
        Assert.Contains("-light.svg", atom, StringComparison.Ordinal);
        Assert.DoesNotContain("-dark.svg", atom, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_drawn_stays_as_it_is()
    {
        await WriteAsync(Block, "publish");
        (await SendAsync(("Source", Source), ("Light", Svg), ("Dark", Svg))).Dispose();
        (await SendAsync(("Source", Source), ("Light", Svg.Replace("写作", "别的", StringComparison.Ordinal)), ("Dark", Svg))).Dispose();
        (await SendAsync(("Source", Source), ("Error", "later"))).Dispose();
        using var light = await _author.GetAsync(DiagramSource.PathOf(DiagramSource.Of(Source).Hash, "", isDark: false));
        Assert.Contains("写作", await light.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_lists_what_is_not_drawn_with_the_reason()
    {
        var page = await WriteAsync(Block, "save");
        var row = (await _author.PageAsync("/admin/diagrams")).QuerySelector("[data-post]")!;
        Assert.Equal(page.Id.ToString(CultureInfo.InvariantCulture), row.GetAttribute("data-post"));
        (await SendAsync(("Source", Source), ("Error", "Parse error on line 1"))).Dispose();
        row = (await _author.PageAsync("/admin/diagrams")).QuerySelector("[data-post]")!;
        Assert.Contains("Parse error on line 1", row.QuerySelector(".error")!.TextContent, StringComparison.Ordinal);
        var undrawn = await _author.GetAsync($"/admin/diagrams?handler=Undrawn&post={page.Id}");
        var found = (await undrawn.Content.ReadFromJsonAsync<JsonElement>()).EnumerateArray().Single();
        Assert.Equal((Source, "Parse error on line 1"), (found.GetProperty("source").GetString(), found.GetProperty("error").GetString()));
        (await SendAsync(("Source", Source), ("Light", Svg), ("Dark", Svg))).Dispose();
        Assert.Null((await _author.PageAsync("/admin/diagrams")).QuerySelector("[data-post]"));
    }

    [Theory]
    [InlineData("Light", "not svg")]
    [InlineData("Light", "<svg xmlns=\"http://www.w3.org/2000/svg\">")]
    [InlineData("Source", "")]
    public async Task What_is_no_drawing_gets_one_line_and_changes_nothing(string field, string value)
    {
        var page = await WriteAsync(Block, "publish");
        var fields = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["Source"] = Source,
            ["Light"] = Svg,
            ["Dark"] = Svg,
            [field] = value,
        };
        using var answer = await SendAsync([.. fields.Select(pair => (pair.Key, pair.Value))]);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.False(string.IsNullOrEmpty((await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("error").GetString()));
        Assert.Null((await new Visitor(_blog).PageAsync(await PathAsync(page))).QuerySelector("figure.diagram"));
    }

    [Fact]
    public async Task Nobody_reads_the_sources_of_anothers_posts()
    {
        var page = await WriteAsync(Block, "save");
        var other = await SignedIn.AsAsync(_blog, "other@example.org", "另一个人", AccountRole.Author);
        using var theirs = await other.GetAsync($"/admin/diagrams?handler=Undrawn&post={page.Id}");
        Assert.Equal(HttpStatusCode.NotFound, theirs.StatusCode);
        Assert.Null((await other.PageAsync("/admin/diagrams")).QuerySelector("[data-post]"));
    }

    [Fact]
    public async Task Nobody_draws_what_no_post_of_theirs_holds()
    {
        var page = await WriteAsync(Block, "publish");
        var other = await SignedIn.AsAsync(_blog, "other@example.org", "另一个人", AccountRole.Author);
        using var theirs = await SendAsync(other, [("Source", Source), ("Light", Svg), ("Dark", Svg)]);
        Assert.Equal(HttpStatusCode.NotFound, theirs.StatusCode);
        using var foreign = await SendAsync(("Source", Source + "\n  B --> C"), ("Light", Svg), ("Dark", Svg));
        Assert.Equal(HttpStatusCode.NotFound, foreign.StatusCode);
        using var failed = await SendAsync(other, [("Source", Source), ("Error", "no")]);
        Assert.Equal(HttpStatusCode.NotFound, failed.StatusCode);
        Assert.Null((await new Visitor(_blog).PageAsync(await PathAsync(page))).QuerySelector("figure.diagram"));
        await _blog.WithDbAsync(db =>
        {
            Assert.Empty(db.Diagrams);
            return Task.CompletedTask;
        });
    }

    [Fact]
    public async Task A_drawing_that_replaces_another_has_an_address_of_its_own()
    {
        var page = await WriteAsync(Block, "publish");
        var reader = new Visitor(_blog);
        var path = await PathAsync(page);
        (await SendAsync(("Source", Source), ("Light", Svg), ("Dark", Svg))).Dispose();
        var first = (await reader.PageAsync(path)).QuerySelector("figure.diagram > img")!.GetAttribute("src")!;
        var row = (await _author.PageAsync("/admin/diagrams")).QuerySelector("[data-drawn]")!;
        Assert.Equal(page.Id.ToString(CultureInfo.InvariantCulture), row.GetAttribute("data-drawn"));
        var all = await _author.GetAsync($"/admin/diagrams?handler=Undrawn&post={page.Id}&all=true");
        Assert.Equal(
            Source,
            (await all.Content.ReadFromJsonAsync<JsonElement>()).EnumerateArray().Single().GetProperty("source").GetString()
        );

        var better = Svg.Replace("写作", "更好", StringComparison.Ordinal);
        (await SendAsync(("Source", Source), ("Light", better), ("Dark", better), ("Again", "true"))).Dispose();
        (await SendAsync(("Source", Source), ("Light", better), ("Dark", better), ("Again", "true"))).Dispose();
        var second = (await reader.PageAsync(path)).QuerySelector("figure.diagram > img")!.GetAttribute("src")!;
        Assert.EndsWith("-3-light.svg", second, StringComparison.Ordinal);
        using var now = await reader.GetAsync(second);
        Assert.Contains("immutable", now.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        Assert.Contains("更好", await now.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var earlier = await reader.GetAsync(first);
        Assert.DoesNotContain("immutable", earlier.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        Assert.Contains("更好", await earlier.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_picture_of_a_drawing_is_encoded_again_and_served_until_the_drawing_changes()
    {
        var page = await WriteAsync(Block, "publish");
        (await SendAsync(("Source", Source), ("Light", Svg), ("Dark", Svg))).Dispose();
        var drawing = DiagramSource.PathOf(DiagramSource.Of(Source).Hash, "", isDark: false);
        var copy = $"/admin/posts/{page.Id}/copy";
        Assert.Equal(drawing, (await _author.PageAsync(copy)).QuerySelector(".copy-form")!.GetAttribute("data-drawings"));
        Assert.Equal("", (await _author.PageAsync(copy + "?target=juejin")).QuerySelector(".copy-form")!.GetAttribute("data-drawings"));
        using (var none = await _author.GetAsync(DiagramSource.PicturePathOf(drawing)))
        {
            Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
        }

        byte[] sent = [.. TestImages.Still(600, 400, ".png"), .. "<script>alert(1)</script>"u8];
        using (var kept = await PictureAsync(_author, page.Id, drawing, sent))
        {
            Assert.Equal(HttpStatusCode.NoContent, kept.StatusCode);
        }

        var shown = await _author.PageAsync(copy);
        Assert.Equal("", shown.QuerySelector(".copy-form")!.GetAttribute("data-drawings"));
        Assert.Contains(DiagramSource.PicturePathOf(drawing), shown.QuerySelector("#copy-html")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("SVG", shown.QuerySelector(".side-notes")!.TextContent, StringComparison.Ordinal);
        using (var answer = await new Visitor(_blog).GetAsync(DiagramSource.PicturePathOf(drawing)))
        {
            Assert.Equal("image/png", answer.Content.Headers.ContentType!.ToString());
            Assert.Null(answer.Content.Headers.ContentDisposition);
            Assert.Contains("immutable", answer.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
            Assert.Equal("default-src 'none'; sandbox", answer.Headers.GetValues("Content-Security-Policy").Single());
            var bytes = await answer.Content.ReadAsByteArrayAsync();
            var image = (await Blog.Images.ImageFile.ReadAsync(bytes)).Content!;
            Assert.Equal((600, 400), (image.Width, image.Height));
            Assert.Equal(-1, bytes.AsSpan().IndexOf("script"u8));
        }

        (await SendAsync(("Source", Source), ("Light", Svg), ("Dark", Svg), ("Again", "true"))).Dispose();
        using var gone = await new Visitor(_blog).GetAsync(DiagramSource.PicturePathOf(drawing));
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
        using var late = await PictureAsync(_author, page.Id, drawing, TestImages.Still(600, 400, ".png"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, late.StatusCode); // painted from the drawing before
    }

    [Fact]
    public async Task What_is_no_picture_of_the_drawing_is_refused()
    {
        var page = await WriteAsync(Block, "publish");
        (await SendAsync(("Source", Source), ("Light", Svg), ("Dark", Svg))).Dispose();
        var drawing = DiagramSource.PathOf(DiagramSource.Of(Source).Hash, "", isDark: false);
        var good = TestImages.Still(600, 400, ".png");
        foreach (
            var wrong in new[]
            {
                [],
                TestImages.Still(600, 500, ".png"),
                TestImages.Still(1_500, 1_000, ".png"),
                TestImages.Still(600, 400, ".jpg"),
                good[..(good.Length / 2)],
                "<html><script>alert(1)</script>"u8.ToArray(),
            }
        )
        {
            using var refused = await PictureAsync(_author, page.Id, drawing, wrong);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        }

        using (var undrawn = await PictureAsync(_author, page.Id, DiagramSource.PathOf(new string('0', 64), "", isDark: false), good))
        {
            Assert.Equal(HttpStatusCode.NotFound, undrawn.StatusCode);
        }

        var other = await SignedIn.AsAsync(_blog, "other@example.org", "另一个人", AccountRole.Author);
        using var theirs = await PictureAsync(other, page.Id, drawing, good);
        Assert.Equal(HttpStatusCode.NotFound, theirs.StatusCode);
        using var answer = await new Visitor(_blog).GetAsync(DiagramSource.PicturePathOf(drawing));
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task A_refusal_is_in_the_language_of_the_author()
    {
        await WriteAsync(Block, "publish");
        using var answer = await SendAsync(("Source", Source), ("Light", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"), ("Dark", Svg));
        Assert.Equal("画出来没有尺寸", (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("error").GetString());
        Assert.Contains(
            "画出来没有尺寸",
            (await _author.PageAsync("/admin/diagrams")).QuerySelector(".error")!.TextContent,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_drawing_is_shown_in_every_post_that_has_its_source_and_in_no_other()
    {
        var first = await WriteAsync(Block, "publish");
        var second = await WriteAsync("> 引用里\n>\n> ```mermaid\n> graph TD\n>   A[写作] --> B[发布]\n> ```\n", "publish");
        var other = await WriteAsync("```mermaid\npie\n\"a\": 1\n```", "publish");
        _post = first.Id;
        (await SendAsync(("Source", Source), ("Light", Svg), ("Dark", Svg))).Dispose();
        foreach (var (page, count) in new[] { (first, 2), (second, 2), (other, 0) })
        {
            Assert.Equal(count, (await new Visitor(_blog).PageAsync(await PathAsync(page))).QuerySelectorAll("figure.diagram img").Length);
        }
    }

    [Fact]
    public async Task The_document_that_draws_is_sandboxed_and_may_only_run_the_blogs_own_script()
    {
        using var frame = await _author.GetAsync("/admin/diagrams?handler=Frame");
        var policy = frame.Headers.GetValues("Content-Security-Policy").Single();
        Assert.StartsWith("default-src 'none'; script-src 'self' http", policy, StringComparison.Ordinal);
        Assert.EndsWith("frame-ancestors 'self'; sandbox allow-scripts", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("allow-same-origin", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe-eval", policy, StringComparison.Ordinal);
    }

    private Task<HttpResponseMessage> SendAsync(params (string Name, string Value)[] fields) => SendAsync(_author, fields);

    private Task<HttpResponseMessage> SendAsync(SignedIn author, (string Name, string Value)[] fields) =>
        author.PostAsync("/admin/diagrams", Visitor.Form([.. fields, ("Post", _post.ToString(CultureInfo.InvariantCulture))]));

    private static async Task<HttpResponseMessage> PictureAsync(SignedIn author, int post, string drawing, byte[] bytes)
    {
        using var form = new MultipartFormDataContent
        {
            { new StringContent(post.ToString(CultureInfo.InvariantCulture)), "Post" },
            { new StringContent(drawing), "Drawing" },
            { new ByteArrayContent(bytes), "Picture", "diagram.png" },
            { new StringContent(await author.TokenAsync("/admin/diagrams")), Visitor.TokenField },
        };
        return await author.Client.PostAsync("/admin/diagrams?handler=Picture", form);
    }

    private async Task<EditorPage> WriteAsync(string markdown, string act)
    {
        var page = await (await EditorPage.OpenAsync(_author)).With(("Title", "流程"), ("Markdown", markdown)).DoAsync(act);
        _post = page.Id;
        return page;
    }

    private async Task<string> PathAsync(EditorPage page)
    {
        var path = "";
        await _blog.WithDbAsync(async db => path = (await db.Posts.FindAsync(page.Id))!.Address.Href);
        return path;
    }
}
