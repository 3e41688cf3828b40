using Blog.Data.Media;
using Blog.Data.Posts.Writing;
using Blog.Images.Diagrams;
using Blog.Rendering;
using Blog.Rendering.Output;
using Microsoft.EntityFrameworkCore;

namespace Blog.Data.Diagrams;

/// <summary>Keeps drawings of diagrams, and renders the posts again that hold their source.</summary>
public sealed class DiagramStore(BlogDb db, PostWriter writer, TimeProvider clock)
{
    /// <summary>Characters of source that are drawn: the limit of the library, which refuses longer ones.</summary>
    public const int LongestSource = 50_000;

    /// <summary>
    /// Stores a drawing and shows it where its source stands. One that is there already stays, since its address promises that.
    /// </summary>
    /// <param name="light">SVG for light pages, as the browser made it.</param>
    /// <param name="dark">The same for dark pages.</param>
    /// <returns>Why it was refused; null if it is stored.</returns>
    public async Task<string?> KeepAsync(DiagramSource source, string light, string dark, CancellationToken cancellationToken)
    {
        if (DiagramSvg.Clean(light, out var refusal) is not { } lightSvg || DiagramSvg.Clean(dark, out refusal) is not { } darkSvg)
        {
            await FailAsync(source, refusal!, cancellationToken);
            return refusal;
        }

        if (await WriteAsync(source, diagram => diagram.Drawn(lightSvg, darkSvg), cancellationToken))
        {
            await ShowAsync(source, cancellationToken);
        }

        return null;
    }

    /// <summary>Notes why a diagram could not be drawn. One that is drawn stays so.</summary>
    public Task FailAsync(DiagramSource source, string reason, CancellationToken cancellationToken) =>
        WriteAsync(source, diagram => diagram.Failed(TextLengths.Cut(reason, TextLengths.Line)), cancellationToken);

    /// <summary>The diagrams of a text that are not drawn, each with the reason if one is known.</summary>
    public async Task<IReadOnlyList<(DiagramSource Source, string? Error)>> UndrawnAsync(
        string markdown,
        CancellationToken cancellationToken
    )
    {
        var sources = MarkdownDiagrams.Find(markdown);
        if (sources.Count == 0)
        {
            return [];
        }

        var hashes = sources.Select(source => source.Hash).ToList();
        var known = await db
            .Diagrams.AsNoTracking()
            .Where(diagram => hashes.Contains(diagram.Source))
            .Select(diagram => new
            {
                diagram.Source,
                IsDrawn = diagram.Light != "",
                diagram.Error,
            })
            .ToDictionaryAsync(diagram => diagram.Source, cancellationToken);
        return
        [
            .. sources
                .Where(source => known.GetValueOrDefault(source.Hash)?.IsDrawn != true)
                .Select(source => (source, known.GetValueOrDefault(source.Hash)?.Error)),
        ];
    }

    private Task<bool> WriteAsync(DiagramSource source, Action<Diagram> change, CancellationToken cancellationToken) =>
        db.WriteAsync(
            async () =>
            {
                var diagram = await db.Diagrams.SingleOrDefaultAsync(row => row.Source == source.Hash, cancellationToken);
                if (diagram is { Light.Length: > 0 })
                {
                    return false;
                }

                if (diagram is null)
                {
                    diagram = new Diagram(source.Hash, clock.GetUtcNow());
                    db.Diagrams.Add(diagram);
                }

                change(diagram);
                return true;
            },
            cancellationToken
        );

    private async Task ShowAsync(DiagramSource source, CancellationToken cancellationToken)
    {
        var ids = await db
            .Posts.Where(post => EF.Functions.Like(post.Markdown, "%" + DiagramSource.Language + "%"))
            .Select(post => post.Id)
            .ToListAsync(cancellationToken);
        foreach (var id in ids)
        {
            var post = await db.Posts.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, cancellationToken);
            if (post is null || MarkdownDiagrams.Find(post.Markdown).All(found => found.Hash != source.Hash))
            {
                continue;
            }

            try
            {
                await writer.RerenderAsync(post, cancellationToken);
            }
            catch (DbUpdateConcurrencyException)
            {
                // Saved in the meantime, and so rendered with the drawing.
            }

            db.ChangeTracker.Clear();
        }
    }
}
