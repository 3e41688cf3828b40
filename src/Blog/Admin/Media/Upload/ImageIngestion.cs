using Blog.Data.Media;
using Blog.Data.Media.Library;
using Blog.Images;
using Blog.Storage.DataDirectory;

namespace Blog.Admin.Media.Upload;

/// <summary>
/// Takes one image in, wherever it comes from: checked, encoded anew, stored. It holds its slot from the bytes on until the row is saved, so
/// that a crowd of large files waits on disk and not in memory.
/// </summary>
public sealed class ImageIngestion(MediaLibrary library)
{
    /// <summary>Takes it in.</summary>
    /// <param name="read">Gives the bytes, when there is a slot.</param>
    /// <param name="name">A name for people.</param>
    /// <param name="alt">What it shows.</param>
    /// <param name="cancellationToken">Cancels while it waits for a slot.</param>
    public Task<ImageIngestResult> TakeAsync(Func<Task<byte[]>> read, string name, string alt, CancellationToken cancellationToken) =>
        MediaStore.EncodeThrottle.RunAsync(() => StoreAsync(read, name, alt, cancellationToken), cancellationToken);

    private async Task<ImageIngestResult> StoreAsync(Func<Task<byte[]>> read, string name, string alt, CancellationToken cancellationToken)
    {
        try
        {
            var image = await ImageFile.ReadAsync(await read(), cancellationToken);
            return image.Content is { } content
                ? new ImageIngestResult(await library.KeepAsync(content, name, alt.Trim(), cancellationToken), null)
                : new ImageIngestResult(null, image.Error);
        }
        catch (Exception e) when (StorageErrors.PreventsWriting(e))
        {
            return new ImageIngestResult(null, ImageError.NoRoom);
        }
    }
}

/// <summary>What became of an image: exactly one of the two is set.</summary>
/// <param name="File">Its row.</param>
/// <param name="Error">Why it was not taken.</param>
public sealed record ImageIngestResult(MediaFile? File, ImageError? Error);
