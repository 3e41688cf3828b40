namespace Blog.Authoring.Editing.Care;

/// <summary>The words of what deserves care, in one language.</summary>
public sealed record CareTexts
{
    /// <summary>Chinese.</summary>
    public static CareTexts Chinese { get; } = new()
    {
        Heading = "发布前值得看一眼",
        NoTitle = "还没有标题。",
        DeadLinks = (count, names) => $"{(count == 1 ? "有一个站内链接" : $"有 {count} 个站内链接")}打不开：{names}",
        DraftLink = (title, address) => $"链接指向还没公开的《{title}》（{address}）。",
        ScheduledLink = (title, address, time) => $"链接指向《{title}》（{address}），它要到 {time} 才公开。",
        NoAlt = (count, names) => $"{count} 张图片没有替代文字，看不见图的读者不知道画了什么：{names}",
        Remote = count => $"{count} 张图片在别的网站上，可以一次搬回来。",
        RemoteUnsaved = count => $"{count} 张图片在别的网站上；保存之后可以一次搬回来。",
        Skip = (text, before, level) => $"小标题「{text}」从第 {before} 级直接跳到第 {level} 级。",
        MoreSkips = count => $"还有 {count} 个小标题也跳了级。",
        NoDescription = "没有描述：搜索引擎和分享卡片会用正文开头代替。",
        NoMore = "文章较长，又没有 <!-- more -->：首页的摘要由程序截取。",
        NoMoreDescribed = "文章较长，又没有 <!-- more -->：首页的摘要只有描述那一句。",
        Moves = (from, to) => $"地址从 {from} 改成 {to}，旧地址会自动跳转过来。",
        Past = time => $"发布时间 {time} 已经过去：现在发布，文章会标这个日期。",
        InText = "嵌在正文里的图片",
        Comma = "、",
        AndMore = count => $"等 {count} 处",
        After = items => "还有值得看一眼的：" + items,
        Semicolon = " ",
    };

    /// <summary>English.</summary>
    public static CareTexts English { get; } = new()
    {
        Heading = "Worth a look before publishing",
        NoTitle = "There is no title yet.",
        DeadLinks = (count, names) => $"{(count == 1 ? "A link into this blog leads" : $"{count} links into this blog lead")} nowhere: {names}",
        DraftLink = (title, address) => $"A link leads to “{title}” ({address}), which is not public.",
        ScheduledLink = (title, address, time) => $"A link leads to “{title}” ({address}), which is not public before {time}.",
        NoAlt = (count, names) => $"{(count == 1 ? "An image has" : $"{count} images have")} no alternative text for readers who cannot see: {names}",
        Remote = count => $"{(count == 1 ? "An image lies" : $"{count} images lie")} on another site; bring {(count == 1 ? "it" : "them")} home in one go.",
        RemoteUnsaved = count => $"{(count == 1 ? "An image lies" : $"{count} images lie")} on another site; once this is saved you can bring {(count == 1 ? "it" : "them")} home in one go.",
        Skip = (text, before, level) => $"The heading “{text}” jumps from level {before} to level {level}.",
        MoreSkips = count => count == 1 ? "One more heading skips a level." : $"{count} more headings skip a level.",
        NoDescription = "There is no description: search engines and shared links show the beginning of the text.",
        NoMore = "The post is long and has no <!-- more -->: where its summary ends is left to the program.",
        NoMoreDescribed = "The post is long and has no <!-- more -->: its summary is the description alone.",
        Moves = (from, to) => $"The address changes from {from} to {to}; the old one will lead to the new one.",
        Past = time => $"The publishing time {time} is past: published now, the post will bear that date.",
        InText = "an image within the text",
        Comma = ", ",
        AndMore = count => $" and so on, {count} in all",
        After = items => "Still worth a look: " + items,
        Semicolon = " ",
    };

    public required string Heading { get; init; }

    public required string NoTitle { get; init; }

    /// <summary>How many, and their addresses.</summary>
    public required Func<int, string, string> DeadLinks { get; init; }

    public required Func<string, string, string> DraftLink { get; init; }

    public required Func<string, string, string, string> ScheduledLink { get; init; }

    public required Func<int, string, string> NoAlt { get; init; }

    public required Func<int, string> Remote { get; init; }

    public required Func<int, string> RemoteUnsaved { get; init; }

    public required Func<string, int, int, string> Skip { get; init; }

    public required Func<int, string> MoreSkips { get; init; }

    public required string NoDescription { get; init; }

    public required string NoMore { get; init; }

    public required string NoMoreDescribed { get; init; }

    public required Func<string, string, string> Moves { get; init; }

    public required Func<string, string> Past { get; init; }

    public required string InText { get; init; }

    public required string Comma { get; init; }

    public required Func<int, string> AndMore { get; init; }

    /// <summary>Follows the notice of what was published.</summary>
    public required Func<string, string> After { get; init; }

    public required string Semicolon { get; init; }

    /// <summary>The words of a language; English where there are none.</summary>
    /// <param name="languageTag">BCP 47 tag.</param>
    public static CareTexts Of(string languageTag) => languageTag.StartsWith("zh", StringComparison.OrdinalIgnoreCase) ? Chinese : English;
}
