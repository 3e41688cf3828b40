using Blog.Caching.Pages;
using Blog.Data;
using Blog.Data.Comments;
using Microsoft.EntityFrameworkCore;

namespace Blog.Caching.Eviction;

/// <summary>The pages that a post's comments are on: its own, the further pages of them, and the feeds.</summary>
internal static class CommentTraces
{
    private const string Root = "/comments/";

    /// <summary>What changes of comments evict. None of those pages is sent again: a comment may have been deleted.</summary>
    /// <param name="editions">The beginnings of the editions' addresses; empty for none.</param>
    /// <param name="numbers">See <see cref="PublicCommentChanges"/>.</param>
    public static async Task<IReadOnlyList<PageEviction>> FindAsync(
        BlogDb db,
        IReadOnlyCollection<long> numbers,
        string basePath,
        IReadOnlyList<string> editions,
        CancellationToken cancellationToken
    )
    {
        var ids = await PublicCommentChanges.PostsAsync(db, numbers, cancellationToken);
        var posts = await db
            .Posts.AsNoTracking()
            .Where(post => ids.Contains(post.Id))
            .Select(post => new { post.Id, post.Address })
            .ToListAsync(cancellationToken);
        var paths = posts.Select(post => basePath + post.Address.Value).ToHashSet(StringComparer.Ordinal);
        var roots = editions.Select(edition => basePath + edition + Root).ToList();
        paths.UnionWith(roots.Select(root => root + "feed.xml"));
        return
        [
            new PageEviction(paths, [], Lists: false, MayBeShown: false)
            {
                Beginnings =
                [
                    .. roots.SelectMany(root => posts.Select(post => string.Create(CultureInfo.InvariantCulture, $"{root}{post.Id}/"))),
                ],
            },
        ];
    }
}
