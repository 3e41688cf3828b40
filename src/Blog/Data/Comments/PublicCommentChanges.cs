using System.Text.Json;
using Microsoft.EntityFrameworkCore;

namespace Blog.Data.Comments;

/// <summary>
/// On which posts comments changed that readers see or saw: triggers note them in <c>PublicCommentChanges</c>, whatever changed them and in
/// whatever process, so that no writer has to remember which pages show them.
/// </summary>
public static class PublicCommentChanges
{
    public const string Table = "PublicCommentChanges";

    /// <summary>More than are noted while a reader is behind.</summary>
    private const int Kept = 1_000;

    /// <summary>
    /// Created at each start, not by a migration: SQLite drops triggers with their table, and EF rebuilds tables in migrations. Where a
    /// comment was sent from is on no page.
    /// </summary>
    private const string CreateTriggers = """
        CREATE TRIGGER IF NOT EXISTS PublicCommentAdded AFTER INSERT ON Comments
        WHEN NEW.State = 'Approved' AND NEW.PostId IS NOT NULL BEGIN
            INSERT INTO PublicCommentChanges (PostId) VALUES (NEW.PostId); END;
        CREATE TRIGGER IF NOT EXISTS PublicCommentChanged
        AFTER UPDATE OF State, PostId, ParentId, Name, Website, Text, Html, CreatedAt, EditedAt, ByAuthor, Pinned, AuthorId ON Comments
        WHEN NEW.State = 'Approved' OR OLD.State = 'Approved' BEGIN
            INSERT INTO PublicCommentChanges (PostId) SELECT Id FROM Posts WHERE Id IN (OLD.PostId, NEW.PostId); END;
        CREATE TRIGGER IF NOT EXISTS PublicCommentRemoved AFTER DELETE ON Comments
        WHEN OLD.State = 'Approved' AND OLD.PostId IS NOT NULL BEGIN
            INSERT INTO PublicCommentChanges (PostId) VALUES (OLD.PostId); END;
        """;

    /// <summary>Creates the triggers and forgets the oldest changes.</summary>
    public static Task PrepareAsync(BlogDb db, CancellationToken cancellationToken) =>
        db.WriteAsync(
            async () =>
            {
                await db.Database.ExecuteSqlRawAsync(CreateTriggers, cancellationToken);
                await db.Database.ExecuteSqlAsync(
                    $"DELETE FROM PublicCommentChanges WHERE Number <= (SELECT max(Number) FROM PublicCommentChanges) - {Kept}",
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
                $"SELECT DISTINCT c.PostId AS Value FROM json_each({wanted}) AS n JOIN PublicCommentChanges AS c ON c.Number = n.value"
            )
            .ToListAsync(cancellationToken);
    }
}
