using Blog.Data.People;
using Blog.Data.Posts;
using Blog.Data.Posts.Listing;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Blog.Tests.Data.Posts.Listing;

/// <summary>What is kept in memory of all posts is what the database holds, whoever changed it.</summary>
public sealed class PublicPostIndexTests : IAsyncDisposable
{
    private const string Columns =
        "Kind, Language, Title, Markdown, BodyHtml, SummaryHtml, Contents, PlainText, WordCount, ReadingMinutes, RendererVersion, "
        + "CommentsOpen, Evergreen, EditorSequence, UpdatedAt, CreatedAt, AuthorId, IsSample, Version, Address, AddressKey, FeedId, "
        + "State, PublishedAt, Hidden, Pinned, TranslationGroup, Series";

    private const string NoContents = "{\"Entries\":[]}";

    private static readonly DateTimeOffset Now = new(2026, 11, 23, 8, 0, 0, TimeSpan.Zero);

    private readonly TemporaryFolder _folder = new();
    private readonly DataHost _host;

    public PublicPostIndexTests() => _host = new DataHost(_folder.Path);

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_list_in_memory_shows_what_the_rows_say()
    {
        await StartAsync();
        var random = new Random(20261130);
        for (var i = 1; i <= 300; i++)
        {
            Insert(i, random);
        }

        var posts = await IndexAsync();
        var rows = await RowsAsync();
        foreach (var now in new[] { Now, Now.AddHours(-200), Now.AddHours(200), Now.AddYears(-9) })
        {
            foreach (var language in new[] { null, "zh-CN", "en", "fr" })
            {
                ReadOnlyMemory<int>?[] among = [null, posts.Tagged(2), posts.Filed(new HashSet<int> { 1 })];
                Func<Post, bool>[] same = [_ => true, post => post.Tags.Any(tag => tag.Id == 2), post => post.CategoryId == 1];
                for (var i = 0; i < among.Length; i++)
                {
                    using var list = posts.List(now, language, "zh-CN", among[i]);
                    var matching = rows.FindAll(post =>
                        post.IsPublic(now)
                        && post.Kind == PostKind.Post
                        && !post.Hidden
                        && same[i](post)
                        && (language is null || post.Language == language)
                    );
                    Assert.Equal(Expected(matching, language is null), list.Range(0, list.Count).Select(post => post.Id));
                    if (among[i] is { } some)
                    {
                        Assert.Equal(matching.Count > 0, posts.Any(now, language, some));
                    }
                }
            }
        }
    }

    [Fact]
    public async Task Counts_and_neighbours_in_memory_are_what_the_rows_say()
    {
        await StartAsync();
        var random = new Random(30);
        for (var i = 1; i <= 200; i++)
        {
            Insert(i, random);
        }

        var posts = await IndexAsync();
        var rows = await RowsAsync();
        foreach (var language in new[] { null, "zh-CN", "en" })
        {
            var listed = rows.FindAll(post =>
                post.IsPublic(Now) && post is { Kind: PostKind.Post, Hidden: false } && (language ?? post.Language) == post.Language
            );
            var byTag = listed
                .SelectMany(post => post.Tags, (post, tag) => (tag.Id, Post: post))
                .GroupBy(use => use.Id, use => use.Post)
                .ToList();
            Assert.Equal(byTag.ToDictionary(tag => tag.Key, CountOf), posts.CountByTag(Now, language));
            Assert.Equal(byTag.ToDictionary(tag => tag.Key, ChangedOf), posts.ChangedByTag(Now, language));
            var filed = listed.Where(post => post.CategoryId is not null).GroupBy(post => post.CategoryId!.Value).ToList();
            Assert.Equal(filed.ToDictionary(category => category.Key, ChangedOf), posts.ChangedByCategory(Now, language));
            Assert.Equal(
                new Dictionary<int, int>
                {
                    [1] = CountOf(filed.SelectMany(category => category)),
                    [2] = CountOf(filed.Where(category => category.Key == 2).SelectMany(category => category)),
                },
                posts.CountByCategory(Now, language, id => id == 2 ? [1, 2] : [id]) // the second below the first
            );
            Assert.Equal(ChangedOf(listed), posts.Changed(Now, language));
        }

        foreach (var post in rows.Where(post => post.IsPublic(Now)))
        {
            Assert.Equal(post.Id, posts.Find(post.Id)?.Id);
            var others = rows.FindAll(other =>
                    other.IsPublic(Now) && other is { Kind: PostKind.Post, Hidden: false } && other.Language == post.Language
                )
                .OrderBy(other => other.PublishedAt)
                .ThenBy(other => other.Id)
                .Select(other => other.Id)
                .ToList();
            if (others.IndexOf(post.Id) is >= 0 and var at)
            {
                Assert.Equal((At(others, at - 1), At(others, at + 1)), posts.Neighbours(post, Now));
            }
        }

        static int? At(List<int> ids, int at) => at >= 0 && at < ids.Count ? ids[at] : null;

        static int CountOf(IEnumerable<Post> matching) =>
            matching.GroupBy(post => post.TranslationGroup).Sum(group => group.Key is null ? group.Count() : 1);

        static long ChangedOf(IEnumerable<Post> matching) =>
            matching.Max(post => Math.Max(post.PublishedAt!.Value.ToUnixTimeMilliseconds(), post.UpdatedAt.ToUnixTimeMilliseconds()));
    }

