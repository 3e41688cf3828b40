using Blog.Data;
using Blog.Data.Media;
using Blog.Data.People;
using Blog.Data.Posts;
using Blog.Data.Settings;
using Blog.Portability.Export;
using Microsoft.EntityFrameworkCore;

namespace Blog.Portability.Import.OwnExports;

/// <summary>Takes in what posts refer to by name, so that tags and categories keep their slugs and authors their pictures.</summary>
internal sealed class ExportedBasics(BlogDb db, ExportFiles files, TimeProvider clock)
{
    public Task<bool> TakeAsync(List<string> notes, CancellationToken cancellationToken) =>
        db.WriteAsync(
            async () =>
            {
                await TakeSettingsAsync(notes, cancellationToken);
                await TakeAuthorsAsync(cancellationToken);
                await TakeTagsAsync(cancellationToken);
                await TakeCategoriesAsync(cancellationToken);
                await TakeSeriesAsync(cancellationToken);
                await db.SaveChangesAsync(cancellationToken);
                return true;
            },
            cancellationToken
        );

    /// <summary>Only where nobody has written or set anything: elsewhere they would change a blog that is in use.</summary>
    private async Task TakeSettingsAsync(List<string> notes, CancellationToken cancellationToken)
    {
        if (files.Text(ExportNames.Settings) is not { } text)
        {
            return;
        }

        var settings = await db.Settings.SingleAsync(cancellationToken);
        if (await db.Posts.AnyAsync(post => !post.IsSample, cancellationToken) || settings.Version > 1)
        {
            notes.Add("the blog has posts or settings of its own: the settings of the export are left out");
            return;
        }

        if (SettingsFile.Read(text) is not { } choices)
        {
            notes.Add($"{ExportNames.Settings} cannot be read: the settings are left out");
            return;
        }

        settings.Revise(WithSafeParts(choices));
    }

    /// <summary>Without what the settings page would refuse.</summary>
    private static SiteChoices WithSafeParts(SiteChoices choices)
    {
        static string? Picture(string? path) => MediaFile.IdIn(path) is null ? null : path;
        return choices with
        {
            Identity = choices.Identity with
            {
                Logo = Picture(choices.Identity.Logo),
                Favicon = Picture(choices.Identity.Favicon),
                FooterPicture = Picture(choices.Identity.FooterPicture),
            },
            Discovery = choices.Discovery with { ShareImage = Picture(choices.Discovery.ShareImage) },
        };
    }

    private async Task TakeAuthorsAsync(CancellationToken cancellationToken)
    {
        var known = (await db.Authors.Select(author => author.Name).ToListAsync(cancellationToken)).ToHashSet(StringComparer.Ordinal);
        foreach (var row in files.Rows<ExportedAuthor>(ExportNames.Authors))
        {
            if (row.Name is { Length: > 0 and <= TextLengths.Name } name && !name.Any(char.IsControl) && known.Add(name))
            {
                var author = new Author(name);
                author.ShowAs(MediaFile.IdIn(row.Picture) is null ? null : row.Picture);
                db.Authors.Add(author);
            }
        }
    }

    private async Task TakeTagsAsync(CancellationToken cancellationToken)
    {
        var rows = await db.Tags.AsNoTracking().ToListAsync(cancellationToken);
        var (slugs, names) = (
            rows.Select(tag => tag.Slug).ToHashSet(),
            rows.Select(tag => tag.Name).ToHashSet(StringComparer.OrdinalIgnoreCase)
        );
        foreach (var row in files.Rows<ExportedTag>(ExportNames.Tags))
        {
            if (IsName(row.Name) && Slug.TryParse(row.Slug, out var slug) && names.Add(row.Name) && slugs.Add(slug))
            {
                db.Tags.Add(new Tag(row.Name, slug));
            }
        }
    }

    private async Task TakeCategoriesAsync(CancellationToken cancellationToken)
    {
        var rows = await db.Categories.ToDictionaryAsync(category => category.Path, StringComparer.Ordinal, cancellationToken);
        foreach (var row in files.Rows<ExportedCategory>(ExportNames.Categories))
        {
            var cut = row.Path?.LastIndexOf('/') ?? -1;
            var parent = cut < 0 ? null : rows.GetValueOrDefault(row.Path![..cut]);
            if (
                IsName(row.Name)
                && row.Path is { Length: <= TextLengths.Path } path
                && (cut < 0 || parent is not null)
                && !rows.ContainsKey(path)
                && Slug.TryParse(path[(cut + 1)..], out var slug)
            )
            {
                rows.Add(path, db.Categories.Add(new Category(row.Name, slug, parent)).Entity);
            }
        }
    }

    private async Task TakeSeriesAsync(CancellationToken cancellationToken)
    {
        var rows = await db.Series.AsNoTracking().ToListAsync(cancellationToken);
        var (slugs, titles) = (
            rows.Select(series => series.Slug).ToHashSet(),
            rows.Select(series => series.Title).ToHashSet(StringComparer.OrdinalIgnoreCase)
        );
        foreach (var row in files.Rows<ExportedSeries>(ExportNames.Series))
        {
            if (
                row.Title is { Length: > 0 and <= TextLengths.Title } title
                && !title.Any(char.IsControl)
                && Slug.TryParse(row.Slug, out var slug)
                && titles.Add(title)
                && slugs.Add(slug)
            )
            {
                var series = new Series(title, slug, row.Language, clock.GetUtcNow());
                series.Describe(
                    TextLengths.Cut(row.Description ?? "", TextLengths.Line),
                    row.Language is { Length: <= TextLengths.Name } ? row.Language : null
                );
                db.Series.Add(series);
            }
        }
    }

    private static bool IsName(string? name) => name is { Length: > 0 and <= TextLengths.Name } && !name.Any(char.IsControl);
}
