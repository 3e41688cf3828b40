using System.Net;
using Blog.Data.Settings;
using Microsoft.EntityFrameworkCore;

namespace Blog.Tests.Reading;

/// <summary>Tag and category pages list summaries or rows, as the owner wants it, and say which page they are.</summary>
public sealed class ListStyleTests : IDisposable
{
    private const int PerPage = 8;
    private readonly BlogApplication _blog = new();

    public void Dispose() => _blog.Dispose();

    [Fact]
    public async Task A_list_has_the_owners_style()
    {
        (string Path, PostListStyle Style, int Posts, bool IsRows)[] lists =
        [
            ("/tags/铁路", PostListStyle.Rows, 1, true),
            ("/categories/旅行", PostListStyle.Rows, 2, true),
            ("/tags/铁路", PostListStyle.Automatic, 20, false),
            ("/categories/旅行", PostListStyle.Automatic, 20, false),
            ("/tags/铁路", PostListStyle.Automatic, 21, true),
            ("/categories/旅行", PostListStyle.Automatic, 21, true),
            ("/tags/铁路", PostListStyle.Summaries, 21, false),
        ];
        var published = 0;
        foreach (var (path, style, posts, isRows) in lists)
        {
            await StyleAsync(style);
            await PublishAsync(posts, published);
            published = posts;
            var page = await _blog.PageAsync(path);
            Assert.Equal((path, style, isRows ? posts : 0), (path, style, page.QuerySelectorAll(".rows li").Length));
            Assert.Equal(isRows ? 0 : Math.Min(posts, PerPage), page.QuerySelectorAll("article.summary").Length);
            if (isRows)
            {
                var row = page.QuerySelector(".rows li")!;
                Assert.Equal("2026-11-22", row.QuerySelector("time")!.TextContent);
                Assert.Equal("第 1 站", row.QuerySelector("a")!.TextContent);
            }
        }
    }

    [Theory]
    [InlineData("/tags/铁路", "20 篇 · 第 1 页，共 3 页")]
    [InlineData("/tags/铁路/page/3", "20 篇 · 第 3 页，共 3 页")]
    [InlineData("/categories/旅行/page/2", "20 篇 · 第 2 页，共 3 页")]
    public async Task A_list_of_several_pages_says_which_one_it_is(string path, string place)
    {
        await PublishAsync(20);
        Assert.Equal(place, (await _blog.PageAsync(path)).QuerySelector(".head p")!.TextContent);
    }

    [Fact]
    public async Task A_list_of_one_page_only_says_how_many_posts_it_has()
    {
        await PublishAsync(8);
        Assert.Equal("8 篇", (await _blog.PageAsync("/tags/铁路")).QuerySelector(".head p")!.TextContent);
    }

    [Theory]
    [InlineData("/tags/铁路")]
    [InlineData("/categories/旅行")]
    public async Task A_page_that_a_long_list_no_longer_has_leads_to_its_last(string path)
    {
        await PublishAsync(24);
        var answer = await _blog.Reader.GetAsync(path + "/page/3");
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal(Uri.UnescapeDataString(path), Uri.UnescapeDataString(answer.Headers.Location!.ToString()));
        Assert.Equal(HttpStatusCode.NotFound, (await _blog.Reader.GetAsync(path + "/page/4")).StatusCode);
    }

    [Fact]
    public async Task The_home_page_keeps_its_summaries()
    {
        await StyleAsync(PostListStyle.Rows);
        await PublishAsync(21);
        Assert.Equal(PerPage, (await _blog.PageAsync("/")).QuerySelectorAll("article.summary").Length);
    }

    private Task StyleAsync(PostListStyle style) =>
        _blog.WithDbAsync(async db =>
        {
            var settings = await db.Settings.SingleAsync();
            settings.Revise(settings.Choices with { Display = settings.Display with { ListStyle = style } });
            await db.SaveChangesAsync();
        });

    /// <summary>Publishes so many posts, without those that there are.</summary>
    private async Task PublishAsync(int posts, int before = 0)
    {
        var first = new DateTimeOffset(2026, 11, 22, 8, 0, 0, TimeSpan.Zero);
        for (var i = before + 1; i <= posts; i++)
        {
            await _blog.PublishAsync(
                $"第 {i} 站",
                "沿着老铁路走了半天。",
                with: r => r with { Slug = $"stop-{i}", PublishAt = first.AddHours(-i), Tags = ["铁路"], Category = ["旅行"] }
            );
        }
    }
}
