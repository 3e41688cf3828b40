using System.Net;
using Blog.Data.Redirects;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Blog.Tests.Data.Redirects;

/// <summary>
/// Paths that were not found: logged without a trace of who asked, in bounded memory, in one small batch each half minute.
/// </summary>
public sealed class NotFoundLogTests : IAsyncLifetime
{
    private readonly BlogApplication _blog = new();

    public async ValueTask InitializeAsync() => await _blog.PublishAsync("题", with: r => r with { Slug = "x" });

    public ValueTask DisposeAsync() => _blog.DisposeAsync();

    [Fact]
    public async Task A_path_is_counted_with_its_last_referrer_and_without_any_query()
    {
        await AskAsync("/old/a?token=secret", "https://example.org/list?user=1#x");
        await AskAsync("/OLD/a/", null);
        _blog.Clock.Advance(TimeSpan.FromSeconds(1));
        await AskAsync("/en/tags/none", "http://localhost/x?y");
        var rows = await _blog.WrittenAsync();
        Assert.Equal(
            [("/old/a", 2, "https://example.org/list"), ("/en/tags/none", 1, "http://localhost/x")],
            rows.Select(row => (row.Path, row.Count, row.Referrer!))
        );
        Assert.Equal(new DateTimeOffset(2026, 11, 23, 8, 0, 0, TimeSpan.Zero), rows[0].FirstAt);
        await AskAsync("/old/a", "https://elsewhere.example/page");
        Assert.Equal((3, "https://elsewhere.example/page"), (await _blog.WrittenAsync()).Select(row => (row.Count, row.Referrer!)).First());
    }

    [Fact]
    public async Task Private_personal_and_malformed_paths_are_not_logged()
    {
        string[] paths =
        [
            "/admin/nothing",
            "/preview/abc",
            "/account/invitation?key=x",
            "/error/404",
            "/health/nothing",
            "/unsubscribe/somebody@example.org",
            "/a%5Cb",
        ];
        foreach (var path in paths)
        {
            await AskAsync(path, null);
            Assert.Empty(_blog.Services.GetRequiredService<NotFoundLog>().Take());
        }
    }

    [Fact]
    public async Task Only_get_requests_are_logged_and_never_an_admin_page_as_referrer()
    {
        using var head = await _blog.Reader.SendAsync(new HttpRequestMessage(HttpMethod.Head, "/none"));
        using var post = await _blog.Reader.PostAsync("/none", new FormUrlEncodedContent([]));
        Assert.Empty(_blog.Services.GetRequiredService<NotFoundLog>().Take());
        await AskAsync("/none", "http://localhost/preview/a-secret-token");
        Assert.Null(Assert.Single(_blog.Services.GetRequiredService<NotFoundLog>().Take()).Referrer);
    }

    [Fact]
    public async Task Scanners_are_counted_apart()
    {
        string[] paths =
        [
            "/wp-login.php",
            "/blog/wp-admin/setup-config.php",
            "/.env",
            "/.env.production",
            "/api2/.git/config",
            "/cgi-bin/luci",
            "/backup.sql",
        ];
        var (missing, attacks) = (_blog.Services.GetRequiredService<NotFoundLog>(), 0);
        foreach (var path in paths)
        {
            await AskAsync(path, null);
            Assert.Equal((path, 0, ++attacks), (path, missing.Take().Count, missing.Attacks));
        }
    }

    [Theory]
    [InlineData("/index.php/2019/a-post")]
    [InlineData("/wp-content/uploads/2019/x.png")]
    [InlineData("/post/solr")]
    [InlineData("/files/code.zip")]
    [InlineData("/.well-known/security.txt")]
    public async Task Paths_that_an_old_blog_may_have_had_are_not_taken_for_scanners(string path)
    {
        await AskAsync(path, null);
        Assert.Single(_blog.Services.GetRequiredService<NotFoundLog>().Take());
    }

    [Fact]
    public async Task A_flood_becomes_one_small_batch_and_displaces_nothing_important()
    {
        await _blog.WithDbAsync(async db =>
        {
            for (var i = 0; i < NotFoundLogWriter.MaxRows; i++)
            {
                var row = new MissingPath($"/wanted/{i}", _blog.Clock.GetUtcNow().AddDays(-2));
                row.AskedFor(2, null, _blog.Clock.GetUtcNow().AddMinutes(i - 2_000));
                db.MissingPaths.Add(row);
            }

            await db.SaveChangesAsync();
        });
        var missing = _blog.Services.GetRequiredService<NotFoundLog>();
        for (var i = 0; i < 20_000; i++)
        {
            missing.Note($"/flood/{i}", null);
        }

        await _blog.WrittenAsync();
        await _blog.WithDbAsync(async db =>
        {
            Assert.Equal(NotFoundLogWriter.MaxRows, await db.MissingPaths.CountAsync());
            Assert.Equal(NotFoundLog.Capacity, await db.MissingPaths.CountAsync(row => row.Path.StartsWith("/flood/")));
            Assert.False(await db.MissingPaths.AnyAsync(row => row.Path == "/wanted/0")); // the least recently requested
            Assert.True(await db.MissingPaths.AnyAsync(row => row.Path == "/wanted/999"));
        });
        for (var round = 0; round < 3; round++)
        {
            for (var i = 0; i < 1_000; i++)
            {
                missing.Note($"/flood-{round}/{i}", null);
            }

            await _blog.WrittenAsync();
        }

        await _blog.WithDbAsync(async db =>
            Assert.Equal(
                NotFoundLogWriter.MaxRows - NotFoundLogWriter.MaxOnce,
                await db.MissingPaths.CountAsync(row => row.Path.StartsWith("/wanted/"))
            )
        );
    }

    [Fact]
    public async Task The_last_entries_are_written_on_shutdown()
    {
        using var folder = new TemporaryFolder();
        await using (var short_lived = new BlogApplication(folder.Path))
        {
            await short_lived.PublishAsync("题");
            using var answer = await short_lived.Reader.GetAsync("/none");
        }

        await using var next = new BlogApplication(folder.Path);
        await next.WithDbAsync(async db => Assert.Equal("/none", (await db.MissingPaths.SingleAsync()).Path));
    }

    [Fact]
    public async Task Not_found_pages_are_not_cached()
    {
        for (var i = 0; i < 3; i++)
        {
            using var answer = await _blog.Reader.GetAsync("/none");
            Assert.Equal(
                (HttpStatusCode.NotFound, false, true),
                (answer.StatusCode, answer.Headers.Contains("Age"), answer.Headers.CacheControl?.NoStore)
            );
        }

        Assert.Equal(3, Assert.Single(_blog.Services.GetRequiredService<NotFoundLog>().Take()).Times);
        await _blog.PublishAsync("有了", with: r => r with { Slug = "none" });
        Assert.NotNull(await _blog.PageAsync("/none"));
    }

    private async Task AskAsync(string path, string? referrer)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (referrer is not null)
        {
            request.Headers.TryAddWithoutValidation("Referer", referrer);
        }

        using var answer = await _blog.Reader.SendAsync(request);
        Assert.True(answer.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.BadRequest, $"{path}: {(int)answer.StatusCode}");
    }
}
