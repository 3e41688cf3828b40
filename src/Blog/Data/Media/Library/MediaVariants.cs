using Blog.Data.Posts.Writing;
using Microsoft.EntityFrameworkCore;

namespace Blog.Data.Media.Library;

/// <summary>
/// Makes the variants that are missing: of images that an earlier version stored, and where a file was lost. One image at a time; killed at any
/// moment, it goes on where it was.
/// </summary>
public sealed partial class MediaVariants(MediaStore store, BlogDb db, PostWriter posts, ILogger<MediaVariants> logger)
{
    /// <summary>Runs once over all images. A failure is logged and leaves an image as it was, to be tried again at the next start.</summary>
    /// <returns>How many images have other variants than before; the posts that show them are marked to be rendered again.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var (tried, changed) = (0, 0);
        foreach (var file in await IncompleteAsync(cancellationToken))
        {
            try
            {
                changed += await CompleteAsync(file, cancellationToken) ? 1 : 0;
            }
            catch (Exception e) when (e is not OperationCanceledException) // a full disk, most likely; readers get the image itself meanwhile
            {
                LogNotMade(logger, file.Id, e.Message);
            }

            tried++;
        }

        if (tried > 0)
        {
            LogMade(logger, tried, changed);
        }

        return changed;
    }

    private async Task<List<MediaFile>> IncompleteAsync(CancellationToken cancellationToken)
    {
        var files = await db.Media.AsNoTracking().OrderByDescending(file => file.CreatedAt).ToListAsync(cancellationToken);
        return
        [
            .. files.Where(file => file.VariantWidths is null || file.VariantWidths.Any(width => store.FindVariant(file, width) is null)),
        ];
    }

    private async Task<bool> CompleteAsync(MediaFile file, CancellationToken cancellationToken)
    {
        if (await store.MakeVariantsAsync(file, cancellationToken) is not { } widths)
        {
            LogNotMade(logger, file.Id, "the image is missing, or cannot be read");
            return false;
        }

        // A width once public stays in the row, whatever a newer encoder thinks of it: its address falls back to the image.
        var before = file.VariantWidths ?? [];
        IReadOnlyList<int> now = [.. before.Union(widths).Order()];
        if (file.VariantWidths is null || now.Count > before.Count)
        {
            await db.WriteAsync(() => NoteAsync(file.Id, now, cancellationToken), cancellationToken);
        }

        return now.Count > before.Count;
    }

    /// <summary>The row, and in the same transaction the mark on its posts: whoever is killed afterwards finds them at the next start.</summary>
    private async Task NoteAsync(string id, IReadOnlyList<int> widths, CancellationToken cancellationToken)
    {
        await db
            .Media.Where(file => file.Id == id)
            .ExecuteUpdateAsync(set => set.SetProperty(file => file.VariantWidths, widths), cancellationToken);
        if (widths.Count > 0)
        {
            await posts.MarkForRenderingAsync(id, cancellationToken);
        }
    }

    [LoggerMessage(
        EventId = 9,
        EventName = "VariantsMade",
        Level = LogLevel.Information,
        Message = "Looked after the variants of {Count} images; {Changed} have new ones"
    )]
    private static partial void LogMade(ILogger logger, int count, int changed);

    [LoggerMessage(
        EventId = 10,
        EventName = "VariantsNotMade",
        Level = LogLevel.Warning,
        Message = "The variants of image {MediaId} were not made: {Reason}"
    )]
    private static partial void LogNotMade(ILogger logger, string mediaId, string reason);
}
