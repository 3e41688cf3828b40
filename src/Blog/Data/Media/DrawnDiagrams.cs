using Blog.Images.Diagrams;
using Blog.Rendering.Output;
using Microsoft.EntityFrameworkCore;

namespace Blog.Data.Media;

/// <summary>Which diagrams are drawn, and how large they are.</summary>
public sealed class DrawnDiagrams(BlogDb db)
{
    /// <summary>The drawn ones among the sources of a text, by their hashes.</summary>
    public async Task<IReadOnlyDictionary<string, DiagramInfo>> OfAsync(
        IReadOnlyList<DiagramSource> sources,
        CancellationToken cancellationToken
    )
    {
        var drawn = new Dictionary<string, DiagramInfo>(StringComparer.Ordinal);
        if (sources.Count == 0)
        {
            return drawn;
        }

        var hashes = sources.Select(source => source.Hash).ToList();
        var rows = await db
            .Diagrams.AsNoTracking()
            .Where(diagram => hashes.Contains(diagram.Source) && diagram.Light != "" && diagram.Dark != "")
            .Select(diagram => new
            {
                diagram.Source,
                Start = diagram.Light.Substring(0, DiagramSvg.LongestStart),
                HasPicture = diagram.Picture != null,
            })
            .ToListAsync(cancellationToken);
        foreach (var row in rows)
        {
            var (width, height) = DiagramSvg.SizeOf(row.Start);
            drawn[row.Source] = new DiagramInfo(width, height, DiagramSvg.VersionOf(row.Start)) { HasPicture = row.HasPicture };
        }

        return drawn;
    }
}
