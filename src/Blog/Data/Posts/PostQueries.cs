using Microsoft.EntityFrameworkCore;

namespace Blog.Data.Posts;

/// <summary>The filters and orders of post queries. Every public query starts with <see cref="Published"/>.</summary>
public static class PostQueries
{
    /// <summary>Public at the given time. Evaluated by time, so that a scheduled post appears without any background job.</summary>
    public static IQueryable<Post> Published(this IQueryable<Post> posts, DateTimeOffset now) =>
        posts.Where(post => post.State == PostState.Published && post.PublishedAt <= now);

    /// <summary>Posts shown in lists: no pages, nothing hidden.</summary>
    public static IQueryable<Post> Listed(this IQueryable<Post> posts) => posts.Where(post => post.Kind == PostKind.Post && !post.Hidden);

    /// <summary>In one language; null for all.</summary>
    public static IQueryable<Post> In(this IQueryable<Post> posts, string? language) =>
        language is null ? posts : posts.Where(post => post.Language == language);

    /// <summary>Newest first; equal times are ordered by id, so that pages do not overlap.</summary>
    public static IOrderedQueryable<Post> NewestFirst(this IQueryable<Post> posts) =>
        posts.OrderByDescending(post => post.PublishedAt).ThenByDescending(post => post.Id);

    /// <summary>Pinned posts, then newest first.</summary>
    public static IOrderedQueryable<Post> PinnedFirst(this IQueryable<Post> posts) =>
        posts.OrderByDescending(post => post.Pinned).ThenByDescending(post => post.PublishedAt).ThenByDescending(post => post.Id);

    /// <summary>In a category or one of its subcategories.</summary>
    public static IQueryable<Post> Under(this IQueryable<Post> posts, string categoryPath) =>
        posts.Where(post =>
            post.Category != null && (post.Category.Path == categoryPath || post.Category.Path.StartsWith(categoryPath + "/"))
        );

    public static IQueryable<Post> Tagged(this IQueryable<Post> posts, Slug tag) => posts.Where(post => post.Tags.Any(t => t.Slug == tag));

    /// <summary>Posts published before this one, nearest first.</summary>
    public static IQueryable<Post> Before(this IQueryable<Post> posts, DateTimeOffset publishedAt, int id) =>
        posts.Where(post => post.PublishedAt < publishedAt || (post.PublishedAt == publishedAt && post.Id < id)).NewestFirst();

    /// <summary>Posts published after this one, nearest first.</summary>
    public static IQueryable<Post> After(this IQueryable<Post> posts, DateTimeOffset publishedAt, int id) =>
        posts
            .Where(post => post.PublishedAt > publishedAt || (post.PublishedAt == publishedAt && post.Id > id))
            .OrderBy(post => post.PublishedAt)
            .ThenBy(post => post.Id);

    /// <summary>When the next scheduled post becomes public; null if none is scheduled.</summary>
    public static Task<DateTimeOffset?> NextPublicationAsync(
        this IQueryable<Post> posts,
        DateTimeOffset now,
        CancellationToken cancellationToken
    ) =>
        posts
            .Where(post => post.State == PostState.Published && post.PublishedAt > now)
            .MinAsync(post => post.PublishedAt, cancellationToken);
}
