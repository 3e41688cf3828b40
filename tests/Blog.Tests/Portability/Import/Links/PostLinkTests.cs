using Blog.Data.Media;
using Blog.Data.Redirects;
using Blog.Tests.Data;

namespace Blog.Tests.Portability.Import.Links;

/// <summary>Links between posts lead to the posts here, and what leads nowhere is in the report.</summary>
public sealed class PostLinkTests : IAsyncLifetime
{
    private ImportFixture _site = null!;

    public async ValueTask InitializeAsync() => _site = await ImportFixture.OpenAsync();

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task A_link_to_a_post_of_Hexo_leads_to_it_in_every_form()
    {
        _site.Write("site/_config.yml", "url: https://old.example/blog\nroot: /blog/\npermalink: :year/:title.html\n");
        _site.Post("site/source/_posts/深/目标.md", "x", "slug: aim\n").Post("site/source/_posts/other.md", "x");
        const string aim = "/2020/%E6%B7%B1/%E7%9B%AE%E6%A0%87.html";
        await LinksLeadAsync(
            "site/source/_posts/from.md",
            [
                ("/2020/深/目标.html", aim),
                ("/2020/%E6%B7%B1/%E7%9B%AE%E6%A0%87.html#x", aim + "#x"),
                ("/blog/2020/深/目标", aim),
                ("https://old.example/blog/2020/深/目标.html", aim),
                ("http://www.OLD.example/blog/2020/深/目标.html#x", aim + "#x"),
                ("//old.example/blog/2020/深/目标.html", aim),
                ("深/目标.html", aim), // as the page at /2020/from.html resolved it
                ("./深/目标.html", aim),
                ("../2020/深/目标.html", aim),
                ("深/目标.md", aim),
                ("./深/目标.md#x", aim + "#x"),
                ("深\\目标.md", aim),
                ("/深/目标.md", aim),
                ("/source/_posts/深/目标.md", aim),
                ("/_posts/深/目标.md", aim),
                ("深/目标", aim),
                ("目标.md", aim),
                ("other.html", "/2020/other.html"),
                ("/2017/05/06/other/", "/2020/other.html"), // an earlier pattern
                ("/OTHER", "/2020/other.html"),
            ]
        );
    }

    [Fact]
    public async Task A_link_to_a_post_of_Hugo_or_Jekyll_leads_to_it_in_every_form()
    {
        _site.Write("hugo/hugo.toml", "baseURL = 'https://old.example/'\n");
        _site.Post("hugo/content/posts/aim/index.md", "x").Post("hugo/content/posts/deep/other.md", "x").Post("hugo/content/about.md", "x");
        await LinksLeadAsync(
            "hugo/content/posts/from.md",
            [
                ("/posts/aim/", "/posts/aim/"),
                ("/posts/aim/index.html", "/posts/aim/"),
                ("/posts/aim/index.md", "/posts/aim/"),
                ("/posts/aim", "/posts/aim/"),
                ("../aim/", "/posts/aim/"),
                ("../aim/#x", "/posts/aim/#x"),
                ("aim/index.md", "/posts/aim/"),
                ("./aim", "/posts/aim/"),
                ("deep/other.md", "/posts/deep/other/"),
                ("/posts/deep/other.md", "/posts/deep/other/"),
                ("../deep/other/", "/posts/deep/other/"),
                ("/content/posts/deep/other.md", "/posts/deep/other/"),
                ("{{< ref \"aim\" >}}", "/posts/aim/"),
                ("{{< relref \"/posts/deep/other.md#x\" >}}", "/posts/deep/other/#x"),
                ("{{< ref path=\"deep/other.md\" >}}", "/posts/deep/other/"),
                ("../../about/", "/about/"),
            ]
        );
        _site.Write("jekyll/_config.yml", "url: https://old.example\nbaseurl: /b\n");
        _site.Post("jekyll/_posts/2020-02-03-goal.md", "x").Post("jekyll/_posts/sub/2020-02-03-far.md", "x");
        await LinksLeadAsync(
            "jekyll/_posts/2020-02-03-from.md",
            [
                ("/b/2020/02/03/goal.html", "/2020/02/03/goal.html"),
                ("{{ site.baseurl }}/2020/02/03/goal", "/2020/02/03/goal.html"),
                ("goal.html", "/2020/02/03/goal.html"),
                ("2020-02-03-goal.md", "/2020/02/03/goal.html"),
                ("{% post_url 2020-02-03-goal %}", "/2020/02/03/goal.html"),
                ("{% post_url sub/2020-02-03-far %}#x", "/2020/02/03/far.html#x"),
                ("{{ site.url }}{{ site.baseurl }}{% link _posts/2020-02-03-goal.md %}", "/2020/02/03/goal.html"),
            ]
        );
    }

    [Fact]
    public async Task Links_in_HTML_and_in_definitions_and_with_blanks_are_rewritten_and_code_is_not()
    {
        _site.Post("site/a b.md", "x", "permalink: /ab/\n").Post("site/c.md", "x", "permalink: /c/\n");
        _site.Post(
            "site/from.md",
            "[1](a b.md) [2](a b.md \"t\") [3](<a b.md>) [4][r] <a class='x' href='c.md#h'>5</a> `[6](a b.md)` [words](so it is)\n\n"
                + "<p><a href=\"a%20b.md\">7</a></p>\n\n    [8](c.md)\n\n$[9](a b.md)$ "
                + "\\[10](c.md) <!-- <a href='c.md'> -->\n\n[r]: c.md 't'"
        );
        var report = await _site.ImportAsync();
        Assert.Empty(ImportFixture.Warnings(report, "from.md"));
        Assert.Equal(
            "[1](/ab/) [2](/ab/ \"t\") [3](/ab/) [4][r] <a class='x' href='/c/#h'>5</a> `[6](a b.md)` [words](so it is)\n\n"
                + "<p><a href=\"/ab/\">7</a></p>\n\n    [8](c.md)\n\n$[9](a b.md)$ \\[10](c.md) <!-- <a href='c.md'> -->\n\n[r]: /c/ 't'",
            (await _site.PostsAsync())["from"].Markdown.Trim()
        );
    }

