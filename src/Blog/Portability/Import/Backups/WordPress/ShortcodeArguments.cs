using System.Net;
using System.Text.RegularExpressions;

namespace Blog.Portability.Import.Backups.WordPress;

/// <summary>The arguments of a shortcode: named ones, and others by their number.</summary>
/// <remarks>Source: shortcode_parse_atts() in wp-includes/shortcodes.php of WordPress/WordPress.</remarks>
internal sealed partial class ShortcodeArguments
{
    private readonly Dictionary<string, string> _values = new(StringComparer.OrdinalIgnoreCase);

    public bool HasNames { get; private set; }

    public static ShortcodeArguments Of(string written)
    {
        var (arguments, number) = (new ShortcodeArguments(), 0);
        // The visual editor writes typographic quotes, entities and blanks that do not break.
        var text = written.Replace('\u00a0', ' ').Replace("&nbsp;", " ", StringComparison.Ordinal);
        text = text.Contains('"', StringComparison.Ordinal)
            ? text
            : text.Replace('\u201c', '"').Replace('\u201d', '"').Replace("&quot;", "\"", StringComparison.Ordinal);
        foreach (Match match in Argument().Matches(text))
        {
            var value = match.Groups["value"].Value;
            if (match.Groups["name"] is { Success: true } name)
            {
                arguments.HasNames = true;
                arguments._values.TryAdd(name.Value, WebUtility.HtmlDecode(value));
            }
            else
            {
                arguments._values.TryAdd((number++).ToString(CultureInfo.InvariantCulture), WebUtility.HtmlDecode(value));
            }
        }

        return arguments;
    }

    /// <summary>The value of the first of these names that has one; empty if none has.</summary>
    public string Get(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (_values.GetValueOrDefault(name) is { Length: > 0 } value)
            {
                return value;
            }
        }

        return "";
    }

    [GeneratedRegex(
        """((?<name>[A-Za-z0-9_-]+)\s*=\s*)?("(?<value>[^"]*)"|'(?<value>[^']*)'|(?<value>[^\s"']+))""",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Argument();
}
