using Microsoft.EntityFrameworkCore;

namespace Blog.Data.Posts.Listing;

/// <summary>Which posts are in which series, published or not.</summary>
public static class SeriesParts
{
    /// <summary>Every series with the row ids of its posts.</summary>
    public static async Task<IReadOnlyList<(Series Series, IReadOnlyList<int> Ids)>> AllAsync(
        BlogDb db,
        CancellationToken cancellationToken
    )
    {
        var all = await db.Series.AsNoTracking().OrderBy(series => series.Id).ToListAsync(cancellationToken);
        if (all.Count == 0)
        {
            return [];
        }

        var parts = (
            await db.Posts.Where(post => post.Series != null).Select(post => new { post.Id, post.Series }).ToListAsync(cancellationToken)
        ).ToLookup(part => part.Series!, part => part.Id, StringComparer.Ordinal);
        return [.. all.Select(series => (series, (IReadOnlyList<int>)[.. parts[series.Title]]))];
    }
}
