namespace Blog.Portability.Import.Templates.Syntax;

/// <summary>Players, frames and cards of other sites become links: nothing is loaded from there unless a reader goes.</summary>
internal static class Embeds
{
    /// <summary>The link that a tag for an embedded thing becomes; null if it is no such tag.</summary>
    public static TagPiece? Convert(TagCall call)
    {
        var arguments = call.Arguments;
        var id = arguments.Get(0, "id", "vid", "bvid", "src", "url", "video", "name");
        return call.Name switch
        {
            "youtube" or "yt" or "youtube-lite" or "youtubelite" or "youtuber" => Link("YouTube", YouTube(id, arguments), call),
            "vimeo" or "vimeo_simple" => Link("Vimeo", "https://vimeo.com/" + id, call),
            "bilibili" or "bili" or "bvideo" or "bilibilivideo" or "btv" => Link("哔哩哔哩", Bilibili(id, arguments), call),
            "youku" => Link("优酷", $"https://v.youku.com/v_show/id_{id}.html", call),
            "qqvideo" or "tencentvideo" or "tencent" => Link("腾讯视频", $"https://v.qq.com/x/page/{id}.html", call),
            "gist" => Link("GitHub Gist", "https://gist.github.com/" + Gist(arguments), call),
            "jsfiddle" => Link("JSFiddle", "https://jsfiddle.net/" + id.Trim('/') + "/", call),
            "codepen" => Link("CodePen", $"https://codepen.io/{arguments.Get(0, "user")}/pen/{arguments.Get(1, "id", "hash")}", call),
            "codesandbox" => Link("CodeSandbox", "https://codesandbox.io/s/" + id, call),
            "stackblitz" => Link("StackBlitz", "https://stackblitz.com/edit/" + id, call),
            "asciinema" => Link("asciinema", "https://asciinema.org/a/" + id, call),
            "hackmd" => Link("HackMD", "https://hackmd.io/" + id, call),
            "slideshare" => Link("SlideShare", "https://www.slideshare.net/slideshow/embed_code/" + id, call),
            "speakerdeck" => Link("Speaker Deck", "https://speakerdeck.com/player/" + id, call),
            "caniuse" => Link("Can I use: " + FirstName(id), "https://caniuse.com/" + FirstName(id), call),
            "github" or "githubcard" or "ghcard" or "githubrepo" => Link("", "https://github.com/" + GitHub(arguments), call),
            "tweet" or "twitter" or "x" or "twitter_simple" or "x_simple" => Link("X (Twitter)", Tweet(arguments), call),
            "instagram" or "instagram_simple" => Link("Instagram", $"https://www.instagram.com/p/{id}/", call),
            "mastodon" or "toot" => Mastodon(call),
            "bsky" or "bluesky" => Whole("Bluesky", call),
            "reddit" => Whole("Reddit", call),
            "facebook" => Whole("Facebook", call),
            "threads" => Whole("Threads", call),
            "weibo" => Whole("微博", call),
            "zhihu" => Whole("知乎", call),
            "figma" => Whole("Figma", call),
            "peertube" => Whole("PeerTube", call),
            "bandcamp" => Whole("Bandcamp", call),
            "applemusic" or "apple-music" => Whole("Apple Music", call),
            "douyin" => Link("抖音", id.Contains("://", StringComparison.Ordinal) ? id : "https://www.douyin.com/video/" + id, call),
            "tiktok" => Link("TikTok", id.Contains("://", StringComparison.Ordinal) ? id : "https://www.tiktok.com/embed/" + id, call),
            "dailymotion" => Link("Dailymotion", "https://www.dailymotion.com/video/" + id, call),
            "twitch" => Link("Twitch", "https://www.twitch.tv/" + (id.All(char.IsAsciiDigit) ? "videos/" : "") + id, call),
            "telegram" => Link("Telegram", id.Contains("://", StringComparison.Ordinal) ? id : "https://t.me/" + id, call),
            "soundcloud" => Link("SoundCloud", "https://api.soundcloud.com/tracks/" + id, call),
            "spotify" => Link(
                "Spotify",
                id.StartsWith("spotify/", StringComparison.Ordinal) ? "https://open.spotify.com/" + id["spotify/".Length..]
                    : arguments.Words.Count > 1 ? $"https://open.spotify.com/{id}/{arguments.Words[1]}"
                    : $"https://open.spotify.com/{arguments.Get(-1, "type") switch { "" => "track", var type => type }}/{id}",
                call
            ),
            "meting" or "music" or "netease" or "neteasemusic" => Music(call),
            "aplayer" or "audio" or "mp3" => Player("🎵", call),
            "video" or "dplayer" or "videojs" or "mp4" or "artplayer" or "xigua" => Player("🎬", call),
            "pdf" or "pdfviewer" or "embed-pdf" or "pdfjs" or "embedpdf" => Player("PDF", call),
            "iframe" or "frame" or "embed" or "web" or "webpage" => Frame(call),
            _ => null,
        };
    }

    private static TagPiece Link(string label, string address, TagCall call)
    {
        var title = call.Arguments.Get(-1, "title", "alt", "caption", "name");
        var text =
            title.Length > 0 ? title
            : label.Length > 0 ? label
            : address[(address.IndexOf("://", StringComparison.Ordinal) + 3)..];
        var link = TagMarkdown.Link(address, text);
        return call.IsAlone ? TagPiece.Block(link) : TagPiece.Inline(link);
    }

    /// <summary>Something that is named by its whole address.</summary>
    private static TagPiece? Whole(string label, TagCall call) =>
        call.Arguments.Get(0, "url", "link", "href", "src", "post") is var address && address.Contains("://", StringComparison.Ordinal)
            ? Link(label, address, call)
            : null;

