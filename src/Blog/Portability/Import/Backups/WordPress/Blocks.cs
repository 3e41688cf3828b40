using System.Text;
using System.Text.RegularExpressions;

namespace Blog.Portability.Import.Backups.WordPress;

/// <summary>
/// Reads texts that are divided into blocks by comments: the HTML within is what readers saw, reusable blocks stand elsewhere, and what has
/// no HTML was made when the page was shown.
/// </summary>
/// <remarks>Source: wp-includes/class-wp-block-parser.php of WordPress/WordPress.</remarks>
internal sealed partial class Blocks(WordPressIndex index)
{
    private const int MaxDepth = 5;

    /// <summary>Blocks of WordPress without HTML that are no part of the text.</summary>
    private static readonly HashSet<string> Silent = new(StringComparer.Ordinal) { "spacer", "footnotes", "separator", "more", "nextpage" };

    private readonly SortedSet<string> _dynamic = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _unknown = new(StringComparer.Ordinal);

    /// <summary>Names of WordPress's own blocks that showed data of the site.</summary>
    public IReadOnlyCollection<string> Dynamic => _dynamic;

    /// <summary>Names of plugins' blocks that have no HTML.</summary>
    public IReadOnlyCollection<string> Unknown => _unknown;

    public static bool Has(string content) => content.Contains("<!-- wp:", StringComparison.Ordinal);

    /// <summary>The HTML of a text; what stands outside all blocks gets its paragraphs.</summary>
    public string Convert(string content, Func<string, string> outside) => Convert(content, outside, 0);

    private string Convert(string content, Func<string, string> outside, int nesting)
    {
        var html = new StringBuilder();
        var (at, depth) = (0, 0);
        foreach (Match mark in Mark().Matches(content))
        {
            Append(html, content[at..mark.Index], depth, outside);
            at = mark.Index + mark.Length;
            var name = mark.Groups["name"].Value;
            if (mark.Groups["close"].Success)
            {
                depth = Math.Max(0, depth - 1);
            }
            else if (!mark.Groups["void"].Success)
            {
                depth++;
            }
            else if (name == "block" && Reference().Match(mark.Value) is { Success: true } reference)
            {
                var shared = nesting < MaxDepth ? index.BlockOf(reference.Groups["id"].Value) : null;
                html.Append(shared is null ? "" : Convert(shared, outside, nesting + 1));
            }
            else if (name.Contains('/', StringComparison.Ordinal))
            {
                _unknown.Add(name);
            }
            else if (!Silent.Contains(name))
            {
                _dynamic.Add(name);
            }
        }

        Append(html, content[at..], depth, outside);
        return html.ToString();
    }

    private static void Append(StringBuilder html, string text, int depth, Func<string, string> outside) =>
        html.Append(depth > 0 || string.IsNullOrWhiteSpace(text) ? text : outside(text));

    // The arguments are JSON in which WordPress escapes angle brackets. Not a lazy loop: in an optional group, the engine without
    // backtracking takes it as a greedy one, and all blocks up to the last one with arguments would be one mark.
    [GeneratedRegex(
        @"<!--\s+(?<close>/)?wp:(?<name>[a-z][a-z0-9_-]*(/[a-z][a-z0-9_-]*)?)\s+(\{[^<>]*\}\s+)?(?<void>/)?-->",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Mark();

    [GeneratedRegex("\"ref\"\\s*:\\s*(?<id>[0-9]+)", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Reference();
}
