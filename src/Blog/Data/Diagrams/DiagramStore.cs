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
    /// Stores a drawing and shows it where its source stands. One that is there already stays, unless another is wanted; that one gets
    /// another address.
    /// </summary>
    /// <param name="light">SVG for light pages, as the browser made it.</param>
    /// <param name="dark">The same for dark pages.</param>
    /// <param name="again">Whether it replaces one that is there.</param>
    /// <returns>Why it was refused; null if it is stored.</returns>
    public async Task<string?> KeepAsync(DiagramSource source, string light, string dark, bool again, CancellationToken cancellationToken)
    {
        if (DiagramSvg.Clean(light, out var refusal) is not { } lightSvg || DiagramSvg.Clean(dark, out refusal) is not { } darkSvg)
        {
            await FailAsync(source, refusal!, cancellationToken);
            return refusal;
        }

        if (await WriteAsync(source, diagram => Draw(diagram, lightSvg, darkSvg), again, cancellationToken))
        {
            await ShowAsync(source, cancellationToken);
        }

        return null;
    }

    /// <summary>Notes why a diagram could not be drawn. One that is drawn stays so.</summary>
    public Task FailAsync(DiagramSource source, string reason, CancellationToken cancellationToken) =>
        WriteAsync(source, diagram => diagram.Failed(TextLengths.Cut(reason, TextLengths.Line)), again: false, cancellationToken);

    /// <summary>Stores the picture of a light drawing as the browser painted it.</summary>
    /// <param name="drawing">Address of the drawing that was painted.</param>
    /// <returns>Whether it is stored: false where it is no picture of the present drawing.</returns>
    public async Task<bool> KeepPictureAsync(DiagramSource source, string drawing, byte[] png, CancellationToken cancellationToken)
    {
        var light = await db
            .Diagrams.Where(row => row.Source == source.Hash)
            .Select(row => row.Light.Substring(0, DiagramSvg.LongestStart))
            .SingleOrDefaultAsync(cancellationToken);
        if (string.IsNullOrEmpty(light))
        {
            return false;
        }

        var (width, height) = DiagramSvg.SizeOf(light);
        if (DiagramPicture.Clean(png, width, height) is not { } clean)
        {
            return false;
        }

        return await db.WriteAsync(
            async () =>
            {
                var diagram = await db.Diagrams.SingleOrDefaultAsync(row => row.Source == source.Hash, cancellationToken);
                if (diagram is not { Light.Length: > 0 } || !drawing.EndsWith(diagram.LightPath, StringComparison.Ordinal))
                {
                    return false;
                }

                diagram.Pictured(clean);
                return true;
            },
            cancellationToken
        );
    }

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

    private static void Draw(Diagram diagram, string light, string dark)
    {
        if (diagram.Light.Length > 0)
        {
            (light, dark) = (DiagramSvg.After(diagram.Light, light), DiagramSvg.After(diagram.Light, dark));
        }

        diagram.Drawn(light, dark);
    }

    private Task<bool> WriteAsync(DiagramSource source, Action<Diagram> change, bool again, CancellationToken cancellationToken) =>
        db.WriteAsync(
            async () =>
            {
                var diagram = await db.Diagrams.SingleOrDefaultAsync(row => row.Source == source.Hash, cancellationToken);
                if (diagram is { Light.Length: > 0 } && !again)
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
        // The longest line is in no other text but those that hold the source, or nearly so: only these are parsed. A sign that was
        // replaced on the way is not there as it is written.
        var line = source.Text.Split('\n').Select(text => text.Trim()).MaxBy(text => text.Length)!;
        line = line.Contains('\uFFFD', StringComparison.Ordinal) ? DiagramSource.Language : line;
        var ids = await db
            .Posts.Where(post => EF.Functions.Like(post.Markdown, "%" + DiagramSource.Language + "%") && post.Markdown.Contains(line))
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
