using System.Data.Common;
using Blog.Data;
using Blog.Data.Addresses;
using Blog.Site;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Blog.Portability.StaticSite.Snapshot;

/// <summary>Reads a <see cref="SiteSnapshot"/> in a few queries, none of which loads a text.</summary>
internal sealed class SnapshotReader(BlogDb db, SiteOptions options, TimeProvider clock)
{
    // octet_length reads the header of a row, not the text. Together with the two versions it shows every change: a text that was rendered
    // again for the same version differs in length, since it got sizes of images or colours of code.
    private const string Posts = """
        SELECT Id, Kind, Language, Title, Address, PublishedAt, UpdatedAt, Pinned, Hidden, CategoryId, AuthorId,
            TranslationGroup, Series, LanguageVariant, Cover, Version, RendererVersion,
            octet_length(BodyHtml), octet_length(SummaryHtml), octet_length(PlainText), SeriesOrder, CommentsOpen
        FROM Posts WHERE State = 'Published' AND PublishedAt <= $now
        """;

    // What answers a comment keeps its place where that one is not shown any more.
    private const string Comments = """
        WITH RECURSIVE Shown(Id, ParentId) AS (
            SELECT Id, ParentId FROM Comments WHERE State = 'Approved' AND PostId IS NOT NULL
            UNION SELECT c.Id, c.ParentId FROM Shown AS s JOIN Comments AS c ON c.Id = s.ParentId
        )
        SELECT c.PostId, c.Id, c.ParentId, c.State, c.Name, c.Website, octet_length(c.Html), c.Version, c.RendererVersion, c.CreatedAt,
            c.EditedAt, c.ByAuthor, c.AuthorId, c.Pinned
        FROM Shown AS s JOIN Comments AS c ON c.Id = s.Id WHERE c.PostId IS NOT NULL ORDER BY c.PostId, c.Id
        """;

    private static readonly string Program = typeof(SnapshotReader).Assembly.ManifestModule.ModuleVersionId.ToString();

    public async Task<SiteSnapshot> ReadAsync(CancellationToken cancellationToken)
    {
        // Not one transaction: what changes between these queries has another version at the next run, which makes its pages again.
        await db.Database.OpenConnectionAsync(cancellationToken);
        var now = clock.GetUtcNow();
        var settings = await db.Settings.AsNoTracking().SingleAsync(cancellationToken);
        var posts = await PostsAsync(now, settings.Zone, cancellationToken);
        var tags = (
            await db.RowsAsync(
                "SELECT Id, Name, Slug FROM Tags",
                row => new TagFacts(row.GetInt32(0), row.GetString(1), row.GetString(2)),
                cancellationToken
            )
        ).ToDictionary(tag => tag.Id);
        await TagAsync(posts, tags, cancellationToken);
        return new SiteSnapshot
        {
            Now = now,
            Settings = settings,
            Site = Fingerprint.Of(Program, options.PublicUrl.AbsoluteUri, await SettingsAsync(cancellationToken)),
            Posts = posts,
            Tags = tags,
            Categories = (
                await db.RowsAsync(
                    "SELECT Id, Name, Path FROM Categories",
                    row => new CategoryFacts(row.GetInt32(0), row.GetString(1), row.GetString(2)),
                    cancellationToken
                )
            ).ToDictionary(category => category.Id),
            Series = (
                await db.RowsAsync(
                    "SELECT Id, Title, Slug, Description, Language FROM Series",
                    row => new SeriesFacts(row.GetInt32(0), row.GetString(1), row.GetString(2), row.GetString(3), row.TextAt(4)),
                    cancellationToken
                )
            ).ToDictionary(series => series.Title, StringComparer.Ordinal),
            Friends = await FriendsAsync(cancellationToken),
            Authors = (await PartsAsync("SELECT Id, Name, Picture FROM Authors", cancellationToken)).ToDictionary(
                author => author.Id,
                author => author.Shown
            ),
            Images = await OfPostsAsync(
                "SELECT u.PostId, m.Id, m.Name, m.Alt FROM PostMedia AS u JOIN Media AS m ON m.Id = u.MediaFileId ORDER BY m.Id",
                cancellationToken
            ),
            Comments = await OfPostsAsync(Comments, cancellationToken),
        };
    }

