using Blog.Site;

namespace Blog.Authoring.Editing.Care;

public sealed class CareTexts : Texts<CareTexts>
{
    public string Heading => T("发布前值得看一眼", "Worth a look before publishing");
    public string NoTitle => T("还没有标题。", "There is no title yet.");

    /// <summary>How many, and their addresses.</summary>
    public string DeadLinks(int count, string names) =>
        IsChinese
            ? $"{(count == 1 ? "有一个站内链接" : $"有 {count} 个站内链接")}打不开：{names}"
            : $"{(count == 1 ? "A link into this blog leads" : $"{count} links into this blog lead")} nowhere: {names}";

    public string DraftLink(string title, string address) =>
        IsChinese ? $"链接指向还没公开的《{title}》（{address}）。" : $"A link leads to “{title}” ({address}), which is not public.";

    public string ScheduledLink(string title, string address, string time) =>
        IsChinese
            ? $"链接指向《{title}》（{address}），它要到 {time} 才公开。"
            : $"A link leads to “{title}” ({address}), which is not public before {time}.";

    public string NoAlt(int count, string names) =>
        IsChinese
            ? $"{count} 张图片没有替代文字，看不见图的读者不知道画了什么：{names}"
            : $"{(count == 1 ? "An image has" : $"{count} images have")} no alternative text for readers who cannot see: {names}";

    public string Remote(int count) =>
        IsChinese
            ? $"{count} 张图片在别的网站上，可以一次搬回来。"
            : $"{(count == 1 ? "An image lies" : $"{count} images lie")} on another site; bring {(count == 1 ? "it" : "them")} home "
                + "in one go.";

    public string RemoteUnsaved(int count) =>
        IsChinese
            ? $"{count} 张图片在别的网站上；保存之后可以一次搬回来。"
            : $"{(count == 1 ? "An image lies" : $"{count} images lie")} on another site; once this is saved you can bring "
                + $"{(count == 1 ? "it" : "them")} home in one go.";

    public string Skip(string text, int before, int level) =>
        IsChinese ? $"小标题「{text}」从第 {before} 级直接跳到第 {level} 级。" : $"The heading “{text}” jumps from level {before} to level {level}.";

    public string MoreSkips(int count) =>
        IsChinese ? $"还有 {count} 个小标题也跳了级。" : (count == 1 ? "One more heading skips a level." : $"{count} more headings skip a level.");

    public string NoDescription =>
        T("没有描述：搜索引擎和分享卡片会用正文开头代替。", "There is no description: search engines and shared links show the beginning of the text.");

    public string NoMore => T(
        "文章较长，又没有 <!-- more -->：首页的摘要由程序截取。",
        "The post is long and has no <!-- more -->: where its summary ends is left to the program.");

    public string NoMoreDescribed =>
        T("文章较长，又没有 <!-- more -->：首页的摘要只有描述那一句。", "The post is long and has no <!-- more -->: its summary is the description alone.");

    public string Moves(string from, string to) =>
        IsChinese ? $"地址从 {from} 改成 {to}，旧地址会自动跳转过来。" : $"The address changes from {from} to {to}; the old one will lead to the new one.";

    public string Past(string time) =>
        IsChinese
            ? $"发布时间 {time} 已经过去：现在发布，文章会标这个日期。"
            : $"The publishing time {time} is past: published now, the post will bear that date.";

    public string InText => T("嵌在正文里的图片", "an image within the text");
    public string Comma => T("、", ", ");
    public string AndMore(int count) => IsChinese ? $"等 {count} 处" : $" and so on, {count} in all";

    /// <summary>Follows the notice of what was published.</summary>
    public string After(string items) => IsChinese ? "还有值得看一眼的：" + items : "Still worth a look: " + items;

    public string Semicolon => " ";
}
