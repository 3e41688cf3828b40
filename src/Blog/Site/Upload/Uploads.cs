using System.Security.Claims;
using Blog.Images;
using Blog.Site.RateLimiting;

namespace Blog.Site.Upload;

/// <summary>Takes the files of a form.</summary>
public sealed class Uploads(ImageIngestion intake, AttachmentIngestion attachments, SlidingWindowLimiter limiter)
{
    /// <summary>
    /// For each account (security.md E) but an owner's, and for each file, accepted or not, since each costs the same work. A request
    /// counts once before its body is read (<see cref="MultipartUploadAttribute"/>), for its first file; the handler counts the others.
    /// </summary>
    public static readonly RateLimit PerAccount = new("uploads", permits: 60, TimeSpan.FromHours(1));

    /// <summary>Takes an image or an attachment that has been counted.</summary>
    /// <param name="file">The file; null where none was sent.</param>
    /// <param name="alt">Its alternative text.</param>
    /// <param name="name">A display name; null for the file's own.</param>
    public async Task<ImageIngestResult> TakeAnyAsync(
        IFormFile? file,
        string? alt,
        CancellationToken cancellationToken,
        string? name = null
    ) =>
        (file is null ? null : await attachments.TryTakeAsync(file, name ?? file.FileName, alt ?? "", cancellationToken))
        ?? await TakeAsync(file, alt, cancellationToken, name);

    /// <summary>Takes an image that has been counted.</summary>
    /// <param name="file">The file; null where none was sent.</param>
    /// <param name="alt">Its alternative text.</param>
    /// <param name="cancellationToken">Cancels the wait for a slot.</param>
    /// <param name="name">A display name; null for the file's own.</param>
    /// <param name="frame">What it must fit into; null to keep its size.</param>
    public async Task<ImageIngestResult> TakeAsync(
        IFormFile? file,
        string? alt,
        CancellationToken cancellationToken,
        string? name = null,
        PictureFrame? frame = null
    )
    {
        if (file is null || ImageFile.FindSizeError(file.Length) is not null)
        {
            return new ImageIngestResult(null, file is null ? ImageError.NoFile : ImageFile.FindSizeError(file.Length)!.Error);
        }

        return await intake.TakeAsync(
            () => BytesAsync(file, cancellationToken),
            name is null ? file.FileName : name + ".",
            alt ?? "",
            cancellationToken,
            frame
        );
    }

    /// <summary>Counts a further file of one form; false where the account has no more uploads this hour.</summary>
    public bool TryCountAnother(ClaimsPrincipal person) => TryCount(limiter, person) is null;

    /// <summary>Counts a file, except of an owner, who may upload without limit.</summary>
    /// <returns>How long to wait where the account has no more uploads this hour; null where it has.</returns>
    public static TimeSpan? TryCount(SlidingWindowLimiter limiter, ClaimsPrincipal person) =>
        person.IsOwner ? null : limiter.TryAcquire(PerAccount, person.AccountId.ToString(CultureInfo.InvariantCulture)).RetryAfter;

    private static async Task<byte[]> BytesAsync(IFormFile file, CancellationToken cancellationToken)
    {
        var bytes = new byte[file.Length];
        await using var stream = file.OpenReadStream();
        await stream.ReadExactlyAsync(bytes, cancellationToken);
        return bytes;
    }
}
