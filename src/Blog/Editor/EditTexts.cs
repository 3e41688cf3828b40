using Blog.Data.Addresses;
using Blog.Data.Posts;
using Blog.Data.Redirects;
using Blog.Rendering.Output;
using Blog.Site.Localization;

namespace Blog.Editor;

public sealed class EditTexts : Texts<EditTexts>
{
    public string NewPost => T("写新文章", "New post");
    public string EditPost => T("编辑文章", "Edit post");
    public string BackToPosts => T("‹ 文章", "‹ Posts");
    public string Untitled => T("（无题）", "(untitled)");
    public string Insert => T("插入", "Insert");
    public string Title => T("标题", "Title");
    public string Text => T("Markdown 正文", "Markdown text");
    public string Preview => T("预览", "Preview");
    public string PreviewModes => T("预览方式", "Preview as");
    public string AsPost => T("全文", "Full post");
    public string AsCard => T("首页摘要", "Home page summary");
    public string PostPreview => T("全文预览", "Preview of the full post");
    public string CardPreview => T("首页摘要预览", "Preview of the home page summary");
    public string NoPreview => T("按「预览」查看效果。", "Press “Preview” to see the result.");
    public string Facts => T("文章信息", "Post details");

    /// <summary>Name of the way between the parts of the page, on small screens.</summary>
    public string Parts => T("本页", "On this page");

    /// <summary>The part where one writes.</summary>
    public string Write => T("正文", "Text");
    public string Address => T("地址", "Address");
    public string AddressHint => T("留空则用标题的拼音或英文单词生成。", "Leave empty to generate it from the title.");

    public string AddressFollows(string address) =>
        IsChinese ? $"留空则根据标题生成，目前是 {address}" : $"Leave empty to use the title: {address} for now";

    public string AddressLiveHint =>
        T("发布后再修改，旧地址会重定向到新地址。", "If you change it after publishing, the old address redirects to the new one.");

    public string Language => T("语言", "Language");
    public string Kind => T("类型", "Kind");

    public string KindName(PostKind kind) => kind == PostKind.Page ? T("页面", "Page") : T("文章", "Post");

    public string Translation => T("译文", "Translation");
    public string NoTranslation => T("还没有译文", "None yet");

    /// <summary>A language with its BCP 47 tag.</summary>
    public string LanguageChoice(string tag) => IsChinese ? $"{NameOfLanguage(tag)}（{tag}）" : $"{NameOfLanguage(tag)} ({tag})";

    /// <summary>The text that a translation was made from.</summary>
    public string Original => T("原文", "Original");

    /// <summary>The text of the same post in another language, if that is the translation.</summary>
    public string TranslatedText => T("译文", "Translation");

    public string OriginalIn(string language) => IsChinese ? $"原文（{language}）" : $"Original ({language})";

    public string TranslatedIn(string language) => IsChinese ? $"译文（{language}）" : $"Translation ({language})";

    public string OpenInEditor => T("打开编辑", "Open in the editor");

    public string NewTranslation(string language) => IsChinese ? $"新建{language}译文" : $"New {language} translation";

    public string Category => T("分类", "Category");
    public string CategoryHint => T("下级分类用斜线隔开，例如：数据库/SQLite。", "Separate levels with slashes: Databases/SQLite.");
    public string Tags => T("标签", "Tags");
    public string TagsHint => T("用逗号或顿号隔开。", "Separate with commas.");
    public string Description => T("描述", "Description");
    public string DescriptionHint => T("一两句话，供搜索引擎与分享使用。", "A sentence or two for search engines and sharing.");
    public string Cover => T("封面", "Cover");
    public string CoverHint => T("图片的地址，以 / 或 https:// 开头。", "Image address starting with / or https://.");
    public string Series => T("系列", "Series");
    public string SeriesHint => T("选一个已有的系列，或输入新的名称来新建。", "Choose a series, or type a new name to create one.");
    public string SeriesOrder => T("系列中的次序", "Place in the series");

    public string SeriesOrderHint =>
        T("从小到大排列；留空则按发表时间排在后面。", "In ascending order; leave empty to follow the others by date.");

    public string Other => T("其他", "More");
    public string Pinned => T("置顶", "Pinned");
    public string Hidden => T("不在列表中显示", "Unlisted");
    public string Evergreen => T("不提示「很久没有更新」", "Hide the age notice");
    public string CommentsOpen => T("允许评论", "Allow comments");
    public string MinorEdit => T("小改动，不更新修改日期", "Minor edit: keep the modified date");
    public string Time => T("发布时间", "Publish time");

    /// <summary>Between a time zone and its offset.</summary>
    public string ZoneComma => T("，", ", ");

    public string PublishAt(string zone) => IsChinese ? $"发布时间（{zone}）" : $"Publish time ({zone})";

    public string PublishAtHint =>
        T(
            "留空则在按下「发布」时立即发布。定时的文章到时自动公开，订阅与首页同时更新。",
            "Leave empty to publish when you press “Publish”. A scheduled post is published automatically, in feeds and on the home "
                + "page alike."
        );

