using Blog.Storage.Database;
using Blog.Storage.Telemetry;
using Microsoft.EntityFrameworkCore;

namespace Blog.Data.Redirects;

/// <summary>
/// Writes paths that were not found to the database: one small batch every half minute and one at shutdown, regardless of the number of
/// requests. The table is bounded too: a flood of invented paths, each requested once, can only displace others requested once.
/// </summary>
public sealed partial class NotFoundLogWriter(
    NotFoundLog missing,
    Readiness readiness,
    IServiceScopeFactory scopes,
    JobStatus jobs,
    TimeProvider clock,
    ILogger<NotFoundLogWriter> logger
) : BackgroundService
{
    /// <summary>Maximum number of rows in the table.</summary>
    public const int MaxRows = 1_000;

    /// <summary>Maximum number of rows requested only once, if there are too many.</summary>
    public const int MaxOnce = 200;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        if (readiness.IsReady)
        {
            await TryWriteAsync(cancellationToken);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        await Task.WhenAny(readiness.Task, Task.Delay(Timeout.Infinite, stoppingToken));
        while (readiness.IsReady && await timer.WaitForNextTickAsync(stoppingToken))
        {
            await TryWriteAsync(stoppingToken);
        }
    }

    /// <summary>Writes one batch; a failed one is retried with the next.</summary>
    private async Task TryWriteAsync(CancellationToken cancellationToken)
    {
        var batch = missing.Take();
        if (batch.Count == 0)
        {
            return;
        }

        using var run = jobs.Begin(JobNames.MissingPaths);
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<BlogDb>();
            await db.WriteAsync(() => WriteAsync(db, batch, cancellationToken), cancellationToken);
        }
        catch (Exception e) // a full disk must stop neither this job nor the program
        {
            missing.PutBack(batch);
            run.Fail(e);
            LogNotWritten(logger, e.Message);
        }
    }

    private static async Task WriteAsync(BlogDb db, IReadOnlyList<Asked> batch, CancellationToken cancellationToken)
    {
        var keys = batch.Select(asked => asked.Key).ToList();
        var known = await db
            .MissingPaths.Where(row => keys.Contains(row.PathKey))
            .ToDictionaryAsync(row => row.PathKey, StringComparer.Ordinal, cancellationToken);
        foreach (var asked in batch)
        {
            if (!known.TryGetValue(asked.Key, out var row))
            {
                row = db.MissingPaths.Add(new MissingPath(asked.Path, asked.FirstAt)).Entity;
            }

            row.AskedFor(asked.Times, asked.Referrer, asked.LastAt);
        }

        await db.SaveChangesAsync(cancellationToken);
        await TrimAsync(db, cancellationToken);
    }

    /// <summary>Removes rows requested once first, beyond their own limit; within each kind, the least recently requested.</summary>
    private static async Task TrimAsync(BlogDb db, CancellationToken cancellationToken)
    {
        var excess = await db.MissingPaths.CountAsync(cancellationToken) - MaxRows;
        if (excess <= 0)
        {
            return;
        }

        var once = Math.Clamp(await db.MissingPaths.CountAsync(row => row.Count == 1, cancellationToken) - MaxOnce, 0, excess);
        await db
            .MissingPaths.Where(row =>
                db.MissingPaths.Where(r => r.Count == 1)
                    .OrderBy(r => r.LastAt)
                    .ThenBy(r => r.Id)
                    .Take(once)
                    .Select(r => r.Id)
                    .Contains(row.Id)
            )
            .ExecuteDeleteAsync(cancellationToken);
        await db
            .MissingPaths.Where(row =>
                db.MissingPaths.Where(r => r.Count > 1)
                    .OrderBy(r => r.LastAt)
                    .ThenBy(r => r.Id)
                    .Take(excess - once)
                    .Select(r => r.Id)
                    .Contains(row.Id)
            )
            .ExecuteDeleteAsync(cancellationToken);
    }

    [LoggerMessage(
        EventId = 30,
        EventName = "MissingPathsNotWritten",
        Level = LogLevel.Warning,
        Message = "Paths that were not found could not be recorded: {Reason}"
    )]
    private static partial void LogNotWritten(ILogger logger, string reason);
}
