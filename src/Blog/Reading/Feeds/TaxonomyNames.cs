using Blog.Data;
using Microsoft.EntityFrameworkCore;

namespace Blog.Reading.Feeds;

/// <summary>Display names of tags and categories known by slug.</summary>
internal static class TaxonomyNames
{
    public static Task<string> OfTagAsync(BlogDb db, Slug slug, CancellationToken cancellationToken) =>
        db.Tags.Where(tag => tag.Slug == slug).Select(tag => tag.Name).SingleAsync(cancellationToken);

    /// <summary>The names from the root of the tree down to a category.</summary>
    public static async Task<string> OfCategoryAsync(BlogDb db, string path, CancellationToken cancellationToken)
    {
        var slugs = path.Split('/');
        var paths = slugs.Select((_, index) => string.Join('/', slugs.Take(index + 1))).ToList();
        var names = await db
            .Categories.Where(category => paths.Contains(category.Path))
            .OrderBy(category => category.Path.Length)
            .Select(category => category.Name)
            .ToListAsync(cancellationToken);
        return string.Join(" / ", names);
    }
}