    public string Save => T("保存", "Save");
    public string Publish => T("发布", "Publish");
    public string PublishEdit => T("发布修改", "Publish changes");
    public string PublishNow => T("立即发布", "Publish now");
    public string Schedule => T("定时发布", "Schedule");
    public string Reschedule => T("更改时间", "Reschedule");
    public string Unpublish => T("撤回为草稿", "Revert to draft");
    public string Unschedule => T("取消定时", "Unschedule");
    public string Trash => T("移到回收站", "Move to trash");
    public string Restore => T("恢复为草稿", "Restore as draft");
    public string ViewLive => T("查看文章", "View post");
    public string Draft => T("草稿", "Draft");
    public string Live => T("已发布", "Published");
    public string InTrash => T("在回收站中", "In the trash");

    public string ScheduledFor(string time) => IsChinese ? $"定时 {time}" : $"Scheduled for {time}";

    public string KeptAt(string time) => IsChinese ? $"已保存 {time}" : $"saved {time}";

    public string Saved => T("已保存", "saved");

    public string UnpublishedEdit(string time) => IsChinese ? $"有尚未发布的修改，已保存 {time}" : $"unpublished changes, saved {time}";

    public string EditRestsOnOlder =>
        T(
            "这些修改基于文章的旧版本，而文章后来又有改动。发布前会请你对照两个版本。",
            "These changes are based on an older version of the post, which has changed since. You will see both before publishing."
        );

    public string DoneSaved => T("草稿已保存。", "Draft saved.");

    public string DoneKept =>
        T(
            "修改已保存，尚未发布；读者看到的仍是原来的文章。",
            "Your changes are saved but not published: readers still see the previous version."
        );

    public string DonePublished => T("已发布。", "Published.");

    public string DoneScheduled(string time) => IsChinese ? $"已定时，将于 {time} 发布。" : $"Scheduled: it will be published at {time}.";

    public string DoneUnpublished => T("已撤回为草稿，读者看不到它。", "The post is a draft again, and readers cannot see it.");

    public string DoneTrashed(string title) => IsChinese ? $"《{title}》已移到回收站。" : $"“{title}” was moved to the trash.";

    public string DoneMoved(string old) =>
        IsChinese ? $"旧地址 {old} 会重定向到新地址。" : $"The old address {old} redirects to the new one.";

    public string DiskFull =>
        T(
            "服务器磁盘已满，没有保存。你写的内容都还在这一页：请先不要关闭，腾出空间后再保存一次。",
            "The server’s disk is full, so nothing was saved. Everything you wrote is still on this page: keep it open, free up space "
                + "and save again."
        );

    public string TitleMissing => T("发布前请填写标题。", "Please enter a title before publishing.");
    public string UnknownLanguage => T("请选一种本站的语言。", "Please choose a language of this site.");
    public string BadTime =>
        T("时间格式不正确，应为 2026-11-25T08:00 的形式。", "This is not a valid time. Use the form 2026-11-25T08:00.");
    public string TimeMustBeAhead => T("请填写将来的时间。", "Please choose a time in the future.");

    public string AlreadyPublic =>
        T(
            "文章已经公开，不能再定时发布。请先撤回为草稿。",
            "The post is already published and cannot be scheduled. Revert it to a draft first."
        );

    public string BadCover => T("请填以 / 或 https:// 开头的图片地址。", "Please enter an image address starting with / or https://.");

    public string NoPair =>
        T(
            "这两篇不能互为译文：语言相同，或者它已有这种语言的译文。",
            "These two posts cannot be translations of each other: they share a language, or that post already has a translation in "
                + "this language."
        );

    public string UnknownAct =>
        T("没有执行：无法识别的操作。请再按一次。", "Nothing was done: unknown action. Please press the button again.");

    public string AddressTaken(string address) =>
        IsChinese ? $"{address} 已被另一篇文章使用。" : $"{address} is already used by another post.";

    public string AddressFree(string address) => IsChinese ? $"{address} 可以用。" : $"{address} is available.";

    /// <summary>What the address redirects to today, and what taking it means.</summary>
    /// <param name="name">Title or name of that; null where it has none or must not be named.</param>
    public string AddressRedirects(string address, RedirectKind kind, string? name)
    {
        var target = kind switch
        {
            RedirectKind.Tag => T($"标签「{name}」", $"the tag “{name}”"),
            RedirectKind.Category => T($"分类「{name}」", $"the category “{name}”"),
            RedirectKind.Media => T($"图片 {name}", $"the image {name}"),
            _ when name is null => T("另一篇文章", "another post"),
            _ => T($"《{name}》", $"“{name}”"),
        };
        return IsChinese
            ? $"{address} 目前重定向到{target}。这篇文章若用这个地址，发布之后那个重定向就会终止。"
            : $"{address} redirects to {target} today. If this post takes the address, that redirect ends once it is published.";
    }

    /// <summary>The question that a check box answers.</summary>
    public string TakeOver => T("使用这个地址，终止原有的重定向", "Take the address and end that redirect");

