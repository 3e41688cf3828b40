using System.Net;
using Blog.Data.Redirects;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Blog.Tests.Data.Addresses;

/// <summary>What readers ask for in vain: noted without a trace of who asked, in bounded room, in one small batch each half minute.</summary>
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

    [Theory]
    [InlineData("/admin/nothing")]
    [InlineData("/preview/abc")]
    [InlineData("/account/invitation?key=x")]
    [InlineData("/error/404")]
    [InlineData("/health/nothing")]
    [InlineData("/unsubscribe/somebody@example.org")]
    [InlineData("/a%5Cb")]
    public async Task What_is_private_or_personal_or_no_address_is_not_noted(string path)
    {
        await AskAsync(path, null);
        Assert.Empty(_blog.Services.GetRequiredService<NotFoundLog>().Take());
    }

    [Fact]
    public async Task Only_a_get_is_noted_and_no_page_of_ours_behind_the_door_as_referrer()
    {
        using var head = await _blog.Reader.SendAsync(new HttpRequestMessage(HttpMethod.Head, "/none"));
        using var post = await _blog.Reader.PostAsync("/none", new FormUrlEncodedContent([]));
        Assert.Empty(_blog.Services.GetRequiredService<NotFoundLog>().Take());
        await AskAsync("/none", "http://localhost/preview/a-secret-token");
        Assert.Null(Assert.Single(_blog.Services.GetRequiredService<NotFoundLog>().Take()).Referrer);
    }

    [Theory]
    [InlineData("/wp-login.php")]
    [InlineData("/blog/wp-admin/setup-config.php")]
    [InlineData("/.env")]
    [InlineData("/.env.production")]
    [InlineData("/api2/.git/config")]
    [InlineData("/cgi-bin/luci")]
    [InlineData("/backup.sql")]
    public async Task Scanners_are_counted_apart(string path)
    {
        await AskAsync(path, null);
        var missing = _blog.Services.GetRequiredService<NotFoundLog>();
        Assert.Equal((0, 1), (missing.Take().Count, missing.Attacks));
    }

    [Theory]
    [InlineData("/index.php/2019/a-post")]
    [InlineData("/wp-content/uploads/2019/x.png")]
    [InlineData("/post/solr")]
    [InlineData("/files/code.zip")]
    [InlineData("/.well-known/security.txt")]
    public async Task What_an_old_blog_may_have_had_is_none_of_them(string path)
    {
        await AskAsync(path, null);
        Assert.Single(_blog.Services.GetRequiredService<NotFoundLog>().Take());
    }

    [Fact]
    public async Task A_flood_is_one_small_batch_and_pushes_out_nothing_that_matters()
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
            Assert.False(await db.MissingPaths.AnyAsync(row => row.Path == "/wanted/0")); // asked for longest ago
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
    public async Task What_was_noted_last_is_written_when_the_program_ends()
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
    public async Task No_cache_keeps_a_page_that_is_not_there()
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
