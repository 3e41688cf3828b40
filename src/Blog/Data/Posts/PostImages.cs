using Blog.Data.Media;
using Blog.Rendering;
using Blog.Rendering.Html;
using Blog.Rendering.Output;
using Blog.Rendering.Text;
using Microsoft.EntityFrameworkCore;

namespace Blog.Data.Posts;

/// <summary>The sizes of the images that texts name, by their addresses as written.</summary>
internal sealed class PostImages(BlogDb db)
{
    private bool? _knowsSizes;

    public async Task<Dictionary<string, ImageInfo>> OfAsync(string markdown, CancellationToken cancellationToken)
    {
        var sizes = new Dictionary<string, ImageInfo>(StringComparer.Ordinal);
        await AddToAsync(sizes, markdown, cancellationToken);
        return sizes;
    }

    /// <summary>Adds the sizes that are not in a list yet.</summary>
    public async Task AddToAsync(Dictionary<string, ImageInfo> sizes, string markdown, CancellationToken cancellationToken)
    {
        await AddRemoteAsync(sizes, markdown, cancellationToken);
        var found = MediaFile
            .PathPattern()
            .Matches(markdown)
            .Select(match => (Path: match.Value, Id: match.Groups["id"].Value))
            .Where(image => !sizes.ContainsKey(image.Path))
            .Distinct()
            .ToList();
        if (found.Count == 0)
        {
            return;
        }

        var ids = found.Select(f => f.Id).Distinct().ToList();
        var files = await db
            .Media.AsNoTracking()
            .Where(file => ids.Contains(file.Id))
            .ToDictionaryAsync(file => file.Id, cancellationToken);
        foreach (var (path, id) in found)
        {
            if (files.GetValueOrDefault(id)?.ToFacts() is { } facts)
            {
                sizes[path] = facts;
            }
        }
    }

    /// <summary>Images of other hosts whose size was fetched.</summary>
    private async Task AddRemoteAsync(Dictionary<string, ImageInfo> sizes, string markdown, CancellationToken cancellationToken)
    {
        if (
            !markdown.Contains("//", StringComparison.Ordinal)
            || !(_knowsSizes ??= await db.RemoteImageSizes.AnyAsync(size => size.Width > 0, cancellationToken))
        )
        {
            return;
        }

        var links = TextLimits.Check(TextLimits.Normalize(markdown)) is null ? MarkdownLinks.Find(markdown) : [];
        var written = links
            .Where(link => link.IsImage)
            .Select(link => link.Url.Trim())
            .Where(UrlPolicy.IsRemote)
            .Distinct(StringComparer.Ordinal)
            .ToLookup(RemoteImageSize.AddressOf, StringComparer.Ordinal);
        var addresses = written.Select(group => group.Key).ToList();
        var known = await db
            .RemoteImageSizes.AsNoTracking()
            .Where(size => size.Width > 0 && addresses.Contains(size.Address))
            .ToListAsync(cancellationToken);
        foreach (var size in known)
        {
            foreach (var address in written[size.Address])
            {
                sizes.TryAdd(address, new ImageInfo(size.Width, size.Height));
            }
        }
    }
}
