using Blog.Data.Media;
using Blog.Data.Media.Library;
using Blog.Images;
using Blog.Storage.DataDirectory;

namespace Blog.Site.Upload;

/// <summary>
/// Stores one image, wherever it comes from: checked, re-encoded, saved. It holds its slot from reading the bytes until the row is saved,
/// so that many large files wait on disk and not in memory.
/// </summary>
public sealed class ImageIngestion(MediaLibrary library)
{
    /// <summary>Stores an image.</summary>
    /// <param name="read">Reads the bytes, once there is a slot.</param>
    /// <param name="name">A display name.</param>
    /// <param name="alt">Its alternative text.</param>
    /// <param name="cancellationToken">Cancels the wait for a slot.</param>
    /// <param name="frame">What it must fit into; null to keep its size.</param>
    public Task<ImageIngestResult> TakeAsync(
        Func<Task<byte[]>> read,
        string name,
        string alt,
        CancellationToken cancellationToken,
        PictureFrame? frame = null
    ) => MediaStore.EncodeThrottle.RunAsync(() => StoreAsync(read, name, alt, frame, cancellationToken), cancellationToken);

    private async Task<ImageIngestResult> StoreAsync(
        Func<Task<byte[]>> read,
        string name,
        string alt,
        PictureFrame? frame,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var image = await ImageFile.ReadAsync(await read(), cancellationToken);
            if (image.Content is not { } content)
            {
                return new ImageIngestResult(null, image.Error) { Kind = image.Kind };
            }

            content = frame is null ? content : await PictureFitting.FitAsync(content, frame, cancellationToken);
            return new ImageIngestResult(await library.StoreAsync(content, name, alt.Trim(), cancellationToken), null);
        }
        catch (Exception e) when (StorageErrors.PreventsWriting(e))
        {
            return new ImageIngestResult(null, ImageError.NoRoom);
        }
    }
}

/// <summary>The result for one image: exactly one of the two is set.</summary>
/// <param name="File">Its row.</param>
/// <param name="Error">Why it was refused.</param>
public sealed record ImageIngestResult(MediaFile? File, ImageError? Error)
{
    /// <summary>What it is where it is no image; null otherwise.</summary>
    public FileKind? Kind { get; init; }
}
