using Blog.Data;
using Blog.Data.Addresses;
using Blog.Data.Redirects;
using Blog.Portability.Export;
using Microsoft.EntityFrameworkCore;

namespace Blog.Portability.Import.OwnExports;

/// <summary>Takes in the redirects that no post's file names.</summary>
internal sealed class ExportedRedirects(BlogDb db, ExportFiles files, DateTimeOffset now)
{
    private const int BatchSize = 200;

    public async Task TakeAsync(int? runId, List<string> notes, CancellationToken cancellationToken)
    {
        var codes = (await db.Settings.AsNoTracking().SingleAsync(cancellationToken)).EditionCodes;
        var lost = 0;
        foreach (var batch in files.Rows<ExportedRedirect>(ExportNames.Redirects).Where(IsPath).Chunk(BatchSize))
        {
            await db.WriteAsync(
                async () =>
                {
                    var taken = await RedirectKeys.TakenAsync(db, batch.Select(row => PostAddress.KeyOf(row.From)), cancellationToken);
                    foreach (var row in batch.Where(row => taken.Add(PostAddress.KeyOf(row.From))))
                    {
                        if (await MakeAsync(row, codes, cancellationToken) is { } redirect)
                        {
                            db.Redirects.Add(redirect.Of(runId));
                        }
                        else
                        {
                            lost++;
                        }
                    }

                    await db.SaveChangesAsync(cancellationToken);
                    return true;
                },
                cancellationToken
            );
            db.ChangeTracker.Clear();
        }

        if (lost > 0)
        {
            notes.Add(string.Create(CultureInfo.InvariantCulture, $"{lost} redirects lead to what is not here: left out"));
        }
    }

    private async Task<Redirect?> MakeAsync(ExportedRedirect row, IReadOnlyCollection<string> codes, CancellationToken cancellationToken)
    {
        if (row.Page is not null && SystemPage.PathOf(row.Page, codes, SystemPage.Friends) is null)
        {
            return null;
        }

        if (row.Post is not null)
        {
            var key = PostAddress.KeyOf(row.Post);
            var post = await db.Posts.FirstOrDefaultAsync(one => one.AddressKey == key, cancellationToken);
            return post is null ? null : Redirect.To(post, row.From, now);
        }

        if (row.Tag is not null)
        {
            var tag = Slug.TryParse(row.Tag, out var slug)
                ? await db.Tags.FirstOrDefaultAsync(one => one.Slug == slug, cancellationToken)
                : null;
            return tag is null ? null : WithFeed(Redirect.To(tag, row.From, now), row.Page);
        }

        if (row.Category is not null)
        {
            var category = await db.Categories.FirstOrDefaultAsync(one => one.Path == row.Category, cancellationToken);
            return category is null ? null : WithFeed(Redirect.To(category, row.From, now), row.Page);
        }

        if (row.Series is not null)
        {
            var series = Slug.TryParse(row.Series, out var slug)
                ? await db.Series.FirstOrDefaultAsync(one => one.Slug == slug, cancellationToken)
                : null;
            return series is null ? null : Redirect.To(series, row.From, now);
        }

        if (row.Media is not null)
        {
            var id = Data.Media.MediaFile.IdIn(row.Media);
            var file = await db.Media.FirstOrDefaultAsync(one => one.Id == id, cancellationToken);
            return file is null ? null : Redirect.To(file, row.From, now);
        }

        return row.Page is null ? null : Redirect.ToPage(row.Page, row.From, now);
    }

    private static Redirect WithFeed(Redirect redirect, string? feed) => feed is null ? redirect : redirect.ToFeed(feed);

    /// <summary>Below protected segments no redirect works; only files may have moved.</summary>
    private static bool IsPath(ExportedRedirect row)
    {
        if (
            row.From is not { Length: > 1 and <= TextLengths.Path } from
            || !from.StartsWith('/')
            || from.StartsWith("//", StringComparison.Ordinal)
            || from.Any(c => char.IsControl(c) || c == '\\')
        )
        {
            return false;
        }

        var first = from[1..].Split('/', '?')[0].ToLowerInvariant();
        return first is "media" or "assets" || !ReservedSegments.IsProtected(first);
    }
}
