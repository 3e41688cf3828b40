using AngleSharp.Dom;
using Blog.Data.Posts;
using Blog.Data.Posts.Files;
using Blog.Portability.Import;
using Blog.Tests.Data;
using Blog.Tests.Rendering;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Blog.Tests.Portability.Import.Templates;

/// <summary>Whole folders of each generator: no page shows a tag outside code.</summary>
public sealed class TemplateImportTests : IAsyncLifetime
{
    private static readonly string Picture = Path.Combine(
        Repository.Root,
        "tests/Blog.Tests/Portability/Corpus/hexo/source/img/fsync-count.png"
    );

    private readonly TemporaryFolder _folder = new();
    private DataHost _host = null!;

    public async ValueTask InitializeAsync()
    {
        _host = new DataHost(_folder.File("data"));
        await _host.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_Hexo_site_shows_no_tags()
    {
        Write("site/_config.yml", "title: 站\nurl: https://old.example\npost_asset_folder: true\n");
        Write("site/source/_posts/old.md", "---\ntitle: 旧文章\ndate: 2020-01-01\n---\n旧");
        Write("site/source/downloads/code/a.js", "let a = '{% x %}';\n");
        WritePicture("site/source/_posts/new/数据 流.png");
        WritePicture("site/source/img/b.png");
        Write(
            "site/source/_posts/new.md",
            Head
                + """
                {% asset_img "数据 流.png" "数据流" %} 见 {% post_link old %} 与 [它]({% post_path old %})。

                {% gallery %}
                ![](/img/b.png)
                ![](数据%20流.png)
                {% endgallery %}

                {% note info 标题 %}
                甲 `{% note %}`
                {% tabs t %}
                <!-- tab 一@icon -->
                {% label primary@乙 %}
                <!-- endtab -->
                {% endtabs %}
                {% endnote %}

                {% include_code a.js %}

                {% mystery %}
                里面的字
                {% endmystery %}

                :::spoiler 看
                丙
                :::

                {{ site.title }}
                """
        );
        var report = await ImportAsync();
        var (post, old) = await PostAsync();
        var page = Check(post);
        Assert.Equal(3, page.QuerySelectorAll("img[src^='/media/']").Length);
        Assert.Equal([old, old], page.QuerySelectorAll("a").Take(2).Select(link => link.GetAttribute("href")));
        Assert.Equal("旧文章", page.QuerySelector("a")!.TextContent);
        Assert.Contains("{% note %}", page.QuerySelector(".markdown-alert-note code")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("一", page.QuerySelector(".markdown-alert :is(h2, h3)")!.FirstChild!.TextContent);
        Assert.Equal(2, page.QuerySelectorAll(".gallery img").Length);
        Assert.Equal("看", page.QuerySelector("summary")!.TextContent);
        Assert.Contains("里面的字", page.TextContent, StringComparison.Ordinal);
        Assert.Contains("{{ site.title }}", page.TextContent, StringComparison.Ordinal);
        Assert.Contains(report.Notes, note => note == "unknown tag 'mystery': only its text was kept in source/_posts/new.md");
        Assert.Contains(Warnings(report, "new.md"), warning => warning == "line 23: unknown tag 'mystery': only its text is kept");
    }

    [Fact]
    public async Task A_Hugo_site_shows_no_shortcodes()
    {
        Write("site/hugo.toml", "title = '站'\nbaseURL = 'https://old.example/'\n[params]\nname = '某人'\n");
        Write("site/content/posts/old/index.md", "---\ntitle: 旧文章\ndate: 2020-01-01\n---\n旧");
        Write("site/layouts/shortcodes/own.html", "<p class=\"own\">{{ .Get 0 }}: {{ .Inner | markdownify }}</p>");
        Write("site/themes/t/layouts/shortcodes/hard.html", "{{ range .Site.Pages }}{{ .Title }}{{ end }}");
        WritePicture("site/content/posts/new/a.png");
        Write(
            "site/content/posts/new/index.md",
            Head
                + """
                [旧]({{< ref "posts/old" >}}) [它]({{< relref "../old/index.md#x" >}}) {{% param name %}}

                {{< figure src="a.png" caption="图一" >}}

                {{< notice warning >}}
                甲 `{{< x >}}`

                {{< spoiler >}}乙{{< /spoiler >}}
                {{< /notice >}}

                {{< own "头" >}}**丙**{{< /own >}}

                {{< hard >}}丁{{< /hard >}}

                {{</* youtube x */>}}

                {{< highlight go >}}
                {{< x >}}
                {{< /highlight >}}
                """
        );
        var report = await ImportAsync();
        var (post, old) = await PostAsync();
        var page = Check(post, "{{< youtube x >}}");
        Assert.Equal([old, old + "#x"], page.QuerySelectorAll("a").Take(2).Select(link => link.GetAttribute("href")));
        Assert.Equal("图一", page.QuerySelector("figure:has(img[src^='/media/']) figcaption")!.TextContent);
        Assert.NotNull(page.QuerySelector(".markdown-alert-warning details"));
        Assert.Equal("丙", page.QuerySelector("p strong")!.TextContent);
        Assert.Contains("某人", page.TextContent, StringComparison.Ordinal);
        Assert.Contains("{{< x >}}", page.QuerySelector("pre")!.TextContent, StringComparison.Ordinal);
        Assert.Contains(report.Notes, note => note.Contains("'hard'", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_Jekyll_site_shows_no_Liquid()
    {
        Write("site/_config.yml", "title: 站\nurl: https://old.example\nbaseurl: /blog\n");
        Write("site/_posts/2020-01-01-old.md", "---\ntitle: 旧文章\n---\n旧");
        Write("site/_includes/figure.html", "<figure><img src=\"{{ include.src }}\"><figcaption>{{ include.text }}</figcaption></figure>");
        WritePicture("site/assets/a.png");
        Write(
            "site/_posts/2021-01-01-new.md",
            Head
                + """
                * TOC
                {:toc}

                ## 头 {#head}

                [旧]({% post_url 2020-01-01-old %}) {{ page.title }}
                [它]({{ site.baseurl }}{% link _posts/2020-01-01-old.md %}){:target="_blank"}

                {% include figure.html src="/assets/a.png" text="图一" %}

                ![]({{ site.url }}{{ site.baseurl }}/assets/a.png)

                {% highlight ruby linenos %}
                puts "{{ x }}"
                {% endhighlight %}

                {% if site.title %}有{% endif %} $$a_b$$ 与 {{ other }}
                """
        );
        await ImportAsync();
        var (post, old) = await PostAsync();
        var page = Check(post);
        Assert.Equal([old, old], page.QuerySelectorAll("a[href^='/']").Take(2).Select(link => link.GetAttribute("href")));
        Assert.Equal(2, page.QuerySelectorAll("img[src^='/media/']").Length);
        Assert.Equal("图一", page.QuerySelector("figcaption")!.TextContent);
        Assert.Contains("{{ x }}", page.QuerySelector("pre")!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(page.QuerySelector("h2 #head"));
        Assert.NotNull(page.QuerySelector("math"));
        Assert.Contains("有", page.TextContent, StringComparison.Ordinal);
        Assert.Contains("{{ other }}", page.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("toc", page.TextContent, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_post_with_every_case_of_its_tool_shows_no_tags()
    {
        foreach (
            var tool in TemplateCases.All.Values.Where(one => !one.Name.Contains("raw", StringComparison.Ordinal)).GroupBy(one => one.Tool)
        )
        {
            var folder = tool.Key switch
            {
                SiteGenerator.Hexo => "source/_posts",
                SiteGenerator.Hugo => "content/posts",
                _ => "_posts",
            };
            foreach (var (number, one) in tool.Where(one => !ShowsTags(one)).Index())
            {
                Write($"{tool.Key}/{folder}/2020-01-01-{tool.Key}-{number}.md", Head + one.Input + "\n");
            }

            if (tool.Key != SiteGenerator.Unknown)
            {
                Write($"{tool.Key}/{(tool.Key == SiteGenerator.Hugo ? "hugo.yaml" : "_config.yml")}", "title: 站\n");
            }

            await ImportAsync(tool.Key.ToString());
        }

        var posts = await PostsAsync();
        Assert.True(posts.Count >= 150, $"{posts.Count} posts");
        Assert.All(posts.Values, post => Check(post));
    }

    [Fact]
    public async Task A_repeated_import_changes_nothing_and_a_verbatim_file_is_taken_as_it_is()
    {
        Write("site/_config.yml", "title: 站\n");
        Write("site/source/_posts/a.md", Head + "{% note %}甲{% endnote %}");
        Write("site/source/_posts/b.md", "---\ntitle: 乙\ndate: 2020-01-01\nverbatim: true\n---\n{% note %}甲{% endnote %}");
        await ImportAsync();
        Assert.Equal(2, (await ImportAsync()).Count(ImportOutcome.Unchanged));
        var posts = (await PostsAsync()).Values;
        Assert.Equal("> [!NOTE]\n> 甲", posts.Single(post => post.Title == "新文章").Markdown.Trim());
        Assert.Equal("{% note %}甲{% endnote %}", posts.Single(post => post.Title == "乙").Markdown.Trim());
    }

    private const string Head = "---\ntitle: 新文章\ndate: 2021-01-01\n---\n";

    private static bool ShowsTags(TemplateCase one) =>
        one.Name.Contains("error", StringComparison.Ordinal)
        || one.Name.Contains("escaped", StringComparison.Ordinal)
        || one.Name.Contains("braces in prose", StringComparison.Ordinal)
        || one.Name.Contains("not a container", StringComparison.Ordinal)
        || one.Name.Contains("template", StringComparison.Ordinal);

    /// <summary>The page of a post, which shows no tag but in code.</summary>
    private static IElement Check(Post post, string except = "\uFFFF")
    {
        var page = Rendered.Parse(post.BodyHtml.Value);
        var copy = Rendered.Parse(post.BodyHtml.Value);
        foreach (var code in copy.QuerySelectorAll("code, pre, annotation").ToList())
        {
            code.Remove();
        }

        var words = copy
            .InnerHtml.Replace("&lt;", "<", StringComparison.Ordinal)
            .Replace("&gt;", ">", StringComparison.Ordinal)
            .Replace(except, "", StringComparison.Ordinal);
        foreach (var sign in new[] { "{%", "%}", "{{<", ">}}", ":::" })
        {
            Assert.False(words.Contains(sign, StringComparison.Ordinal), $"{sign} in {post.Markdown}");
        }

        return page;
    }

    private static IReadOnlyList<string> Warnings(ImportReport report, string file) =>
        report.Entries.Single(entry => entry.Path.EndsWith("/" + file, StringComparison.Ordinal)).Warnings;

    private void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_folder.File(path))!);
        File.WriteAllText(_folder.File(path), text);
    }

    private void WritePicture(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_folder.File(path))!);
        File.Copy(Picture, _folder.File(path));
    }

    private Task<ImportReport> ImportAsync(string site = "site") =>
        new MarkdownImport(_host.Get<IServiceScopeFactory>(), _host.Get<TimeProvider>()).RunAsync(
            new ImportRequest(_folder.File(site)),
            null,
            CancellationToken.None
        );

    /// <summary>The new post, and the address of the old one.</summary>
    private async Task<(Post Post, string Old)> PostAsync()
    {
        var posts = (await PostsAsync()).Values;
        return (posts.Single(post => post.Title == "新文章"), posts.Single(post => post.Title == "旧文章").Address.Href);
    }

    private async Task<Dictionary<string, Post>> PostsAsync()
    {
        Dictionary<string, Post> posts = [];
        await _host.WithDbAsync(async db => posts = await db.Posts.ToDictionaryAsync(post => post.Address.Value, StringComparer.Ordinal));
        return posts;
    }
}
