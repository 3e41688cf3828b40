using System.CommandLine;
using Blog.Portability;
using Blog.Portability.Import;
using Blog.Portability.Import.Sources;
using Blog.Tests.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Blog.Tests.Portability;

/// <summary>security.md B2, B3, B4, B5, B7, B8, B9 for the import.</summary>
public sealed class HostileImportTests
{
    private static readonly string Hostile = Path.Combine(Repository.Root, "tests", "Blog.Tests", "Portability", "Corpus", "hostile");

    private static readonly Dictionary<string, int> RefusedAt = new(StringComparer.Ordinal)
    {
        ["anchors.md"] = 3,
        ["big-head.md"] = 1,
        ["binary.md"] = 4,
        ["brackets.md"] = 3,
        ["deep-html.md"] = 0,
        ["headings.md"] = 2005,
        ["html-tags.md"] = 0,
        ["hyphens.md"] = 4,
        ["json-broken.md"] = 3,
        ["json-deep.md"] = 1,
        ["links.md"] = 5005,
        ["not-utf8.md"] = 5,
        ["open-links.md"] = 5,
        ["quotes.md"] = 7,
        ["toml-broken.md"] = 3,
        ["type-tag.md"] = 4,
        ["unclosed.md"] = 1,
    };

    [Fact]
    public async Task Invalid_files_are_refused_with_line_and_reason_while_the_others_are_imported()
    {
        using var folder = new TemporaryFolder();
        await using var host = await StartAsync(folder);
        var report = await ImportAsync(host, Hostile);
        Assert.Equal(
            RefusedAt,
            report
                .Entries.Where(entry => entry.Outcome == ImportOutcome.Refused)
                .ToDictionary(entry => entry.Path, entry => entry.Line, StringComparer.Ordinal)
        );
        Assert.All(report.Entries.Where(entry => entry.Outcome == ImportOutcome.Refused), entry => Assert.NotEmpty(entry.Reason!));
        Assert.Equal(
            ["address.md", "good.md", "pictures.md", "reserved.md", "script.md", "tags.md"],
            report.Entries.Where(entry => entry.Outcome == ImportOutcome.Created).Select(entry => entry.Path)
        );
        Assert.Equal(1, report.ExitCode);
        await host.WithDbAsync(async db =>
        {
            foreach (var post in await db.Posts.ToListAsync())
            {
                foreach (var html in new[] { post.BodyHtml.Value, post.SummaryHtml.Value })
                {
                    foreach (
                        var trace in new[] { "<script", "onerror=", "<iframe", "<form", "href=\"javascript", "href=\"vbscript", "<svg" }
                    )
                    {
                        Assert.DoesNotContain(trace, html, StringComparison.OrdinalIgnoreCase);
                    }
                }

                Assert.DoesNotContain(post.Address.Value.Split('/'), segment => segment is "admin" or "..");
            }
        });
    }

