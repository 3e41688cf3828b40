using System.Net;
using Blog.Data.Addresses;
using Blog.Data.Posts;
using Blog.Data.Redirects;
using Blog.Data.Settings;
using Blog.Portability.Import;
using Blog.Storage.Database;
using Blog.Tests.Editor.Editing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Blog.Tests.Reading;

/// <summary>Imported posts and redirects below first segments that the system owns.</summary>
public sealed class StoredPathTests : IAsyncLifetime
{
    private readonly BlogApplication _blog = new();

    public async ValueTask InitializeAsync() =>
        await _blog.PublishAsync(
            "Living post",
            language: "en",
            with: r => r with { Slug = "living", Tags = ["C#"], Category = ["Algorithms"] }
        );

    public ValueTask DisposeAsync() => _blog.DisposeAsync();

    [Theory]
    [InlineData("/archives/2026/", "/archives/2026")]
    [InlineData("/archives/2026", "/ARCHIVES/2026/")]
    [InlineData("/en/archives/2026", "/en/archives/2026/")]
    [InlineData("/zh/archives/2026", "/zh/archives/2026/index.html")]
    [InlineData("/tags/csharp", "/tags/CSharp")]
    [InlineData("/en/tags/csharp/", "/en/tags/csharp")]
    [InlineData("/tags/foo.html", "/tags/Foo.html")]
    [InlineData("/tags/csharp/feed.xml", "/tags/csharp/feed.xml/")]
    [InlineData("/categories/algorithms", "/categories/algorithms/")]
    [InlineData("/page/1", "/page/1/")]
    [InlineData("/search/all.html", "/search/all.html/")]
    [InlineData("/feeds/old", "/feeds/old/")]
    [InlineData("/comments/123/", "/comments/123")]
    [InlineData("/series/中文", "/series/中文/")]
    public async Task An_imported_post_answers_before_the_page_of_that_shape(string address, string otherSpelling)
    {
        Assert.NotEqual("Imported", await TitleAsync(address)); // and is in the cache from now on
        await ImportAsync(address);
        Assert.Equal("Imported", await TitleAsync(address));
        Assert.Equal("Imported", await TitleAsync(address));
        using var other = await _blog.Reader.GetAsync(otherSpelling);
        Assert.Equal(
            (HttpStatusCode.MovedPermanently, PostAddress.Encode(address)),
            (other.StatusCode, other.Headers.Location?.OriginalString)
        );
    }

    [Fact]
    public async Task Pages_beside_and_above_it_stay_the_systems()
    {
        await ImportAsync("/archives/2026/");
        await ImportAsync("/tags/foo.html");
        foreach (
            var path in new[]
            {
                "/archives",
                "/archives/2026/11",
                "/en/archives/2026",
                "/tags",
                "/tags/csharp",
                "/tags/csharp/feed.xml",
                "/search",
                "/feeds",
                "/categories",
            }
        )
        {
            using var answer = await _blog.Reader.GetAsync(path);
            Assert.Equal((path, HttpStatusCode.OK), (path, answer.StatusCode));
            Assert.NotEqual("Imported", await TitleAsync(path));
        }
    }

    [Fact]
    public async Task What_is_not_public_shows_the_systems_page_or_404()
    {
        var draft = await ImportAsync("/archives/2026", r => r with { PublishAt = null });
        await ImportAsync("/series/draft", r => r with { PublishAt = null });
        await ImportAsync("/archives/2026/11", r => r with { PublishAt = _blog.Clock.GetUtcNow().AddMinutes(10) });
        var trash = await ImportAsync("/tags/csharp");
        Assert.Equal("Imported", await TitleAsync("/tags/csharp"));
        await _blog.WithDbAsync(async db =>
        {
            (await db.Posts.SingleAsync(post => post.Id == trash.Id)).Discard();
            await db.SaveChangesAsync();
        });

        Assert.Equal(HttpStatusCode.NotFound, (await _blog.Reader.GetAsync("/series/draft")).StatusCode);
        foreach (var path in new[] { "/archives/2026", "/archives/2026/11", "/tags/csharp" })
        {
            Assert.Equal((path, HttpStatusCode.OK), (path, (await _blog.Reader.GetAsync(path)).StatusCode));
            Assert.NotEqual("Imported", await TitleAsync(path));
        }

        _blog.Clock.Advance(TimeSpan.FromMinutes(11));
        Assert.Equal("Imported", await TitleAsync("/archives/2026/11"));
        await _blog.ReviseAsync(draft, r => r with { PublishAt = _blog.Clock.GetUtcNow() });
        Assert.Equal("Imported", await TitleAsync("/archives/2026"));
    }

