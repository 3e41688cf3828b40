using System.Text.RegularExpressions;

namespace Blog.Portability.Import.Templates.Jekyll;

/// <summary>
/// The old site's address as Liquid prints it, between characters that no text has, until it is known whether it begins a link: there it is
/// left out, so that imported files and posts are found; elsewhere it is what readers saw.
/// </summary>
/// <param name="url">The address without path; empty if the configuration has none.</param>
/// <param name="basePath">The path under which the site was published, as its configuration has it.</param>
internal sealed partial class SiteAddress(string url, string basePath)
{
    private const char UrlMark = '\uE002';
    private const char BaseMark = '\uE003';

    /// <summary>Whether a text has these characters already.</summary>
    public static bool IsUsedBy(string text) => text.AsSpan().ContainsAny(UrlMark, BaseMark);

    /// <summary><c>site.url</c>.</summary>
    public string Url { get; } = url.Trim().TrimEnd('/') is { Length: > 0 } address ? $"{UrlMark}{address}{UrlMark}" : "";

    /// <summary><c>site.baseurl</c>.</summary>
    public string Base { get; } = basePath.Trim().Trim('/') is { Length: > 0 } path ? $"{BaseMark}/{path}{BaseMark}" : "";

    /// <summary>What the filter <c>relative_url</c> makes of a path.</summary>
    public string Relative(string path) => IsWhole(path) ? path : Base + (path.StartsWith('/') ? path : "/" + path);

    /// <summary>What the filter <c>absolute_url</c> makes of a path.</summary>
    public string Absolute(string path) => IsWhole(path) ? path : Url + Relative(path);

    /// <summary>The text as Jekyll prints it, except for links.</summary>
    public static string Show(string text) => Plain(Linked().Replace(text, Shorten));

    /// <summary>The text as Jekyll prints it.</summary>
    public static string Plain(string text) =>
        text.Replace(UrlMark.ToString(), "", StringComparison.Ordinal).Replace(BaseMark.ToString(), "", StringComparison.Ordinal);

    /// <summary>What follows without a slash is a relative link already.</summary>
    private static string Shorten(Match link) =>
        link.Groups["before"].Value + (link.Groups["next"].Length == 0 ? "" : "/" + link.Groups["next"].Value.TrimStart('/'));

    private static bool IsWhole(string path) =>
        path.Contains("://", StringComparison.Ordinal) || path.StartsWith(UrlMark) || path.StartsWith(BaseMark);

    [GeneratedRegex(
        """(?<before>\]\([ \t]*<?|=[ \t]*["']?|\]:[ \t]*<?)"""
            + """(\uE002[^\uE002]*\uE002(\uE003[^\uE003]*\uE003)?|\uE003[^\uE003]*\uE003)(?<next>[/)"'>\s#?]?)""",
        RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking
    )]
    private static partial Regex Linked();
}
