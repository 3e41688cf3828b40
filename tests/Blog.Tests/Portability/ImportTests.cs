using Blog.Data.Media;
using Blog.Data.Posts;
using Blog.Data.Redirects;
using Blog.Portability.Import;
using Blog.Tests.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Blog.Tests.Portability;

public sealed class ImportTests : IAsyncLifetime
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

    [Fact]
    public async Task A_Hexo_site_is_imported_with_its_addresses()
    {
        var report = await ImportAsync(Corpus("hexo"));
        Assert.Equal((19, 0, 2, 0), Counts(report));
        Assert.Equal("Asia/Shanghai (_config.yml)", report.Zone);
        Assert.Equal(0, report.ExitCode);
        var posts = await PostsAsync();
        Assert.Equal("预写日志为什么快：数一数 fsync", posts["/2021/05/03/wal-and-fsync.html"].Title);
        Assert.Equal(new DateTimeOffset(2021, 5, 3, 12, 46, 25, TimeSpan.Zero), posts["/2021/05/03/wal-and-fsync.html"].PublishedAt);
        Assert.Contains("<math", posts["/2021/05/03/wal-and-fsync.html"].BodyHtml.Value, StringComparison.Ordinal);
        Assert.Contains("/笔记/中文地址/", posts.Keys);
        Assert.Contains("/2021/05/10/checkpoint-starvation/", posts.Keys);
        Assert.Equal("看不见的字符：BOM、CRLF 和零宽空格", posts["/2020/02/29/crlf-and-bom/"].Title);
        Assert.Equal("全角冒号也要能读", posts["/2017/09/30/fullwidth-colon/"].Title);
        Assert.Equal("C#: 异步方法里的 [坑] 与 @特性", posts["/2022/01/09/yaml-that-is-not/"].Title);
        Assert.Equal(["C#", ".NET"], posts["/2022/01/09/yaml-that-is-not/"].Tags.Select(tag => tag.Name));
        Assert.Equal(
            ["文本", "编码", "编辑器"],
            posts["/2020/02/29/crlf-and-bom/"].Tags.Select(tag => tag.Name).Order(StringComparer.Ordinal)
        );
        Assert.Equal("数据库/sqlite", posts["/2021/05/03/wal-and-fsync.html"].Category!.Path);
        Assert.Equal(PostKind.Page, posts["/about/"].Kind);
        Assert.True(posts["/2021/09/12/sliding-window/"].Pinned);
        Assert.True(posts["/2023/01/29/regex-and-cjk/"].Hidden);
        Assert.All(new[] { "/ideas", "/no-date", "/password-post" }, address => Assert.Equal(PostState.Draft, posts[address].State));
        Assert.All(
            posts.Values.Where(post =>
                post.Title.Contains('摘', StringComparison.Ordinal) || post.Markdown.Contains("<!-- more -->", StringComparison.Ordinal)
            ),
            post => Assert.True(post.SummaryHtml.Value.Length < post.BodyHtml.Value.Length)
        );
    }

    [Fact]
    public async Task Files_that_share_a_path_and_nothing_else_are_posts_of_their_own_however_many()
    {
        for (var run = 1; run <= 5; run++)
        {
            // The folder's name is part of the second key, so a file in a folder of that name collides with it.
            foreach (var path in new[] { "site/hello.md", "site/site/hello.md" })
            {
                Directory.CreateDirectory(Path.GetDirectoryName(_folder.File(path))!);
                await File.WriteAllTextAsync(
                    _folder.File(path),
                    $"---\ntitle: {path} {run}\ndate: 2020-01-0{run}\npermalink: /{run}/{path}\n---\nText"
                );
            }

            Assert.Equal((2, 0, 0, 0), Counts(await ImportAsync(_folder.File("site"))));
            var again = await ImportAsync(_folder.File("site"));
            Assert.Equal(2, again.Count(ImportOutcome.Unchanged));
        }

        Assert.Equal(10, (await PostsAsync()).Count);
    }

    [Fact]
    public async Task Images_are_imported_and_their_old_addresses_redirect()
    {
        var report = await ImportAsync(Corpus("hexo"));
        var posts = await PostsAsync();
        var text = posts["/2022/03/15/code-is-not-link/"];
        Assert.Contains("![示例](/img/fsync-count.png)\n<img src=\"/img/fsync-count.png\">", text.Markdown, StringComparison.Ordinal);
        Assert.Contains("`![示例](/img/fsync-count.png)`", text.Markdown, StringComparison.Ordinal);
        Assert.Contains("![行内](/media/", text.Markdown, StringComparison.Ordinal);
        Assert.Contains("[chart]: /media/", text.Markdown, StringComparison.Ordinal);
        Assert.Contains("<img src='/media/", text.Markdown, StringComparison.Ordinal);
        Assert.Contains("![延迟分布](/media/", text.Markdown, StringComparison.Ordinal);
        Assert.Contains("![不存在](/img/nowhere.png)", text.Markdown, StringComparison.Ordinal);
        Assert.Contains("![外站](https://pictures.example/a.png)", text.Markdown, StringComparison.Ordinal);
        Assert.Contains("width=\"480\" height=\"240\"", text.BodyHtml.Value, StringComparison.Ordinal);
        Assert.Contains(
            report.Entries.Single(entry => entry.Path.EndsWith("code-is-not-link.md", StringComparison.Ordinal)).Warnings,
            warning => warning.Contains("nowhere.png", StringComparison.Ordinal)
        );
        Assert.StartsWith("/media/", posts["/2020/11/20/cache-stampede/"].Cover, StringComparison.Ordinal);
        Assert.Contains(
            "](/2021/05/03/wal-and-fsync.html#自己量)",
            posts["/2021/05/10/checkpoint-starvation/"].Markdown,
            StringComparison.Ordinal
        );

        foreach (
            var (path, media) in new[]
            {
                ("/img/fsync-count.png", "fsync-count.png"),
                ("/IMG/rooftop.jpg", "rooftop.jpg"),
                ("/img/图表/延迟 分布.png", "%E5%BB%B6%E8%BF%9F-%E5%88%86%E5%B8%83.png"),
            }
        )
        {
            var match = await _host.WithAsync<AddressLookup, AddressMatch>(book =>
                book.FindAsync(path, _host.Clock.GetUtcNow(), CancellationToken.None)
            );
            Assert.EndsWith("/" + media, match.RedirectTo, StringComparison.Ordinal);
        }

        var alias = await _host.WithAsync<AddressLookup, AddressMatch>(book =>
            book.FindAsync("/2019/12/24/raw-html/", _host.Clock.GetUtcNow(), CancellationToken.None)
        );
        Assert.Equal("/notes/raw-html.html", alias.RedirectTo);
        await _host.WithDbAsync(async db =>
        {
            var rooftop = await db.Media.SingleAsync(media => media.Name == "rooftop.jpg");
            Assert.Equal((420, 640), (rooftop.Width, rooftop.Height)); // stored rotated, with an EXIF orientation
            var store = await _host.WithAsync<MediaStore, string?>(media => Task.FromResult(media.Find(rooftop)));
            var bytes = await File.ReadAllBytesAsync(store!);
            Assert.DoesNotContain("Exif", System.Text.Encoding.Latin1.GetString(bytes), StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task A_Hugo_site_is_imported_with_its_translations()
    {
        var report = await ImportAsync(Corpus("hugo"));
        Assert.Equal((13, 0, 1, 0), Counts(report));
        Assert.Equal("Europe/Berlin (hugo.toml)", report.Zone);
        var posts = await PostsAsync();
        Assert.Equal(posts["/posts/goroutine-leak/"].TranslationGroup, posts["/zh-cn/posts/goroutine-leak-zh/"].TranslationGroup);
        Assert.NotNull(posts["/posts/http-timeouts/"].TranslationGroup);
        Assert.Equal(posts["/posts/http-timeouts/"].TranslationGroup, posts["/zh/posts/http-timeouts/"].TranslationGroup);
        Assert.Equal("zh-CN", posts["/zh/posts/http-timeouts/"].Language);
        Assert.Equal("Backend", posts["/posts/goroutine-leak/"].Category!.Name);
        Assert.Contains("Go", posts["/posts/goroutine-leak/"].Tags.Select(tag => tag.Name));
        Assert.Equal(PostState.Draft, posts["/en/unfinished"].State);
        Assert.Contains("\"date\":\"2022-08-01\"", posts["/en/unfinished"].OtherFields, StringComparison.Ordinal);
        Assert.Equal(new DateTimeOffset(2021, 3, 21, 9, 0, 0, TimeSpan.Zero), posts["/posts/unicode-normal-forms/"].PublishedAt);
        Assert.Contains("/performance/pool-size/", posts.Keys);
        Assert.Contains("/essays/on-estimates/", posts.Keys);
        Assert.False(posts["/posts/rack-photo/"].CommentsOpen);
        Assert.Contains(
            "{\"name\":\"release-notes\",\"version\":\"1.0\"}",
            posts["/posts/json-front-matter/"].OtherFields,
            StringComparison.Ordinal
        );
        var match = await _host.WithAsync<AddressLookup, AddressMatch>(book =>
            book.FindAsync("/2021/timeouts", _host.Clock.GetUtcNow(), CancellationToken.None)
        );
        Assert.Equal("/posts/http-timeouts/", match.RedirectTo);
    }

    [Fact]
    public async Task A_Jekyll_site_is_imported()
    {
        var report = await ImportAsync(Corpus("jekyll"));
        Assert.Equal((5, 0, 0, 0), Counts(report));
        var posts = await PostsAsync();
        Assert.Equal(["make", "build-systems", "build"], posts["/tools/build/2016/04/02/make-is-enough.html"].Tags.Select(tag => tag.Name));
        Assert.Equal(new DateTimeOffset(2017, 11, 19, 5, 0, 0, TimeSpan.Zero), posts["/text/2017/11/19/tabs.html"].PublishedAt);
        Assert.Equal("Logs Are an Interface", posts["/2020/07/07/untitled-thoughts.html"].Title);
        Assert.DoesNotContain("<h1", posts["/2020/07/07/untitled-thoughts.html"].BodyHtml.Value, StringComparison.Ordinal);
        Assert.Equal(PostState.Draft, posts["/en/no-such-day"].State);
        Assert.Equal(PostKind.Page, posts["/about/"].Kind);
    }

    [Theory]
    [InlineData("hexo", "")]
    [InlineData("hugo", "")]
    [InlineData("jekyll", "")]
    [InlineData("hexo", "source/_posts")]
    public async Task A_second_run_changes_nothing(string site, string part)
    {
        var first = await ImportAsync(Corpus(site));
        var before = await DumpAsync();
        var second = await ImportAsync(Path.Combine(Corpus(site), part));
        Assert.Equal(0, second.Count(ImportOutcome.Created) + second.Count(ImportOutcome.Updated) + second.Count(ImportOutcome.Refused));
        Assert.True(part.Length > 0 || second.Count(ImportOutcome.Unchanged) == first.Count(ImportOutcome.Created));
        Assert.Equal(before, await DumpAsync());
    }

    [Fact]
    public async Task A_changed_file_or_image_updates_its_post_and_only_that()
    {
        var site = Copy("hexo");
        await ImportAsync(site);
        var post = Path.Combine(site, "source/_posts/wal-and-fsync.md");
        await File.WriteAllTextAsync(
            post,
            (await File.ReadAllTextAsync(post)).Replace("## 数一数", "## 数一数，再量一量", StringComparison.Ordinal)
        );
        var report = await ImportAsync(site);
        Assert.Equal(
            ["source/_posts/wal-and-fsync.md"],
            report.Entries.Where(entry => entry.Outcome == ImportOutcome.Updated).Select(entry => entry.Path)
        );
        Assert.Equal(18, report.Count(ImportOutcome.Unchanged));
        Assert.Contains("再量一量", (await PostsAsync())["/2021/05/03/wal-and-fsync.html"].Markdown, StringComparison.Ordinal);

        await File.WriteAllBytesAsync(Path.Combine(site, "source/_posts/cache-stampede/hit-rate.png"), TestImages.Still(50, 40, ".png"));
        report = await ImportAsync(site);
        Assert.Equal(
            ["source/_posts/cache-stampede.md"],
            report.Entries.Where(entry => entry.Outcome == ImportOutcome.Updated).Select(entry => entry.Path)
        );
        Assert.Contains(
            "width=\"50\" height=\"40\"",
            (await PostsAsync())["/2020/11/20/cache-stampede/"].BodyHtml.Value,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_moved_file_address_leaves_a_redirect()
    {
        Write("a.md", "---\ntitle: A\ndate: 2020-01-01\npermalink: /old/a\n---\nText");
        await ImportAsync(Site);
        Write("a.md", "---\ntitle: A\ndate: 2020-01-01\npermalink: /new/a\n---\nText");
        var moved = (await ImportAsync(Site)).Entries.Single();
        Assert.Equal(("/new/a", null), (moved.Address, moved.Reason));
        var match = await _host.WithAsync<AddressLookup, AddressMatch>(book =>
            book.FindAsync("/old/a", _host.Clock.GetUtcNow(), CancellationToken.None)
        );
        Assert.Equal("/new/a", match.RedirectTo);
    }

    [Fact]
    public async Task A_dry_run_reports_everything_and_writes_nothing()
    {
        var report = await ImportAsync(Corpus("hexo"), dryRun: true);
        Assert.Equal((19, 0, 2, 0), Counts(report));
        Assert.Contains(report.Entries, entry => entry.Address == "/2021/05/03/wal-and-fsync.html");
        Assert.Equal(16, (await ImportAsync(Corpus("hostile"), dryRun: true)).Count(ImportOutcome.Refused) - 1);
        await _host.WithDbAsync(async db =>
        {
            Assert.False(
                await db.Posts.AnyAsync()
                    || await db.Media.AnyAsync()
                    || await db.Redirects.AnyAsync()
                    || await db.Tags.AnyAsync()
                    || await db.Revisions.AnyAsync()
                    || await db.Authors.AnyAsync()
            );
        });
        Assert.Empty(Directory.GetFiles(_host.Folder.Media, "*", SearchOption.AllDirectories));
        Assert.Empty(Directory.GetFiles(_host.Folder.Temporary));
    }

    [Fact]
    public async Task Two_folders_may_hold_a_file_of_one_name()
    {
        Write("zh/hello.md", "---\ntitle: 你好\ndate: 2020-01-01\nslug: hello\n---\n正文写在这里。");
        Write("english/hello.md", "---\ntitle: Hello\ndate: 2021-01-01\n---\nWords are written here.");
        await ImportAsync(Path.Combine(Site, "zh"));
        await ImportAsync(Path.Combine(Site, "english"));
        Assert.Equal(["/en/hello", "/hello"], (await PostsAsync()).Keys.Order(StringComparer.Ordinal));
        Assert.Equal(1, (await ImportAsync(Path.Combine(Site, "zh"))).Count(ImportOutcome.Unchanged));
        Assert.Equal(1, (await ImportAsync(Path.Combine(Site, "english"))).Count(ImportOutcome.Unchanged));
    }

    [Fact]
    public async Task Two_posts_with_the_same_address_get_different_ones_and_are_reported()
    {
        Write("a.md", "---\ntitle: A\ndate: 2020-01-01\npermalink: /x\n---\nText");
        Write("b.md", "---\ntitle: B\ndate: 2020-01-01\npermalink: /X/\naliases: [/c]\n---\nText");
        Write("c.md", "---\ntitle: C\ndate: 2020-01-01\nlang: zh\n---\nText");
        var report = await ImportAsync(Site);
        Assert.Equal(["/x", "/X-2/", "/c"], report.Entries.Select(entry => entry.Address));
        Assert.Contains(report.Entries[1].Warnings, warning => warning.Contains("is taken", StringComparison.Ordinal));
        Assert.Contains(report.Entries[1].Warnings, warning => warning.Contains("/c belongs to c.md", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Tex_outside_formulas_is_reported_with_its_line_in_the_file()
    {
        Write("a.md", "---\ntitle: A\ndate: 2020-01-01\n---\n\nText\n\n\\frac{a}{b} and $x$");
        var warning = Assert.Single((await ImportAsync(Site)).Entries.Single().Warnings);
        Assert.StartsWith("line 8: \\frac: looks like TeX", warning, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Links_to_the_old_site_lead_to_the_posts_and_those_elsewhere_stay()
    {
        Write("_config.yml", "url: https://old.example/blog\nroot: /blog/\npermalink: :year/:title/\n");
        Write("source/_posts/a.md", "---\ntitle: A\ndate: 2020-01-01\n---\n甲");
        Write(
            "source/_posts/b.md",
            "---\ntitle: B\ndate: 2020-01-02\n---\n[1](https://old.example/blog/2020/a/#x) [2](/blog/2020/a) [3](/2020/a/) "
                + "[4](http://OLD.example/2020/a) [5](https://other.example/2020/a/) [6](https://old.example/nowhere/) `/blog/2020/a`"
        );
        await ImportAsync(Site);
        Assert.Equal(
            "[1](/2020/a/#x) [2](/2020/a/) [3](/2020/a/) [4](/2020/a/) [5](https://other.example/2020/a/) "
                + "[6](https://old.example/nowhere/) `/blog/2020/a`",
            (await PostsAsync())["/2020/b/"].Markdown
        );
    }

    [Theory]
    [InlineData("_config.yml", "language: en\n", null, "zh-CN en en")]
    [InlineData("_config.yml", "language:\n  - zh-CN\n  - en\n", null, "zh-CN en zh-CN")]
    [InlineData("_config.yml", "title: x\nlang: 'zh-TW' # main\n", null, "zh-CN en zh-CN")]
    [InlineData("hugo.toml", "languageCode = 'en'\ndefaultContentLanguage = 'zh-cn'\n", null, "zh-CN en zh-CN")]
    [InlineData("_config.yml", "language: zh-CN\n", "en", "en en en")]
    [InlineData("_config.yml", "highlight:\n  language: zh-CN\n", null, "zh-CN en en")]
    public async Task A_language_comes_from_the_option_then_the_words_then_the_folder(
        string config,
        string text,
        string? option,
        string languages
    )
    {
        Write(config, text);
        Write("posts/a.md", "---\ntitle: 中文\ndate: 2020-01-01\n---\n这里写的是中文。");
        Write("posts/b.md", "---\ntitle: English\ndate: 2020-01-01\n---\n" + string.Join(' ', Enumerable.Repeat("word", 30)));
        Write("posts/c.md", "---\ntitle: git\ndate: 2020-01-01\n---\n```sh\ngit rebase -i HEAD~3\n```");
        Write("posts/d.md", "---\ntitle: D\ndate: 2020-01-01\nlang: zh-CN\nslug: d\n---\nWords of another language.");
        await Importer.RunAsync(new ImportRequest(Path.Combine(Site, "posts")) { Language = option }, null, CancellationToken.None);
        await _host.WithDbAsync(async db =>
            Assert.Equal(
                languages + " zh-CN",
                string.Join(' ', await db.Posts.OrderBy(post => post.ImportKey).Select(post => post.Language).ToListAsync())
            )
        );
    }

    [Theory]
    [InlineData("zh-TW", "zh-CN", "zh-TW")]
    [InlineData("zh_Hant", "zh-CN", "zh-Hant")]
    [InlineData("zh-cn", "zh-CN", null)]
    [InlineData("en-GB", "en", "en-GB")]
    public async Task A_more_exact_language_is_kept_beside_the_sites(string written, string language, string? variant)
    {
        Write("a.md", $"---\ntitle: A\ndate: 2020-01-01\nlang: {written}\n---\n文");
        await ImportAsync(Site);
        Assert.Equal(ImportOutcome.Unchanged, (await ImportAsync(Site)).Entries.Single().Outcome);
        var post = (await PostsAsync()).Single().Value;
        Assert.Equal((language, variant), (post.Language, post.LanguageVariant));
    }

    [Fact]
    public async Task A_language_that_is_detected_anew_changes_the_post_and_adds_none()
    {
        Write("a.md", "---\ntitle: 公式\ndate: 2020-01-01\n---\n可得 $x$。");
        await Importer.RunAsync(new ImportRequest(Site) { Language = "en" }, null, CancellationToken.None);
        Assert.Equal(ImportOutcome.Updated, (await ImportAsync(Site)).Entries.Single().Outcome);
        var (address, post) = (await PostsAsync()).Single();
        Assert.Equal(("/en/a", "zh-CN"), (address, post.Language));
    }

    [Fact]
    public async Task Trashed_posts_stay_in_the_trash()
    {
        Write("a.md", "---\ntitle: A\ndate: 2020-01-01\n---\nText");
        await ImportAsync(Site);
        await _host.WithDbAsync(async db =>
        {
            (await db.Posts.SingleAsync()).Discard();
            await db.SaveChangesAsync();
        });
        Write("a.md", "---\ntitle: A\ndate: 2020-01-01\n---\nText, changed again");
        Assert.Equal(ImportOutcome.Unchanged, (await ImportAsync(Site)).Entries.Single().Outcome);
    }

    [Fact]
    public async Task The_time_zone_comes_from_the_option_then_the_folder_then_the_site()
    {
        Write("a.md", "---\ntitle: A\ndate: 2020-01-01 12:00\n---\nText");
        Assert.StartsWith("UTC", (await ImportAsync(Site, dryRun: true)).Zone, StringComparison.Ordinal);
        await _host.WithDbAsync(async db =>
        {
            var settings = db.Settings.Single();
            settings.Revise(settings.Choices with { TimeZone = "Asia/Tokyo" });
            await db.SaveChangesAsync();
        });
        Assert.Equal("Asia/Tokyo (the site's setting)", (await ImportAsync(Site, dryRun: true)).Zone);
        Write("_config.yml", "timezone: 'America/New_York'\n");
        Assert.Equal("America/New_York (_config.yml)", (await ImportAsync(Site, dryRun: true)).Zone);
        var report = await Importer.RunAsync(
            new ImportRequest(Site) { Zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai") },
            null,
            CancellationToken.None
        );
        Assert.Equal("Asia/Shanghai (--time-zone)", report.Zone);
        Assert.Equal(new DateTimeOffset(2020, 1, 1, 4, 0, 0, TimeSpan.Zero), (await PostsAsync()).Values.Single().PublishedAt);
    }

    [Fact]
    public async Task Images_of_other_hosts_whose_size_is_known_keep_their_place()
    {
        var size = new RemoteImageSize("https://img.example/a.png");
        size.Measured(320, 180, DateTimeOffset.UnixEpoch);
        await _host.WithDbAsync(db =>
            db.WriteAsync(
                () =>
                {
                    db.RemoteImageSizes.Add(size);
                    return Task.CompletedTask;
                },
                CancellationToken.None
            )
        );
        Write("a.md", "---\ntitle: 甲\ndate: 2024-01-01\n---\n![图](https://img.example/a.png)\n");
        await ImportAsync(Site);
        Assert.Contains("width=\"320\"", (await PostsAsync()).Values.Single().BodyHtml.Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Posts_of_one_batch_that_leave_the_same_address_are_written_together()
    {
        Write("a.md", "---\ntitle: 甲\ndate: 2024-01-01\naliases: [/old/, /a-old/]\n---\n甲。");
        Write("b.md", "---\ntitle: 乙\ndate: 2024-01-02\naliases: [/old/, /b-old/]\n---\n乙。");
        Write("c.md", "---\ntitle: 丙\ndate: 2024-01-03\naliases: [/a/]\n---\n丙。"); // where the first one is
        Assert.Equal((3, 0, 0, 0), Counts(await ImportAsync(Site)));
        await _host.WithDbAsync(async db =>
            Assert.Equal(
                [("/a", "丙"), ("/a-old", "甲"), ("/b-old", "乙"), ("/old", "甲")],
                await db.Redirects.OrderBy(one => one.PathKey).Select(one => ValueTuple.Create(one.PathKey, one.Post!.Title)).ToListAsync()
            )
        );
    }

    private string Site => _folder.File("site");

    private MarkdownImport Importer => new(_host.Get<IServiceScopeFactory>(), _host.Get<TimeProvider>());

    private static string Corpus(string name) => Path.Combine(Repository.Root, "tests", "Blog.Tests", "Portability", "Corpus", name);

    private Task<ImportReport> ImportAsync(string path, bool dryRun = false) =>
        Importer.RunAsync(new ImportRequest(path) { DryRun = dryRun }, null, CancellationToken.None);

    private static (int Created, int Updated, int Skipped, int Refused) Counts(ImportReport report) =>
        (
            report.Count(ImportOutcome.Created),
            report.Count(ImportOutcome.Updated),
            report.Count(ImportOutcome.Skipped),
            report.Count(ImportOutcome.Refused)
        );

    private void Write(string name, string text)
    {
        var path = Path.Combine(Site, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    private string Copy(string name)
    {
        foreach (var file in Directory.GetFiles(Corpus(name), "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(Site, Path.GetRelativePath(Corpus(name), file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }

        return Site;
    }

    private async Task<Dictionary<string, Post>> PostsAsync()
    {
        Dictionary<string, Post> posts = [];
        await _host.WithDbAsync(async db =>
            posts = await db
                .Posts.Include(post => post.Tags)
                .Include(post => post.Category)
                .ToDictionaryAsync(post => post.Address.Value, StringComparer.Ordinal)
        );
        return posts;
    }

    private async Task<string> DumpAsync()
    {
        var dump = "";
        await _host.WithDbAsync(async db =>
            dump =
                string.Join(
                    '\n',
                    await db
                        .Posts.OrderBy(post => post.Id)
                        .Select(post => post.Address.Value + post.Version + post.ImportHash + post.Markdown)
                        .ToListAsync()
                )
                + await db.Redirects.CountAsync()
                + ","
                + await db.Media.CountAsync()
                + ","
                + await db.Revisions.CountAsync()
                + ","
                + await db.Tags.CountAsync()
        );
        return dump;
    }
}
