using Blog.Storage.Telemetry;
using Microsoft.Extensions.DependencyInjection;

namespace Blog.Tests.Portability.StaticSite.Publishing;

/// <summary>The static copy follows the blog by itself, in a folder or a bucket: after each change, on time, and after a failure.</summary>
public sealed class StaticSitePublishingTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private readonly BlogApplication _blog = new();

    private string Site => _folder.File("site");

    private StaticCopyStatus Status => _blog.Services.GetRequiredService<StaticCopyStatus>();

    public ValueTask InitializeAsync()
    {
        _blog.Settings["Blog:Static:Folder"] = Site;
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await _blog.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task What_is_published_appears_and_what_is_withdrawn_is_gone()
    {
        var post = await _blog.PublishAsync("听雨", "窗外。");
        await UpToDateAsync();
        Assert.Contains("窗外", Page("ting-yu"), StringComparison.Ordinal);

        await _blog.ReviseAsync(post, request => request with { Content = request.Content with { Markdown = "雨停了。" } });
        await UpToDateAsync();
        Assert.Contains("雨停了", Page("ting-yu"), StringComparison.Ordinal);

        await _blog.ReviseAsync(post, request => request with { PublishAt = null });
        await UpToDateAsync();
        Assert.False(File.Exists(PathOf("ting-yu")));
        Assert.DoesNotContain("听雨", File.ReadAllText(Path.Combine(Site, "public", "index.html")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_scheduled_post_appears_when_its_time_has_come()
    {
        await _blog.PublishAsync("明天见", with: request => request with { PublishAt = _blog.Clock.GetUtcNow().AddMinutes(30) });
        await UpToDateAsync();
        Assert.False(File.Exists(PathOf("ming-tian-jian")));
        _blog.Clock.Advance(TimeSpan.FromMinutes(30));
        await TickUntilAsync(() => File.Exists(PathOf("ming-tian-jian")));
    }

    [Fact]
    public async Task A_copy_that_is_up_to_date_is_left_in_peace()
    {
        await _blog.PublishAsync("听雨");
        await UpToDateAsync();
        var done = Status.DoneAt;
        for (var seconds = 0; seconds < 120; seconds++)
        {
            _blog.Clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        Assert.Equal((done, TimeSpan.Zero), (Status.DoneAt, Status.Behind)); // no run notes a change that it made itself
    }

    [Fact]
    public async Task A_failure_is_on_the_status_page_and_the_copy_is_made_once_it_is_over()
    {
        Directory.CreateDirectory(Path.Combine(Site, "public"));
        await File.WriteAllTextAsync(Path.Combine(Site, "public", "index.html"), "somebody else's");
        var post = await _blog.PublishAsync("听雨");
        await TickUntilAsync(() => Status.Failure is not null);
        Assert.Contains("public/index.html is in the way", Status.Failure, StringComparison.Ordinal);
        await TickUntilAsync(() => Status.IsLate);
        var owner = await SignedIn.OwnerAsync(_blog);
        var page = (await owner.PageAsync("/admin/status")).Body!.TextContent;
        Assert.Contains("撤下的内容可能还看得到", page, StringComparison.Ordinal);
        Assert.Contains("public/index.html is in the way", page, StringComparison.Ordinal);

        File.Delete(Path.Combine(Site, "public", "index.html"));
        await UpToDateAsync();
        Assert.True(File.Exists(PathOf("ting-yu")));
        Assert.Contains("已更新到最新", (await owner.PageAsync("/admin/status")).Body!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(post);
    }

    [Fact]
    public async Task A_bucket_gets_the_pages_with_their_types_and_loses_what_is_withdrawn()
    {
        await using var server = await FakeBucketServer.StartAsync();
        _blog.Settings.Remove("Blog:Static:Folder");
        server.ApplyTo(_blog);
        var post = await _blog.PublishAsync("听雨", "窗外。");
        await UpToDateAsync();
        Assert.Contains("窗外", await server.TextAsync("ting-yu/index.html"), StringComparison.Ordinal);
        Assert.Contains("听雨", await server.TextAsync("feed.xml"), StringComparison.Ordinal);
        if (!server.IsReal)
        {
            var page = server.Objects[server.Options.Prefix + "ting-yu/index.html"];
            Assert.Equal("text/html; charset=utf-8", page.ContentType);
            Assert.Equal("application/atom+xml; charset=utf-8", server.Objects[server.Options.Prefix + "feed.xml"].ContentType);
            var style = server.Objects.First(stored => stored.Key.EndsWith(".css", StringComparison.Ordinal)).Value;
            Assert.Equal("text/css", style.ContentType.Split(';')[0]);
            Assert.Contains("immutable", style.CacheControl, StringComparison.Ordinal);
        }

        var puts = server.Puts;
        await _blog.ReviseAsync(post, request => request with { PublishAt = null });
        await UpToDateAsync();
        Assert.Null(await server.TextAsync("ting-yu/index.html"));
        Assert.DoesNotContain("听雨", await server.TextAsync("index.html"), StringComparison.Ordinal);
        Assert.InRange(server.Puts - puts, server.IsReal ? 0 : 1, 30); // what did not change is not sent again
    }

    [Fact]
    public async Task An_upload_that_breaks_off_leaves_nothing_that_the_next_one_does_not_know()
    {
        await using var server = await FakeBucketServer.StartAsync();
        if (server.IsReal)
        {
            return; // it cannot be told to fail
        }

        _blog.Settings.Remove("Blog:Static:Folder");
        server.ApplyTo(_blog);
        server.GoesDownAfter = 20;
        var post = await _blog.PublishAsync("听雨");
        await TickUntilAsync(() => Status.Failure is not null);
        Assert.Equal("the bucket's server answers ServiceUnavailable", Status.Failure);
        Assert.NotEmpty(server.Objects);
        await _blog.ReviseAsync(post, request => request with { PublishAt = null }); // it may have been sent already
        (server.IsDown, server.GoesDownAfter) = (false, null);
        await UpToDateAsync();
        Assert.DoesNotContain(server.Objects, stored => stored.Key.Contains("ting-yu", StringComparison.Ordinal));
        Assert.DoesNotContain(server.Objects, stored => stored.Key.EndsWith(".writing", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Drafts_waiting_comments_and_secrets_reach_no_object()
    {
        await using var server = await FakeBucketServer.StartAsync();
        _blog.Settings.Remove("Blog:Static:Folder");
        server.ApplyTo(_blog);
        await _blog.PublishAsync("公开");
        await _blog.PublishAsync("kanarie7352 draft", "kanarie7352", with: request => request with { PublishAt = null });
        await _blog.PublishAsync(
            "kanarie7352 later",
            "kanarie7352",
            with: request => request with { PublishAt = _blog.Clock.GetUtcNow().AddDays(1) }
        );
        await SignedIn.OwnerAsync(_blog);
        await UpToDateAsync();
        foreach (var (key, stored) in server.Objects)
        {
            var text = key + System.Text.Encoding.UTF8.GetString(stored.Bytes);
            Assert.DoesNotContain("kanarie7352", text, StringComparison.Ordinal);
            Assert.DoesNotContain(SignedIn.OwnerEmail, text, StringComparison.Ordinal);
        }
    }

    /// <summary>Until everything is in the copy; a failure on the way is named.</summary>
    private async Task UpToDateAsync()
    {
        var before = Status.Failure;
        await TickUntilAsync(() =>
            Status is { DoneAt: not null, BehindSince: null } || (Status.Failure is { } failure && failure != before)
        );
        Assert.True(Status.Failure is null, Status.Failure);
    }

    /// <summary>Lets the time pass in which the program waits, until something is so.</summary>
    private async Task TickUntilAsync(Func<bool> isSo)
    {
        await _blog.Services.GetRequiredService<Blog.Storage.Database.Readiness>().Task;
        await Poll.UntilAsync(() =>
        {
            _blog.Clock.Advance(TimeSpan.FromSeconds(1));
            return isSo();
        });
    }

    private string PathOf(string page) => Path.Combine(Site, "public", page, "index.html");

    private string Page(string page) => File.ReadAllText(PathOf(page));
}
