using Blog.Data.Comments;
using Blog.Data.Posts;
using Blog.Data.Posts.Files;
using Blog.Portability.Import;
using Blog.Portability.Import.Backups;
using Blog.Portability.Import.Backups.WordPress;
using Blog.Portability.Import.Backups.WordPress.Exports;
using Blog.Portability.Import.Comments;
using Blog.Tests.Portability.Export;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Blog.Tests.Portability.Import.Backups.WordPress;

/// <summary>An export from end to end: what becomes of posts, addresses and files, and that it can be repeated and taken back.</summary>
public sealed class WordPressImportTests
{
    [Fact]
    public async Task An_export_is_imported_repeated_and_taken_back()
    {
        await using var fixture = await ImportFixture.OpenAsync();
        fixture
            .Write(
                "site/export.xml",
                Wxr.Of(
                    Wxr.Attachment(7, "2020/05/cat.png")
                        + Wxr.Post(
                            1,
                            "第一篇 &amp; <em>首</em>",
                            $"<p>看图：</p>\n<p><img src=\"{Wxr.Site}/wp-content/uploads/2020/05/cat-300x200.png\" alt=\"猫\" /></p>\n"
                                + $"<p>另见<a href=\"{Wxr.Site}/?p=2\">第二篇</a>。</p>",
                            Wxr.Term("category", "linux", "Linux")
                                + Wxr.Term("post_tag", "%e7%8c%ab", "猫")
                                + Wxr.Meta("_wp_old_slug", "yi"),
                            name: "post-1"
                        )
                        + Wxr.Post(2, "第二篇", "<p>正文二</p>", link: $"{Wxr.Site}/2020/05/03/%e7%ac%ac%e4%ba%8c/", sticky: true)
                        + Wxr.Post(3, "私密", "<p>secret</p>", status: "private")
                        + Wxr.Post(4, "关于", "<p>about</p>", type: "page", link: $"{Wxr.Site}/about/"),
                    Wxr.Category(3, "tech", "技术") + Wxr.Category(4, "linux", "Linux", "tech")
                )
            )
            .Picture("site/wp-content/uploads/2020/05/cat.png");

        var report = await fixture.ImportAsync();

        Assert.Equal(4, report.Count(ImportOutcome.Created));
        Assert.Equal(
            ["关于 #4", "私密 #3", "第一篇 & 首 #1", "第二篇 #2"],
            report.Entries.Select(entry => entry.Path).Order(StringComparer.Ordinal)
        );
        Assert.Contains(report.Notes, note => note.StartsWith("experimental", StringComparison.Ordinal));
        var posts = await fixture.PostsAsync();
        var first = posts["第一篇 & 首"];
        Assert.Equal("/2020/05/03/post-1/", first.Address.Value);
        Assert.Equal(new DateTimeOffset(2020, 5, 3, 12, 0, 0, TimeSpan.Zero), first.PublishedAt);
        Assert.Contains("/media/", first.Markdown, StringComparison.Ordinal);
        Assert.Contains("/2020/05/03/%E7%AC%AC%E4%BA%8C/", first.Markdown, StringComparison.Ordinal);
        Assert.Equal("/2020/05/03/第二/", posts["第二篇"].Address.Value);
        Assert.True(posts["第二篇"].Pinned);
        Assert.Equal(PostState.Draft, posts["私密"].State);
        Assert.Equal(PostKind.Page, posts["关于"].Kind);
        Assert.Contains(report.Kept, kept => kept is { Old: "/2020/05/03/yi/", Now: "/2020/05/03/post-1/" });
        Assert.Contains(report.Kept, kept => kept is { Old: "/?p=1", Now: "/2020/05/03/post-1/" });
        Assert.Contains(report.Kept, kept => kept.Old == "/?feed=rss2");
        Assert.Contains(report.Kept, kept => kept.Old == "/category/tech/linux/");
        Assert.DoesNotContain(report.Kept, kept => kept.Now.Contains("post-3", StringComparison.Ordinal));
        Assert.Empty(Directory.EnumerateFileSystemEntries(fixture.PathOf("data/tmp")));

        var again = await fixture.ImportAsync();
        Assert.Equal(4, again.Count(ImportOutcome.Unchanged));

        var file = await fixture.ImportAsync("site/export.xml", request => request with { Tool = SiteGenerator.WordPress });
        Assert.Equal(4, file.Count(ImportOutcome.Unchanged));
    }

