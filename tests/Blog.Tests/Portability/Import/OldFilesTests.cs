using Blog.Data.Redirects;
using Blog.Portability.Import;
using Blog.Tests.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Blog.Tests.Portability.Import;

/// <summary>What becomes of the files that the old site had: images that posts show move along, the others are named.</summary>
public sealed class OldFilesTests : IAsyncLifetime
{
    private static readonly byte[] Picture = File.ReadAllBytes(
        Path.Combine(Repository.Root, "tests/Blog.Tests/Portability/Corpus/hexo/source/img/fsync-count.png")
    );

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
    public async Task Images_are_found_however_a_post_names_them_and_answer_at_all_their_old_addresses()
    {
        Write("_config.yml", "title: 站\nurl: https://old.example/blog\nroot: /blog/\npost_asset_folder: true\n");
        Write(
            "source/_posts/post.md",
            """
            ---
            title: 文
            date: 2024-01-02
            cover: /blog/img/cover.png
            ---
            ![](/blog/img/root.png) ![](/img/plain.png) ![](https://old.example/blog/img/whole.png) ![](//old.example/blog/img/host.png)

            <p><img width="10" src="/blog/img/html.png" alt="x"><img src='https://old.example/blog/img/html2.png'></p>

            ![](own.png) [大图](/blog/img/large.png) ![](/media/old.png) ![][r]

            [r]: /blog/img/ref.png
            """
        );
        string[] names = ["cover", "root", "plain", "whole", "host", "html", "html2", "large", "ref"];
        foreach (var (index, name) in names.Index())
        {
            WritePicture($"source/img/{name}.png", index);
        }

        WritePicture("source/_posts/post/own.png", 20);
        WritePicture("source/media/old.png", 21);
        var report = await ImportAsync();
        Assert.Empty(Assert.Single(report.Entries).Warnings);
        var post = await _host.WithAsync<Blog.Data.BlogDb, Blog.Data.Posts.Post>(db => db.Posts.SingleAsync());
        Assert.StartsWith("/media/", post.Cover, StringComparison.Ordinal);
        Assert.DoesNotContain("/img/", post.Markdown, StringComparison.Ordinal);
        Assert.DoesNotContain("old.png\"", post.BodyHtml.Value.Replace("/old.png", "", StringComparison.Ordinal), StringComparison.Ordinal);
        var old = names.SelectMany(name => new[] { $"/img/{name}.png", $"/blog/img/{name}.png" });
        foreach (
            var path in old.Concat(["/2024/01/02/post/own.png", "/blog/2024/01/02/post/own.png", "/media/old.png", "/blog/media/old.png"])
        )
        {
            Assert.StartsWith("/media/", await RedirectAsync(path) ?? $"nothing at {path}", StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task An_image_of_a_bundle_answers_below_the_address_of_its_post()
    {
        Write("hugo.toml", "baseURL = 'https://old.example/'\n[permalinks]\nposts = '/:year/:slug/'\n");
        Write("content/posts/trip/index.md", "---\ntitle: Trip\nslug: my-trip\ndate: 2024-01-02\n---\n![](pic.png)");
        WritePicture("content/posts/trip/pic.png", 1);
        await ImportAsync();
        Assert.StartsWith("/media/", await RedirectAsync("/2024/my-trip/pic.png") ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Images_of_another_site_on_the_same_host_are_left_alone()
    {
        Write("_config.yml", "title: Site\nurl: https://me.example\nbaseurl: /blog\n");
        Write("_posts/2024-01-02-a.md", "---\ntitle: A\n---\n![](https://me.example/other/x.png) ![](https://else.example/blog/x.png)");
        Assert.Empty(Assert.Single((await ImportAsync()).Entries).Warnings);
    }

    [Fact]
    public async Task Files_that_no_post_shows_are_counted_by_kind()
    {
        Write("_config.yml", "title: 站\nurl: https://old.example\n");
        Write(
            "source/_posts/a.md",
            "---\ntitle: 甲\ndate: 2024-01-02\n---\n![](/img/used.png) [文件](/files/手册.pdf) [乙](b.md) [外](https://x.example/y.pdf)"
        );
        Write("source/_posts/b.md", "---\ntitle: 乙\ndate: 2024-01-02\n---\n字。");
        WritePicture("source/img/used.png", 1);
        for (var i = 0; i < 12; i++)
        {
            WritePicture($"source/img/{i:00}.png", 2);
        }

        foreach (
            var name in new[]
            {
                "CNAME",
                "robots.txt",
                "favicon.ico",
                "apple-touch-icon-120.png",
                "google1234567890abcdef.html",
                "baidu_verify_code-Xy12.html",
                "0123456789abcdef0123456789abcdef.txt",
                "files/手册.pdf",
                "files/b.zip",
                "js/x.js",
                "404.html",
                "demo/index.html",
                "song.mp3",
                "_data/links.yml",
                ".git/config",
                "readme.xyz",
            }
        )
        {
            Write("source/" + name, "x");
        }

        File.CreateSymbolicLink(_folder.File("site/source/link.pdf"), _folder.File("site/_config.yml"));
        Assert.Equal(
            [
                "not imported, no post shows them: audio and video files (1): source/song.mp3",
                "not imported, no post shows them: downloads (1): source/files/b.zip",
                "not imported, no post shows them: files for robots (1): source/robots.txt; "
                    + "the blog makes its own robots.txt and sitemap.xml",
                "not imported, no post shows them: files for the host (2): source/404.html, source/CNAME; "
                    + "they configured where the old site was",
                "not imported, no post shows them: files that prove whose site it is (3): source/0123456789abcdef0123456789abcdef.txt, "
                    + "source/baidu_verify_code-Xy12.html, source/google1234567890abcdef.html; "
                    + "the settings take the codes of Google, Bing and Baidu",
                "not imported, no post shows them: icons of the site (2): source/apple-touch-icon-120.png, source/favicon.ico; "
                    + "choose one in the settings",
                "not imported, no post shows them: images (12): source/img/00.png, source/img/01.png, source/img/02.png, "
                    + "source/img/03.png, source/img/04.png, source/img/05.png, source/img/06.png, source/img/07.png, source/img/08.png, "
                    + "source/img/09.png and 2 more",
                "not imported, no post shows them: other files (1): source/readme.xyz",
                "not imported, no post shows them: pages of HTML (1): source/demo/index.html",
                "not imported, no post shows them: styles and scripts (1): source/js/x.js",
            ],
            (await ImportAsync()).Notes.Where(note => note.StartsWith("not imported", StringComparison.Ordinal))
        );
    }

    [Fact]
    public async Task Only_what_Hugo_and_Jekyll_publish_counts()
    {
        Write("hugo.toml", "title = 'Site'\n");
        Write("static/CNAME", "x");
        Write("assets/raw.scss", "x");
        Write("content/posts/a/index.md", "---\ntitle: A\ndate: 2024-01-02\n---\nWords.");
        Write("content/posts/a/data.csv", "x");
        Assert.Equal(["content/posts/a/data.csv", "static/CNAME"], await NamesAsync());
        Directory.Delete(_folder.File("site"), recursive: true);
        Write("_config.yml", "title: Site\nexclude: [tools]\ninclude: [.htaccess]\n");
        Write("_posts/2024-01-02-a.md", "---\ntitle: A\n---\nWords.");
        foreach (var name in new[] { "assets/x.pdf", "tools/x.pdf", ".htaccess", ".travis.yml", "Gemfile", "_sass/x.scss", "vendor/x.js" })
        {
            Write(name, "x");
        }

        Assert.Equal([".htaccess", "assets/x.pdf"], await NamesAsync());
    }

    private async Task<IEnumerable<string>> NamesAsync() =>
        (await ImportAsync())
            .Notes.Where(note => note.StartsWith("not imported", StringComparison.Ordinal))
            .Select(note => note.Split(": ")[^1].Split(';')[0])
            .Order(StringComparer.Ordinal);

    private void Write(string path, string text)
    {
        var file = _folder.File("site/" + path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }

    /// <summary>Bytes after the end of a picture make another file of it.</summary>
    private void WritePicture(string path, int number)
    {
        var file = _folder.File("site/" + path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllBytes(file, [.. Picture, (byte)number]);
    }

    private Task<ImportReport> ImportAsync() =>
        new MarkdownImport(_host.Get<IServiceScopeFactory>(), _host.Get<TimeProvider>()).RunAsync(
            new ImportRequest(_folder.File("site")),
            null,
            CancellationToken.None
        );

    private async Task<string?> RedirectAsync(string path) =>
        (
            await _host.WithAsync<AddressLookup, AddressMatch>(lookup =>
                lookup.FindAsync(path, _host.Clock.GetUtcNow(), CancellationToken.None)
            )
        ).RedirectTo;
}
