using Blog.Storage.DataDirectory;
using Blog.Storage.Snapshots;
using Microsoft.EntityFrameworkCore;

namespace Blog.Data.Startup;

/// <summary>
/// Migrates the database so that it ends up either with the new schema or unchanged, whatever happens: snapshot, mark, clear a stale
/// migration lock, migrate, check.
/// </summary>
public sealed class DatabaseUpgrade(DataFolder folder, UpgradeSnapshots snapshots, UpgradeMark mark)
{
    /// <summary>Migrates; the process must hold the folder's lock.</summary>
    /// <param name="exists">Whether the database already exists.</param>
    /// <param name="cancellationToken">Cancels between two steps; because of the mark, the next start restores the old state.</param>
    /// <exception cref="DatabaseStartException">It failed; the message describes the current state.</exception>
    public async Task RunAsync(BlogDb db, bool exists, CancellationToken cancellationToken)
    {
        var snapshot = exists ? snapshots.Take(await SchemaVersion.LatestAsync(db, cancellationToken) ?? "empty") : null;
        await MigrateAsync(db, snapshot, cancellationToken);
        snapshots.Prune();
    }

    private async Task MigrateAsync(BlogDb db, string? snapshot, CancellationToken cancellationToken)
    {
        try
        {
            // A process killed during a migration leaves its lock row here, and EF would wait for it forever. Since this process holds the
            // folder's lock, no one else is migrating.
            mark.Set(snapshot);
            await db.Database.ExecuteSqlRawAsync("DROP TABLE IF EXISTS __EFMigrationsLock", cancellationToken);
            await db.Database.MigrateAsync(cancellationToken);
            CheckForeignKeys(db);
            mark.Clear();
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            try
            {
                db.Database.CloseConnection();
                snapshots.PutBack(snapshot);
            }
            catch (Exception second) when (second is IOException or UnauthorizedAccessException)
            {
                throw new DatabaseStartException(
                    $"the upgrade of the database failed ({e.Message}), and so did restoring the previous one ({second.Message}); "
                        + $"stop the program, free disk space, and copy {snapshot} over {folder.Database}",
                    e
                );
            }

            throw new DatabaseStartException(
                $"the upgrade of the database failed ({e.Message}); the database is unchanged. "
                    + $"Run the previous version, and keep {snapshot ?? "the log"} for a bug report",
                e
            );
        }
    }

    private static void CheckForeignKeys(BlogDb db)
    {
        var connection = db.Database.GetDbConnection();
        db.Database.OpenConnection();
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA foreign_key_check";
        using var reader = command.ExecuteReader();
        if (reader.Read())
        {
            throw new InvalidDataException($"rows of {reader.GetString(0)} refer to rows that do not exist");
        }
    }
}
