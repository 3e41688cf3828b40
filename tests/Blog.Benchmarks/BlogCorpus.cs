using System.Diagnostics;
using System.Globalization;
using System.Text;
using Blog.Data;
using Blog.Data.Posts;
using Blog.Data.Posts.Writing;
using Blog.Data.Search;
using Blog.Data.Startup;
using Blog.Rendering;
using Blog.Storage.DataDirectory;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Blog.Benchmarks;

/// <summary>
/// A blog of any size, the same each time: posts of 3 to 12 KB in Chinese and English over fifteen years, every fourth with a translation,
/// 200 tags and a tree of categories. A thousand posts are written as an author would; the others are copies of them with titles,
/// addresses, times, tags and categories of their own. Kept below <c>tests/Blog.Benchmarks/corpus</c>; what was interrupted goes on.
/// </summary>
internal static class BlogCorpus
{
    public const int Tags = 200;

    private const int Written = 1_000,
        Batch = 500,
        Years = 15;

    /// <summary>What a copy has of its own, by column; every other column is that of the post it was made from.</summary>
    private static readonly (string Column, string Value)[] Own =
    [
        ("Id", "$id"),
        ("Address", "$address"),
        ("AddressKey", "$address"),
        ("FeedId", "$address"),
        ("Title", "Title || $title"),
        ("PublishedAt", "$at"),
        ("UpdatedAt", "$at"),
        ("CreatedAt", "$at"),
        ("TranslationGroup", "$group"),
        ("Series", "$series"),
        ("CategoryId", "$category"),
        ("Pinned", "$id IN (7, 70)"),
        ("Hidden", "$id % 500 = 0"),
        ("DraftKey", "NULL"),
    ];

    /// <summary>The folder that has <c>data/</c>; made if it is not there yet.</summary>
    public static async Task<string> OpenAsync(int posts)
    {
        var folder = Path.Combine(FolderOfSources(), "corpus", posts.ToString(CultureInfo.InvariantCulture));
        var data = Path.Combine(folder, "data");
        if (IsComplete(data, posts))
        {
            return folder;
        }

        var watch = Stopwatch.StartNew();
        await using var services = new ServiceCollection()
            .AddSingleton(TimeProvider.System)
            .AddSingleton(typeof(ILogger<>), typeof(NullLogger<>))
            .AddRendering()
            .AddData()
            .Configure<DataOptions>(options => options.DataDirectory = data)
            .BuildServiceProvider();
        await services.GetRequiredService<DatabaseStart>().RunAsync(CancellationToken.None);
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(data, "blog.db")};Pooling=False");
        await connection.OpenAsync();
        var written = Math.Min(posts, Written);
        if (Count(connection) < written)
        {
            await WriteAsync(services, written, (int)Count(connection));
        }

