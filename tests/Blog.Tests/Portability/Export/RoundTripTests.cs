using Blog.Data.Comments;
using Blog.Data.Friends;
using Blog.Data.Media;
using Blog.Data.People;
using Blog.Data.Posts;
using Blog.Data.Posts.Writing;
using Blog.Data.Redirects;
using Blog.Data.Settings;
using Blog.Data.Snippets;
using Blog.Images.Attachments;
using Blog.Tests.Data;
using Blog.Tests.Portability.Import.Backups;
using Blog.Tests.Processes;
using Microsoft.EntityFrameworkCore;

namespace Blog.Tests.Portability.Export;

/// <summary>What is exported comes back the same, byte for byte.</summary>
public sealed class RoundTripTests : IAsyncLifetime
{
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

    public static TheoryData<string> Sites =>
        [
            "Samples",
            .. Folders("Fixtures", "sites"),
            .. new[] { "hexo", "hugo", "jekyll", "hostile" }.Select(name => Path.Combine("Portability", "Corpus", name)),
        ];

    [Theory]
    [MemberData(nameof(Sites))]
    public async Task A_blog_that_moved_in_moves_out_and_in_again_the_same(string site)
    {
        await RoundTrip.ImportAsync(_host, Path.Combine(AppContext.BaseDirectory, site));
        var report = await RoundTrip.AssertAsync(_host);
        Assert.True(report.Posts > 0);
        Assert.Empty(report.Warnings);
        if (site == "Samples")
        {
            await RoundTrip.AssertAsync(_host, request => request); // without a flag as well
        }
    }

    public static TheoryData<string> Backups => [.. BackupSamples.All.Select(sample => sample.Name)];

    [Theory]
    [MemberData(nameof(Backups))]
    public async Task A_backup_that_moved_in_moves_out_and_in_again_the_same(string name)
    {
        var sample = BackupSamples.All.Single(one => one.Name == name);
        await RoundTrip.ImportAsync(_host, sample.WriteTo(_folder.Path));
        var report = await RoundTrip.AssertAsync(_host);
        Assert.True(report.Posts > 0);
        Assert.Equal(sample.Comments, report.Comments);
        Assert.Empty(report.Warnings);
        await RoundTrip.AssertAsync(_host, request => request);
    }

