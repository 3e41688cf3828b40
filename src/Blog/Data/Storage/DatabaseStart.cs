using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Blog.Data.Storage;

/// <summary>
/// Brings the database to the present schema so that no start can lose it: lock, check, snapshot, stale migration lock, migrate, check again.
/// </summary>
public sealed partial class DatabaseStart(DataFolder folder, IServiceScopeFactory scopes, TimeProvider clock, ILogger<DatabaseStart> logger)
{
    private const int SnapshotsKept = 3;

    /// <summary>Prepares the database of a folder that this process has locked.</summary>
    /// <exception cref="DatabaseStartException">The database cannot be used; the message says why and how to go on, and the file is as it was.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        folder.Create();
        FileSystemCheck.Require(folder.Root);
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BlogDb>();
        var exists = File.Exists(folder.Database);
        if (exists)
        {
            QuickCheck();
            RefuseNewerSchema(db);
        }

        UseWal();
        var pending = (await db.Database.GetPendingMigrationsAsync(cancellationToken)).ToList();
        if (pending.Count > 0)
        {
            var snapshot = exists ? Snapshot(db.Database.GetAppliedMigrations().LastOrDefault() ?? "empty") : null;
            await MigrateAsync(db, snapshot, cancellationToken);
            Prune();
            LogMigrated(logger, pending.Count, pending[^1]);
        }