    [Fact]
    public async Task Only_images_are_stored_under_the_servers_own_names()
    {
        using var folder = new TemporaryFolder();
        await using var host = await StartAsync(folder);
        var outside = Directory
            .GetFiles(folder.Path, "*", SearchOption.AllDirectories)
            .Where(file => !file.StartsWith(host.Folder.Root, StringComparison.Ordinal))
            .ToList();
        await ImportAsync(host, Hostile);
        var files = Directory.GetFiles(host.Folder.Media, "*", SearchOption.AllDirectories);
        Assert.Equal(2, files.Length); // of page.jpg, script.svg, laughs.svg, polyglot.gif: a cleaned drawing and a new GIF
        Assert.All(
            files,
            file =>
            {
                Assert.Matches("^[0-9a-f]{32}\\.(svg|gif)$", Path.GetFileName(file));
                Assert.DoesNotContain("canary-7f3a", File.ReadAllText(file, System.Text.Encoding.Latin1), StringComparison.Ordinal);
                Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(file) == (UnixFileMode.UserRead | UnixFileMode.UserWrite));
            }
        );
        Assert.Equal(
            outside,
            Directory
                .GetFiles(folder.Path, "*", SearchOption.AllDirectories)
                .Where(file => !file.StartsWith(host.Folder.Root, StringComparison.Ordinal))
        );
    }

    [Fact]
    public async Task Links_of_the_file_system_are_not_followed()
    {
        using var folder = new TemporaryFolder();
        await using var host = await StartAsync(folder);
        var (secret, site) = (
            Directory.CreateDirectory(folder.File("secret")).FullName,
            Directory.CreateDirectory(folder.File("site")).FullName
        );
        await File.WriteAllBytesAsync(Path.Combine(secret, "secret.png"), TestImages.Still(33, 44, ".png"));
        await File.WriteAllTextAsync(Path.Combine(secret, "secret.md"), "---\ntitle: canary-7f3a\ndate: 2020-01-01\n---\ncanary-7f3a");
        File.CreateSymbolicLink(Path.Combine(site, "link.md"), Path.Combine(secret, "secret.md"));
        File.CreateSymbolicLink(Path.Combine(site, "passwd.md"), "/etc/passwd");
        File.CreateSymbolicLink(Path.Combine(site, "link.png"), Path.Combine(secret, "secret.png"));
        Directory.CreateSymbolicLink(Path.Combine(site, "folder"), secret);
        await File.WriteAllTextAsync(
            Path.Combine(site, "post.md"),
            "---\ntitle: Post\ndate: 2020-01-01\ncover: folder/secret.png\n---\n![a](link.png) ![b](folder/secret.png) "
                + "![c](../secret/secret.png) ![d](/../secret/secret.png) ![e]("
                + secret
                + "/secret.png)"
        );
        var report = await ImportAsync(host, site);
        Assert.Equal(["post.md"], report.Entries.Select(entry => entry.Path));
        Assert.Equal(4, report.Notes.Count);
        Assert.True(report.Entries.Single().Warnings.Count >= 5);
        await host.WithDbAsync(async db =>
        {
            Assert.False(await db.Media.AnyAsync());
            Assert.DoesNotContain("root:", (await db.Posts.SingleAsync()).Markdown, StringComparison.Ordinal);
            Assert.DoesNotContain("canary", (await db.Posts.SingleAsync()).Markdown, StringComparison.Ordinal);
        });
        Assert.Empty(Directory.GetFiles(host.Folder.Media, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task The_report_names_file_line_and_reason_without_control_characters()
    {
        using var folder = new TemporaryFolder();
        await using var host = await StartAsync(folder);
        var site = Directory.CreateDirectory(folder.File("site")).FullName;
        await File.WriteAllTextAsync(Path.Combine(site, "bad.md"), "---\ntitle: x\ny: !!int 3\n---\n");
        await File.WriteAllTextAsync(Path.Combine(site, "odd.md"), "---\ntitle: x\ndate: \"\\x1b[2J\"\n---\nText");
        using var output = new StringWriter();
        var report = await ImportAsync(host, site);
        report.WriteTo(output);
        Assert.Contains("refused   bad.md:3  YAML type tags (!!) are not supported", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("1 created, 0 updated, 0 unchanged, 0 skipped, 1 refused", output.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', output.ToString());
        File.Delete(Path.Combine(site, "odd.md"));
        Assert.Equal(2, (await ImportAsync(host, site)).ExitCode);
    }

    [Fact]
    public async Task Invalid_characters_do_not_stop_the_import()
    {
        using var folder = new TemporaryFolder();
        await using var host = await StartAsync(folder);
        var site = Directory.CreateDirectory(folder.File("site")).FullName;
        await File.WriteAllTextAsync(
            Path.Combine(site, "address.md"),
            "---\ntitle: x\ndate: 2020-01-01\npermalink: /a\uFFFEb\naliases: [/c\uFFFEd]\n---\nText"
        );
        await File.WriteAllTextAsync(
            Path.Combine(site, "tag.md"),
            "---\ntitle: y\uFFFE\ndate: 2020-01-01\ntags: [a\uFFFEb]\ncategory: c\uFFFEd\n---\n## Heading\uFFFE\n\nText"
        );
        await File.WriteAllTextAsync(Path.Combine(site, "good.md"), "---\ntitle: z\ndate: 2020-01-01\n---\nText");
        var report = await ImportAsync(host, site);
        Assert.Equal(3, report.Count(ImportOutcome.Created));
        Assert.Contains(report.Entries[0].Warnings, warning => warning.Contains("another one is used", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_file_that_cannot_be_saved_does_not_stop_the_others()
    {
        using var folder = new TemporaryFolder();
        await using var host = await StartAsync(folder);
        var site = Directory.CreateDirectory(folder.File("site")).FullName;
        await File.WriteAllBytesAsync(Path.Combine(site, "image.png"), TestImages.Still(20, 10, ".png"));
        await File.WriteAllBytesAsync(Path.Combine(site, "old.png"), TestImages.Still(21, 10, ".png"));
        await WriteAsync("");
        await host.WithDbAsync(db =>
            db.Database.ExecuteSqlRawAsync(
                """
                CREATE TRIGGER a BEFORE INSERT ON Media WHEN NEW.Width = 20 BEGIN SELECT RAISE(ABORT, 'no image'); END;
                CREATE TRIGGER b BEFORE INSERT ON Redirects WHEN NEW.Path = '/b/old.png' BEGIN SELECT RAISE(ABORT, 'no redirect'); END;
                CREATE TRIGGER c BEFORE INSERT ON Posts WHEN NEW.Title = 'c' BEGIN SELECT RAISE(ABORT, 'no post'); END;
                """
            )
        );
        var report = await ImportAsync(host, site);
        Assert.Equal(
            ["a.md", "b.md", "c.md"],
            report.Entries.Where(entry => entry.Outcome == ImportOutcome.Refused).Select(entry => entry.Path)
        );
        Assert.Equal(["no image", "no redirect", "no post"], report.Entries.Take(3).Select(entry => entry.Reason!.Split('\'')[1]));
        Assert.Equal(
            ["d.md", "e.md", "f.md"],
            report.Entries.Where(entry => entry.Outcome == ImportOutcome.Created).Select(entry => entry.Path)
        );

        // A second run: d cannot take its old links away, e cannot be read.
        await WriteAsync(" more");
        await host.WithDbAsync(db =>
            db.Database.ExecuteSqlRawAsync(
                """
                DROP TRIGGER a; DROP TRIGGER b; DROP TRIGGER c;
                CREATE TRIGGER d BEFORE DELETE ON PostLinks WHEN OLD.Target = '/d-target' BEGIN SELECT RAISE(ABORT, 'no removal'); END;
                UPDATE Posts SET Contents = 'no JSON' WHERE Title = 'e';
                """
            )
        );
        report = await ImportAsync(host, site);
        Assert.Equal(["d.md", "e.md"], report.Entries.Where(entry => entry.Outcome == ImportOutcome.Refused).Select(entry => entry.Path));
        Assert.Equal(
            ["a.md", "b.md", "c.md"],
            report.Entries.Where(entry => entry.Outcome == ImportOutcome.Created).Select(entry => entry.Path)
        );
        Assert.Equal(ImportOutcome.Updated, report.Entries[5].Outcome);

        async Task WriteAsync(string more)
        {
            foreach (
                var (name, text) in new[]
                {
                    ("a", "![](image.png)"),
                    ("b", "![](old.png)"),
                    ("c", ""),
                    ("d", "[d](/d-target)"),
                    ("e", ""),
                    ("f", "![](old.png)"),
                }
            )
            {
                await File.WriteAllTextAsync(
                    Path.Combine(site, name + ".md"),
                    $"---\ntitle: {name}\ndate: 2020-01-01\npermalink: /{name}/\n---\n{text}\n\nText{more}"
                );
            }
        }
    }

    [Fact]
    public async Task Pipes_are_not_waited_for()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "has no named pipes among its files");
        using var folder = new TemporaryFolder();
        await using var host = await StartAsync(folder);
        var site = Directory.CreateDirectory(folder.File("site")).FullName;
        using (
            var mkfifo = System.Diagnostics.Process.Start(
                "mkfifo",
                [Path.Combine(site, "pipe.md"), Path.Combine(site, "pipe.png"), Path.Combine(site, "_config.yml")]
            )
        )
        {
            await mkfifo.WaitForExitAsync();
            Assert.Equal(0, mkfifo.ExitCode);
        }

        await File.WriteAllTextAsync(Path.Combine(site, "post.md"), "---\ntitle: x\ndate: 2020-01-01\n---\n![](pipe.png)");
        var report = await Task.Run(() => ImportAsync(host, site)).WaitAsync(Poll.Limit);
        Assert.Equal(ImportOutcome.Skipped, report.Entries.Single(entry => entry.Path is "pipe.md").Outcome);
        Assert.Contains(
            report.Entries.Single(entry => entry.Path is "post.md").Warnings,
            warning => warning.Contains("pipe.png", StringComparison.Ordinal)
        );
    }

    /// <summary>A deleted folder stands for an unreadable one: both fail when they are listed, and root may read everything.</summary>
    [Fact]
    public void A_folder_below_that_cannot_be_read_is_noted_and_left_out()
    {
        using var folder = new TemporaryFolder();
        var walk = new SourceWalk(folder.Path, null);
        walk.Enter(new DirectoryInfo(folder.File("gone")), 1);
        Assert.StartsWith("gone: cannot be read", Assert.Single(walk.Notes), StringComparison.Ordinal);
        Assert.ThrowsAny<IOException>(() => walk.Enter(new DirectoryInfo(folder.File("gone")), 0));
    }

    [Fact]
    public async Task Redirects_do_not_reveal_images_of_drafts()
    {
        using var folder = new TemporaryFolder();
        await using var host = await StartAsync(folder);
        var site = Directory.CreateDirectory(folder.File("site")).FullName;
        var (post, image) = (Path.Combine(site, "a.md"), Path.Combine(site, "secret.png"));
        await File.WriteAllBytesAsync(image, TestImages.Still(20, 10, ".png"));
        foreach (var (head, redirects) in new[] { ("published: false", 0), ("published: true", 1) })
        {
            await File.WriteAllTextAsync(post, $"---\ntitle: a\ndate: 2020-01-01\npermalink: /a/\n{head}\n---\n![](secret.png)");
            await ImportAsync(host, site);
            await host.WithDbAsync(async db =>
                Assert.Equal(
                    (1, redirects),
                    (await db.Media.CountAsync(), await db.Redirects.CountAsync(redirect => redirect.Path == "/a/secret.png"))
                )
            );
        }
    }

    [Fact]
    public async Task What_is_too_long_is_cut_with_a_warning_or_refused()
    {
        using var folder = new TemporaryFolder();
        await using var host = await StartAsync(folder);
        var site = Directory.CreateDirectory(folder.File("site")).FullName;
        await File.WriteAllTextAsync(
            Path.Combine(site, "cut.md"),
            $"---\ntitle: a\ndate: 2020-01-01\ndescription: {new string('b', 2_001)}\nseries: {new string('c', 301)}\ncover: "
                + $"https://example.org/{new string('d', 2_001)}.png\n---\nText"
        );
        await File.WriteAllTextAsync(
            Path.Combine(site, "deep.md"),
            "---\ntitle: b\ndate: 2020-01-01\ncategories: "
                + $"[{string.Join(", ", Enumerable.Range(0, 8).Select(i => new string('e', 70) + i))}]\n---\nText"
        );
        var report = await ImportAsync(host, site);
        Assert.Equal([ImportOutcome.Created, ImportOutcome.Refused], report.Entries.Select(entry => entry.Outcome));
        Assert.All(
            new[] { "description was truncated", "series was truncated", "cover's address" },
            words => Assert.Contains(report.Entries[0].Warnings, warning => warning.Contains(words, StringComparison.Ordinal))
        );
        Assert.Equal("its category path is longer than 500 characters", report.Entries[1].Reason);
    }

    [Theory]
    [InlineData("markdown /no/such/folder")]
    [InlineData("markdown . --time-zone Mars/Olympus")]
    [InlineData("markdown . --language 火星文")]
    public async Task A_command_that_cannot_start_exits_with_2(string line) =>
        Assert.Equal(2, await ImportCommand.Create(() => null).Parse(line).InvokeAsync(cancellationToken: CancellationToken.None));

    private static async Task<DataHost> StartAsync(TemporaryFolder folder)
    {
        var host = new DataHost(folder.File("data"));
        await host.StartAsync();
        return host;
    }

    private static Task<ImportReport> ImportAsync(DataHost host, string path) =>
        new MarkdownImport(host.Get<IServiceScopeFactory>(), host.Get<TimeProvider>()).RunAsync(
            new ImportRequest(path),
            null,
            CancellationToken.None
        );
}
