using System.Data.Common;
using System.Diagnostics;
using System.Runtime.InteropServices;
using Blog.Data.Addresses;
using Blog.Data.Posts;
using Blog.Storage.Telemetry;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Blog.Data.Search;

/// <summary>Searches the posts that are public at a given time.</summary>
/// <remarks>
/// Order: all words in the title; all words in title and tags; then matches in the text, in a few relevance steps. Within each group,
/// newest first.
/// </remarks>
public sealed class PostSearch(BlogDb db, BlogMetrics meter)
{
    /// <summary>Number of relevance steps; hits within one step are treated as equally relevant.</summary>
    private const int Steps = 4;

    /// <summary>
    /// If more posts match, relevance says little and ranking all of them would be slow: results are ordered newest first.
    /// </summary>
    private const int MaxWeighed = 2_000;

    private const string Visible = """
        SELECT hit.rowid, p.PublishedAt FROM PostSearch AS hit JOIN Posts AS p INDEXED BY IX_Posts_Search ON p.Id = hit.rowid
        WHERE PostSearch MATCH $expression AND p.State = 'Published' AND p.PublishedAt <= $now AND p.Hidden = 0
          AND ($language IS NULL OR p.Language = $language)
        """;

    /// <summary>Finds one page of results.</summary>
    /// <param name="query">The query; must contain something to search for.</param>
    /// <param name="language">BCP 47 tag; null for all.</param>
    /// <param name="now">The instant.</param>
    /// <param name="page">1-based; a page beyond the end returns the last one.</param>
    /// <param name="perPage">Hits on a page.</param>
    public async Task<SearchPage> FindAsync(
        SearchQuery query,
        string? language,
        DateTimeOffset now,
        int page,
        int perPage,
        CancellationToken cancellationToken
    )
    {
        var from = Stopwatch.GetTimestamp();
        await db.Database.OpenConnectionAsync(cancellationToken);
        try
        {
            var hits = Rank(db.Database.GetDbConnection(), query, language, now);
            var current = Math.Clamp(page, 1, Math.Max(1, (hits.Count + perPage - 1) / perPage));
            var ids = hits.Skip((current - 1) * perPage).Take(perPage).Select(hit => hit.Id).ToList();
            return new SearchPage(hits.Count, current, await ShowAsync(ids, query, now, cancellationToken));
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
            meter.Searched(from);
        }
    }

    private async Task<IReadOnlyList<SearchHit>> ShowAsync(
        List<int> ids,
        SearchQuery query,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var rows = await db
            .Posts.AsNoTracking()
            .Published(now)
            .Where(post => !post.Hidden && ids.Contains(post.Id))
            .Select(post => new
            {
                post.Id,
                post.Title,
                post.Language,
                post.Address,
                post.PublishedAt,
                post.Kind,
                Category = post.Category!.Name,
                post.PlainText,
            })
            .ToListAsync(cancellationToken);
        return
        [
            .. rows.OrderBy(row => ids.IndexOf(row.Id))
                .Select(row => new SearchHit(
                    SearchHighlighter.Whole(row.Title, query),
                    SearchHighlighter.Snippet(row.PlainText, query),
                    row.Language,
                    row.Address,
                    row.PublishedAt!.Value,
                    row.Kind,
                    row.Category
                )),
        ];
    }

    private static List<Ranked> Rank(DbConnection connection, SearchQuery query, string? language, DateTimeOffset now)
    {
        var hits = new List<Ranked>();
        Read(
            connection,
            Visible,
            query.Expression(),
            row => hits.Add(new Ranked(row.GetInt32(0), row.GetInt64(1), 0)),
            ("$now", now.ToUnixTimeMilliseconds()),
            ("$language", (object?)language ?? DBNull.Value)
        );
        if (hits.Count < 2)
        {
            return hits;
        }

        var (titled, tagged) = (Ids(connection, query.ExpressionIn("title")), Ids(connection, query.ExpressionIn("title tags")));
        var scores = hits.Count > MaxWeighed ? [] : Weigh(connection, query);
        var best = hits.Max(hit => scores.GetValueOrDefault(hit.Id));
        int StepOf(Ranked hit) =>
            titled.Contains(hit.Id) ? 0
            : tagged.Contains(hit.Id) ? 1
            : 2 + Steps - (int)Math.Ceiling(Steps * scores.GetValueOrDefault(hit.Id) / Math.Max(best, double.Epsilon));
        return
        [
            .. hits.Select(hit => hit with { Step = StepOf(hit) })
                .OrderBy(hit => hit.Step)
                .ThenByDescending(hit => hit.PublishedAt)
                .ThenByDescending(hit => hit.Id),
        ];
    }

    private static HashSet<int> Ids(DbConnection connection, string expression)
    {
        var ids = new HashSet<int>();
        Read(connection, "SELECT rowid FROM PostSearch WHERE PostSearch MATCH $expression", expression, row => ids.Add(row.GetInt32(0)));
        return ids;
    }

    private static Dictionary<int, double> Weigh(DbConnection connection, SearchQuery query)
    {
        var scores = new Dictionary<int, double>();
        Read(
            connection,
            "SELECT rowid, -bm25(PostSearch) FROM PostSearch WHERE PostSearch MATCH $expression",
            query.Expression(),
            row => scores[row.GetInt32(0)] = row.GetDouble(1)
        );
        return scores;
    }

    private static void Read(
        DbConnection connection,
        string sql,
        string expression,
        Action<DbDataReader> take,
        params (string Name, object Value)[] values
    )
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Parameters.Add(new SqliteParameter("$expression", expression));
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

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Ranked(int Id, long PublishedAt, int Step);
}

/// <summary>One page of results.</summary>
/// <param name="Total">Total number of hits.</param>
/// <param name="Page">1-based number of this page.</param>
/// <param name="Hits">The hits of this page, best first.</param>
public sealed record SearchPage(int Total, int Page, IReadOnlyList<SearchHit> Hits);

/// <summary>A search hit.</summary>
public sealed record SearchHit(
    IReadOnlyList<HighlightSpan> Title,
    IReadOnlyList<HighlightSpan> Snippet,
    string Language,
    PostAddress Address,
    DateTimeOffset PublishedAt,
    PostKind Kind,
    string? CategoryName
);

/// <summary>A piece of plain text; the caller must encode it.</summary>
/// <param name="Text">The text.</param>
/// <param name="IsHit">Whether it matches the query.</param>
public sealed record HighlightSpan(string Text, bool IsHit);
