using System.Xml.Linq;
using Blog.Data.Media;
using Blog.Rendering;
using Blog.Rendering.Output;
using Blog.Tests.Comments;
using Blog.Tests.Reading.Feeds;
using Microsoft.EntityFrameworkCore;

namespace Blog.Tests.Portability.StaticSite;

/// <summary>The static site has every public address of the blog, and each file is what readers get there.</summary>
public sealed class StaticSiteTests : IAsyncLifetime
{
    private readonly BlogApplication _blog = new();
    private readonly ExportedSite _site;

    public StaticSiteTests() => _site = new ExportedSite(_blog);

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync()
    {
        _site.Dispose();
        return _blog.DisposeAsync();
    }

    [Fact]
    public async Task Every_link_of_every_page_leads_to_a_file()
    {
        await FillAsync();
        var report = await _site.ExportAsync();
        Assert.Empty(report.Warnings);
        Assert.Empty(report.DeadLinks);
        var pages = _site.Files.Where(file => file.EndsWith(".html", StringComparison.Ordinal)).ToList();
        Assert.True(pages.Count > 60, $"only {pages.Count} pages");
        var dead = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var page in pages)
        {
            foreach (var link in FeedParsing.Addresses(_site.Text(page)))
            {
                var target = new Uri(new Uri("http://localhost/" + page.Replace("index.html", "", StringComparison.Ordinal)), link);
                var path = Uri.UnescapeDataString(target.AbsolutePath).Trim('/');
                if (target.Host == "localhost" && !_site.Has(path) && !_site.Has(path.Length == 0 ? "index.html" : path + "/index.html"))
                {
                    dead.Add($"{page}: {link}");
                }
            }
        }

