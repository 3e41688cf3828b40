using System.Text.Json;
using Blog.Storage.Database;
using Microsoft.Data.Sqlite;

namespace Blog.Data.Posts.Listing;

/// <summary>Reads <see cref="PublicPost"/> rows from an index that has all of them, not from the posts, whose rows are long.</summary>
internal sealed class PublicPostReader : IDisposable
{
    /// <summary>Has every column that is read of all posts at once.</summary>
    public const string Index = "IX_Posts_Public";

    private const string Columns = """
        p.Id, p.PublishedAt, p.UpdatedAt, p.Kind = 'Post', p.Hidden, p.Pinned, p.Language, p.CategoryId, p.TranslationGroup, p.Series,
        p.SeriesOrder
        """;

    private const string IsPublished = "p.State = 'Published' AND p.PublishedAt IS NOT NULL";

    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _changes;
    private readonly Dictionary<string, int> _groups = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _series = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _languages = new(StringComparer.Ordinal);

    public PublicPostReader(string connectionString)
    {
        _connection = new SqliteConnection(new SqliteConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);
        _connection.Open();
        SqlitePragmas.Apply(_connection);
        _changes = Command("SELECT Number, PostId FROM PublicPostChanges WHERE Number > $last ORDER BY Number LIMIT $most");
    }

    /// <summary>The greatest number that stands for a translation group.</summary>
    public int Groups => _groups.Count;

    public void Dispose()
    {
        _changes.Dispose();
        _connection.Dispose();
    }

    /// <summary>The number of the last change; 0 if there was none.</summary>
    public long LastChange()
    {
        using var command = Command("SELECT max(Number) FROM PublicPostChanges");
        return command.ExecuteScalar() as long? ?? 0;
    }

    /// <summary>A row id for each change after one; null if some are no longer known, or too many.</summary>
    public List<int>? ChangesSince(long number, int most)
    {
        _changes.Parameters.Clear();
        _changes.Parameters.AddWithValue("$last", number);
        _changes.Parameters.AddWithValue("$most", most + 1);
        var ids = new List<int>();
        using var row = _changes.ExecuteReader();
        while (row.Read())
        {
            if (row.GetInt64(0) != number + ids.Count + 1)
            {
                return null;
            }

            ids.Add(row.GetInt32(1));
        }

        return ids.Count > most ? null : ids;
    }

    /// <summary>Every published post.</summary>
    public List<PublicPost> All()
    {
        var tags = Tags("SELECT PostsId, TagsId FROM PostTag ORDER BY PostsId, TagsId", null);
        return Posts($"SELECT {Columns} FROM Posts AS p INDEXED BY {Index} WHERE {IsPublished}", null, tags);
    }

    /// <summary>Those of some posts that are published.</summary>
    public List<PublicPost> Some(IEnumerable<int> ids)
    {
        var wanted = JsonSerializer.Serialize(ids);
        var tags = Tags(
            "SELECT t.PostsId, t.TagsId FROM json_each($ids) AS c CROSS JOIN PostTag AS t ON t.PostsId = c.value ORDER BY 1, 2",
            wanted
        );
        return Posts(
            $"SELECT {Columns} FROM json_each($ids) AS c CROSS JOIN Posts AS p ON p.Id = c.value WHERE {IsPublished}",
            wanted,
            tags
        );
    }

    /// <summary>Gives the numbers that stand for groups and series anew: names that no post has any more cost nothing then.</summary>
    public void ForgetNames()
    {
        _groups.Clear();
        _series.Clear();
    }

    private static int NumberOf(string? name, Dictionary<string, int> numbers)
    {
        if (name is null)
        {
            return 0;
        }

        if (!numbers.TryGetValue(name, out var number))
        {
            numbers.Add(name, number = numbers.Count + 1);
        }

        return number;
    }

    private List<PublicPost> Posts(string sql, string? ids, Dictionary<int, int[]> tags)
    {
        var posts = new List<PublicPost>();
        using var command = Command(sql);
        command.Parameters.AddWithValue("$ids", (object?)ids ?? DBNull.Value);
        using var row = command.ExecuteReader();
        while (row.Read())
        {
            var id = row.GetInt32(0);
            posts.Add(
                new PublicPost
                {
                    Id = id,
                    PublishedAt = row.GetInt64(1),
                    UpdatedAt = row.GetInt64(2),
                    IsPost = row.GetBoolean(3),
                    Hidden = row.GetBoolean(4),
                    Pinned = row.GetBoolean(5),
                    Language = Kept(row.GetString(6)),
                    CategoryId = row.IsDBNull(7) ? 0 : row.GetInt32(7),
                    Group = NumberOf(row.IsDBNull(8) ? null : row.GetString(8), _groups),
                    Series = NumberOf(row.IsDBNull(9) ? null : row.GetString(9), _series),
                    SeriesOrder = row.IsDBNull(10) ? int.MaxValue : row.GetInt32(10),
                    Tags = tags.GetValueOrDefault(id) ?? [],
                }
            );
        }

        return posts;
    }

    private Dictionary<int, int[]> Tags(string sql, string? ids)
    {
        var (tags, current, some) = (new Dictionary<int, int[]>(), 0, new List<int>());
        using var command = Command(sql);
        command.Parameters.AddWithValue("$ids", (object?)ids ?? DBNull.Value);
        using var row = command.ExecuteReader();
        while (row.Read())
        {
            if (row.GetInt32(0) is var id && id != current)
            {
                tags[current] = [.. some];
                current = id;
                some.Clear();
            }

            some.Add(row.GetInt32(1));
        }

        tags[current] = [.. some];
        return tags;
    }

    /// <summary>One copy of each language's tag.</summary>
    private string Kept(string language)
    {
        if (!_languages.TryGetValue(language, out var kept))
        {
            _languages.Add(language, kept = language);
        }

        return kept;
    }

    private SqliteCommand Command(string sql)
    {
        var command = _connection.CreateCommand();
        command.CommandText = sql;
        return command;
    }
}
