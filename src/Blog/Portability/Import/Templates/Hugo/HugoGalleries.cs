using Blog.Portability.Import.Templates.Syntax;

namespace Blog.Portability.Import.Templates.Hugo;

/// <summary>Galleries that name a folder, a pattern or the images themselves: <c>dir="/img/trip"</c>, <c>match="gallery/*"</c>.</summary>
internal static class HugoGalleries
{
    private static readonly string[] Folders = ["dir", "folder", "directory", "path", "album"];
    private static readonly string[] Patterns = ["match", "glob", "pattern", "images", "src", "source", "resources", "filter"];

    public static TagPiece? Convert(TagCall call, TemplateContext context, TemplateLog log)
    {
        if (!IsGallery(call.Name) || !string.IsNullOrWhiteSpace(call.Body))
        {
            return null;
        }

        var words = call.Arguments.Words;
        if (words.Count > 1 && words.All(IsImage))
        {
            return TagPiece.Block(TagMarkdown.Gallery(words.Select(word => TagMarkdown.Image(word))));
        }

        var (folder, pattern) = (call.Arguments.Get(-1, Folders), call.Arguments.Get(-1, Patterns));
        var wanted =
            folder.Length > 0 && pattern.Length > 0 ? $"{folder.TrimEnd('/')}/{pattern.TrimStart('/')}"
            : folder.Length + pattern.Length > 0 ? folder + pattern
            : words.FirstOrDefault(word => word.Length > 0) ?? "*";
        var images = wanted.Split([',', ' ', '\n'], StringSplitOptions.RemoveEmptyEntries).All(IsImage)
            ? wanted.Split([',', ' ', '\n'], StringSplitOptions.RemoveEmptyEntries)
            : context.FindImages(wanted);
        if (images.Count == 0)
        {
            log.Warn(call.Line, $"shortcode '{call.Name}' names no images that are there: {wanted}");
        }

        return TagPiece.Block(TagMarkdown.Gallery(images.Select(image => TagMarkdown.Image(image))));
    }

    private static bool IsGallery(string name) =>
        name
            is "gallery"
                or "galleries"
                or "images"
                or "imgs"
                or "photos"
                or "carousel"
                or "slider"
                or "slideshow"
                or "masonry"
                or "foldergallery"
                or "folder-gallery"
                or "image-gallery"
                or "imagegallery"
                or "img-gallery"
                or "photo-gallery"
                or "photogallery"
                or "bundle-gallery"
                or "gallery-photo"
                or "lightgallery"
                or "justified-gallery";

    private static bool IsImage(string word) =>
        !word.AsSpan().ContainsAny('*', '{', '?')
        && Path.GetExtension(word).ToLowerInvariant() is ".png" or ".jpg" or ".jpeg" or ".gif" or ".webp" or ".svg" or ".avif";
}
