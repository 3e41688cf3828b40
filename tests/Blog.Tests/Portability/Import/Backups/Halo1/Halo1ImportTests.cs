using System.IO.Compression;
using Blog.Data.Posts;
using Blog.Data.Posts.Files;
using Blog.Portability.Import;
using Blog.Tests.Portability.Export;

namespace Blog.Tests.Portability.Import.Backups.Halo1;

/// <summary>The data export of Halo 1.x: drafts put together from changes, states, passwords, addresses, counts and threads.</summary>
public sealed class Halo1ImportTests
{
    private const string Change =
        """[{"type":"CHANGE","source":{"position":1,"lines":["二"]},"target":{"position":1,"lines":["二，写到一半",""]}}]""";

    private const string Outside = """[{"source":{"position":9,"lines":["x"]},"target":{"position":0,"lines":[]}}]""";

    [Fact]
    public async Task A_data_export_is_imported_and_repeated()
    {
        await using var fixture = await ImportFixture.OpenAsync();
        fixture.Write("halo1/halo-data-export-1.json", Whole()).Picture("halo1/upload/2023/05/cat.png");
        var report = await fixture.ImportAsync("halo1");
        var text = BackupDump.Stable(await BackupDump.OfAsync(fixture, report));

        BackupDump.Check("halo1.txt", text);
        await RoundTrip.AssertAsync(fixture.Host);
        Assert.DoesNotContain("kanarie", text + report.ToJson(), StringComparison.Ordinal);
        Assert.DoesNotContain("geheim", text + report.ToJson(), StringComparison.Ordinal);
        var again = await fixture.ImportAsync("halo1", request => request with { Tool = SiteGenerator.Halo });
        Assert.All(again.Entries.Where(entry => entry.Reason is null), entry => Assert.Equal(ImportOutcome.Unchanged, entry.Outcome));
        foreach (var hidden in new[] { "写到一半", "私密的", "有密码", "加密分类里的", "回收站里的", "坏补丁" })
        {
            Assert.Equal(PostState.Draft, (await fixture.PostsAsync())[hidden].State);
        }
    }

    [Theory]
    [InlineData("DEFAULT", "", "/archives/name")]
    [InlineData("DEFAULT", ".html", "/archives/name.html")]
    [InlineData("YEAR", "", "/2023/name")]
    [InlineData("DATE", ".html", "/2023/05/name.html")]
    [InlineData("DAY", "", "/2023/05/04/name")]
    [InlineData("ID_SLUG", ".html", "/archives/7.html")]
    [InlineData("ID", "", "/?p=7")]
    public async Task Addresses_follow_the_pattern_of_the_settings(string type, string suffix, string address)
    {
        await using var fixture = await ImportFixture.OpenAsync();
        var options = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["post_permalink_type"] = type,
            ["path_suffix"] = suffix,
            ["sheet_permalink_type"] = "ROOT",
        };
        fixture.Write(
            "site/a.json",
            Halo1Export.Of(
                [Halo1Export.Post(7, "题", "name")],
                [Halo1Export.Content(7, "正文", 1, 1)],
                sheets: [Halo1Export.Post(8, "页", "me")],
                options: options
            )
        );
        var report = await fixture.ImportAsync();

