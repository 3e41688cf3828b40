using Blog.Data;
using Blog.Data.Media;
using Blog.Data.Posts;
using Microsoft.EntityFrameworkCore;

namespace Blog.Site.Discovery;

/// <summary>The image that other sites show of a post.</summary>
/// <param name="Address">Path below the base path, or a whole address elsewhere.</param>
/// <param name="Width">Pixels; null where unknown.</param>
/// <param name="Height">Pixels; null where unknown.</param>
/// <param name="Alt">What it shows; empty where nobody said.</param>
public sealed record ShareImage(string Address, int? Width, int? Height, string Alt)
{
    /// <summary>A post's cover, else the first image of its text; null where it has neither. SVG is passed over: no other site shows it.</summary>
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
        var files = await db
            .Media.AsNoTracking()
            .Where(file => ids.Contains(file.Id))
            .ToDictionaryAsync(file => file.Id, cancellationToken);
        return candidates
            .Select(address => MediaFile.IdIn(address) is { } own ? Of(files.GetValueOrDefault(own)) : OfElsewhere(address))
            .FirstOrDefault(image => image is not null);
    }

    /// <summary>The site's own, for pages that have none; else the program's.</summary>
    public static ShareImage OfSite(SiteContext site) =>
        site.Settings.Discovery is { ShareImage: { } own } discovery
            ? new ShareImage(own, discovery.ShareImageWidth, discovery.ShareImageHeight, "")
            : new ShareImage(site.Assets.Href("share.png")[site.Local("").Length..], 1200, 630, "");

    /// <summary>An own image; null where there is none, or none that others show.</summary>
    public static ShareImage? Of(MediaFile? file) =>
        file is null || file.Extension == ".svg" ? null : new ShareImage(file.Path, file.Width, file.Height, file.Alt);

    private static ShareImage? OfElsewhere(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var url)
        && url.Scheme == Uri.UriSchemeHttps
        && !url.AbsolutePath.EndsWith(".svg", StringComparison.OrdinalIgnoreCase)
            ? new ShareImage(url.AbsoluteUri, null, null, "")
            : null;
}
