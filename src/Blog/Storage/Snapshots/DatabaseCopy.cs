using Blog.Storage.DataDirectory;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Blog.Storage.Snapshots;

/// <summary>Copies a database that others are writing to: as of one moment, which a copy of its files is not.</summary>
public static class DatabaseCopy
{
    /// <summary>Copies the database into a file that only this user may read.</summary>
    /// <param name="source">The database, of any schema.</param>
    /// <param name="target">A path where nothing is; nothing is there either where this fails.</param>
    /// <param name="cancellationToken">Interrupts it.</param>
    /// <exception cref="SqliteException">The database is damaged, or the disk is full.</exception>
    public static void Take(string source, string target, CancellationToken cancellationToken)
    {
        try
        {
            PrivateFile.Create(target).Dispose(); // SQLite itself would let everybody read it
            using var connection = new SqliteConnection(
                new SqliteConnectionStringBuilder
                {
                    DataSource = source,
                    Mode = SqliteOpenMode.ReadWrite,
                    Pooling = false,
                }.ConnectionString
            );
            connection.Open();
            using var interrupt = cancellationToken.Register(() => raw.sqlite3_interrupt(connection.Handle));
            using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA busy_timeout=10000; PRAGMA cell_size_check=ON";
            command.ExecuteNonQuery();

            // A statement of its own: the provider swallows what goes wrong after the first statement that answers with a row.
            command.CommandText = "VACUUM INTO $target";
            command.Parameters.AddWithValue("$target", target);
            command.ExecuteNonQuery();
        }
        catch (Exception e)
        {
            File.Delete(target);
            if (e is SqliteException)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }

            throw;
        }
    }
}
