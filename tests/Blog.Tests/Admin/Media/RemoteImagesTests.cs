using System.Text;
using System.Text.Json;
using Blog.Admin.Media;
using Blog.Data.Posts;
using Blog.Data.Posts.Drafts;
using Blog.Images;
using Blog.Site;
using Blog.Site.Outbound;
using Blog.Site.Upload;
using Blog.Tests.Data;
using Blog.Tests.Site.Outbound;
using Microsoft.Extensions.DependencyInjection;

namespace Blog.Tests.Admin.Media;

public sealed class RemoteImagesTests : IAsyncLifetime
{
    private readonly OutboundFixture _web = new();
    private MediaFixture _fixture = null!;
    private AsyncServiceScope _scope;
    private RemoteImages _remote = null!;

    public async ValueTask InitializeAsync()
    {
        _fixture = await MediaFixture.OpenAsync();
        _scope = _fixture.Blog.Services.CreateAsyncScope();
        _remote = new RemoteImages(
            _web.Client,
            _scope.ServiceProvider.GetRequiredService<ImageIngestion>(),
            _scope.ServiceProvider.GetRequiredService<SiteOptions>()
        );
    }

    public async ValueTask DisposeAsync()
    {
        _web.Dispose();
        await _scope.DisposeAsync();
        await _fixture.DisposeAsync();
    }

    [Fact]
    public void Each_remote_image_is_found_once_and_nothing_else()
    {
        var text = new PostDraft
        {
            Markdown = """
                ![甲](https://img.example.org/a.png) ![乙](//img.example.org/b.png "题") ![again](https://img.example.org/a.png)
                <img alt="丙" src='http://img.example.org/c.png?x=1&amp;y=2'> `![no](https://img.example.org/code.png)`
                ![own](/media/0123456789abcdef0123456789abcdef/x.png) ![own](http://localhost/media/x.png)
                [link](https://img.example.org/d.png)

                ![def][r]

                [r]: https://img.example.org/e.png
                """,
            Cover = "https://img.example.org/cover.png",
        };
        Assert.Equal(
            [
                "https://img.example.org/a.png",
                "//img.example.org/b.png",
                "http://img.example.org/c.png?x=1&y=2",
                "https://img.example.org/e.png",
                "https://img.example.org/cover.png",
            ],
            _remote.Find(text).Select(image => image.Address)
        );
        Assert.Equal(["甲", "乙", "丙"], _remote.Find(text).Take(3).Select(image => image.Alt));
    }

    [Fact]
    public async Task A_downloaded_image_is_checked_like_an_upload_and_linked_by_its_new_address()
    {
        _web.Answer = path =>
            path switch
            {
                "/%E5%B1%8B%E9%A1%B6.jpg" => Image(TestImages.JpegWithExif(60, 40, 6, "canary-7f3a"), "text/html"),
                "/page.png" => OutboundFixture.Ok("<html><script>canary-7f3a</script></html>", "Content-Type: image/png\r\n"),
                "/moved.png" => OutboundFixture.Redirect("http://public.example/ok.png"),
                "/inward.png" => OutboundFixture.Redirect("http://10.0.0.1/x.png"),
                "/none.png" => Encoding.ASCII.GetBytes("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"),
                "/ok.png" => Image(TestImages.Still(30, 20, ".png"), "image/png"),
                "/huge.png" => Image(TestImages.PngHeader(30_000, 30_000), "image/png"),
                _ => Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\nContent-Length: 99999999\r\n\r\n"),
            };
        var text = new PostDraft
        {
            Markdown =
                string.Join(
                    "\n\n",
                    new[] { "屋顶.jpg", "page.png", "moved.png", "inward.png", "none.png", "huge.png", "vast.png" }.Select(name =>
                        $"![{name[..2]}](http://public.example/{name})"
                    )
                ) + "\n\n`http://public.example/moved.png`",
        };
        var results = await _remote.BringAsync(_remote.Find(text), TestContext.Current.CancellationToken);

        Assert.Equal([true, false, true, false, false, false, false], results.Select(result => result.File is not null));
        Assert.Equal(
            (ImageError.NotAnImage, SafeHttpError.NotPublic, SafeHttpError.Status, 404, ImageError.TooManyPixels, SafeHttpError.TooLarge),
            (results[1].Error, results[3].Refusal, results[4].Refusal, results[4].Status, results[5].Error, results[6].Refusal)
        );
        Assert.Equal(("屋顶.jpg", "屋顶"), (results[0].File!.Name, results[0].File!.Alt));
        Assert.DoesNotContain(
            "canary-7f3a",
            Encoding.Latin1.GetString(await _fixture.Blog.Reader.GetByteArrayAsync(results[0].File!.Path)),
            StringComparison.Ordinal
        );
        Assert.Equal(2, await _fixture.CountAsync());

        var rewritten = RemoteImages.Rewrite(text, results).Markdown.Split("\n\n");
        Assert.Equal($"![屋顶]({results[0].File!.Path})", rewritten[0]);
        Assert.Equal("![pa](http://public.example/page.png)", rewritten[1]);
        Assert.Equal($"![mo]({results[2].File!.Path})", rewritten[2]);
        Assert.Equal("`http://public.example/moved.png`", rewritten[^1]);
    }

