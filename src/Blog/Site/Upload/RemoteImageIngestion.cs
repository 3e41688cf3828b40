using Blog.Data.Media;
using Blog.Data.Posts.Drafts;
using Blog.Images;
using Blog.Site.Outbound;

namespace Blog.Site.Upload;

/// <summary>Fetches one image by the guarded client, or decodes one that is embedded in a text, and stores it like any upload.</summary>
public sealed class RemoteImageIngestion(SafeHttp http, ImageIngestion intake)
{
    /// <summary>Fetches and stores an image.</summary>
    public async Task<RemoteImageResult> TakeAsync(RemoteImage image, CancellationToken cancellationToken)
    {
        var bytes = image.Decode();
        if (bytes is null)
        {
            var fetched = await http.GetAsync(image.Absolute, cancellationToken, ImageFile.MaxBytes);
            if (!fetched.IsFetched)
            {
                return new RemoteImageResult(image, null) { Refusal = fetched.Refusal, Status = fetched.Status };
            }

            bytes = fetched.Content;
        }

        var taken = await intake.TakeAsync(() => Task.FromResult(bytes), image.Name, image.Alt, cancellationToken);
        return new RemoteImageResult(image, taken.File) { Error = taken.Error, Kind = taken.Kind };
    }
}

/// <summary>The result for one image.</summary>
/// <param name="Image">As in the text.</param>
/// <param name="File">Its row; null where it failed.</param>
public sealed record RemoteImageResult(RemoteImage Image, MediaFile? File)
{
    /// <summary>Why it could not be fetched.</summary>
    public SafeHttpError? Refusal { get; init; }

    /// <summary>The status that the other server answered; 0 for any other failure.</summary>
    public int Status { get; init; }

    /// <summary>Why it was refused.</summary>
    public ImageError? Error { get; init; }

    /// <summary>What it is where it is no image; null otherwise.</summary>
    public FileKind? Kind { get; init; }

    /// <summary>Whether there was no time left for it.</summary>
    public bool IsPutOff { get; init; }

    /// <summary>Whether the other server, rather than this one image, does not answer.</summary>
    public bool IsOfHost =>
        Refusal
            is SafeHttpError.Unresolved
                or SafeHttpError.NotPublic
                or SafeHttpError.Unreachable
                or SafeHttpError.Tls
                or SafeHttpError.TooSlow;
}
