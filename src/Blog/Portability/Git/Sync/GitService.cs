using System.Threading.Channels;
using Blog.Data;
using Blog.Data.Git;
using Blog.Portability.Git.Repository;
using Blog.Storage.Database;
using Blog.Storage.Telemetry;

namespace Blog.Portability.Git.Sync;

/// <summary>
/// Keeps the two in step while the program serves: some seconds after a change here, at once when a webhook or the owner asks, and every
/// few minutes anyway. When it fails, it is tried again and again, also after a restart.
/// </summary>
public sealed class GitService(
    GitSync sync,
    DatabaseChangeMonitor changes,
    Readiness readiness,
    ConnectionStore connections,
    JobStatus jobs,
    RepositoryStatus status,
    TimeProvider clock
) : BackgroundService
{
    /// <summary>An act of the author is several writes; and whoever types saves every few seconds.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    /// <summary>What the files of the repository are made of, and what is known of them.</summary>
    private static readonly string[] Tables =
    [
        nameof(BlogDb.Categories),
        nameof(BlogDb.GitConnections),
        nameof(BlogDb.GitFiles),
        nameof(BlogDb.Posts),
        "PostTag",
        nameof(BlogDb.Redirects),
        nameof(BlogDb.Secrets),
        nameof(BlogDb.Settings),
        nameof(BlogDb.Tags),
    ];

    /// <summary>Another process may be at it.</summary>
    private static readonly TimeSpan BusyPause = TimeSpan.FromSeconds(10);

    private readonly Channel<bool> _asked = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite }
    );

    private readonly Channel<bool> _changed = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite }
    );

    /// <summary>What the first synchronization would do; null while it is not known.</summary>
    public FirstLook? FirstLook { get; private set; }

    /// <summary>Looks at the repository as soon as possible.</summary>
    public void Ask() => _asked.Writer.TryWrite(true);

    /// <summary>Looks at a newly connected repository.</summary>
    public void LookAgain()
    {
        FirstLook = null;
        Ask();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.WhenAny(readiness.Task, Task.Delay(Timeout.Infinite, stoppingToken));
        if (!readiness.IsReady)
        {
            return;
        }

        changes.Changed += Note;
        try
        {
            for (var isAsked = true; ; )
            {
                var wait = await StepAsync(isAsked, stoppingToken);
                isAsked = await WaitAsync(wait, stoppingToken);
            }
        }
        finally
        {
            changes.Changed -= Note;
        }
    }

    private void Note(object? sender, DatabaseChangedEventArgs change)
    {
        if (change.Touches(Tables))
        {
            _changed.Writer.TryWrite(true);
        }
    }

    /// <summary>Does what is due.</summary>
    /// <param name="isAsked">Somebody asked, or it is time.</param>
    /// <returns>How long to wait at most.</returns>
    private async Task<TimeSpan> StepAsync(bool isAsked, CancellationToken cancellationToken)
    {
        var connection = await connections.FindAsync(cancellationToken);
        status.IsOn = connection is { IsConfirmed: true };
        if (connection is null)
        {
            return Timeout.InfiniteTimeSpan;
        }

        if (!connection.IsConfirmed)
        {
            FirstLook ??= await LookAsync(cancellationToken);
            return FirstLook is null ? BusyPause : Timeout.InfiniteTimeSpan;
        }

        var poll = TimeSpan.FromMinutes(Math.Max(1, connection.PollMinutes));
        if (connection.Question != GitQuestion.None && !isAsked)
        {
            return poll; // nothing here answers it but the owner, or another push
        }

        var next = connection.RetryAt ?? (status.DoneAt ?? DateTimeOffset.MinValue) + poll;
        if (
            !isAsked
            && clock.GetUtcNow() < next
            && (connection.RetryAt is not null || !await sync.HasChangesAsync(connection, cancellationToken))
        )
        {
            return next - clock.GetUtcNow();
        }

        using var run = jobs.Begin(JobNames.Git);
        status.Begin();
        var outcome = await sync.RunAsync(onlyPull: false, cancellationToken);
        status.End(outcome.State == SyncState.Done);
        if (outcome.Failure is { } failure)
        {
            run.Fail(failure);
        }

        return outcome.State == SyncState.Busy ? BusyPause
            : await connections.FindAsync(cancellationToken) is { RetryAt: { } at } && at - clock.GetUtcNow() is { Ticks: > 0 } left ? left
            : poll;
    }

    private async Task<FirstLook?> LookAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await sync.PreviewAsync(cancellationToken) is { } preview ? new FirstLook(preview, null) : null;
        }
        catch (GitException failure)
        {
            return new FirstLook(null, failure);
        }
    }

    /// <summary>Until something changes, somebody asks, or the time is over.</summary>
    /// <returns>Whether somebody asked, or it is time.</returns>
    private async Task<bool> WaitAsync(TimeSpan time, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var late = Task.Delay(time, clock, stop.Token);
        var asked = _asked.Reader.WaitToReadAsync(stop.Token).AsTask();
        var changed = _changed.Reader.WaitToReadAsync(stop.Token).AsTask();
        var first = await Task.WhenAny(late, asked, changed);
        if (first == changed && !cancellationToken.IsCancellationRequested)
        {
            await Task.WhenAny(Task.Delay(Pause, clock, stop.Token), asked);
        }

        cancellationToken.ThrowIfCancellationRequested();
        var isAsked = first == late | asked.IsCompletedSuccessfully;
        await stop.CancelAsync();
        _asked.Reader.TryRead(out _);
        _changed.Reader.TryRead(out _); // what changed during the pause is in the run that follows
        return isAsked;
    }
}

/// <summary>A look at a repository before the first synchronization: exactly one of the two.</summary>
public sealed record FirstLook(SyncPreview? Preview, GitException? Failure);