    /// <summary>Differs whenever a setting does; their version does not count, since a change may be taken back.</summary>
    private async Task<string> SettingsAsync(CancellationToken cancellationToken)
    {
        var rows = await db.RowsAsync(
            "SELECT * FROM Settings",
            row =>
            {
                var all = new Fingerprint();
                for (var column = 0; column < row.FieldCount; column++)
                {
                    all.Add(row.GetName(column));
                    all.Add(row.GetName(column) == nameof(Data.Settings.SiteSettings.Version) ? null : row.ValueAt(column));
                }

                return all.ToString();
            },
            cancellationToken
        );
        return rows.Single();
    }

    private async Task<string> FriendsAsync(CancellationToken cancellationToken) =>
        new Fingerprint()
            .AddAll(
                await db.RowsAsync(
                    "SELECT Name, Url, Words, Section, AvatarId FROM Friends ORDER BY Position, Id",
                    row => row.Joined(0),
                    cancellationToken
                )
            )
            .ToString();

    /// <summary>What is shown of things, each by a row id, which is the first column.</summary>
    private Task<List<Part>> PartsAsync(string sql, CancellationToken cancellationToken) =>
        db.RowsAsync(sql, row => new Part(row.GetInt32(0), row.Joined(1)), cancellationToken);

    /// <summary>What is shown of things that belong to posts, whose row id is the first column.</summary>
    private async Task<IReadOnlyDictionary<int, string>> OfPostsAsync(string sql, CancellationToken cancellationToken)
    {
        var posts = new Dictionary<int, Fingerprint>();
        foreach (var part in await PartsAsync(sql, cancellationToken))
        {
            if (!posts.TryGetValue(part.Id, out var all))
            {
                posts.Add(part.Id, all = new Fingerprint());
            }

            all.Add(part.Shown);
        }

        return posts.ToDictionary(post => post.Key, post => post.Value.ToString());
    }

    private async Task<Dictionary<int, PostFacts>> PostsAsync(DateTimeOffset now, TimeZoneInfo zone, CancellationToken cancellationToken)
    {
        var posts = new Dictionary<int, PostFacts>();
        await using var command = Command(Posts);
        command.Parameters.Add(new SqliteParameter("$now", now.ToUnixTimeMilliseconds()));
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        while (await row.ReadAsync(cancellationToken))
        {
            var post = Read(row, zone);
            posts.Add(post.Id, post);
        }

        return posts;
    }

    private static PostFacts Read(DbDataReader row, TimeZoneInfo zone)
    {
        var published = DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(5));
        var id = row.GetInt32(0);
        var values = new object[row.FieldCount];
        row.GetValues(values);
        var whole = new Fingerprint();
        foreach (var value in values)
        {
            whole.Add(value is DBNull ? null : value);
        }

        return new PostFacts(
            id,
            row.GetString(1) == "Post",
            row.GetString(2),
            row.GetString(3),
            PostAddress.Stored(row.GetString(4)),
            published,
            DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(6)),
            DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(published, zone).DateTime),
            whole.ToString(),
            string.Join('\t', id, values[2], values[3], values[4], values[5], values[6], values[13]),
            string.Create(CultureInfo.InvariantCulture, $"{id}\t{values[3]}\t{values[15]}\t{values[19]}")
        )
        {
            Pinned = row.GetBoolean(7),
            Hidden = row.GetBoolean(8),
            CategoryId = row.IsDBNull(9) ? null : row.GetInt32(9),
            AuthorId = row.GetInt32(10),
            Group = row.IsDBNull(11) ? null : row.GetString(11),
            Series = row.IsDBNull(12) ? null : row.GetString(12),
            SeriesOrder = row.IsDBNull(20) ? int.MaxValue : row.GetInt32(20),
        };
    }

    private async Task TagAsync(Dictionary<int, PostFacts> posts, Dictionary<int, TagFacts> known, CancellationToken cancellationToken)
    {
        var tags = new Dictionary<int, List<TagFacts>>();
        await using var command = Command("SELECT PostsId, TagsId FROM PostTag ORDER BY TagsId");
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        while (await row.ReadAsync(cancellationToken))
        {
            if (!tags.TryGetValue(row.GetInt32(0), out var list))
            {
                tags.Add(row.GetInt32(0), list = []);
            }

            if (known.TryGetValue(row.GetInt32(1), out var tag))
            {
                list.Add(tag);
            }
        }

        foreach (var (id, list) in tags)
        {
            posts.GetValueOrDefault(id)?.Tag(list);
        }
    }

    private DbCommand Command(string sql)
    {
        var connection = db.Database.GetDbConnection();
        var command = connection.CreateCommand();
        command.CommandText = sql;
        return command;
    }

    private sealed record Part(int Id, string Shown);
}