    private static TagPiece? Mastodon(TagCall call)
    {
        var arguments = call.Arguments;
        var (host, user) = (arguments.Get(-1, "host", "server", "instance"), arguments.Get(-1, "user", "account").TrimStart('@'));
        var status = $"{(user.Length > 0 ? $"@{user}" : "statuses")}/{arguments.Get(0, "id", "status")}";
        return host.Length > 0 ? Link("Mastodon", $"https://{host}/{status}", call) : Whole("Mastodon", call);
    }

    private static TagPiece? Frame(TagCall call)
    {
        var address = call.Arguments.Get(0, "src", "url", "link");
        if (!TagMarkdown.IsAddress(address))
        {
            return null;
        }

        var whole = address.StartsWith("//", StringComparison.Ordinal) ? "https:" + address : address;
        return Link(Uri.TryCreate(whole, UriKind.Absolute, out var uri) && uri.Host.Length > 0 ? uri.Host : address, whole, call);
    }

    private static TagPiece? Player(string sign, TagCall call)
    {
        // A player's options may stand in quotation marks: "url=/a.mp4" "loop=yes"
        var options = TagArguments.Of(string.Join(' ', call.Arguments.Words.Where(word => word.Contains('=', StringComparison.Ordinal))));
        var words = call
            .Arguments.Words.Where(word => options.Options.Count == 0 || !word.Contains('=', StringComparison.Ordinal))
            .ToList();
        var names = new[] { "url", "src", "link", "file", "video", "mp4", "mp3" };
        var address = call.Arguments.Get(-1, names) is { Length: > 0 } named ? named : options.Get(-1, names);
        address = address.Length > 0 || TagMarkdown.FindAddress(words) is not (>= 0 and var at) ? address : words[at];
        if (address.Length == 0)
        {
            return null;
        }

        var whole = address.StartsWith("//", StringComparison.Ordinal) ? "https:" + address : address;
        var name = call.Arguments.Get(-1, "title", "name", "alt", "caption");
        name = name.Length > 0 ? name : string.Join(" - ", words.TakeWhile(word => !TagMarkdown.IsAddress(word)).Where(IsTitle));
        name = name.Length > 0 ? name : Uri.UnescapeDataString(whole.Split('?', '#')[0].TrimEnd('/').Split('/')[^1]);
        var link = TagMarkdown.Link(whole, $"{sign} {name}");
        return call.IsAlone ? TagPiece.Block(link) : TagPiece.Inline(link);
    }

    private static bool IsTitle(string word) => word.Length > 0 && !word.All(c => char.IsAsciiDigit(c) || c is 'p' or 'x' or '%');

    private static TagPiece? Music(TagCall call)
    {
        var arguments = call.Arguments;
        var id = arguments.Get(0, "id", "auto", "url", "src");
        var server = arguments.Get(1, "server");
        var type = arguments.Get(2, "type");
        if (id.Length == 0 || TagMarkdown.IsAddress(id))
        {
            return id.Length == 0 ? null : Link("🎵", id, call);
        }

        type = type.Length == 0 ? "song" : type;
        return server is "tencent" or "qq"
            ? Link("QQ 音乐", $"https://y.qq.com/n/ryqq/{(type == "song" ? "songDetail" : type)}/{id}", call)
            : Link("网易云音乐", $"https://music.163.com/#/{type}?id={id}", call);
    }

    private static string YouTube(string id, TagArguments arguments) =>
        id.Contains("://", StringComparison.Ordinal) ? id
        : arguments.Words.Contains("playlist") || arguments.Get(-1, "type") == "playlist" ? "https://www.youtube.com/playlist?list=" + id
        : "https://www.youtube.com/watch?v=" + id;

    private static string Bilibili(string id, TagArguments arguments)
    {
        id = arguments.Get(-1, "bvid", "bvid_", "bv", "aid") is { Length: > 0 } named ? named : id;
        return id.Contains("://", StringComparison.Ordinal) ? id
            : id.StartsWith("//", StringComparison.Ordinal) ? "https:" + id
            : "https://www.bilibili.com/video/" + (id.Length > 0 && id.All(char.IsAsciiDigit) ? "av" + id : id);
    }

    private static string Gist(TagArguments arguments) =>
        arguments.Words.Count > 1 && arguments.Words[1].All(char.IsAsciiHexDigit) ? $"{arguments.Words[0]}/{arguments.Words[1]}"
        : arguments.Get(-1, "user") is { Length: > 0 } user ? $"{user}/{arguments.Get(0, "id")}"
        : arguments.Get(0, "id");

    private static string GitHub(TagArguments arguments) =>
        arguments.Get(-1, "user", "owner") is { Length: > 0 } user && arguments.Get(-1, "repo") is { Length: > 0 } repo ? $"{user}/{repo}"
        : arguments.Get(0, "repo", "name", "user") is var first && arguments.Words.Count > 1 && !first.Contains('/')
            ? $"{first}/{arguments.Words[1]}"
        : first;

    private static string Tweet(TagArguments arguments) =>
        arguments.Get(-1, "user") is { Length: > 0 } user ? $"https://x.com/{user}/status/{arguments.Get(0, "id")}"
        : arguments.Words.Count > 1 ? $"https://x.com/{arguments.Words[0]}/status/{arguments.Words[1]}"
        : arguments.Get(0, "id", "url") is var id && id.Contains("://", StringComparison.Ordinal) ? id
        : "https://x.com/i/status/" + id;

    /// <summary>Older tags name more than the feature: <c>flexbox@latest</c>, <c>flexbox,past</c>.</summary>
    private static string FirstName(string words) => words.Split('@', ',')[0].Trim();
}
