namespace Blog.Tests.Reading;

/// <summary>What the search page says if nothing matches exactly, and the ways to it and from it.</summary>
public sealed class LooseSearchTests : IDisposable
{
    private readonly BlogApplication _blog = new();

    public void Dispose() => _blog.Dispose();

    [Fact]
    public async Task Without_an_exact_match_the_closest_posts_are_shown_and_the_page_says_so()
    {
        await _blog.PublishAsync("三台机器上的集群", "先准备 MongoDB，再部署。", with: r => r with { Slug = "cluster" });
        await _blog.PublishAsync("Three hosts", "Deploy MongoDB.", "en", r => r with { Slug = "hosts" });
        var page = await _blog.PageAsync("/zh/search?q=" + Uri.EscapeDataString("mongodb集群部署"));
        Assert.Equal("没有完全匹配，下面最接近的有 1 篇。", page.QuerySelector("[role=status]")!.TextContent);
        Assert.Equal("/cluster", page.QuerySelector("article.hit a")!.GetAttribute("href"));
        Assert.Equal(["集群"], page.QuerySelectorAll("h2 mark").Select(mark => mark.TextContent));
        Assert.Equal(["MongoDB", "部署"], page.QuerySelectorAll(".snippet mark").Select(mark => mark.TextContent));
        Assert.Null(page.QuerySelector(".meant"));
        Assert.StartsWith("/en/search?q=mongodb", page.QuerySelector("main > p a")!.GetAttribute("href"), StringComparison.Ordinal);

        page = await _blog.PageAsync("/en/search?q=mongobd");
        Assert.Equal("No exact match; the closest post is below.", page.QuerySelector("[role=status]")!.TextContent);
        Assert.Equal("Did you mean: mongodb", page.QuerySelector("main > p.meant")!.TextContent);
        Assert.Equal("/en/search?q=mongodb", page.QuerySelector(".meant a")!.GetAttribute("href"));
        Assert.Equal("/en/hosts", page.QuerySelector("article.hit a")!.GetAttribute("href"));
        page = await _blog.PageAsync("/search?q=" + Uri.EscapeDataString("<i>mongobd & 部署"));
        Assert.Equal("<i>mongodb & 部署", page.QuerySelector(".meant a")!.TextContent);
        Assert.Equal("/search?q=" + Uri.EscapeDataString("<i>mongodb & 部署"), page.QuerySelector(".meant a")!.GetAttribute("href"));
    }

    [Fact]
    public async Task The_language_switch_keeps_the_query()
    {
        await _blog.PublishAsync("中文", "文");
        await _blog.PublishAsync("English", "text", "en");
        var query = "?q=" + Uri.EscapeDataString("C# & 缓存");
        string? Switch(AngleSharp.Dom.IDocument page) => page.QuerySelector(".tools a[hreflang]")!.GetAttribute("href");
        var page = await _blog.PageAsync("/search" + query);
        Assert.Equal(("/en/search" + query, "English"), (Switch(page), page.QuerySelector(".tools a[hreflang]")!.TextContent));
        Assert.Equal("/search" + query, Switch(await _blog.PageAsync("/en/search" + query)));
        Assert.Equal("/en/search", Switch(await _blog.PageAsync("/search")));
        Assert.Equal("/en/search", Switch(await _blog.PageAsync("/search?q=" + new string('a', 201))));
        Assert.Empty(page.QuerySelectorAll("link[rel=alternate][hreflang]"));
    }

    [Theory]
    [InlineData("/", "/search", "搜索全部文章")]
    [InlineData("/en", "/en/search", "Search all posts")]
    [InlineData("/en/tags", "/en/search", "Search all posts")]
    public async Task Every_page_has_a_search_box_in_its_header(string path, string action, string label)
    {
        await _blog.PublishAsync("English", "text", "en");
        var form = (await _blog.PageAsync(path)).QuerySelector("header form[role=search]")!;
        Assert.Equal((action, null), (form.GetAttribute("action"), form.GetAttribute("method")));
        Assert.Equal("q", form.QuerySelector("input")!.GetAttribute("name"));
        Assert.Equal(label, form.QuerySelector($"label[for={form.QuerySelector("input")!.Id}]")!.TextContent);
        Assert.Single((await _blog.PageAsync(action)).QuerySelectorAll("form[role=search]"));
    }
}
