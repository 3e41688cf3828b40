using System.Text.Json;
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

    /// <summary>In a category or one of its subcategories.</summary>
    public static IQueryable<Post> Under(this IQueryable<Post> posts, string categoryPath) =>
        posts.Where(post =>
            post.Category != null && (post.Category.Path == categoryPath || post.Category.Path.StartsWith(categoryPath + "/"))
        );

    public static IQueryable<Post> Tagged(this IQueryable<Post> posts, Slug tag) => posts.Where(post => post.Tags.Any(t => t.Slug == tag));

    /// <summary>
    /// Those with some row ids. Written so that SQLite looks each of them up: where its statistics are older than the posts, it would go
    /// through all of them instead.
    /// </summary>
    public static IQueryable<Post> WithIds(this DbSet<Post> posts, IEnumerable<int> ids)
    {
        var wanted = JsonSerializer.Serialize(ids);
        return posts.FromSql($"SELECT p.* FROM json_each({wanted}) AS c CROSS JOIN Posts AS p ON p.Id = c.value");
    }

    /// <summary>The members of some translation groups, likewise.</summary>
    public static IQueryable<Post> InGroups(this DbSet<Post> posts, IEnumerable<string> groups)
    {
        var wanted = JsonSerializer.Serialize(groups.Distinct(StringComparer.Ordinal));
        return posts.FromSql($"SELECT p.* FROM json_each({wanted}) AS c CROSS JOIN Posts AS p ON p.TranslationGroup = c.value");
    }

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