    [Fact]
    public async Task What_leads_nowhere_is_named_once_for_each_post_and_what_answers_is_not()
    {
        await _site.Host.WriteAsync(DataHost.Request("Here already") with { Address = "/here" });
        _site.Write("site/_config.yml", "url: https://old.example\npermalink: :title/\n");
        _site
            .Post("site/source/_posts/a.md", "x", "tags: [t]\ncategories: [c]\n")
            .Write("site/source/_drafts/d.md", "---\ntitle: d\n---\nx");
        _site.Write("site/source/demo/index.html", "<p>demo").Picture("site/source/pic.png");
        const string alive =
            "[](/a/) [](/tags/t/) [](/categories/c/) [](/archives/2020/02/) [](/atom.xml) [](/) [](/here) [](#x) [](/page/1/) "
            + "[](/tags/T) [](?x=1) [](https://old.example) [](https://elsewhere.example/gone) "
            + "[](mailto:a@b.example) [](/search) [](pic.png) ![](/pic.png) [](tel:1)";
        _site.Post("site/source/_posts/alive.md", alive);
        _site.Post(
            "site/source/_posts/lost.md",
            "[](/gone/) [](/gone/#x) [](/gone/#y) [](gone.md) ![](/no.png) [](https://old.example/gone2/) [](/tags/none/) [](d.md) "
                + "<a href='/gone3'></a> ![](/no.png) [](/pages/A) ![](https://old.example/no2.png)\n\n`[](/code/)`"
        );
        var expected = new[]
        {
            "image /no.png was not found or is empty",
            "link /gone/ leads nowhere",
            "link gone.md leads nowhere",
            "link https://old.example/gone2/ leads nowhere",
            "link /tags/none/ leads nowhere",
            "link d.md leads to a draft: source/_drafts/d.md",
            "link /gone3 leads nowhere",
            "link /pages/A leads nowhere",
            "image https://old.example/no2.png was not found or is empty",
        };
        foreach (var isDry in new[] { true, false, false })
        {
            var report = await _site.ImportAsync(with: request => request with { DryRun = isDry });
            Assert.Empty(ImportFixture.Warnings(report, "alive.md"));
            Assert.Equal(expected.Order(), ImportFixture.Warnings(report, "lost.md").Order());
        }
    }

    [Fact]
    public async Task A_template_of_a_page_is_no_file_and_a_refused_post_no_target()
    {
        _site.Write("site/_config.yml", "url: https://old.example\n").Write("site/index.html", "---\nlayout: home\n---\n{{ x }}");
        _site.Write("site/archive.html", "---\n---\n{{ x }}").Write("site/plain.html", "<p>x");
        _site.Post("site/_posts/2020-02-03-bad.md", string.Concat(Enumerable.Repeat("[a](b) ", 6000)));
        _site.Post("site/_posts/2020-02-03-a.md", "[](/) [](/archive.html) [](/plain.html) [](2020-02-03-bad.md)");
        var warnings = ImportFixture.Warnings(await _site.ImportAsync(), "a.md");
        Assert.Equal(3, warnings.Count);
        Assert.Contains("link /archive.html leads nowhere", warnings);
        Assert.Equal(2, warnings.Count(warning => warning.Contains("cannot be on the blog yet", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task An_image_keeps_its_old_addresses_below_the_root_of_the_site_too()
    {
        _site.Write("site/_config.yml", "url: https://old.example\nroot: /blog/\n").Picture("site/source/img/a.png");
        _site.Post("site/source/_posts/a.md", "![](/blog/img/a.png)");
        await _site.ImportAsync();
        foreach (var path in new[] { "/img/a.png", "/blog/img/a.png" })
        {
            var match = await _site.Host.WithAsync<AddressLookup, AddressMatch>(addresses =>
                addresses.FindAsync(path, _site.Host.Clock.GetUtcNow(), CancellationToken.None)
            );
            Assert.NotNull(MediaFile.IdIn(match.RedirectTo));
        }
    }

    /// <summary>Imports one post with all links.</summary>
    private async Task LinksLeadAsync(string file, (string Written, string Target)[] links)
    {
        _site.Post(file, string.Join("\n\n", links.Select(link => $"[x]({link.Written})")));
        var site = file.Split('/')[0];
        await _site.ImportAsync(site);
        var post = (await _site.PostsAsync())[Path.GetFileNameWithoutExtension(file)];
        var found = post.Markdown.Trim().Split("\n\n").Select(line => line["[x](".Length..^1]);
        Assert.Equal(links.Select(link => $"{link.Written} => {link.Target}"), links.Zip(found, (link, to) => $"{link.Written} => {to}"));
        await _site.Host.WithDbAsync(async db =>
        {
            db.RemoveRange(db.Posts);
            await db.SaveChangesAsync();
        });
    }
}
