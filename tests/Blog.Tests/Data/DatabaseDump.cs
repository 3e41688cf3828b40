using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Blog.Tests.Data;

/// <summary>The whole database as text: two equal dumps mean that nothing was written in between.</summary>
internal static class DatabaseDump
{
    public static IReadOnlyList<string> Of(string folder)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "blog.db")};Mode=ReadOnly;Pooling=False");
        connection.Open();
        var tables = Rows(connection, "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").ToList();
        Assert.True(tables.Count > 10, "the tables were not found");
        return
        [
            .. tables.SelectMany(table =>
                Rows(connection, $"SELECT * FROM \"{table}\"").Order(StringComparer.Ordinal).Select(row => $"{table}: {row}")
            ),
        ];
    }

    private static IEnumerable<string> Rows(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            yield return string.Join(
                '|',
                Enumerable
                    .Range(0, reader.FieldCount)
                    .Select(i =>
                        reader.GetValue(i) is byte[] bytes
                            ? Convert.ToHexString(bytes)
                            : Convert.ToString(reader.GetValue(i), CultureInfo.InvariantCulture)
                    )
            );
        }
    }
}
