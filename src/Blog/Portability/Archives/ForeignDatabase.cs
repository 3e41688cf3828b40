using Microsoft.Data.Sqlite;

namespace Blog.Portability.Archives;

/// <summary>
/// An SQLite file that another program made: opened as a copy, only to read, and only ordinary tables are asked. Views, triggers and
/// virtual tables of the file are not run.
/// </summary>
internal sealed class ForeignDatabase : IDisposable
{
    private readonly DirectoryInfo _folder;
    private readonly SqliteConnection _connection;

    private ForeignDatabase(DirectoryInfo folder, SqliteConnection connection) => (_folder, _connection) = (folder, connection);

    /// <summary>Whether a file is an SQLite database.</summary>
    public static bool Recognizes(ReadOnlySpan<byte> head) => head.StartsWith("SQLite format 3\0"u8);

    /// <summary>Copies and opens a file.</summary>
    /// <param name="temporary">Where the copy may be put.</param>
    /// <exception cref="SqliteException">It is no database.</exception>
    public static ForeignDatabase Open(Stream file, string temporary)
    {
        var folder = Directory.CreateDirectory(Path.Combine(temporary, "database-" + Path.GetRandomFileName()));
        SqliteConnection? connection = null;
        try
        {
            var path = Path.Combine(folder.FullName, "copy.db");
            using (var copy = File.Create(path))
            {
                file.CopyTo(copy);
            }

            connection = new SqliteConnection(
                new SqliteConnectionStringBuilder
                {
                    DataSource = path,
                    Mode = SqliteOpenMode.ReadWrite, // one in WAL mode cannot be opened only to read
                    Pooling = false,
                }.ConnectionString
            );
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA trusted_schema=OFF; PRAGMA cell_size_check=ON; PRAGMA query_only=ON";
            command.ExecuteNonQuery();
            return new ForeignDatabase(folder, connection);
        }
        catch
        {
            connection?.Dispose();
            folder.Delete(recursive: true);
            throw;
        }
    }

    public void Dispose()
    {
        _connection.Dispose();
        _folder.Delete(recursive: true);
    }

    /// <summary>The names of the ordinary tables.</summary>
    public IReadOnlyList<string> Tables() =>
        [.. Ask("SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'").Select(row => row["name"]!)];

    /// <summary>The columns of an ordinary table; none if there is no such table.</summary>
    public HashSet<string> ColumnsOf(string table) =>
        Ask(
                "SELECT c.name FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table' AND m.name = $value "
                    + "AND m.sql NOT LIKE 'CREATE VIRTUAL%'",
                table
            )
            .Select(row => row["name"]!)
            .ToHashSet(StringComparer.Ordinal);

    /// <summary>The rows of a table as texts; numbers as SQLite prints them, bytes as null.</summary>
    /// <exception cref="SqliteException">It is damaged.</exception>
    public IEnumerable<Dictionary<string, string?>> Rows(string table) =>
        Ask($"SELECT * FROM \"{table.Replace("\"", "\"\"", StringComparison.Ordinal)}\"");

    /// <param name="sql">Of this program; not of the file.</param>
    public IEnumerable<Dictionary<string, string?>> Ask(string sql, string? value = null)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        if (value is not null)
        {
            command.Parameters.AddWithValue("$value", value);
        }

        using var rows = command.ExecuteReader();
        while (rows.Read())
        {
            var row = new Dictionary<string, string?>(StringComparer.Ordinal);
            for (var i = 0; i < rows.FieldCount; i++)
            {
                row[rows.GetName(i)] = rows.GetValue(i) switch
                {
                    DBNull or byte[] => null,
                    var cell => Convert.ToString(cell, CultureInfo.InvariantCulture),
                };
            }

            yield return row;
        }
    }
}