        var posts = await fixture.PostsAsync();
        Assert.True(
            posts["题"].Address.Value == address || report.Kept.Any(kept => kept.Old == address && kept.Now == posts["题"].Address.Value),
            posts["题"].Address.Value
        );
        Assert.Equal("/me" + suffix, posts["页"].Address.Value);
        if (type == "DAY")
        {
            Assert.Contains(report.Kept, kept => kept.Old == "/2023/05/03/name"); // by the clock of UTC
        }
    }

    [Fact]
    public async Task A_work_folder_with_a_database_is_refused_in_one_line()
    {
        await using var fixture = await ImportFixture.OpenAsync();
        await using (
            var zip = await ZipFile.OpenAsync(
                fixture.PathOf("halo-backup.zip"),
                ZipArchiveMode.Create,
                TestContext.Current.CancellationToken
            )
        )
        {
            await using var entry = await zip.CreateEntry("db/halo.mv.db").OpenAsync(TestContext.Current.CancellationToken);
            await entry.WriteAsync(
                "H:2,block:9,blockSize:1000,chunk:2,clean:1,created:1\n"u8.ToArray(),
                TestContext.Current.CancellationToken
            );
        }

        foreach (var tool in new SiteGenerator?[] { null, SiteGenerator.Halo })
        {
            var error = await Assert.ThrowsAnyAsync<IOException>(() =>
                fixture.ImportAsync("halo-backup.zip", request => request with { Tool = tool })
            );
            Assert.StartsWith("halo.mv.db is an H2 database, which only Halo itself reads", error.Message, StringComparison.Ordinal);
            Assert.DoesNotContain('\n', error.Message);
        }

        Assert.Empty(Directory.EnumerateFileSystemEntries(fixture.PathOf("data/tmp")));
    }

    [Fact]
    public async Task Damaged_and_hostile_exports_end_in_one_line_and_keep_what_was_read()
    {
        await using var fixture = await ImportFixture.OpenAsync();
        var whole = Halo1Export.Of([Halo1Export.Post(7, "题", "name")], [Halo1Export.Content(7, "正文", 1, 1)], options: null);
        fixture.Write("cut/a.json", whole[..(whole.IndexOf("\"version\":\"1.6", StringComparison.Ordinal) - 2)]);
        var report = await fixture.ImportAsync("cut", request => request with { DryRun = true, Tool = SiteGenerator.Halo });
        Assert.Single(report.Entries, entry => entry.Reason?.Contains("is broken here", StringComparison.Ordinal) == true);
        Assert.Equal(1, report.Count(ImportOutcome.Created));

        var odd = whole.Replace("\"id\":7", "\"id\":\"../../7\"", StringComparison.Ordinal);
        fixture.Write("odd/a.json", odd);
        Assert.Equal("has no id", Assert.Single((await fixture.ImportAsync("odd")).Entries, entry => entry.Reason is not null).Reason);

        fixture.Write("deep/a.json", whole.Replace("\"contents\":", "\"contents\":" + new string('[', 500), StringComparison.Ordinal));
        var deep = await fixture.ImportAsync("deep", request => request with { DryRun = true, Tool = SiteGenerator.Halo });
        Assert.Contains(deep.Entries, entry => entry.Reason?.Contains("is broken here", StringComparison.Ordinal) == true);
    }

    private static string Whole() =>
        Halo1Export.Of(
            [
                Halo1Export.Post(1, "第一篇：<猫> & \"引号\"", "first", top: 1, visits: 321),
                Halo1Export.Post(2, "写到一半", "draft", "DRAFT"),
                Halo1Export.Post(3, "私密的", "intimate", "INTIMATE"),
                Halo1Export.Post(4, "有密码", "password", password: "geheim"),
                Halo1Export.Post(5, "加密分类里的", "locked"),
                Halo1Export.Post(6, "回收站里的", "recycled", "RECYCLE"),
                Halo1Export.Post(7, "Rich text", "rich", editor: "RICHTEXT"),
                Halo1Export.Post(8, "更早的版本写的", "older", original: "正文在文章里，\n和 1.4 一样。"),
                Halo1Export.Post(9, "坏补丁", "bad", "DRAFT"),
                Halo1Export.Post(10, "纯网页", "html"),
            ],
            [
                Halo1Export.Content(1, "一\n二\n![猫](/upload/2023/05/cat.png)\n\n见[另一篇](/archives/rich)。", 11, 12),
                Halo1Export.Content(2, "", null, 22),
                Halo1Export.Content(3, "悄悄话", 31, 31),
                Halo1Export.Content(4, "锁着", 41, 41),
                Halo1Export.Content(5, "分类锁着", 51, 51),
                Halo1Export.Content(6, "扔了", 61, 61),
                Halo1Export.Content(7, "<h2>标题</h2>\n<p>正文 <em>斜</em></p>", 71, 71),
                Halo1Export.Content(9, "一\n二", 91, 92),
                Halo1Export.Content(10, null!, 101, 101, "<p>只有网页</p>"),
            ],
            [
                Halo1Export.Patch(11, 1, 1, "一\n二"),
                Halo1Export.Patch(12, 1, 2, Change, "DRAFT"),
                Halo1Export.Patch(21, 2, 1, "一\n二\n三"),
                Halo1Export.Patch(22, 2, 2, Change, "DRAFT"),
                Halo1Export.Patch(91, 9, 1, "一\n二"),
                Halo1Export.Patch(92, 9, 2, Outside, "DRAFT"),
            ],
            [Halo1Export.Post(20, "关于", "about", original: "站长的话", visits: 40)],
            [
                Halo1Export.Category(1, "技术", "tech"),
                Halo1Export.Category(2, "Linux", "linux", 1),
                Halo1Export.Category(3, "秘密", "secret", password: "geheim"),
                Halo1Export.Category(4, "更秘密", "deeper", 3),
            ],
            [(1, 2), (7, 1), (5, 4)],
            [(1, 1), (1, 2)],
            [
                Halo1Export.Comment(1, 1, 0, "甲", "写得**好** &amp; 短"),
                Halo1Export.Comment(2, 1, 1, "站长", "谢谢"),
                Halo1Export.Comment(3, 1, 2, "甲", "不客气", "AUDITING"),
                Halo1Export.Comment(4, 1, 0, "丙", "扔掉的", "RECYCLE"),
                Halo1Export.Comment(5, 99, 0, "丁", "文章没了"),
            ],
            [Halo1Export.Comment(6, 20, 0, "戊", "你好")]
        );
}
