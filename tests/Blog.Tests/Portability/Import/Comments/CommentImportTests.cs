using System.IO.Compression;
using Blog.Data.Comments;
using Blog.Portability.Import;
using Blog.Portability.Import.Comments;
using Blog.Portability.Import.Comments.Systems;
using Blog.Tests.Portability.Export;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Blog.Tests.Portability.Import.Comments;

/// <summary>Exports of every comment system, each comment as expected; repeats, undo, and pages that belong to no post yet.</summary>
public sealed class CommentImportTests
{
    /// <remarks>
    /// The exports are written after the public sources of the systems (the corpus names them), with a trap or two each: escapes of half
    /// characters, values that are all text, parents that come later or never, circles, several spellings of one page.
    /// </remarks>
    [Fact]
    public async Task Every_comment_of_every_system_is_kept_as_expected_and_a_repeat_changes_nothing()
    {
        await using var blog = await CommentFixture.OpenAsync();
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (system, request) in ExportsOf(blog))
        {
            var dry = await blog.ImportAsync(request with { DryRun = true });
            Assert.Empty(await blog.DumpAsync(system));
            var report = await blog.ImportAsync(request);
            Assert.Equal(dry.Comments, report.Comments);
            Assert.Equal(dry.Entries, report.Entries, EntryComparer);
            var dump = await blog.DumpAsync(system);
            texts.Add(system, dump + string.Concat(report.Notes.Select(note => $"note: {note}\n")));

            var again = await blog.ImportAsync(request);
            Assert.Equal(0, again.Comments!.Added);
            Assert.Equal(report.Comments!.Added, again.Comments.Known);
            Assert.Equal(dump, await blog.DumpAsync(system));
            Assert.Null(again.RunId); // nothing to take back
        }

