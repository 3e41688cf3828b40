using Blog.Data.Settings;
using Blog.Site.Localization;

namespace Blog.Admin.Settings;

public sealed class PlayerTexts : Texts<PlayerTexts>
{
    public string Hosts => T("允许嵌入播放器的网站", "Players are allowed from these hosts");

    public string HostsHint =>
        T(
            "每行一个域名，例如 player.bilibili.com、www.youtube-nocookie.com、codepen.io，也可以粘贴网址或嵌入代码。文章里可以就地打开这些网站的播放器，"
                + "单独成段的视频或音乐链接也一样；打开之后，它们会看到你的读者。其他网站的播放器只显示为链接，什么也不加载。对已有的文章立即生效。",
            "One host per line, such as player.bilibili.com, www.youtube-nocookie.com or codepen.io; you can paste an address or the "
                + "code for embedding. Their players open in posts, also for a link to a video or a song that is a paragraph of its own, "
                + "and those sites then see your readers. Players of other sites are links, and nothing is loaded. "
                + "Applies to all posts at once."
        );

    public string AfterClick => T("读者点击后才加载播放器", "Load players only after a click");

    public string AfterClickHint =>
        T(
            "点击之前只有一个链接，读者的浏览器不会联系那些网站。不勾选则随页面一起加载。",
            "Until then there is only a link, and the reader’s browser asks nothing of those sites. If off, they load with the page."
        );

    public string TooMany(int count) =>
        IsChinese ? $"最多 {PlayerHost.Max} 个网站，现在有 {count} 个。" : $"At most {PlayerHost.Max} hosts, and these are {count}.";

    public string OwnHost(int line) =>
        IsChinese ? $"第 {line} 行是本站自己的域名，不能嵌入自己。" : $"Line {line} is this site itself, which cannot be embedded.";

    /// <param name="line">Number of the line.</param>
    /// <param name="typed">What stands in it.</param>
    public string Bad(int line, string typed, PlayerHostError error)
    {
        typed = typed.Length > 60 ? typed[..60] + "…" : typed;
        return error switch
        {
            PlayerHostError.Wildcard => IsChinese
                ? $"第 {line} 行「{typed}」：不能用通配符 *，请逐个写出域名。"
                : $"Line {line}, “{typed}”: wildcards are not possible; name each host.",
            PlayerHostError.Number => IsChinese
                ? $"第 {line} 行「{typed}」：不能用 IP 地址，请写域名。"
                : $"Line {line}, “{typed}”: IP addresses are not possible; enter the name of the host.",
            PlayerHostError.Port => IsChinese
                ? $"第 {line} 行「{typed}」：不能带端口，播放器只能用 https 的默认端口。"
                : $"Line {line}, “{typed}”: no port is possible; players use that of https.",
            _ => IsChinese
                ? $"第 {line} 行「{typed}」不是域名，应当像 player.bilibili.com。"
                : $"Line {line}, “{typed}”, is not a host: it should look like player.bilibili.com.",
        };
    }
}
