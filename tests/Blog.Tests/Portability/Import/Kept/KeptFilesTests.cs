using System.Net;
using Blog.Portability.Import.Kept;
using Blog.Storage.DataDirectory;

namespace Blog.Tests.Portability.Import.Kept;

/// <summary>security.md B3, B4: files that posts link and that are no images are kept out of reach, and only those of the site.</summary>
public sealed class KeptFilesTests : IAsyncLifetime
{
    private ImportFixture _site = null!;

    public async ValueTask InitializeAsync() => _site = await ImportFixture.OpenAsync();

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task Linked_files_are_kept_at_their_paths_and_named_and_others_are_counted()
    {
        _site.Write("site/_config.yml", "url: https://old.example\n");
        _site
            .Write("site/source/files/说明 书.pdf", "%PDF-1")
            .Write("site/source/_posts/a/data.zip", "PK")
            .Write("site/source/talk/index.html", "x");
        _site.Write("site/source/a.mp3", "ID3").Write("site/source/b.mp4", "film").Write("site/source/slides.pptx", "PK2");
        _site
            .Write("site/source/old.bmp", "BM")
            .Write("site/source/CNAME", "x")
            .Write("site/source/.hidden", "x")
            .Picture("site/source/spare.png");
        _site.Write("site/themes/x/layout.ejs", "x").Write("site/public/index.html", "x").Picture("site/source/used.png");
        _site.Post(
            "site/source/_posts/a.md",
            "[手册](/files/说明%20书.pdf) [again](https://old.example/files/说明%20书.pdf) [数据](data.zip) [talk](/talk/)\n\n"
                + "<audio src='/a.mp3'></audio> <video><source src='/b.mp4'></video> <a href='/slides.pptx'>s</a>"
                + " ![](/old.bmp) ![](/used.png)"
        );
        var plan = await _site.ImportAsync(with: request => request with { DryRun = true });
        Assert.Contains(plan.Notes, note => note.Contains("would be kept in imports/files/", StringComparison.Ordinal));
        Assert.False(Directory.Exists(_site.Host.Folder.Imports));

        var report = await _site.ImportAsync();
        var folder = Assert.Single(Directory.GetDirectories(Path.Combine(_site.Host.Folder.Imports, "files")));
        Assert.Matches("^site-[0-9a-f]{8}$", Path.GetFileName(folder));
        Assert.Equal(
            ["source/_posts/a/data.zip", "source/b.mp4", "source/old.bmp", "source/slides.pptx", "source/talk/index.html"],
            Kept(folder)
        );
        var warnings = ImportFixture.Warnings(report, "a.md");
        Assert.Contains(
            $"file data.zip cannot be on the blog yet: kept as imports/files/{Path.GetFileName(folder)}/source/_posts/a/data.zip",
            warnings
        );
        Assert.DoesNotContain(warnings, warning => warning.Contains("nowhere", StringComparison.Ordinal));
        Assert.Contains(
            report.Notes,
            note => note.StartsWith("5 files that posts link are no images (1 BMP, 1 HTML, ", StringComparison.Ordinal)
        );
        Assert.Equal(2, report.Notes.Count(note => note.StartsWith("not imported, no post shows them", StringComparison.Ordinal)));

        // Again: nothing is written twice, and a changed file is kept as it is now.
        var written = File.GetLastWriteTimeUtc(Path.Combine(folder, "source/b.mp4"));
        _site.Write("site/source/_posts/a/data.zip", "PK, changed");
        Directory.Delete(Path.Combine(folder, "source/talk"), recursive: true);
        await _site.ImportAsync();
        Assert.Equal(5, Kept(folder).Count());
        Assert.Equal("PK, changed", await File.ReadAllTextAsync(Path.Combine(folder, "source/_posts/a/data.zip")));
        Assert.Equal(written, File.GetLastWriteTimeUtc(Path.Combine(folder, "source/b.mp4")));
        Assert.Empty(Directory.GetFiles(_site.Host.Folder.Temporary));
    }

