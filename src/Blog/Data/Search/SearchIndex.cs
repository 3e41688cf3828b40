using System.Data;
using System.Data.Common;
using System.Text;
using Microsoft.Data.Sqlite;

namespace Blog.Data.Search;

/// <summary>
/// The full-text index: one row of tokens for each post that is published and not hidden, including scheduled ones, whose time is checked
/// by each search. Triggers record changed posts in <c>SearchQueue</c>, whatever changed them; <see cref="SearchIndexInterceptor"/>
/// processes the queue before the change is committed, so the index is always consistent with the posts.
/// </summary>
internal static class SearchIndex
{
    /// <summary>Marks queue rows that can be processed later; zero means before the commit.</summary>
    private const string Note = "ON CONFLICT (PostId) DO UPDATE SET Later = 0; END;";

    /// <summary>
    /// Created at each start, not by a migration: SQLite drops triggers with their table, and EF rebuilds tables in migrations.
    /// </summary>
    public const string CreateTriggers = $"""
        CREATE TRIGGER IF NOT EXISTS SearchPostAdded AFTER INSERT ON Posts WHEN NEW.State = 'Published' BEGIN
            INSERT INTO SearchQueue VALUES (NEW.Id, 0) {Note}
        CREATE TRIGGER IF NOT EXISTS SearchPostChanged AFTER UPDATE OF Title, PlainText, State, Hidden ON Posts
            WHEN (NEW.State = 'Published' OR OLD.State = 'Published')
             AND (NEW.Title IS NOT OLD.Title OR NEW.PlainText IS NOT OLD.PlainText
              OR NEW.State IS NOT OLD.State OR NEW.Hidden IS NOT OLD.Hidden) BEGIN
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

    /// <summary>Whether the index exists; it does not before the schema is migrated.</summary>
    public static bool Exists(DbConnection connection, DbTransaction? transaction) =>
        Ask(connection, transaction, "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = 'SearchQueue'") > 0;

    /// <summary>Updates the index rows of queued posts.</summary>
    /// <param name="connection">An open connection, within the transaction if there is one.</param>
    /// <param name="transaction">The transaction of the change.</param>
    /// <param name="later">Null to process the rows due before the commit; otherwise the maximum number of deferred rows to
    /// process.</param>
    /// <returns>Number of processed posts.</returns>
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
            SELECT p.Title, p.PlainText, (SELECT group_concat(t.Name, char(10))
                FROM PostTag pt JOIN Tags t ON t.Id = pt.TagsId WHERE pt.PostsId = p.Id)
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

    /// <summary>Queues every post, and every index row without a post, for later processing.</summary>
    public static void NoteAll(DbConnection connection, DbTransaction? transaction) =>
        Execute(
            connection,
            transaction,
            """
            INSERT INTO SearchQueue SELECT Id, 1 FROM Posts WHERE State = 'Published' AND Hidden = 0 ON CONFLICT (PostId) DO NOTHING;
            INSERT INTO SearchQueue SELECT rowid, 1 FROM PostSearch WHERE true ON CONFLICT (PostId) DO NOTHING;
            """
        );

    /// <summary>Drops the index and queues all posts: a damaged index cannot be emptied.</summary>
    public static void Recreate(DbConnection connection, DbTransaction? transaction)
    {
        var create = AskText(connection, transaction, "SELECT sql FROM sqlite_master WHERE name = 'PostSearch'");
        Execute(connection, transaction, "DROP TABLE PostSearch");
        Execute(connection, transaction, create);
        Execute(connection, transaction, "DELETE FROM SearchQueue");
        NoteAll(connection, transaction);
    }

    /// <summary>The tokens of a text as stored in the index: in order, followed by the marked alternative forms of words.</summary>
    public static string TokensOf(string text)
    {
        var tokens = SearchTokens.Of(text);
        var written = new StringBuilder(text.Length * 3);
        foreach (var token in tokens)
        {
            written.Append(token.Text).Append(' ');
        }

        written.Append('|');
        var known = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var token in tokens.Where(token => token.Kind == TokenKind.Word))
        {
            if (token.Humps is not null)
            {
                written.Append(FormsOf(token));
                continue;
            }

            if (!known.TryGetValue(token.Text, out var forms))
            {
                known[token.Text] = forms = FormsOf(token); // a text consists of few words, again and again
            }

            written.Append(forms);
        }

        return written.ToString();
    }

    private static string FormsOf(SearchToken token) => string.Concat(token.OtherForms().Select(form => " ~" + form));

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
