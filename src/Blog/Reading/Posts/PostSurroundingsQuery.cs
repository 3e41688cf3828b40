using Blog.Data;
using Blog.Data.Addresses;
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
    /// <param name="posts">With the instant that decides what is public.</param>
    /// <param name="site">For the site's time zone.</param>
    public static async Task<PostSurroundings> FindAsync(
        BlogDb db,
        RelatedPosts related,
        Post post,
        ListedPosts posts,
        SiteContext site,
        CancellationToken cancellationToken
    )
    {
        var isListed = post.Kind == PostKind.Post && !post.Hidden;
        var all = await posts.AllAsync(cancellationToken);
        var (previous, next) = isListed ? all.Neighbours(post, posts.Now) : (null, null);
        var series = post.Series is not null && isListed ? all.SeriesOf(post, posts.Now) : [];
        var likely = isListed ? await related.FindAsync(post, posts.Now, cancellationToken) : [];
        var rows = await RowsAsync(posts, [previous, next, .. series, .. likely], cancellationToken);
        var translations = await TranslationsAsync(posts, post, cancellationToken);
        var parts = series.Select(id => rows.GetValueOrDefault(id)).OfType<PostRow>().ToList();
        return new PostSurroundings
        {
            Translations = translations,
            NewerOriginal = translations
                .OrderBy(other => other.PublishedAt)
                .FirstOrDefault(other => other.PublishedAt < post.PublishedAt && site.Day(other.UpdatedAt) > site.Day(post.UpdatedAt)),
            Previous = previous is { } before ? rows.GetValueOrDefault(before) : null,
            Next = next is { } after ? rows.GetValueOrDefault(after) : null,
            Series = parts.Count > 1 ? parts : [],
            SeriesPath = parts.Count > 0 ? await SeriesPathAsync(db, post.Series!, cancellationToken) : null,
            Part = parts.FindIndex(other => other.Id == post.Id) + 1,
            Related = [.. likely.Select(id => rows.GetValueOrDefault(id)).OfType<PostRow>()],
            Categories = await CategoriesAsync(db, post.Category, cancellationToken),
            Image = await ShareImage.OfAsync(db, post, cancellationToken),
        };
    }

    private static async Task<Dictionary<int, PostRow>> RowsAsync(
        ListedPosts posts,
        IEnumerable<int?> ids,
        CancellationToken cancellationToken
    )
    {
        var wanted = ids.OfType<int>().Distinct().ToList();
        return wanted.Count == 0 ? [] : await PostRow.Of(posts.Rows(wanted)).ToDictionaryAsync(row => row.Id, cancellationToken);
    }

    private static Task<List<PostRow>> TranslationsAsync(ListedPosts posts, Post post, CancellationToken cancellationToken)
    {
        var language = post.Language;
        return post.TranslationGroup is not { } group
            ? Task.FromResult(new List<PostRow>())
            : PostRow.Of(posts.InGroups([group]).Where(other => other.Language != language)).ToListAsync(cancellationToken);
    }

    private static async Task<string?> SeriesPathAsync(BlogDb db, string title, CancellationToken cancellationToken) =>
        await db.Series.AsNoTracking().FirstOrDefaultAsync(series => series.Title == title, cancellationToken) is { } series
            ? PostAddress.Encode(series.Address)
            : null;

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
        if (slugs.Length == 1)
        {
            return [(category.Name, category.Path)];
        }

        var paths = slugs.Select((_, index) => string.Join('/', slugs.Take(index + 1))).ToList();
        var rows = await db
            .Categories.AsNoTracking()
            .Where(other => paths.Contains(other.Path))
            .Select(other => new { other.Name, other.Path })
            .ToListAsync(cancellationToken);
        return [.. rows.OrderBy(row => row.Path.Length).Select(row => (row.Name, row.Path))];
    }
}
