using Blog.Data;
using Blog.Data.Posts;
using Blog.Data.Posts.Writing;
using Microsoft.EntityFrameworkCore;

namespace Blog.Operations.Metrics;

/// <summary>Counts of posts, and of pending work.</summary>
public sealed class PostStats(BlogDb db, PostWriter writer, TimeProvider clock)
{
    /// <summary>Queries the counts. Blocks, as all SQLite calls do: some milliseconds for thousands of posts.</summary>
    public PostStatsSnapshot Take()
    {
        var now = clock.GetUtcNow();
        var version = writer.RendererVersionOf(db.Settings.AsNoTracking().Single());
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

    /// <summary>When the next scheduled one becomes public; null where none is scheduled.</summary>
    public required DateTimeOffset? NextPublication { get; init; }

    /// <summary>Posts rendered by an older renderer.</summary>
    public required int ToRender { get; init; }

    /// <summary>Images whose smaller copies were never generated.</summary>
    public required int ToScale { get; init; }

    /// <summary>Posts whose current text is not yet in the search index.</summary>
    public required int ToIndex { get; init; }

    public required int Images { get; init; }
}
