using System.Security.Cryptography;
using System.Text;
using Blog.Data.Posts;
using Blog.Portability.Import;
using Blog.Tests.Data;
using Microsoft.EntityFrameworkCore;

namespace Blog.Tests.Portability.Export;

/// <summary>An export that somebody changed before it is imported: nothing in it is believed.</summary>
public sealed class ForgedExportTests : IAsyncLifetime
{
    private static readonly DateTimeOffset At = new(2025, 3, 4, 5, 6, 7, TimeSpan.Zero);

    private readonly TemporaryFolder _folder = new();
    private DataHost _host = null!;

    private string Out => _folder.File("out");

    public async ValueTask InitializeAsync()
    {
        _host = new DataHost(_folder.File("data"));
        await _host.StartAsync();
        await RoundTrip.ImportAsync(_host, WriteSite());
        await RoundTrip.ExportAsync(_host, Out, request => request with { All = true });
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task An_image_that_the_list_does_not_know_is_encoded_anew()
    {
        var image = Image();
        byte[] forged = [.. File.ReadAllBytes(image), .. "<script>alert(1)</script>"u8];
        File.WriteAllBytes(image, forged);
        await ImportAsync(db => AssertCleanAsync(db, forged));
    }

    [Fact]
    public async Task An_image_that_the_forged_list_knows_is_encoded_anew_too()
    {
        var image = Image();
        byte[] forged = [.. File.ReadAllBytes(image), .. "<script>alert(1)</script>"u8];
        var name = Path.GetFileName(image);
        var id = Convert.ToHexStringLower(SHA256.HashData(forged).AsSpan(0, 16));
        var path = Path.Combine(Out, "source", "media", id, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, forged);
        var old = Path.GetFileName(Path.GetDirectoryName(image)!);
        foreach (var file in new[] { "blog-export.jsonl", "data/media.jsonl", "source/_posts/zhao-pian.md" })
        {
            Change(file, text => text.Replace(old, id, StringComparison.Ordinal));
        }

        var hash = Convert.ToHexStringLower(SHA256.HashData(forged));
        var entry = $"source/media/{id}/{name}";
        Change(
            "blog-export.jsonl",
            text =>
                string.Concat(
                    text.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                        .Select(line =>
                            line.Contains(id, StringComparison.Ordinal)
                                ? $$"""{"path":"{{entry}}","sha256":"{{hash}}","length":{{forged.Length}}}"""
                                : line
                        )
                        .Select(line => line + "\n")
                )
        );
        await ImportAsync(db => AssertCleanAsync(db, forged));
    }

    [Theory]
    [InlineData("/media/../../secret.png")]
    [InlineData("/../secret.png")]
    [InlineData("/media/0123456789abcdef0123456789abcdef/secret.png")]
    public async Task An_image_elsewhere_is_not_read(string path)
    {
        File.WriteAllBytes(_folder.File("secret.png"), TestImages.Still(20, 10, ".png"));
        Directory.CreateDirectory(Path.Combine(Out, "source", "media"));
        if (path.Contains("0123", StringComparison.Ordinal))
        {
            Directory.CreateSymbolicLink(Path.Combine(Out, "source", "media", "0123456789abcdef0123456789abcdef"), _folder.Path);
        }

        var hash = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(_folder.File("secret.png"))));
        Change("data/media.jsonl", text => text + $$"""{"path":"{{path}}","alt":"","created":"2024-01-01T00:00:00.000Z"}""" + "\n");
        Change("blog-export.jsonl", text => text + $$"""{"path":"source{{path}}","sha256":"{{hash}}","length":1}""" + "\n");
        await ImportAsync(async db =>
            Assert.DoesNotContain(
                "secret",
                string.Join(' ', await db.Media.Select(file => file.Name).ToListAsync()),
                StringComparison.Ordinal
            )
        );
    }

    [Fact]
    public async Task Redirects_reach_neither_the_admin_nor_other_hosts_nor_what_is_taken()
    {
        Change(
            "data/redirects.jsonl",
            text =>
                text
                + string.Concat(
                    new[]
                    {
                        """{"from":"/admin/posts","post":"/zhao-pian"}""",
                        """{"from":"/account/x","post":"/zhao-pian"}""",
                        """{"from":"//evil.example/x","post":"/zhao-pian"}""",
                        """{"from":"https://evil.example/","post":"/zhao-pian"}""",
                        """{"from":"/x","page":"https://evil.example/"}""",
                        """{"from":"/y","post":"/nowhere"}""",
                        """{"from":"/z\u0000","post":"/zhao-pian"}""",
                        """{"from":"/ok","post":"/zhao-pian"}""",
                        """{"from":"/ok","tag":"tu"}""",
                    }.Select(line => line + "\n")
                )
        );
        await ImportAsync(async db =>
            Assert.Equal(
                ["/ok"],
                await db.Redirects.Where(redirect => redirect.MediaFileId == null).Select(redirect => redirect.Path).ToListAsync()
            )
        );
    }

    [Fact]
    public async Task Broken_data_files_cost_only_their_lines()
    {
        var huge = new string('x', 3_000_000);
        foreach (var file in new[] { "posts", "authors", "tags", "categories", "media", "redirects", "counts", "comments" })
        {
            Change($"data/{file}.jsonl", text => $"{{\n[1,2]\nnull\n\"x\"\n{{\"path\":{{}}}}\n{{\"name\":\"{huge}\"}}\n" + text);
        }

        Change("data/settings.yaml", _ => "languages: [" + new string('[', 500));
        var report = await ImportAsync(async db =>
        {
            Assert.Equal("照片", (await db.Posts.SingleAsync()).Title);
            Assert.Equal("图", (await db.Tags.SingleAsync()).Name);
        });
        Assert.Contains("data/settings.yaml cannot be read: the settings are left out", report.Notes);
        Assert.Contains("data/posts.jsonl: 6 lines cannot be read, left out", report.Notes);
    }

    [Fact]
    public async Task Settings_that_the_settings_page_would_refuse_are_left_out()
    {
        foreach (
            var (key, value) in new[]
            {
                ("hue", "9999"),
                ("postsPerPage", "-1"),
                ("languages", "[]"),
                ("languages", "\n  - title: x"),
                ("homeScope", "everything"),
                ("display", "\n  playerHosts:\n    - \"evil.example/path\""),
                ("licenceUrl", "\"javascript:alert(1)\""),
            }
        )
        {
            Change("data/settings.yaml", text => $"{text}{key}: {value}\n");
            await ImportAsync(async db =>
            {
                var settings = await db.Settings.SingleAsync();
                Assert.Null(settings.Choices.InvalidName);
                Assert.Equal((0, 150), (settings.Version, settings.Hue));
            });
        }
    }

    [Fact]
    public async Task A_blog_that_gets_its_own_export_keeps_one_post_with_one_feed_id()
    {
        var id = (await PostsAsync(_host)).Single().FeedId;
        var report = await RoundTrip.ImportAsync(_host, Out); // into the blog that it comes from
        Assert.Equal(ImportOutcome.Updated, report.Entries.Single().Outcome);
        Assert.Equal(id, (await PostsAsync(_host)).Single().FeedId);
    }

    private static Task<List<Post>> PostsAsync(DataHost host) =>
        host.WithAsync<Blog.Data.BlogDb, List<Post>>(db => db.Posts.AsNoTracking().ToListAsync());

    private static async Task AssertCleanAsync(Blog.Data.BlogDb db, byte[] forged)
    {
        var post = await db.Posts.SingleAsync();
        var file = await db.Media.SingleAsync();
        Assert.Contains(file.Path, post.Markdown, StringComparison.Ordinal);
        Assert.NotEqual(Convert.ToHexStringLower(SHA256.HashData(forged).AsSpan(0, 16)), file.Id);
    }

    /// <summary>Imports the export into an empty blog.</summary>
    private async Task<ImportReport> ImportAsync(Func<Blog.Data.BlogDb, Task> look)
    {
        await using var other = new DataHost(_folder.File("other-" + Guid.NewGuid().ToString("N")));
        await other.StartAsync();
        var report = await RoundTrip.ImportAsync(other, Out);
        Assert.DoesNotContain(report.Entries, entry => entry.Outcome == ImportOutcome.Refused);
        await other.WithDbAsync(look);
        await other.WithDbAsync(async db =>
        {
            foreach (var file in await db.Media.ToListAsync())
            {
                var stored = await File.ReadAllBytesAsync(
                    Directory.EnumerateFiles(other.Folder.Media, file.Id + file.Extension, SearchOption.AllDirectories).Single()
                );
                Assert.DoesNotContain("<script", Encoding.Latin1.GetString(stored), StringComparison.Ordinal);
            }
        });
        return report;
    }

    private string Image() => Directory.EnumerateFiles(Path.Combine(Out, "source", "media"), "*.png", SearchOption.AllDirectories).Single();

    private void Change(string file, Func<string, string> change)
    {
        var path = Path.Combine(Out, file);
        File.WriteAllText(path, change(File.ReadAllText(path)));
    }

    private string WriteSite()
    {
        var site = Directory.CreateDirectory(_folder.File("site")).FullName;
        File.WriteAllBytes(Path.Combine(site, "photo.png"), TestImages.Still(20, 10, ".png"));
        File.WriteAllText(
            Path.Combine(site, "post.md"),
            $"---\ntitle: 照片\ndate: {At:O}\ntags: [图]\npermalink: /zhao-pian\n---\n看这张 ![图](photo.png)。\n"
        );
        return site;
    }
}
