using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace Blog.Portability.Import.Backups.WordPress;

/// <summary>
/// Turns shortcodes into HTML: WordPress's own and those of its common plugins into what they showed; of others only the text within stays.
/// </summary>
/// <remarks>Source: wp-includes/shortcodes.php and media.php of WordPress/WordPress.</remarks>
internal sealed partial class Shortcodes(WordPressIndex index, string postId)
{
    private const int MaxDepth = 8;
    private const int MaxTags = 2_000;

    private static readonly HashSet<string> Languages = new(
        (
            "code|sourcecode|source|cc-code|php|js|javascript|jscript|css|html|xml|python|py|ruby|rb|bash|shell|sql|java|cpp|c|csharp|go|"
            + "swift|kotlin|perl|powershell|text|plain|diff|groovy|scala|vb|objc|r|matlab"
        ).Split('|'),
        StringComparer.OrdinalIgnoreCase
    );

    private readonly ShortcodeMedia _media = new(index, postId);
    private readonly SortedSet<string> _unknown = new(StringComparer.Ordinal);
    private int _tags;

    /// <summary>Names of those of which only the text was kept.</summary>
    public IReadOnlyCollection<string> Unknown => _unknown;

    public string Convert(string text) => Convert(text, 0);

    private string Convert(string text, int depth)
    {
        if (!text.Contains('[', StringComparison.Ordinal) || depth > MaxDepth)
        {
            return text;
        }

        var html = new StringBuilder();
        var at = 0;
        while (at < text.Length)
        {
            var open = text.IndexOf('[', at);
            var code = NextCode(text, at);
            if (open < 0 || (code.Start >= 0 && code.Start < open))
            {
                // What stands in code is no shortcode.
                var to = open < 0 ? text.Length : code.End;
                html.Append(text, at, to - at);
                at = to;
                continue;
            }

            html.Append(text, at, open - at);
            if (Escaped().Match(text, open) is { Success: true } escaped && escaped.Index == open)
            {
                html.Append(escaped.Value, 1, escaped.Length - 2);
                at = open + escaped.Length;
            }
            else if (Tag().Match(text, open) is { Success: true } tag && tag.Index == open && ++_tags <= MaxTags)
            {
                at = Append(html, text, tag, depth);
            }
            else
            {
                html.Append('[');
                at = open + 1;
            }
        }

        return html.ToString();
    }

    /// <summary>Appends what a shortcode means.</summary>
    /// <returns>Where the text goes on.</returns>
    private int Append(StringBuilder html, string text, Match tag, int depth)
    {
        var name = tag.Groups["name"].Value;
        var end = tag.Index + tag.Length;
        if (tag.Groups["close"].Success)
        {
            // The end of one that did not begin: only of those that were dropped.
            if (!_unknown.Contains(name))
            {
                html.Append(tag.Value);
            }

            return end;
        }

        var closing = $"[/{name}]";
        var close = tag.Groups["self"].Success ? -1 : text.IndexOf(closing, end, StringComparison.OrdinalIgnoreCase);
        var arguments = ShortcodeArguments.Of(tag.Groups["rest"].Value);
        var content = close < 0 ? "" : text[end..close];
        var next = close < 0 ? end : close + closing.Length;
        if (HtmlOf(name, arguments, content, close >= 0, depth) is { } known)
        {
            html.Append(known);
            return next;
        }

        if (close < 0 && !LooksLikeOne(name, arguments))
        {
            html.Append(tag.Value);
            return end;
        }

        _unknown.Add(name);
        html.Append(Convert(content, depth + 1));
        return next;
    }

    /// <summary>A word in brackets is a word; one with arguments, or a name that no language has, is of a plugin.</summary>
    private static bool LooksLikeOne(string name, ShortcodeArguments arguments) =>
        arguments.HasNames
        || name.Contains('_', StringComparison.Ordinal)
        || (name.Contains('-', StringComparison.Ordinal) && name.Length > 5);

    private string? HtmlOf(string name, ShortcodeArguments arguments, string content, bool isClosed, int depth)
    {
        switch (name.ToLowerInvariant())
        {
            case "caption" or "wp_caption" when isClosed:
                return ShortcodeMedia.Caption(arguments, Convert(content, depth + 1));
            case "gallery" or "playlist":
                return _media.Gallery(arguments, name);
            case "audio" or "video" or "wpvideo":
                return _media.Player(name, arguments, content);
            case "embed" when isClosed:
                return ShortcodeMedia.Embed(content.Trim());
            case "youtube" or "vimeo" or "soundcloud" or "gist" or "tweet" or "dailymotion" or "instagram" or "bilibili":
                var address = content.Trim().Length > 0 ? content.Trim() : arguments.Get("url", "id", "src", "0").TrimStart('=');
                return ShortcodeMedia.Embed(ShortcodeMedia.AddressOf(name.ToLowerInvariant(), WebUtility.HtmlDecode(address)));
            case "latex" or "tex" or "math" or "katex" when isClosed:
                return $"<span data-formula=\"{WebUtility.HtmlEncode(WebUtility.HtmlDecode(content.Trim()))}\"></span>";
            case var language when isClosed && Languages.Contains(language):
                return ShortcodeMedia.Listing(language, arguments, content);
            default:
                return null;
        }
    }

    private static (int Start, int End) NextCode(string text, int from)
    {
        for (var at = text.IndexOf('<', from); at >= 0; at = text.IndexOf('<', at + 1))
        {
            foreach (var name in new[] { "pre", "code" })
            {
                if (
                    string.Compare(text, at + 1, name, 0, name.Length, StringComparison.OrdinalIgnoreCase) == 0
                    && at + 1 + name.Length < text.Length
                    && text[at + 1 + name.Length] is '>' or ' '
                    && text.IndexOf($"</{name}", at, StringComparison.OrdinalIgnoreCase) is > 0 and var end
                )
                {
                    return (at, end);
                }
            }

            if (text.IndexOf('[', from) is >= 0 and var open && open < at)
            {
                break;
            }
        }

        return (-1, -1);
    }

    [GeneratedRegex(@"\[\[/?[A-Za-z][^\[\]]*\]\]", RegexOptions.NonBacktracking)]
    private static partial Regex Escaped();

    [GeneratedRegex(
        @"\[(?<close>/)?(?<name>[A-Za-z][A-Za-z0-9_-]*)(?<rest>([\s=][^\[\]]*?)?)\s*(?<self>/)?\]",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Tag();
}
