using System.Text;
using Blog.Data;
using Blog.Data.Media;
using Blog.Data.Media.Library;
using Blog.Portability.StaticSite.Snapshot;
using Blog.Rendering;
using Blog.Rendering.Output;
using Microsoft.EntityFrameworkCore;

namespace Blog.Portability.StaticSite.Media;

/// <summary>The images that public pages use: those of drafts stay at home.</summary>
internal sealed class PublicMedia(BlogDb db, MediaStore store, SitePictures pictures)
{
    /// <summary>Reads their rows, by id.</summary>
    public async Task<IReadOnlyDictionary<string, MediaFile>> ReadAsync(SiteSnapshot site, CancellationToken cancellationToken)
    {
        var uses = await db.PostMedia.Select(use => new { use.PostId, use.MediaFileId }).ToListAsync(cancellationToken);
        var links = await db
            .PostLinks.Where(link => link.Target.Contains("/media/"))
            .Select(link => new { link.PostId, link.Target })
            .ToListAsync(cancellationToken);
        var ids = uses.Where(use => site.Posts.ContainsKey(use.PostId))
            .Select(use => use.MediaFileId)
            .Concat(links.Where(link => site.Posts.ContainsKey(link.PostId)).Select(link => MediaFile.IdIn(link.Target)).OfType<string>())
            .Concat((await pictures.AllAsync(cancellationToken)).Select(picture => picture.MediaId))
            .ToHashSet(StringComparer.Ordinal);
        var files = await db.Media.AsNoTracking().ToListAsync(cancellationToken);
        return files
            .Where(file => ids.Contains(file.Id))
            .OrderBy(file => file.Id, StringComparer.Ordinal)
            .ToDictionary(file => file.Id, StringComparer.Ordinal);
    }

    /// <summary>The drawings of diagrams that public posts show, each with its address.</summary>
    public async Task<IReadOnlyList<(string Path, byte[] Svg)>> DiagramsAsync(SiteSnapshot site, CancellationToken cancellationToken)
    {
        var texts = await db
            .Posts.Where(post => EF.Functions.Like(post.Markdown, "%" + DiagramSource.Language + "%"))
            .Select(post => new { post.Id, post.Markdown })
            .ToListAsync(cancellationToken);
        var hashes = texts
            .Where(post => site.Posts.ContainsKey(post.Id))
            .SelectMany(post => MarkdownDiagrams.Find(post.Markdown))
            .Select(source => source.Hash)
            .ToHashSet(StringComparer.Ordinal);
        if (hashes.Count == 0)
        {
            return [];
        }

        var rows = await db
            .Diagrams.AsNoTracking()
            .Where(diagram => diagram.Light != "")
            .OrderBy(diagram => diagram.Source)
            .ToListAsync(cancellationToken);
        return
        [
            .. rows.Where(row => hashes.Contains(row.Source))
                .SelectMany(row =>
                    new[] { (row.LightPath, Encoding.UTF8.GetBytes(row.Light)), (row.DarkPath, Encoding.UTF8.GetBytes(row.Dark)) }
                ),
        ];
    }

    /// <summary>Each address of an image with the file on disk: its own, and those of its smaller copies.</summary>
    public IEnumerable<(string Path, string? Source)> FilesOf(MediaFile file)
    {
        foreach (var path in file.Paths)
        {
            var name = path[(path.LastIndexOf('/') + 1)..];
            var whole = store.Find(file);
            // A copy that is still to be made: the program sends the whole image meanwhile.
            yield return (path, file.VariantOf(name) is { } width ? store.FindVariant(file, width) ?? whole : whole);
        }
    }
}
