using System.Diagnostics;
using Blog.Data.Media;
using Blog.Data.Posts;
using Blog.Data.Posts.Drafts;
using Blog.Images;
using Blog.Rendering;
using Blog.Rendering.Text;
using Blog.Site;
using Blog.Site.Outbound;
using Blog.Site.Upload;
using Blog.Storage.Database;

namespace Blog.Admin.Media;

/// <summary>
/// Imports the images that a text loads from other hosts: fetched by the guarded client, checked and re-encoded like any upload, and
/// referred to by their new address. Also imports images embedded in the text (<c>data:</c>), which readers never see.
/// </summary>
public sealed class RemoteImages(SafeHttp http, ImageIngestion intake, SiteOptions options)
{
    public const int MostAtOnce = 20;

    /// <summary>How long one import may take; images not begun by then are left for the next.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(90);

    /// <summary>Two imports at a time, each with one image in memory.</summary>
    private static readonly Throttle Acts = new(slots: 2);

    /// <summary>The remote images of a text, each once, in order.</summary>
    public IReadOnlyList<RemoteImage> Find(PostDraft text) => RemoteImage.FindIn(text, options.PublicUrl);

    /// <summary>Fetches and stores images; a failure does not affect the others.</summary>
    public async Task<IReadOnlyList<RemoteImageResult>> BringAsync(IEnumerable<RemoteImage> images, CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        return await Acts.RunAsync(
            async () =>
            {
                var results = new List<RemoteImageResult>();
                foreach (var image in images)
                {
                    results.Add(
                        results.Count < MostAtOnce && watch.Elapsed < Longest
                            ? await BringAsync(image, cancellationToken)
                            : new RemoteImageResult(image, null) { IsPutOff = true }
                    );
                }

                return results;
            },
            cancellationToken
        );
    }

    /// <summary>The text with the new addresses of the imported images.</summary>
    public static PostDraft Rewrite(PostDraft text, IReadOnlyList<RemoteImageResult> results)
    {
        var homes = results
            .Where(result => result.File is not null)
            .ToDictionary(result => result.Image.Address, result => result.File!.Path, StringComparer.Ordinal);
        if (homes.Count == 0)
        {
            return text;
        }

        var links = TextLimits.Check(TextLimits.Normalize(text.Markdown)) is null ? MarkdownLinks.Find(text.Markdown) : [];
        return text with
        {
            Markdown = MarkdownLinks.Rewrite(text.Markdown, links, link => link.IsImage ? homes.GetValueOrDefault(link.Url.Trim()) : null),
            Cover = homes.GetValueOrDefault(text.Cover.Trim()) ?? text.Cover,
        };
    }

    private async Task<RemoteImageResult> BringAsync(RemoteImage image, CancellationToken cancellationToken)
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
}
