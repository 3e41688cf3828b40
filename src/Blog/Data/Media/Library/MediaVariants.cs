using Blog.Data.Posts.Writing;
using Microsoft.EntityFrameworkCore;

namespace Blog.Data.Media.Library;

/// <summary>
/// Creates missing variants: of images stored by an earlier version, and of those with lost files. One image at a time; if killed, it
/// continues from there.
/// </summary>
public sealed partial class MediaVariants(MediaStore store, BlogDb db, PostWriter posts, ILogger<MediaVariants> logger)
{
    /// <summary>Processes all images once. A failure is logged and leaves the image unchanged, to be retried at the next start.</summary>
    /// <returns>Number of images whose variants changed; the posts that use them are marked for rendering.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var (tried, changed) = (0, 0);
        foreach (var file in await IncompleteAsync(cancellationToken))
        {
            try
            {
                changed += await CompleteAsync(file, cancellationToken) ? 1 : 0;
            }
            catch (Exception e) when (e is not OperationCanceledException) // most likely a full disk; readers get the original
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

        // A published width stays in the row even if a newer encoder does not produce it: its address falls back to the image.
        var before = file.VariantWidths ?? [];
        IReadOnlyList<int> now = [.. before.Union(widths).Order()];
        if (file.VariantWidths is null || now.Count > before.Count)
        {
            await db.WriteAsync(() => NoteAsync(file.Id, now, cancellationToken), cancellationToken);
        }

        return now.Count > before.Count;
    }

    /// <summary>Updates the row and marks its posts in the same transaction, so that a kill afterwards does not lose the mark.</summary>
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
        Message = "Checked the variants of {Count} images; {Changed} have new ones"
    )]
    private static partial void LogMade(ILogger logger, int count, int changed);

    [LoggerMessage(
        EventId = 10,
        EventName = "VariantsNotMade",
        Level = LogLevel.Warning,
        Message = "The variants of image {MediaId} were not created: {Reason}"
    )]
    private static partial void LogNotMade(ILogger logger, string mediaId, string reason);
}