    public string InvalidAddress(AddressError fault) =>
        fault switch
        {
            Data.Addresses.AddressError.TooLong => IsChinese
                ? $"地址太长了，最多 {PostAddress.MaxLength} 个字符。"
                : $"The address is too long: at most {PostAddress.MaxLength} characters.",
            Data.Addresses.AddressError.Reserved => T("这个地址由系统保留，请换一个。", "This address is reserved. Please choose another."),
            _ => T(
                "地址无效：不能有空的一段、「.」「..」、反斜线或控制字符。",
                "Invalid address: no empty segments, “.”, “..”, backslashes or control characters."
            ),
        };

    public string TooLong(int limit) =>
        IsChinese
            ? string.Create(CultureInfo.InvariantCulture, $"太长了，最多 {limit:N0} 个字符。")
            : string.Create(CultureInfo.InvariantCulture, $"Too long: at most {limit:N0} characters.");

    public string Refusal(RenderError refusal) =>
        IsChinese
            ? (refusal.Line > 0 ? $"第 {refusal.Line} 行：" : "")
                + refusal.Limit switch
                {
                    RenderLimit.Length => $"正文太长了，最多 {refusal.Allowed / 1024} KB。",
                    RenderLimit.Links => $"链接或没有闭合的方括号太多了，最多 {refusal.Allowed} 个。",
                    RenderLimit.Headings => $"标题太多了，最多 {refusal.Allowed} 个。",
                    RenderLimit.LeadingMarkers => $"行首的列表或引用符号太多了，最多 {refusal.Allowed} 个。",
                    RenderLimit.Nesting => "嵌套太深了。",
                    RenderLimit.Tags => $"HTML 标签或属性太多了，最多 {refusal.Allowed} 个。",
                    _ => $"HTML 标签嵌套太深了，最多 {refusal.Allowed} 层。",
                }
            : (refusal.Line > 0 ? $"Line {refusal.Line}: " : "")
                + refusal.Limit switch
                {
                    RenderLimit.Length => $"the text is too long; at most {refusal.Allowed / 1024} KB.",
                    RenderLimit.Links => $"too many links or open brackets; at most {refusal.Allowed}.",
                    RenderLimit.Headings => $"too many headings; at most {refusal.Allowed}.",
                    RenderLimit.LeadingMarkers => $"too many list or quote marks at the start of the line; at most {refusal.Allowed}.",
                    RenderLimit.Nesting => "nested too deeply.",
                    RenderLimit.Tags => $"too many HTML tags or attributes; at most {refusal.Allowed}.",
                    _ => $"HTML nested too deeply; at most {refusal.Allowed} levels.",
                };

    public string UnfinishedUpload(int line) =>
        IsChinese
            ? (line > 0 ? $"第 {line} 行的图片" : "正文里有一张图片")
                + "没有上传完，只留下了占位符（uploading-…），因此没有发布。请重新插入这张图片，或删去占位符；草稿仍可保存。"
            : (line > 0 ? $"Line {line}: this image" : "An image in the text")
                + " never finished uploading and left only a placeholder (uploading-…), so nothing was published. "
                + "Insert the image again or "
                + "remove the placeholder; the draft can still be saved.";

    public string NotYours => T("这篇文章不存在，或者你没有编辑权限。", "This post does not exist, or you may not edit it.");

    public string PreviewsTooFast(int seconds) =>
        IsChinese ? $"预览太频繁，请过 {seconds} 秒再试。" : $"Too many previews: please try again in {seconds} seconds.";

    public string PreviewOvertaken => T("已有更新的预览，这一次已取消。", "Superseded by a newer preview.");

    public string SomebodyKept(string who, string time) =>
        IsChinese
            ? $"{who} 在 {time} 保存了这篇文章的另一个版本。两个版本都在历史里，没有覆盖任何内容。"
            : $"{who} saved another version of this post ({time}). Both are in the history; nothing was overwritten.";

    public string ChangedElsewhere(string who, string time) =>
        IsChinese ? $"这篇文章已在别处修改（{who}，{time}）。" : $"This post was changed elsewhere ({who}, {time}).";

    public string SomebodyImported => T("导入或 Git 仓库", "An import or the Git repository");
    public string SomebodyUnknown => T("另一个窗口", "Another window");

    /// <summary>The form's own name of a field.</summary>
    public string FieldName(string field) =>
        field switch
        {
            "Title" => Title,
            "Markdown" => Text,
            "Language" => Language,
            "Kind" => Kind,
            "Address" => Address,
            "Category" => Category,
            "Tags" => Tags,
            "Description" => Description,
            "Cover" => Cover,
            "Series" => Series,
            "SeriesOrder" => SeriesOrder,
            "PublishAt" => Time,
            "TranslationOf" => Translation,
            "Pinned" => Pinned,
            "Hidden" => Hidden,
            "CommentsOpen" => CommentsOpen,
            "Evergreen" => Evergreen,
            "MinorEdit" => MinorEdit,
            _ => field,
        };
}
