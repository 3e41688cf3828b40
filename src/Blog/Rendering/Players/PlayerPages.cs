using System.Collections.Specialized;
using System.Text.RegularExpressions;
using System.Web;

namespace Blog.Rendering.Players;

/// <summary>Finds the player of what a page of a known site shows: pages themselves refuse to stand in a frame.</summary>
internal static partial class PlayerPages
{
    /// <summary>The players that show it, the one that knows least of its viewers first; none for any other address.</summary>
    public static IReadOnlyList<PlayerAddress> PlayersOf(string address)
    {
        if (PlayerAddress.Parse(address) is not { } uri)
        {
            return [];
        }

        var query = HttpUtility.ParseQueryString(uri.Query);
        var path = uri.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return uri.IdnHost switch
        {
            "www.youtube.com" or "youtube.com" or "m.youtube.com" or "music.youtube.com" or "www.youtube-nocookie.com" => YouTube(
                path is ["watch"] ? query["v"]
                    : path is ["embed" or "shorts" or "live" or "v", var id] ? id
                    : null,
                query
            ),
            "youtu.be" => YouTube(path is [var id] ? id : null, query),
            "www.bilibili.com" or "bilibili.com" or "m.bilibili.com" => Bilibili(path, query),
            "vimeo.com" or "www.vimeo.com" => Vimeo(path),
            "music.163.com" or "y.music.163.com" => NetEase(uri, path, query),
            "v.youku.com" when path is ["v_show", var page] && YoukuPage().Match(page) is { Success: true } found => One(
                "player.youku.com",
                "/embed/" + found.Groups["id"].Value
            ),
            "v.qq.com" when path is ["x", "page" or "cover", ..] && TencentPage().Match(path[^1]) is { Success: true } found => One(
                "v.qq.com",
                "/txp/iframe/player.html?vid=" + found.Groups["id"].Value
            ),
            "www.dailymotion.com" when path is ["video", var id] && IsName(id) => One("geo.dailymotion.com", "/player.html?video=" + id),
            "open.spotify.com"
                when path is [("track" or "album" or "playlist" or "artist" or "episode" or "show") and var kind, var id] && IsName(id) =>
                One("open.spotify.com", $"/embed/{kind}/{id}"),
            "codepen.io" when path is [var user, "pen", var id] && IsName(user) && IsName(id) => One("codepen.io", $"/{user}/embed/{id}"),
            _ => [],
        };
    }

    private static PlayerAddress[] YouTube(string? video, NameValueCollection query)
    {
        var list = query["list"] is { } named && IsName(named) ? named : null;
        var path =
            video is not null && video != "videoseries" && IsName(video) ? "/embed/" + video
            : list is not null ? "/embed/videoseries"
            : null;
        if (path is null)
        {
            return [];
        }

        var options = new List<string>();
        if (list is not null)
        {
            options.Add("list=" + list);
        }

        if (Seconds(query["t"] ?? query["start"]) is > 0 and var start)
        {
            options.Add(string.Create(CultureInfo.InvariantCulture, $"start={start}"));
        }

        var rest = options.Count == 0 ? path : path + "?" + string.Join('&', options);
        return [new("www.youtube-nocookie.com", rest), new("www.youtube.com", rest)];
    }

    private static PlayerAddress[] Bilibili(string[] path, NameValueCollection query)
    {
        var video = path switch
        {
            ["video", var named, ..] => named,
            ["blackboard", ..] => query["bvid"] ?? "av" + query["aid"],
            _ => "",
        };
        if (BilibiliVideo().Match(video) is not { Success: true } found)
        {
            return [];
        }

        var id = found.Groups["bv"].Success ? "bvid=BV" + found.Groups["bv"].Value : "aid=" + found.Groups["av"].Value;
        var part = IsNumber(query["p"]) ? "&p=" + query["p"] : "";
        var start = Seconds(query["t"]) is > 0 and var seconds ? string.Create(CultureInfo.InvariantCulture, $"&t={seconds}") : "";
        return One("player.bilibili.com", $"/player.html?{id}{part}{start}&autoplay=0");
    }

    private static PlayerAddress[] Vimeo(string[] path)
    {
        var (id, secret) = path switch
        {
            [var video] => (video, null),
            [var video, var hash] when IsNumber(video) => (video, hash),
            ["channels", _, _] or ["groups", _, "videos", _] => (path[^1], null),
            _ => ("", null),
        };
        return !IsNumber(id) ? []
            : secret is not null && IsName(secret) ? One("player.vimeo.com", $"/video/{id}?h={secret}")
            : One("player.vimeo.com", "/video/" + id);
    }

    /// <summary>Their pages write the path in the fragment: <c>/#/song?id=1</c>.</summary>
    private static PlayerAddress[] NetEase(Uri uri, string[] path, NameValueCollection query)
    {
        if (uri.Fragment.StartsWith("#/", StringComparison.Ordinal))
        {
            var parts = uri.Fragment[1..].Split('?', 2);
            path = parts[0].Split('/', StringSplitOptions.RemoveEmptyEntries);
            query = HttpUtility.ParseQueryString(parts.Length > 1 ? parts[1] : "");
        }

        var (kind, id) = path is ["m", .. var rest] ? Named(rest) : Named(path);
        (int Type, int Height)? shape = kind switch
        {
            "playlist" => (0, 430),
            "album" => (1, 430),
            "song" => (2, 66),
            "program" or "dj" => (3, 66),
            "djradio" => (4, 430),
            _ => null,
        };
        return shape is { } found && IsNumber(id)
            ? One(
                "music.163.com",
                string.Create(CultureInfo.InvariantCulture, $"/outchain/player?type={found.Type}&id={id}&auto=0&height={found.Height}")
            )
            : [];

        (string? Kind, string? Id) Named(string[] names) =>
            names switch
            {
                [var name] => (name, query["id"]),
                [var name, var number] => (name, number),
                _ => (null, null),
            };
    }

    private static PlayerAddress[] One(string host, string rest) => [new(host, rest)];

    /// <summary>A place in a film: <c>90</c>, <c>90s</c>, <c>1m30s</c>; null for none.</summary>
    private static int? Seconds(string? written)
    {
        if (written is null || Time().Match(written) is not { Success: true } time)
        {
            return null;
        }

        return (Part("hours") * 3600) + (Part("minutes") * 60) + Part("seconds");

        int Part(string name) => time.Groups[name].Success ? int.Parse(time.Groups[name].Value, CultureInfo.InvariantCulture) : 0;
    }

    private static bool IsNumber(string? text) => text is { Length: > 0 and <= 20 } && text.All(char.IsAsciiDigit);

    private static bool IsName(string text) =>
        text.Length is > 0 and <= 100 && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');

    [GeneratedRegex(
        "^(?:[Bb][Vv](?<bv>[A-Za-z0-9]{6,20})|[Aa][Vv](?<av>[0-9]{1,20}))$",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture
    )]
    private static partial Regex BilibiliVideo();

    [GeneratedRegex("^id_(?<id>[A-Za-z0-9=]{1,40})\\.html$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex YoukuPage();

    [GeneratedRegex("^(?<id>[A-Za-z0-9]{5,40})\\.html$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex TencentPage();

    [GeneratedRegex(
        "^(?:(?<hours>[0-9]{1,3})h)?(?:(?<minutes>[0-9]{1,4})m)?(?:(?<seconds>[0-9]{1,6})s?)?$",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Time();
}
