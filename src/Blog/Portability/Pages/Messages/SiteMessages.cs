namespace Blog.Portability.Pages.Messages;

/// <summary>What is said of a whole import: its folder, its site's configuration, its time zone, and why it failed.</summary>
internal static class SiteMessages
{
    public static readonly (string English, string Chinese)[] All =
    [
        // the folder
        ("{0}: more than {1:number} folders deep, left out", "{0}：文件夹超过 {1} 层，已略去"),
        ("{0}: cannot be read, left out ({1})", "{0}：无法读取，已略去（{1}）"),
        ("{0}: a link, not followed", "{0}：符号链接，不跟随"),
        ("more than {0:number} files: {1} and what follows is left out", "文件超过 {0} 个，从 {1} 起已略去"),
        // its site's configuration
        ("{0} is a link, empty or too long: not read", "{0} 是符号链接、为空或者过长，没有读取"),
        ("{0}, line {1:number}: {2:reason}: not read", "{0} 第 {1} 行：{2}，没有读取"),
        // the time zone, and where it comes from
        ("the site had no time zone: it would be {0}, as in the imported posts", "本站没有设置时区，将按导入的文章设为 {0}"),
        ("the site had no time zone: it is now {0}, as in the imported posts", "本站没有设置时区，已按导入的文章设为 {0}"),
        (
            "{0:number} of {1:number} dates fall on another day in the site's time zone ({2}) than in their files: "
                + "change the time zone in the settings if readers should see the days of the files",
            "{1} 个日期中有 {0} 个在本站的时区（{2}）里与文件中的不是同一天：若要显示文件中的日期，请在设置里更改时区"
        ),
        ("--time-zone", "导入时指定"),
        ("the site's setting", "本站的设置"),
        ("the offset of most dates", "来自多数日期的时差"),
        ("default", "默认"),
        // failures
        ("stopped", "已中止"),
        ("the folder {0} is gone", "文件夹 {0} 已经不在"),
        ("Could not find a part of the path '{0}'.", "找不到路径 {0}"),
        ("Access to the path '{0}' is denied.", "无权访问路径 {0}"),
        ("No space left on device : '{0}'", "磁盘已满：{0}"),
        ("only {0:number} of {1:number} files are kept here", "文件共 {1} 个，这里只保留其中 {0} 个，需要查看的优先"),
        ("only the first {0:number} of {1:number} old addresses are kept here", "旧地址共 {1} 个，这里只保留前 {0} 个"),
    ];
}
