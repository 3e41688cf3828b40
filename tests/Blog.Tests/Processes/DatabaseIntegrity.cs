using Microsoft.Data.Sqlite;

namespace Blog.Tests.Processes;

/// <summary>What must hold for a database at any time.</summary>
internal static class DatabaseIntegrity
{
    /// <summary>The file is intact, every foreign key has its row, the search index is consistent.</summary>
    public static void Check(string database)
    {
        using var connection = Open(database);
        Assert.Equal(["ok"], Ask(connection, "PRAGMA integrity_check"));
        Assert.Empty(Ask(connection, "SELECT \"table\" FROM pragma_foreign_key_check"));
        Ask(connection, "INSERT INTO PostSearch (PostSearch, rank) VALUES ('integrity-check', 0)"); // throws where the index is damaged
    }

    public static List<string> Ask(string database, string sql)
    {
        using var connection = Open(database);
        return Ask(connection, sql);
    }

    /// <summary>Every object's definition, as a digest of the schema.</summary>
    public static string SchemaOf(string database) =>
        string.Join(
            '\n',
            Ask(
                database,
                "SELECT type || ' ' || name || ' ' || coalesce(sql, '') FROM sqlite_master WHERE name NOT LIKE 'sqlite\\_%' "
                    + "ESCAPE '\\' AND name <> '__EFMigrationsLock' ORDER BY type, name"
            )
        );

    private static SqliteConnection Open(string database)
    {
        var connection = new SqliteConnection($"Data Source={database};Pooling=False;Mode=ReadWrite");
        connection.Open();
        return connection;
    }

    private static List<string> Ask(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var values = new List<string>();
        while (reader.Read())
        {
            values.Add(reader.IsDBNull(0) ? "" : reader.GetValue(0).ToString()!);
        }

        return values;
    }
}
