using System.Text.RegularExpressions;

namespace Blog.Data.Redirects;

/// <summary>
/// What other programs put behind the address of a post: the pages and feeds of its comments, and its other forms. All of it leads to the
/// post, and there are too many such addresses to keep each.
/// </summary>
/// <remarks>
/// Source: wp-includes/class-wp-rewrite.php (generate_rewrite_rules) of WordPress/WordPress; Typecho has the same pages of comments, Ghost
/// and WordPress have <c>amp</c>.
/// </remarks>
internal static partial class PostEndings
{
    /// <summary>The address of the post before such an ending, as it may be written; null for a path without one.</summary>
    /// <param name="path">Decoded.</param>
    public static string? Without(string path) => Ending().Match(path) is { Success: true } match ? match.Groups["post"].Value : null;

    [GeneratedRegex(
        "^(?<post>/.+?)/(comment-page-[0-9]{1,6}|feed(/(rss|rss2|rdf|atom))?|trackback|embed|amp)/?$",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase
    )]
    private static partial Regex Ending();
}
