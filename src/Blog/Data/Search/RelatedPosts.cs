using System.Data.Common;
using System.Runtime.InteropServices;
using System.Text.Json;
using Blog.Data.Posts;
using Blog.Data.Posts.Listing;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Blog.Data.Search;

/// <summary>
/// Finds related posts: those that share tags or rare title words. Rarer terms weigh more; terms shared by half of the blog are ignored.
/// </summary>
public sealed class RelatedPosts(BlogDb db, PublicPostIndex index)
{
    public const int Most = 5;

    private const int MaxTerms = 16;
    private const int Candidates = 60;

    /// <summary>
    /// A word in more than one post in eight is not rare, and a tag on every second post says nothing; ranking thousands of posts would be
    /// slow.
    /// </summary>
    private const int MaxPosts = 300;

    /// <summary>Words are looked for in so many posts around it: of a pair of common characters, each row costs.</summary>
    private const int Around = 1_500;

    private const double InTags = 6,
        InTitle = 3;

    /// <summary>Row ids, most related first; stable as long as no post changes.</summary>
    /// <param name="post">The post, with its tags loaded.</param>
    /// <param name="now">The time for which posts are public.</param>
    public async Task<IReadOnlyList<int>> FindAsync(Post post, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var all = await index.GetAsync(cancellationToken);
        await db.Database.OpenConnectionAsync(cancellationToken);
        try
        {
            return Find(db.Database.GetDbConnection(), all, post, now);
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    private static IReadOnlyList<int> Find(DbConnection connection, PublicPosts all, Post post, DateTimeOffset now)
    {
        var scores = new Dictionary<int, double>();
        var terms = MaxTerms - AddTags(all, post, scores);
        var words = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var word in Words(post.Title).Distinct().Take(2 * MaxTerms).TakeWhile(_ => words.Count < terms))
        {
            var rows = Math.Min(all.Count, Around);
            var ids = IdsWith(connection, word, post.Id, all.Count > Around ? Around / 2 : int.MaxValue / 2);
            if (IsRare(ids.Count, rows, rows / 8))
            {
                words.Add(word, Weight(ids.Count, rows));
                ids.ForEach(id => Add(scores, id, words[word]));
            }
        }

        var (own, language) = (all.Find(post.Id)?.Group ?? 0, post.Language);
        var found = scores
            .Where(pair => pair.Key != post.Id && all.Find(pair.Key) is { } other && IsShown(other))
            .OrderByDescending(pair => pair.Value)
            .ThenByDescending(pair => pair.Key)
            .Take(Candidates)
            .ToDictionary();
        AddTitles(connection, found, words);
        return [.. found.OrderByDescending(pair => pair.Value).ThenByDescending(pair => pair.Key).Take(Most).Select(pair => pair.Key)];

        bool IsShown(PublicPost other) =>
            other.IsListed && other.Published <= now && other.Language == language && (own == 0 || other.Group != own);
    }

    /// <returns>How many tags are rare.</returns>
    private static int AddTags(PublicPosts all, Post post, Dictionary<int, double> scores)
    {
        var count = 0;
        foreach (var tag in post.Tags)
        {
            var ids = all.Tagged(tag.Id) is { Length: <= MaxPosts } places ? all.IdsAt(places) : [];
            if (IsRare(ids.Count, all.Count, all.Count / 2) && ++count <= MaxTerms)
            {
                ids.ForEach(id => Add(scores, id, InTags * Weight(ids.Count, all.Count)));
            }
        }

        return Math.Min(count, MaxTerms);
    }

    private static bool IsRare(int posts, int all, int most) => posts > 1 && posts <= Math.Clamp(most, 3, MaxPosts) && posts <= all;

    /// <summary>The inverse document frequency of BM25.</summary>
    private static double Weight(int posts, int all) => Math.Max(Math.Log((all - posts + 0.5) / (posts + 0.5)), 1e-6);

    private static void Add(Dictionary<int, double> scores, int id, double weight) =>
        CollectionsMarshal.GetValueRefOrAddDefault(scores, id, out _) += weight;

    /// <summary>
    /// The words of a title as search terms; for Chinese each pair of characters, since a single one says little.
    /// </summary>
    private static IEnumerable<string> Words(string title)
    {
        var tokens = SearchTokens.Of(title);
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

    private static List<int> IdsWith(DbConnection connection, string word, int near, int distance)
    {
        var ids = new List<int>();
        Read(
            connection,
            "SELECT rowid FROM PostSearch WHERE PostSearch MATCH $word AND rowid BETWEEN $first AND $last LIMIT $most",
            row => ids.Add(row.GetInt32(0)),
            ("$word", word),
            ("$first", near - (long)distance),
            ("$last", near + (long)distance),
            ("$most", MaxPosts + 1)
        );
        return ids;
    }

    private static void AddTitles(DbConnection connection, Dictionary<int, double> found, Dictionary<string, double> words)
    {
        if (words.Count > 0)
        {
            Read(
                connection,
                "SELECT p.Id, p.Title FROM json_each($ids) AS c CROSS JOIN Posts AS p ON p.Id = c.value",
                row =>
                    found[row.GetInt32(0)] += (InTitle - 1) * Words(row.GetString(1)).Distinct().Sum(word => words.GetValueOrDefault(word)),
                ("$ids", JsonSerializer.Serialize(found.Keys))
            );
        }
    }

    private static void Read(DbConnection connection, string sql, Action<DbDataReader> take, params (string Name, object Value)[] values)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in values)
        {
            command.Parameters.Add(new SqliteParameter(name, value));
        }

        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            take(reader);
        }
    }

    private static string Quoted(string text) => "\"" + text.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";
}
