namespace Blog.Portability.Pages.Messages;

/// <summary>What is said of the files of posts and their fields.</summary>
internal static class FileMessages
{
    public static readonly (string English, string Chinese)[] All =
    [
        ("a section's own page", "栏目自身的页面，不是文章"),
        ("larger than {0:number} KB", "超过 {0} KB"),
        ("the file is empty, or is a pipe or device", "文件为空，或是管道、设备"),
        ("next to the site's configuration and without a date: not a post", "与站点的配置放在一起，又没有日期：不是文章"),
        ("its language {0} is not one of the site's: imported as {1}", "本站没有它的语言 {0}，按 {1} 导入"),
        ("cannot be read ({0})", "无法读取（{0}）"),
        ("not UTF-8; save it as UTF-8 and import again", "不是 UTF-8 编码，请另存为 UTF-8 后再导入"),
        ("contains a NUL character: not a text file", "含有 NUL 字符，不是文本文件"),
        (
            "contains the replacement character U+FFFD, which indicates a broken encoding conversion",
            "含有替换字符 U+FFFD，可能是转换编码时损坏的"
        ),
        ("the blog has its own {0} page", "本站自带 {0} 页面"),
        ("{0:reason}: imported as a draft, so that it does not appear as new", "{0}，存为草稿，以免被当作新文章"),
        ("has no readable date", "没有可以识别的日期"),
        ("'{0}' is not a readable date", "“{0}”不是可以识别的日期"),
        ("a post has only one category: {0} is kept, {1} became tags", "一篇文章只能有一个分类：保留 {0}，{1} 改为标签"),
        ("only the first {0:number} of {1:number} tags are kept", "共有 {1} 个标签，只保留前 {0} 个"),
        ("has no title: named '{0}' after its file", "没有标题，改用文件名“{0}”"),
        ("the title was truncated to {0:number} characters", "标题过长，截为 {0} 个字符"),
        // who could see it
        ("was not public ({0:reason}): imported as a draft", "原来未公开（{0}），存为草稿"),
        ("{0}: the blog would show it to everyone", "{0}：在本站会对所有人公开"),
        ("{0}: not rendered", "{0}：不生成页面"),
        ("expiryDate has passed", "已过 expiryDate"),
        ("its tag {0} was encrypted", "它的标签 {0} 设为加密"),
        ("the collection {0} was not published: a draft", "合集 {0} 原来未公开，存为草稿"),
        ("has an expiryDate, which the blog does not know: it stays public after it", "有 expiryDate，本站没有这项功能：到期后仍然公开"),
        // addresses
        ("address '{0}' {1:known}: an address is generated instead", "地址“{0}”{1}，改用自动生成的地址"),
        ("old address '{0}' {1:known}: left out", "旧地址“{0}”{1}，已略去"),
        ("is not a valid address", "不是有效的地址"),
        ("is longer than {0:number} characters", "超过 {0} 个字符"),
        ("contains invalid characters", "含有无效字符"),
        ("has empty or dot segments", "含有空的路径段，或者 . 和 .."),
        ("is the address of the home page", "是首页的地址"),
        ("contains an unknown placeholder", "含有未知的占位符"),
    ];
}
