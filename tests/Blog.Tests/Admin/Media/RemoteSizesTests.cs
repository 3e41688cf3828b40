using System.Text;
using AngleSharp.Dom;
using Blog.Admin.Media.Sizes;
using Blog.Data.Media;
using Blog.Data.Posts;
using Blog.Site.Outbound;
using Blog.Tests.Data;
using Blog.Tests.Site.Outbound;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Blog.Tests.Admin.Media;

/// <summary>Fetching the sizes of images on other hosts, so that they keep their place while they load.</summary>
public sealed class RemoteSizesTests : IAsyncLifetime
{
    private const string Page = "/admin/media/sizes";

    private readonly OutboundFixture _web = new();
    private MediaFixture _fixture = null!;

    public async ValueTask InitializeAsync()
    {
        _fixture = await MediaFixture.OpenAsync(new OnlineBlog(_web.Client));
        _web.Answer = path =>
            path switch
            {
                "/a.png" => Image(TestImages.Still(30, 20, ".png")),
                "/b.jpg?x=1&y=2" => Image(TestImages.JpegWithExif(60, 40, 6, "x")),
                "/large.png" => Encoding
                    .ASCII.GetBytes("HTTP/1.1 200 OK\r\nContent-Length: 99999999\r\n\r\n")
                    .Concat(TestImages.PngHeader(4000, 3000))
                    .ToArray(),
                "/page.png" => OutboundFixture.Ok("<!doctype html><html><body>gone</body></html>", "Content-Type: image/png\r\n"),
                "/inward.png" => OutboundFixture.Redirect("http://10.0.0.1/x.png"),
                _ => Encoding.ASCII.GetBytes("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"),
            };
    }

    public async ValueTask DisposeAsync()
    {
        _web.Dispose();
        await _fixture.DisposeAsync();
    }

