using Microsoft.EntityFrameworkCore;

namespace Blog.Data.Posts;

/// <summary>What the author's half asks about posts. All of it sees drafts, so none of it has a place in a public query.</summary>
public static class AdminPostQueries
{
    private const int MaxWords = 8;

    /// <summary>Posts of an author; null for everybody's.</summary>
    public static IQueryable<Post> Of(this IQueryable<Post> posts, int? authorId) =>
        authorId is null ? posts : posts.Where(post => post.AuthorId == authorId);

    public static IQueryable<Post> Drafts(this IQueryable<Post> posts) => posts.Where(post => post.State == PostState.Draft);

    /// <summary>Published ones whose time has not come.</summary>
    public static IQueryable<Post> Scheduled(this IQueryable<Post> posts, DateTimeOffset now) =>
        posts.Where(post => post.State == PostState.Published && post.PublishedAt > now);

    public static IQueryable<Post> InTrash(this IQueryable<Post> posts, bool isIn = true) =>
        posts.Where(post => (post.State == PostState.Trash) == isIn);

    /// <summary>Those that hold every word, each in title, text, address or a tag's name; letter case of ASCII does not count.</summary>
    public static IQueryable<Post> Mentioning(this IQueryable<Post> posts, string? words)
    {
        foreach (var word in (words ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Take(MaxWords))
        {
            var pattern = LikePattern(word);
            posts = posts.Where(post =>
                EF.Functions.Like(post.Title, pattern, "\\")
                || EF.Functions.Like(post.Markdown, pattern, "\\")
                || EF.Functions.Like(post.AddressKey, pattern, "\\")
                || post.Tags.Any(tag => EF.Functions.Like(tag.Name, pattern, "\\"))
            );
        }

        return posts;
    }

    /// <summary>
    /// Public translations whose original was changed after them. The original is what was public first of those that belong together.
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

    /// <summary>A pattern of LIKE for what holds a text, its wildcards taken by the letter; the escape is a backslash.</summary>
    public static string LikePattern(string text) =>
        "%"
        + text.Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace("%", "\\%", StringComparison.Ordinal)
            .Replace("_", "\\_", StringComparison.Ordinal)
        + "%";
}
