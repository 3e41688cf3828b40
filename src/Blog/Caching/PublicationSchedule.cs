using Blog.Data;
using Blog.Data.Posts;
using Blog.Storage.Database;

namespace Blog.Caching;

/// <summary>
/// Knows when the next scheduled post is published, without querying the database each time. A page that was made before that instant is
/// not fresh after it, however late it was kept.
/// </summary>
public sealed class PublicationSchedule(DatabaseChangeMonitor changes, TimeProvider clock)
{
    private readonly CachedUntilChange<Answer> _cache = new(changes, nameof(BlogDb.Posts));

    /// <summary>The next instant at which the public pages change without an edit; null if none is scheduled.</summary>
    public async ValueTask<DateTimeOffset?> NextAsync(BlogDb db, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var answer = await _cache.GetAsync(
            async () => new Answer(await db.Posts.NextPublicationAsync(now, cancellationToken)),
            known => known.Next is null || now < known.Next
        );
        return answer.Next;
    }

    private sealed record Answer(DateTimeOffset? Next);
}