    [Fact]
    public async Task Everything_that_a_blog_has_comes_back()
    {
        await WriteEverythingAsync();
        await RoundTrip.AssertAsync(_host);
        var folder = _folder.File("out");
        await RoundTrip.ExportAsync(_host, folder, request => request with { All = true });
        var posts = File.ReadAllText(Path.Combine(folder, "data", "posts.jsonl"));
        Assert.Contains("\"trash\":true", posts, StringComparison.Ordinal);
        Assert.Contains("\"author\":\"旧友\"", posts, StringComparison.Ordinal);
        Assert.Contains("\"from\":\"/?p=12\"", File.ReadAllText(Path.Combine(folder, "data", "redirects.jsonl")), StringComparison.Ordinal);
        Assert.Contains("2.5 KB", File.ReadAllText(Path.Combine(folder, "data", "comments.jsonl")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Comments_that_were_written_here_come_back_and_an_import_of_ones_own_export_adds_none()
    {
        await _host.WriteAsync(DataHost.Request("一篇"));
        await _host.WithDbAsync(async db =>
        {
            var post = await db.Posts.SingleAsync();
            var first = db.Comments.Add(Written(post.Id, null, "第一条 **评论**。", CommentState.Approved)).Entity;
            await db.SaveChangesAsync();
            var answer = db.Comments.Add(Written(post.Id, first.Id, "回复它。", CommentState.Approved)).Entity;
            answer.Edit("路人", "回复它，改过。", _host.Clock.GetUtcNow());
            db.Comments.Add(Written(post.Id, first.Id, "还没审核。", CommentState.Waiting));
            await db.SaveChangesAsync();
        });
        var report = await RoundTrip.AssertAsync(_host);
        Assert.Equal(3, report.Comments);
        await RoundTrip.AssertAsync(_host, request => request);
        var folder = _folder.File("again");
        await RoundTrip.ExportAsync(_host, folder, request => request with { All = true });
        await RoundTrip.ImportAsync(_host, folder);
        await _host.WithDbAsync(async db => Assert.Equal(3, await db.Comments.CountAsync()));

        Comment Written(int post, int? parent, string text, CommentState state) =>
            new(
                new SentComment(
                    post,
                    parent,
                    new CommentContent
                    {
                        Name = "路人",
                        Email = "reader@example.org",
                        Text = text,
                        Ip = "203.0.113.7",
                    },
                    "zh-CN",
                    null,
                    null
                ),
                state,
                state == CommentState.Waiting ? CommentReason.Unknown : null,
                _host.Clock.GetUtcNow()
            );
    }

    [Fact]
    public async Task Snippets_and_templates_come_back_where_everything_is_exported()
    {
        await _host.WriteAsync(DataHost.Request("一篇"));
        await _host.WithDbAsync(async db =>
        {
            var author = db.Authors.Add(new Author("还没写过文章的人")).Entity;
            await db.SaveChangesAsync();
            var editor = new SnippetEditor(db, _host.Clock);
            var weekly = new SnippetContent("周报", "## 做了什么\n", IsTemplate: true)
            {
                Title = "周报 {week}",
                Tags = "周报，工作",
                Category = "随笔/周报",
                Language = "zh-CN",
            };
            foreach (var content in new[] { weekly, new SnippetContent("版权", "> CC BY 4.0", IsTemplate: false) })
            {
                Assert.Null((await editor.SaveAsync(null, author.Id, content, CancellationToken.None)).Error);
            }
        });
        await RoundTrip.AssertAsync(_host, request => request with { All = true });
        foreach (var all in new[] { true, false })
        {
            var folder = _folder.File("out-" + all);
            await RoundTrip.ExportAsync(_host, folder, request => request with { All = all });
            Assert.Equal(all ? 2 : 0, File.ReadAllLines(Path.Combine(folder, "data", "snippets.jsonl")).Length);
        }
    }

    [Fact]
    public async Task Attachments_series_and_friends_come_back()
    {
        var files = new Dictionary<string, MediaFile>();
        foreach (var (name, type, bytes) in Attached)
        {
            files[name] = await _host.WithAsync<MediaStore, MediaFile>(async store =>
                await store.AddAttachmentAsync(
                    await store.KeepAsync(new MemoryStream(bytes), AttachmentType.OfExtension(type)!, CancellationToken.None),
                    name,
                    "",
                    CancellationToken.None
                )
            );
        }

        var image = (await Blog.Images.ImageFile.ReadAsync(TestImages.Still(40, 40, ".png"))).Content!;
        var avatar = await _host.WithAsync<MediaStore, MediaFile>(store => store.AddAsync(image, "moss.png", "苔", CancellationToken.None));
        await _host.WithDbAsync(async db =>
        {
            db.Media.AddRange([.. files.Values, avatar]);
            await db.SaveChangesAsync();
            var friend = db.Friends.Add(new Friend("苔痕", "https://moss.example.org/", 1, _host.Clock.GetUtcNow())).Entity;
            friend.Describe("苔痕", "https://moss.example.org/", "写雨，也写墙。", "朋友们");
            friend.Picture(avatar.Id);
            db.Friends.Add(new Friend("Second", "https://second.example.org/", 0, _host.Clock.GetUtcNow()));
            var settings = await db.Settings.SingleAsync();
            settings.Revise(
                settings.Choices with
                {
                    Friends = new SiteFriends { Path = "links", Checks = false },
                    Attachments = new SiteAttachments { Video = false, MaxMegabytes = 7 },
                }
            );
            await db.SaveChangesAsync();
        });
        for (var part = 1; part <= 3; part++)
        {
            var links = string.Join("\n\n", files.Select(file => $"[{file.Key}]({file.Value.Path})\n\n![{file.Key}]({file.Value.Path})"));
            await _host.WriteAsync(
                DataHost.Request($"沿河而下 {part}") is var request
                    ? request with
                    {
                        Content = request.Content with { Series = "大河", SeriesOrder = 4 - part, Markdown = links },
                    }
                    : null!
            );
        }

        await _host.WithDbAsync(async db =>
        {
            (await db.Series.SingleAsync()).Describe("从源头走到海边。", "zh-CN");
            await db.SaveChangesAsync();
        });
        await RoundTrip.AssertAsync(_host);
        var folder = _folder.File("out");
        await RoundTrip.ExportAsync(_host, folder, request => request with { All = true });
        var names = RoundTrip.FilesOf(folder);
        Assert.All(Attached, file => Assert.Contains(names, name => name.EndsWith(file.Type, StringComparison.Ordinal)));
        Assert.Contains(names, name => name.EndsWith("data/friends.jsonl", StringComparison.Ordinal));
        var post = File.ReadAllText(Path.Combine(folder, names.First(name => name.EndsWith(".md", StringComparison.Ordinal))));
        Assert.Contains("series: 大河", post, StringComparison.Ordinal);
    }

    private static IEnumerable<(string Name, string Type, byte[] Bytes)> Attached =>
        [
            ("讲义 一.pdf", ".pdf", "%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"u8.ToArray()),
            ("river.mp3", ".mp3", [.. "ID3\u0004\0\0\0\0\0\0"u8, 0xFF, 0xFB, 0x90, 0x00, .. new byte[413]]),
        ];

    /// <summary>2,000 with --deep.</summary>
    [Fact]
    public async Task Generated_posts_come_back()
    {
        var random = new Random(20261130);
        var count = Deep.Count(80, 2000);
        for (var number = 0; number < count; number++)
        {
            await _host.WriteAsync(GeneratedPosts.Next(random, number));
        }

        Assert.Equal(count, (await RoundTrip.AssertAsync(_host)).Posts);
    }

    private static IEnumerable<string> Folders(params string[] parts) =>
        Directory
            .GetDirectories(Path.Combine([AppContext.BaseDirectory, .. parts]))
            .Select(path => Path.GetRelativePath(AppContext.BaseDirectory, path));

    private async Task WriteEverythingAsync()
    {
        var at = new DateTimeOffset(2024, 5, 3, 2, 0, 0, 123, TimeSpan.Zero);
        await _host.WithDbAsync(async db =>
        {
            var settings = await db.Settings.SingleAsync();
            settings.Revise(
                settings.Choices with
                {
                    TimeZone = "Asia/Shanghai",
                    Hue = 20,
                    PostsPerPage = 5,
                    LicenceName = "CC BY 4.0",
                    LicenceUrl = "https://creativecommons.org/licenses/by/4.0/",
                    Display = settings.Display with { PlayerHosts = ["www.youtube.com"], FoldAbove = 0 },
                    Languages =
                    [
                        settings.Main with
                        {
                            Title = "123",
                            Tagline = "true",
                            Navigation = [new NavigationLink("关于", "/about")],
                            Footer = "两行\n页脚",
                        },
                        settings.Languages[1],
                    ],
                }
            );
            await db.SaveChangesAsync();
        });
        var first = await _host.WriteAsync(
            DataHost.Request("迁移指南") with
            {
                PublishAt = at,
                Tags = ["C#", "中文", "ci/cd"],
                Category = ["数据库", "SQLite"],
                TranslationGroup = "guide",
                AuthorName = "旧友",
                OldPaths = ["/2019/01/old.html", "/archives/12/"],
            }
        );
        await _host.WriteAsync(DataHost.Request("Moving guide", "Text.", "en") with { PublishAt = at, TranslationGroup = "guide" });
        await _host.WriteAsync(DataHost.Request("打算下周发") with { PublishAt = null, Plan = new PlannedTime(at.AddYears(9)) });
        await _host.WriteAsync(DataHost.Request("定时的") with { PublishAt = _host.Clock.GetUtcNow().AddDays(30) });
        var gone = await _host.WriteAsync(DataHost.Request("扔掉的") with { PublishAt = at.AddDays(1) });
        await _host.WithAsync<PostWriter, Post>(writer => writer.ChangeAsync(gone, post => post.Discard(), CancellationToken.None));
        var image = (await Blog.Images.ImageFile.ReadAsync(TestImages.Still(40, 30, ".png"))).Content!;
        var media = await _host.WithAsync<MediaStore, MediaFile>(store =>
            store.AddAsync(image, "unused.png", "没有文章用它", CancellationToken.None)
        );
        await _host.WithDbAsync(async db =>
        {
            db.Media.Add(media);
            var post = await db.Posts.SingleAsync(one => one.Id == first.Id);
            var (tag, category) = (await db.Tags.FirstAsync(), await db.Categories.FirstAsync());
            db.Redirects.AddRange(
                Redirect.To(post, "/?p=12", at),
                Redirect.To(tag, "/tag/old", at),
                Redirect.To(tag, "/tag/old/feed", at).ToFeed("rss"),
                Redirect.To(category, "/category/old", at),
                Redirect.To(media, "/wp-content/uploads/unused.png", at),
                Redirect.ToPage("feed", "/atom.xml", at)
            );
            await db.SaveChangesAsync();
            tag.Rename("C Sharp", Blog.Data.Slug.From("c-sharp-lang", "tag"));
            await db.SaveChangesAsync();
        });
        await CommentAsync(first.Id);
    }

    private Task<int> CommentAsync(int postId) =>
        _host.WithAsync<ImportedCommentWriter, int>(async writer =>
        {
            var pages = await writer.AddPagesAsync(
                "waline",
                [
                    new ImportedPage("/guide", "/guide", "指南", postId, new PageReads(1200, 800, 3)),
                    new ImportedPage("/lost", "/lost", null, null, null),
                ],
                null,
                CancellationToken.None
            );
            ImportedComment Comment(string id, string? parent, string text, CommentState state) =>
                new(
                    id,
                    parent,
                    new CommentContent
                    {
                        Name = "读者",
                        Email = "reader@example.org",
                        Ip = "203.0.113.9",
                        Text = text,
                    },
                    At(id)
                )
                {
                    State = state,
                    Likes = id.Length,
                };
            static DateTimeOffset At(string id) => new(2025, 1, 1, 0, 0, id[0] % 60, TimeSpan.Zero);
            return await writer.AddAsync(
                "waline",
                [
                    (pages["/guide"], Comment("b", null, "数据有 2.5 KB。\n\n```\ncode\n```", CommentState.Approved)),
                    (pages["/guide"], Comment("a", "b", "回复在前一刻", CommentState.Approved)),
                    (pages["/guide"], Comment("c", "a", "等审核", CommentState.Waiting)),
                    (pages["/lost"], Comment("d", null, "无主的", CommentState.Spam)),
                ],
                [],
                null,
                CancellationToken.None
            );
        });
}
