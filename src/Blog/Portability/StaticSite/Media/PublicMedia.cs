using System.Data.Common;
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
internal sealed class PublicMedia(BlogDb db, MediaStore store)
{
    /// <summary>Reads their rows, by id.</summary>
    public async Task<IReadOnlyDictionary<string, MediaFile>> ReadAsync(SiteSnapshot site, CancellationToken cancellationToken)
    {
        var uses = await db.RowsAsync("SELECT PostId, MediaFileId FROM PostMedia", Use, cancellationToken);
        var links = await db.RowsAsync("SELECT PostId, Target FROM PostLinks WHERE instr(Target, '/media/') > 0", Use, cancellationToken);
        var pictures = await db.RowsAsync(
            "SELECT Picture FROM Authors WHERE Picture IS NOT NULL UNION ALL SELECT '/media/' || AvatarId || '/' FROM Friends "
                + "WHERE AvatarId IS NOT NULL",
            row => row.GetString(0),
            cancellationToken
        );
        var ids = uses.Where(use => site.Posts.ContainsKey(use.PostId))
            .Select(use => use.Media)
            .Concat(
                links
                    .Where(link => site.Posts.ContainsKey(link.PostId))
                    .Select(link => link.Media)
                    .Concat(pictures)
                    .Concat(SitePictures.Of(site.Settings).Select(picture => picture.Path))
                    .Select(MediaFile.IdIn)
                    .OfType<string>()
            )
            .ToHashSet(StringComparer.Ordinal);
        var files = ids.Count > 0 ? await db.Media.AsNoTracking().ToListAsync(cancellationToken) : [];
        return files
            .Where(file => ids.Contains(file.Id))
            .OrderBy(file => file.Id, StringComparer.Ordinal)
            .ToDictionary(file => file.Id, StringComparer.Ordinal);
    }

    /// <summary>The drawings of diagrams that public posts show, each with its address.</summary>
    public async Task<IReadOnlyList<(string Path, byte[] Svg)>> DiagramsAsync(SiteSnapshot site, CancellationToken cancellationToken)
    {
        if (await db.RowsAsync("SELECT Source FROM Diagrams WHERE Light <> '' LIMIT 1", row => row.GetString(0), cancellationToken) is [])
        {
            return []; // before all texts are searched
        }

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

    private static MediaUse Use(DbDataReader row) => new(row.GetInt32(0), row.GetString(1));

    /// <summary>A post that uses something: a media file by its id, or what a link in it leads to.</summary>
    private sealed record MediaUse(int PostId, string Media);
}
