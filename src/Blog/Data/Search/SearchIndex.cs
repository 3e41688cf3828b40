using System.Data;
using System.Data.Common;
using System.Text;
using Microsoft.Data.Sqlite;

namespace Blog.Data.Search;

/// <summary>
/// The index of published text: one row of tokens for each post that is published and not hidden, scheduled ones too, whose time is asked about
/// when somebody searches. Triggers note in <c>SearchQueue</c> which posts changed, whatever changed them; <see cref="SearchIndexInterceptor"/> works that
/// off before the change is committed, so index and posts never part.
/// </summary>
internal static class SearchIndex
{
    /// <summary>Before a row that waits for the next moment of leisure; zero: before the commit.</summary>
    private const string Note = "ON CONFLICT (PostId) DO UPDATE SET Later = 0; END;";

    /// <summary>
    /// Made at each start and not by a migration: SQLite drops a table's triggers with the table, and EF moves a table to another one to change it.
    /// </summary>
    public const string CreateTriggers = $"""
        CREATE TRIGGER IF NOT EXISTS SearchPostAdded AFTER INSERT ON Posts WHEN NEW.State = 'Published' BEGIN
            INSERT INTO SearchQueue VALUES (NEW.Id, 0) {Note}
        CREATE TRIGGER IF NOT EXISTS SearchPostChanged AFTER UPDATE OF Title, PlainText, State, Hidden ON Posts
            WHEN (NEW.State = 'Published' OR OLD.State = 'Published')
             AND (NEW.Title IS NOT OLD.Title OR NEW.PlainText IS NOT OLD.PlainText OR NEW.State IS NOT OLD.State OR NEW.Hidden IS NOT OLD.Hidden) BEGIN
            INSERT INTO SearchQueue VALUES (NEW.Id, 0) {Note}
        CREATE TRIGGER IF NOT EXISTS SearchPostRemoved AFTER DELETE ON Posts BEGIN
            INSERT INTO SearchQueue VALUES (OLD.Id, 0) {Note}
        CREATE TRIGGER IF NOT EXISTS SearchTagGiven AFTER INSERT ON PostTag BEGIN
            INSERT INTO SearchQueue VALUES (NEW.PostsId, 0) {Note}
        CREATE TRIGGER IF NOT EXISTS SearchTagExchanged AFTER UPDATE ON PostTag BEGIN
            INSERT INTO SearchQueue VALUES (NEW.PostsId, 0) {Note}
        CREATE TRIGGER IF NOT EXISTS SearchTagTaken AFTER DELETE ON PostTag BEGIN
            INSERT INTO SearchQueue VALUES (OLD.PostsId, 0) {Note}
        CREATE TRIGGER IF NOT EXISTS SearchTagRenamed AFTER UPDATE OF Name ON Tags WHEN NEW.Name IS NOT OLD.Name BEGIN
            INSERT INTO SearchQueue SELECT PostsId, 0 FROM PostTag WHERE TagsId = NEW.Id {Note}
        """;

    /// <summary>Whether the index is there: it is not while the schema is still on its way.</summary>
    public static bool Exists(DbConnection connection, DbTransaction? transaction) =>
        Ask(connection, transaction, "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = 'SearchQueue'") > 0;

