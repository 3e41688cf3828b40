using System.Text;
using Blog.Data;
using Blog.Data.Posts;
using Blog.Portability.Import;
using Blog.Storage.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Blog.Tests.Portability;

/// <summary>Small sites of kinds that other importers failed on: dates, braces, decomposed names, old addresses.</summary>
public sealed class ExpectedCaseTests : IAsyncLifetime
{
    private static readonly TimeZoneInfo Shanghai = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");

    private readonly BlogApplication _blog = new();
    private readonly TemporaryFolder _folder = new();

    public async ValueTask InitializeAsync() => await _blog.Services.GetRequiredService<Readiness>().Task;

    public async ValueTask DisposeAsync()
    {
        await _blog.DisposeAsync();
        _folder.Dispose();
    }

    /// <summary>A date as written, and when that is in Shanghai; null where it must be named in the report instead.</summary>
    private static readonly (string Name, string Written, string? Local)[] Dates =
    [
        ("early", "2016-02-19 00:55:35", "2016-02-19 00:55"),
        ("iso-z", "2020-02-09T16:50:14.098Z", "2020-02-10 00:50"),
        ("offset", "2020-02-09T01:30:00+09:00", "2020-02-09 00:30"),
        ("offset2", "2022-07-30 23:30:00 +0800", "2022-07-30 23:30"),
        ("dateonly", "2021-12-31", "2021-12-31 00:00"),
        ("slash", "2021/3/4 5:06", "2021-03-04 05:06"),
        ("quoted", "\"2015-05-24 04:50\"", "2015-05-24 04:50"),
        ("noseconds", "2022-01-02 3:04", "2022-01-02 03:04"),
        ("rfc", "Sat, 30 Jul 2022 23:30:00 +0000", "2022-07-31 07:30"),
        ("pre1970", "1969-07-20 20:17:00", "1969-07-20 20:17"),
        ("stamp", "1656633600", "2022-07-01 08:00"),
        ("updated", "2020-01-01 00:30:00\nupdated: 2021-01-01 00:30:00", "2020-01-01 00:30"),
        ("cn", "2022年3月4日 05:06", "2022-03-04 05:06"),
        ("ampm", "2022-07-30 11:30 PM", "2022-07-30 23:30"),
        ("noon", "2022-07-30 12:30 AM", "2022-07-30 00:30"),
        ("gap", "1988-04-17 02:30:00", "1988-04-17"), // the clocks went from 2:00 to 3:00
        ("twice", "1988-09-11 01:30:00", "1988-09-11"), // and back
        ("future", "2099-01-01 00:00:00", "2099-01-01 00:00"),
        ("leap", "2023-02-29 10:00:00", null),
        ("moment", "{{ date }}", null),
        ("year10k", "12022-01-01", null),
        ("zero", "0000-00-00 00:00:00", null),
    ];

