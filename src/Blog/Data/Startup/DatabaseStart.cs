using Blog.Data.Comments;
using Blog.Data.Posts.Listing;
using Blog.Data.Search;
using Blog.Data.Settings;
using Blog.Storage.DataDirectory;
using Blog.Storage.Snapshots;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Blog.Data.Startup;

/// <summary>
/// Brings the database to the current schema without risking data loss: lock, check, snapshot, clear a stale migration lock, migrate, check
/// again.
/// </summary>
public sealed partial class DatabaseStart(
    DataFolder folder,
    UpgradeSnapshots snapshots,
    UpgradeMark mark,
    DatabaseUpgrade upgrade,
    CleanStop cleanStop,
    IServiceScopeFactory scopes,
    ILogger<DatabaseStart> logger
)
{
    /// <summary>Whether the database was used without a check, since the program stopped properly: it is to be checked meanwhile.</summary>
    public bool IsUnchecked { get; private set; }

    /// <summary>Prepares the database of a folder that this process has locked.</summary>
    /// <exception cref="DatabaseStartException">The database cannot be used; the message gives the reason and the remedy, and the file is
    /// unchanged.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        IsUnchecked = cleanStop.Take();
        FinishRestore();
        folder.Create();
        FileSystemCheck.Require(folder.Root);
        if (FileSystemCheck.IsOnNamelessVolume(folder.Root))
        {
            LogNameless(logger, folder.Root);
        }

        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BlogDb>();
        BringBackCutOff();
        var exists = File.Exists(folder.Database);
        var searches = true;
        if (exists)
        {
            searches = IsUnchecked || QuickCheck();
            await PendingAsync(db, cancellationToken); // refuses a newer schema before anything is written
        }

        UseWal();
        var pending = await PendingAsync(db, cancellationToken);
        if (pending.Count > 0)
        {
            await upgrade.RunAsync(db, exists, cancellationToken);
            LogMigrated(logger, pending.Count, pending[^1]);
        }

        await RequireSettingsAsync(db, cancellationToken);
        await scope.ServiceProvider.GetRequiredService<SearchIndexBuilder>().PrepareAsync(anew: !searches, cancellationToken);
        await PublicPostChanges.PrepareAsync(db, cancellationToken);
        await PublicCommentChanges.PrepareAsync(db, cancellationToken);
    }

    /// <summary>Prepares the database for a command that may run while the server does: creates it if missing, never migrates it.</summary>
    /// <exception cref="DatabaseStartException">The schema does not match this version of the program.</exception>
    public async Task RunForCommandAsync(CancellationToken cancellationToken)
    {
        if (!File.Exists(folder.Database) || new RestoreSwap(folder).IsCutOff)
        {
            using var held =
                folder.TryLock()
                ?? throw new DatabaseStartException(
                    $"the data folder {folder.Root} is being set up or restored by another process; try again in a moment"
                );
            FinishRestore(); // may restore an older schema, which only a start of the server migrates
            if (!File.Exists(folder.Database))
            {
                await RunAsync(cancellationToken);
                return;
            }
        }

        folder.Create(); // it may have been copied without its empty parts
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BlogDb>();
        if (mark.IsSet)
        {
            throw new DatabaseStartException(
                "an upgrade of the database is in progress or was interrupted; start the program once (serve), which restores "
                    + "the old state and upgrades it, then run the command again"
            );
        }

        if (await PendingAsync(db, cancellationToken) is not [])
        {
            throw new DatabaseStartException(
                "the database has an older schema; start the program once (serve), which takes a snapshot and migrates it, "
                    + "then run the command again"
            );
        }

        await RequireSettingsAsync(db, cancellationToken);
    }

    private void FinishRestore()
    {
        if (new RestoreSwap(folder).Finish() is { } restored)
        {
            LogRestoreCompleted(logger, restored.Origin, restored.Aside ?? "(none: the folder was empty)");
        }
    }

    /// <summary>Ensures the settings row, which may be missing if the process was killed right after the first migration.</summary>
    private static async Task RequireSettingsAsync(BlogDb db, CancellationToken cancellationToken)
    {
        if (!await db.Settings.AnyAsync(cancellationToken))
        {
            db.Settings.Add(new SiteSettings());
            await db.SaveChangesAsync(cancellationToken);
        }
    }

    /// <summary>Checks the database for damage.</summary>
    /// <returns>False if only the search index is damaged, which can be rebuilt.</returns>
    private bool QuickCheck()
    {
        var answers = new List<string>();
        try
        {
            using var connection = snapshots.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA quick_check(10)";
            using var reader = command.ExecuteReader();
            while (reader.Read())
            {
                answers.Add(reader.GetString(0));
            }
        }
        catch (SqliteException e) when (StorageErrors.IsDamage(e))
        {
            answers.Add(e.Message);
        }

        var searches = !answers.Exists(answer => answer.Contains("PostSearch", StringComparison.Ordinal));
        answers.RemoveAll(answer => answer == "ok" || answer.Contains("PostSearch", StringComparison.Ordinal));
        return answers.Count == 0
            ? searches
            : throw new DatabaseStartException(
                $"the database {folder.Database} is damaged ({answers[0].Split('\n')[0]}); nothing was changed. "
                    + $"Restore a backup from {folder.Backups}"
            );
    }

    /// <summary>
    /// Must run before anything else uses the database: a partially upgraded one matches no schema, neither of this version nor of a newer
    /// one.
    /// </summary>
    private void BringBackCutOff()
    {
        if (File.Exists(folder.Database) && mark.Undo() is { } snapshot)
        {
            LogBroughtBack(logger, snapshot.Length == 0 ? "no snapshot: the database was being created" : snapshot);
        }
    }

    /// <summary>The migrations that the database has not got.</summary>
    /// <remarks>Asked of the table: Entity Framework makes all that writes migrations first, which takes a tenth of a start.</remarks>
    /// <exception cref="DatabaseStartException">It has one that this program does not know.</exception>
    private static async Task<IReadOnlyList<string>> PendingAsync(BlogDb db, CancellationToken cancellationToken)
    {
        var known = db.Database.GetMigrations().ToList();
        var applied = await SchemaVersion.AppliedAsync(db, cancellationToken);
        if (applied.Except(known, StringComparer.Ordinal).LastOrDefault() is { } unknown)
        {
            throw new DatabaseStartException(
                $"the database was written by a newer version of this program (schema {unknown}); nothing was changed. "
                    + "Run that version, or restore a backup from before the upgrade"
            );
        }

        return [.. known.Except(applied, StringComparer.Ordinal)];
    }

    private void UseWal()
    {
        using var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = folder.Database, Pooling = false }.ConnectionString
        );
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA journal_mode=WAL";
        if (command.ExecuteScalar() as string != "wal")
        {
            throw new DatabaseStartException(
                $"the file system of {folder.Root} does not support a write-ahead log (no shared memory): use a local disk"
            );
        }
    }

    [LoggerMessage(
        EventId = 26,
        EventName = "RestoreCompleted",
        Level = LogLevel.Warning,
        Message = "Completed an interrupted restore ({Origin}); the previous data is in {Aside}"
    )]
    private static partial void LogRestoreCompleted(ILogger logger, string origin, string aside);

    [LoggerMessage(
        EventId = 32,
        EventName = "NamelessVolume",
        Level = LogLevel.Warning,
        Message = "The data folder {Folder} is an anonymous volume: a new container gets a new, empty one. "
            + "Mount a named volume or a folder of the host there"
    )]
    private static partial void LogNameless(ILogger logger, string folder);

    [LoggerMessage(
        EventId = 31,
        EventName = "UpgradeBroughtBack",
        Level = LogLevel.Warning,
        Message = "An upgrade of the database was interrupted; the previous state was restored ({Snapshot}), and the upgrade starts again"
    )]
    private static partial void LogBroughtBack(ILogger logger, string snapshot);

    [LoggerMessage(
        EventId = 1,
        EventName = "DatabaseMigrated",
        Level = LogLevel.Information,
        Message = "Applied {Count} migrations, the last one is {Migration}"
    )]
    private static partial void LogMigrated(ILogger logger, int count, string migration);
}
