using System.CommandLine;
using Blog.Portability;
using Blog.Portability.Import;
using Blog.Tests.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Blog.Tests.Portability;

/// <summary>SAFETY B2, B3, B4, B5, B7, B8, B9 by the door of the import.</summary>
public sealed class HostileImportTests
{
    private static readonly string Hostile = Path.Combine(Repository.Root, "tests", "Blog.Tests", "Portability", "Corpus", "hostile");

    private static readonly Dictionary<string, int> RefusedAt = new(StringComparer.Ordinal)
    {
        ["anchors.md"] = 3, ["big-head.md"] = 1, ["binary.md"] = 4, ["brackets.md"] = 3, ["deep-html.md"] = 0, ["headings.md"] = 2005, ["html-tags.md"] = 0, ["hyphens.md"] = 4, ["json-broken.md"] = 3,
        ["json-deep.md"] = 1, ["links.md"] = 5005, ["not-utf8.md"] = 5, ["open-links.md"] = 5, ["quotes.md"] = 7, ["toml-broken.md"] = 3, ["type-tag.md"] = 4, ["unclosed.md"] = 1,
    };

    [Fact]
    public async Task Bad_files_are_refused_with_line_and_reason_while_the_others_go_in()
    {
        using var folder = new TemporaryFolder();
        await using var host = await StartAsync(folder);
        var report = await ImportAsync(host, Hostile);
        Assert.Equal(RefusedAt, report.Entries.Where(entry => entry.Outcome == ImportOutcome.Refused).ToDictionary(entry => entry.Path, entry => entry.Line, StringComparer.Ordinal));
        Assert.All(report.Entries.Where(entry => entry.Outcome == ImportOutcome.Refused), entry => Assert.NotEmpty(entry.Reason!));
        Assert.Equal(["address.md", "good.md", "pictures.md", "reserved.md", "script.md", "tags.md"], report.Entries.Where(entry => entry.Outcome == ImportOutcome.Created).Select(entry => entry.Path));
        Assert.Equal(1, report.ExitCode);
        await host.WithDbAsync(async db =>
        {
            foreach (var post in await db.Posts.ToListAsync())
            {
                foreach (var html in new[] { post.BodyHtml.Value, post.SummaryHtml.Value })
                {
                    foreach (var trace in new[] { "<script", "onerror=", "<iframe", "<form", "href=\"javascript", "href=\"vbscript", "<svg" })
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
        var outside = Directory.GetFiles(folder.Path, "*", SearchOption.AllDirectories).Where(file => !file.StartsWith(host.Folder.Root, StringComparison.Ordinal)).ToList();
        await ImportAsync(host, Hostile);
        var files = Directory.GetFiles(host.Folder.Media, "*", SearchOption.AllDirectories);
        Assert.Equal(2, files.Length);   // of page.jpg, script.svg, laughs.svg, polyglot.gif: a cleaned drawing and a new GIF
        Assert.All(files, file =>
        {
            Assert.Matches("^[0-9a-f]{32}\\.(svg|gif)$", Path.GetFileName(file));
            Assert.DoesNotContain("canary-7f3a", File.ReadAllText(file, System.Text.Encoding.Latin1), StringComparison.Ordinal);
            Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(file) == (UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead));
        });
        Assert.Equal(outside, Directory.GetFiles(folder.Path, "*", SearchOption.AllDirectories).Where(file => !file.StartsWith(host.Folder.Root, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Links_of_the_file_system_are_not_followed()
    {
        using var folder = new TemporaryFolder();
        await using var host = await StartAsync(folder);
        var (secret, site) = (Directory.CreateDirectory(folder.File("secret")).FullName, Directory.CreateDirectory(folder.File("site")).FullName);
        await File.WriteAllBytesAsync(Path.Combine(secret, "secret.png"), TestImages.Still(33, 44, ".png"));
        await File.WriteAllTextAsync(Path.Combine(secret, "secret.md"), "---\ntitle: canary-7f3a\ndate: 2020-01-01\n---\ncanary-7f3a");
        File.CreateSymbolicLink(Path.Combine(site, "link.md"), Path.Combine(secret, "secret.md"));
        File.CreateSymbolicLink(Path.Combine(site, "passwd.md"), "/etc/passwd");
        File.CreateSymbolicLink(Path.Combine(site, "link.png"), Path.Combine(secret, "secret.png"));
        Directory.CreateSymbolicLink(Path.Combine(site, "folder"), secret);
        await File.WriteAllTextAsync(
            Path.Combine(site, "post.md"),
            "---\ntitle: Post\ndate: 2020-01-01\ncover: folder/secret.png\n---\n![a](link.png) ![b](folder/secret.png) ![c](../secret/secret.png) ![d](/../secret/secret.png) ![e](" + secret + "/secret.png)");
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
    public async Task The_report_names_file_line_and_reason_and_cannot_steer_a_terminal()
    {
        using var folder = new TemporaryFolder();
        await using var host = await StartAsync(folder);
        var site = Directory.CreateDirectory(folder.File("site")).FullName;
        await File.WriteAllTextAsync(Path.Combine(site, "bad.md"), "---\ntitle: x\ny: !!int 3\n---\n");
        await File.WriteAllTextAsync(Path.Combine(site, "odd.md"), "---\ntitle: x\ndate: \"\\x1b[2J\"\n---\nText");
        using var output = new StringWriter();
        var report = await ImportAsync(host, site);
        report.WriteTo(output);
        Assert.Contains("refused   bad.md:3  YAML type tags (!!) are not read", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("1 created, 0 updated, 0 unchanged, 0 skipped, 1 refused", output.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', output.ToString());
        File.Delete(Path.Combine(site, "odd.md"));
        Assert.Equal(2, (await ImportAsync(host, site)).ExitCode);
    }

    [Fact]
    public async Task Characters_that_are_no_text_stop_nothing()
    {
        using var folder = new TemporaryFolder();
        await using var host = await StartAsync(folder);
        var site = Directory.CreateDirectory(folder.File("site")).FullName;
        await File.WriteAllTextAsync(Path.Combine(site, "address.md"), "---\ntitle: x\ndate: 2020-01-01\npermalink: /a\uFFFEb\naliases: [/c\uFFFEd]\n---\nText");
        await File.WriteAllTextAsync(Path.Combine(site, "tag.md"), "---\ntitle: y\uFFFE\ndate: 2020-01-01\ntags: [a\uFFFEb]\ncategory: c\uFFFEd\n---\n## Heading\uFFFE\n\nText");
        await File.WriteAllTextAsync(Path.Combine(site, "good.md"), "---\ntitle: z\ndate: 2020-01-01\n---\nText");
        var report = await ImportAsync(host, site);
        Assert.Equal(3, report.Count(ImportOutcome.Created));
        Assert.Contains(report.Entries[0].Warnings, warning => warning.Contains("it gets another", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("markdown /no/such/folder")]
    [InlineData("markdown . --time-zone Mars/Olympus")]
    public async Task A_command_that_cannot_begin_ends_with_2(string line) =>
        Assert.Equal(2, await ImportCommand.Create(() => null).Parse(line).InvokeAsync(cancellationToken: CancellationToken.None));

    private static async Task<DataHost> StartAsync(TemporaryFolder folder)
    {
        var host = new DataHost(folder.File("data"));
        await host.StartAsync();
        return host;
    }

    private static Task<ImportReport> ImportAsync(DataHost host, string path) =>
        new MarkdownImport(host.Get<IServiceScopeFactory>(), host.Get<TimeProvider>()).RunAsync(new ImportRequest(path), null, CancellationToken.None);
}
