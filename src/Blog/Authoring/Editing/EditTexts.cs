using Blog.Data;
using Blog.Rendering;
using Blog.Site;

namespace Blog.Authoring.Editing;

public sealed class EditTexts : Texts<EditTexts>
{
    public string NewPost => T("写新文章", "Write a new post");
    public string EditPost => T("编辑文章", "Edit post");
    public string BackToPosts => T("‹ 文章", "‹ Posts");
    public string Untitled => T("（无题）", "(untitled)");
    public string Insert => T("插入", "Insert");
    public string Title => T("标题", "Title");
    public string Text => T("Markdown 正文", "Markdown text");
    public string Preview => T("预览", "Preview");
    public string PreviewModes => T("预览方式", "Preview as");
    public string AsPost => T("全文", "Whole post");
    public string AsCard => T("首页摘要", "On the home page");
    public string PostPreview => T("全文预览", "Preview of the whole post");
    public string CardPreview => T("首页摘要预览", "Preview of the summary on the home page");
    public string NoPreview => T("按「预览」看看写成什么样。", "Press “Preview” to see what it will look like.");
    public string Facts => T("文章信息", "About this post");

    /// <summary>Name of the way between the parts of the page, on small screens.</summary>
    public string Parts => T("本页", "On this page");

    /// <summary>The part where one writes.</summary>
    public string Write => T("正文", "Text");

    public string Address => T("地址", "Address");
    public string AddressHint => T("留空就用标题的拼音或英文单词。", "Leave it empty to have it made of the title.");

    public string AddressFollows(string address) =>
        IsChinese ? $"留空就跟着标题走，现在是 {address}" : $"Empty, it follows the title: {address} for now";

    public string AddressLiveHint => T("发布后再改，旧地址会一直转到新地址。", "Change it later, and the old address keeps leading to the new one.");
    public string Language => T("语言", "Language");
    public string Kind => T("类型", "Kind");
    public string KindName(PostKind kind) => kind == PostKind.Page ? T("页面", "Page") : T("文章", "Post");
    public string Translation => T("译文", "Translation");
    public string NoTranslation => T("还没有译文", "None yet");
    public string NewTranslation(string language) => IsChinese ? $"新建{language}译文" : $"New translation into {language}";
    public string Category => T("分类", "Category");
    public string CategoryHint => T("下级分类用斜线隔开，例如：数据库/SQLite。", "With slashes between levels: Databases/SQLite.");
    public string Tags => T("标签", "Tags");
    public string TagsHint => T("用逗号或顿号隔开。", "With commas between.");
    public string Description => T("描述", "Description");
    public string DescriptionHint => T("一两句话，供搜索引擎与分享使用。", "A sentence or two, for search engines and for sharing.");
    public string Cover => T("封面", "Cover");
    public string CoverHint => T("图片的地址，以 / 或 https:// 开头。", "Address of an image, beginning with / or https://.");
    public string Series => T("系列", "Series");
    public string Other => T("其他", "More");
    public string Pinned => T("置顶", "Pinned");
    public string Hidden => T("不在列表中显示", "Not in lists");
    public string CommentsOpen => T("允许评论", "Comments open");
    public string Evergreen => T("不提示「很久没有更新」", "Never says that it is old");
    public string MinorEdit => T("小改动，不更新修改日期", "Minor edit: keep the date of change");
    public string Time => T("发布时间", "Publishing time");
    public string PublishAt(string zone) => IsChinese ? $"发布时间（{zone}）" : $"Publishing time ({zone})";

    public string PublishAtHint => T(
        "留空就是按下「发布」的那一刻。定时的文章到点自动可见，订阅与首页同时更新。",
        "Empty means the moment you press “Publish”. A scheduled post turns public by itself, in feeds and on the home page alike.");

    public string Save => T("保存", "Save");
    public string Publish => T("发布", "Publish");
    public string PublishEdit => T("发布修改", "Publish changes");
    public string PublishNow => T("立即发布", "Publish now");
    public string Schedule => T("定时发布", "Schedule");
    public string Reschedule => T("改定时间", "Change the time");
    public string Unpublish => T("撤回为草稿", "Back to draft");
    public string Unschedule => T("取消定时", "Unschedule");
    public string Trash => T("移到废纸篓", "Move to trash");
    public string Restore => T("取回为草稿", "Restore as draft");
    public string ViewLive => T("查看文章", "View post");
    public string Draft => T("草稿", "Draft");
    public string Live => T("已发布", "Published");
    public string InTrash => T("在废纸篓里", "In the trash");
    public string ScheduledFor(string time) => IsChinese ? $"定时 {time}" : $"Scheduled for {time}";
    public string KeptAt(string time) => IsChinese ? $"已保存 {time}" : $"saved {time}";
    public string SavedAt(string time) => IsChinese ? $"已保存 {time}" : $"saved {time}";
    public string UnpublishedEdit(string time) => IsChinese ? $"有未发布的修改，已保存 {time}" : $"changes not yet published, saved {time}";

    public string EditRestsOnOlder => T(
        "这份修改写在文章的旧版本上，之后文章又变过。发布时会先请你对照两份。",
        "These changes were begun on an older version of the post, which has changed since. Before publishing you will see both.");

    public string DoneSaved => T("草稿已保存。", "The draft is saved.");

    public string DoneKept =>
        T("修改已保存，还没有发布；读者看到的仍是原来的文章。", "Your changes are saved and not yet published: readers still see the post as it was.");

