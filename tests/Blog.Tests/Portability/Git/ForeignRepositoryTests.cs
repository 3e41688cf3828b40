using Blog.Data.Posts;
using Blog.Tests.Data;
using Microsoft.EntityFrameworkCore;

namespace Blog.Tests.Portability.Git;

/// <summary>Repositories of other programs are connected as they are.</summary>
public sealed class ForeignRepositoryTests
{
    private const string Config = "title: 池塘边\nurl: https://old.example.org\npermalink: :year/:month/:title/\ntimezone: Asia/Shanghai\n";

    private const string Post = """
        ---
        # the order of these is mine
        tags: [青蛙, "夏天"]   # two of them
        title: "池塘"
        date: 2021-07-01 20:30:00
        mathjax: true

        categories:
          - 笔记
        ---

        第一段，见 {% post_link lake %}。

        {% note info %}
        提示
        {% endnote %}

        最后一段。

        """;

    [Fact]
    public async Task A_change_of_the_text_keeps_the_rest_of_a_Hexo_post_to_the_byte()
    {
        await using var git = await HexoAsync();
        await git.ReviseAsync(
            "池塘",
            request =>
                request with
                {
                    Content = request.Content with
                    {
                        Markdown = request.Content.Markdown.Replace("最后一段。", "最后一段，改过。", StringComparison.Ordinal),
                    },
                    Category = ["笔记"],
                    MinorEdit = true,
                }
        );

        await git.SyncAsync();

        Assert.Equal(Post.Replace("最后一段。", "最后一段，改过。", StringComparison.Ordinal), git.Read("source/_posts/pond.md"));
    }

    [Fact]
    public async Task A_changed_field_changes_its_line_only()
    {
        await using var git = await HexoAsync();
        await git.ReviseAsync(
            "池塘",
            request => request with { Content = request.Content with { Title = "大池塘" }, Category = ["笔记"], MinorEdit = true }
        );

        await git.SyncAsync();

        Assert.Equal(Post.Replace("title: \"池塘\"", "title: 大池塘", StringComparison.Ordinal), git.Read("source/_posts/pond.md"));
    }

    [Fact]
    public async Task The_posts_of_a_Hexo_site_come_with_their_addresses_and_tags_turned_for_readers()
    {
        await using var git = await HexoAsync();

        var post = await git.PostAsync("池塘");
        Assert.Equal("/2021/07/pond/", post.Address.Value);
        Assert.DoesNotContain("{%", post.BodyHtml.ToString(), StringComparison.Ordinal);
        Assert.Contains("href=\"/2021/07/lake/\"", post.BodyHtml.ToString(), StringComparison.Ordinal);
        Assert.Equal(1, git.Commits());
    }

    [Fact]
    public async Task A_hundred_posts_are_connected_and_one_change_here_touches_that_file_only()
    {
        var files = Enumerable
            .Range(1, 100)
            .ToDictionary(
                number => $"source/_posts/p{number}.md",
                number =>
                    (string?)
                        $"---\ntitle: 第{number}篇\ndate: 2020-01-{number % 28 + 1:00} 08:00:00\ncomments: false\n---\n\n正文{number}。\n"
            );
        files["_config.yml"] = Config;
        await using var git = await GitFixture.OpenAsync(files);
        Assert.Equal(100, (await git.SyncAsync()).Taken);
        Assert.Equal(1, git.Commits());

        await git.ReviseAsync(
            "第42篇",
            request => request with { Content = request.Content with { Markdown = "改了。\n" }, MinorEdit = true }
        );
        await git.SyncAsync();

        Assert.Equal(["source/_posts/p42.md"], git.Touched());
        Assert.Equal(
            files["source/_posts/p42.md"]!.Replace("正文42。", "改了。", StringComparison.Ordinal),
            git.Read("source/_posts/p42.md")
        );
    }

    [Fact]
    public async Task Images_beside_a_post_come_with_it_and_keep_their_names_in_the_file()
    {
        await using var git = await GitFixture.OpenAsync();
        git.PushBytes(
            new Dictionary<string, byte[]?>
            {
                ["_config.yml"] = System.Text.Encoding.UTF8.GetBytes(Config + "post_asset_folder: true\n"),
                ["source/_posts/pond.md"] = System.Text.Encoding.UTF8.GetBytes(GitFixture.TextOf("池塘", "![水](water.png)\n\n一段")),
                ["source/_posts/pond/water.png"] = TestImages.Still(20, 10, ".png"),
            }
        );
        await git.SyncAsync();
        Assert.Contains("/media/", (await git.PostAsync("池塘")).Markdown, StringComparison.Ordinal);

        await git.ReviseAsync(
            "池塘",
            request =>
                request with
                {
                    Content = request.Content with
                    {
                        Markdown = request.Content.Markdown.Replace("一段", "另一段", StringComparison.Ordinal),
                    },
                }
        );
        await git.SyncAsync();

        Assert.Contains("![水](water.png)\n\n另一段", git.Read("source/_posts/pond.md"), StringComparison.Ordinal);
        Assert.Equal(["source/_posts/pond.md"], git.Touched());
    }

