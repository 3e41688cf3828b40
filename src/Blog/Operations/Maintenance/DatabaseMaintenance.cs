using System.Text.Json;
using Blog.Data;
using Blog.Data.Media;
using Blog.Data.Startup;
using Blog.Operations.Backups.Archives;
using Blog.Storage.Database;
using Blog.Storage.DataDirectory;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Blog.Operations.Maintenance;

/// <summary>
/// Regular maintenance of the database: once a week SQLite reads all of it and updates its statistics; once a day unreferenced files are
/// deleted. The time of the last full read is stored in a file, so that restarts do not postpone it.
/// </summary>
public sealed partial class DatabaseMaintenance(
    DataFolder folder,
    DatabaseStart start,
    Readiness readiness,
    WriteGate gate,
    IServiceScopeFactory scopes,
    TimeProvider clock,
    ILogger<DatabaseMaintenance> logger
) : BackgroundService
{
    private static readonly TimeSpan Week = TimeSpan.FromDays(7),
        Tick = TimeSpan.FromHours(1),
        Day = TimeSpan.FromDays(1);

    private MaintenanceRecord? _unwritten;

    /// <summary>When all of the database was last read, and what was wrong; null where it never was.</summary>
    public MaintenanceRecord? Last
    {
        get
        {
            if (_unwritten is { } note)
            {
                return note;
            }

            try
            {
                return File.Exists(NotePath) ? JsonSerializer.Deserialize<MaintenanceRecord>(File.ReadAllBytes(NotePath)) : null;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
            {
                return null;
            }
        }
    }

    private string NotePath => Path.Combine(folder.Root, DataFolder.MaintenanceNote);

    /// <summary>Reads all of the database and optimizes it, where a week has passed.</summary>
    /// <returns>Whether it had.</returns>
    public async Task<bool> LookAsync(CancellationToken cancellationToken)
    {
        if (Last is { } last && clock.GetUtcNow() - last.At < Week && last.At <= clock.GetUtcNow())
        {
            return false;
        }

        var errors = await InspectAsync(
            connection => [.. DatabaseInspection.DamageOf(connection), .. DatabaseInspection.BrokenReferencesOf(connection)],
            cancellationToken
        );
        await RecordAsync(errors, cancellationToken);
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BlogDb>();
        await gate.RunAsync(() => db.Database.ExecuteSqlRawAsync("PRAGMA optimize", cancellationToken), cancellationToken);
        return true;
    }

    /// <summary>The check that a start after a proper stop leaves out.</summary>
    public async Task CheckStartAsync(CancellationToken cancellationToken)
    {
        var errors = await InspectAsync(DatabaseInspection.QuickDamageOf, cancellationToken);
        if (errors.Count > 0)
        {
            await RecordAsync(errors, cancellationToken);
        }
    }

    private async Task RecordAsync(IReadOnlyList<string> errors, CancellationToken cancellationToken)
    {
        if (errors.Count > 0)
        {
            LogDamaged(logger, errors[0]);
        }

        _unwritten = new MaintenanceRecord(clock.GetUtcNow(), errors); // available at once, whether or not the disk can save it
        var half = Path.Combine(folder.Temporary, Path.GetRandomFileName());
        await File.WriteAllBytesAsync(half, JsonSerializer.SerializeToUtf8Bytes(_unwritten), cancellationToken);
        File.Move(half, NotePath, overwrite: true);
        _unwritten = null;
    }

    /// <summary>Deletes unreferenced files; never while the database has errors, since lost rows would then cost their files.</summary>
    public async Task SweepAsync(CancellationToken cancellationToken)
    {
        if (Last is { Errors.Count: > 0 })
        {
            return;
        }

        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<OrphanedMediaCleanup>().RunAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.WhenAny(readiness.Task, Task.Delay(Timeout.Infinite, stoppingToken));
        if (start.IsUnchecked)
        {
            await TryAsync(() => CheckStartAsync(stoppingToken));
        }

        var sweptAt = clock.GetUtcNow(); // the start has just cleaned up
        using var timer = new PeriodicTimer(Tick, clock);
        while (readiness.IsReady && await timer.WaitForNextTickAsync(stoppingToken))
        {
            await TryAsync(() => LookAsync(stoppingToken));
            if (clock.GetUtcNow() - sweptAt >= Day)
            {
                sweptAt = clock.GetUtcNow();
                await TryAsync(() => SweepAsync(stoppingToken)); // on a full disk too, where it frees space
            }
        }
    }

    private async Task TryAsync(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (Exception e) when (StorageErrors.IsDamage(e))
        {
            LogDamaged(logger, e.Message);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or SqliteException)
        {
            LogFailed(logger, e.Message); // the next hour retries
        }
    }

    private Task<IReadOnlyList<string>> InspectAsync(
        Func<SqliteConnection, IReadOnlyList<string>> ask,
        CancellationToken cancellationToken
    ) =>
        Task.Run(
            () =>
            {
                try
                {
                    using var connection = DatabaseInspection.OpenToAsk(folder.Database);
                    return ask(connection);
                }
                catch (SqliteException e) when (StorageErrors.IsDamage(e))
                {
                    return [e.Message];
                }
            },
            cancellationToken
        );

    [LoggerMessage(
        EventId = 45,
        EventName = "DatabaseDamaged",
        Level = LogLevel.Critical,
        Message = "The database is damaged ({Error}): stop the program, keep a copy of the data folder, restore a backup"
    )]
    private static partial void LogDamaged(ILogger logger, string error);

    [LoggerMessage(
        EventId = 46,
        EventName = "MaintenanceFailed",
        Level = LogLevel.Warning,
        Message = "Database maintenance failed: {Reason}"
    )]
    private static partial void LogFailed(ILogger logger, string reason);
}

/// <summary>The result of reading all of the database.</summary>
/// <param name="Errors">What is wrong with it; empty where it is sound.</param>
public sealed record MaintenanceRecord(DateTimeOffset At, IReadOnlyList<string> Errors);
