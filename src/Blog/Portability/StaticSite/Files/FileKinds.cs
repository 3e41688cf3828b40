using System.Text.RegularExpressions;
using Blog.Images.Attachments;
using Blog.Portability.StaticSite.Pipeline;

namespace Blog.Portability.StaticSite.Files;

/// <summary>
/// The kinds of files, each with the headers that the program sends today: it is asked for one of each kind, so that no rule stands twice.
/// </summary>
public sealed class FileKinds
{
    /// <summary>Folder of the search data, below the base path.</summary>
    public const string SearchFolder = "/search/";

    /// <summary>Name of the kind that all pages have.</summary>
    public const string PageName = "page";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>The headers that a static server can send as well; entity tags and lengths are its own affair.</summary>
    private static readonly string[] Sent =
    [
        "Content-Type",
        "Cache-Control",
        "Content-Disposition",
        "Content-Security-Policy",
        "Cross-Origin-Opener-Policy",
        "Cross-Origin-Resource-Policy",
        "Permissions-Policy",
        "Referrer-Policy",
        "Strict-Transport-Security",
        "X-Content-Type-Options",
        "X-Robots-Tag",
    ];

    private readonly List<(FileKind Kind, Regex? Pattern)> _kinds = [];

    private FileKinds() { }

    internal static IReadOnlyDictionary<string, string> None { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Those that the site has, the most exact first; the last one is that of all other pages.</summary>
    public IEnumerable<FileKind> All => _kinds.Select(kind => kind.Kind);

    public FileKind Page => _kinds[^1].Kind;

    /// <summary>The headers of a response that a static server can send.</summary>
    public static Dictionary<string, string> HeadersOf(SiteResponse response) =>
        Sent.Where(response.Headers.ContainsKey).ToDictionary(name => name, name => response.Headers[name], StringComparer.Ordinal);

    /// <summary>Tells the kinds from what the program answers for one file of each.</summary>
    /// <param name="samples">An answer of each kind, by name, and one of a page; a kind without one is left out.</param>
    public static async Task<FileKinds> OfAsync(IReadOnlyDictionary<string, Task<SiteResponse>> samples)
    {
        var kinds = new FileKinds();
        foreach (var (name, pattern, globs) in Known)
        {
            if (samples.TryGetValue(name, out var answer))
            {
                var headers = HeadersOf(await answer);
                if (
                    name == "asset"
                    || name.StartsWith("icon", StringComparison.Ordinal)
                    || name.StartsWith("media", StringComparison.Ordinal)
                )
                {
                    headers.Remove("Content-Type"); // the file name tells it
                }

                if (name is "media_file" or "media_player")
                {
                    headers["Content-Disposition"] = name == "media_file" ? "attachment" : "inline"; // the address has the name
                }

                kinds.Add(new FileKind(name, pattern, globs, headers));
            }
        }

        kinds.AddDerived();
        kinds.Add(new FileKind(PageName, null, [], HeadersOf(await samples[PageName])));
        return kinds;
    }

    /// <summary>The kind of an address.</summary>
    /// <param name="address">Decoded, without the base path.</param>
    public FileKind Of(string address) => _kinds.First(kind => kind.Pattern?.IsMatch(address) != false).Kind;

    /// <summary>The headers in which a response differs from its kind.</summary>
    public static IReadOnlyDictionary<string, string> OwnHeaders(FileKind kind, SiteResponse response)
    {
        var own = HeadersOf(response)
            .Where(header =>
                kind.Headers.TryGetValue(header.Key, out var usual) && !string.Equals(usual, header.Value, StringComparison.Ordinal)
            )
            .ToDictionary(StringComparer.Ordinal);
        return own.Count == 0 ? None : own;
    }

    private static IEnumerable<(string Name, string Pattern, string[] Globs)> Known =>
        [
            ("not_found", @"^/404\.html$", ["/404.html"]),
            ("atom", @"/feed\.xml$", ["/feed.xml", "/*/feed.xml"]),
            ("rss", @"/rss\.xml$", ["/rss.xml", "/*/rss.xml"]),
            ("json_feed", @"/feed\.json$", ["/feed.json", "/*/feed.json"]),
            ("opensearch", @"/opensearch\.xml$", ["/opensearch.xml", "/*/opensearch.xml"]),
            ("manifest", @"^/site\.webmanifest$", ["/site.webmanifest"]),
            ("text", @"^/[^/]+\.txt$", ["/*.txt"]),
            ("markdown", @"\.md$", ["/*.md"]),
            ("icon", @"^/(favicon\.ico|apple-touch-icon\.png)$", ["/favicon.ico", "/apple-touch-icon.png"]),
            ("icon_asset", @"^/assets/[^/]+\.(png|ico|svg)$", ["/assets/*.png", "/assets/*.ico", "/assets/*.svg"]),
            ("asset", @"^/assets/[^/]+\.(css|js|woff2)$", ["/assets/*.css", "/assets/*.js", "/assets/*.woff2"]),
            ("media_file", Pattern(plays: false), Globs(plays: false)),
            ("media_player", Pattern(plays: true), Globs(plays: true)),
            ("media_svg", @"^/media/.+\.svg$", ["/media/*.svg"]),
            (
                "media",
                @"^/media/.+\.(avif|gif|jpe?g|png|webp)$",
                ["/media/*.avif", "/media/*.gif", "/media/*.jpg", "/media/*.png", "/media/*.webp"]
            ),
        ];

    private static IEnumerable<string> Extensions(bool plays) =>
        AttachmentType.All.Where(type => type.IsPlayable == plays).Select(type => type.Extension[1..]);

    private static string Pattern(bool plays) => $@"^/media/.+\.({string.Join('|', Extensions(plays))})$";

    private static string[] Globs(bool plays) => [.. Extensions(plays).Select(extension => "/media/*." + extension)];

    /// <summary>
    /// The search of the static site has no counterpart in the program: its data is sent like a feed. A sitemap goes through all posts
    /// before it has headers: it is sent like the description of the search.
    /// </summary>
    private void AddDerived()
    {
        if (_kinds.Find(kind => kind.Kind.Name == "opensearch") is { Kind: { } description })
        {
            var headers = description.Headers.ToDictionary(StringComparer.Ordinal);
            headers["Content-Type"] = "application/xml; charset=utf-8";
            Add(new FileKind("sitemap", @"^/sitemap(-[0-9]+)?\.xml$", ["/sitemap.xml", "/sitemap-*"], headers));
        }

        if (_kinds.Find(kind => kind.Kind.Name == "json_feed") is { Kind: { } feed })
        {
            var headers = feed.Headers.ToDictionary(StringComparer.Ordinal);
            headers.Remove("Content-Type");
            Add(
                new FileKind("search_data", $"^{SearchFolder}.*\\.(json|txt)$", [SearchFolder + "*.json", SearchFolder + "*.txt"], headers)
            );
        }
    }

    private void Add(FileKind kind) =>
        _kinds.Add((kind, kind.Pattern is null ? null : new Regex(kind.Pattern, RegexOptions.CultureInvariant, Patience)));
}
