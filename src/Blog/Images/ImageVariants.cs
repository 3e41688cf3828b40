namespace Blog.Images;

/// <summary>
/// Smaller copies of an image in WebP, for narrow screens. They are made of the stored bytes alone, never of a file as it came: clean, upright and in
/// sRGB already, and the same whether they are made at once or later.
/// </summary>
public static class ImageVariants
{
    /// <summary>Widths in pixels, ascending: a phone, the text column (720 px at most) or a dense phone, the column on a dense screen.</summary>
    public static IReadOnlyList<int> Widths { get; } = [480, 960, 1440];

    /// <summary>Makes what is worth having of an image that may be served.</summary>
    /// <remarks>
    /// None is ever larger than the image, in pixels or bytes: from the widest down, each is kept only where it has fewer bytes than the one it would
    /// stand in for. Drawings have none, since they scale by themselves; nor have animations, since a still would lose their point.
    /// </remarks>
    /// <param name="content">The image.</param>
    /// <param name="cancellation">Cancels before the work begins.</param>
    /// <returns>The image with its variants; without any answer about them where its bytes cannot be read.</returns>
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
/// <param name="Bytes">The file.</param>
public sealed record VariantContent(int Width, byte[] Bytes);
