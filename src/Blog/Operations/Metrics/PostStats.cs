using Blog.Data;
using Blog.Data.Posts;
using Blog.Data.Posts.Writing;
using Microsoft.EntityFrameworkCore;

namespace Blog.Operations.Metrics;

/// <summary>Counts posts, and the work that still waits to be done.</summary>
public sealed class PostStats(BlogDb db, PostWriter writer, TimeProvider clock)
{
    /// <summary>Counts. Blocks like all of SQLite, some milliseconds for thousands of posts.</summary>
    public PostStatsSnapshot Take()
    {
        var now = clock.GetUtcNow();
        var version = writer.RendererVersion;
        return new PostStatsSnapshot
        {
            Posts = PostCounts.Of(db.Posts, now),
            NextPublication = db.Posts.Scheduled(now).Min(post => post.PublishedAt),
            ToRender = db.Posts.Count(post => post.RendererVersion != version),
            ToScale = db.Media.Count(file => file.VariantWidths == null),
            ToIndex = db.Database.SqlQuery<int>($"SELECT count(*) AS Value FROM SearchQueue").Single(),
            Images = db.Media.Count(),
        };
    }
}

public sealed record PostStatsSnapshot
{
    /// <summary>Posts and pages by state.</summary>
    public required PostCounts Posts { get; init; }

    /// <summary>When the next scheduled one is public; null where none waits.</summary>
    public required DateTimeOffset? NextPublication { get; init; }

    /// <summary>Posts that an older renderer made.</summary>
    public required int ToRender { get; init; }

    /// <summary>Images whose smaller copies were never made.</summary>
    public required int ToScale { get; init; }

    /// <summary>Posts that the search index does not yet hold as they are.</summary>
    public required int ToIndex { get; init; }

    public required int Images { get; init; }
}
