using Blog.Data.Comments;
using Microsoft.Data.Sqlite;

namespace Blog.Portability.Import.Comments.Systems;

/// <summary>
/// Isso: its SQLite file. It is opened as a copy and only to read, and only tables are asked: what else the file defines is not run.
/// </summary>
internal static class IssoDatabase
{
    private const int MaxText = 1 << 20;

    /// <summary>Whether a database has the tables of Isso.</summary>
    public static bool IsDatabase(string path)
    {
        try
        {
            using var connection = Open(path);
            return HasColumns(connection, "threads", "id", "uri") && HasColumns(connection, "comments", "tid", "id", "text");
        }
        catch (SqliteException)
        {
            return false;
        }
    }

    /// <exception cref="CommentFileException">It is damaged.</exception>
    public static void Read(string name, string path, SourceBundle bundle)
    {
        try
        {
            using var connection = Open(path);
            Read(connection, bundle);
        }
        catch (Exception e) when (e is SqliteException or InvalidCastException)
        {
            throw new CommentFileException($"{name} is damaged: the database cannot be read");
        }
    }

    private static void Read(SqliteConnection connection, SourceBundle bundle)
    {
        var columns = ColumnsOf(connection, "comments");
        string Column(string name) => columns.Contains(name) ? "c." + name : "NULL";
        using var command = connection.CreateCommand();
        command.CommandText = $"""
            SELECT c.id, substr(t.uri, 1, 2000), substr(t.title, 1, 500), {Column("parent")}, {Column("created")}, {Column("mode")},
                substr({Column("remote_addr")}, 1, 100), substr(c.text, 1, {MaxText}), substr({Column("author")}, 1, 500),
                substr({Column("email")}, 1, 500), substr({Column("website")}, 1, 2500), {Column("likes")}, {Column("dislikes")}
            FROM comments c LEFT JOIN threads t ON t.id = c.tid LIMIT {SourceBundle.MaxRows + 1}
            """;
        using var rows = command.ExecuteReader();
        while (rows.Read())
        {
            if (Text(rows, 0) is not { } id)
            {
                bundle.Skip();
                continue;
            }

            bundle.Add(
                new SourceComment(id)
                {
                    Page = Text(rows, 1),
                    PageTitle = Text(rows, 2),
                    Parent = Text(rows, 3),
                    Name = Text(rows, 8),
                    Email = Text(rows, 9),
                    Website = Text(rows, 10),
                    Ip = Text(rows, 6),
                    Text = Text(rows, 7) ?? "",
                    State = Text(rows, 5) switch
                    {
                        "2" => CommentState.Waiting,
                        "4" => CommentState.Trash,
                        _ => CommentState.Approved,
                    },
                    At = JsonFields.MomentOf(Text(rows, 4), TimeZoneInfo.Utc, bundle),
                    Likes = Number(rows, 11) - Number(rows, 12),
                }
            );
        }
    }

    private static string? Text(SqliteDataReader rows, int column) =>
        rows.IsDBNull(column) ? null
        : rows.GetValue(column) is byte[] ? null
        : Convert.ToString(rows.GetValue(column), CultureInfo.InvariantCulture) is { Length: > 0 } text ? text
        : null;

    private static int Number(SqliteDataReader rows, int column) =>
        int.TryParse(Text(rows, column), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? Math.Clamp(number, 0, 1_000_000)
            : 0;

    private static SqliteConnection Open(string path)
    {
        var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder
            {
                DataSource = path,
                Mode = SqliteOpenMode.ReadWrite, // a copy: one in WAL mode cannot be opened only to read
                Pooling = false,
            }.ConnectionString
        );
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA trusted_schema=OFF; PRAGMA cell_size_check=ON; PRAGMA query_only=ON";
        command.ExecuteNonQuery();
        return connection;
    }

    private static bool HasColumns(SqliteConnection connection, string table, params ReadOnlySpan<string> names)
    {
        var columns = ColumnsOf(connection, table);
        foreach (var name in names)
        {
            if (!columns.Contains(name))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The columns of an ordinary table; none for a view or a virtual table of that name.</summary>
    private static HashSet<string> ColumnsOf(SqliteConnection connection, string table)
    {
        using var command = connection.CreateCommand();
        command.CommandText =
            "SELECT c.name FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table' AND m.name = $table "
            + "AND m.sql NOT LIKE 'CREATE VIRTUAL%'";
        command.Parameters.AddWithValue("$table", table);
        using var rows = command.ExecuteReader();
        var columns = new HashSet<string>(StringComparer.Ordinal);
        while (rows.Read())
        {
            columns.Add(rows.GetString(0));
        }

        return columns;
    }
}
