using System.Text.RegularExpressions;
using Blog.Rendering.Output;

namespace Blog.Rendering.Players;

/// <summary>
/// What a link says whose text would be an address: the site and what is shown there, so that no two links of a page read the same.
/// </summary>
internal static partial class PlayerLabels
{
    private enum Verb
    {
        Watch,
        Listen,
        View,
    }

    private static readonly HashSet<string> Sites = new(StringComparer.OrdinalIgnoreCase)
    {
        "YouTube",
        "Bilibili",
        "哔哩哔哩",
        "B站",
        "Vimeo",
        "优酷",
        "腾讯视频",
        "Dailymotion",
        "网易云音乐",
        "Spotify",
        "CodePen",
        "GitHub Gist",
        "Gist",
    };

    /// <summary>Whether a text is the name of a site and nothing else.</summary>
    public static bool IsSite(string text) => Sites.Contains(text);

    /// <summary>The label; null for an address of no known site.</summary>
    public static string? Of(string address, RenderTexts texts)
    {
        address = address.StartsWith("http://", StringComparison.OrdinalIgnoreCase) ? "https://" + address["http://".Length..] : address;
        if (PlayerAddress.Parse(address) is not { } uri || SiteOf(uri.IdnHost) is not { } site || IdOf(address, uri) is not { } id)
        {
            return null;
        }

        var pattern = site.Verb switch
        {
            Verb.Watch => texts.Watch,
            Verb.Listen => texts.Listen,
            _ => texts.View,
        };
        var name = texts.IsChinese ? site.Chinese : site.English;
        return RenderTexts.Fill(pattern, name).Replace("{1}", id, StringComparison.Ordinal);
    }

    /// <summary>
    /// The address of a gist's page, if a block of HTML is the code that GitHub offers for it: a script, which no post may have.
    /// </summary>
    public static string? GistIn(string html) =>
        GistScript().Match(html.Trim()) is { Success: true } script ? "https://gist.github.com" + script.Groups["path"].Value : null;

    /// <summary>The names stand in a sentence: a Latin one has blanks around it in Chinese.</summary>
    private static (string Chinese, string English, Verb Verb)? SiteOf(string host) =>
        host switch
        {
            _ when IsOf(host, "youtube.com") || IsOf(host, "youtube-nocookie.com") || host == "youtu.be" => Latin("YouTube", Verb.Watch),
            _ when IsOf(host, "bilibili.com") => Latin("Bilibili", Verb.Watch),
            _ when IsOf(host, "vimeo.com") => Latin("Vimeo", Verb.Watch),
            _ when IsOf(host, "youku.com") => ("优酷", "Youku", Verb.Watch),
            "v.qq.com" => ("腾讯视频", "Tencent Video", Verb.Watch),
            _ when IsOf(host, "dailymotion.com") => Latin("Dailymotion", Verb.Watch),
            "music.163.com" or "y.music.163.com" => ("网易云音乐", "NetEase Cloud Music", Verb.Listen),
            "open.spotify.com" => Latin("Spotify", Verb.Listen),
            "codepen.io" => Latin("CodePen", Verb.View),
            "gist.github.com" => Latin("GitHub Gist", Verb.View),
            _ => null,
        };

    private static (string Chinese, string English, Verb Verb) Latin(string name, Verb verb) => ($" {name} ", name, verb);

    private static bool IsOf(string host, string domain) => host == domain || host.EndsWith("." + domain, StringComparison.Ordinal);

    private static string? IdOf(string address, Uri uri)
    {
        if (uri.IdnHost == "gist.github.com")
        {
            return Gist().Match(uri.AbsolutePath) is { Success: true } gist ? gist.Groups["id"].Value : null;
        }

        var player = PlayerPages.PlayersOf(address) is [var first, ..] ? first.Rest : uri.PathAndQuery;
        return Named().Match(player) is { Success: true } named ? named.Groups["id"].Value
            : Pen().Match(player) is { Success: true } pen ? pen.Groups["user"].Value + "/" + pen.Groups["id"].Value
            : Last().Match(player) is { Success: true } last ? last.Groups["id"].Value
            : null;
    }

    [GeneratedRegex(
        "^/(?<id>([A-Za-z0-9-]{1,39}/)?[0-9a-f]{5,40})(\\.js|\\.pibb)?/?$",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Gist();

    [GeneratedRegex(
        """^<script\s+src=["'](https?:)?//gist\.github\.com(?<path>/([A-Za-z0-9-]{1,39}/)?[0-9a-f]{5,40})\.js"""
            + """(\?[^"'<>]*)?["']\s*></script>$""",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture
    )]
    private static partial Regex GistScript();

    [GeneratedRegex("[?&](bvid|vid|list|id|video)=(?<id>[A-Za-z0-9_-]{1,60})", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Named();

    [GeneratedRegex(
        "^/(?<user>[A-Za-z0-9_-]+)/embed/(preview/)?(?<id>[A-Za-z0-9_-]+)",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Pen();

    [GeneratedRegex("^/([^?#]*/)?(?<id>[A-Za-z0-9=_-]{1,60})/?([?#]|$)", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Last();
}
