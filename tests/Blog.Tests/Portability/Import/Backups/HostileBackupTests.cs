using System.Globalization;
using System.IO.Compression;
using System.Text;
using Blog.Data.Posts;
using Blog.Portability.Import;
using Blog.Tests.Portability.Import.Backups.WordPress;

namespace Blog.Tests.Portability.Import.Backups;

/// <summary>
/// Backups from outside (security.md B5, B6): a hostile one ends in one clear line, and what was read before it
/// is not lost.
/// </summary>
public sealed class HostileBackupTests
{
    private static string Good => Wxr.Post(1, "好的", "<p>文字</p>");

    [Fact]
    public async Task What_breaks_in_the_middle_is_named_with_its_place()
    {
        await using var fixture = await ImportFixture.OpenAsync();
        var whole = Wxr.Of(Good + "@@");
        var cases = new (string Name, string Text, string Reason)[]
        {
            ("cut", whole[..(whole.IndexOf("@@", StringComparison.Ordinal))], "is broken here, and what follows was not read"),
            ("tag", whole.Replace("@@", "<item><title>x</item>", StringComparison.Ordinal), "is broken here"),
            ("entity", whole.Replace("@@", "<item><title>&xxe;</title></item>", StringComparison.Ordinal), "is broken here"),
            (
                "deep",
                whole.Replace("@@", string.Concat(Enumerable.Repeat("<a>", 100_000)), StringComparison.Ordinal),
                "elements are nested more than 64 deep"
            ),
        };
        foreach (var (name, text, reason) in cases)
        {
            fixture.Write(name + "/export.xml", text);
            var report = await fixture.ImportAsync(name, request => request with { DryRun = true });

            Assert.Equal(1, report.Count(ImportOutcome.Created));
            var refused = Assert.Single(report.Entries, entry => entry.Outcome == ImportOutcome.Refused);
            Assert.Equal("export.xml", refused.Path);
            Assert.Contains(reason, refused.Reason, StringComparison.Ordinal);
            Assert.True(refused.Line > 20, name);
            Assert.Equal(1, report.ExitCode);
        }
    }

    [Fact]
    public async Task Document_types_and_outside_files_are_never_read()
    {
        await using var fixture = await ImportFixture.OpenAsync();
        fixture.Write("secret.txt", "CANARY");
        var bomb = new StringBuilder("<!DOCTYPE rss [<!ENTITY a0 \"x\">");
        for (var i = 1; i < 30; i++)
        {
            bomb.Append(CultureInfo.InvariantCulture, $"<!ENTITY a{i} \"&a{i - 1};&a{i - 1};\">");
        }

        foreach (
            var type in new[]
            {
                bomb.Append("]>").ToString(),
                $"<!DOCTYPE rss [<!ENTITY x SYSTEM \"file://{fixture.PathOf("secret.txt")}\">]>",
            }
        )
        {
            var text = Wxr.Of(Wxr.Post(1, "x", "a").Replace("<![CDATA[x]]>", "&x;&a29;", StringComparison.Ordinal));
            fixture.Write("bomb/export.xml", text.Replace("<rss", type + "\n<rss", StringComparison.Ordinal));
            var report = await fixture.ImportAsync("bomb", request => request with { DryRun = true });

            Assert.Equal(0, report.Count(ImportOutcome.Created));
            var refused = Assert.Single(report.Entries, entry => entry.Outcome == ImportOutcome.Refused);
            Assert.Contains("DTD is prohibited", refused.Reason, StringComparison.Ordinal);
            Assert.DoesNotContain("CANARY", report.ToJson(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_text_beyond_all_measure_is_refused_by_its_title_and_one_that_is_too_deep_becomes_a_draft()
    {
        await using var fixture = await ImportFixture.OpenAsync();
        fixture.Write(
            "site/export.xml",
            Wxr.Of(
                Good
                    + Wxr.Post(2, "太长", new string('x', 3 << 20))
                    + Wxr.Post(3, "太深", string.Concat(Enumerable.Repeat("<div>", 5_000)) + "x")
                    + Wxr.Post(1, "同号", "<p>x</p>")
            )
        );
        var report = await fixture.ImportAsync();

        Assert.Equal(2, report.Count(ImportOutcome.Created));
        var deep = (await fixture.PostsAsync())["太深"];
        Assert.Equal(PostState.Draft, deep.State);
        Assert.StartsWith("```html\n<div><div>", deep.Markdown, StringComparison.Ordinal);
        Assert.Contains(
            "HTML nested more than 100 deep: imported as a draft that shows its HTML as it was",
            ImportFixture.Warnings(report, "太深 #3")
        );
        var refused = report
            .Entries.Where(entry => entry.Outcome == ImportOutcome.Refused)
            .ToDictionary(entry => entry.Path, entry => entry.Reason);
        Assert.Equal("its text is longer than 2 MB", refused["太长 #2"]);
        Assert.Equal("is in the backup twice: the first one was taken", refused["同号 #1"]);
    }

    [Fact]
    public async Task What_is_no_backup_ends_in_one_line()
    {
        await using var fixture = await ImportFixture.OpenAsync();
        fixture.Write("a.xml", "<rss><channel></channel></rss>").Write("b.json", "{\"a\":1}").Write("empty.xml", "");
        foreach (var name in new[] { "a.xml", "b.json", "empty.xml" })
        {
            var error = await Assert.ThrowsAnyAsync<IOException>(() => fixture.ImportAsync(name));
            Assert.Contains("this is no backup that can be read", error.Message, StringComparison.Ordinal);
        }

        await using (
            var zip = await ZipFile.OpenAsync(fixture.PathOf("evil.zip"), ZipArchiveMode.Create, TestContext.Current.CancellationToken)
        )
        {
            await using var entry = await zip.CreateEntry("../../evil.xml").OpenAsync(TestContext.Current.CancellationToken);
            await entry.WriteAsync(Encoding.UTF8.GetBytes(Wxr.Of(Good)), TestContext.Current.CancellationToken);
        }

        var slip = await Assert.ThrowsAnyAsync<IOException>(() => fixture.ImportAsync("evil.zip"));
        Assert.Contains("the archive was not unpacked (Outside", slip.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(fixture.PathOf("data/tmp")));
        Assert.Empty(Directory.EnumerateFiles(fixture.Root, "evil.xml", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task A_post_reaches_no_file_beside_the_uploads()
    {
        await using var fixture = await ImportFixture.OpenAsync();
        fixture
            .Write(
                "home/export.xml",
                Wxr.Of(
                    Wxr.Post(
                        1,
                        "x",
                        "<p><a href=\"/private.txt\">a</a> <img src=\"/wp-content/uploads/../../private.png\"> <img src=\"/b.png\"></p>"
                    )
                )
            )
            .Write("home/private.txt", "CANARY")
            .Picture("home/private.png")
            .Picture("home/b.png")
            .Picture("home/wp-content/uploads/a.png");
        await fixture.ImportAsync("home/export.xml");

        var post = Assert.Single(await fixture.PostsAsync()).Value;
        Assert.DoesNotContain("/media/", post.Markdown, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFiles(fixture.PathOf("data"), "private*", SearchOption.AllDirectories));
    }
}
