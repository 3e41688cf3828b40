using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using Blog.Operations.Backups.Catalog;
using Blog.Operations.Backups.Drills;
using Blog.Operations.Backups.Offsite;
using Blog.Operations.Backups.Schedule;
using Blog.Tests.Operations.Backups.Offsite;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Blog.Tests.Operations.Status;

/// <summary>What the status page, readiness, the metrics and the log say of off-machine backups, restore drills and replicas.</summary>
public sealed class CopiesTests
{
    private const string Token = "d2c8f0b4a6e19357c0ffee00";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_place_that_is_away_is_seen_everywhere_and_secrets_nowhere(bool isBucket)
    {
        await using var place = await OffsitePlace.StartAsync(isBucket);
        await using var blog = new Logged();
        foreach (var (key, value) in place.Settings)
        {
            blog.Settings[key.Replace("__", ":", StringComparison.Ordinal)] = value;
        }

        blog.Settings["Blog:Database:Replicated"] = "true";
        blog.Settings["Blog:Database:ReplicaUrl"] = "s3://me:hunter2@bucket/blog";
        blog.Settings["Blog:Metrics:Token"] = Token;
        var owner = await SignedIn.OwnerAsync(blog);
        owner.Client.DefaultRequestHeaders.Add("Accept-Language", "en");
        var (catalog, drills) = (blog.Services.GetRequiredService<OffsiteCatalog>(), blog.Services.GetRequiredService<DrillCatalog>());
        Assert.Equal(("healthy", "there is none yet"), await CheckAsync("offsite"));
        Assert.Equal(("healthy", "was not restored yet"), await CheckAsync("replica"));
        place.IsDown = true;
        Assert.True(await blog.Services.GetRequiredService<BackupService>().MakeAsync(BackupKind.Scheduled, CancellationToken.None));
        await Poll.UntilAsync(() =>
        {
            blog.Clock.Advance(TimeSpan.FromSeconds(20)); // a retry may be waiting
            return catalog.Notes.Error is not null;
        });
        Assert.Equal(("healthy", "there is none yet; the last attempt failed"), await CheckAsync("offsite"));
        blog.Clock.Advance(TimeSpan.FromDays(3));
        owner = await SignedIn.OwnerAsync(blog); // the session ended
        owner.Client.DefaultRequestHeaders.Add("Accept-Language", "en");
        Assert.Equal(("degraded", "there is none yet; the last attempt failed; one is overdue"), await CheckAsync("offsite"));
        await Assert.ThrowsAnyAsync<Exception>(() =>
            blog.Services.GetRequiredService<RestoreDrill>().RunAsync(null, CancellationToken.None)
        );
        Assert.Equal("degraded", (await CheckAsync("drill")).Status);

        var page = (await owner.PageAsync("/admin/status")).Source.Text;
        var metrics = await MetricsAsync();
        Assert.Contains("Last upload failed", page, StringComparison.Ordinal);
        Assert.Equal((1, 1), (ValueOf(metrics, "blog_offsite_failed"), ValueOf(metrics, "blog_drill_failed")));
        Assert.True(ValueOf(metrics, "blog_offsite_age_seconds") > 3 * 86_400); // since they are wanted
        Assert.DoesNotContain("blog_replica_age_seconds", metrics, StringComparison.Ordinal);
        Assert.Contains(blog.Lines, line => line.Contains("is tried again", StringComparison.Ordinal));

        place.IsDown = false;
        await Poll.UntilAsync(() =>
        {
            blog.Clock.Advance(TimeSpan.FromMinutes(1));
            return catalog.Notes is { Error: null, Newest: not null } && !catalog.IsLate; // the one of three days ago may come first
        });
        Assert.Equal(
            catalog.Notes.Newest!.Name,
            (await blog.Services.GetRequiredService<RestoreDrill>().RunAsync(null, CancellationToken.None)).Backup
        );
        Assert.Equal(("healthy", "healthy"), ((await CheckAsync("offsite")).Status, (await CheckAsync("drill")).Status));
        page += (await owner.PageAsync("/admin/status")).Source.Text;
        Assert.Matches("read back, [12] kept there", page);
        var later = await MetricsAsync();
        Assert.Equal((0, 0), (ValueOf(later, "blog_offsite_failed"), ValueOf(later, "blog_drill_failed")));
        Assert.True(ValueOf(later, "blog_offsite_age_seconds") < 2 * 86_400);
        var all =
            page
            + metrics
            + string.Concat(blog.Lines)
            + await File.ReadAllTextAsync(Path.Combine(blog.DataFolder, "backups", "offsite.json"));
        Assert.DoesNotContain(OffsitePlace.Secret, all, StringComparison.Ordinal);
        Assert.DoesNotContain(OffsitePlace.Passphrase[..16], all, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", all, StringComparison.Ordinal);

        async Task<(string? Status, string? Says)> CheckAsync(string name)
        {
            using var answer = await owner.GetAsync("/health/ready");
            var check = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("checks").GetProperty(name);
            return (check.GetProperty("status").GetString(), check.GetProperty("says").GetString());
        }

        async Task<string> MetricsAsync()
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/metrics");
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Token);
            using var answer = await blog.Reader.SendAsync(request);
            return await answer.Content.ReadAsStringAsync();
        }
    }

    private static double ValueOf(string metrics, string name) =>
        double.Parse(
            metrics.Split('\n').Single(line => line.StartsWith(name + "{", StringComparison.Ordinal)).Split(' ')[^1],
            CultureInfo.InvariantCulture
        );

    /// <summary>The program, with all that it logs.</summary>
    private sealed class Logged : BlogApplication, ILoggerProvider, ILogger
    {
        private readonly ConcurrentQueue<string> _lines = new();

        public IReadOnlyCollection<string> Lines => _lines;

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        ) => _lines.Enqueue(formatter(state, exception) + exception);

        void IDisposable.Dispose() { }

        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.ConfigureTestServices(services =>
                services
                    .AddLogging(logs => logs.AddProvider(this))
                    .PostConfigure<LoggerFilterOptions>(options =>
                    {
                        options.Rules.Clear(); // more than any operator would switch on
                        options.MinLevel = LogLevel.Trace;
                    })
            );
        }
    }
}
