using System.Web;
using AngleSharp.Dom;
using Blog.Rendering.FromHtml.Inlines;

namespace Blog.Rendering.FromHtml;

/// <summary>
/// Players and pages of other sites become links that say where they lead: nothing is loaded from there unless a reader goes, or the owner
/// allows the player of the page.
/// </summary>
internal static class EmbedReader
{
    private static readonly string[] Sources = ["src", "data-src", "data-lazy-src", "data-litespeed-src"];

    private static readonly (string Host, string Name)[] Sites =
    [
        ("youtube.com", "YouTube"),
        ("youtu.be", "YouTube"),
        ("bilibili.com", "哔哩哔哩"),
        ("vimeo.com", "Vimeo"),
        ("youku.com", "优酷"),
        ("v.qq.com", "腾讯视频"),
        ("music.163.com", "网易云音乐"),
        ("dailymotion.com", "Dailymotion"),
        ("spotify.com", "Spotify"),
        ("soundcloud.com", "SoundCloud"),
        ("codepen.io", "CodePen"),
        ("twitter.com", "X (Twitter)"),
        ("x.com", "X (Twitter)"),
        ("instagram.com", "Instagram"),
        ("gist.github.com", "GitHub Gist"),
        ("tiktok.com", "TikTok"),
        ("douyin.com", "抖音"),
        ("ted.com", "TED"),
        ("reddit.com", "Reddit"),
        ("facebook.com", "Facebook"),
    ];

    /// <summary>The address that a frame shows; null if the element is none, or shows nothing of another site.</summary>
    public static string? AddressOf(IElement element) =>
        element.LocalName is not ("iframe" or "embed")
            ? null
            : Sources
                .Select(name => element.GetAttribute(name)?.Trim())
                .FirstOrDefault(address => address is not null && IsAddress(address));

    /// <summary>Whether a text is an address and nothing else.</summary>
    public static bool IsAddress(string text) =>
        text.Length is > 8 and < 2_000
        && !text.Any(char.IsWhiteSpace)
        && Uri.TryCreate(text.StartsWith("//", StringComparison.Ordinal) ? "https:" + text : text, UriKind.Absolute, out var uri)
        && uri.Scheme is "http" or "https";

    /// <summary>The link to what an address shows, to stand alone in its paragraph; null for no address.</summary>
    /// <param name="title">What it is, as its own site says; null if unknown.</param>
    public static string? Link(string? address, string? title)
    {
        if (MarkdownAddress.Of(PageOf(address)) is not { } page)
        {
            return null;
        }

        var label = LabelOf(page, title);
        return label is null
            ? $"<{page}>"
            : InlineWriter.Write([new InlinePiece.Link(page, [new InlinePiece.Words(label)])], "") ?? $"<{page}>";
    }

    /// <summary>The same link in HTML.</summary>
    public static string Html(string? address, string? title) =>
        MarkdownAddress.Of(PageOf(address)) is { } page
            ? $"<a href=\"{InlineHtml.Attribute(page)}\">{TextEscape.Html(LabelOf(page, title) ?? page)}</a>"
            : "";

    private static string? LabelOf(string address, string? title)
    {
        var words = string.Join(' ', (title ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (words.Length is > 0 and <= 200 && !words.Contains("video player", StringComparison.OrdinalIgnoreCase))
        {
            return words;
        }

        var host = Uri.TryCreate(address, UriKind.Absolute, out var uri) ? uri.Host : "";
        return Sites.FirstOrDefault(site => host == site.Host || host.EndsWith("." + site.Host, StringComparison.Ordinal)).Name;
    }

    /// <summary>The page that shows what a player plays: readers can open it, and the blog knows its player.</summary>
    private static string? PageOf(string? address)
    {
        if (address is null || !IsAddress(address))
        {
            return null;
        }

        var uri = new Uri(address.StartsWith("//", StringComparison.Ordinal) ? "https:" + address : address);
        var query = HttpUtility.ParseQueryString(uri.Query);
        var path = uri.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return (uri.Host, path) switch
        {
            ("www.youtube.com" or "www.youtube-nocookie.com" or "youtube.com", ["embed", "videoseries"]) when query["list"] is { } list =>
                "https://www.youtube.com/playlist?list=" + Uri.EscapeDataString(list),
            ("www.youtube.com" or "www.youtube-nocookie.com" or "youtube.com", ["embed" or "v", var id]) =>
                $"https://www.youtube.com/watch?v={id.Split('&')[0]}"
                    + (query["start"] is { } start ? "&t=" + Uri.EscapeDataString(start) : ""),
            ("player.bilibili.com" or "www.bilibili.com", [.., "player.html" or "html5mobileplayer.html"])
                when query["bvid"] is { Length: > 0 } bvid => $"https://www.bilibili.com/video/{Uri.EscapeDataString(bvid)}"
                + PartOf(query["p"] ?? query["page"]),
            ("player.bilibili.com" or "www.bilibili.com", [.., "player.html" or "html5mobileplayer.html"])
                when query["aid"] is { Length: > 0 } aid => $"https://www.bilibili.com/video/av{Uri.EscapeDataString(aid)}"
                + PartOf(query["p"] ?? query["page"]),
            ("player.vimeo.com", ["video", var id]) => $"https://vimeo.com/{id}"
                + (query["h"] is { } hash ? "/" + Uri.EscapeDataString(hash) : ""),
            ("player.youku.com", ["embed", var id]) => $"https://v.youku.com/v_show/id_{id}.html",
            ("player.youku.com", ["player.php", "sid", var id, ..]) => $"https://v.youku.com/v_show/id_{id}.html",
            ("v.qq.com", [.., "player.html"]) when query["vid"] is { Length: > 0 } vid =>
                $"https://v.qq.com/x/page/{Uri.EscapeDataString(vid)}.html",
            ("music.163.com", ["outchain", "player"]) when query["id"] is { Length: > 0 } id =>
                $"https://music.163.com/#/{KindOf(query["type"])}?id={Uri.EscapeDataString(id)}",
            ("open.spotify.com", ["embed", var kind, var id]) => $"https://open.spotify.com/{kind}/{id}",
            ("codepen.io", [var user, "embed" or "embed/preview", var id]) => $"https://codepen.io/{user}/pen/{id}",
            ("www.dailymotion.com", ["embed", "video", var id]) => $"https://www.dailymotion.com/video/{id}",
            _ => uri.AbsoluteUri,
        };
    }

    private static string PartOf(string? part) =>
        part is { Length: > 0 and < 6 } && part != "1" && part.All(char.IsAsciiDigit) ? "?p=" + part : "";

    private static string KindOf(string? type) =>
        type switch
        {
            "0" => "playlist",
            "1" => "album",
            "3" => "program",
            "4" => "djradio",
            _ => "song",
        };
}