    /// <summary>Brings the rows of noted posts up to date.</summary>
    /// <param name="connection">Open, within the transaction if there is one.</param>
    /// <param name="transaction">The transaction of the change.</param>
    /// <param name="later">Null for those that must be done before the commit; else how many of those that may wait.</param>
    /// <returns>How many posts were done.</returns>
    public static int WorkOff(DbConnection connection, DbTransaction? transaction, int? later = null)
    {
        var ids = new List<long>();
        using (
            var select = Command(
                connection,
                transaction,
                later is null
                    ? "SELECT PostId FROM SearchQueue WHERE Later = 0"
                    : "SELECT PostId FROM SearchQueue ORDER BY PostId DESC LIMIT $limit"
            )
        )
        {
            if (later is { } limit)
            {
                Add(select, "$limit", limit);
            }

            using var reader = select.ExecuteReader();
            while (reader.Read())
            {
                ids.Add(reader.GetInt64(0));
            }
        }

        if (ids.Count == 0)
        {
            return 0;
        }

        using var read = Command(
            connection,
            transaction,
            """
            SELECT p.Title, p.PlainText, (SELECT group_concat(t.Name, char(10)) FROM PostTag pt JOIN Tags t ON t.Id = pt.TagsId WHERE pt.PostsId = p.Id)
            FROM Posts p WHERE p.Id = $id AND p.State = 'Published' AND p.Hidden = 0
            """
        );
        using var put = Command(
            connection,
            transaction,
            "INSERT OR REPLACE INTO PostSearch (rowid, title, tags, body) VALUES ($id, $title, $tags, $body)"
        );
        using var remove = Command(connection, transaction, "DELETE FROM PostSearch WHERE rowid = $id");
        using var done = Command(connection, transaction, "DELETE FROM SearchQueue WHERE PostId = $id");
        foreach (var id in ids)
        {
            if (Read(read, id) is var (title, tags, body))
            {
                (string, object)[] values = [("$id", id), ("$title", title), ("$tags", tags), ("$body", body)];
                Run(put, values);
            }
            else
            {
                Run(remove, ("$id", id));
            }

            Run(done, ("$id", id));
        }

        return ids.Count;
    }

    /// <summary>Notes every post, and every row without a post, as one to be done at leisure.</summary>
    public static void NoteAll(DbConnection connection, DbTransaction? transaction) =>
        Execute(
            connection,
            transaction,
            """
            INSERT INTO SearchQueue SELECT Id, 1 FROM Posts WHERE State = 'Published' AND Hidden = 0 ON CONFLICT (PostId) DO NOTHING;
            INSERT INTO SearchQueue SELECT rowid, 1 FROM PostSearch WHERE true ON CONFLICT (PostId) DO NOTHING;
            """
        );

    /// <summary>Throws the index away, notes all posts: a damaged one cannot be emptied.</summary>
    public static void Recreate(DbConnection connection, DbTransaction? transaction)
    {
        var create = AskText(connection, transaction, "SELECT sql FROM sqlite_master WHERE name = 'PostSearch'");
        Execute(connection, transaction, "DROP TABLE PostSearch");
        Execute(connection, transaction, create);
        Execute(connection, transaction, "DELETE FROM SearchQueue");
        NoteAll(connection, transaction);
    }

    /// <summary>The tokens of a text as the index holds them: in their order, then, marked, the other forms that words are found by.</summary>
    public static string TokensOf(string text)
    {
        var tokens = SearchTokens.Of(text);
        var written = new StringBuilder(text.Length * 3);
        foreach (var token in tokens)
        {
            written.Append(token.Text).Append(' ');
        }

        written.Append('|');
        foreach (var token in tokens)
        {
            foreach (var form in token.OtherForms())
            {
                written.Append(" ~").Append(form);
            }
        }

        return written.ToString();
    }

    public static long Ask(DbConnection connection, DbTransaction? transaction, string sql)
    {
        using var command = Command(connection, transaction, sql);
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    public static string AskText(DbConnection connection, DbTransaction? transaction, string sql)
    {
        using var command = Command(connection, transaction, sql);
        return (string)command.ExecuteScalar()!;
    }

    public static void Execute(DbConnection connection, DbTransaction? transaction, string sql)
    {
        using var command = Command(connection, transaction, sql);
        command.ExecuteNonQuery();
    }

    private static (string Title, string Tags, string Body)? Read(DbCommand command, long id)
    {
        Set(command, ("$id", id));
        using var reader = command.ExecuteReader(CommandBehavior.SingleRow);
        return reader.Read()
            ? (TokensOf(reader.GetString(0)), reader.IsDBNull(2) ? "" : TokensOf(reader.GetString(2)), TokensOf(reader.GetString(1)))
            : null;
    }

    private static void Run(DbCommand command, params (string Name, object Value)[] values)
    {
        Set(command, values);
        command.ExecuteNonQuery();
    }

    private static void Set(DbCommand command, params (string Name, object Value)[] values)
    {
        command.Parameters.Clear();
        foreach (var (name, value) in values)
        {
            Add(command, name, value);
        }
    }

    private static void Add(DbCommand command, string name, object value) => command.Parameters.Add(new SqliteParameter(name, value));

    private static DbCommand Command(DbConnection connection, DbTransaction? transaction, string sql)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Transaction = transaction;
        return command;
    }
}
