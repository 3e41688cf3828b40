using System.Net;
using System.Text.RegularExpressions;
using Blog.Operations.Backups.Catalog;
using Blog.Operations.Logs;
using Blog.Operations.Metrics;
using Blog.Storage.DataDirectory;
using Blog.Storage.Telemetry;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Blog.Tests.Operations.Status;

/// <summary>The status page for owners.</summary>
public sealed partial class StatusTests : IDisposable
{
    private readonly StatusApplication _blog = new();

    public void Dispose() => _blog.Dispose();

    [Theory]
    [InlineData("zh-CN", "一切正常。", "已公开", "找不到的地址", "还没有备份")]
    [InlineData("en", "Everything is fine.", "Published", "Not found", "No backup yet")]
    public async Task The_status_is_in_the_owners_language(string language, string whole, string published, string missing, string noBackup)
    {
        await _blog.PublishAsync("甲");
        await _blog.PublishAsync("乙");
        await _blog.PublishAsync("丙", with: request => request with { PublishAt = _blog.Clock.GetUtcNow().AddDays(3) });
        await _blog.PublishAsync("丁", with: request => request with { PublishAt = null });
        var owner = await SignedIn.OwnerAsync(_blog);
        owner.Client.DefaultRequestHeaders.Add("Accept-Language", language);
        var page = await owner.PageAsync("/admin/status");
        Assert.Equal(language, page.DocumentElement.GetAttribute("lang"));
        Assert.Equal(whole, page.QuerySelector("main > .intro")!.TextContent);
        var truths = page.QuerySelectorAll(".truths dl > div")
            .ToDictionary(row => row.QuerySelector("dt")!.TextContent, row => row.QuerySelector("dd")!, StringComparer.Ordinal);
        Assert.Equal("2", truths[published].TextContent.Trim());
        Assert.Equal("/admin/redirects/missing", truths[missing].QuerySelector("a")!.GetAttribute("href"));
        Assert.Contains(truths.Values, dd => dd.TextContent.Contains(noBackup, StringComparison.Ordinal));
        Assert.Contains(truths.Values, dd => dd.TextContent.Contains(Environment.Version.ToString(), StringComparison.Ordinal));
        Assert.Equal(
            ["1", "1", "0"],
            truths
                .Keys.Skip(truths.Keys.ToList().IndexOf(published) + 1)
                .Take(3)
                .Select(key => Leading().Match(truths[key].TextContent.Trim()).Value)
        ); // scheduled, drafts, trash
        Assert.Equal("/admin/status", page.QuerySelector(".rail [aria-current]")!.GetAttribute("href"));
        Assert.Empty(page.QuerySelectorAll("main p.error"));
    }

    [Fact]
    public async Task Cached_counts_are_current()
    {
        await _blog.PublishAsync("甲", with: request => request with { PublishAt = _blog.Clock.GetUtcNow().AddMinutes(5) });
        Assert.Equal((0, 1), PublishedAndScheduled());
        _blog.Clock.Advance(TimeSpan.FromMinutes(5)); // nothing was written: it became public by time
        Assert.Equal((1, 0), PublishedAndScheduled());
        await _blog.PublishAsync("乙");
        Assert.Equal((2, 0), PublishedAndScheduled());
    }

    [Fact]
    public async Task The_page_lists_problems_and_what_to_do()
    {
        var owner = await SignedIn.OwnerAsync(_blog);
        _blog.FreeBytes = 100L << 20;
        using (var run = _blog.Services.GetRequiredService<JobStatus>().Begin(JobNames.Checkpoint))
        {
            run.Fail(new IOException("canary"));
        }

        _blog.Services.GetRequiredService<BackupCatalog>().NoteFailure("磁盘满了");
        var page = await owner.PageAsync("/admin/status");
        Assert.Equal(["磁盘", "备份", "后台任务"], page.QuerySelectorAll("main > p.error strong").Select(strong => strong.TextContent));
        Assert.Equal(3, page.QuerySelectorAll(".checks .bad").Length);
        Assert.Contains("失败（IOException）", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("磁盘满了", page.Body.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", page.Source.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_readers_error_is_found_by_the_number_shown_to_the_reader()
    {
        var owner = await SignedIn.OwnerAsync(_blog);
        await _blog.WithDbAsync(db => db.Database.ExecuteSqlRawAsync("ALTER TABLE Posts RENAME TO Gone"));
        using var failed = await _blog.Reader.GetAsync("/archives?canary");
        Assert.Equal(HttpStatusCode.InternalServerError, failed.StatusCode);
        var number = Number().Match(await failed.Content.ReadAsStringAsync()).Value;
        var page = await owner.PageAsync("/admin/status"); // works although posts cannot be counted
        var row = Assert.Single(
            page.QuerySelectorAll("section[aria-labelledby=faults] tbody tr"),
            row =>
                row.QuerySelector("code")!.TextContent == number && row.TextContent.Contains("UnhandledException", StringComparison.Ordinal)
        );
        Assert.Contains("SqliteException", row.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("no such table", page.Source.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", page.Source.Text, StringComparison.Ordinal);
    }

    private (int Published, int Scheduled) PublishedAndScheduled() =>
        _blog.Services.GetRequiredService<CachedPostStats>().Census() is { } census
            ? (census.Posts.Published, census.Posts.Scheduled)
            : (-1, -1);

    [GeneratedRegex("^[0-9]+", RegexOptions.NonBacktracking)]
    private static partial Regex Leading();

    [GeneratedRegex("[0-9a-f]{32}", RegexOptions.NonBacktracking)]
    private static partial Regex Number();

    /// <summary>With a disk of any size, and the error log attached.</summary>
    private sealed class StatusApplication : BlogApplication
    {
        public long FreeBytes { get; set; } = 10L << 30;

        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.ConfigureTestServices(services =>
                services
                    .AddSingleton<FreeSpace>(_ => FreeBytes)
                    .AddSingleton<ILoggerProvider>(provider => provider.GetRequiredService<ErrorLog>())
            );
        }
    }
}