    [Fact]
    public async Task Sizes_are_fetched_in_the_background_and_set_in_the_posts()
    {
        await PublishAsync(
            """
            ![甲](http://public.example/a.png)

            <img alt="乙" src="http://public.example/b.jpg?x=1&amp;y=2">

            [![丙][r]](/)

            ![丁](http://public.example/page.png) ![戊](http://public.example/none.png) ![己](http://public.example/inward.png)

            [r]: http://public.example/large.png
            """
        );
        var before = await _fixture.PageAsync(Page);
        Assert.Contains("共 6 张，其中 6 张还没有尺寸", before.Body!.TextContent, StringComparison.Ordinal);
        await RunAsync();

        var images = (await _fixture.Blog.PageAsync("/x")).QuerySelectorAll(".prose img").ToDictionary(image => image.GetAttribute("alt")!);
        Assert.Equal(("30", "20"), SizeOf(images["甲"]));
        Assert.Equal(("40", "60"), SizeOf(images["乙"]));
        Assert.Equal(("4000", "3000"), SizeOf(images["丙"]));
        Assert.All(new[] { "丁", "戊", "己" }, alt => Assert.Equal((null, null), SizeOf(images[alt])));
        Assert.Equal(("30", "20"), SizeOf((await _fixture.Blog.PageAsync("/")).QuerySelector(".summary img")!));

        var after = await _fixture.PageAsync(Page);
        Assert.Contains("得到 3 张的尺寸", after.QuerySelector("[role=status]")!.TextContent, StringComparison.Ordinal);
        var failed = after.QuerySelectorAll(".entries li").Select(row => row.TextContent).ToList();
        Assert.Equal(3, failed.Count);
        Assert.Contains(
            failed,
            text => text.Contains("/none.png", StringComparison.Ordinal) && text.Contains("404", StringComparison.Ordinal)
        );
        Assert.Contains(
            failed,
            text => text.Contains("/page.png", StringComparison.Ordinal) && text.Contains("网页", StringComparison.Ordinal)
        );
        Assert.Contains(
            failed,
            text => text.Contains("/inward.png", StringComparison.Ordinal) && text.Contains("内部网络", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Only_the_beginning_is_asked_for_and_read()
    {
        await PublishAsync("![甲](http://public.example/large.png)");
        await RunAsync();
        Assert.Contains("\r\nRange: bytes=0-524287\r\n", Assert.Single(_web.Requests), StringComparison.Ordinal);
        Assert.Equal(("4000", "3000"), SizeOf((await _fixture.Blog.PageAsync("/x")).QuerySelector(".prose img")!));
    }

    [Fact]
    public async Task A_second_run_asks_for_the_missing_ones_only()
    {
        await PublishAsync("![甲](http://public.example/a.png) ![戊](http://public.example/none.png)");
        await RunAsync();
        await RunAsync();
        Assert.Equal(1, _web.Requests.Count(request => request.Contains("/a.png", StringComparison.Ordinal)));
        Assert.Equal(2, _web.Requests.Count(request => request.Contains("/none.png", StringComparison.Ordinal)));
        Assert.Contains("1 张还没有尺寸", (await _fixture.PageAsync(Page)).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_that_was_stopped_before_the_rendering_is_made_up_for_by_the_next()
    {
        await PublishAsync("![甲](http://public.example/a.png)");
        await _fixture.Blog.WithDbAsync(async db =>
        {
            var row = new RemoteImageSize("http://public.example/a.png");
            row.Measured(30, 20, _fixture.Blog.Clock.GetUtcNow());
            db.Add(row);
            await db.SaveChangesAsync();
        });
        await RunAsync();
        Assert.Empty(_web.Requests);
        Assert.Equal(("30", "20"), SizeOf((await _fixture.Blog.PageAsync("/x")).QuerySelector(".prose img")!));
    }

    [Fact]
    public async Task Sizes_in_the_text_win()
    {
        await PublishAsync(
            """
            <img alt="甲" src="http://public.example/a.png" width="15">

            <img alt="乙" src="http://public.example/a.png" width="7" height="7">
            """
        );
        await RunAsync();
        var images = (await _fixture.Blog.PageAsync("/x")).QuerySelectorAll(".prose img").ToDictionary(image => image.GetAttribute("alt")!);
        Assert.Equal(("15", "10"), SizeOf(images["甲"]));
        Assert.Equal(("7", "7"), SizeOf(images["乙"]));
    }

    [Fact]
    public async Task A_new_post_takes_the_sizes_that_are_known()
    {
        await PublishAsync("![甲](http://public.example/a.png)");
        await RunAsync();
        await PublishAsync("![甲](//public.example/a.png) ![乙](http://public.example/a.png)", "y");
        var images = (await _fixture.Blog.PageAsync("/y")).QuerySelectorAll(".prose img");
        Assert.Equal((null, null), SizeOf(images[0])); // as https it may be another image
        Assert.Equal(("30", "20"), SizeOf(images[1]));
    }

    [Fact]
    public async Task A_host_that_does_not_answer_is_asked_three_times()
    {
        _web.Names["dead.example"] = new([
            [],
        ]);
        await PublishAsync(string.Join("\n\n", Enumerable.Range(0, 20).Select(i => $"![图](http://dead.example/{i}.png)")));
        await RunAsync();
        var codes = new List<string?>();
        await _fixture.Blog.WithDbAsync(async db => codes = await db.RemoteImageSizes.Select(size => size.Error).ToListAsync());
        Assert.Equal(20, codes.Count);
        Assert.All(codes, code => Assert.Equal("Unresolved", code));
    }

    [Fact]
    public async Task While_it_runs_the_page_shows_how_far_it_is_and_loads_itself_again()
    {
        await PublishAsync("![甲](http://public.example/a.png)");
        _web.Hangs = true;
        _web.Answer = _ => Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n");
        using (var started = await StartAsync())
        {
            Assert.Equal(Page, started.Headers.Location!.OriginalString);
        }

        using var page = await _fixture.Person.GetAsync(Page);
        Assert.Equal("3", Assert.Single(page.Headers.GetValues("Refresh")));
        Assert.Contains("已处理 0 / 1 张", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var again = await StartAsync();
        Assert.Contains("已经在读取了", (await _fixture.PageAsync(Page)).Body!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Status 404", "404")]
    [InlineData("TooSlow", "太慢")]
    [InlineData("NotAnImage Html", "网页")]
    [InlineData("NoSize", "没有写明尺寸")]
    [InlineData("WrittenByALaterVersion", "图片")]
    public void A_reason_is_said_in_plain_words(string code, string word)
    {
        Assert.Contains(word, RemoteSizeTexts.Chinese.Reason(code), StringComparison.Ordinal);
        Assert.NotEqual(RemoteSizeTexts.Chinese.Reason(code), RemoteSizeTexts.English.Reason(code));
    }

    private Task<Post> PublishAsync(string markdown, string slug = "x") =>
        _fixture.Blog.PublishAsync(slug, markdown, with: request => request with { Slug = slug });

    private async Task RunAsync()
    {
        using var started = await StartAsync();
        var worker = _fixture.Blog.Services.GetRequiredService<RemoteSizeWorker>();
        await Poll.UntilAsync(() => worker.Progress is { IsDone: true });
        Assert.False(worker.Progress!.IsBroken);
    }

    private Task<HttpResponseMessage> StartAsync() =>
        _fixture.Person.Client.PostAsync(Page, new FormUrlEncodedContent([KeyValuePair.Create(Visitor.TokenField, _fixture.Token)]));

    private static (string? Width, string? Height) SizeOf(IElement image) => (image.GetAttribute("width"), image.GetAttribute("height"));

    private static byte[] Image(byte[] bytes) =>
        [.. Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\nContent-Length: {bytes.Length}\r\n\r\n"), .. bytes];

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