    [Fact]
    public async Task Every_date_is_read_rightly_or_named_in_the_report()
    {
        foreach (var (name, written, _) in Dates)
        {
            Write($"c-{name}.md", $"---\ntitle: 日期{name}\ndate: {written}\nslug: c-{name}\n---\n正文");
        }

        Write("2019-08-09-c-name.md", "---\ntitle: 日期name\n---\n正文");
        var report = await ImportAsync(request => request with { Zone = Shanghai });
        var posts = await PostsAsync();
        foreach (var (name, _, local) in Dates.Append(("name", "", "2019-08-09")))
        {
            var post = posts["日期" + name];
            var warnings = report.Entries.Single(entry => entry.Path.EndsWith($"c-{name}.md", StringComparison.Ordinal)).Warnings;
            if (local is null)
            {
                Assert.Equal((PostState.Draft, null), (post.State, post.PublishedAt));
                Assert.Contains(warnings, warning => warning.EndsWith("is not a readable date", StringComparison.Ordinal));
                continue;
            }

            var read = TimeZoneInfo.ConvertTime(post.PublishedAt!.Value, Shanghai);
            Assert.StartsWith(local, $"{read:yyyy-MM-dd HH:mm}", StringComparison.Ordinal);
            Assert.Equal(name == "future", warnings.Any(warning => warning.Contains("in the future", StringComparison.Ordinal)));
            if (name == "future")
            {
                Assert.Equal(404, (int)(await _blog.Reader.GetAsync(post.Address.Href)).StatusCode);
                continue;
            }

            var page = await _blog.PageAsync(post.Address.Href);
            Assert.Equal(local[..10], page.QuerySelector("article time")!.GetAttribute("datetime")![..10]);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("_config.yml")]
    public async Task Braces_and_tags_of_Hexo_are_converted_with_and_without_a_configuration(string config)
    {
        if (config.Length > 0)
        {
            Write(config, "title: 站名\npost_asset_folder: true\n");
        }

        Picture("source/_posts/c05/flow.png");
        Write("source/_posts/c01.md", "---\ntitle: 旧文\ndate: 2024-01-01\n---\n旧");
        Write(
            "source/_posts/c05.md",
            """
            ---
            title: 花括号
            date: 2024-03-01 10:00:00
            permalink: /c05/
            ---
            行内 `{{.a}}` 与 {{ site.title }} 与 `vector<vector<char>> t = {{1,2,3},{2,3,4}}`。

            ```jsx
            <A b={{ c: '{% raw %}' }} />
            ```

            {% raw %}
            原样 {{ x }}
            {% endraw %}

            {% codeblock lang:js hello.js %}
            var a = 1;
            {% endcodeblock %}

            {% asset_img flow.png "数据流" %}

            {% note warning %}
            提示里的**字**。
            {% endnote %}

            {% blockquote 某人 %}
            引用
            {% endblockquote %}

            {% post_link c01 '旧文' %}

            {% mystery %}

            <!-- more -->

            正文结束。
            """
        );
        var report = await ImportAsync();
        var article = (await _blog.PageAsync("/c05/")).QuerySelector("article")!;
        var text = article.TextContent;
        Assert.All(
            new[] { "{{.a}}", "{{ site.title }}", "{{1,2,3},{2,3,4}}", "b={{ c: '{% raw %}' }}", "原样 {{ x }}", "var a = 1;", "正文结束" },
            words => Assert.Contains(words, text, StringComparison.Ordinal)
        );
        Assert.Contains(
            article.QuerySelectorAll("img"),
            image => image.GetAttribute("src")!.StartsWith("/media/", StringComparison.Ordinal)
        );
        Assert.Equal("字", article.QuerySelector(".markdown-alert-warning strong")!.TextContent);
        Assert.Contains("引用", article.QuerySelector("blockquote")!.TextContent, StringComparison.Ordinal);
        var old = (await PostsAsync())["旧文"].Address.Href;
        Assert.Contains(article.QuerySelectorAll("a"), link => link.GetAttribute("href") == old && link.TextContent == "旧文");
        foreach (var code in article.QuerySelectorAll("code, pre").ToList())
        {
            code.Remove();
        }

        Assert.DoesNotContain("{%", article.TextContent, StringComparison.Ordinal);
        Assert.Contains(report.Entries.Single(entry => entry.Address == "/c05/").Warnings, warning => warning.Contains("mystery"));
    }

    [Fact]
    public async Task Names_as_macOS_decomposes_them_answer_in_both_forms()
    {
        var decomposed = "c17-café-がぎ".Normalize(NormalizationForm.FormD);
        Write("_config.yml", "language: zh-CN\npermalink: :title\n");
        Picture("source/images/" + "é.png".Normalize(NormalizationForm.FormD));
        Write(
            $"source/_posts/{decomposed}.md",
            $"---\ntitle: Café\ndate: 2024-03-07 10:00:00\ntags: [\"{"élan".Normalize(NormalizationForm.FormD)}\"]\n---\n"
                + $"中文正文 {"naïve résumé".Normalize(NormalizationForm.FormD)}\n\n![图](/images/é.png)"
        );
        Write(
            "source/_posts/c17-b.md",
            "---\ntitle: 引用者\ndate: 2024-03-07 11:00:00\ntags: [\"élan\"]\n---\n[链](/c17-café-がぎ) 中文 ![图](/images/"
                + "é.png".Normalize(NormalizationForm.FormD)
                + ")"
        );
        var report = await ImportAsync();
        Assert.All(report.Entries, entry => Assert.Empty(entry.Warnings));
        var posts = await PostsAsync();
        Assert.Equal("/c17-café-がぎ", posts["Café"].Address.Value);
        Assert.Equal(200, (int)(await _blog.Reader.GetAsync("/" + Uri.EscapeDataString("c17-café-がぎ"))).StatusCode);
        var moved = await _blog.Reader.GetAsync("/" + Uri.EscapeDataString(decomposed));
        Assert.Equal((301, posts["Café"].Address.Href), ((int)moved.StatusCode, moved.Headers.Location!.OriginalString));
        Assert.Equal(posts["Café"].Tags.Single().Id, posts["引用者"].Tags.Single().Id);
        Assert.Contains($"[链]({posts["Café"].Address.Href})", posts["引用者"].Markdown, StringComparison.Ordinal);
        Assert.All(posts.Values, post => Assert.Contains("![图](/media/", post.Markdown, StringComparison.Ordinal));
        var found = await _blog.PageAsync("/search?q=" + Uri.EscapeDataString("résumé"));
        Assert.Contains(found.QuerySelectorAll("main a"), link => link.GetAttribute("href") == posts["Café"].Address.Href);
    }

    [Fact]
    public async Task The_addresses_of_Hexo_by_its_configuration_answer()
    {
        Write(
            "_config.yml",
            "url: https://old.example.com\nroot: /\npermalink: :year/:month/:day/:title/\ntimezone: Asia/Shanghai\n"
                + "tag_map:\n  数据库: database\ncategory_map:\n  编程: programming\n"
        );
        Write("source/_posts/c30-bar.md", "---\ntitle: 二\ndate: 2018-05-06 08:08:09\nabbrlink: 3a2b1c\n---\n中文正文");
        Write(
            "source/_posts/c30-foo.md",
            "---\ntitle: 一\ndate: 2018-05-06 07:08:09\ntags: 数据库\ncategories: 编程\n---\n中文正文，见[另一篇](/2018/05/06/c30-bar/)。"
        );
        await ImportAsync();
        await AnswersAsync("/2018/05/06/c30-foo/", "/2018/05/06/c30-bar/", "/tags/database/", "/categories/programming/");
        Assert.Contains("[另一篇](/2018/05/06/c30-bar/)", (await PostsAsync())["一"].Markdown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_addresses_and_shortcodes_of_Hugo_by_its_configuration_answer()
    {
        Write(
            "hugo.toml",
            "baseURL = \"https://old.example.com/\"\ndefaultContentLanguage = \"zh\"\ntimeZone = \"Asia/Shanghai\"\n"
                + "[permalinks]\n  posts = \"/:year/:month/:slug/\"\n"
        );
        Picture("static/img/a.png");
        Write("content/posts/c30-hugo2/index.md", "---\ntitle: Hugo 二\ndate: 2019-05-07\nslug: c30-hugo2\n---\n中文正文");
        Write(
            "content/posts/c30-hugo.md",
            "+++\ntitle = \"c30 hugo\"\ndate = 2019-05-06T07:08:09+08:00\n+++\n中文正文 {{< figure src=\"/img/a.png\" title=\"图\" >}}\n\n"
                + "{{% notice tip %}}提示{{% /notice %}}\n\n{{< highlight go \"linenos=table\" >}}\nfunc main() {}\n{{< /highlight >}}\n\n"
                + "[链]({{< ref \"c30-hugo2.md\" >}})"
        );
        var report = await ImportAsync();
        Assert.All(report.Entries, entry => Assert.Empty(entry.Warnings));
        await AnswersAsync("/2019/05/c30-hugo/", "/2019/05/c30-hugo2/");
        var article = (await _blog.PageAsync("/2019/05/c30-hugo/")).QuerySelector("article")!;
        Assert.Contains(article.QuerySelectorAll("a"), link => link.GetAttribute("href") == "/2019/05/c30-hugo2/");
        Assert.NotNull(article.QuerySelector(".markdown-alert-tip"));
        Assert.NotNull(article.QuerySelector("img[src^='/media/']"));
        Assert.DoesNotContain("{{", article.TextContent, StringComparison.Ordinal);
    }

    private async Task AnswersAsync(params string[] paths)
    {
        foreach (var path in paths)
        {
            var answer = await _blog.Reader.GetAsync(path);
            answer = (int)answer.StatusCode == 301 ? await _blog.Reader.GetAsync(answer.Headers.Location) : answer;
            Assert.Equal((path, 200), (path, (int)answer.StatusCode));
        }
    }

    private void Write(string name, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_folder.File(name))!);
        File.WriteAllText(_folder.File(name), text);
    }

    private void Picture(string name)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_folder.File(name))!);
        File.WriteAllBytes(_folder.File(name), Data.TestImages.Still(20, 10, ".png"));
    }

    private Task<ImportReport> ImportAsync(Func<ImportRequest, ImportRequest>? with = null)
    {
        var request = new ImportRequest(_folder.Path);
        return _blog.Services.GetRequiredService<MarkdownImport>().RunAsync(with?.Invoke(request) ?? request, null, CancellationToken.None);
    }

    private async Task<Dictionary<string, Post>> PostsAsync()
    {
        await using var scope = _blog.Services.CreateAsyncScope();
        return await scope
            .ServiceProvider.GetRequiredService<BlogDb>()
            .Posts.AsNoTracking()
            .Include(post => post.Tags)
            .ToDictionaryAsync(post => post.Title);
    }
}
