namespace Blog.Data.Addresses;

/// <summary>
/// First segments that the system owns. A new address below one is refused. An imported post, or a redirect that an import or a move left, may stand
/// below one and answers before the system's page of that shape, except below those that are protected.
/// </summary>
public static class ReservedSegments
{
    /// <summary>Lower case; a snapshot test pins them.</summary>
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
    /// Those below which readers' pages alone stand: an old address there shadows nothing that safety, an owner or a machine depends on. Everything else is
    /// protected, so that a segment which is added later is protected until somebody decides otherwise.
    /// </summary>
    public static IReadOnlySet<string> Open { get; } =
        new HashSet<string>(StringComparer.Ordinal) { "page", "tags", "categories", "archives", "search", "feeds", "series", "comments" };

    /// <summary>Those at which nothing answers yet.</summary>
    public static IReadOnlySet<string> Unused { get; } =
        new HashSet<string>(StringComparer.Ordinal)
        {
            "api",
            "xmlrpc.php",
            "micropub",
            "mcp",
            "hooks",
            "series",
            "comments",
            ".well-known",
        };

    /// <summary>Whether a segment in lower case is one of them, or a part of the sitemap (<c>sitemap-2.xml</c>).</summary>
    public static bool Holds(string segment) => All.Contains(segment) || IsSitemapPart(segment);

    /// <summary>
    /// Whether no stored path may ever stand below a segment in lower case: the administration, sign-in, secrets in addresses, what machines ask for, files.
    /// </summary>
    public static bool IsProtected(string segment) => Holds(segment) && !Open.Contains(segment);

    /// <summary>Whether a path is one at which a stored post or redirect answers before the system's own page: below an open segment, which may follow an edition code.</summary>
    /// <param name="path">Decoded.</param>
    /// <param name="editionCodes">The site's.</param>
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

    private static bool IsSitemapPart(string segment) =>
        segment.StartsWith("sitemap-", StringComparison.Ordinal)
        && segment.EndsWith(".xml", StringComparison.Ordinal)
        && segment["sitemap-".Length..^".xml".Length] is { Length: > 0 } part
        && part.All(char.IsAsciiDigit);
}
