using System.IO.Compression;
using System.Text;
using Blog.Data.Posts;
using Blog.Data.Posts.Files;
using Blog.Portability.Import;

namespace Blog.Tests.Portability.Import.Backups.HaloMarkdown;

/// <summary>The Markdown files that Halo writes: heads that no parser of YAML reads, and what they do not say.</summary>
public sealed class HaloMarkdownTests
{
    /// <remarks>After service/impl/ExportServiceImpl.java of Lyn4ever29/halo-plugin-export-md.</remarks>
    private const string OfPlugin = """
        ---
        title: 标题: 带冒号 [和括号] # 和井号
        id: 5f1b6a1e-0c4d-4d5e-9a6b-1f2e3d4c5b6a
        date: 2023-10-22 16:56:20
        auther: admin
        cover: null
        excerpt: 摘要 没有冒号
        permalink: /archives/kuai-su
        categories:
         - tech
        tags: 
         - cat
         - c-plus
        ---

        第一段。

        ---

        ![图](/upload/a.png)
        """;

    /// <remarks>After service/impl/PostServiceImpl.java (getFrontMatterYaml) of halo-dev/halo, branch release-1.6.</remarks>
    private const string OfFirst = """
        ---
        title: @标题 %x
        date: 2022-04-03 19:00:00.0
        updated: 2022-04-04 19:00:00.123
        url: /archives/first.html
        categories: 
        - 技术
        - 随笔
        tags: 
        - 猫
        ---
        正文

        """;

    [Fact]
    public async Task Files_of_the_plugin_are_read_line_by_line()
    {
        await using var fixture = await ImportFixture.OpenAsync();
        var second = OfPlugin
            .Replace("5f1b6a1e-0c4d-4d5e-9a6b-1f2e3d4c5b6a", "other", StringComparison.Ordinal)
            .Replace("标题: 带冒号 [和括号] # 和井号", "从未公开", StringComparison.Ordinal)
            .Replace("/archives/kuai-su", "null", StringComparison.Ordinal);
        Zip(
            fixture.PathOf("export.zip"),
            ("标题.md", OfPlugin),
            ("从未公开.md", second),
            ("网页.html", "<h2>小标题</h2><p>正文</p>"),
            ("块.josn", "{}"),
            ("README.md", "# x")
        );
        var report = await fixture.ImportAsync("export.zip");

        var posts = await fixture.PostsAsync();
        var post = posts["标题: 带冒号 [和括号] # 和井号"];
        Assert.Equal("/archives/kuai-su", post.Address.Value);
        Assert.Equal(new DateTimeOffset(2023, 10, 22, 8, 56, 20, TimeSpan.Zero), post.PublishedAt);
        Assert.Equal(["c-plus", "cat"], post.Tags.Select(tag => tag.Name).Order(StringComparer.Ordinal));
        Assert.Null(post.Cover);
        Assert.Equal("摘要 没有冒号", post.Description);
        Assert.StartsWith("第一段。\n\n---\n", post.Markdown, StringComparison.Ordinal);
        Assert.Equal(PostState.Draft, posts["从未公开"].State);
        Assert.Equal(PostState.Draft, posts["网页"].State);
        Assert.StartsWith("## 小标题", posts["网页"].Markdown, StringComparison.Ordinal);
        Assert.Contains(
            report.Notes,
            note => note.StartsWith("Halo's Markdown export does not say which posts were private", StringComparison.Ordinal)
        );
        Assert.Contains("left out: 2 files that are none of Halo's Markdown export (README.md, 块.josn)", report.Notes);
        Assert.Contains(report.Notes, note => note.Contains("Asia/Shanghai was taken", StringComparison.Ordinal));
        Assert.Contains(report.Kept, kept => kept.Old == "/categories/tech");
        var again = await fixture.ImportAsync("export.zip", request => request with { Tool = SiteGenerator.Halo });
        Assert.Equal(3, again.Count(ImportOutcome.Unchanged));
    }

    [Fact]
    public async Task Files_of_the_first_version_are_read_and_their_states_are_asked_for()
    {
        await using var fixture = await ImportFixture.OpenAsync();
        var older = OfFirst
            .Replace("categories: \n- 技术\n- 随笔\n", "categories: 技术 | 随笔\n", StringComparison.Ordinal)
            .Replace("tags: \n- 猫\n", "tags: 猫\n", StringComparison.Ordinal)
            .Replace("@标题 %x", "更早", StringComparison.Ordinal)
            .Replace("first.html", "older.html", StringComparison.Ordinal);
        fixture.Write("halo/标题-first.md", OfFirst).Write("halo/更早-older.md", older).Picture("halo/upload/a.png");
        var report = await fixture.ImportAsync("halo");

        var posts = await fixture.PostsAsync();
        foreach (var (title, address) in new[] { ("@标题 %x", "/archives/first.html"), ("更早", "/archives/older.html") })
        {
            var post = posts[title];
            Assert.Equal(address, post.Address.Value);
            Assert.Equal(new DateTimeOffset(2022, 4, 3, 11, 0, 0, TimeSpan.Zero), post.PublishedAt);
            Assert.Equal(["猫", "随笔"], post.Tags.Select(tag => tag.Name).Order(StringComparer.Ordinal));
            Assert.Equal("正文", post.Markdown.Trim());
        }

        Assert.Contains(
            report.Notes,
            note => note.StartsWith("Halo's Markdown export does not say which posts were drafts", StringComparison.Ordinal)
        );
    }

    [Theory]
    [InlineData("---\ntitle: a\ndate: 2022-04-03 19:00:00\nurl: /a\n---\nx\n")]
    [InlineData("---\ntitle: a\ndate: 2022-04-03 19:00:00\nupdated: 2022-04-03 19:00:00\n---\nx\n")]
    [InlineData("---\ntitle: a\nauthor: b\npermalink: /a\n---\nx\n")]
    [InlineData("title: a\nauther: b\n---\nx\n")]
    public async Task Files_of_other_programs_stay_what_they_are(string text)
    {
        await using var fixture = await ImportFixture.OpenAsync();
        fixture.Write("site/a.md", text);
        var report = await fixture.ImportAsync("site", request => request with { DryRun = true });
        Assert.DoesNotContain(report.Notes, note => note.Contains("Halo", StringComparison.Ordinal));
    }

    [Fact]
    public async Task One_file_is_imported_without_those_beside_it()
    {
        await using var fixture = await ImportFixture.OpenAsync();
        fixture.Write("halo/a.md", OfFirst).Write("halo/b.md", OfFirst.Replace("/first", "/b", StringComparison.Ordinal));
        var report = await fixture.ImportAsync("halo/a.md");
        Assert.Equal(1, report.Count(ImportOutcome.Created));
    }

    private static void Zip(string path, params ReadOnlySpan<(string Name, string Text)> files)
    {
        using var archive = ZipFile.Open(path, ZipArchiveMode.Create, Encoding.UTF8);
        foreach (var (name, text) in files)
        {
            using var writer = new StreamWriter(archive.CreateEntry(name).Open());
            writer.Write(text);
        }
    }
}
