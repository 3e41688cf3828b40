using AngleSharp.Dom;
using Blog.Rendering.Output;

namespace Blog.Rendering.Html;

/// <summary>Tells a browser which smaller copies of an uploaded image exist, and how wide it will be displayed.</summary>
internal static class SourceSet
{
    // The text column of blog.css in units that do not depend on its styles: 40rem with a root of 112.5 % is 45em of the reader's own font
    // size, reached at about 50em; below that the column is the window less a twentieth on either side.
    private const int Column = 720;
    private const string ColumnSizes = "(min-width: 50em) 45em, 90vw";

    /// <summary>Gives an image with a final address and a width its <c>srcset</c> and <c>sizes</c>.</summary>
    public static void Give(IElement image, ImageInfo facts, string basePath)
    {
        // A trailing comma would be parsed as a separator of the set.
        var whole = image.GetAttribute("src")!.Replace(",", "%2C", StringComparison.Ordinal);
        var candidates = facts
            .Variants.Select(variant => (Address: UrlPolicy.PrintMedia(variant.Path, basePath), variant.Width))
            .Append((Address: whole, facts.Width));
        image.SetAttribute(
            "srcset",
            string.Join(
                ", ",
                candidates.Select(candidate => string.Create(CultureInfo.InvariantCulture, $"{candidate.Address} {candidate.Width}w"))
            )
        );
        image.SetAttribute("sizes", Sizes(int.Parse(image.GetAttribute("width")!, CultureInfo.InvariantCulture)));
    }

    // No image is displayed wider than its width.
    private static string Sizes(int width) =>
        width >= Column
            ? ColumnSizes
            : string.Create(CultureInfo.InvariantCulture, $"(min-width: {(width * 10 / 9) + 1}px) {width}px, 90vw");
}
