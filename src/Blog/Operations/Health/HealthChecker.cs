using Blog.Data;
using Blog.Data.Startup;
using Blog.Operations.Backups.Catalog;
using Blog.Operations.Backups.Drills;
using Blog.Operations.Backups.Offsite;
using Blog.Operations.Maintenance;
using Blog.Operations.Replication;
using Blog.Site.Proxies;
using Blog.Storage.Database;
using Blog.Storage.DataDirectory;
using Blog.Storage.Telemetry;
using Microsoft.EntityFrameworkCore;

namespace Blog.Operations.Health;

/// <summary>Checks everything that the program needs; cheap enough for a probe every few seconds.</summary>
public sealed class HealthChecker(
    Readiness readiness,
    IServiceScopeFactory scopes,
    DataSizes sizes,
    BackupCatalog backups,
    OffsiteCatalog offsite,
    DrillCatalog drills,
    ReplicaCatalog replicas,
    DatabaseMaintenance maintenance,
    JobStatus jobs,
    WriteGate gate,
    ProxyFaults proxies,
    TimeProvider clock
) : IDisposable
{
    private static readonly TimeSpan LongestTurn = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim _turn = new(1, 1);
    private Known? _known;

    /// <summary>
    /// The state for whoever may ask as often as they like: looked up once a second, by one request for all.
    /// </summary>
    public async Task<HealthState> StateAsync(CancellationToken cancellationToken)
    {
        if (_known is { } known && clock.GetElapsedTime(known.At) < Fresh)
        {
            return known.State;
        }

        await _turn.WaitAsync(cancellationToken);
        try
        {
            if (_known is { } current && clock.GetElapsedTime(current.At) < Fresh)
            {
                return current.State;
            }

            var (at, state) = (clock.GetTimestamp(), (await TakeAsync(cancellationToken)).State);
            _known = state == HealthState.NotReady ? null : new Known(state, at); // at a start, it may be ready in a moment
            return state;
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    public async Task<HealthReport> TakeAsync(CancellationToken cancellationToken) =>
        new([
            .. await DatabaseAsync(cancellationToken),
            Disk(),
            Backup(),
            .. Copies.Of(offsite, clock.GetUtcNow()),
            .. Copies.Of(drills, clock.GetUtcNow()),
            .. Copies.Of(replicas, clock.GetUtcNow()),
            JobsLast(),
            Writes(),
            Proxy(),
        ]);

    private async Task<IEnumerable<HealthFinding>> DatabaseAsync(CancellationToken cancellationToken)
    {
        if (!readiness.IsReady)
        {
            return [new("database", HealthState.NotReady, readiness.Failure is null ? "is being upgraded" : "cannot be used")];
        }

        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<BlogDb>();
            await db.Settings.Select(settings => settings.Id).SingleAsync(cancellationToken);
            var applied = await SchemaVersion.LatestAsync(db, cancellationToken);
            var own = db.Database.GetMigrations().LastOrDefault();
            return
            [
                maintenance.Last is { Errors.Count: > 0 } read
                    ? new("database", HealthState.Degraded, $"answers; was damaged when checked at {read.At:u}")
                    : new("database", HealthState.Healthy, "answers"),
                new(
                    "schema",
                    applied == own ? HealthState.Healthy : HealthState.NotReady,
                    applied == own ? $"{own}" : $"{applied}, this program needs {own}"
                ),
            ];
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return [new("database", HealthState.NotReady, $"does not answer ({e.GetType().Name})")];
        }
    }

    private HealthFinding Disk() =>
        sizes.Free() switch
        {
            null => new("disk", HealthState.Healthy, "free space is not known"),
            < DataSizes.LowWater and var free => new(
                "disk",
                HealthState.Degraded,
                string.Create(CultureInfo.InvariantCulture, $"{free >> 20} MB free, less than {DataSizes.LowWater >> 20}")
            ),
            { } free => new("disk", HealthState.Healthy, string.Create(CultureInfo.InvariantCulture, $"{free >> 20} MB free")),
        };

    private HealthFinding Backup()
    {
        var summary = backups.Summary;
        var age = summary.MadeAt is { } at
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"the newest is {(clock.GetUtcNow() - at).TotalHours:0.0} hours old, {(summary.IsVerified ? "verified" : "not verified")}"
            )
            : "there is none yet";
        var trouble =
            summary.Damage is not null ? "; it is not intact"
            : summary.FailedAt is not null ? "; the last attempt failed"
            : summary.IsLate ? "; one is overdue"
            : "";
        return new("backup", summary.NeedsAttention ? HealthState.Degraded : HealthState.Healthy, age + trouble);
    }

    private HealthFinding JobsLast()
    {
        var failed = jobs.Notes.Where(note => note.Failure is not null).Select(note => $"{note.Job} ({note.Failure})").ToList();
        return failed.Count == 0
            ? new("jobs", HealthState.Healthy, "none has failed")
            : new("jobs", HealthState.Degraded, "failed last: " + string.Join(", ", failed));
    }

    private HealthFinding Proxy() =>
        proxies.Current is { } fault
            ? new("proxy", HealthState.Degraded, $"nobody can sign in: {fault}")
            : new("proxy", HealthState.Healthy, "no mistake seen");

    private HealthFinding Writes()
    {
        var (held, waiting) = (gate.Held ?? TimeSpan.Zero, gate.Waiting);
        return new(
            "writes",
            held > LongestTurn ? HealthState.Degraded : HealthState.Healthy,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{waiting} wait{(held > LongestTurn ? $", one has been writing for {held.TotalSeconds:0} s" : "")}"
            )
        );
    }

    private sealed record Known(HealthState State, long At);
}