    public string DonePublished => T("已发布。", "Published.");
    public string DoneScheduled(string time) => IsChinese ? $"已定时，将于 {time} 发布。" : $"Scheduled: it will be public at {time}.";
    public string DoneUnpublished => T("现在是草稿，读者看不到它。", "It is a draft now, and readers do not see it.");
    public string DoneTrashed(string title) => IsChinese ? $"《{title}》已移到废纸篓。" : $"“{title}” is in the trash.";
    public string DoneMoved(string old) => IsChinese ? $"旧地址 {old} 会一直转到新地址。" : $"The old address {old} keeps leading to the new one.";

    public string DiskFull => T(
        "服务器的磁盘满了，没有保存。你写的都还在这一页上：请先别关闭它，腾出空间后再保存一次。",
        "The server’s disk is full, so nothing was saved. All you wrote is still on this page: please keep it open, make room, "
            + "and save again.");

    public string TitleMissing => T("发布之前请写标题。", "Please write a title before publishing.");
    public string UnknownLanguage => T("请选一种本站的语言。", "Please choose a language of this site.");
    public string BadTime => T("这不是一个时间，应当是 2026-11-25T08:00 的样子。", "This is no time, such as 2026-11-25T08:00.");
    public string TimeMustBeAhead => T("请填一个还没有到的时间。", "Please give a time that is still to come.");

    public string AlreadyPublic =>
        T("文章已经公开，不能改到将来。要先撤回为草稿。", "The post is public already and cannot be moved into the future. Take it back to draft first.");

    public string BadCover => T("请填以 / 或 https:// 开头的图片地址。", "Please give the address of an image, beginning with / or https://.");

    public string NoPair => T(
        "这两篇不能互为译文：语言相同，或者它已有这种语言的译文。",
        "These two cannot be translations of each other: they share a language, or that post has one in this language already.");

    public string UnknownAct => T("没有执行：不认识这个按钮。请再按一次。", "Nothing was done: this button is unknown. Please press it again.");
    public string AddressTaken(string address) => IsChinese ? $"{address} 已经是另一篇文章的地址。" : $"{address} is the address of another post.";
    public string AddressFree(string address) => IsChinese ? $"{address} 可以用。" : $"{address} is free.";

    public string AddressFault(AddressFault fault) =>
        fault switch
        {
            Data.AddressFault.TooLong => IsChinese
                ? $"地址太长了，最多 {PostAddress.MaxLength} 个字符。"
                : $"Too long for an address: at most {PostAddress.MaxLength} characters.",
            Data.AddressFault.Reserved => T("这个地址留给博客自己用，请换一个。", "This address belongs to the blog itself: please choose another."),
            _ => T(
                "这不能当地址：不能有空的一段、「.」「..」、反斜线或控制字符。",
                "This cannot be an address: no empty part, “.”, “..”, backslash or control character."),
        };

    public string TooLong(int limit) =>
        IsChinese
            ? string.Create(CultureInfo.InvariantCulture, $"太长了，最多 {limit:N0} 个字符。")
            : string.Create(CultureInfo.InvariantCulture, $"Too long: at most {limit:N0} characters.");

    public string Refusal(RenderRefusal refusal) =>
        IsChinese
            ? (refusal.Line > 0 ? $"第 {refusal.Line} 行：" : "") + refusal.Limit switch
        {
            RenderLimit.Length => $"正文太长了，最多 {refusal.Allowed / 1024} KB。",
            RenderLimit.Links => $"链接或没有闭合的方括号太多了，最多 {refusal.Allowed} 个。",
            RenderLimit.Headings => $"标题太多了，最多 {refusal.Allowed} 个。",
            RenderLimit.LeadingMarkers => $"行首的列表或引用符号太多了，最多 {refusal.Allowed} 个。",
            RenderLimit.Nesting => "嵌套太深了。",
            RenderLimit.Tags => $"HTML 标签或属性太多了，最多 {refusal.Allowed} 个。",
            _ => $"HTML 标签嵌套太深了，最多 {refusal.Allowed} 层。",
        }
            : (refusal.Line > 0 ? $"Line {refusal.Line}: " : "") + refusal.Limit switch
        {
            RenderLimit.Length => $"the text is too long; at most {refusal.Allowed / 1024} KB.",
            RenderLimit.Links => $"too many links or open brackets; at most {refusal.Allowed}.",
            RenderLimit.Headings => $"too many headings; at most {refusal.Allowed}.",
            RenderLimit.LeadingMarkers => $"too many list or quote marks at the start of the line; at most {refusal.Allowed}.",
            RenderLimit.Nesting => "nested too deeply.",
            RenderLimit.Tags => $"too many HTML tags or attributes; at most {refusal.Allowed}.",
            _ => $"HTML nested too deeply; at most {refusal.Allowed} levels.",
        };

    public string NotYours => T("没有这篇文章，或者它不归你写。", "There is no such post, or it is not yours to write.");

    public string PreviewsTooFast(int seconds) =>
        IsChinese ? $"预览得太快了，请过 {seconds} 秒再试。" : $"Too many previews: please try again in {seconds} seconds.";

    public string PreviewOvertaken => T("有更新的预览，这一次不做了。", "A newer preview has overtaken this one.");

    public string SomebodyKept(string who, string time) =>
        IsChinese
            ? $"{who} 在 {time} 保存了这篇文章的另一份内容。两份都已留底，什么也没有覆盖。"
            : $"{who} saved another version of this post at {time}. Both are kept in the history, and nothing was overwritten.";

    public string SomebodyUnknown => T("另一个窗口", "Another window");

    /// <summary>The form's own name of a field.</summary>
    public string FieldName(string field) => field switch
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