    [Fact]
    public async Task An_imported_redirect_leads_on_where_its_post_is_public()
    {
        await ImportAsync("/imported", r => r with { OldPaths = ["/archives/2026/", "/page/1"] });
        await ImportAsync("/hidden-draft", r => r with { OldPaths = ["/archives/2026/11", "/comments/7"], PublishAt = null });
        foreach (var path in new[] { "/archives/2026", "/archives/2026/", "/page/1" })
        {
            using var answer = await _blog.Reader.GetAsync(path);
            Assert.Equal(
                (path, HttpStatusCode.MovedPermanently, "/imported"),
                (path, answer.StatusCode, answer.Headers.Location?.OriginalString)
            );
        }

        Assert.Equal(HttpStatusCode.OK, (await _blog.Reader.GetAsync("/archives/2026/11")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await _blog.Reader.GetAsync("/comments/7")).StatusCode);
    }

    [Fact]
    public async Task A_redirect_at_the_address_of_an_existing_tag_is_inactive()
    {
        await ImportAsync("/imported", r => r with { OldPaths = ["/tags/csharp", "/categories/algorithms", "/tags/gone"] });
        Assert.Equal(HttpStatusCode.OK, (await _blog.Reader.GetAsync("/tags/csharp")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await _blog.Reader.GetAsync("/categories/algorithms")).StatusCode);
        using var gone = await _blog.Reader.GetAsync("/tags/gone");
        Assert.Equal((HttpStatusCode.MovedPermanently, "/imported"), (gone.StatusCode, gone.Headers.Location?.OriginalString));
    }

