using System.Collections.Frozen;

namespace Blog.Data.Redirects;

/// <summary>Recognizes the paths requested by vulnerability scanners, which are not worth recording as missing.</summary>
public static class BotPathFilter
{
    /// <summary>Extensions of server-side scripts and leaked files. Archives are not included: an old blog may have offered some.</summary>
    private static readonly FrozenSet<string> Endings = new[]
    {
        ".php",
        ".php5",
        ".php7",
        ".phtml",
        ".asp",
        ".aspx",
        ".ashx",
        ".asmx",
        ".jsp",
        ".jspx",
        ".do",
        ".action",
        ".cgi",
        ".cfm",
        ".env",
        ".bak",
        ".old",
        ".save",
        ".swp",
        ".orig",
        ".sql",
        ".sqlite",
        ".db",
        ".mdb",
        ".log",
        ".ini",
        ".conf",
        ".config",
        ".cfg",
        ".pem",
        ".key",
        ".p12",
        ".pfx",
        ".ppk",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// Segments that no title produces: <c>solr</c> may have been a post, <c>phpmyadmin</c> was not. Not <c>wp-content</c>, where old blogs
    /// have their images.
    /// </summary>
    private static readonly FrozenSet<string> Names = new[]
    {
        "wp-admin",
        "wp-login",
        "wp-includes",
        "wp-json",
        "xmlrpc",
        "cgi-bin",
        "phpmyadmin",
        "pma",
        "myadmin",
        "adminer",
        "phpunit",
        "node_modules",
        "boaform",
        "hnap1",
        "autodiscover",
        "_ignition",
        "_profiler",
        "server-status",
        "sftp-config.json",
        "composer.json",
        "package.json",
        "id_rsa",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// Whether a decoded path is typical of scanners. <c>/index.php/2019/a-post</c> is not: old blogs had such addresses.
    /// </summary>
    public static bool Is(string path)
    {
        var segments = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return segments.Length > 0
            && (
                Endings.Contains(System.IO.Path.GetExtension(segments[^1]))
                || Array.Exists(segments, segment => Names.Contains(segment) || IsHidden(segment))
            );
    }

    /// <summary><c>.git</c>, <c>.aws</c>, <c>.env.local</c>; but not <c>.well-known</c>, which legitimate clients request.</summary>
    private static bool IsHidden(string segment) =>
        segment.Length > 1 && segment[0] == '.' && !segment.StartsWith(".well-known", StringComparison.OrdinalIgnoreCase);
}
