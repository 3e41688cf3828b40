using Blog.Storage.DataDirectory;
using Microsoft.Data.Sqlite;

namespace Blog.Storage.Snapshots;

/// <summary>
/// Marks that an upgrade has started, and which copy holds the previous state. A migration can consist of several transactions, so a
/// process killed in between leaves a state that matches no schema and cannot be continued. The mark is stored in the database itself: a
/// separate file could outlive its database and undo a restore.
/// </summary>
public sealed class UpgradeMark(DataFolder folder, UpgradeSnapshots snapshots)
{
    internal const string Table = "__UpgradeBegun";

    /// <summary>Sets the mark before the first change; <paramref name="snapshot"/> is null if the database is being created.</summary>
    public void Set(string? snapshot)
    {
        using var connection = snapshots.Open();
        using var command = connection.CreateCommand();
        command.CommandText =
            $"BEGIN IMMEDIATE; CREATE TABLE {Table} (Snapshot TEXT NOT NULL); INSERT INTO {Table} VALUES ($snapshot); COMMIT";
        command.Parameters.AddWithValue("$snapshot", Path.GetFileName(snapshot) ?? "");
        command.ExecuteNonQuery();
    }

    public void Clear()
    {
        using var connection = snapshots.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"DROP TABLE {Table}";
        command.ExecuteNonQuery();
    }

    /// <summary>Whether an upgrade was interrupted, so that the database has neither the old nor the new schema.</summary>
    public bool IsSet => Read() is not null;

    /// <summary>Restores the state from before an interrupted upgrade.</summary>
    /// <returns>The restored copy, empty if the database was being created; null if no upgrade was interrupted.</returns>
    /// <exception cref="DatabaseStartException">The copy is missing.</exception>
    public string? Undo()
    {
        if (Read() is not { } name)
        {
            return null;
        }

        var snapshot = name.Length == 0 ? null : Path.Combine(folder.Backups, Path.GetFileName(name));
        if (snapshot is not null && !File.Exists(snapshot))
        {
            throw new DatabaseStartException(
                $"an upgrade of the database was interrupted, and the copy from before it, {snapshot}, is missing; nothing was changed. "
                    + "Restore a backup"
            );
        }

        snapshots.PutBack(snapshot);
        return name;
    }

    private string? Read()
    {
        try
        {
            using var connection = snapshots.Open();
            using var command = connection.CreateCommand();
            command.CommandText = $"SELECT count(*) FROM sqlite_master WHERE name = '{Table}'";
            if (command.ExecuteScalar() is not > 0L)
            {
                return null;
            }

            command.CommandText = $"SELECT Snapshot FROM {Table}";
            return command.ExecuteScalar() as string;
        }
        catch (SqliteException)
        {
            return null; // damaged or unreadable: reported by the check that follows
        }
    }
}
