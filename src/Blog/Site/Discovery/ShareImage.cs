using Blog.Data;
using Blog.Data.Addresses;
using Blog.Data.Media;
using Blog.Data.Posts;
using Blog.Data.Redirects;
using Microsoft.EntityFrameworkCore;

namespace Blog.Site.Discovery;

/// <summary>The preview image that other sites show for a page.</summary>
/// <param name="Address">Path without the base path, or an absolute address elsewhere.</param>
/// <param name="Width">Pixels; null if unknown.</param>
/// <param name="Height">Pixels; null if unknown.</param>
/// <param name="Alt">Alternative text; empty if none was given.</param>
public sealed record ShareImage(string Address, int? Width, int? Height, string Alt)
{
    /// <summary>
    /// A post's cover, otherwise the first image of its text; null if it has neither. SVG is skipped: other sites do not show it.
    /// </summary>
    public static async Task<ShareImage?> OfAsync(BlogDb db, Post post, CancellationToken cancellationToken)
    {
        var id = post.Id;
        var shown = await db
            .PostLinks.AsNoTracking()
            .Where(link => link.PostId == id && link.IsImage)
            .OrderBy(link => link.Position)
            .Select(link => link.Target)
            .ToListAsync(cancellationToken);
        var candidates = shown.Prepend(post.Cover ?? "").Where(address => address.Length > 0).ToList();
        var ids = candidates.Select(MediaFile.IdIn).OfType<string>().ToList();
        var files =
            ids.Count == 0
                ? []
                : await db.Media.AsNoTracking().Where(file => ids.Contains(file.Id)).ToDictionaryAsync(file => file.Id, cancellationToken);
        var moved = await MovedAsync(db, candidates, cancellationToken);
        return candidates
            .Select(address =>
                MediaFile.IdIn(address) is { } own ? Of(files.GetValueOrDefault(own))
                : IsPath(address) ? Of(moved.GetValueOrDefault(KeyOf(address)))
                : OfElsewhere(address)
            )
            .FirstOrDefault(image => image is not null);
    }

    /// <summary>The site's own image, for pages that have none; otherwise the built-in one.</summary>
    public static ShareImage OfSite(SiteContext site) =>
        site.Settings.Discovery is { ShareImage: { } own } discovery
            ? new ShareImage(own, discovery.ShareImageWidth, discovery.ShareImageHeight, "")
            : new ShareImage(site.Assets.Href("share.png")[site.Local("").Length..], 1200, 630, "");

    /// <summary>An image of this site; null if there is none, or none in a format that other sites show.</summary>
    public static ShareImage? Of(MediaFile? file) =>
        file is null || file.Extension == ".svg" ? null : new ShareImage(file.Path, file.Width, file.Height, file.Alt);

    /// <summary>The images that are at an old address now, such as that of an imported file, by its key.</summary>
    private static async Task<Dictionary<string, MediaFile>> MovedAsync(
        BlogDb db,
        IEnumerable<string> addresses,
        CancellationToken cancellationToken
    )
    {
        var keys = addresses.Where(address => IsPath(address) && MediaFile.IdIn(address) is null).Select(KeyOf).Distinct().ToList();
        return keys.Count == 0
            ? []
            : await db
                .Redirects.AsNoTracking()
                .Include(redirect => redirect.MediaFile)
                .Where(redirect => keys.Contains(redirect.PathKey) && redirect.MediaFileId != null)
                .ToDictionaryAsync(
                    redirect => redirect.PathKey,
                    redirect => redirect.MediaFile!,
                    StringComparer.Ordinal,
                    cancellationToken
                );
    }

    private static bool IsPath(string address) => address.StartsWith('/') && !address.StartsWith("//", StringComparison.Ordinal);

    private static string KeyOf(string path) => PostAddress.KeyOf(OldPathParser.Decode(path));

    private static ShareImage? OfElsewhere(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var url)
        && url.Scheme == Uri.UriSchemeHttps
        && !url.AbsolutePath.EndsWith(".svg", StringComparison.OrdinalIgnoreCase)
            ? new ShareImage(url.AbsoluteUri, null, null, "")
            : null;
}