    [Fact]
    public async Task Attachments_beside_a_post_come_with_it_and_keep_their_names_in_the_file()
    {
        await using var git = await GitFixture.OpenAsync();
        var sound = "ID3\u0003 sound"u8.ToArray();
        git.PushBytes(
            new Dictionary<string, byte[]?>
            {
                ["_config.yml"] = System.Text.Encoding.UTF8.GetBytes(Config + "post_asset_folder: true\n"),
                ["source/_posts/pond.md"] = System.Text.Encoding.UTF8.GetBytes(
                    GitFixture.TextOf("池塘", "[报告](report.pdf)\n\n![录音](talk.mp3)\n\n[网页](page.html)\n\n一段")
                ),
                ["source/_posts/pond/report.pdf"] = "%PDF-1.7\n1 0 obj\n"u8.ToArray(),
                ["source/_posts/pond/talk.mp3"] = sound,
                ["source/_posts/pond/page.html"] = "<script>alert(1)</script>"u8.ToArray(),
            }
        );
        await git.SyncAsync();
        var post = await git.PostAsync("池塘");
        Assert.Matches(@"\[报告\]\(/media/[0-9a-f]{32}/report\.pdf\)", post.Markdown);
        Assert.Matches(@"!\[录音\]\(/media/[0-9a-f]{32}/talk\.mp3\)", post.Markdown);
        Assert.DoesNotMatch(@"/media/[0-9a-f]{32}/page", post.Markdown);
        Assert.Contains("<audio", post.BodyHtml.Value, StringComparison.Ordinal);
        await git.Host.WithDbAsync(async db =>
            Assert.Equal(
                ["application/pdf", "audio/mpeg"],
                await db.Media.Select(file => file.ContentType).OrderBy(type => type).ToListAsync()
            )
        );

        await git.ReviseAsync(
            "池塘",
            request =>
                request with
                {
                    Content = request.Content with
                    {
                        Markdown = request.Content.Markdown.Replace("一段", "另一段", StringComparison.Ordinal),
                    },
                }
        );
        await git.SyncAsync();
        Assert.Contains("[报告](report.pdf)\n\n![录音](talk.mp3)", git.Read("source/_posts/pond.md"), StringComparison.Ordinal);
        Assert.Equal(["source/_posts/pond.md"], git.Touched());
    }

    [Fact]
    public async Task New_posts_go_where_a_Hugo_site_has_them()
    {
        await using var git = await GitFixture.OpenAsync(
            new()
            {
                ["hugo.toml"] = "baseURL = 'https://old.example.org/'\n",
                ["content/posts/a.md"] = "+++\ntitle = \"甲\"\ndate = 2020-02-03T10:00:00+08:00\n# mine\nweight = 3\n+++\n\n一\n",
            }
        );
        await git.Host.WriteAsync(DataHost.Request("池塘") with { Address = "/pond" });
        await git.SyncAsync();
        Assert.Contains("content/posts/pond.md", git.Files());

        await git.ReviseAsync("甲", request => request with { Content = request.Content with { Markdown = "二\n" }, MinorEdit = true });
        await git.SyncAsync();

        Assert.Equal(
            "+++\ntitle = \"甲\"\ndate = 2020-02-03T10:00:00+08:00\n# mine\nweight = 3\n+++\n\n二\n",
            git.Read("content/posts/a.md")
        );
    }

    [Fact]
    public async Task A_draft_that_is_published_leaves_the_folder_of_drafts()
    {
        await using var git = await GitFixture.OpenAsync(
            new() { ["_config.yml"] = Config, ["source/_drafts/idea.md"] = "---\ntitle: 想法\n---\n\n一点\n" },
            with: choices => choices with { WithDrafts = true }
        );
        await git.SyncAsync();
        Assert.Equal(PostState.Draft, (await git.PostAsync("想法")).State);

        await git.ChangeAsync("想法", post => post.Publish(git.Host.Clock.GetUtcNow()));
        await git.SyncAsync();

        Assert.Contains("source/_posts/idea.md", git.Files());
        Assert.DoesNotContain("source/_drafts/idea.md", git.Files());
        await git.SyncAsync();
        Assert.Equal(PostState.Published, (await git.PostAsync("想法")).State);
    }

    [Fact]
    public async Task Windows_line_endings_stay()
    {
        var text = GitFixture.TextOf("甲", "一\n\n二").Replace("\n", "\r\n", StringComparison.Ordinal);
        await using var git = await GitFixture.OpenAsync(new() { ["source/_posts/a.md"] = text });
        await git.SyncAsync();

        await git.ReviseAsync(
            "甲",
            request =>
                request with
                {
                    Content = request.Content with { Markdown = request.Content.Markdown.Replace("二", "三", StringComparison.Ordinal) },
                    MinorEdit = true,
                }
        );
        await git.SyncAsync();

        Assert.Equal(text.Replace("二", "三", StringComparison.Ordinal), git.Read("source/_posts/a.md"));
    }

    private static async Task<GitFixture> HexoAsync()
    {
        var git = await GitFixture.OpenAsync(
            new()
            {
                ["_config.yml"] = Config,
                ["source/_posts/pond.md"] = Post,
                ["source/_posts/lake.md"] = "---\ntitle: 湖\ndate: 2021-07-02 08:00:00\n---\n\n湖水。\n",
            }
        );
        await git.SyncAsync();
        return git;
    }
}
