using System.Buffers;

namespace Blog.Data.Addresses;

/// <summary>
/// First segments reserved for the system. New addresses below them are rejected. An imported post, or a redirect from an import or an
/// address change, may be below one and takes precedence over the system page at that path, except below protected ones.
/// </summary>
public static class ReservedSegments
{
    private static readonly SearchValues<char> Hex = SearchValues.Create("0123456789abcdef");

    /// <summary>In lower case; pinned by a snapshot test.</summary>
    public static IReadOnlySet<string> All { get; } =
        new HashSet<string>(StringComparer.Ordinal)
        {
            "page",
            "tags",
            "categories",
            "archives",
            "search",
            "feed.xml",
            "rss.xml",
            "feed.json",
            "feeds",
            "sitemap.xml",
            "robots.txt",
            "llms.txt",
            "opensearch.xml",
            "site.webmanifest",
            "favicon.ico",
            "media",
            "assets",
            "admin",
            "account",
            "setup",
            "preview",
            "api",
            "health",
            "metrics",
            "error",
            "apple-touch-icon.png",
            "xmlrpc.php",
            "micropub",
            "mcp",
            "hooks",
            "series",
            "comments",
            ".well-known",
        };

    /// <summary>
    /// Segments with only pages for readers below them: an old address there hides nothing that security, an owner or a client program
    /// depends on. Everything else is protected, so that a segment added later is protected by default.
    /// </summary>
    public static IReadOnlySet<string> Open { get; } =
        new HashSet<string>(StringComparer.Ordinal) { "page", "tags", "categories", "archives", "search", "feeds", "series", "comments" };

    /// <summary>Reserved for future use.</summary>
    public static IReadOnlySet<string> Unused { get; } =
        new HashSet<string>(StringComparer.Ordinal) { "api", "xmlrpc.php", "micropub", "mcp", "hooks", "comments" };

    /// <summary>
    /// Whether a lower-case segment is reserved, a part of the sitemap (<c>sitemap-2.xml</c>) or has the form of an IndexNow key file.
    /// </summary>
    public static bool Holds(string segment) => All.Contains(segment) || IsSitemapPart(segment) || IsKeyFile(segment);

    /// <summary>
    /// Whether no stored path may be below a lower-case segment: administration, sign-in, addresses with secrets, machine-readable
    /// endpoints, files.
    /// </summary>
    public static bool IsProtected(string segment) => Holds(segment) && !Open.Contains(segment);

    /// <summary>
    /// Whether a stored post or redirect takes precedence over the system page at a path: below an unprotected segment, optionally after an
    /// edition code.
    /// </summary>
    /// <param name="path">Decoded.</param>
    public static bool MayBeOverridden(string path, IReadOnlyCollection<string> editionCodes)
    {
        var key = PostAddress.KeyOf(path)[1..];
        if (editionCodes.FirstOrDefault(code => key.StartsWith(code + "/", StringComparison.OrdinalIgnoreCase)) is { } edition)
        {
            key = key[(edition.Length + 1)..];
        }

        var end = key.IndexOf('/', StringComparison.Ordinal);
        return end > 0 && Open.Contains(key[..end]);
    }

    private static bool IsKeyFile(string segment) =>
        segment.Length == 36 && segment.EndsWith(".txt", StringComparison.Ordinal) && segment.AsSpan(0, 32).IndexOfAnyExcept(Hex) < 0;

    private static bool IsSitemapPart(string segment) =>
        segment.StartsWith("sitemap-", StringComparison.Ordinal)
        && segment.EndsWith(".xml", StringComparison.Ordinal)
        && segment["sitemap-".Length..^".xml".Length] is { Length: > 0 } part
        && part.All(char.IsAsciiDigit);
}
