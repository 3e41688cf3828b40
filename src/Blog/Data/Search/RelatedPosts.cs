using System.Data.Common;
using Blog.Data.Posts;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Blog.Data.Search;

/// <summary>
/// Finds related posts: those that share tags or rare title words. Rarer terms weigh more (BM25 over the search index); terms shared by
/// half of the blog are ignored.
/// </summary>
public sealed class RelatedPosts(BlogDb db)
{
    public const int Most = 5;

    private const string Tag = "tags : ";
    private const int MaxTerms = 16;
    private const int Candidates = 60;

    /// <summary>
    /// A word in more than one post in eight is not rare, and a tag on every second post says nothing; ranking thousands of posts would be
    /// slow.
    /// </summary>
    private const int MaxPosts = 300;

    /// <summary>Row ids, most related first; stable as long as no post changes.</summary>
    /// <param name="post">The post, with its tags loaded.</param>
    /// <param name="now">The time for which posts are public.</param>
    public async Task<IReadOnlyList<int>> FindAsync(Post post, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        List<int> found;
        try
        {
            found = Weigh(db.Database.GetDbConnection(), post);
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }

        var (id, language, group) = (post.Id, post.Language, post.TranslationGroup);
        var visible = await db
            .Posts.Published(now)
            .Listed()
            .In(language)
            .Where(other => other.Id != id && (group == null || other.TranslationGroup != group) && found.Contains(other.Id))
            .Select(other => other.Id)
            .ToListAsync(cancellationToken);
        return [.. visible.OrderBy(other => found.IndexOf(other)).Take(Most)];
    }

    private static List<int> Weigh(DbConnection connection, Post post)
    {
        var all = Count(connection, "SELECT count(*) FROM PostSearch", null);
        var rare = Terms(post)
            .Distinct()
            .Take(2 * MaxTerms)
            .Where(term =>
                IsRare(connection, term, Math.Clamp(all / (term.StartsWith(Tag, StringComparison.Ordinal) ? 2 : 8), 3, MaxPosts))
            )
            .Take(MaxTerms)
            .ToList();
        var ids = new List<int>();
        if (rare.Count == 0)
        {
            return ids;
        }

        using var command = Command(
            connection,
            "SELECT rowid FROM PostSearch WHERE PostSearch MATCH $expression "
                + "ORDER BY bm25(PostSearch, 3.0, 6.0, 1.0), rowid DESC LIMIT $most",
            string.Join(" OR ", rare),
            Candidates
        );
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            ids.Add(reader.GetInt32(0));
        }

        return ids;
    }

    private static bool IsRare(DbConnection connection, string term, int most) =>
        Count(connection, "SELECT count(*) FROM (SELECT 1 FROM PostSearch WHERE PostSearch MATCH $expression LIMIT $most + 1)", term, most)
            is var count
        && count > 1
        && count <= most;

    /// <summary>
    /// Tags as phrases in their column, then the title words; for Chinese each pair of characters, since a single one says little.
    /// </summary>
    private static IEnumerable<string> Terms(Post post)
    {
        foreach (var tag in post.Tags.OrderBy(tag => tag.Id))
        {
            var name = string.Join(
                ' ',
                SearchTokens.Of(tag.Name).Where(token => token.Kind != TokenKind.Break).Select(token => token.Text)
            );
            if (name.Length > 0)
            {
                yield return Tag + Quoted(name);
            }
        }

        var tokens = SearchTokens.Of(post.Title);
        for (var i = 0; i < tokens.Count; i++)
        {
            if (tokens[i].Kind == TokenKind.Word && tokens[i].Text.Length > 1)
            {
                yield return Quoted(tokens[i].Text);
            }
            else if (tokens[i].Kind == TokenKind.Sign && i + 1 < tokens.Count && tokens[i + 1] is { Kind: TokenKind.Sign, Follows: true })
            {
                yield return Quoted(tokens[i].Text + " " + tokens[i + 1].Text);
            }
        }
    }

    private static int Count(DbConnection connection, string sql, string? expression, int most = 0)
    {
        using var command = Command(connection, sql, expression, most);
        return Convert.ToInt32(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    private static DbCommand Command(DbConnection connection, string sql, string? expression, int most)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Parameters.Add(new SqliteParameter("$expression", (object?)expression ?? DBNull.Value));
        command.Parameters.Add(new SqliteParameter("$most", most));
        return command;
    }

    private static string Quoted(string text) => "\"" + text.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";
}