    [Fact]
    public async Task What_readers_could_not_see_stays_hidden_and_all_else_is_as_it_was()
    {
        await using var fixture = await ImportFixture.OpenAsync();
        fixture
            .Write(
                "site/export.xml",
                Wxr.Of(
                    Wxr.Post(1, "Title <em>With</em> <b>Mark<sup>up</sup></b> &#8211; 标记", "<p>a</p>", excerpt: "摘要<b>一</b>")
                        + Wxr.Post(2, "密码", "<p>b</p>", password: "s3cret")
                        + Wxr.Post(3, "草稿", "<p>c</p>", status: "draft", gmt: "0000-00-00 00:00:00", link: $"{Wxr.Site}/?p=3")
                        + Wxr.Post(4, "待审", "<p>d</p>", status: "pending")
                        + Wxr.Post(5, "将来", "<p>e</p>", status: "future", date: "2099-01-01 08:00:00", gmt: "2099-01-01 00:00:00")
                        + Wxr.Post(6, "过期的将来", "<p>f</p>", status: "future")
                        + Wxr.Post(7, "回收站", "<p>g</p>", status: "trash")
                        + Wxr.Post(8, "自动草稿", "<p>h</p>", status: "auto-draft")
                        + Wxr.Post(9, "产品", "<p>i</p>", type: "product")
                        + Wxr.Post(10, "菜单", "", type: "nav_menu_item")
                        + Wxr.Post(
                            11,
                            "分类与标签",
                            "<p>j</p>\n<!--nextpage-->\n<p>k</p>",
                            Wxr.Term("category", "uncategorized", "未分类")
                                + Wxr.Term("category", "code", "代码")
                                + Wxr.Term("category", "linux", "Linux")
                                + Wxr.Term("post_tag", "%e7%8c%ab", "猫 &amp; 狗")
                                + Wxr.Term("post_format", "post-format-aside", "Aside")
                                + Wxr.Meta("_yoast_wpseo_primary_category", "4")
                                + Wxr.Meta("_yoast_wpseo_metadesc", "搜索用的摘要")
                                + Wxr.Meta("_thumbnail_id", "70")
                        )
                        + Wxr.Attachment(70, "2020/05/cover.png")
                        + Wxr.Post(12, "", "<p>没有题目</p>", name: "no-title")
                        + Wxr.Post(13, "同址", "<p>x</p>", link: $"{Wxr.Site}/2020/05/03/post-11/"),
                    Wxr.Category(3, "tech", "技术") + Wxr.Category(4, "linux", "Linux", "tech") + Wxr.Category(5, "code", "代码")
                )
            )
            .Picture("site/uploads/2020/05/cover.png");

        var report = await fixture.ImportAsync();

        var posts = await fixture.PostsAsync();
        Assert.Equal(10, posts.Count);
        Assert.Equal("摘要一", posts["Title With Markup – 标记"].Description);
        foreach (var hidden in new[] { "密码", "草稿", "待审", "过期的将来", "回收站" })
        {
            Assert.Equal(PostState.Draft, posts[hidden].State);
            Assert.Null(posts[hidden].PublishedAt);
        }

        Assert.Equal(new DateTimeOffset(2099, 1, 1, 0, 0, 0, TimeSpan.Zero), posts["将来"].PublishedAt);
        var sorted = posts["分类与标签"];
        Assert.Equal(["代码", "猫 & 狗"], sorted.Tags.Select(tag => tag.Name).Order(StringComparer.Ordinal));
        Assert.Equal("搜索用的摘要", sorted.Description);
        Assert.StartsWith("/media/", sorted.Cover, StringComparison.Ordinal);
        Assert.Contains("\"format\":\"aside\"", sorted.OtherFields, StringComparison.Ordinal);
        Assert.Equal("林", sorted.Author!.Name);
        Assert.Contains("was not public (visibility: password): imported as a draft", ImportFixture.Warnings(report, "#2"));
        Assert.Contains(report.Notes, note => note == "left out: 1 items of the kind 'product', which only a plugin knows");
        Assert.Contains(report.Kept, kept => kept is { Old: "/2020/05/03/post-11/2/", Now: "/2020/05/03/post-11/" });
        Assert.Contains(report.Kept, kept => kept is { Old: "/category/tech/", Now: "/categories/ji-shu" } or { Old: "/category/tech/" });
        Assert.Contains(report.Kept, kept => kept.Old == "/tag/猫/");
        Assert.Contains(report.Kept, kept => kept.Old == "/2020/05/");
        Assert.DoesNotContain("s3cret", report.ToJson(), StringComparison.Ordinal);
        Assert.NotEqual(posts["同址"].Address, sorted.Address);
        Assert.Equal("no-title", posts["no-title"].Title);
    }

