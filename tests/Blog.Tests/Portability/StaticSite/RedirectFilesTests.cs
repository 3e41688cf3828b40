using Blog.Data.Addresses;
using Blog.Data.Redirects;
using Microsoft.EntityFrameworkCore;

namespace Blog.Tests.Portability.StaticSite;

/// <summary>A former address leads on in every form that servers read, and where they read none.</summary>
public sealed class RedirectFilesTests : IAsyncLifetime
{
    private readonly BlogApplication _blog = new();
    private readonly ExportedSite _site;

    public RedirectFilesTests() => _site = new ExportedSite(_blog);

    public async ValueTask InitializeAsync()
    {
        var now = _blog.Clock.GetUtcNow();
        var image = await _blog.AddImageAsync("roof.jpg", 300);
        var post = await _blog.PublishAsync(
            "现在",
            $"![]({image})",
            with: request => request with { Address = "/now/中文", Tags = ["C#"] }
        );
        var draft = await _blog.PublishAsync("Draft", with: request => request with { Slug = "draft", PublishAt = null });
        await _blog.WithDbAsync(async db =>
        {
            var (shown, hidden) = (await db.Posts.SingleAsync(p => p.Id == post.Id), await db.Posts.SingleAsync(p => p.Id == draft.Id));
            var (tag, file) = (await db.Tags.SingleAsync(), await db.Media.SingleAsync());
            db.Redirects.AddRange(
                Redirect.To(shown, "/2019/旧 \"quoted\" $x", now),
                Redirect.To(shown, "/2020/old.html", now),
                Redirect.To(shown, "/?p=12", now),
                Redirect.To(hidden, "/kanarie-old", now),
                Redirect.To(tag, "/tags/see-sharp", now),
                Redirect.To(file, "/images/old.jpg", now),
                Redirect.ToPage(SystemPage.AtomFeed, "/atom.xml", now)
            );
            await db.SaveChangesAsync();
        });
    }

    public ValueTask DisposeAsync()
    {
        _site.Dispose();
        return _blog.DisposeAsync();
    }

    [Fact]
    public async Task A_page_leads_on_where_a_server_knows_no_redirects()
    {
        await _site.ExportAsync();
        foreach (var file in new[] { "2019/旧 \"quoted\" $x/index.html", "2020/old.html" })
        {
            var page = _site.Page(file);
            const string To = "/now/%E4%B8%AD%E6%96%87";
            Assert.Equal("0; url=" + To, page.QuerySelector("meta[http-equiv=refresh]")!.GetAttribute("content"));
            Assert.Equal("http://localhost" + To, page.QuerySelector("link[rel=canonical]")!.GetAttribute("href"));
            Assert.Equal("noindex", page.QuerySelector("meta[name=robots]")!.GetAttribute("content"));
            Assert.Equal(To, page.QuerySelector("a")!.GetAttribute("href"));
        }

        Assert.Equal(_site.Text("feed.xml"), _site.Text("atom.xml"));
        Assert.True(_site.Has("images/old.jpg"));
        Assert.True(_site.Has("tags/see-sharp/index.html"));
        Assert.True(_site.Has("zh/tags/see-sharp/index.html"));
        Assert.False(_site.Has("en/tags/see-sharp/index.html"));
    }

    [Fact]
    public async Task Every_server_gets_the_redirects_in_its_own_form()
    {
        await _site.ExportAsync();
        var map = File.ReadAllText(Path.Combine(_site.Folder, "redirects.map"));
        Assert.Contains("\"/2019/旧 \\\"quoted\\\" $x\" \"/now/%E4%B8%AD%E6%96%87\";\n", map, StringComparison.Ordinal);
        Assert.Contains("\"/images/old.jpg\" \"/media/", map, StringComparison.Ordinal);
        Assert.Contains("\"/atom.xml\" \"/feed.xml\";\n", map, StringComparison.Ordinal);
        var nginx = File.ReadAllText(Path.Combine(_site.Folder, "nginx.conf"));
        Assert.Contains("map $arg_p $blog_arg_p", nginx, StringComparison.Ordinal);
        Assert.Contains("query.p", File.ReadAllText(Path.Combine(_site.Folder, "Caddyfile")), StringComparison.Ordinal);
        var hosting = _site.Text("_redirects");
        Assert.Contains("/2020/old.html /now/%E4%B8%AD%E6%96%87 301\n", hosting, StringComparison.Ordinal);
        Assert.DoesNotContain("?p=", hosting, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_redirect_to_a_draft_and_one_at_an_address_in_use_are_left_out()
    {
        await _blog.PublishAsync("Takes it", with: request => request with { Slug = "atom", Address = "/2020/old" });
        await _site.ExportAsync();
        Assert.All(
            Directory.EnumerateFiles(_site.Folder, "*", SearchOption.AllDirectories),
            file => Assert.DoesNotContain("kanarie", file + File.ReadAllText(file), StringComparison.Ordinal)
        );
        await _blog.WithDbAsync(async db =>
        {
            var post = await db.Posts.SingleAsync(p => p.AddressKey == "/2020/old");
            db.Redirects.Add(Redirect.ToPage(SystemPage.Home, "/now/中文", _blog.Clock.GetUtcNow()));
            await db.SaveChangesAsync();
        });
        await _site.ExportAsync();
        Assert.Contains("现在", _site.Text("now/中文/index.html"), StringComparison.Ordinal);
        Assert.DoesNotContain(
            "\"/now/中文\" \"/\"",
            File.ReadAllText(Path.Combine(_site.Folder, "redirects.map")),
            StringComparison.Ordinal
        );
    }
}
