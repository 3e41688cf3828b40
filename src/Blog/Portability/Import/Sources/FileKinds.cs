using System.Text.RegularExpressions;

namespace Blog.Portability.Import.Sources;

/// <summary>What files of a site are for, by their names.</summary>
internal static partial class FileKinds
{
    private static readonly (string Kind, string[] Extensions)[] ByExtension =
    [
        ("images", [".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".avif", ".bmp", ".tif", ".tiff", ".heic", ".jxl"]),
        (
            "audio and video files",
            [".mp3", ".m4a", ".ogg", ".wav", ".flac", ".aac", ".mp4", ".webm", ".mov", ".mkv", ".avi", ".srt", ".vtt"]
        ),
        ("fonts", [".woff", ".woff2", ".ttf", ".otf", ".eot"]),
        ("styles and scripts", [".css", ".js", ".mjs", ".map", ".scss", ".sass", ".less", ".styl", ".coffee", ".ts", ".wasm"]),
        ("pages of HTML", [".html", ".htm", ".xhtml", ".swig", ".ejs", ".njk", ".pug"]),
        (
            "downloads",
            [
                ".pdf",
                ".zip",
                ".gz",
                ".tgz",
                ".xz",
                ".bz2",
                ".7z",
                ".rar",
                ".tar",
                ".exe",
                ".msi",
                ".dmg",
                ".apk",
                ".iso",
                ".jar",
                ".doc",
                ".docx",
                ".xls",
                ".xlsx",
                ".ppt",
                ".pptx",
                ".odt",
                ".epub",
                ".mobi",
                ".ps",
                ".ipynb",
                ".torrent",
                ".asc",
                ".gpg",
            ]
        ),
        ("data files", [".json", ".xml", ".yml", ".yaml", ".toml", ".csv", ".tsv", ".txt", ".sql", ".db", ".geojson", ".gpx", ".kml"]),
    ];

    /// <summary>The kind of a file, as a plural, and what the author may want to know of it; the hint may be empty.</summary>
    public static (string Kind, string Hint) Of(string path)
    {
        var name = Path.GetFileName(path);
        var extension = Path.GetExtension(name).ToLowerInvariant();
        return Icon().IsMatch(name) ? ("icons of the site", "choose one in the settings")
            : Verification().IsMatch(name) ? ("files that prove whose site it is", "the settings take the codes of Google, Bing and Baidu")
            : ForHost().IsMatch(name) ? ("files for the host", "they configured where the old site was")
            : ForRobots().IsMatch(name) ? ("files for robots", "the blog makes its own robots.txt and sitemap.xml")
            : (ByExtension.FirstOrDefault(kind => kind.Extensions.Contains(extension)).Kind ?? "other files", "");
    }

    [GeneratedRegex(
        @"^(favicon\b.*|apple-touch-icon.*|(safari-)?pinned-tab\.svg|(android-chrome|mstile)-.*|(site|manifest)\.webmanifest|"
            + @"manifest\.json|browserconfig\.xml|.+\.ico)$",
        RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Icon();

    [GeneratedRegex(
        @"^(google[0-9a-f]{8,}\.html|baidu_verify_[\w-]+\.html|BingSiteAuth\.xml|yandex_[0-9a-f]+\.(html|txt)|naver[0-9a-f]+\.html|"
            + @"pinterest-[\w-]+\.html|MP_verify_\w+\.txt|WW_verify_\w+\.txt|(sogou|shenma-)site-?verification\.txt|"
            + @"(bytedance|toutiao)_?verify[\w-]*\.(html|txt)|[0-9a-f]{32}\.(txt|html)|keybase\.txt|wx\w*verify\w*\.txt)$",
        RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Verification();

    [GeneratedRegex(
        @"^(CNAME|\.nojekyll|_headers|_redirects|\.htaccess|web\.config|vercel\.json|netlify\.toml|staticwebapp\.config\.json|"
            + @"404\.html|\.domains|edgeone\.json)$",
        RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture
    )]
    private static partial Regex ForHost();

    [GeneratedRegex(
        @"^(robots\.txt|(baidu)?sitemap[\w-]*\.(xml|txt|xsl)|(app-)?ads\.txt|humans\.txt|security\.txt|llms(-full)?\.txt|"
            + @"search\.(xml|json)|(atom|rss2?|feed)\.(xml|xsl))$",
        RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture
    )]
    private static partial Regex ForRobots();
}
