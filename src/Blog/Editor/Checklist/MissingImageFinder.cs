using Blog.Data;
using Blog.Data.Addresses;
using Blog.Data.Media;
using Blog.Data.Redirects;
using Blog.Site;
using Microsoft.EntityFrameworkCore;

namespace Blog.Editor.Checklist;

/// <summary>Finds the images of a text that should be on this site and are not: an unknown file, a relative name, a page.</summary>
public sealed class MissingImageFinder(
    BlogDb db,
    MediaStore store,
    AddressLookup addresses,
    SiteContext site,
    SiteOptions options,
    TimeProvider clock
)
{
    /// <summary>Images checked; of a text with more of them, only the first ones.</summary>
    public const int Most = 500;

    /// <summary>Images of the program itself that are not below <c>/assets</c>.</summary>
    private static readonly HashSet<string> Built = new(StringComparer.Ordinal) { "favicon.ico", "apple-touch-icon.png" };

    /// <summary>Finds those at whose address a reader gets no image.</summary>
    /// <param name="sources">Addresses as written; those on other hosts are not checked.</param>
    /// <param name="address">Address of the post, to resolve relative names.</param>
    public async Task<IReadOnlyList<string>> FindAsync(
        IEnumerable<string> sources,
        PostAddress address,
        CancellationToken cancellationToken
    )
    {
        var local = sources
            .Select(source => source.Trim())
            .Distinct(StringComparer.Ordinal)
            .Take(Most)
            .Select(source => (Source: source, Path: PathOf(source, address)))
            .Where(image => image.Path is not null)
            .ToList();
        var ids = local.Select(image => MediaFile.IdIn(image.Path)).OfType<string>().Distinct().ToList();
        var files =
            ids.Count == 0
                ? []
                : await db.Media.AsNoTracking().Where(file => ids.Contains(file.Id)).ToDictionaryAsync(file => file.Id, cancellationToken);
        var missing = new List<string>();
        foreach (var (source, path) in local)
        {
            if (!IsFile(path!, files) && !await IsOldAddressAsync(path!, cancellationToken))
            {
                missing.Add(source);
            }
        }

        return missing;
    }

    // An image at the address of the page itself (src="#") is none.
    private string? PathOf(string source, PostAddress address) =>
        source is ['#' or '?', ..] ? address.Value : InternalLink.PathOf(source, address, options.PublicUrl.Authority, options.BasePath);

    private bool IsFile(string path, Dictionary<string, MediaFile> files) =>
        path.Split('/', StringSplitOptions.RemoveEmptyEntries) switch
        {
            ["media", var id, var name] => files.GetValueOrDefault(id) is { } file && file.IsNamed(name) && store.Find(file) is not null,
            ["assets", var name] => site.Assets.Has(name),
            [var name] => Built.Contains(name),
            _ => false,
        };

    /// <summary>Whether a redirect leads from the address to an image; one that leads to a page does not show any.</summary>
    private async Task<bool> IsOldAddressAsync(string path, CancellationToken cancellationToken) =>
        (await addresses.FindAsync(path, clock.GetUtcNow(), cancellationToken)).RedirectTo is { } now
        && MediaFile.IdIn(now) is { } id
        && await db.Media.AsNoTracking().FirstOrDefaultAsync(file => file.Id == id, cancellationToken) is { } file
        && store.Find(file) is not null;
}