    [Fact]
    public async Task Whatever_changes_a_public_post_is_seen_at_the_next_use()
    {
        await StartAsync();
        var random = new Random(7);
        for (var i = 1; i <= 40; i++)
        {
            Insert(i, random);
        }

        var index = _host.Get<PublicPostIndex>();
        await index.GetAsync(CancellationToken.None);
        foreach (
            var change in new[]
            {
                "UPDATE Posts SET State = 'Draft' WHERE Id = 3",
                "UPDATE Posts SET State = 'Published', PublishedAt = 5 WHERE Id = 3",
                "UPDATE Posts SET Hidden = 1 - Hidden, Pinned = 1 - Pinned WHERE Id IN (4, 5)",
                "UPDATE Posts SET TranslationGroup = 'another', Series = 'one', Language = 'en' WHERE Id IN (6, 7)",
                "UPDATE Posts SET PublishedAt = PublishedAt + 1000000000 WHERE Id % 3 = 0",
                "DELETE FROM Posts WHERE Id IN (8, 9)",
                "DELETE FROM Tags WHERE Id = 1",
                "INSERT OR IGNORE INTO PostTag (PostsId, TagsId) SELECT Id, 3 FROM Posts",
                "DELETE FROM PostTag WHERE PostsId = 10; UPDATE PostTag SET PostsId = 10 WHERE PostsId = 11 AND TagsId = 3",
                "DELETE FROM Categories WHERE Id = 1",
                "DELETE FROM PublicPostChanges WHERE Number < (SELECT max(Number) FROM PublicPostChanges)", // forgotten: all is read again
                "DELETE FROM Posts",
            }
        )
        {
            Execute("PRAGMA foreign_keys = ON; " + change);
            Assert.Equal(await IndexAsync(), await index.GetAsync(CancellationToken.None), Same);
        }
    }