    [Theory]
    [InlineData("http://wordpress.org/export/1.0/")]
    [InlineData("http://wordpress.org/export/1.1/")]
    [InlineData("https://wordpress.org/export/1.2/")]
    public async Task Each_version_is_read_also_behind_blank_lines(string space)
    {
        using var folder = new TemporaryFolder();
        var file = folder.File("any name");
        await File.WriteAllTextAsync(
            file,
            "\n\n" + Wxr.Of(Wxr.Post(1, "题\u0008目", "x"), space: space),
            TestContext.Current.CancellationToken
        );

        using var reader = new WxrReader(file, withContent: true);
        var item = Assert.Single(reader.Items());

        Assert.True(new WordPressFormat().Recognizes(file, BackupFiles.HeadOf(file)));
        Assert.Equal(("1", "题 目", "x", "post"), (item.Id, item.Title, item.Content, item.Type));
        Assert.Equal("旧园 & Garden", reader.Channel.Title);
    }

    [Fact]
    public async Task Comments_keep_their_threads_states_and_times()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.File("tmp"));
        await File.WriteAllTextAsync(
            folder.File("export.xml"),
            Wxr.Of(
                Wxr.Post(
                    5,
                    "题",
                    "x",
                    Wxr.Comment(1, "甲", "一\n二")
                        + Wxr.Comment(2, "乙", "回 &amp; 答", parent: 1, user: 1)
                        + Wxr.Comment(3, "丙", "等", parent: 2, approved: "0")
                        + Wxr.Comment(4, "站", "ping", type: "pingback")
                        + Wxr.Comment(6, "丁", "扔", approved: "trash")
                        + Wxr.Meta("views", "1234")
                ) + Wxr.Post(7, "产品", "x", Wxr.Comment(9, "戊", "x"), type: "product")
            ),
            TestContext.Current.CancellationToken
        );
        var reading = new BackupReading(folder.File("tmp"), null, DateTimeOffset.UnixEpoch);
        using var backup = await ConvertedBackup.OpenAsync(folder.File("export.xml"), null, reading, TestContext.Current.CancellationToken);

        var lines = SourceLines.Read(backup!.Comments).ToList();
        var comments = lines.Select(line => line.Comment).OfType<SourceComment>().ToList();
        Assert.Equal(["1", "2", "3", "4", "6"], comments.Select(one => one.Id));
        Assert.Equal([null, "1", "2", null, null], comments.Select(one => one.Parent));
        Assert.Equal(
            [CommentState.Approved, CommentState.Approved, CommentState.Waiting, CommentState.Approved, CommentState.Trash],
            comments.Select(one => one.State)
        );
        Assert.All(comments, one => Assert.Equal("posts/5.md", one.PostKey));
        Assert.Equal(CommentKind.Pingback, comments[3].Kind);
        Assert.Equal(("一\n二", CommentFormat.HtmlLines), (comments[0].Text, comments[0].Format));
        Assert.True(comments[1].ByAuthor);
        Assert.Equal(new DateTimeOffset(2020, 5, 4, 9, 0, 0, TimeSpan.FromHours(8)), comments[0].At);
        Assert.Equal(1234, lines.Select(line => line.Count).OfType<SourceCount>().Single().Views);
    }

    [Fact]
    public async Task An_import_is_taken_back_and_its_settings_are_offered()
    {
        await using var fixture = await ImportFixture.OpenAsync();
        fixture.Write("site/export.xml", Wxr.Of(Wxr.Post(1, "一", "<p>x</p>", Wxr.Term("post_tag", "t", "标签"))));
        var report = await fixture.ImportAsync(with: request => request with { TakeSettings = true, NewAddresses = true });

        Assert.Contains(report.Notes, note => note.Contains("旧园 & Garden", StringComparison.Ordinal));
        Assert.Contains(report.Kept, kept => kept is { Old: "/2020/05/03/post-1/", Now: "/post-1" });
        await new ImportUndo(fixture.Host.Get<IServiceScopeFactory>(), fixture.Host.Get<TimeProvider>()).RunAsync(
            report.RunId!.Value,
            null,
            TestContext.Current.CancellationToken
        );
        Assert.Empty(await fixture.PostsAsync());
    }

    /// <summary>Every text of both editors as a post of one export, with comments in every state.</summary>
    [Fact]
    public async Task Posts_of_all_kinds_become_what_is_expected()
    {
        await using var fixture = await ImportFixture.OpenAsync();
        var texts = WordPressCases.Classic.Concat(WordPressCases.Blocks).ToList();
        var posts = texts.Select((one, at) => Wxr.Post(100 + at, $"第 {at + 1} 种", one.Html, CommentsOf(at)));
        fixture
            .Write(
                "site/export.xml",
                Wxr.Of(
                    string.Concat(posts)
                        + Wxr.Attachment(7, "2020/05/cat.png", Wxr.Meta("_wp_attachment_image_alt", "猫"), caption: "一只<em>猫</em>")
                        + Wxr.Post(1, "مرحبا بالعالم", "<p dir=\"rtl\">نص من اليمين إلى اليسار.</p>")
                        + Wxr.Post(2, "Title <em>With</em> <b>Mark<sup>up</sup></b>", "<p>x</p>")
                        + Wxr.Post(3, "旁白", "<p>y</p>", Wxr.Term("post_format", "post-format-aside", "Aside"))
                        + Wxr.Post(4, "密码", "<p>b</p>", password: "s3cret")
                        + Wxr.Post(5, "回收站", "<p>g</p>", status: "trash")
                )
            )
            .Picture("site/wp-content/uploads/2020/05/cat.png");
        var report = await fixture.ImportAsync();

        var dump = BackupDump.Stable(await BackupDump.OfAsync(fixture, report));
        BackupDump.Check("wordpress.txt", dump);
        await RoundTrip.AssertAsync(fixture.Host);
        Assert.DoesNotContain("s3cret", dump + report.ToJson(), StringComparison.Ordinal);

        static string CommentsOf(int at) =>
            at switch
            {
                0 => Wxr.Comment(1, "甲", "一\n二 <strong>粗</strong>")
                    + Wxr.Comment(2, "乙", "回 &amp; 答", parent: 1, user: 1)
                    + Wxr.Comment(3, "丙", "等", parent: 2, approved: "0"),
                1 => Wxr.Comment(4, "站", "ping", type: "pingback") + Wxr.Comment(5, "丁", "扔", approved: "trash"),
                2 => Wxr.Comment(6, "戊", "答的人不见了", parent: 77),
                _ => "",
            };
    }

    [Fact]
    public async Task A_menu_is_taken_as_the_navigation()
    {
        await using var fixture = await ImportFixture.OpenAsync();
        BackupSamples.All.Single(sample => sample.Name == "wordpress").WriteTo(fixture.Root);
        var report = await fixture.ImportAsync("wordpress", request => request with { TakeSettings = true });

        await fixture.Host.WithDbAsync(async db =>
        {
            var navigation = (await db.Settings.AsNoTracking().SingleAsync(TestContext.Current.CancellationToken)).Main.Navigation;
            Assert.Equal(
                [("Linux 笔记", "/categories/技术/linux"), ("关于", "/about/")],
                navigation.Select(link => (link.Text, Uri.UnescapeDataString(link.Path)))
            );
        });
        Assert.Contains(report.Notes, note => note.Contains("leads to another site", StringComparison.Ordinal));
    }
}
