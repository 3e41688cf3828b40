using System.Text.Json;
using Microsoft.EntityFrameworkCore;

namespace Blog.Data.Posts.Listing;

/// <summary>
/// Which published posts changed, in the order of the commits: triggers note them in <c>PublicPostChanges</c>, whatever changed them and in
/// whatever process, so that what is kept in memory of all posts never has to be read again as a whole.
/// </summary>
/// <remarks>A post that is no longer published is noted as well, and one whose tags changed. Numbers are never used twice.</remarks>
public static class PublicPostChanges
{
    public const string Table = "PublicPostChanges";

    /// <summary>More than are noted while one reader is behind.</summary>
    private const int Kept = 10_000;

    /// <summary>
    /// Created at each start, not by a migration: SQLite drops triggers with their table, and EF rebuilds tables in migrations.
    /// </summary>
    private const string CreateTriggers = """
        CREATE TRIGGER IF NOT EXISTS PublicPostAdded AFTER INSERT ON Posts WHEN NEW.State = 'Published' BEGIN
            INSERT INTO PublicPostChanges (PostId) VALUES (NEW.Id); END;
        CREATE TRIGGER IF NOT EXISTS PublicPostChanged AFTER UPDATE ON Posts WHEN NEW.State = 'Published' OR OLD.State = 'Published' BEGIN
            INSERT INTO PublicPostChanges (PostId) VALUES (NEW.Id); END;
        CREATE TRIGGER IF NOT EXISTS PublicPostRemoved AFTER DELETE ON Posts WHEN OLD.State = 'Published' BEGIN
            INSERT INTO PublicPostChanges (PostId) VALUES (OLD.Id); END;
        CREATE TRIGGER IF NOT EXISTS PublicPostTagged AFTER INSERT ON PostTag BEGIN
            INSERT INTO PublicPostChanges (PostId) SELECT Id FROM Posts WHERE Id = NEW.PostsId AND State = 'Published'; END;
        CREATE TRIGGER IF NOT EXISTS PublicPostRetagged AFTER UPDATE ON PostTag BEGIN
            INSERT INTO PublicPostChanges (PostId) SELECT Id FROM Posts WHERE Id IN (OLD.PostsId, NEW.PostsId) AND State = 'Published'; END;
        CREATE TRIGGER IF NOT EXISTS PublicPostUntagged AFTER DELETE ON PostTag BEGIN
            INSERT INTO PublicPostChanges (PostId) SELECT Id FROM Posts WHERE Id = OLD.PostsId AND State = 'Published'; END;
        """;

    /// <summary>Creates the triggers and forgets the oldest changes; never the last, which says that nothing is newer.</summary>
    public static Task PrepareAsync(BlogDb db, CancellationToken cancellationToken) =>
        db.WriteAsync(
            async () =>
            {
                await db.Database.ExecuteSqlRawAsync(CreateTriggers, cancellationToken);
                await db.Database.ExecuteSqlAsync(
                    $"DELETE FROM PublicPostChanges WHERE Number <= (SELECT max(Number) FROM PublicPostChanges) - {Kept}",
                    cancellationToken
                );
            },
            cancellationToken
        );

    /// <summary>The row ids of the posts of some changes.</summary>
    public static Task<List<int>> PostsAsync(BlogDb db, IEnumerable<long> numbers, CancellationToken cancellationToken)
    {
        var wanted = JsonSerializer.Serialize(numbers);
        return db
            .Database.SqlQuery<int>(
                $"SELECT DISTINCT c.PostId AS Value FROM json_each({wanted}) AS n CROSS JOIN PublicPostChanges AS c ON c.Number = n.value"
            )
            .ToListAsync(cancellationToken);
    }
}