        Assert.Empty(dead);
    }

    [Fact]
    public async Task Drawings_of_diagrams_are_files_of_their_own_and_those_of_drafts_are_not()
    {
        const string Block = "```mermaid\ngraph TD\n  A --> B\n```";
        var (shown, hidden) = (MarkdownDiagrams.Find(Block)[0], DiagramSource.Of("pie\n\"a\": 1"));
        await _blog.PublishAsync("图", Block, with: r => r with { Slug = "diagram" });
        await _blog.WithDbAsync(async db =>
        {
            foreach (var source in new[] { shown, hidden })
            {
                var diagram = new Diagram(source.Hash, _blog.Clock.GetUtcNow());
                diagram.Drawn(Svg("light"), Svg("dark"));
                db.Diagrams.Add(diagram);
            }

            await db.SaveChangesAsync();
        });
        await _blog.WithDbAsync(db => db.Posts.ExecuteUpdateAsync(set => set.SetProperty(post => post.RendererVersion, "")));
        await Poll.UntilAsync(async () => (await _blog.PageAsync("/diagram")).QuerySelector("figure.diagram") is not null);
        await _site.ExportAsync();
        var page = _site.Text("diagram/index.html");
        foreach (var isDark in new[] { false, true })
        {
            var path = DiagramSource.PathOf(shown.Hash, "", isDark);
            Assert.Contains(path, page, StringComparison.Ordinal);
            Assert.Equal(Svg(isDark ? "dark" : "light"), _site.Text(path.TrimStart('/')));
            Assert.False(_site.Has(DiagramSource.PathOf(hidden.Hash, "", isDark).TrimStart('/')));
        }

        static string Svg(string scheme) =>
            "<svg width=\"30\" height=\"20\" viewBox=\"0 0 30 20\" xmlns=\"http://www.w3.org/2000/svg\">"
            + $"<title>{scheme}</title></svg>";
    }

    [Fact]
    public async Task Every_address_of_the_sitemap_and_every_feed_has_a_file()
    {
        await FillAsync();
        await _site.ExportAsync();
        var urls = XDocument.Load(new StringReader(_site.Text("sitemap.xml"))).Descendants().Where(e => e.Name.LocalName == "loc").ToList();
        Assert.True(urls.Count > 30);
        Assert.All(
            urls,
            url =>
            {
                var path = Uri.UnescapeDataString(new Uri(url.Value).AbsolutePath).Trim('/');
                Assert.True(_site.Has(path) || _site.Has((path + "/index.html").TrimStart('/')), path);
            }
        );
        foreach (var folder in new[] { "", "en/", "zh/", "tags/csharp/", "en/tags/csharp/", "categories/db/sqlite/" })
        {
            foreach (var feed in FeedParsing.Files)
            {
                Assert.True(_site.Has(folder + feed), folder + feed);
            }
        }
    }

    [Fact]
    public async Task A_copy_shows_comments_and_leads_to_the_live_site_to_write_one()
    {
        await FillAsync();
        var post = await _blog.PublishAsync("有人评论", with: r => r with { Slug = "commented" });
        var comment = await _blog.SubmitAsync(post, "看得见");
        await _blog.SubmitAsync(post, "还在等", approve: false);
        await _site.ExportAsync();
        var page = _site.Page("commented/index.html");
        Assert.Equal("看得见", page.QuerySelector($"#comment-{comment.Id} .prose")!.TextContent.Trim());
        Assert.DoesNotContain("还在等", page.Source.Text, StringComparison.Ordinal);
        Assert.Null(page.QuerySelector("form.write, .reply"));
        Assert.Equal("http://localhost/commented#comments", page.QuerySelector(".comments > div > p:last-child a")!.GetAttribute("href"));
    }

    [Fact]
    public async Task A_file_holds_what_the_program_sends()
    {
        await FillAsync();
        await _blog.SetAsync(comments => comments with { Enabled = false }); // a form cannot be sent to a file
        await _site.ExportAsync();
        foreach (
            var (address, file) in new[]
            {
                ("/", "index.html"),
                ("/en", "en/index.html"),
                ("/page/2", "page/2/index.html"),
                ("/post-3", "post-3/index.html"),
                ("/%E4%B8%AD%E6%96%87", "中文/index.html"),
                ("/2021/05/03/old.html", "2021/05/03/old.html"),
                ("/2021/slashed/", "2021/slashed/index.html"),
                ("/tags/csharp", "tags/csharp/index.html"),
                ("/categories/db/sqlite", "categories/db/sqlite/index.html"),
                ("/archives/2026/11", "archives/2026/11/index.html"),
                ("/feed.xml", "feed.xml"),
                ("/feed.json", "feed.json"),
                ("/sitemap.xml", "sitemap.xml"),
                ("/robots.txt", "robots.txt"),
                ("/opensearch.xml", "opensearch.xml"),
                ("/site.webmanifest", "site.webmanifest"),
                ("/favicon.ico", "favicon.ico"),
                ("/llms.txt", "llms.txt"),
                ("/post-3.md", "post-3.md"),
            }
        )
        {
            Assert.Equal(await _blog.Reader.GetByteArrayAsync(address), await File.ReadAllBytesAsync(Path.Combine(_site.Public, file)));
        }
    }

    [Fact]
    public async Task Two_lists_never_have_one_title()
    {
        await FillAsync();
        await _site.ExportAsync();
        var titles = _site
            .Files.Where(file => file.EndsWith(".html", StringComparison.Ordinal))
            .Select(_site.Page)
            .Where(page => page.QuerySelector("meta[http-equiv=refresh]") is null && page.QuerySelector("article.post") is null)
            .Select(page => page.Title!)
            .ToList();
        Assert.Equal(titles.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal), titles.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Images_of_public_posts_are_there_in_all_sizes_and_those_of_drafts_are_not()
    {
        var shown = await _blog.AddImageAsync("shown.jpg", 2000);
        var hidden = await _blog.AddImageAsync("hidden.jpg", 1200);
        await _blog.PublishAsync("Shown", $"![a picture]({shown})");
        await _blog.PublishAsync("Draft", $"![a picture]({hidden})", with: request => request with { PublishAt = null });
        await _site.ExportAsync();
        var files = _site.Files.Where(file => file.StartsWith("media/", StringComparison.Ordinal)).ToList();
        Assert.Contains(shown.TrimStart('/'), files);
        Assert.True(files.Count > 1, "no smaller copies");
        Assert.All(files, file => Assert.StartsWith(shown.TrimStart('/')[..38], file, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_error_page_and_the_search_work_without_the_program()
    {
        await FillAsync();
        await _site.ExportAsync();
        var lost = _site.Page("404.html");
        Assert.Equal("zh-CN", lost.DocumentElement.GetAttribute("lang"));
        Assert.NotEmpty(lost.QuerySelectorAll(".rows a"));
        var search = _site.Page("search/index.html");
        Assert.Equal("http://localhost/search", search.QuerySelector("noscript a")?.GetAttribute("href"));
        Assert.Contains(search.Scripts, script => script.Source?.Contains("site-search", StringComparison.Ordinal) == true);
        Assert.DoesNotContain("site-search", await _blog.Reader.GetStringAsync("/search"), StringComparison.Ordinal);
        Assert.True(_site.Has("search/index.json"));
        Assert.DoesNotContain(
            _site.Files,
            file => file.Contains("admin", StringComparison.Ordinal) || file.Contains("editor", StringComparison.Ordinal)
        );
        Assert.DoesNotContain(
            "/account/",
            string.Concat(_site.Files.Where(file => file.EndsWith(".html", StringComparison.Ordinal)).Select(_site.Text))
        );
    }

    [Fact]
    public async Task Names_that_cannot_be_files_are_reported_and_the_rest_is_written()
    {
        await _blog.PublishAsync("File", with: request => request with { Address = "/notes/x.html" });
        await _blog.PublishAsync("Below", with: request => request with { Address = "/notes/x.html/below" });
        await _blog.PublishAsync("Long", with: request => request with { Address = "/" + new string('长', 100) });
        var report = await _site.ExportAsync();
        Assert.Equal(2, report.Warnings.Count);
        Assert.Contains(report.Warnings, line => line.Contains("/notes/x.html", StringComparison.Ordinal));
        Assert.Contains(report.Warnings, line => line.Contains("255 bytes", StringComparison.Ordinal));
        Assert.True(_site.Has("index.html"));
    }

    [Fact]
    public async Task A_dead_link_is_named_with_the_page_that_has_it()
    {
        await _blog.PublishAsync("Broken", "[nowhere](/no-such-page)", with: request => request with { Slug = "broken" });
        var report = await _site.ExportAsync();
        Assert.Equal("/no-such-page (linked by /broken)", Assert.Single(report.DeadLinks));
    }

    [Fact]
    public async Task A_blog_below_a_path_has_its_files_below_that_path()
    {
        await using var blog = new BlogApplication { Settings = { ["Blog:PublicUrl"] = "http://localhost/blog" } };
        using var site = new ExportedSite(blog);
        await blog.PublishAsync("First", with: request => request with { Slug = "first" });
        var report = await site.ExportAsync();
        Assert.Empty(report.DeadLinks);
        Assert.True(site.Has("blog/index.html"));
        Assert.True(site.Has("blog/first/index.html"));
        Assert.True(site.Has("blog/404.html"));
        Assert.All(site.Files, file => Assert.True(file.StartsWith("blog/", StringComparison.Ordinal) || !file.Contains('/'), file));
    }

    private async Task FillAsync()
    {
        await _blog.SettingsAsync(choices => choices with { Discovery = choices.Discovery with { PublishesMarkdown = true } });
        for (var i = 0; i < 20; i++)
        {
            await _blog.PublishAsync(
                $"第 {i} 篇",
                $"正文 {i}，讲 C# 与缓存。\n\n## 小节\n\n[上一篇](/post-{Math.Max(0, i - 1)})",
                with: request =>
                    request with
                    {
                        Slug = $"post-{i}",
                        Tags = ["C#", i % 2 == 0 ? "缓存" : ".NET"],
                        Category = ["db", "sqlite"],
                        PublishAt = _blog.Clock.GetUtcNow().AddDays(-i * 20),
                        TranslationGroup = i == 3 ? "pair" : null,
                    }
            );
        }

        await _blog.PublishAsync(
            "Post 3",
            "Text about C#.",
            "en",
            request => request with { Slug = "post-3", Tags = ["C#"], TranslationGroup = "pair" }
        );
        await _blog.PublishAsync("中文", with: request => request with { Address = "/中文" });
        await _blog.PublishAsync("Old", with: request => request with { Address = "/2021/05/03/old.html" });
        await _blog.PublishAsync("Slashed", with: request => request with { Address = "/2021/slashed/" });
    }
}
