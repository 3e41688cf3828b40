using Microsoft.EntityFrameworkCore;

namespace Blog.Data.Posts;

/// <summary>Post queries of the admin area. They all include drafts, so none of them may be used in a public query.</summary>
public static class AdminPostQueries
{
    private const int MaxWords = 8;

    /// <summary>Posts of one author; null for all authors.</summary>
    public static IQueryable<Post> Of(this IQueryable<Post> posts, int? authorId) =>
        authorId is null ? posts : posts.Where(post => post.AuthorId == authorId);

    public static IQueryable<Post> Drafts(this IQueryable<Post> posts) => posts.Where(post => post.State == PostState.Draft);

    /// <summary>Published posts whose publication time is in the future.</summary>
    public static IQueryable<Post> Scheduled(this IQueryable<Post> posts, DateTimeOffset now) =>
        posts.Where(post => post.State == PostState.Published && post.PublishedAt > now);

    public static IQueryable<Post> InTrash(this IQueryable<Post> posts, bool isIn = true) =>
        posts.Where(post => (post.State == PostState.Trash) == isIn);

    /// <summary>
    /// Posts that contain every word in their title, text, address or a tag name, or in the title of a pending edit; case-insensitive for
    /// ASCII only.
    /// </summary>
    public static IQueryable<Post> Mentioning(this IQueryable<Post> posts, string? words, IQueryable<PendingEdit> edits)
    {
        foreach (var word in (words ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Take(MaxWords))
        {
            var pattern = LikePattern(word);
            posts = posts.Where(post =>
                EF.Functions.Like(post.Title, pattern, "\\")
                || edits.Any(edit => edit.PostId == post.Id && EF.Functions.Like(edit.Title, pattern, "\\"))
                || EF.Functions.Like(post.Markdown, pattern, "\\")
                || EF.Functions.Like(post.AddressKey, pattern, "\\")
                || post.Tags.Any(tag => EF.Functions.Like(tag.Name, pattern, "\\"))
            );
        }

        return posts;
    }

    /// <summary>
    /// Public translations whose original was updated after them. The original is the post of the group that was published first.
    /// </summary>
    public static IQueryable<Post> Outdated(this IQueryable<Post> posts, DateTimeOffset now) =>
        posts
            .Published(now)
            .Where(post =>
                post.TranslationGroup != null
                && posts.Any(original =>
                    original.TranslationGroup == post.TranslationGroup
                    && original.Language != post.Language
                    && original.UpdatedAt > post.UpdatedAt
                    && original.State == PostState.Published
                    && (original.PublishedAt < post.PublishedAt || (original.PublishedAt == post.PublishedAt && original.Id < post.Id))
                    && !posts.Any(earlier =>
                        earlier.TranslationGroup == post.TranslationGroup
                        && earlier.State == PostState.Published
                        && (
                            earlier.PublishedAt < original.PublishedAt
                            || (earlier.PublishedAt == original.PublishedAt && earlier.Id < original.Id)
                        )
                    )
                )
            );

    /// <summary>A LIKE pattern that matches values containing the text literally; the escape character is a backslash.</summary>
    public static string LikePattern(string text) =>
        "%"
        + text.Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace("%", "\\%", StringComparison.Ordinal)
            .Replace("_", "\\_", StringComparison.Ordinal)
        + "%";
}