    [Fact]
    public async Task A_change_that_is_taken_back_is_never_seen()
    {
        await StartAsync();
        Insert(1, new Random(1));
        var index = _host.Get<PublicPostIndex>();
        await index.GetAsync(CancellationToken.None);
        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            _host.WithDbAsync(db =>
                db.WriteAsync(
                    async () =>
                    {
                        await db.Database.ExecuteSqlRawAsync("UPDATE Posts SET PublishedAt = 1, State = 'Published'");
                        Assert.Equal(await IndexAsync(), await index.GetAsync(CancellationToken.None), Same);
                        throw new InvalidOperationException();
                    },
                    CancellationToken.None
                )
            )
        );
        Execute("UPDATE Posts SET PublishedAt = 2, State = 'Published'"); // has the number of the change that was taken back
        var posts = await index.GetAsync(CancellationToken.None);
        Assert.Equal(2, Assert.Single(posts.Visible(Now).ToArray()).PublishedAt);
    }

    [Fact]
    public async Task The_long_texts_of_a_post_are_the_last_columns_of_its_row()
    {
        await StartAsync();
        var columns = Processes.DatabaseIntegrity.Ask(_folder.File("blog.db"), "SELECT name FROM pragma_table_info('Posts')");
        Assert.Equal(
            ["Description", "OtherFields", "SummaryHtml", "Contents", "BodyHtml", "PlainText", "Markdown"],
            columns.TakeLast(7) // a migration that adds a column has to make the table anew: see PostMapping
        );
    }

    private static bool Same(PublicPosts one, PublicPosts other) =>
        one.Visible(DateTimeOffset.MaxValue)
            .ToArray()
            .Select(Text)
            .SequenceEqual(other.Visible(DateTimeOffset.MaxValue).ToArray().Select(Text));

    private static IEnumerable<int> Expected(List<Post> matching, bool once) =>
        matching
            .Where(post =>
                !once
                || post.TranslationGroup is not { } group
                || post
                    == matching
                        .Where(other => other.TranslationGroup == group)
                        .OrderByDescending(other => other.Language == "zh-CN")
                        .ThenBy(other => other.Id)
                        .First()
            )
            .OrderByDescending(post => post.PublishedAt)
            .ThenByDescending(post => post.Id)
            .Select(post => post.Id);

    /// <summary>Without the numbers of groups and series, which depend on the order in which they were read.</summary>
    private static string Text(PublicPost post) =>
        $"{post with { Group = Math.Sign(post.Group), Series = Math.Sign(post.Series), Tags = [] }} {string.Join(' ', post.Tags)}";

    private async Task StartAsync()
    {
        await _host.StartAsync();
        await _host.WithDbAsync(async db =>
        {
            db.Authors.Add(new Author("A"));
            await db.SaveChangesAsync();
        });
        Execute("INSERT INTO Tags (Id, Name, Slug) VALUES (1, 'a', 'a'), (2, 'b', 'b'), (3, 'c', 'c')");
        Execute("INSERT INTO Categories (Id, Name, Slug, Path) VALUES (1, 'a', 'a', 'a'), (2, 'b', 'b', 'b')");
    }

    private void Insert(int id, Random random)
    {
        string Pick(params string[] values) => values[random.Next(values.Length)];
        var at = random.Next(20) == 0 ? "NULL" : $"{Now.AddHours(random.Next(-40, 20) * 10).ToUnixTimeMilliseconds()}";
        Execute(
            $"""
            INSERT INTO Posts (Id, CategoryId, {Columns}) VALUES ({id}, {Pick("NULL", "1", "2")},
            '{Pick("Post", "Post", "Post", "Page")}', '{Pick(
                "zh-CN",
                "en"
            )}', 't', '', '', '', '{NoContents}', '', 1, 1, '', 1, 0, 0, 0, 0, 1, 0, 1,
            '/p{id}', '/p{id}', '/p{id}', '{Pick("Published", "Published", "Published", "Draft", "Trash")}', {at},
            {Pick("0", "0", "0", "1")}, {Pick("0", "0", "1")}, {Pick("NULL", "'g1'", $"'g{random.Next(60)}'")}, {Pick("NULL", "'s'")})
            """
        );
        foreach (var tag in new[] { 1, 2, 3 }.Where(_ => random.Next(2) == 0))
        {
            Execute($"INSERT INTO PostTag (PostsId, TagsId) VALUES ({id}, {tag})");
        }
    }

    /// <summary>Another one, which reads everything.</summary>
    private async Task<PublicPosts> IndexAsync()
    {
        using var index = new PublicPostIndex(_host.Folder);
        return await index.GetAsync(CancellationToken.None);
    }

    private async Task<List<Post>> RowsAsync()
    {
        List<Post> rows = [];
        await _host.WithDbAsync(async db => rows = await db.Posts.AsNoTracking().Include(post => post.Tags).ToListAsync());
        return rows;
    }

    /// <summary>As another process would.</summary>
    private void Execute(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={_folder.File("blog.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
