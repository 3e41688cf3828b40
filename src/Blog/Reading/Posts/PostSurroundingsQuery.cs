using Blog.Data;
using Blog.Data.Posts;
using Blog.Data.Search;
using Blog.Site;
using Blog.Site.Discovery;
using Blog.Site.Layout;
using Microsoft.EntityFrameworkCore;

namespace Blog.Reading.Posts;

/// <summary>Loads what is shown around a post.</summary>
internal static class PostSurroundingsQuery
{
    /// <param name="post">With its category and tags loaded.</param>
    /// <param name="site">For the site's time zone.</param>
    /// <param name="now">The instant that decides what is public.</param>
    public static async Task<PostSurroundings> FindAsync(
        BlogDb db,
        RelatedPosts related,
        Post post,
        SiteContext site,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var (id, language, at) = (post.Id, post.Language, post.PublishedAt!.Value);
        var isListed = post.Kind == PostKind.Post && !post.Hidden;
        var listed = db.Posts.Published(now).Listed().In(language);
        var translations = await TranslationsAsync(db.Posts.Published(now), post, cancellationToken);
        var series =
            post.Series is { } name && isListed
                ? await PostRow
                    .Of(listed.Where(other => other.Series == name).OrderBy(other => other.PublishedAt).ThenBy(other => other.Id))
                    .ToListAsync(cancellationToken)
                : [];
        return new PostSurroundings
        {
            Translations = translations,
            NewerOriginal = translations
                .OrderBy(other => other.PublishedAt)
                .FirstOrDefault(other => other.PublishedAt < at && site.Day(other.UpdatedAt) > site.Day(post.UpdatedAt)),
            Previous = isListed ? await PostRow.Of(listed.Before(at, id)).FirstOrDefaultAsync(cancellationToken) : null,
            Next = isListed ? await PostRow.Of(listed.After(at, id)).FirstOrDefaultAsync(cancellationToken) : null,
            Series = series.Count > 1 ? series : [],
            Part = series.FindIndex(other => other.Address == post.Address) + 1,
            Related = isListed ? await RelatedAsync(db, await related.FindAsync(post, now, cancellationToken), cancellationToken) : [],
            Categories = await CategoriesAsync(db, post.Category, cancellationToken),
            Image = await ShareImage.OfAsync(db, post, cancellationToken),
        };
    }

    private static async Task<IReadOnlyList<PostRow>> RelatedAsync(BlogDb db, IReadOnlyList<int> ids, CancellationToken cancellationToken)
    {
        var rows = new List<PostRow>();
        foreach (var id in ids)
        {
            // few, and the order matters
            rows.AddRange(await PostRow.Of(db.Posts.Where(other => other.Id == id)).ToListAsync(cancellationToken));
        }

        return rows;
    }

    private static Task<List<PostRow>> TranslationsAsync(IQueryable<Post> published, Post post, CancellationToken cancellationToken)
    {
        var (group, language) = (post.TranslationGroup, post.Language);
        return group is null
            ? Task.FromResult(new List<PostRow>())
            : PostRow
                .Of(
                    published
                        .Where(other => !other.Hidden && other.TranslationGroup == group && other.Language != language)
                        .OrderBy(other => other.Language)
                )
                .ToListAsync(cancellationToken);
    }

    private static async Task<IReadOnlyList<(string Name, string Path)>> CategoriesAsync(
        BlogDb db,
        Category? category,
        CancellationToken cancellationToken
    )
    {
        if (category is null)
        {
            return [];
        }

        var slugs = category.Path.Split('/');
        var paths = slugs.Select((_, index) => string.Join('/', slugs.Take(index + 1))).ToList();
        var rows = await db
            .Categories.AsNoTracking()
            .Where(other => paths.Contains(other.Path))
            .Select(other => new { other.Name, other.Path })
            .ToListAsync(cancellationToken);
        return [.. rows.OrderBy(row => row.Path.Length).Select(row => (row.Name, row.Path))];
    }
}