        Copy(connection, posts, written);
        SqliteConnection.ClearAllPools();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"corpus of {posts} posts: {watch.Elapsed.TotalSeconds:F0} s"));
        return folder;
    }

    /// <summary>The path of the post with that row id.</summary>
    /// <summary>A copy that may be changed, in a folder.</summary>
    /// <returns>Connection string of its database.</returns>
    public static async Task<string> CopyAsync(int posts, string folder)
    {
        var (from, to) = (Path.Combine(await OpenAsync(posts), "data"), Path.Combine(folder, "data"));
        foreach (var one in Directory.EnumerateDirectories(from, "*", SearchOption.AllDirectories).Prepend(from))
        {
            Directory.CreateDirectory(Path.Combine(to, Path.GetRelativePath(from, one)));
        }

        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            File.Copy(file, Path.Combine(to, Path.GetRelativePath(from, file)));
        }

        return $"Data Source={Path.Combine(to, "blog.db")};Pooling=False";
    }

    /// <summary>Runs one statement.</summary>
    /// <returns>The number that it selects; 0 for none.</returns>
    public static long Ask(string database, string sql)
    {
        using var connection = new SqliteConnection(database);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar() is long count ? count : 0;
    }

    public static string PathOf(int id) => "/p" + id.ToString(CultureInfo.InvariantCulture);

    /// <summary>Every few posts, one of them is Chinese and the next its translation.</summary>
    private static bool IsChinese(int id) => id % 2 == 0;

    private static string? GroupOf(int id) => id % 8 < 2 ? $"group-{id / 8}" : null;

    private static DateTimeOffset TimeOf(int id, Random random) =>
        SearchCorpus.Now.AddMinutes(-random.Next(Years * 365 * 24 * 60)).AddSeconds(id % 60);

    private static string[] TagsOf(Random random) =>
        [.. Enumerable.Range(0, 3).Select(_ => $"tag{(int)Math.Pow(Tags + 1, random.NextDouble())}").Distinct()];

    private static string[] CategoryOf(Random random) =>
        [
            $"分类{random.Next(6)}",
            .. random.Next(3) > 0 ? new[] { $"Part {random.Next(5)}" } : [],
            .. random.Next(9) > 6 ? ["深"] : Array.Empty<string>(),
        ];

    private static async Task WriteAsync(ServiceProvider services, int posts, int from)
    {
        for (var id = from + 1; id <= posts; id++)
        {
            var random = new Random(id);
            await using var scope = services.CreateAsyncScope();
            var saved = await scope
                .ServiceProvider.GetRequiredService<PostWriter>()
                .SaveAsync(
                    null,
                    new PostRequest
                    {
                        Content = new PostContent
                        {
                            Language = IsChinese(id) ? "zh-CN" : "en",
                            Title = SearchCorpus.Text(random, 14, IsChinese(id)).ReplaceLineEndings(" ").Trim(),
                            Markdown = Markdown(random, IsChinese(id)),
                        },
                        Tags = TagsOf(random),
                        Category = CategoryOf(random),
                        Address = PathOf(id),
                        TranslationGroup = GroupOf(id),
                        PublishAt = TimeOf(id, random),
                    },
                    CancellationToken.None
                );
            if (saved.Post is null)
            {
                throw new InvalidOperationException($"refused: {saved.Refusal} {saved.AddressError}");
            }
        }
    }

    /// <summary>A text of 3 to 12 KB: paragraphs, headings, code, a list, links.</summary>
    private static string Markdown(Random random, bool chinese)
    {
        var (text, length) = (new StringBuilder(), 3_000 + random.Next(9_000));
        for (var part = 0; Encoding.UTF8.GetByteCount(text.ToString()) < length; part++)
        {
            string Words(int count) => SearchCorpus.Text(random, chinese ? count / 2 : count, chinese).ReplaceLineEndings(" ").Trim();
            text.Append(part == 0 ? "" : $"## {Words(24)}\n\n").Append(Words(600)).Append("\n\n");
            text.Append(
                random.Next(4) switch
                {
                    0 =>
                        $"```csharp\nvar value{part} = await cache.GetAsync(\"{part}\", TimeSpan.FromSeconds({random.Next(99)}));\n```\n\n",
                    1 => $"- {Words(40)}\n- {Words(50)}\n- **{Words(20)}** `code{part}`\n\n",
                    2 => $"> {Words(120)}\n\n",
                    _ => $"[{Words(16)}]({PathOf(1 + random.Next(Written))}) {Words(200)}\n\n",
                }
            );
            text.Append(part == 0 ? "<!-- more -->\n\n" : "");
        }

        return text.ToString();
    }

    private static void Copy(SqliteConnection connection, int posts, int written)
    {
        var from = (int)Count(connection) + 1;
        if (from > posts)
        {
            return;
        }

        Execute(connection, "PRAGMA synchronous=OFF; PRAGMA cache_size=-400000");
        foreach (var trigger in Read(connection, "SELECT name FROM sqlite_master WHERE type = 'trigger'"))
        {
            Execute(connection, $"DROP TRIGGER {trigger}"); // the next start makes them again
        }

        var columns = Read(connection, "SELECT name FROM pragma_table_info('Posts')");
        var values = columns.Select(column => Own.FirstOrDefault(own => own.Column == column).Value ?? column);
        using var post = Command(
            connection,
            $"INSERT INTO Posts ({string.Join(", ", columns)}) SELECT {string.Join(", ", values)} FROM Posts WHERE Id = $of"
        );
        using var link = Command(
            connection,
            "INSERT INTO PostLinks SELECT $id, Position, Target, IsImage FROM PostLinks WHERE PostId = $of"
        );
        using var tag = Command(connection, "INSERT INTO PostTag SELECT $id, Id FROM Tags WHERE Name = $tag");
        using var search = Command(connection, "INSERT INTO PostSearch (rowid, title, tags, body) VALUES ($id, $title, $tags, $body)");
        var categories = Read(connection, "SELECT Id FROM Categories ORDER BY Id");
        var tokens = new Dictionary<int, (string Title, string Body)>();
        for (var start = from; start <= posts; start += Batch)
        {
            Execute(connection, "BEGIN");
            for (var id = start; id < start + Batch && id <= posts; id++)
            {
                var (random, of) = (new Random(id), TemplateOf(id, written));
                var at = TimeOf(id, random).ToUnixTimeMilliseconds();
                var tags = TagsOf(random);
                Run(
                    post,
                    ("$id", id),
                    ("$of", of),
                    ("$address", PathOf(id)),
                    ("$title", $" {id}"),
                    ("$at", at),
                    ("$group", GroupOf(id)),
                    ("$series", id % 40 < 3 ? $"series {id / 400}" : null),
                    ("$category", categories[random.Next(categories.Count)])
                );
                Run(link, ("$id", id), ("$of", of));
                foreach (var name in tags)
                {
                    Run(tag, ("$id", id), ("$tag", name));
                }

                var (title, body) = TokensOf(connection, of, tokens);
                Run(
                    search,
                    ("$id", id),
                    ("$title", $"{title} {id}"),
                    ("$tags", SearchIndex.TokensOf(string.Join('\n', tags))),
                    ("$body", body)
                );
            }

            Execute(connection, "COMMIT");
        }

        Execute(connection, "PRAGMA wal_checkpoint(TRUNCATE)");
    }

    /// <summary>A written post in the same language.</summary>
    private static int TemplateOf(int id, int written) => 1 + ((id - 1) % written);

    private static (string Title, string Body) TokensOf(
        SqliteConnection connection,
        int id,
        Dictionary<int, (string Title, string Body)> known
    )
    {
        if (!known.TryGetValue(id, out var tokens))
        {
            string Text(string column) => Read(connection, $"SELECT {column} FROM Posts WHERE Id = {id}")[0];
            known[id] = tokens = (SearchIndex.TokensOf(Text("Title")), SearchIndex.TokensOf(Text("PlainText")));
        }

        return tokens;
    }

    private static bool IsComplete(string data, int posts)
    {
        if (!File.Exists(Path.Combine(data, "blog.db")))
        {
            return false;
        }

        using var connection = new SqliteConnection($"Data Source={Path.Combine(data, "blog.db")};Pooling=False");
        connection.Open();
        return Read(connection, "SELECT count(*) FROM sqlite_master WHERE name = 'Posts'")[0] == "1" && Count(connection) >= posts;
    }

    private static long Count(SqliteConnection connection) =>
        long.Parse(Read(connection, "SELECT count(*) FROM Posts")[0], CultureInfo.InvariantCulture);

    private static SqliteCommand Command(SqliteConnection connection, string sql)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        return command;
    }

    private static void Run(SqliteCommand command, params (string Name, object? Value)[] values)
    {
        command.Parameters.Clear();
        foreach (var (name, value) in values)
        {
            command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        }

        command.ExecuteNonQuery();
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = Command(connection, sql);
        command.ExecuteNonQuery();
    }

    private static List<string> Read(SqliteConnection connection, string sql)
    {
        using var command = Command(connection, sql);
        using var row = command.ExecuteReader();
        var values = new List<string>();
        while (row.Read())
        {
            values.Add(row.GetString(0));
        }

        return values;
    }

    private static string FolderOfSources([System.Runtime.CompilerServices.CallerFilePath] string path = "") =>
        Path.GetDirectoryName(path)!;
}
