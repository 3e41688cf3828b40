using Blog.Storage.DataDirectory;
using Microsoft.Data.Sqlite;

namespace Blog.Storage.Snapshots;

/// <summary>Snapshots of the database taken before upgrades.</summary>
public sealed class UpgradeSnapshots(DataFolder folder, TimeProvider clock)
{
    private const int Kept = 3;

    /// <summary>
    /// Copies the database. The name contains the schema, and for each schema the first copy and the last two are kept: a start that fails
    /// repeatedly neither displaces the copy from before its first attempt nor fills the disk.
    /// </summary>
    public string Take(string schema)
    {
        var size = new FileInfo(folder.Database).Length;
        var free = new DriveInfo(folder.Root).AvailableFreeSpace;
        if (free < 2 * size)
        {
            throw new DatabaseStartException(
                $"the upgrade needs {(2 * size / 1_048_576) + 1} MB free in {folder.Root} for a snapshot, "
                    + $"but only {free / 1_048_576} MB are free; nothing was changed"
            );
        }

        var path = Path.Combine(
            folder.Backups,
            string.Create(
                CultureInfo.InvariantCulture,
                $"before-upgrade-{clock.GetUtcNow().UtcDateTime:yyyyMMdd-HHmmssfff}-from-{schema}.db"
            )
        );
        var half = Path.Combine(folder.Temporary, Path.GetRandomFileName());
        using (var connection = Open())
        {
            using var command = connection.CreateCommand();
            command.CommandText = "VACUUM INTO $path";
            command.Parameters.AddWithValue("$path", half);
            command.ExecuteNonQuery();
        }

        Sync(half);
        File.Move(half, path); // an incomplete copy never gets the name of a snapshot
        foreach (
            var between in Directory
                .GetFiles(folder.Backups, $"before-upgrade-*-from-{schema}.db")
                .Order(StringComparer.Ordinal)
                .Skip(1)
                .SkipLast(2)
        )
        {
            File.Delete(between);
        }

        return path;
    }

    /// <summary>Call only after success: a failed upgrade may need every copy.</summary>
    public void Prune()
    {
        foreach (var old in Directory.GetFiles(folder.Backups, "before-upgrade-*.db").OrderDescending(StringComparer.Ordinal).Skip(Kept))
        {
            File.Delete(old);
        }
    }

    /// <summary>The copy is complete and next to the database before any part of the database is removed.</summary>
    public void PutBack(string? snapshot)
    {
        SqliteConnection.ClearAllPools();
        var copy = snapshot is null ? null : Path.Combine(folder.Temporary, Path.GetRandomFileName());
        if (copy is not null)
        {
            File.Copy(snapshot!, copy);
            Sync(copy);
        }

        EmptyLog();

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

    private static void Sync(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Write);
        file.Flush(flushToDisk: true);
    }

    /// <summary>
    /// If killed between deleting the log and moving the copy, the process must leave a database that is complete without the log and still
    /// marked as interrupted in its upgrade.
    /// </summary>
    private void EmptyLog()
    {
        try
        {
            using var connection = Open();
            using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
            command.ExecuteNonQuery();
        }
        catch (SqliteException)
        {
            // Too damaged for a checkpoint; the copy replaces it anyway.
        }
    }

    /// <summary>Opens the database read-only, since a damaged or newer file must not be changed.</summary>
    internal SqliteConnection Open()
    {
        var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder
            {
                DataSource = folder.Database,
                Mode = SqliteOpenMode.ReadWrite,
                Pooling = false,
            }.ConnectionString
        );
        connection.Open();
        return connection;
    }
}
