using Blog.Images.Attachments;

namespace Blog.Portability.StaticSite.Files;

/// <summary>Media types by extension, as the program itself sends them.</summary>
internal static class MediaTypes
{
    public static IReadOnlyDictionary<string, string> ByExtension { get; } =
        new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["avif"] = "image/avif",
            ["css"] = "text/css",
            ["gif"] = "image/gif",
            ["htm"] = "text/html",
            ["html"] = "text/html",
            ["ico"] = "image/x-icon",
            ["jpeg"] = "image/jpeg",
            ["jpg"] = "image/jpeg",
            ["js"] = "text/javascript",
            ["json"] = "application/json",
            ["md"] = "text/markdown",
            ["png"] = "image/png",
            ["svg"] = "image/svg+xml",
            ["txt"] = "text/plain",
            ["webmanifest"] = "application/manifest+json",
            ["webp"] = "image/webp",
            ["woff2"] = "font/woff2",
            ["xml"] = "application/xml",
        };

    public static string Of(string path) =>
        AttachmentType.OfExtension(Path.GetExtension(path))?.ContentType
        ?? ByExtension.GetValueOrDefault(Path.GetExtension(path).TrimStart('.').ToLowerInvariant(), "application/octet-stream");
}
