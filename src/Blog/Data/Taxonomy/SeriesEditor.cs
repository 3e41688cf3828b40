using Blog.Data.Posts;
using Blog.Data.Posts.Writing;
using Blog.Data.Redirects;
using Microsoft.EntityFrameworkCore;

namespace Blog.Data.Taxonomy;

/// <summary>Administration of series. Every former address of a series permanently redirects to it.</summary>
public sealed class SeriesEditor(BlogDb db, PostWriter posts, TimeProvider clock)
{
    private readonly AddressRedirects _old = new(db, clock);

    /// <summary>Changes the title, the address or the words of a series, and tells its posts.</summary>
    /// <param name="seen">Its state when the page was loaded.</param>
    public Task<TaxonomyError?> EditAsync(int id, Seen seen, SeriesContent content, CancellationToken cancellationToken) =>
        TaxonomyTransaction.RunAsync(
            db,
            async () =>
            {
                var (series, error) = await FindAsync(id, seen, cancellationToken);
                (string Name, Slug Slug) wanted = ("", default);
                error ??=
                    TaxonomyTransaction.Read(content.Title, content.Slug, "series", out wanted, TextLengths.Title)
                    ?? await FindConflictAsync(id, wanted, cancellationToken);
                if (error is not null)
                {
                    return error;
                }

                var (title, from) = (series!.Title, series.Address);
                series.Rename(wanted.Name, wanted.Slug);
                series.Describe(TextLengths.Cut(content.Description ?? "", TextLengths.Line), content.Language);
                await _old.MoveAsync(series, from, cancellationToken);
                if (!string.Equals(title, wanted.Name, StringComparison.Ordinal))
                {
                    await posts.RenameSeriesAsync(title, wanted.Name, cancellationToken);
                }

                return null;
            },
            cancellationToken
        );

    /// <summary>Sets the places of its posts.</summary>
    /// <param name="places">By row id; null for the order of publication, after those that have a place.</param>
    public Task<TaxonomyError?> OrderAsync(int id, Seen seen, IReadOnlyDictionary<int, int?> places, CancellationToken cancellationToken) =>
        TaxonomyTransaction.RunAsync(
            db,
            async () =>
            {
                var (series, error) = await FindAsync(id, seen, cancellationToken);
                if (error is null)
                {
                    await posts.OrderSeriesAsync(series!.Title, places, cancellationToken);
                }

                return error;
            },
            cancellationToken
        );

    /// <summary>Deletes it: posts are in no series then, and its current and former addresses become 404.</summary>
    public Task<TaxonomyError?> RemoveAsync(int id, Seen seen, CancellationToken cancellationToken) =>
        TaxonomyTransaction.RunAsync(
            db,
            async () =>
            {
                var (series, error) = await FindAsync(id, seen, cancellationToken);
                if (error is null)
                {
                    await posts.RenameSeriesAsync(series!.Title, null, cancellationToken);
                    db.Series.Remove(series);
                }

                return error;
            },
            cancellationToken
        );

    private async Task<(Series? Series, TaxonomyError? Error)> FindAsync(int id, Seen seen, CancellationToken cancellationToken)
    {
        var series = await db.Series.SingleOrDefaultAsync(one => one.Id == id, cancellationToken);
        return (
            series,
            series is null ? TaxonomyError.Gone
            : seen != new Seen(series.Title, series.Address) ? TaxonomyError.Changed
            : null
        );
    }

    private async Task<TaxonomyError?> FindConflictAsync(int id, (string Name, Slug Slug) wanted, CancellationToken cancellationToken) =>
        await db.Series.AnyAsync(one => one.Id != id && one.Slug == wanted.Slug, cancellationToken) ? TaxonomyError.AddressTaken
        : await db.Series.AnyAsync(one => one.Id != id && EF.Functions.Collate(one.Title, "NOCASE") == wanted.Name, cancellationToken)
            ? TaxonomyError.NameTaken
        : null;
}

/// <summary>What an owner types about a series.</summary>
/// <param name="Slug">Last part of its address; empty to generate it from the title.</param>
/// <param name="Description">Plain text above its posts.</param>
/// <param name="Language">BCP 47 tag; null for none in particular.</param>
public sealed record SeriesContent(string? Title, string? Slug, string? Description, string? Language);
