using System.Data;
using System.Data.Common;
using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Blog.Data.Search;

/// <summary>Searches what the public may read at an instant.</summary>
/// <remarks>
/// The order: all words in the title; all in title and tags; then the text, in a few steps of how much it is about them. Within each, the newest first.
/// </remarks>
public sealed class PostSearch(BlogDb db)
{
    /// <summary>Hits that are about equally much about the words are equals: so many steps between the best and none.</summary>
    private const int Steps = 4;

    private const string Visible = "JOIN Posts AS p INDEXED BY IX_Posts_Search ON p.Id = hit.rowid WHERE p.State = 'Published' AND p.PublishedAt <= $now AND p.Hidden = 0 AND ($language IS NULL OR p.Language = $language)";

    /// <summary>Finds one page.</summary>
    /// <param name="query">What to look for; must be able to find something.</param>
    /// <param name="language">BCP 47 tag; null for all.</param>
    /// <param name="now">The instant.</param>
    /// <param name="page">One-based; a page beyond the end is the last one.</param>
    /// <param name="perPage">Hits on a page.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    public async Task<SearchPage> FindAsync(SearchQuery query, string? language, DateTimeOffset now, int page, int perPage, CancellationToken cancellationToken)
    {
        var hits = await RankAsync(query, language, now, cancellationToken);
        var current = Math.Clamp(page, 1, Math.Max(1, (hits.Count + perPage - 1) / perPage));
        var ids = hits.Skip((current - 1) * perPage).Take(perPage).Select(hit => hit.Id).ToList();
        var rows = await db.Posts.AsNoTracking().Published(now).Where(post => !post.Hidden && ids.Contains(post.Id))
            .Select(post => new { post.Id, post.Title, post.Language, post.Address, post.PublishedAt, post.Kind, Category = post.Category!.Name, post.PlainText }).ToListAsync(cancellationToken);
        return new SearchPage(hits.Count, current,
        [
            .. rows.OrderBy(row => ids.IndexOf(row.Id)).Select(row => new SearchHit(
                SearchMarks.Whole(row.Title, query), SearchMarks.Snippet(row.PlainText, query), row.Language, row.Address, row.PublishedAt!.Value, row.Kind, row.Category)),
        ]);
    }

    private async Task<List<Ranked>> RankAsync(SearchQuery query, string? language, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        try
        {
            var connection = db.Database.GetDbConnection();
            var hits = Read(connection, query.Expression(), language, now);
            if (hits.Count < 2)
            {
                return hits;
            }

            var titled = Ids(connection, query.ExpressionIn("title"));
            var tagged = Ids(connection, query.ExpressionIn("title tags"));
            var best = Math.Max(1e-9, hits.Max(hit => hit.Score));
            return
            [
                .. hits.Select(hit => hit with { Step = titled.Contains(hit.Id) ? 0 : tagged.Contains(hit.Id) ? 1 : 2 + Steps - (int)Math.Ceiling(Steps * hit.Score / best) })
                    .OrderBy(hit => hit.Step).ThenByDescending(hit => hit.PublishedAt).ThenByDescending(hit => hit.Id),
            ];
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    private static List<Ranked> Read(DbConnection connection, string expression, string? language, DateTimeOffset now)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT hit.rowid, -bm25(PostSearch), p.PublishedAt FROM PostSearch AS hit {Visible} AND PostSearch MATCH $expression";
        command.Parameters.Add(new SqliteParameter("$expression", expression));
        command.Parameters.Add(new SqliteParameter("$now", now.ToUnixTimeMilliseconds()));
        command.Parameters.Add(new SqliteParameter("$language", (object?)language ?? DBNull.Value));
        var hits = new List<Ranked>();
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            hits.Add(new Ranked(reader.GetInt32(0), reader.GetDouble(1), reader.GetInt64(2), 0));
        }

        return hits;
    }

    private static HashSet<int> Ids(DbConnection connection, string expression)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT rowid FROM PostSearch WHERE PostSearch MATCH $expression";
        command.Parameters.Add(new SqliteParameter("$expression", expression));
        var ids = new HashSet<int>();
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            ids.Add(reader.GetInt32(0));
        }

        return ids;
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Ranked(int Id, double Score, long PublishedAt, int Step);
}

/// <summary>One page of what was found.</summary>
/// <param name="Total">How many hits in all.</param>
/// <param name="Page">One-based number of this page.</param>
/// <param name="Hits">Its hits, the best first.</param>
public sealed record SearchPage(int Total, int Page, IReadOnlyList<SearchHit> Hits);

/// <summary>A post that was found.</summary>
public sealed record SearchHit(
    IReadOnlyList<Marked> Title,
    IReadOnlyList<Marked> Snippet,
    string Language,
    PostAddress Address,
    DateTimeOffset PublishedAt,
    PostKind Kind,
    string? CategoryName);

/// <summary>A piece of plain text, to be encoded by whoever prints it.</summary>
/// <param name="Text">The text.</param>
/// <param name="IsHit">Whether it is what was looked for.</param>
public sealed record Marked(string Text, bool IsHit);