    [Fact]
    public async Task A_download_that_never_finishes_times_out()
    {
        _web.Answer = _ => Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nx");
        _web.Hangs = true;
        var result = Assert.Single(
            await _remote.BringAsync([new RemoteImage("http://public.example/slow.png", "")], TestContext.Current.CancellationToken)
        );
        Assert.Equal(SafeHttpError.TooSlow, result.Refusal);
        Assert.Equal(0, await _fixture.CountAsync());
    }

    [Fact]
    public async Task Images_beyond_the_limit_of_one_run_wait_for_the_next()
    {
        _web.Answer = _ => Encoding.ASCII.GetBytes("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");
        var results = await _remote.BringAsync(
            Enumerable.Range(0, RemoteImages.MostAtOnce + 2).Select(i => new RemoteImage($"http://public.example/{i}", "")),
            TestContext.Current.CancellationToken
        );
        Assert.Equal(2, results.Count(result => result.IsPutOff));
        Assert.Equal(RemoteImages.MostAtOnce, _web.Accepted);
    }

    [Fact]
    public async Task The_chosen_images_are_imported_into_the_unpublished_text_and_failures_are_reported()
    {
        var data = "data:image/png;base64," + Convert.ToBase64String(TestImages.Still(30, 20, ".png"));
        var post = await _fixture.Blog.PublishAsync(
            "题",
            $"![一]({data}) ![二](http://127.0.0.1/x.png) ![三](https://127.0.0.1/y.png)",
            with: r => r with { Tags = ["甲", "乙"], Category = ["上", "下"] }
        );
        var page = await _fixture.PageAsync($"/admin/media/home?post={post.Id}");
        var boxes = page.QuerySelectorAll("input[name=pick]");
        Assert.Equal(3, boxes.Length);
        Assert.All(boxes, box => Assert.True(box.HasAttribute("checked")));

        using var none = await SendAsync(post.Id);
        Assert.Contains(MediaTexts.Chinese.NothingChosen, (await Visitor.ParsedAsync(none)).Body!.TextContent, StringComparison.Ordinal);
        using var answer = await SendAsync(post.Id, [.. boxes.Take(2).Select(box => box.GetAttribute("value")!)]);
        var result = await Visitor.ParsedAsync(answer);
        Assert.Contains(MediaTexts.Chinese.HomeDone(1, 1), result.QuerySelector("[role=status]")!.TextContent, StringComparison.Ordinal);
        Assert.Contains(MediaTexts.Chinese.Refusal(SafeHttpError.NotPublic, 0), result.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(2, result.QuerySelectorAll("input[name=pick]").Length);

        var edit = (await _fixture.EditOfAsync(post.Id))!;
        Assert.DoesNotContain("data:", edit.Draft.Markdown, StringComparison.Ordinal);
        Assert.Contains("![二](http://127.0.0.1/x.png)", edit.Draft.Markdown, StringComparison.Ordinal);
        Assert.Equal(
            ("题", "上/下", "甲，乙", post.Address.Value),
            (edit.Draft.Title, edit.Draft.Category, edit.Draft.Tags, edit.Draft.Address)
        );
        var stored = await _fixture.PostAsync(post.Id);
        Assert.Equal((post.Markdown, post.Version), (stored.Markdown, stored.Version));
    }

    [Fact]
    public async Task Text_typed_meanwhile_is_not_overwritten()
    {
        var data = "data:image/png;base64," + Convert.ToBase64String(TestImages.Still(30, 20, ".png"));
        var post = await _fixture.Blog.PublishAsync("题", "旧的正文");
        await _fixture.TypeAsync(post, text => text with { Markdown = $"新的正文 ![]({data})", Title = "新题" });
        var key = (await _fixture.PageAsync($"/admin/media/home?post={post.Id}")).QuerySelector("input[name=pick]")!.GetAttribute("value")!;
        using var answer = await SendAsync(post.Id, key);
        var edit = (await _fixture.EditOfAsync(post.Id))!;
        Assert.Equal("新题", edit.Draft.Title);
        Assert.Matches("^新的正文 !\\[\\]\\(/media/[0-9a-f]{32}/image\\.png\\)$", edit.Draft.Markdown);
    }

    [Fact]
    public async Task A_post_of_another_author_is_not_found()
    {
        var post = await _fixture.Blog.PublishAsync("题", "![](https://img.example.org/a.png)");
        var author = await MediaFixture.OpenAsync(_fixture.Blog, asOwner: false);
        using var page = await author.Person.GetAsync($"/admin/media/home?post={post.Id}");
        using var form = await author.Person.PostAsync($"/admin/media/home?post={post.Id}", MediaItemTests.Form(("pick", "x")));
        Assert.Equal([404, 404], [(int)page.StatusCode, (int)form.StatusCode]);
    }

    [Fact]
    public async Task The_editor_is_told_what_became_of_each_address_and_no_post_changes()
    {
        const string remote = "http://127.0.0.1/x.png";
        var post = await _fixture.Blog.PublishAsync("题", $"![一]({remote})");
        using var answer = await _fixture.Person.Client.PostAsync(
            "/admin/media/home?handler=Fetch",
            new FormUrlEncodedContent(
                new[] { remote, remote, "/media/x.png", "file:///etc/passwd" }
                    .Select(address => KeyValuePair.Create("address", address))
                    .Append(KeyValuePair.Create(Visitor.TokenField, _fixture.Token))
            )
        );
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        var only = Assert.Single(json.RootElement.EnumerateArray());
        Assert.Equal(
            (remote, null, MediaTexts.Chinese.Refusal(SafeHttpError.NotPublic, 0)),
            (only.GetProperty("address").GetString(), only.GetProperty("href").GetString(), only.GetProperty("error").GetString())
        );
        Assert.Null(await _fixture.EditOfAsync(post.Id));
        Assert.Equal(0, await _fixture.CountAsync());
    }

    [Fact]
    public void Every_refusal_has_a_message()
    {
        foreach (var refusal in Enum.GetValues<SafeHttpError>())
        {
            Assert.NotEqual(MediaTexts.Chinese.Refusal(refusal, 500), MediaTexts.English.Refusal(refusal, 500));
        }
    }

    private static byte[] Image(byte[] bytes, string type) =>
        [.. Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Type: {type}\r\nContent-Length: {bytes.Length}\r\n\r\n"), .. bytes];

    private Task<HttpResponseMessage> SendAsync(int post, params string[] keys) =>
        _fixture.Person.Client.PostAsync(
            $"/admin/media/home?post={post}",
            new FormUrlEncodedContent(
                keys.Select(key => KeyValuePair.Create("pick", key)).Append(KeyValuePair.Create(Visitor.TokenField, _fixture.Token))
            )
        );
}
