using System.Diagnostics;
using Blog.Storage.Database;

namespace Blog.Site.Background;

/// <summary>
/// Work in the background that is due after each change of some tables and at times that it names itself. It begins when the program is
/// ready, and an error delays it.
/// </summary>
internal abstract class OnChangeService : BackgroundService
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1); // a timer takes no more than 49 days

    /// <summary>Between two turns: changes come in numbers, and are looked at together.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly Readiness _readiness;
    private readonly TimeProvider _clock;
    private TaskCompletionSource _changed = NewSignal();

    /// <param name="tables">The tables that say what is due: visitors write to others many times a second.</param>
    protected OnChangeService(DatabaseChangeMonitor changes, Readiness readiness, TimeProvider clock, params string[] tables)
    {
        (_readiness, _clock) = (readiness, clock);
        changes.Changed += (_, change) =>
        {
            if (change.Touches(tables))
            {
                Volatile.Read(ref _changed).TrySetResult();
            }
        };
    }

    /// <summary>How long to wait after an error.</summary>
    protected abstract TimeSpan AfterError { get; }

    /// <summary>Does what is due.</summary>
    /// <returns>When to look again; null for after the next change.</returns>
    protected abstract Task<DateTimeOffset?> TurnAsync(CancellationToken cancellationToken);

    /// <summary>Logs that a turn failed, most likely since the disk is full.</summary>
    /// <param name="reason">Without text of people.</param>
    protected abstract void LogError(string reason);

    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!await _readiness.HasStartedAsync(stoppingToken))
        {
            return;
        }

        while (!stoppingToken.IsCancellationRequested)
        {
            var signal = Volatile.Read(ref _changed);
            if (signal.Task.IsCompleted)
            {
                Volatile.Write(ref _changed, signal = NewSignal()); // before looking, so that no change is missed
            }

            DateTimeOffset? next;
            var begun = Stopwatch.GetTimestamp();
            try
            {
                next = await TurnAsync(stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                LogError(e.GetType().Name);
                await Task.Delay(AfterError, _clock, stoppingToken);
                continue;
            }

            await WaitAsync(signal.Task, next, stoppingToken);
            if (Pause - Stopwatch.GetElapsedTime(begun) is { Ticks: > 0 } rest)
            {
                await Task.Delay(rest, stoppingToken);
            }
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task WaitAsync(Task changed, DateTimeOffset? next, CancellationToken stoppingToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        var pause = next is { } at ? at - _clock.GetUtcNow() : Timeout.InfiniteTimeSpan;
        var waiting =
            next is null ? Task.Delay(pause, either.Token)
            : pause <= TimeSpan.Zero ? Task.CompletedTask
            : Task.Delay(pause < Longest ? pause : Longest, _clock, either.Token);
        await Task.WhenAny(changed, waiting);
        await either.CancelAsync();
        stoppingToken.ThrowIfCancellationRequested();
    }
}
