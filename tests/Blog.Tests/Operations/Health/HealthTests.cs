using System.Net;
using System.Text.Json;
using Blog.Operations.Backups.Catalog;
using Blog.Storage.Database;
using Blog.Storage.DataDirectory;
using Blog.Storage.Telemetry;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Blog.Tests.Operations.Health;

/// <summary>What probes see, and what owners see in addition.</summary>
public sealed class HealthTests : IDisposable
{
    private readonly HealthApplication _blog = new();

    public void Dispose() => _blog.Dispose();

    [Fact]
    public async Task Live_answers_before_the_database_is_ready_and_ready_says_not_yet()
    {
        _blog.Hold = new TaskCompletionSource();
        foreach (var cookie in new[] { null, "auth=some; af=thing" }) // the session is not looked up while there is no database
        {
            using var live = await AskAsync("/health/live", cookie);
            Assert.Equal((HttpStatusCode.OK, "healthy\n"), (live.StatusCode, await live.Content.ReadAsStringAsync()));
            using var ready = await AskAsync("/health/ready", cookie);
            Assert.Equal((HttpStatusCode.ServiceUnavailable, "not ready\n"), (ready.StatusCode, await ready.Content.ReadAsStringAsync()));
            Assert.True(ready.Headers.CacheControl!.NoStore && live.Headers.CacheControl!.NoStore);
        }

        _blog.Hold.SetResult();
        await _blog.Services.GetRequiredService<Readiness>().Task;
        Assert.Equal("healthy\n", await _blog.Reader.GetStringAsync("/health/ready"));
    }

    [Fact]
    public async Task The_live_endpoint_does_not_check_the_session()
    {
        var signedIn = await SignedIn.OwnerAsync(_blog);
        await _blog.WithDbAsync(db => db.Database.ExecuteSqlRawAsync("ALTER TABLE Sessions RENAME TO Gone"));
        using var answer = await signedIn.GetAsync("/health/live");
        Assert.Equal((HttpStatusCode.OK, "healthy\n"), (answer.StatusCode, await answer.Content.ReadAsStringAsync()));
    }

    [Fact]
    public async Task Only_an_owner_is_told_the_reasons()
    {
        foreach (var visitor in new[] { new Visitor(_blog), await SignedIn.AuthorAsync(_blog) })
        {
            using var answer = await visitor.GetAsync("/health/ready");
            Assert.Equal("healthy\n", await answer.Content.ReadAsStringAsync());
        }

        using var detail = await (await SignedIn.OwnerAsync(_blog)).GetAsync("/health/ready");
        Assert.True(detail.Headers.CacheControl!.NoStore);
        var report = JsonDocument.Parse(await detail.Content.ReadAsStringAsync()).RootElement;
        Assert.Equal("healthy", report.GetProperty("status").GetString());
        Assert.Equal(
            ["database", "schema", "disk", "backup", "drill", "jobs", "writes", "proxy"],
            report.GetProperty("checks").EnumerateObject().Select(check => check.Name)
        );
        Assert.All(
            report.GetProperty("checks").EnumerateObject(),
            check => Assert.Equal("healthy", check.Value.GetProperty("status").GetString())
        );
    }

    [Fact]
    public async Task Less_than_200_MB_is_degraded_and_still_serves()
    {
        await _blog.Services.GetRequiredService<Readiness>().Task;
        _blog.FreeBytes = (200L << 20) - 1;
        using var answer = await _blog.Reader.GetAsync("/health/ready");
        Assert.Equal((HttpStatusCode.OK, "degraded\n"), (answer.StatusCode, await answer.Content.ReadAsStringAsync()));
        Assert.Equal(("degraded", "199 MB free, less than 200"), await CheckAsync("disk"));
        _blog.FreeBytes = 200L << 20;
        Assert.Equal("degraded\n", await _blog.Reader.GetStringAsync("/health/ready")); // looked up once a second
        _blog.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("healthy\n", await _blog.Reader.GetStringAsync("/health/ready"));
    }

