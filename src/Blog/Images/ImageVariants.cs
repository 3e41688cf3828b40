namespace Blog.Images;

/// <summary>
/// Smaller WebP copies of an image, for narrow screens. They are created from the stored bytes only, never from the original upload: these
/// are already sanitized, upright and in sRGB, so the result is the same whether they are created immediately or later.
/// </summary>
public static class ImageVariants
{
    /// <summary>
    /// Widths in pixels, ascending: a phone, the text column (720 px at most) or a dense phone, the column on a dense screen.
    /// </summary>
    public static IReadOnlyList<int> Widths { get; } = [480, 960, 1440];

    /// <summary>Creates the worthwhile variants of an image.</summary>
    /// <remarks>
    /// None is larger than the image, in pixels or bytes: from the widest down, each is kept only if it is smaller in bytes than the one it
    /// would replace. SVGs have none, since they scale; animations have none, since a still image would not do.
    /// </remarks>
    /// <param name="cancellation">Cancels before the work begins.</param>
    /// <returns>The image with its variants; with null variants if its bytes cannot be decoded.</returns>
    public static async Task<MediaContent> MakeAsync(MediaContent content, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(content);
        if (content.Variants is not null)
        {
            return content;
        }

        var widths = Widths.Where(width => width < content.Width).ToList();
        return widths.Count == 0 || content.ContentType == "image/svg+xml"
            ? content with
            {
                Variants = [],
            }
            : content with
            {
                Variants = await Task.Run(() => VariantEncoder.Encode(content.Bytes, widths), cancellation),
            };
    }
}

/// <summary>A smaller copy of an image, in WebP.</summary>
/// <param name="Width">Pixels.</param>
public sealed record VariantContent(int Width, byte[] Bytes);
