using System.Data.Common;
using Blog.Data.Posts.Listing;
using Microsoft.Data.Sqlite;

namespace Blog.Data.Search;

/// <summary>Reads the index for one search: an open connection, and which posts may be found.</summary>
/// <param name="language">BCP 47 tag; null for all.</param>
/// <param name="now">The time for which posts are public.</param>
internal sealed class SearchRows(DbConnection connection, PublicPosts posts, string? language, DateTimeOffset now)
{
    private const string Matches = "SELECT rowid FROM PostSearch WHERE PostSearch MATCH $expression";

    private readonly Dictionary<string, bool> _any = new(StringComparer.Ordinal);
    private readonly long _now = now.ToUnixTimeMilliseconds();

    /// <summary>Number of posts that may be found.</summary>
    public int CountVisible()
    {
        var count = 0;
        foreach (ref readonly var post in posts.Visible(now))
        {
            count += IsOpen(post) ? 1 : 0;
        }

        return count;
    }

    public bool IsVisible(int id) => TimeOf(id) is not null;

    /// <summary>When a post was published, in Unix milliseconds; null for one that may not be found.</summary>
    public long? TimeOf(int id) => posts.Find(id) is { } post && post.PublishedAt <= _now && IsOpen(post) ? post.PublishedAt : null;

    /// <summary>Ids of visible posts that match, the newest first.</summary>
    public List<int> Matching(string expression)
    {
        var matches = new bool[posts.Count];
        foreach (var id in All(expression))
        {
            if (posts.PlaceOf(id) is >= 0 and var place && posts.At(place) is var post && post.PublishedAt <= _now && IsOpen(post))
            {
                matches[place] = true;
            }
        }

        var ids = new List<int>();
        for (var place = 0; place < matches.Length; place++)
        {
            if (matches[place])
            {
                ids.Add(posts.At(place).Id);
            }
        }

        return ids;
    }

    /// <summary>Ids of index rows that match, visible or not, in no order.</summary>
    /// <remarks>As one text: ten thousand rows cost three times as much.</remarks>
    public List<int> All(string expression)
    {
        var ids = new List<int>();
        Read(
            "SELECT group_concat(rowid) FROM PostSearch WHERE PostSearch MATCH $expression",
            row =>
            {
                var all = row.IsDBNull(0) ? "" : row.GetString(0);
                foreach (var id in all.AsSpan().Split(','))
                {
                    if (int.TryParse(all.AsSpan(id), CultureInfo.InvariantCulture, out var number))
                    {
                        ids.Add(number);
                    }
                }
            },
            ("$expression", expression)
        );
        return ids;
    }

    /// <summary>Whether a visible post matches.</summary>
    public bool Any(string expression)
    {
        if (!_any.TryGetValue(expression, out var any))
        {
            ReadWhile(
                Matches,
                row =>
                {
                    any = IsVisible(row.GetInt32(0));
                    return !any;
                },
                ("$expression", expression)
            );
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

    public void Read(string sql, Action<DbDataReader> take, params (string Name, object Value)[] values) =>
        ReadWhile(
            sql,
            row =>
            {
                take(row);
                return true;
            },
            values
        );

    private void ReadWhile(string sql, Func<DbDataReader, bool> take, params (string Name, object Value)[] values)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in values)
        {
            command.Parameters.Add(new SqliteParameter(name, value));
        }

        using var reader = command.ExecuteReader();
        while (reader.Read() && take(reader)) { }
    }

    private bool IsOpen(in PublicPost post) => !post.Hidden && (language is null || post.Language == language);
}