    [Theory]
    [InlineData("zh-CN", "磁盘：需要处理。剩余空间不足 200 MB", "备份：正常")]
    [InlineData("en-GB", "Disk: Needs attention. Less than 200 MB are free", "Backup: Fine")]
    public async Task An_owner_reads_the_reasons_in_their_language_and_a_machine_in_its_own(string wanted, string disk, string backup)
    {
        _owner = await SignedIn.OwnerAsync(_blog);
        _owner.Client.DefaultRequestHeaders.Add("Accept-Language", wanted);
        _blog.FreeBytes = (200L << 20) - 1;
        using var answer = await _owner.GetAsync("/health/ready");
        var json = await answer.Content.ReadAsStringAsync();
        var checks = JsonDocument.Parse(json).RootElement.GetProperty("checks");
        Assert.StartsWith(disk, checks.GetProperty("disk").GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.Equal(backup, checks.GetProperty("backup").GetProperty("text").GetString());
        Assert.Equal(("degraded", "199 MB free, less than 200"), await CheckAsync("disk"));
        Assert.Contains(disk, json, StringComparison.Ordinal); // to be read as it is, in a terminal too
    }

    [Fact]
    public async Task A_job_that_failed_is_degraded_until_it_succeeds()
    {
        await _blog.Services.GetRequiredService<Readiness>().Task;
        var board = _blog.Services.GetRequiredService<JobStatus>();
        using (var run = board.Begin(JobNames.Checkpoint))
        {
            run.Fail(new IOException("secret"));
        }

        Assert.Equal(("degraded", "failed last: checkpoint (IOException)"), await CheckAsync("jobs"));
        using (board.Begin(JobNames.Checkpoint))
        {
            Assert.Equal("degraded", (await CheckAsync("jobs")).Status); // not yet known to be better
        }

        Assert.Equal("healthy", (await CheckAsync("jobs")).Status);
    }

    [Fact]
    public async Task A_backup_that_failed_is_degraded()
    {
        await _blog.Services.GetRequiredService<Readiness>().Task;
        _blog.Services.GetRequiredService<BackupCatalog>().NoteFailure("no room");
        Assert.Equal(("degraded", "there is none yet; the last attempt failed"), await CheckAsync("backup"));
        Assert.Equal("degraded\n", await _blog.Reader.GetStringAsync("/health/ready"));
    }

    [Fact]
    public async Task A_write_that_does_not_end_is_reported()
    {
        await _blog.Services.GetRequiredService<Readiness>().Task;
        var gate = _blog.Services.GetRequiredService<WriteGate>();
        using (await gate.EnterAsync(CancellationToken.None))
        {
            var next = gate.EnterAsync(CancellationToken.None);
            Assert.True(gate.Waiting > 0);
            Assert.NotNull(gate.Held);
            Assert.False(next.IsCompleted);
            _ = next.ContinueWith(turn => turn.Result.Dispose(), TaskScheduler.Default);
        }

        await Poll.UntilAsync(() => gate.Held is null && gate.Waiting == 0);
    }

    [Fact]
    public async Task A_database_that_does_not_answer_is_not_ready()
    {
        await _blog.WithDbAsync(db => db.Database.ExecuteSqlRawAsync("ALTER TABLE Settings RENAME TO Gone"));
        using var answer = await _blog.Reader.GetAsync("/health/ready");
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "not ready\n"), (answer.StatusCode, await answer.Content.ReadAsStringAsync()));
        Assert.Equal("healthy\n", await _blog.Reader.GetStringAsync("/health/live"));
    }

    private async Task<(string? Status, string? Says)> CheckAsync(string name)
    {
        _owner ??= await SignedIn.OwnerAsync(_blog);
        using var answer = await _owner.GetAsync("/health/ready");
        var check = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("checks").GetProperty(name);
        return (check.GetProperty("status").GetString(), check.GetProperty("says").GetString());
    }

    private SignedIn? _owner;

    private async Task<HttpResponseMessage> AskAsync(string path, string? cookie)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (cookie is not null)
        {
            request.Headers.Add("Cookie", cookie);
        }

        return await _blog.Reader.SendAsync(request);
    }

    /// <summary>With a disk of any size, and a start that can be delayed.</summary>
    private sealed class HealthApplication : BlogApplication
    {
        public long FreeBytes { get; set; } = 10L << 30;

        public TaskCompletionSource? Hold { get; set; }

        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.ConfigureTestServices(services =>
                services
                    .AddSingleton<FreeSpace>(_ => FreeBytes)
                    .AddSingleton(new AfterMigration((_, _) => Hold?.Task ?? Task.CompletedTask))
            );
        }
    }
}
