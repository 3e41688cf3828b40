using System.Text.RegularExpressions;

namespace Blog.Portability.Import.Backups.WordPress;

/// <summary>The names and addresses that WordPress makes.</summary>
internal static partial class WordPressNames
{
    /// <summary>The path of a picture without the size that WordPress adds to the name of a smaller copy.</summary>
    public static string WithoutSize(string path) => Size().Replace(path, "${extension}");

    /// <summary>The address of a picture without the proxy that Jetpack puts before it.</summary>
    public static string WithoutProxy(string url) =>
        Proxy().Match(url) is { Success: true } found ? "https://" + found.Groups["rest"].Value.Split('?')[0] : url;

    /// <summary>
    /// The address of an item below the site's root, decoded; null if it is on another host or only told apart by a query.
    /// </summary>
    /// <param name="root">The path under which the site was published; empty for the root of its host.</param>
    public static string? AddressOf(string link, string root)
    {
        if (
            !Uri.TryCreate(link, UriKind.Absolute, out var url)
            || !url.Scheme.StartsWith("http", StringComparison.Ordinal)
            || url.Query.Length > 0
        )
        {
            return null;
        }

        var path = Uri.UnescapeDataString(url.AbsolutePath);
        path = root.Length > 0 && (path + "/").StartsWith(root + "/", StringComparison.OrdinalIgnoreCase) ? path[root.Length..] : path;
        return path.Length < 2 || path.Contains('\uFFFD', StringComparison.Ordinal) ? null : path;
    }

    [GeneratedRegex(@"^https?://i[0-3]\.wp\.com/(?<rest>[^/?]+\.[^/?]+/.+)$", RegexOptions.NonBacktracking)]
    private static partial Regex Proxy();

    [GeneratedRegex(
        @"-([0-9]{1,5}x[0-9]{1,5}|scaled|rotated|e[0-9]{10,14})(?<extension>\.[A-Za-z0-9]{2,5})$",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Size();
}
