using Blog.Data.Redirects;
using Blog.Portability.Import;
using Blog.Tests.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Blog.Tests.Portability.Import;

/// <summary>Posts with new addresses take none that an old link leads to.</summary>
public sealed class NewAddressTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private DataHost _host = null!;

    public async ValueTask InitializeAsync()
    {
        _host = new DataHost(_folder.File("data"));
        await _host.StartAsync();
        Write("_config.yml", "title: 站\nurl: https://old.example/\npermalink: :year/:title/\n");
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_new_address_is_never_an_old_one_of_something_else()
    {
        Write(
            "source/_posts/a.md",
            "---\ntitle: 甲\ndate: 2024-01-02\npermalink: /b/\n---\n见 [乙](https://old.example/2024/b/) 与 [己](/b.html)。"
        );
        Write("source/_posts/b.md", "---\ntitle: 乙\ndate: 2024-01-03\nalias: /b.html\n---\n见 [甲](/b/)。");
        Write("source/_posts/archives.md", "---\ntitle: 丙\ndate: 2024-01-04\n---\n字。");
        Write("source/_posts/taken.md", "---\ntitle: 丁\ndate: 2024-01-05\n---\n字。");
        Write("source/_posts/held.md", "---\ntitle: 戊\ndate: 2024-01-05\n---\n字。");
        Write("source/_drafts/secret.md", "---\ntitle: 密\npermalink: /old-secret/\n---\n字。");
        await _host.WriteAsync(DataHost.Request("占") with { Address = "/taken" });
        var other = await _host.WriteAsync(DataHost.Request("别") with { Address = "/other" });
        await _host.WithDbAsync(async db =>
        {
            db.Redirects.Add(Redirect.To(await db.Posts.SingleAsync(post => post.Id == other.Id), "/held", _host.Clock.GetUtcNow()));
            await db.SaveChangesAsync();
        });

        var report = await ImportAsync(isNew: true);
        Assert.Equal(0, report.Count(ImportOutcome.Refused));
        var addresses = report.Entries.ToDictionary(entry => Path.GetFileNameWithoutExtension(entry.Path), entry => entry.Address);
        Assert.Equal("/a", addresses["a"]);
        Assert.Equal("/b-2", addresses["b"]);
        Assert.Equal("/archives-post", addresses["archives"]);
        Assert.Equal("/taken-2", addresses["taken"]);
        Assert.Equal("/held-2", addresses["held"]);
        Assert.Equal("/secret", addresses["secret"]);
        foreach (
            var (old, now) in new[]
            {
                ("/b", "/a"),
                ("/2024/b/", "/b-2"),
                ("/b.html", "/b-2"),
                ("/2024/archives/", "/archives-post"),
                ("/held", "/other"),
            }
        )
        {
            Assert.Equal(now, (await FindAsync(old)).RedirectTo);
        }

        var secret = await FindAsync("/old-secret/");
        Assert.Equal((null, null), (secret.PostId, secret.RedirectTo));
        var texts = await TextsAsync();
        Assert.Equal("见 [乙](/b-2) 与 [己](/b-2)。", texts["甲"]);
        Assert.Equal("见 [甲](/a)。", texts["乙"]);
    }

    [Fact]
    public async Task An_address_that_was_changed_here_stays()
    {
        Write("source/_posts/a.md", "---\ntitle: 甲\ndate: 2024-01-02\n---\n字。");
        await ImportAsync(isNew: true);
        var post = await _host.WithAsync<Blog.Data.BlogDb, Blog.Data.Posts.Post>(db => db.Posts.SingleAsync());
        await _host.WriteAsync(DataHost.Request("甲") with { Address = "/mine", PublishAt = post.PublishedAt }, post);
        Write("source/_posts/a.md", "---\ntitle: 甲\ndate: 2024-01-02\n---\n新字。");
        await ImportAsync(isNew: true);
        Assert.Equal("/mine", (await FindAsync("/a")).RedirectTo);
        Assert.Equal("/mine", (await FindAsync("/2024/a/")).RedirectTo);
    }

    private void Write(string path, string text)
    {
        var file = _folder.File("site/" + path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }

    private Task<ImportReport> ImportAsync(bool isNew) =>
        new MarkdownImport(_host.Get<IServiceScopeFactory>(), _host.Get<TimeProvider>()).RunAsync(
            new ImportRequest(_folder.File("site")) { NewAddresses = isNew },
            null,
            CancellationToken.None
        );

    private Task<AddressMatch> FindAsync(string path) =>
        _host.WithAsync<AddressLookup, AddressMatch>(lookup => lookup.FindAsync(path, _host.Clock.GetUtcNow(), CancellationToken.None));

    private async Task<Dictionary<string, string>> TextsAsync()
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        await _host.WithDbAsync(async db =>
            texts = await db.Posts.Where(post => post.ImportKey != null).ToDictionaryAsync(post => post.Title, post => post.Markdown)
        );
        return texts;
    }
}
