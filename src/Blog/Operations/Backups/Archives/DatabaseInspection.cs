using System.Text.Json;
using Blog.Data.Media;
using Blog.Storage.Snapshots;
using Microsoft.Data.Sqlite;

namespace Blog.Operations.Backups.Archives;

/// <summary>
/// Inspects a database file without knowing its schema, so it works with any version. Reads only, and executes nothing that the file
/// defines.
/// </summary>
public static class DatabaseInspection
{
    /// <summary>The search index is derived data: damage to it can be repaired without loss.</summary>
    private const string Derived = "PostSearch";

    /// <summary>Opens a file read-only.</summary>
    /// <exception cref="SqliteException">It is not a database, or damaged.</exception>
    public static SqliteConnection OpenToAsk(string path)
    {
        var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder
            {
                DataSource = path,
                Mode = SqliteOpenMode.ReadOnly,
                Pooling = false,
            }.ConnectionString
        );
        try
        {
            connection.Open();
            Ask(connection, "PRAGMA trusted_schema=OFF", _ => 0);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Damage that SQLite finds, at most twenty lines; none where the database is sound.</summary>
    public static IReadOnlyList<string> DamageOf(SqliteConnection connection) => Damage(connection, "PRAGMA integrity_check(1000)");

    /// <summary>The same without comparing indexes with their tables, which takes a tenth of the time.</summary>
    public static IReadOnlyList<string> QuickDamageOf(SqliteConnection connection) => Damage(connection, "PRAGMA quick_check(1000)");

    private static IReadOnlyList<string> Damage(SqliteConnection connection, string check) =>
        [
            .. Ask(connection, check, row => row.GetString(0))
                .Where(line => line != "ok" && !line.Contains(Derived, StringComparison.Ordinal))
                .Take(20),
        ];

    /// <summary>Rows that refer to missing rows, at most twenty lines.</summary>
    public static IReadOnlyList<string> BrokenReferencesOf(SqliteConnection connection) =>
        [
            .. Ask(
                    connection,
                    "PRAGMA foreign_key_check",
                    row => $"a row of {row.GetString(0)} refers to a missing row of {row.GetString(2)}"
                )
                .Take(20),
        ];

    /// <summary>The last migration; null where it is not a blog's database.</summary>
    public static string? SchemaOf(SqliteConnection connection) =>
        HasTable(connection, "__EFMigrationsHistory")
            ? Ask(connection, "SELECT max(MigrationId) FROM __EFMigrationsHistory", row => row.IsDBNull(0) ? null : row.GetString(0))[0]
            : null;

    /// <summary>When the blog last wrote its heartbeat; null where it never did.</summary>
    public static DateTimeOffset? HeartbeatOf(SqliteConnection connection) =>
        HasTable(connection, "ReplicaHeartbeats")
        && Ask(connection, "SELECT At FROM ReplicaHeartbeats", row => row.GetInt64(0)) is [var at, ..]
            ? DateTimeOffset.FromUnixTimeMilliseconds(at)
            : null;

    /// <summary>Whether it was copied in the middle of an upgrade: such a copy has neither the old schema nor the new one.</summary>
    public static bool IsBeingUpgraded(SqliteConnection connection) => HasTable(connection, UpgradeMark.Table);

    /// <summary>Rows of each table except the search index, by name.</summary>
    public static IReadOnlyDictionary<string, long> CountsOf(SqliteConnection connection)
    {
        const string tables =
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' "
            + "AND name NOT LIKE '\\_\\_EF%' ESCAPE '\\' ORDER BY name";
        return Ask(connection, tables, row => row.GetString(0))
            .Where(name => !name.StartsWith(Derived, StringComparison.Ordinal))
            .ToDictionary(
                name => name,
                name =>
                    Ask(
                        connection,
                        $"SELECT count(*) FROM \"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"",
                        row => row.GetInt64(0)
                    )[0],
                StringComparer.Ordinal
            );
    }

    /// <summary>The images that rows name.</summary>
    /// <exception cref="InvalidDataException">A row names a file that this program would never create.</exception>
    public static IReadOnlyList<StoredImage> ImagesOf(SqliteConnection connection)
    {
        if (!HasTable(connection, "Media"))
        {
            return [];
        }

        var hasVariants =
            Ask(connection, "SELECT count(*) FROM pragma_table_info('Media') WHERE name = 'VariantWidths'", row => row.GetInt64(0))[0] > 0;
        return Ask(
            connection,
            $"SELECT Id, Extension, Length, {(hasVariants ? "VariantWidths" : "NULL")} FROM Media ORDER BY Id",
            row =>
                StoredImage.Of(
                    row.GetString(0),
                    row.GetString(1),
                    row.GetInt64(2),
                    row.IsDBNull(3) ? [] : JsonSerializer.Deserialize<List<int>>(row.GetString(3)) ?? []
                )
        );
    }

    /// <summary>Whether the row of an image exists.</summary>
    public static bool HasImage(SqliteConnection connection, string id)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT count(*) FROM Media WHERE Id = $id";
        command.Parameters.AddWithValue("$id", id);
        return (long)command.ExecuteScalar()! > 0;
    }

    private static bool HasTable(SqliteConnection connection, string name) =>
        Ask(connection, $"SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = '{name}'", row => row.GetInt64(0))[0] > 0;

    private static List<T> Ask<T>(SqliteConnection connection, string sql, Func<SqliteDataReader, T> read)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var answers = new List<T>();
        while (reader.Read())
        {
            answers.Add(read(reader));
        }

        return answers;
    }
}

/// <summary>The files of an image's row, by their paths below the data folder.</summary>
/// <param name="Id">Its id: the first 128 bits of the SHA-256 of its bytes.</param>
/// <param name="Path">Of the image itself, with slashes.</param>
/// <param name="Length">Its size in bytes.</param>
/// <param name="Variants">Of its smaller copies, which can be generated again.</param>
public sealed record StoredImage(string Id, string Path, long Length, IReadOnlyList<string> Variants)
{
    /// <summary>Returns the files of a row.</summary>
    /// <exception cref="InvalidDataException">The row names a file that this program would never create.</exception>
    public static StoredImage Of(string id, string extension, long length, IReadOnlyList<int> widths) =>
        IsId(id)
        && extension is ['.', _, ..]
        && extension.Length <= 6
        && extension.Skip(1).All(char.IsAsciiLetterOrDigit)
        && widths.Count <= 20
        && widths.All(width => width > 0)
            ? new StoredImage(
                id,
                MediaStore.RelativePathOf(id, id, extension),
                length,
                [.. MediaStore.StemsOf(id, widths).Skip(1).Select(stem => MediaStore.RelativePathOf(id, stem, ".webp"))]
            )
            : throw new InvalidDataException("an image has a name that this program never creates");

    /// <summary>Whether it has the format of an id.</summary>
    public static bool IsId(string id) => id.Length == 32 && id.All(char.IsAsciiHexDigitLower);
}
