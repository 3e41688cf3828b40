using System.Threading.Channels;
using Amazon.Runtime;
using Blog.Caching.InProcess;
using Blog.Data;
using Blog.Data.Posts;
using Blog.Portability.Output;
using Blog.Site.Outbound;
using Blog.Storage.Database;
using Blog.Storage.DataDirectory;
using Blog.Storage.Telemetry;

namespace Blog.Portability.StaticSite.Publishing;

/// <summary>
/// Keeps the static copy up to date: some seconds after a change of the blog, when a scheduled post becomes public, and after a failure
/// again and again. Whatever is not public any more leaves the copy in the same run.
/// </summary>
public sealed partial class StaticSitePublisher(
    StaticSiteOptions options,
    StaticSiteExport export,
    SiteFolderExport folderExport,
    DatabaseChangeMonitor changes,
    Readiness readiness,
    InProcessPipeline pipeline,
    IServiceScopeFactory scopes,
    JobStatus jobs,
    StaticCopyStatus status,
    TimeProvider clock,
    ILogger<StaticSitePublisher> logger
) : BackgroundService
{
    /// <summary>An act of the author is several writes; and whoever types saves every few seconds.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    /// <summary>The pause is so many times as long as the last run, so that a long run does not take all of a small machine.</summary>
    private const int Share = 10;

    /// <summary>What is not public any more has to be gone within a minute.</summary>
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(40);

    /// <summary>So often the copy is compared with the blog although nothing was noticed.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    private static readonly TimeSpan LongestRetry = TimeSpan.FromMinutes(5);

    /// <summary>Holds one change at most: a run takes whatever has changed before it.</summary>
    private readonly Channel<bool> _changed = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite }
    );

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.IsOn)
        {
            return;
        }

        status.TurnOn(options.Folder ?? options.Bucket!.ToString());
        await Task.WhenAny(readiness.Task, Task.Delay(Timeout.Infinite, stoppingToken));
        if (!readiness.IsReady)
        {
            return;
        }

        await pipeline.StartedAsync(stoppingToken);
        changes.Changed += Note;
        try
        {
            await WorkAsync(stoppingToken);
        }
        finally
        {
            changes.Changed -= Note;
        }
    }

    private async Task WorkAsync(CancellationToken cancellationToken)
    {
        var failures = 0;
        while (true)
        {
            var began = clock.GetTimestamp();
            failures = await TryRunAsync(cancellationToken) ? 0 : failures + 1;
            var pause = TimeSpan.FromTicks(Math.Clamp(clock.GetElapsedTime(began).Ticks * Share, Pause.Ticks, LongestPause.Ticks));
            var retry = TimeSpan.FromSeconds(Math.Min(LongestRetry.TotalSeconds, Pause.TotalSeconds * Math.Pow(2, Math.Min(failures, 10))));
            await WaitAsync(failures > 0 ? retry : await NextAsync(cancellationToken), cancellationToken);
            if (failures == 0)
            {
                await Task.Delay(pause, clock, cancellationToken);
            }

            _changed.Reader.TryRead(out _); // what changed during the pause is in the run that follows
        }
    }

    /// <summary>Until the blog changes, or at the latest after a time; after a failure, a change does not make it sooner.</summary>
    private async Task WaitAsync(TimeSpan time, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var late = Task.Delay(time, clock, stop.Token);
        await Task.WhenAny(late, status.Failure is null ? _changed.Reader.WaitToReadAsync(stop.Token).AsTask() : late);
        cancellationToken.ThrowIfCancellationRequested();
        await stop.CancelAsync();
    }

    /// <summary>The time until the next scheduled post.</summary>
    private async Task<TimeSpan> NextAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var now = clock.GetUtcNow();
        var next = await scope.ServiceProvider.GetRequiredService<BlogDb>().Posts.NextPublicationAsync(now, cancellationToken);
        return next - now is { } left && left < Longest ? left : Longest;
    }

    private async Task<bool> TryRunAsync(CancellationToken cancellationToken)
    {
        using var run = jobs.Begin(JobNames.StaticSite);
        status.Begin();
        try
        {
            var (written, removed) = options.Folder is { } folder
                ? await WriteFolderAsync(folder, cancellationToken)
                : await WriteBucketAsync(options.Bucket!, cancellationToken);
            status.End(null);
            LogDone(logger, written, removed);
            return true;
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            run.Fail(e);
            status.End(Explain(e));
            LogFailed(logger, Explain(e));
            return false;
        }
    }

    private async Task<(int Written, int Removed)> WriteFolderAsync(string path, CancellationToken cancellationToken)
    {
        var report = await folderExport.RunAsync(path, all: false, null, cancellationToken);
        return (report.Written, report.Removed);
    }

    private async Task<(int Written, int Removed)> WriteBucketAsync(BucketOptions bucket, CancellationToken cancellationToken)
    {
        using var client = new S3Bucket(bucket);
        var target = await BucketTarget.OpenAsync(client, cancellationToken);
        await export.RunAsync(target, all: false, null, cancellationToken);
        await target.FinishAsync(cancellationToken);
        return (target.Written, target.Removed);
    }

    /// <summary>One line for the owner; never with a key in it.</summary>
    private static string Explain(Exception e) =>
        e switch
        {
            OutputException => e.Message,
            AmazonServiceException { ErrorCode: { Length: > 0 } code } => $"the bucket's server answers {code}",
            AmazonServiceException or AmazonClientException or HttpRequestException or OperationCanceledException =>
                "the bucket's server does not answer",
            _ when StorageErrors.IsFull(e) => "there is no space left for the static copy",
            IOException or UnauthorizedAccessException => e.Message,
            _ => $"{e.GetType().Name}: {e.Message}",
        };

    private void Note(object? sender, EventArgs e)
    {
        status.Changed();
        _changed.Writer.TryWrite(true);
    }

    [LoggerMessage(
        EventId = 93,
        EventName = "StaticCopyDone",
        Level = LogLevel.Information,
        Message = "The static copy is up to date: {Written} files written, {Removed} removed"
    )]
    private static partial void LogDone(ILogger logger, int written, int removed);

    [LoggerMessage(
        EventId = 94,
        EventName = "StaticCopyFailed",
        Level = LogLevel.Warning,
        Message = "The static copy is not up to date: {Reason}"
    )]
    private static partial void LogFailed(ILogger logger, string reason);
}
