using Blog.Site.Localization;

namespace Blog.Editor.Checklist;

public sealed class ChecklistTexts : Texts<ChecklistTexts>
{
    public string Heading => T("发布前检查", "Check before publishing");
    public string NoTitle => T("还没有标题。", "The post has no title yet.");

    public string MissingCover(string name) =>
        IsChinese
            ? $"找不到封面 {name}，分享时不会显示你选的图片。"
            : $"The cover {name} was not found: shared links will not show the image you chose.";

    public string UnsharedCover(string name) =>
        IsChinese
            ? $"封面 {name} 是 SVG，或者不以 https:// 提供，分享时会改用正文的第一张图片。"
            : $"The cover {name} is an SVG or not served over https://: shared links will show the first image of the text instead.";

    /// <summary>How many, and their addresses.</summary>
    public string MissingImages(int count, string names) =>
        IsChinese
            ? $"找不到 {count} 张图片，读者看到的是空白：{names}"
            : $"{(count == 1 ? "An image was" : $"{count} images were")} not found, so readers see a gap: {names}";

    /// <summary>How many, and their addresses.</summary>
    public string DeadLinks(int count, string names) =>
        IsChinese
            ? $"{(count == 1 ? "有一个站内链接" : $"有 {count} 个站内链接")}打不开：{names}"
            : $"{(count == 1 ? "A link to this site is" : $"{count} links to this site are")} broken: {names}";

    public string DraftLink(string title, string address) =>
        IsChinese ? $"链接指向尚未公开的《{title}》（{address}）。" : $"A link points to “{title}” ({address}), which is not published.";

    public string ScheduledLink(string title, string address, string time) =>
        IsChinese
            ? $"链接指向《{title}》（{address}），它要到 {time} 才公开。"
            : $"A link points to “{title}” ({address}), which will not be published before {time}.";

    /// <summary>HTML that is not closed, such as <c>&lt;textarea&gt;</c>, and its lines.</summary>
    public string UnclosedHtml(string html, string lines) =>
        IsChinese
            ? $"第 {lines} 行的 {html} 没有闭合；如果只是提到它，请写成 `{html}`。"
            : $"{html} in line {lines} is not closed; to mention it, write it as code: `{html}`.";

    /// <summary>What looks like TeX, and its lines.</summary>
    public string LooseTex(string tex, string lines) =>
        IsChinese
            ? $"第 {lines} 行的 {tex} 像公式，却不在 $…$ 或 $$…$$ 之间，读者看到的是源码。"
            : $"{tex} in line {lines} looks like a formula, but is not between $…$ or $$…$$: readers see its source.";

    public string NoAlt(int count, string names) =>
        IsChinese
            ? $"{count} 张图片没有替代文字，看不到图片的读者无法了解其内容：{names}"
            : $"{(count == 1 ? "An image has" : $"{count} images have")} no alt text for readers who cannot see: {names}";

    public string Remote(int count) =>
        IsChinese ? $"{count} 张图片在其他网站上，可以一次转存到本站。"
        : count == 1 ? "An image is hosted on another site; you can save it to this site."
        : $"{count} images are hosted on other sites; you can save them all to this site.";

    public string RemoteUnsaved(int count) =>
        IsChinese ? $"{count} 张图片在其他网站上；保存之后可以一次转存到本站。"
        : count == 1 ? "An image is hosted on another site; after saving you can save it to this site."
        : $"{count} images are hosted on other sites; after saving you can save them all to this site.";

    public string Skip(string text, int before, int level) =>
        IsChinese
            ? $"小标题「{text}」从第 {before} 级直接跳到第 {level} 级。"
            : $"The heading “{text}” skips from level {before} to level {level}.";

    public string MoreSkips(int count) =>
        IsChinese
            ? $"还有 {count} 个小标题也跳了级。"
            : (count == 1 ? "One more heading skips a level." : $"{count} more headings skip a level.");

    public string NoDescription =>
        T(
            "没有描述：搜索引擎和分享卡片会以正文开头代替。",
            "No description: search engines and shared links show the beginning of the text."
        );

    public string NoMore =>
        T(
            "文章较长，又没有 <!-- more -->：首页的摘要将自动截取。",
            "The post is long and has no <!-- more -->: its summary will be cut automatically."
        );

    public string NoMoreDescribed =>
        T(
            "文章较长，又没有 <!-- more -->：首页的摘要只有描述。",
            "The post is long and has no <!-- more -->: its summary is the description alone."
        );

    public string Moves(string from, string to) =>
        IsChinese
            ? $"地址从 {from} 改成 {to}，旧地址会自动重定向。"
            : $"The address changes from {from} to {to}; the old one will redirect.";

    /// <summary>A draft that will end a redirect.</summary>
    public string EndsRedirect(string address) =>
        IsChinese
            ? $"{address} 目前重定向到别处；发布之后，那里就是这篇文章，原有的重定向随之终止。"
            : $"{address} redirects elsewhere today; once published, this post is found there and that redirect ends.";

    public string Past(string time) =>
        IsChinese
            ? $"发布时间 {time} 已经过去：现在发布，文章会显示这个日期。"
            : $"The publish time {time} is in the past: the post will carry that date.";

    public string InText => T("嵌在正文里的图片", "an image embedded in the text");
    public string Comma => T("、", ", ");

    public string AndMore(int count) => IsChinese ? $"等 {count} 处" : $" and more, {count} in all";

    /// <summary>Follows the notice of what was published.</summary>
    public string After(string items) => IsChinese ? $"仍需检查：{items}。" : $"Still worth checking: {items}.";

    public string Semicolon => T("；", "; ");
}
