using Blog.Data.Addresses;
using Microsoft.EntityFrameworkCore;

namespace Blog.Data.Posts.Writing;

/// <summary>
/// Finds series by title and creates missing ones. A former title of a renamed one is found by the address that it had: otherwise an old
/// draft or a second import would create it again.
/// </summary>
internal sealed class SeriesWriter(BlogDb db, TimeProvider clock)
{
    /// <summary>The content with the title as its series has it.</summary>
    public async Task<PostContent> SettleAsync(PostContent content, CancellationToken cancellationToken) =>
        string.IsNullOrWhiteSpace(content.Series)
            ? content
            : content with
            {
                Series = (await FindOrAddAsync(content.Series.Trim(), content.Language, cancellationToken)).Title,
            };

    /// <summary>Adds what posts of an earlier version name.</summary>
    public async Task AddMissingAsync(CancellationToken cancellationToken)
    {
        var missing = await db
            .Posts.Where(post => post.Series != null && !db.Series.Any(series => series.Title == post.Series))
            .GroupBy(post => post.Series!)
            .Select(group => new
            {
                Title = group.Key,
                Language = group.Min(post => post.Language),
                Last = group.Max(post => post.Language),
            })
            .ToListAsync(cancellationToken);
        foreach (var one in missing.OrderBy(one => one.Title, StringComparer.Ordinal))
        {
            var language = one.Language == one.Last ? one.Language : null;
            db.Series.Add(new Series(one.Title, await FreeSlugAsync(one.Title, cancellationToken), language, clock.GetUtcNow()));
        }
    }

    private async Task<Series> FindOrAddAsync(string title, string language, CancellationToken cancellationToken)
    {
        var slug = Slug.From(title, "series");
        var found =
            db.Series.Local.FirstOrDefault(series => string.Equals(series.Title, title, StringComparison.OrdinalIgnoreCase))
            ?? await db
                .Series.Where(series => EF.Functions.Collate(series.Title, "NOCASE") == title)
                .OrderBy(series => series.Id)
                .FirstOrDefaultAsync(cancellationToken);
        if (found is null && Slug.HasWords(title))
        {
            var key = PostAddress.KeyOf("/series/" + slug.Value);
            found =
                db.Series.Local.FirstOrDefault(series => series.Slug == slug)
                ?? await db.Series.FirstOrDefaultAsync(series => series.Slug == slug, cancellationToken)
                ?? await db
                    .Redirects.Where(redirect => redirect.PathKey == key && redirect.Series != null)
                    .Select(redirect => redirect.Series)
                    .FirstOrDefaultAsync(cancellationToken);
        }

        return found ?? db.Series.Add(new Series(title, await FreeSlugAsync(title, cancellationToken), language, clock.GetUtcNow())).Entity;
    }

    private async Task<Slug> FreeSlugAsync(string title, CancellationToken cancellationToken)
    {
        for (var number = 1; ; number++)
        {
            var slug = number == 1 ? Slug.From(title, "series") : Slug.From(title, "series").Numbered(number);
            if (
                db.Series.Local.All(series => series.Slug != slug)
                && !await db.Series.AnyAsync(series => series.Slug == slug, cancellationToken)
            )
            {
                return slug;
            }
        }
    }
}
