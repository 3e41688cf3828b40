using System.Diagnostics;
using Blog.Data.Posts;
using Blog.Data.Posts.Drafts;
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

    private readonly RemoteImageIngestion _one = new(http, intake);

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
                            ? await _one.TakeAsync(image, cancellationToken)
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
}
