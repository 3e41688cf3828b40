using System.Data.Common;
using System.Text.Json;
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
        SELECT hit.rowid, p.PublishedAt FROM PostSearch AS hit JOIN Posts AS p INDEXED BY IX_Posts_Public ON p.Id = hit.rowid
        WHERE PostSearch MATCH $expression AND {IsVisible}
        """;

    private readonly Dictionary<string, bool> _any = new(StringComparer.Ordinal);

    /// <summary>Ids of the posts that may be found.</summary>
    /// <remarks>As one text: ten thousand rows cost three times as much.</remarks>
    public HashSet<int> Visible()
    {
        var visible = new HashSet<int>();
        ReadVisible(
            $"SELECT group_concat(p.Id) FROM Posts AS p INDEXED BY IX_Posts_Public WHERE {IsVisible}",
            "",
            row =>
            {
                var ids = row.IsDBNull(0) ? "" : row.GetString(0);
                foreach (var id in ids.AsSpan().Split(','))
                {
                    if (int.TryParse(ids.AsSpan(id), CultureInfo.InvariantCulture, out var number))
                    {
                        visible.Add(number);
                    }
                }
            }
        );
        return visible;
    }

    /// <summary>When posts were published, in Unix milliseconds.</summary>
    /// <remarks>From the index: the rows themselves hold whole texts.</remarks>
    public Dictionary<int, long> Times(IEnumerable<int> ids)
    {
        var times = new Dictionary<int, long>();
        Read(
            "SELECT p.Id, p.PublishedAt FROM Posts AS p INDEXED BY IX_Posts_Public WHERE p.Id IN (SELECT value FROM json_each($ids))",
            row => times[row.GetInt32(0)] = row.GetInt64(1),
            ("$ids", JsonSerializer.Serialize(ids))
        );
        return times;
    }

    /// <summary>Visible posts that match, with their times in Unix milliseconds.</summary>
    public Dictionary<int, long> Matching(string expression)
    {
        var matching = new Dictionary<int, long>();
        ReadVisible(VisibleMatches, expression, row => matching[row.GetInt32(0)] = row.GetInt64(1));
        return matching;
    }

    /// <summary>Whether a visible post matches.</summary>
    public bool Any(string expression)
    {
        if (!_any.TryGetValue(expression, out var any))
        {
            ReadVisible(VisibleMatches + " LIMIT 1", expression, _ => any = true);
            _any[expression] = any;
        }

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

    private void ReadVisible(string sql, string expression, Action<DbDataReader> take) =>
        Read(
            sql,
            take,
            ("$expression", expression),
            ("$now", now.ToUnixTimeMilliseconds()),
            ("$language", (object?)language ?? DBNull.Value)
        );
}
