using Blog.Data.Posts.Listing;

namespace Blog.Caching;

/// <summary>
/// Knows when the next scheduled post is published. A page that was made before that instant is not fresh after it, however late it was
/// kept.
/// </summary>
public sealed class PublicationSchedule(PublicPostIndex index, TimeProvider clock)
{
    /// <summary>The next instant at which the public pages change without an edit; null if none is scheduled.</summary>
    public async ValueTask<DateTimeOffset?> NextAsync(CancellationToken cancellationToken) =>
        (await index.GetAsync(cancellationToken)).NextPublication(clock.GetUtcNow());
}
