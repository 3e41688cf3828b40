using System.Data.Common;
using System.Text.Json;
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
            octet_length(BodyHtml), octet_length(SummaryHtml), octet_length(PlainText), SeriesOrder
        FROM Posts WHERE State = 'Published' AND PublishedAt <= $now
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
            await db
                .Tags.AsNoTracking()
                .Select(tag => new
                {
                    tag.Id,
                    tag.Name,
                    tag.Slug,
                })
                .ToListAsync(cancellationToken)
        ).ToDictionary(tag => tag.Id, tag => new TagFacts(tag.Id, tag.Name, tag.Slug.Value));
        await TagAsync(posts, tags, cancellationToken);
        return new SiteSnapshot
        {
            Now = now,
            Settings = settings,
            Site = Fingerprint.Of(Program, options.PublicUrl.AbsoluteUri, JsonSerializer.Serialize(settings.Choices)),
            Posts = posts,
            Tags = tags,
            Categories = await db
                .Categories.AsNoTracking()
                .Select(category => new CategoryFacts(category.Id, category.Name, category.Path))
                .ToDictionaryAsync(category => category.Id, cancellationToken),
            Series = await db.Series.AsNoTracking().ToDictionaryAsync(series => series.Title, StringComparer.Ordinal, cancellationToken),
            Friends = await FriendsAsync(cancellationToken),
            Authors = await db
                .Authors.AsNoTracking()
                .ToDictionaryAsync(author => author.Id, author => author.Name + "\n" + author.Picture, cancellationToken),
            Images = await ImagesAsync(cancellationToken),
        };
    }

    private async Task<string> FriendsAsync(CancellationToken cancellationToken)
    {
        var friends = await db
            .Friends.AsNoTracking()
            .OrderBy(friend => friend.Position)
            .ThenBy(friend => friend.Id)
            .ToListAsync(cancellationToken);
        return new Fingerprint()
            .AddAll(friends.Select(friend => string.Join('\n', friend.Name, friend.Url, friend.Words, friend.Section, friend.AvatarId)))
            .ToString();
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
            Fingerprint.Of(id, values[3], values[15], values[19])
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
        var tags = new Dictionary<int, List<int>>();
        await using var command = Command("SELECT PostsId, TagsId FROM PostTag ORDER BY TagsId");
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        while (await row.ReadAsync(cancellationToken))
        {
            if (!tags.TryGetValue(row.GetInt32(0), out var list))
            {
                tags.Add(row.GetInt32(0), list = []);
            }

            list.Add(row.GetInt32(1));
        }

        foreach (var (id, list) in tags)
        {
            if (posts.TryGetValue(id, out var post))
            {
                post.Tags = list.FindAll(known.ContainsKey);
            }
        }
    }

    private async Task<ILookup<int, string>> ImagesAsync(CancellationToken cancellationToken)
    {
        var images = await db
            .PostMedia.Join(
                db.Media,
                use => use.MediaFileId,
                file => file.Id,
                (use, file) =>
                    new
                    {
                        use.PostId,
                        file.Id,
                        file.Name,
                        file.Alt,
                    }
            )
            .OrderBy(image => image.Id)
            .ToListAsync(cancellationToken);
        return images.ToLookup(image => image.PostId, image => string.Join('\t', image.Id, image.Name, image.Alt));
    }

    private DbCommand Command(string sql)
    {
        var connection = db.Database.GetDbConnection();
        var command = connection.CreateCommand();
        command.CommandText = sql;
        return command;
    }
}
