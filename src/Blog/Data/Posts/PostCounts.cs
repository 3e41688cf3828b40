using Microsoft.EntityFrameworkCore;

namespace Blog.Data.Posts;

/// <summary>Number of posts and pages in each state.</summary>
/// <param name="Scheduled">Published with a future publication time.</param>
/// <param name="Published">Public now.</param>
public sealed record PostCounts(int Drafts, int Scheduled, int Published, int Trash)
{
    public static PostCounts Of(IQueryable<Post> posts, DateTimeOffset now) => Of([.. Groups(posts, now)]);

    public static async Task<PostCounts> OfAsync(IQueryable<Post> posts, DateTimeOffset now, CancellationToken cancellationToken) =>
        Of(await Groups(posts, now).ToListAsync(cancellationToken));

    private static IQueryable<Group> Groups(IQueryable<Post> posts, DateTimeOffset now) =>
        posts
            .GroupBy(post => new { post.State, IsPublic = post.PublishedAt <= now })
            .Select(group => new Group
            {
                State = group.Key.State,
                IsPublic = group.Key.IsPublic,
                Count = group.Count(),
            });

    /// <summary>Drafts may have a time too, for example after unpublishing; it only matters for published posts.</summary>
    private static PostCounts Of(List<Group> groups)
    {
        int Sum(PostState state, bool? isPublic = null) =>
            groups.Where(group => group.State == state && (isPublic is null || group.IsPublic == isPublic)).Sum(group => group.Count);
        return new PostCounts(Sum(PostState.Draft), Sum(PostState.Published, false), Sum(PostState.Published, true), Sum(PostState.Trash));
    }

    private sealed class Group
    {
        public required PostState State { get; init; }

        public required bool IsPublic { get; init; }

        public required int Count { get; init; }
    }
}
