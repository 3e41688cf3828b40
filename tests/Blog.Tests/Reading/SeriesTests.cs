using System.Net;
using System.Text.Json;
using Blog.Data;
using Blog.Data.Posts;
using Blog.Data.Posts.Writing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Blog.Tests.Reading;

public sealed class SeriesTests : IAsyncLifetime
{
    private readonly BlogApplication _blog = new();
    private SignedIn _owner = null!;

    public async ValueTask InitializeAsync() => _owner = await SignedIn.OwnerAsync(_blog);

    public ValueTask DisposeAsync() => _blog.DisposeAsync();

    [Fact]
    public async Task The_page_of_a_series_has_its_public_posts_in_their_order()
    {
        await PartAsync("尾声", null, days: 9);
        await PartAsync("第二章", 2, days: 8);
        await PartAsync("第一章", 1, days: 1);
        await PartAsync("还没到时间", 3, days: -2);
        await PartAsync("草稿", 4, days: null);
        await PartAsync("隐藏", 5, days: 3, with: content => content with { Hidden = true });
        var id = await IdAsync();
        await EditAsync(id, "Edit", ("Input.Title", "从零写数据库"), ("Input.Description", "一步一步来。"), ("Input.Slug", "db"));

        var page = await _blog.PageAsync("/series/db");
        Assert.Equal(["第一章", "第二章", "尾声"], page.QuerySelectorAll(".parts li > a").Select(link => link.TextContent));
        Assert.Equal("系列：从零写数据库", page.QuerySelector("h1")!.TextContent);
        Assert.Contains("一步一步来。", page.QuerySelector(".head")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("http://localhost/series/db", page.QuerySelector("link[rel=canonical]")!.GetAttribute("href"));
        var all = await _blog.PageAsync("/series");
        Assert.Equal("/series/db", all.QuerySelector(".parts a")!.GetAttribute("href"));
        Assert.Contains("3 篇", all.QuerySelector(".parts li")!.TextContent, StringComparison.Ordinal);
        Assert.Contains(
            "<loc>http://localhost/series/db</loc>",
            await _blog.Reader.GetStringAsync("/sitemap.xml"),
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("还没到时间", await _blog.Reader.GetStringAsync("/series/db"), StringComparison.Ordinal);

        _blog.Clock.Advance(TimeSpan.FromDays(3));
        Assert.Equal(4, (await _blog.PageAsync("/series/db")).QuerySelectorAll(".parts li").Length);
    }

    [Fact]
    public async Task A_series_without_a_public_post_is_not_found()
    {
        await PartAsync("草稿", 1, days: null);
        await PartAsync("明天", 2, days: -1);
        var id = await IdAsync();
        await EditAsync(id, "Edit", ("Input.Title", "从零写数据库"), ("Input.Slug", "db"));
        await EditAsync(id, "Edit", ("Input.Title", "从零写数据库"), ("Input.Slug", "other"));
        foreach (var path in new[] { "/series/db", "/series/other", "/zh/series/other" })
        {
            using var answer = await _blog.Reader.GetAsync(path);
            Assert.Equal((path, HttpStatusCode.NotFound), (path, answer.StatusCode));
        }

        Assert.DoesNotContain("series/", await _blog.Reader.GetStringAsync("/sitemap.xml"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_edition_lists_the_posts_of_its_language()
    {
        await PartAsync("甲", 1, days: 3);
        await PartAsync("Part two", 2, days: 2, language: "en");
        await EditAsync(await IdAsync(), "Edit", ("Input.Title", "从零写数据库"), ("Input.Slug", "db"));
        Assert.Equal(
            ["Part two"],
            (await _blog.PageAsync("/en/series/db")).QuerySelectorAll(".parts li > a").Select(link => link.TextContent)
        );
        Assert.Equal(2, (await _blog.PageAsync("/series/db")).QuerySelectorAll(".parts li").Length);
    }

    [Fact]
    public async Task A_post_names_its_series_and_leads_to_the_parts_beside_it()
    {
        await PartAsync("甲", 1, days: 1);
        var middle = await PartAsync("乙", 2, days: 5);
        await PartAsync("丙", 3, days: 3);
        await EditAsync(await IdAsync(), "Edit", ("Input.Title", "从零写数据库"), ("Input.Slug", "db"));
        var page = await _blog.PageAsync(middle.Address.Href);
        Assert.Equal("本文是「从零写数据库」系列的第 2 篇，共 3 篇", page.QuerySelector(".series summary")!.TextContent);
        Assert.Equal(["系列上一篇: ‹ 甲", "系列下一篇: 丙 ›"], page.QuerySelectorAll(".steps a").Select(link => link.TextContent));
        Assert.Equal("/series/db", page.QuerySelector(".series p a")!.GetAttribute("href"));

        var data = JsonDocument.Parse(page.QuerySelector("script[type='application/ld+json']")!.TextContent);
        var posting = data.RootElement.GetProperty("@graph")[0];
        Assert.Equal("http://localhost/series/db", posting.GetProperty("isPartOf")[1].GetProperty("url").GetString());
        Assert.Equal(2, posting.GetProperty("position").GetInt32());
        Assert.Contains(
            "scheme=\"http://localhost/series\" label=\"从零写数据库\"",
            await _blog.Reader.GetStringAsync("/feed.xml"),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_renamed_series_keeps_its_posts_and_its_old_address_redirects()
    {
        var post = await PartAsync("甲", 1, days: 1);
        await PartAsync("乙", 2, days: 1);
        var id = await IdAsync();
        await EditAsync(id, "Edit", ("Input.Title", "数据库内幕"), ("Input.Slug", "inside"));
        Assert.Equal("数据库内幕", (await PostAsync(post.Id)).Series);
        Assert.Equal(post.Version + 1, (await PostAsync(post.Id)).Version);
        using var old = await _blog.Reader.GetAsync("/series/cong-ling-xie-shu-ju-ku");
        using var kept = await _blog.Reader.GetAsync("/series/" + Uri.EscapeDataString("从零写数据库"));
        Assert.Contains("/series/inside", new[] { old.Headers.Location?.ToString(), kept.Headers.Location?.ToString() });

        await PartAsync("丙", 3, days: 1); // by the former title
        Assert.Equal(3, (await _blog.PageAsync("/series/inside")).QuerySelectorAll(".parts li").Length);
        Assert.Equal(1, await ReadAsync(db => db.Series.CountAsync()));
    }

    [Fact]
    public async Task The_order_is_set_on_one_page_and_deleting_leaves_the_posts()
    {
        var (one, two) = (await PartAsync("甲", null, days: 2), await PartAsync("乙", null, days: 1));
        var id = await IdAsync();
        await EditAsync(id, "Edit", ("Input.Title", "从零写数据库"), ("Input.Slug", "db"));
        Assert.Equal(["甲", "乙"], await TitlesAsync());
        await EditAsync(
            id,
            "Order",
            ("Input.Places[0].Post", $"{one.Id}"),
            ("Input.Places[0].Place", "2"),
            ("Input.Places[1].Post", $"{two.Id}"),
            ("Input.Places[1].Place", "1")
        );
        Assert.Equal(["乙", "甲"], await TitlesAsync());
        Assert.Equal(
            "本文是「从零写数据库」系列的第 1 篇，共 2 篇",
            (await _blog.PageAsync(two.Address.Href)).QuerySelector(".series summary")!.TextContent
        );

        await EditAsync(id, "Remove", ("Input.Sure", "true"));
        Assert.Null((await PostAsync(one.Id)).Series);
        Assert.Equal(HttpStatusCode.NotFound, (await _blog.Reader.GetAsync("/series/db")).StatusCode);
        Assert.Null((await _blog.PageAsync(two.Address.Href)).QuerySelector(".series"));

        async Task<IEnumerable<string>> TitlesAsync() =>
            (await _blog.PageAsync("/series/db")).QuerySelectorAll(".parts li > a").Select(link => link.TextContent);
    }

    [Fact]
    public async Task What_somebody_else_changed_meanwhile_is_not_overwritten()
    {
        await PartAsync("甲", 1, days: 1);
        var id = await IdAsync();
        await EditAsync(id, "Edit", ("Input.Title", "别的名字"));
        using var late = await _owner.PostAsync(
            $"/admin/taxonomy/series/{id}",
            Visitor.Form(("Input.SeenName", "从零写数据库"), ("Input.SeenAddress", "/series/从零写数据库"), ("Input.Title", "晚了")),
            "Edit"
        );
        Assert.Equal(HttpStatusCode.OK, late.StatusCode);
        Assert.Equal("别的名字", await ReadAsync(db => db.Series.Select(series => series.Title).SingleAsync()));
    }

    [Fact]
    public async Task Series_of_an_earlier_version_get_their_pages_at_the_start()
    {
        await PartAsync("甲", 1, days: 1);
        await _blog.WithDbAsync(db => db.Series.ExecuteDeleteAsync());
        await using var scope = _blog.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<PostWriter>().AddMissingSeriesAsync(CancellationToken.None);
        Assert.Equal("从零写数据库", await ReadAsync(db => db.Series.Select(series => series.Title).SingleAsync()));
    }

    private Task<Post> PartAsync(
        string title,
        int? place,
        double? days,
        string language = "zh-CN",
        Func<PostContent, PostContent>? with = null
    ) =>
        _blog.PublishAsync(
            title,
            language: language,
            with: request =>
            {
                var content = request.Content with { Series = "从零写数据库", SeriesOrder = place };
                return request with
                {
                    Content = with?.Invoke(content) ?? content,
                    PublishAt = days is { } ago ? _blog.Clock.GetUtcNow().AddDays(-ago) : null,
                };
            }
        );

    private async Task<T> ReadAsync<T>(Func<BlogDb, Task<T>> read)
    {
        T found = default!;
        await _blog.WithDbAsync(async db => found = await read(db));
        return found;
    }

    private Task<int> IdAsync() => ReadAsync(db => db.Series.Select(series => series.Id).SingleAsync());

    private Task<Post> PostAsync(int id) => ReadAsync(db => db.Posts.AsNoTracking().SingleAsync(post => post.Id == id));

    private async Task EditAsync(int id, string handler, params (string, string)[] fields)
    {
        var series = await ReadAsync(db => db.Series.AsNoTracking().SingleAsync(one => one.Id == id));
        using var answer = await _owner.PostAsync(
            $"/admin/taxonomy/series/{id}",
            Visitor.Form([("Input.SeenName", series.Title), ("Input.SeenAddress", series.Address), .. fields]),
            handler
        );
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }
}