    [Theory]
    [InlineData("/admin")]
    [InlineData("/admin/posts/new")]
    [InlineData("/account/sign-in")]
    [InlineData("/setup")]
    [InlineData("/health/live")]
    [InlineData("/metrics")]
    [InlineData("/robots.txt")]
    [InlineData("/sitemap.xml")]
    [InlineData("/feed.xml")]
    [InlineData("/error/404")]
    [InlineData("/preview/x")]
    [InlineData("/assets/blog.css")]
    public async Task Security_relevant_paths_are_never_shadowed_by_stored_paths(string path)
    {
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => ImportAsync(path));
        Assert.Contains(nameof(AddressError.Protected), refused.Message, StringComparison.Ordinal);
        var post = await ImportAsync("/imported", r => r with { OldPaths = [path + "/old"] });
        await _blog.WithDbAsync(db =>
            db.Database.ExecuteSqlAsync($"UPDATE Posts SET Address = {path}, AddressKey = {path} WHERE Id = {post.Id}")
        );
        await _blog.WithDbAsync(db => db.Database.ExecuteSqlAsync($"UPDATE Redirects SET Path = {path + "/y"}, PathKey = {path + "/y"}"));
        await _blog.PublishAsync("Another", with: r => r with { Slug = "another" }); // so that all caches read anew
        Assert.NotEqual("Imported", await TitleAsync(path));
    }

    [Fact]
    public async Task New_addresses_below_reserved_segments_are_refused_and_existing_ones_stay()
    {
        var owner = await SignedIn.OwnerAsync(_blog);
        foreach (
            var path in new[]
            {
                "/archives/2026",
                "/series/x",
                "/comments/x",
                "/hooks/x",
                "/mcp",
                "/micropub",
                "/xmlrpc.php",
                "/.well-known/x",
                "/en/series/x",
            }
        )
        {
            var page = (await EditorPage.OpenAsync(owner)).With(("Title", "New"), ("Markdown", "Text"), ("Address", path));
            using var answer = await page.PressAsync("save");
            Assert.Equal((path, HttpStatusCode.UnprocessableEntity), (path, answer.StatusCode)); // the form again, with what is wrong
            Assert.False((await page.AskAsync("Check")).Body.GetProperty("valid").GetBoolean());
            using var made = await owner.PostAsync("/admin/redirects", Visitor.Form(("Input.From", path), ("Input.To", "/living")), "Add");
            Assert.NotEqual(HttpStatusCode.Redirect, made.StatusCode);
        }

        var imported = await ImportAsync("/archives/2026/", r => r with { WriterId = null });
        var open = (await EditorPage.OpenAsync(owner, imported.Id)).With(("Markdown", "Corrected"), ("Address", "/archives/2026/"));
        Assert.True((await open.AskAsync("Check")).Body.GetProperty("valid").GetBoolean());
        await open.DoAsync("publish");
        Assert.Contains("Corrected", await _blog.Reader.GetStringAsync("/archives/2026/"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_importer_accepts_old_addresses_below_public_pages_and_refuses_the_others_with_a_reason()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.File("site"));
        await File.WriteAllTextAsync(
            folder.File("site/a.md"),
            "---\ntitle: A\ndate: 2020-01-01\npermalink: /archives/123/\naliases: [/admin/old, /tags, /tags/a.html]\n---\nText"
        );
        await File.WriteAllTextAsync(folder.File("site/b.md"), "---\ntitle: B\ndate: 2020-01-01\npermalink: /admin/b/\n---\nText");
        await _blog.Services.GetRequiredService<Readiness>().Task;
        var report = await _blog
            .Services.GetRequiredService<MarkdownImport>()
            .RunAsync(new ImportRequest(folder.File("site")), null, CancellationToken.None);
        Assert.Equal(2, report.Count(ImportOutcome.Created));
        Assert.Equal("A", await TitleAsync("/archives/123/"));
        Assert.Equal("/archives/123/", (await _blog.Reader.GetAsync("/tags/a.html")).Headers.Location?.OriginalString);
        var (a, b) = (report.Entries.Single(entry => entry.Path == "a.md"), report.Entries.Single(entry => entry.Path == "b.md"));
        Assert.Contains(
            a.Warnings,
            warning =>
                warning.StartsWith(
                    "old address /admin/old belongs to a part of the blog that nothing may stand in front of",
                    StringComparison.Ordinal
                )
        );
        Assert.Contains(
            a.Warnings,
            warning => warning.StartsWith("old address /tags belongs to the blog itself", StringComparison.Ordinal)
        );
        Assert.Contains(b.Warnings, warning => warning.Contains("nothing may stand in front of", StringComparison.Ordinal));
        Assert.Equal("/en/b", b.Address);
        await _blog.WithDbAsync(async db =>
            Assert.Equal(["/tags/a.html"], await db.Redirects.Select(redirect => redirect.Path).ToListAsync())
        );
    }

    [Fact]
    public async Task A_request_asks_the_database_for_stored_paths_only_once_after_a_change_and_only_below_reserved_segments()
    {
        await ImportAsync("/archives/2026");
        var scopes = new CountingScopes(_blog.Services.GetRequiredService<IServiceScopeFactory>());
        var overrides = new PathOverrides(scopes, _blog.Services.GetRequiredService<DatabaseChangeMonitor>(), _blog.Clock);
        SiteSettings settings = null!;
        await _blog.WithDbAsync(async db => settings = await db.Settings.AsNoTracking().SingleAsync());
        Assert.False(await overrides.HoldsAsync("/how-to-x", settings, CancellationToken.None));
        Assert.False(await overrides.HoldsAsync("/admin/posts", settings, CancellationToken.None));
        Assert.False(await overrides.HoldsAsync("/en", settings, CancellationToken.None));
        Assert.Equal(0, scopes.Count);
        Assert.True(await overrides.HoldsAsync("/archives/2026", settings, CancellationToken.None));
        Assert.False(await overrides.HoldsAsync("/archives/2025", settings, CancellationToken.None));
        Assert.False(await overrides.HoldsAsync("/tags/csharp", settings, CancellationToken.None));
        Assert.Equal(1, scopes.Count);
        await ImportAsync("/tags/csharp");
        Assert.True(await overrides.HoldsAsync("/tags/csharp", settings, CancellationToken.None));
    }

    private Task<Post> ImportAsync(string address, Func<PostRequest, PostRequest>? with = null) =>
        _blog.PublishAsync(
            "Imported",
            language: "en",
            with: r =>
                (with ?? (same => same))(
                    r with
                    {
                        Address = address,
                        Revision = RevisionKind.Import,
                        ImportKey = "markdown:" + address,
                        ImportHash = "1",
                    }
                )
        );

    /// <summary>The heading of the page at that path.</summary>
    private async Task<string> TitleAsync(string path)
    {
        using var answer = await _blog.Reader.GetAsync(path);
        return (await Visitor.ParsedAsync(answer)).QuerySelector("h1")?.TextContent.Trim() ?? "";
    }

    private sealed class CountingScopes(IServiceScopeFactory inner) : IServiceScopeFactory
    {
        public int Count { get; private set; }

        public IServiceScope CreateScope()
        {
            Count++;
            return inner.CreateScope();
        }
    }
}
