using Microsoft.EntityFrameworkCore;

namespace Blog.Data.Posts;

/// <summary>Each filter has its one home here. Every public query begins with <see cref="Published"/>.</summary>
public static class PostQueries
{
    /// <summary>Visible to the public at an instant: a question about time, so that a scheduled post cannot be missed.</summary>
    public static IQueryable<Post> Published(this IQueryable<Post> posts, DateTimeOffset now) =>
        posts.Where(post => post.State == PostState.Published && post.PublishedAt <= now);

    /// <summary>What stands in lists: posts, not pages, and none that is hidden.</summary>
    public static IQueryable<Post> Listed(this IQueryable<Post> posts) => posts.Where(post => post.Kind == PostKind.Post && !post.Hidden);

    /// <summary>Of one language; null for all.</summary>
    public static IQueryable<Post> In(this IQueryable<Post> posts, string? language) =>
        language is null ? posts : posts.Where(post => post.Language == language);

    /// <summary>Newest first; the id settles equal times, so that pages do not overlap.</summary>
    public static IOrderedQueryable<Post> NewestFirst(this IQueryable<Post> posts) =>
        posts.OrderByDescending(post => post.PublishedAt).ThenByDescending(post => post.Id);

    /// <summary>Pinned posts, then newest first.</summary>
    public static IOrderedQueryable<Post> PinnedFirst(this IQueryable<Post> posts) =>
        posts.OrderByDescending(post => post.Pinned).ThenByDescending(post => post.PublishedAt).ThenByDescending(post => post.Id);

    /// <summary>Filed under a category or one below it.</summary>
    public static IQueryable<Post> Under(this IQueryable<Post> posts, string categoryPath) =>
        posts.Where(post =>
            post.Category != null && (post.Category.Path == categoryPath || post.Category.Path.StartsWith(categoryPath + "/"))
        );

    public static IQueryable<Post> Tagged(this IQueryable<Post> posts, Slug tag) => posts.Where(post => post.Tags.Any(t => t.Slug == tag));

    /// <summary>The post before this one in time, in the same language.</summary>
    public static IQueryable<Post> Before(this IQueryable<Post> posts, DateTimeOffset publishedAt, int id) =>
        posts.Where(post => post.PublishedAt < publishedAt || (post.PublishedAt == publishedAt && post.Id < id)).NewestFirst();

    /// <summary>The post after this one in time.</summary>
    public static IQueryable<Post> After(this IQueryable<Post> posts, DateTimeOffset publishedAt, int id) =>
        posts
            .Where(post => post.PublishedAt > publishedAt || (post.PublishedAt == publishedAt && post.Id > id))
            .OrderBy(post => post.PublishedAt)
            .ThenBy(post => post.Id);

    /// <summary>When the next scheduled post turns public; null where none waits.</summary>
    public static Task<DateTimeOffset?> NextPublicationAsync(
        this IQueryable<Post> posts,
        DateTimeOffset now,
        CancellationToken cancellationToken
    ) =>
        posts
            .Where(post => post.State == PostState.Published && post.PublishedAt > now)
            .MinAsync(post => post.PublishedAt, cancellationToken);
}
