using Blog.Data.Media.Library;
using Blog.Images;
using Blog.Images.Attachments;
using Blog.Storage.DataDirectory;

namespace Blog.Site.Upload;

/// <summary>Stores one attachment: recognized by its bytes, allowed by the owner, kept as it is, and never in memory as a whole.</summary>
public sealed class AttachmentIngestion(MediaLibrary library, SiteContext site)
{
    /// <summary>Stores a file.</summary>
    /// <param name="name">The name that it came with.</param>
    /// <param name="alt">What a link to it says; empty for its name.</param>
    /// <returns>Null if it is not a kind that can be attached, so that it is up to the decoder of images.</returns>
    public async Task<ImageIngestResult?> TryTakeAsync(IFormFile file, string name, string alt, CancellationToken cancellationToken)
    {
        await using var stream = file.OpenReadStream();
        var (type, kind) = await AttachmentFile.ReadAsync(stream, cancellationToken);
        if (type is null)
        {
            return null;
        }

        var allowed = site.Settings.Attachments;
        if (!allowed.Allows(type.Group))
        {
            return new ImageIngestResult(null, ImageError.NotAllowed) { Kind = kind };
        }

        if (file.Length > allowed.MaxBytes)
        {
            return new ImageIngestResult(null, ImageError.AttachmentTooLarge);
        }

        try
        {
            return new ImageIngestResult(await library.StoreAsync(stream, type, name, alt, cancellationToken), null);
        }
        catch (Exception e) when (StorageErrors.PreventsWriting(e))
        {
            return new ImageIngestResult(null, ImageError.NoRoom);
        }
    }
}
