using Blog.Data;
using Blog.Data.Replication;
using Blog.Storage.Database;
using Microsoft.EntityFrameworkCore;

namespace Blog.Operations.Replication;

/// <summary>Writes the heartbeat, where a replicator copies the database, and looks at the replica once a day.</summary>
public sealed partial class HeartbeatService(
    ReplicaOptions options,
    ReplicaCheck check,
    ReplicaCatalog replicas,
    IServiceScopeFactory scopes,
    Readiness readiness,
    TimeProvider clock,
    ILogger<HeartbeatService> logger
) : BackgroundService
{
    /// <summary>Each one lets the replicator make a checkpoint, which looks like a change by another program.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan RetryCheck = TimeSpan.FromHours(1);

    private bool _failed;

    /// <summary>Writes the heartbeat.</summary>
    public async Task BeatAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BlogDb>();
        await db.WriteAsync(
            async () =>
            {
                if (await db.ReplicaHeartbeats.SingleOrDefaultAsync(cancellationToken) is { } row)
                {
                    row.Beat(clock.GetUtcNow());
                }
                else
                {
                    db.ReplicaHeartbeats.Add(new ReplicaHeartbeat(clock.GetUtcNow()));
                }
            },
            cancellationToken
        );
    }

    /// <summary>Looks at the replica if a look is due.</summary>
    public async Task CheckAsync(CancellationToken cancellationToken)
    {
        var notes = replicas.Notes;
        var last = notes.FailedAt > notes.CheckedAt ? notes.FailedAt : notes.CheckedAt ?? notes.FailedAt;
        var pause = notes.Error is null ? options.Every : RetryCheck;
        if (options.Address is null || options.Every is null || clock.GetUtcNow() - last < pause)
        {
            return;
        }

        try
        {
            var state = await check.RunAsync(null, cancellationToken);
            LogFound(logger, (long)state.Age.TotalSeconds);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogNotFound(logger, e.Message);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.IsReplicated)
        {
            return;
        }

        if (!await readiness.HasStartedAsync(stoppingToken))
        {
            return;
        }

        await TryBeatAsync(stoppingToken);
        using var timer = new PeriodicTimer(Every, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken)) // the replicator starts after the blog: the first look is later
        {
            await TryBeatAsync(stoppingToken);
            await CheckAsync(stoppingToken);
        }
    }

    private async Task TryBeatAsync(CancellationToken cancellationToken)
    {
        try
        {
            await BeatAsync(cancellationToken);
            _failed = false;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            if (!_failed)
            {
                LogNoBeat(logger, e.Message); // once, and again after it has worked
            }

            _failed = true;
        }
    }

    [LoggerMessage(
        EventId = 156,
        EventName = "HeartbeatNotWritten",
        Level = LogLevel.Warning,
        Message = "The heartbeat for the replica could not be written: {Reason}"
    )]
    private static partial void LogNoBeat(ILogger logger, string reason);

    [LoggerMessage(
        EventId = 157,
        EventName = "ReplicaFound",
        Level = LogLevel.Information,
        Message = "The replica was restored and is sound; its newest state is {Seconds} s old"
    )]
    private static partial void LogFound(ILogger logger, long seconds);

    [LoggerMessage(EventId = 158, EventName = "ReplicaNotFound", Level = LogLevel.Error, Message = "The replica is not good: {Reason}")]
    private static partial void LogNotFound(ILogger logger, string reason);
}