    [Fact]
    public async Task Nothing_outside_the_site_is_kept_and_nothing_through_links()
    {
        _site.Write("secret/key.pdf", "canary-7f3a").Write("site/_config.yml", "title: x\n").Write("site/source/real.pdf", "neither");
        File.CreateSymbolicLink(_site.PathOf("site/source/link.pdf"), _site.PathOf("secret/key.pdf"));
        Directory.CreateSymbolicLink(_site.PathOf("site/source/folder"), _site.PathOf("secret"));
        var ways = new[]
        {
            "link.pdf",
            "/link.pdf",
            "/LINK.PDF",
            "/folder/key.pdf",
            "/Folder/KEY.pdf",
            "../../../secret/key.pdf",
            "/../secret/key.pdf",
            "..%2f..%2f..%2fsecret/key.pdf",
            "..%252f..%252f..%252fsecret/key.pdf",
            "..\\..\\..\\secret\\key.pdf",
            _site.PathOf("secret/key.pdf"),
            "//" + _site.PathOf("secret/key.pdf"),
            "file://" + _site.PathOf("secret/key.pdf"),
            "/etc/passwd",
            "/proc/self/environ",
            "/dev/zero",
        };
        _site.Post(
            "site/source/_posts/a.md",
            string.Join("\n\n", ways.Select(way => $"[x](<{way}>) <a href=\"{way}\">y</a>")) + "\n\n[z](/real.pdf)"
        );
        await _site.ImportAsync();
        Assert.Equal(["source/real.pdf"], Kept(Assert.Single(Directory.GetDirectories(Path.Combine(_site.Host.Folder.Imports, "files")))));
    }

    [Fact]
    public void A_name_that_leaves_the_folder_a_large_file_and_too_many_are_not_kept()
    {
        var (site, data) = (Directory.CreateDirectory(_site.PathOf("some site")).FullName, new DataFolder(_site.PathOf("kept")));
        var kept = new KeptFiles(data, site, isDryRun: false) { Largest = 10, Most = 15 };
        _site
            .Write("some site/a", "1234567890")
            .Write("some site/b", "12345678901")
            .Write("some site/c", "123456")
            .Write("some site/d", "12345");
        Assert.Contains("outside", kept.Keep(Path.Combine(site, "a"), "../../escape"), StringComparison.Ordinal);
        Assert.Contains("outside", kept.Keep(Path.Combine(site, "c"), "/escape"), StringComparison.Ordinal);
        Assert.Contains("larger than", kept.Keep(Path.Combine(site, "b"), "b"), StringComparison.Ordinal);
        Assert.Contains("kept as", kept.Keep(Path.Combine(site, "d"), "x/d"), StringComparison.Ordinal);
        File.Copy(Path.Combine(site, "a"), Path.Combine(site, "e"));
        Assert.Contains("kept as", kept.Keep(Path.Combine(site, "e"), "e"), StringComparison.Ordinal);
        _site.Write("some site/f", "1");
        Assert.Contains("beyond", kept.Keep(Path.Combine(site, "f"), "f"), StringComparison.Ordinal);
        Assert.Equal(["e", "x/d"], Kept(Path.Combine(data.Root, kept.Name)));
        Assert.Equal(2, Directory.GetFiles(_site.PathOf("kept"), "*", SearchOption.AllDirectories).Length);
        if (!OperatingSystem.IsWindows())
        {
            var mode = File.GetUnixFileMode(Path.Combine(data.Root, kept.Name, "e"));
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, mode);
        }
    }

    [Fact]
    public async Task No_address_leads_to_a_kept_file()
    {
        using var blog = new BlogApplication();
        await blog.PublishAsync("x");
        var kept = new KeptFiles(
            new DataFolder(blog.DataFolder),
            Directory.CreateDirectory(_site.PathOf("site")).FullName,
            isDryRun: false
        );
        _site.Write("site/a.html", "canary-7f3a");
        Assert.Contains("kept as", kept.Keep(_site.PathOf("site/a.html"), "a.html"), StringComparison.Ordinal);
        foreach (
            var path in new[]
            {
                "/" + kept.Name + "/a.html",
                "/media/" + kept.Name + "/a.html",
                "/assets/../" + kept.Name + "/a.html",
                "/a.html",
            }
        )
        {
            using var answer = await blog.Reader.GetAsync(path);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }
    }

    private static IEnumerable<string> Kept(string folder) =>
        Directory
            .GetFiles(folder, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(folder, file).Replace('\\', '/'))
            .Order(StringComparer.Ordinal);
}
