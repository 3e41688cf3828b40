using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Blog.Data.Search;

/// <summary>Reads the index for one search: an open connection, and which posts may be found.</summary>
/// <param name="language">BCP 47 tag; null for all.</param>
/// <param name="now">The time for which posts are public.</param>
internal sealed class SearchRows(DbConnection connection, string? language, DateTimeOffset now)
{
    private const string IsVisible = """
        p.State = 'Published' AND p.PublishedAt <= $now AND p.Hidden = 0 AND ($language IS NULL OR p.Language = $language)
        """;

    private const string VisibleMatches = $"""
        SELECT hit.rowid, p.PublishedAt FROM PostSearch AS hit JOIN Posts AS p INDEXED BY IX_Posts_Search ON p.Id = hit.rowid
        WHERE PostSearch MATCH $expression AND {IsVisible}
        """;

    /// <summary>Ids of the posts that may be found, with their times in Unix milliseconds.</summary>
    public Dictionary<int, long> Visible() =>
        Pairs($"SELECT p.Id, p.PublishedAt FROM Posts AS p INDEXED BY IX_Posts_Search WHERE {IsVisible}", "");

    /// <summary>The same for those that match.</summary>
    public Dictionary<int, long> Matching(string expression) => Pairs(VisibleMatches, expression);

    /// <summary>Whether a visible post matches.</summary>
    public bool Any(string expression)
    {
        var any = false;
        ReadVisible(VisibleMatches + " LIMIT 1", expression, _ => any = true);
        return any;
    }

    /// <summary>Ids of index rows that match, visible or not, the newest first.</summary>
    /// <param name="most">Maximum number; negative for all.</param>
    public List<int> Ids(string expression, int most = -1)
    {
        var ids = new List<int>();
        Read(
            "SELECT rowid FROM PostSearch WHERE PostSearch MATCH $expression ORDER BY rowid DESC LIMIT $most",
            row => ids.Add(row.GetInt32(0)),
            ("$expression", expression),
            ("$most", most)
        );
        return ids;
    }

    public void Read(string sql, Action<DbDataReader> take, params (string Name, object Value)[] values)
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

    private Dictionary<int, long> Pairs(string sql, string expression)
    {
        var pairs = new Dictionary<int, long>();
        ReadVisible(sql, expression, row => pairs[row.GetInt32(0)] = row.GetInt64(1));
        return pairs;
    }

    private void ReadVisible(string sql, string expression, Action<DbDataReader> take) =>
        Read(
            sql,
            take,
            ("$expression", expression),
            ("$now", now.ToUnixTimeMilliseconds()),
            ("$language", (object?)language ?? DBNull.Value)
        );
}
