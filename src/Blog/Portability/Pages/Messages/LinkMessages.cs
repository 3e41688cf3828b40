using Blog.Site.Outbound;

namespace Blog.Portability.Pages.Messages;

/// <summary>What is said of links, of images of other hosts, and of files that posts link to.</summary>
internal static class LinkMessages
{
    public static readonly (string English, string Chinese)[] All =
    [
        ("file {0} {1:known}", "文件 {0} {1}"),
        ("its links cannot be read ({0}: {1})", "无法读取其中的链接（{0}：{1}）"),
        ("{0:number} more links lead nowhere", "还有 {0} 个链接找不到目标"),
        ("link {0} leads nowhere", "链接 {0} 找不到目标"),
        ("link {0} leads nowhere: taken for {1}, the only post of that name", "链接 {0} 找不到目标，已改为唯一同名的文章 {1}"),
        ("link {0} leads nowhere: {1} was refused", "链接 {0} 找不到目标：{1} 无法导入"),
        ("link {0} leads to a draft: {1}", "链接 {0} 指向草稿 {1}"),
        ("link {0} is on its author's computer: readers never saw it", "链接 {0} 指向作者电脑上的文件，读者从未看到过"),
        ("image {0} is on its author's computer: readers never saw it", "图片 {0} 在作者的电脑上，读者从未看到过"),
        ("link {0} may be any of {1}: left as it is", "链接 {0} 可能是 {1} 中的任何一个，保持原样"),
        ("image {0} may be any of {1}: left as it is", "图片 {0} 可能是 {1} 中的任何一个，保持原样"),
        ("link {0} is behind a symbolic link, which is not followed", "链接 {0} 的文件在符号链接之后，不跟随"),
        ("image {0} was not fetched and stays where it is: {1:reason}", "没有取回图片 {0}，仍用原来的地址：{1}"),
        (
            "images of other hosts: {0:number} fetched, {1:number} were here, {2:number} could not be fetched",
            "别的网站的图片：取回 {0} 张，已在本站 {1} 张，无法取回 {2} 张"
        ),
        ("{0:number} images of other hosts would be fetched", "将取回别的网站的图片 {0} 张"),
        ("would fetch {0}", "将取回 {0}"),
        ("embedded in texts: {0:number}", "嵌在文中的：{0} 张"),
        ("could not be stored: {0}", "无法保存：{0}"),
        .. Enum.GetValues<SafeHttpError>()
            .SelectMany(error => new[] { 0, 403, 404, 410, 401 }.Select(status => (error, status)))
            .Select(pair =>
                (OutboundTexts.English.Refusal(pair.error, pair.status), OutboundTexts.Chinese.Refusal(pair.error, pair.status))
            )
            .DistinctBy(line => line.Item1),
    ];
}
