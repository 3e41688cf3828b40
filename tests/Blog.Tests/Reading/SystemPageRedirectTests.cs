using System.Net;
using Blog.Data.Addresses;
using Blog.Data.Redirects;
using Microsoft.EntityFrameworkCore;

namespace Blog.Tests.Reading;

/// <summary>Old addresses that lead to a page of the system by name, or that are told apart by their query.</summary>
public sealed class SystemPageRedirectTests(SharedBlog shared) : IClassFixture<SharedBlog>, IDisposable
{
    private readonly BlogApplication _blog = new();

    public void Dispose() => _blog.Dispose();

    [Theory]
    [InlineData("/atom.xml", SystemPage.AtomFeed, "/feed.xml")]
    [InlineData("/rss2.xml", SystemPage.RssFeed, "/rss.xml")]
    [InlineData("/feed/", SystemPage.AtomFeed, "/feed.xml")]
    [InlineData("/timeline/", SystemPage.Archives, "/archives")]
    [InlineData("/timeline/2019/05/", "archives/2019/05", "/archives/2019/05")]
    [InlineData("/en/posts/", "en:archives", "/en/archives")]
    [InlineData("/fr/posts/", "fr:archives", "/archives")]
    [InlineData("/baidusitemap.xml", SystemPage.Sitemap, "/sitemap.xml")]
    public async Task An_old_address_leads_to_a_page_by_its_name(string old, string page, string address)
    {
        await AddAsync(shared.Blog, Redirect.ToPage(page, old, _blog.Clock.GetUtcNow()));
        var answer = await shared.Blog.Reader.GetAsync(old);
        Assert.Equal((HttpStatusCode.MovedPermanently, address), (answer.StatusCode, answer.Headers.Location!.ToString()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("archives/19")]
    [InlineData("archives/2019/05/06")]
    [InlineData("admin")]
    [InlineData("https://elsewhere.example")]
    public void Only_known_pages_have_a_name(string name) => Assert.Null(SystemPage.PathOf(name, ["zh", "en"]));

    [Fact]
    public async Task A_numbered_page_of_the_old_site_leads_on_only_while_this_blog_has_none_of_that_number()
    {
        await AddAsync(Redirect.ToPage(SystemPage.Home, "/page/2/", _blog.Clock.GetUtcNow()));
        Assert.Equal("/", (await _blog.Reader.GetAsync("/page/2/")).Headers.Location!.ToString());
        for (var i = 0; i < 9; i++)
        {
            await _blog.PublishAsync($"第 {i} 篇");
        }

        Assert.Equal("/page/2", (await _blog.Reader.GetAsync("/page/2/")).Headers.Location!.ToString());
        Assert.Equal(HttpStatusCode.OK, (await _blog.Reader.GetAsync("/page/2")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await _blog.Reader.GetAsync("/page/3/")).StatusCode);
    }

    [Fact]
    public async Task A_query_tells_old_addresses_apart_and_passes_the_cache_by()
    {
        var post = await _blog.PublishAsync("旧文", with: request => request with { Slug = "old" });
        var draft = await _blog.PublishAsync("草稿", with: request => request with { Slug = "draft", PublishAt = null });
        Assert.Equal(HttpStatusCode.OK, (await _blog.Reader.GetAsync("/?p=12")).StatusCode); // now the home page is cached
        await _blog.WithDbAsync(async db =>
        {
            var now = _blog.Clock.GetUtcNow();
            db.Redirects.Add(Redirect.To(await db.Posts.SingleAsync(one => one.Id == post.Id), "/?p=12", now));
            db.Redirects.Add(Redirect.To(await db.Posts.SingleAsync(one => one.Id == draft.Id), "/?p=13", now));
            db.Redirects.Add(Redirect.ToPage(SystemPage.RssFeed, "/?feed=rss2", now));
            await db.SaveChangesAsync();
        });
        foreach (var (asked, address) in new[] { ("/?p=12", "/old"), ("/index.php?p=12", "/old"), ("/?feed=rss2", "/rss.xml") })
        {
            var answer = await _blog.Reader.GetAsync(asked);
            Assert.Equal((HttpStatusCode.MovedPermanently, address), (answer.StatusCode, answer.Headers.Location!.ToString()));
        }

        Assert.Equal(HttpStatusCode.OK, (await _blog.Reader.GetAsync("/")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await _blog.Reader.GetAsync("/?p=13")).StatusCode); // a draft is not disclosed
        Assert.Equal(HttpStatusCode.OK, (await _blog.Reader.GetAsync("/?p=14")).StatusCode);
    }

    private Task AddAsync(Redirect redirect) => AddAsync(_blog, redirect);

    private static Task AddAsync(BlogApplication blog, Redirect redirect) =>
        blog.WithDbAsync(async db =>
        {
            db.Redirects.Add(redirect);
            await db.SaveChangesAsync();
        });
}