        var expected = CommentFixture.PathOf("expected");
        var wrong = texts.Where(text => !Matches(Path.Combine(expected, text.Key + ".txt"), text.Value)).Select(text => text.Value);
        Assert.Empty(wrong);
        Assert.Equal((1100, 4, true), (await blog.CountsAsync("waline"))["/posts/雨夜读书/"]);
        Assert.Equal((9, 0, false), (await blog.CountsAsync("waline"))["/posts/gone/"]);
        Assert.Equal((321, 0, true), (await blog.CountsAsync("valine"))["/posts/c-sharp/"]);
        Assert.Equal((88, 0, true), (await blog.CountsAsync("twikoo"))["/posts/雨夜读书/"]);
    }

    [Fact]
    public async Task Comments_of_every_system_move_out_and_in_again_the_same()
    {
        await using var blog = await CommentFixture.OpenAsync();
        foreach (var (_, request) in ExportsOf(blog))
        {
            await blog.ImportAsync(request);
        }

        var report = await RoundTrip.AssertAsync(blog.Blog.Host);
        Assert.Equal((await blog.CommentsAsync()).Count, report.Comments);
        await RoundTrip.AssertAsync(blog.Blog.Host, request => request);
    }

    [Fact]
    public async Task An_import_is_taken_back_and_earlier_counts_count_again()
    {
        await using var blog = await CommentFixture.OpenAsync();
        var first = await blog.ImportAsync(blog.Write("a.json", Counter(5)));
        var second = await blog.ImportAsync(blog.Write("b.json", Counter(8)), CommentFixture.PathOf("Comment.0.jsonl"));
        Assert.Equal(8, (await blog.CountsAsync("valine"))["/posts/c-sharp/"].Views);

        var undone = await blog.UndoAsync(second.RunId!.Value);
        Assert.Equal(second.Comments!.Added, undone!.Comments);
        Assert.Empty(await blog.CommentsAsync());
        Assert.Equal(5, (await blog.CountsAsync("valine"))["/posts/c-sharp/"].Views);
        await blog.UndoAsync(first.RunId!.Value);
        await blog.Blog.Host.WithDbAsync(async db =>
        {
            Assert.False(await db.FormerPages.AnyAsync());
            Assert.False(await db.PageCounts.AnyAsync());
        });
    }

    [Fact]
    public async Task Comments_wait_for_their_post_and_stay_when_its_import_is_taken_back()
    {
        await using var blog = await CommentFixture.OpenAsync(withPosts: false);
        var early = await blog.ImportAsync(CommentFixture.PathOf("disqus.xml"));
        Assert.Equal(4, early.Comments!.Unmapped);
        Assert.Equal(1, early.ExitCode);
        Assert.All(await blog.CommentsAsync(), comment => Assert.Null(comment.PostId));

        await blog.Blog.ImportAsync(with: request => request with { DryRun = true });
        Assert.All(await blog.CommentsAsync(), comment => Assert.Null(comment.PostId));
        var posts = await blog.Blog.ImportAsync();
        var post = (await blog.Blog.PostsAsync())["C# 与异步"].Id;
        Assert.All(await blog.CommentsAsync(), comment => Assert.Equal(post, comment.PostId)); // without asking
        Assert.Contains("1 pages whose comments or counts were imported before now belong to posts", posts.Notes);
        var again = await blog.ImportAsync(CommentFixture.PathOf("disqus.xml"));
        Assert.Equal(0, again.ExitCode);
        Assert.All(await blog.CommentsAsync(), comment => Assert.Equal(post, comment.PostId));

        await blog.UndoAsync(posts.RunId!.Value);
        Assert.Empty(await blog.Blog.PostsAsync());
        var kept = await blog.CommentsAsync();
        Assert.Equal(4, kept.Count);
        Assert.All(kept, comment => Assert.Null(comment.PostId));
        Assert.Equal(1, kept.Count(comment => comment.ParentId is not null)); // threads stay
    }

    [Fact]
    public async Task A_page_is_given_to_a_post_by_hand_or_deleted()
    {
        await using var blog = await CommentFixture.OpenAsync();
        await blog.ImportAsync(CommentFixture.PathOf("waline.json"));
        var post = (await blog.Blog.PostsAsync())["旧文"].Id;
        var page = 0;
        await blog.Blog.Host.WithDbAsync(async db => page = (await db.FormerPages.SingleAsync(one => one.PostId == null)).Id);
        Assert.False(await blog.Blog.Host.WithAsync<ImportedCommentWriter, bool>(writer => writer.MapAsync(page, 999, default)));
        Assert.True(await blog.Blog.Host.WithAsync<ImportedCommentWriter, bool>(writer => writer.MapAsync(page, post, default)));
        Assert.Equal(post, (await blog.CommentsAsync()).Single(one => one.Text.Contains("不在了", StringComparison.Ordinal)).PostId);
        Assert.True((await blog.CountsAsync("waline"))["/posts/gone/"].IsMapped);

        var again = await blog.ImportAsync(CommentFixture.PathOf("waline.json"));
        Assert.Equal(0, again.Comments!.Unmapped); // it stays where it was put
        await blog.Blog.Host.WithAsync<ImportedCommentWriter, bool>(async writer =>
        {
            await writer.DeletePageAsync(page, default);
            return true;
        });
        Assert.DoesNotContain(await blog.CommentsAsync(), one => one.Text.Contains("不在了", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Small_ids_of_another_installation_are_no_repeat()
    {
        await using var blog = await CommentFixture.OpenAsync();
        static string Artalk(string text, int year) =>
            $$"""[{"id":"1","rid":"0","content":"{{text}}","created_at":"{{year}}-01-01 00:00:00 +0000","page_key":"/old/"}]""";
        await blog.ImportAsync(blog.Write("one.json", Artalk("one", 2020)));
        var other = blog.Write("two.json", Artalk("two", 2021));
        Assert.Equal(1, (await blog.ImportAsync(other)).Comments!.Added);
        Assert.Equal(0, (await blog.ImportAsync(other)).Comments!.Added);
        Assert.Equal(0, (await blog.ImportAsync(blog.Write("one.json", Artalk("one, edited", 2020)))).Comments!.Added);
        Assert.Equal(["one", "two"], (await blog.CommentsAsync()).Select(one => one.Text));
    }

    [Fact]
    public async Task Threads_of_any_depth_and_circles_end()
    {
        await using var blog = await CommentFixture.OpenAsync();
        var deep = Enumerable
            .Range(1, 3000)
            .Reverse() // every parent comes later
            .Select(one => Row(one, one == 1 ? 0 : one - 1))
            .Concat([Row(5001, 5003), Row(5002, 5001), Row(5003, 5002), Row(5004, 5004), Row(5005, 9999)]);
        var report = await blog.ImportAsync(blog.Write("deep.json", $"[{string.Join(',', deep)}]"));
        Assert.Equal(3005, report.Comments!.Added);
        var rows = (await blog.CommentsAsync()).ToDictionary(row => row.SourceId!, StringComparer.Ordinal);
        Assert.All(Enumerable.Range(2, 2999), one => Assert.Equal(rows[$"{one - 1}"].Id, rows[$"{one}"].ParentId));
        Assert.Equal(2, new[] { "5001", "5002", "5003" }.Count(id => rows[id].ParentId is not null));
        Assert.Null(rows["5004"].ParentId);
        Assert.Null(rows["5005"].ParentId);
        Assert.Contains(report.Notes, note => note.StartsWith("3 comments answer one that is not there", StringComparison.Ordinal));

        static string Row(int id, int parent)
        {
            var (pid, created) = (parent == 0 ? "" : $"{parent}", 1_700_000_000 + id);
            return $$"""{"_id":"{{id}}","url":"/old/","comment":"{{id}}","created":{{created}},"pid":"{{pid}}"}""";
        }
    }

    [Fact]
    public async Task Exports_of_several_sites_ask_which_and_other_hosts_are_told()
    {
        await using var blog = await CommentFixture.OpenAsync();
        Assert.Equal(
            "there are comments of several sites: 博客 (1), 文档 (1); name one with --site",
            await blog.RefusalAsync(CommentFixture.PathOf("artrans.json"))
        );
        var none = new CommentImportRequest([CommentFixture.PathOf("artrans.json")]) { Site = "nowhere.example" };
        await Assert.ThrowsAsync<CommentFileException>(() => blog.ImportAsync(none));

        var hosts = await blog.ImportAsync(CommentFixture.PathOf("disqus.xml"));
        Assert.Contains("1 pages are of www.old.example: if that is another site, name the one to import with --site", hosts.Notes);
        var one = await blog.ImportAsync(
            new CommentImportRequest([CommentFixture.PathOf("disqus.xml")]) { Site = "https://www.old.example/", DryRun = true }
        );
        Assert.Equal(3, one.Comments!.Known);
        Assert.Contains("1 comments and counts are of other sites: left out", one.Notes);
    }

    [Theory]
    [InlineData("/posts/雨夜读书/")]
    [InlineData("/posts/雨夜读书")]
    [InlineData("posts/雨夜读书/index.html")]
    [InlineData("/posts/%E9%9B%A8%E5%A4%9C%E8%AF%BB%E4%B9%A6/")]
    [InlineData("/posts/%25E9%259B%25A8%25E5%25A4%259C%25E8%25AF%25BB%25E4%25B9%25A6/")]
    [InlineData("https://old.example:8443/posts/雨夜读书/?utm_source=weibo#comment-1")]
    [InlineData("//old.example/Posts/雨夜读书.html")]
    [InlineData("old.example/posts/雨夜读书/")]
    [InlineData("/index.php/posts/雨夜读书/")]
    [InlineData("/posts/雨夜读书/amp/")]
    public void A_page_is_found_in_every_spelling(string written) => Assert.Contains("/posts/雨夜读书", PageAddress.Parse(written)!.Keys);

    [Theory]
    [InlineData("https://old.example/?p=12&replytocom=3")]
    [InlineData("/?p=12")]
    [InlineData("/index.php?p=12")]
    public void A_page_that_only_its_query_tells_is_found(string written) => Assert.Equal(["/?p=12"], PageAddress.Parse(written)!.Keys);

    [Fact]
    public async Task Pages_of_a_site_in_a_folder_are_found_without_it()
    {
        await using var blog = await CommentFixture.OpenAsync();
        static string Twikoo(params string[] urls) =>
            $"[{string.Join(',', urls.Select((url, at) => $$"""{"_id":"{{at}}","url":"{{url}}","comment":"x","created":1700000000}"""))}]";
        var report = await blog.ImportAsync(blog.Write("t.json", Twikoo("/blog/posts/c-sharp/", "/blog/old/", "/blog/gone/")));
        Assert.Equal(1, report.Comments!.Unmapped);
    }

    [Fact]
    public async Task Packed_exports_and_folders_are_opened_and_bombs_are_not()
    {
        await using var blog = await CommentFixture.OpenAsync();
        var rows = await File.ReadAllBytesAsync(CommentFixture.PathOf("Comment.0.jsonl"));
        var folder = Directory.CreateDirectory(blog.Blog.PathOf("unpacked")).FullName;
        await File.WriteAllBytesAsync(Path.Combine(folder, "Comment.0.jsonl"), rows);
        await File.WriteAllTextAsync(Path.Combine(folder, "README.txt"), "not JSON");
        using var tar = new MemoryStream();
        await System.Formats.Tar.TarFile.CreateFromDirectoryAsync(folder, tar, includeBaseDirectory: false);
        using var zip = new MemoryStream();
        await ZipFile.CreateFromDirectoryAsync(folder, zip);
        string[] paths =
        [
            folder,
            blog.Write("a.gz", Gzip(rows)),
            blog.Write("b.tar.gz", Gzip(tar.ToArray())),
            blog.Write("c.zip", zip.ToArray()),
        ];
        foreach (var path in paths)
        {
            var report = await blog.ImportAsync(new CommentImportRequest([path]) { DryRun = true });
            Assert.Equal((4, 1), (report.Comments!.Added, report.Comments.Unmapped));
        }

        var zeros = new byte[CommentFiles.MaxBytes + 1];
        zeros[0] = (byte)'[';
        Assert.Equal("bomb.gz is larger than 128 MB unpacked", await blog.RefusalAsync(blog.Write("bomb.gz", Gzip(zeros))));
        Assert.Equal("broken.gz is damaged: it cannot be unpacked", await blog.RefusalAsync(blog.Write("broken.gz", Gzip(rows)[..200])));
    }

    [Theory]
    [InlineData("""[{"_id":"1","comment":"<p>x</p>","url":"/a/"},""", "x.json, line 1: broken JSON")]
    [InlineData("[{\"url\":\"/a/\"}]", "x.json is of none of the systems Waline, Valine, Artalk, Twikoo, Disqus, Isso, Remark42")]
    [InlineData("no JSON at all", "there is no file with comments: JSON, XML or an SQLite database")]
    [InlineData("<rss version=\"2.0\"></rss>", "a WordPress export is imported by import wordpress, its comments with it")]
    [InlineData("<disqus><post dsq:id=\"1\"", "x.json, line 1: broken XML")]
    [InlineData(
        "<!DOCTYPE disqus [<!ENTITY a \"x\"><!ENTITY b \"&a;&a;\">]><disqus>&b;</disqus>",
        "x.json is of none of the systems Waline, Valine, Artalk, Twikoo, Disqus, Isso, Remark42"
    )]
    [InlineData(
        "SQLite format 3\0 and then nothing",
        "x.json is of none of the systems Waline, Valine, Artalk, Twikoo, Disqus, Isso, Remark42"
    )]
    public async Task A_file_that_cannot_be_read_is_refused_in_one_line(string text, string reason)
    {
        await using var blog = await CommentFixture.OpenAsync(withPosts: false);
        Assert.Equal(reason, await blog.RefusalAsync(blog.Write("x.json", text)));
        Assert.Empty(Directory.EnumerateFileSystemEntries(blog.Blog.Host.Folder.Temporary));
    }

    [Fact]
    public async Task A_database_that_runs_code_of_its_own_is_not_run()
    {
        await using var blog = await CommentFixture.OpenAsync(withPosts: false);
        var path = blog.Blog.PathOf("views.db");
        Execute(
            path,
            """
            CREATE TABLE threads (id INTEGER PRIMARY KEY, uri TEXT, title TEXT);
            CREATE VIEW comments AS WITH RECURSIVE n(id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM n)
                SELECT id, 1 AS tid, 'x' AS text FROM n;
            """
        );
        Assert.Contains("is of none of the systems", await blog.RefusalAsync(path), StringComparison.Ordinal);
        Assert.Contains(
            "views.db is no export of Isso",
            (
                await Assert.ThrowsAsync<CommentFileException>(() =>
                    blog.ImportAsync(new CommentImportRequest([path]) { System = CommentSystem.Isso })
                )
            ).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Nothing_of_a_comment_reaches_a_report()
    {
        var page = new IntakePage("/a/", "A", 1, 1) { States = [1, 0, 0, 0] };
        var report = CommentReports.Of(new IntakeResult([page], []), "UTC", [], false);
        using var text = new StringWriter();
        report.WriteTo(text);
        Assert.Contains("1 comments added, 0 known already; 1 without a post", text.ToString(), StringComparison.Ordinal);
    }

    private static string Counter(int times) => $$"""{"results":[{"objectId":"c","url":"/posts/c-sharp/","time":{{times}}}]}""";

    private static byte[] Gzip(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(bytes);
        }

        return packed.ToArray();
    }

    /// <summary>The schema of isso-comments/isso, isso/db/comments.py and threads.py.</summary>
    private static string Isso(CommentFixture blog)
    {
        var path = blog.Blog.PathOf("comments.db");
        Execute(
            path,
            """
            PRAGMA journal_mode=WAL;
            CREATE TABLE threads (id INTEGER PRIMARY KEY, uri VARCHAR(256) UNIQUE, title VARCHAR(256));
            CREATE TABLE comments (tid REFERENCES threads(id), id INTEGER PRIMARY KEY, parent INTEGER, created FLOAT NOT NULL,
                modified FLOAT, mode INTEGER, remote_addr VARCHAR, text VARCHAR, author VARCHAR, email VARCHAR, website VARCHAR,
                likes INTEGER DEFAULT 0, dislikes INTEGER DEFAULT 0, voters BLOB NOT NULL, notification INTEGER DEFAULT 0);
            CREATE TRIGGER remove_stale AFTER DELETE ON comments BEGIN DELETE FROM threads; END;
            INSERT INTO threads VALUES (1, '/posts/c-sharp/', 'C# 与异步');
            INSERT INTO comments VALUES (1, 1, NULL, 1400000000.25, NULL, 1, '192.0.2.0', '用 *Markdown* 写的', '甲', 'a@isso.example',
                'https://a.example', 3, 1, x'00', 0);
            INSERT INTO comments VALUES (1, 2, 1, 1400000100.0, NULL, 2, '192.0.2.0', 'waits', NULL, NULL, NULL, 0, 0, x'00', 0);
            INSERT INTO comments VALUES (1, 3, NULL, 1400000200.0, NULL, 4, '192.0.2.0', '', NULL, NULL, NULL, 0, 0, x'00', 0);
            INSERT INTO comments VALUES (1, 4, 3, 1400000300.0, NULL, 1, '2001:db8::', 'below a deleted one', 'B', NULL, NULL, 0,
                0, x'00', 0);
            """
        );
        return path;
    }

    private static void Execute(string path, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static IEnumerable<(string System, CommentImportRequest Request)> ExportsOf(CommentFixture blog) =>
        new (string System, string[] Files)[]
        {
            ("waline", ["waline.json"]),
            ("valine", ["Comment.0.jsonl", "Counter.0.jsonl"]),
            ("twikoo", ["twikoo-comment.json", "twikoo-counter.json"]),
            ("artalk", ["artrans.json"]),
            ("disqus", ["disqus.xml"]),
            ("isso", [Isso(blog)]),
            ("remark42", ["remark42.json"]),
        }.Select(export =>
            (
                export.System,
                new CommentImportRequest([.. export.Files.Select(CommentFixture.PathOf)])
                {
                    Site = export.System == "artalk" ? "博客" : null,
                }
            )
        );

    private static bool Matches(string path, string actual)
    {
        if (Environment.GetEnvironmentVariable("BLOG_WRITE_FIXTURES") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, actual);
        }

        return File.Exists(path) && File.ReadAllText(path).ReplaceLineEndings("\n") == actual;
    }

    private static bool EntryComparer(ImportEntry one, ImportEntry other) =>
        one with
        {
            Warnings = [],
            Difference = [],
        } == other with { Warnings = one.Warnings.Count == other.Warnings.Count ? [] : ["x"], Difference = [] };
}
