using Blog.Data.Posts;

namespace Blog.Site;

/// <summary>
/// Feature of a request by someone who has read already which posts a list holds, as the static site does for all its pages at once: each
/// of thousands of numbered pages would go through all posts again. What is not public any more is left out all the same.
/// </summary>
/// <param name="Ids">Row ids of the posts on the page that is asked for.</param>
/// <param name="Count">Number of posts on all pages together.</param>
public sealed record KnownList(IReadOnlyList<int> Ids, int Count)
{
    /// <summary>For an archive, the day of every post of the edition.</summary>
    public IReadOnlyList<DateOnly> Days { get; init; } = [];

    /// <summary>For a tag or category, the BCP 47 tags of the editions that have it.</summary>
    public IReadOnlyList<string> Languages { get; init; } = [];
}

public static class KnownLists
{
    /// <summary>The posts on one page of a list, in its order.</summary>
    /// <param name="posts">The whole list.</param>
    /// <param name="page">One-based.</param>
    public static IQueryable<Post> OnPage(this IQueryable<Post> posts, SiteContext site, int page, int perPage) =>
        site.Known is { } known ? posts.Where(post => known.Ids.Contains(post.Id)) : posts.Skip((page - 1) * perPage).Take(perPage);
}
