using Blog.Storage.DataDirectory;
using Microsoft.Data.Sqlite;

namespace Blog.Storage.Snapshots;

/// <summary>
/// Says that an upgrade has begun, and which copy holds what was before. A migration can be several transactions, so a process killed in one
/// leaves a state that no schema describes and no program can go on from. The mark lies in the database itself: one beside it could outlive
/// the database it speaks of, and undo a restore.
/// </summary>
public sealed class UpgradeMark(DataFolder folder, UpgradeSnapshots snapshots)
{
    internal const string Table = "__UpgradeBegun";

    /// <summary>Before the first change; <paramref name="snapshot"/> is null where the database is being made.</summary>
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

    /// <summary>Whether an upgrade was cut off: the database is neither what it was nor what it should be.</summary>
    public bool IsSet => Read() is not null;

    /// <summary>Brings back what was there before an upgrade that was cut off.</summary>
    /// <returns>The copy that was brought back, empty where the database was just being made; null where none was cut off.</returns>
    /// <exception cref="DatabaseStartException">The copy is gone.</exception>
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
            return null; // damaged or unreadable: the check that follows says how
        }
    }
}