        await RequireSettingsAsync(db, cancellationToken);
    }

    /// <summary>For a command beside a serving program: makes the database where there is none, and never migrates one.</summary>
    /// <exception cref="DatabaseStartException">The schema is not this program's.</exception>
    public async Task RunForCommandAsync(CancellationToken cancellationToken)
    {
        if (!File.Exists(folder.Database))
        {
            using var held = folder.TryLock() ?? throw new DatabaseStartException($"the data folder {folder.Root} is just being set up by another process; try again in a moment");
            await RunAsync(cancellationToken);
            return;
        }

        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BlogDb>();
        RefuseNewerSchema(db);
        if ((await db.Database.GetPendingMigrationsAsync(cancellationToken)).Any())
        {
            throw new DatabaseStartException("the database has an older schema; start the program once (serve), which takes a snapshot and migrates it, then run the command again");
        }

        await RequireSettingsAsync(db, cancellationToken);
    }

    /// <summary>The one row, which a process killed right after the first migration may not have written.</summary>
    private static async Task RequireSettingsAsync(BlogDb db, CancellationToken cancellationToken)
    {
        if (!await db.Settings.AnyAsync(cancellationToken))
        {
            db.Settings.Add(new SiteSettings());
            await db.SaveChangesAsync(cancellationToken);
        }
    }

    /// <summary>Opens without changing anything, since a damaged or newer file must stay as it is.</summary>
    private SqliteConnection OpenReadOnly()
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = folder.Database, Mode = SqliteOpenMode.ReadWrite, Pooling = false }.ConnectionString);
        connection.Open();
        return connection;
    }

    private void QuickCheck()
    {
        string? answer;
        try
        {
            using var connection = OpenReadOnly();
            using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA quick_check(1)";
            answer = command.ExecuteScalar() as string;
        }
        catch (SqliteException e)
        {
            answer = e.Message;
        }

        if (answer != "ok")
        {
            throw new DatabaseStartException($"the database {folder.Database} is damaged ({answer}); nothing was changed. Restore a backup from {folder.Backups}");
        }
    }

    private static void RefuseNewerSchema(BlogDb db)
    {
        var unknown = db.Database.GetAppliedMigrations().Except(db.Database.GetMigrations()).LastOrDefault();
        if (unknown is not null)
        {
            throw new DatabaseStartException($"the database was written by a newer version of this program (schema {unknown}); nothing was changed. Run that version, or restore a backup from before the upgrade");
        }
    }

    private void UseWal()
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = folder.Database, Pooling = false }.ConnectionString);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA journal_mode=WAL";
        if (command.ExecuteScalar() as string != "wal")
        {
            throw new DatabaseStartException($"the file system of {folder.Root} cannot hold a write-ahead log (no shared memory): use a local disk");
        }
    }

    /// <summary>
    /// Copies the database as it is. The name holds the schema, and of each schema the first copy and the last two stay: a start that fails
    /// again and again neither crowds out the copy from before its first try nor fills the disk.
    /// </summary>
    private string Snapshot(string schema)
    {
        var size = new FileInfo(folder.Database).Length;
        var free = new DriveInfo(folder.Root).AvailableFreeSpace;
        if (free < 2 * size)
        {
            throw new DatabaseStartException($"the upgrade needs {(2 * size / 1_048_576) + 1} MB free in {folder.Root} for a snapshot, there are {free / 1_048_576}; nothing was changed");
        }

        var path = Path.Combine(folder.Backups, string.Create(CultureInfo.InvariantCulture, $"before-upgrade-{clock.GetUtcNow().UtcDateTime:yyyyMMdd-HHmmssfff}-from-{schema}.db"));
        var half = Path.Combine(folder.Temporary, Path.GetRandomFileName());
        using (var connection = OpenReadOnly())
        {
            using var command = connection.CreateCommand();
            command.CommandText = "VACUUM INTO $path";
            command.Parameters.AddWithValue("$path", half);
            command.ExecuteNonQuery();
        }

        File.Move(half, path);   // a copy cut off by a full disk never gets the name of a snapshot
        foreach (var between in Directory.GetFiles(folder.Backups, $"before-upgrade-*-from-{schema}.db").Order(StringComparer.Ordinal).Skip(1).SkipLast(2))
        {
            File.Delete(between);
        }

        return path;
    }

    /// <summary>Only after a success: what failed may need every copy there is.</summary>
    private void Prune()
    {
        foreach (var old in Directory.GetFiles(folder.Backups, "before-upgrade-*.db").OrderDescending(StringComparer.Ordinal).Skip(SnapshotsKept))
        {
            File.Delete(old);
        }
    }

    private async Task MigrateAsync(BlogDb db, string? snapshot, CancellationToken cancellationToken)
    {
        try
        {
            // A process killed while it migrated leaves its row here, and EF waits for that row without end. The folder's lock says nobody is migrating.
            await db.Database.ExecuteSqlRawAsync("DROP TABLE IF EXISTS __EFMigrationsLock", cancellationToken);
            await db.Database.MigrateAsync(cancellationToken);
            CheckForeignKeys(db);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            try
            {
                PutBack(db, snapshot);
            }
            catch (Exception second) when (second is IOException or UnauthorizedAccessException)
            {
                throw new DatabaseStartException($"the upgrade of the database failed ({e.Message}), and so did bringing the old one back ({second.Message}); stop, make room, and copy {snapshot} over {folder.Database}", e);
            }

            throw new DatabaseStartException($"the upgrade of the database failed ({e.Message}); it is as it was before. Run the version you had, and keep {snapshot ?? "the log"} for the report", e);
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
            throw new InvalidDataException($"rows of {reader.GetString(0)} refer to rows that are not there");
        }
    }

    /// <summary>The copy is whole and beside the database before anything of the database goes.</summary>
    private void PutBack(BlogDb db, string? snapshot)
    {
        db.Database.CloseConnection();
        SqliteConnection.ClearAllPools();
        var copy = snapshot is null ? null : Path.Combine(folder.Temporary, Path.GetRandomFileName());
        if (copy is not null)
        {
            File.Copy(snapshot!, copy);
            using var file = new FileStream(copy, FileMode.Open, FileAccess.Write);
            file.Flush(flushToDisk: true);
        }

        foreach (var suffix in new[] { "-wal", "-shm" })
        {
            File.Delete(folder.Database + suffix);
        }

        if (copy is null)
        {
            File.Delete(folder.Database);
        }
        else
        {
            File.Move(copy, folder.Database, overwrite: true);
        }
    }

    [LoggerMessage(EventId = 1, EventName = "DatabaseMigrated", Level = LogLevel.Information, Message = "Applied {Count} migrations, the last is {Migration}")]
    private static partial void LogMigrated(ILogger logger, int count, string migration);
}

/// <summary>The database cannot be used; the message is one line for the operator.</summary>
public sealed class DatabaseStartException : Exception
{
    /// <summary>Says why.</summary>
    public DatabaseStartException(string message)
        : base(message)
    {
    }

    /// <summary>Says why, with the cause.</summary>
    public DatabaseStartException(string message, Exception cause)
        : base(message, cause)
    {
    }
}
