using Blog.Storage.DataDirectory;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Blog.Storage.Snapshots;

/// <summary>Copies a database that is in use as a consistent snapshot, which a copy of its files would not be.</summary>
public static class DatabaseCopy
{
    /// <summary>Copies the database into a file that only the current user can read.</summary>
    /// <param name="source">The database, of any schema.</param>
    /// <param name="target">A path that does not exist; on failure it does not exist either.</param>
    /// <exception cref="SqliteException">The database is damaged, or the disk is full.</exception>
    public static void Take(string source, string target, CancellationToken cancellationToken)
    {
        try
        {
            PrivateFile.Create(target).Dispose(); // SQLite would create it readable by everyone
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

            // A separate command: the provider ignores errors after the first statement that returns a row.
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
