using Blog.Data;
using Blog.Site;

namespace Blog.Authoring.Listing;

public sealed class ListTexts : Texts<ListTexts>
{
    public string WriteNew => T("写新文章", "Write a new post");
    public string FilterByState => T("按状态筛选", "Filter by state");
    public string Caption => T("文章", "Posts");
    public string Title => T("标题", "Title");
    public string State => T("状态", "State");
    public string Language => T("语言", "Language");
    public string AllLanguages => T("所有语言", "All languages");
    public string Kind => T("种类", "Kind");
    public string AllKinds => T("文章和页面", "Posts and pages");
    public string Category => T("分类", "Category");
    public string NoCategory => T("不归类", "No category");
    public string Author => T("作者", "Author");
    public string WordCount => T("字数", "Words");
    public string Time => T("时间", "Time");
    public string Sort => T("排序", "Sort by");
    public string Search => T("搜索", "Search");
    public string SearchHint => T("标题、正文、标签", "Title, text, tags");
    public string Show => T("筛选", "Filter");
    public string ShowAll => T("看全部", "Show all");
    public string Untitled => T("（还没有标题）", "(no title yet)");
    public string Pinned => T("置顶", "Pinned");
    public string Hidden => T("不在列表中显示", "Not listed");
    public string HasEdit => T("有未发布的修改", "Has unpublished changes");
    public string DraftHasEdit => T("有没存进草稿的修改", "Has changes not saved into the draft");
    public string IsOutdated => T("译文比原文旧", "Translation older than its original");
    public string View => T("查看", "View");
    public string NoPosts => T("还没有文章。", "There are no posts yet.");
    public string NothingFound => T("没有符合条件的文章。", "No post matches.");
    public string NothingPicked => T("一篇也没有勾选，所以什么都没有做。", "No post is ticked, so nothing was done.");
    public string NoTagsNamed => T("请先写出标签的名字。", "Please name the tags first.");
    public string Pick => T("勾选", "Pick");
    public string WithPicked => T("对勾选的文章", "With the ticked posts");
    public string Tags => T("标签，用逗号隔开", "Tags, with commas between");
    public string AddTags => T("加标签", "Add tags");
    public string RemoveTags => T("去掉标签", "Remove tags");
    public string FileThere => T("归到这一类", "File there");
    public string Discard => T("移到回收站", "Move to trash");
    public string Restore => T("恢复为草稿", "Restore as draft");
    public string DeleteForGood => T("彻底删除", "Delete for good");
    public string TrashText => T("回收站里的文章读者看不到，地址仍为它们留着。", "Readers do not see what is in the trash; its addresses are kept for it.");

    public string DeleteText(int count) =>
        IsChinese
            ? $"下面这 {count} 篇连同历史和旧地址的跳转都会消失，找不回来。"
            : (count == 1 ? "This post goes with its history and the redirects from its old addresses. It cannot be brought back." : $"These {count} posts go with their history and the redirects from their old addresses. They cannot be brought back.");

    /// <summary>When a scheduled post turns public, and in which zone that is said.</summary>
    public string PublishesAt(DateTimeOffset at, string zone) =>
        IsChinese
            ? string.Create(CultureInfo.InvariantCulture, $"{at:yyyy 年 M 月 d 日 HH:mm}（{zone}）自动发布")
            : string.Create(CultureInfo.InvariantCulture, $"Goes public on {at:d MMM yyyy, HH:mm} ({zone})");

    public string TaggedWith(string name) => IsChinese ? $"标签：{name}" : $"Tag: {name}";
    public string FiledIn(string name) => IsChinese ? $"分类：{name}" : $"Category: {name}";

    public string ListName(ListState state) =>
        state switch
        {
            ListState.Draft => T("草稿", "Drafts"),
            ListState.Scheduled => T("定时", "Scheduled"),
            ListState.Published => T("已发布", "Published"),
            ListState.Trash => T("回收站", "Trash"),
            _ => T("全部", "All"),
        };

    public string SortName(ListSort sort) =>
        sort switch
        {
            ListSort.Changed => T("最近改动", "Last changed"),
            ListSort.Published => T("发布时间", "Published"),
            ListSort.Title => T("标题", "Title"),
            ListSort.Length => T("字数", "Length"),
            _ => T("待办在前", "Waiting first"),
        };

    public string KindName(PostKind kind) => kind == PostKind.Page ? T("页面", "Page") : T("文章", "Post");

    public string StateName(string state) =>
        state switch
        {
            "live" => T("已发布", "Published"),
            "due" => T("定时", "Scheduled"),
            "trash" => T("回收站", "Trash"),
            _ => T("草稿", "Draft"),
        };

    public string Done(ManyAct act, int count) =>
        act switch
        {
            ManyAct.Tag => IsChinese ? $"给 {count} 篇加上了标签。" : $"{Posts(count)} tagged.",
            ManyAct.Untag => IsChinese ? $"从 {count} 篇去掉了标签。" : $"Tags taken from {Posts(count)}.",
            ManyAct.File => IsChinese ? $"{count} 篇换了分类。" : $"{Posts(count)} filed anew.",
            ManyAct.Discard => IsChinese ? $"{count} 篇移到了回收站。" : $"{Posts(count)} moved to the trash.",
            ManyAct.Restore => IsChinese ? $"{count} 篇恢复成了草稿。" : $"{Posts(count)} restored as drafts.",
            _ => IsChinese ? $"{count} 篇彻底删除了。" : $"{Posts(count)} deleted for good.",
        };

    public string LeftAlone(string titles) =>
        IsChinese ? $"这几篇在列表打开之后有人改过，没有动：{titles}。" : $" Left alone, since somebody changed them after the list was opened: {titles}.";

    /// <summary>What came of an act on many posts; of those left alone only the first are named, since a note travels in a cookie.</summary>
    public string Report(ManyAct act, ManyDone done, string comma)
    {
        const int Named = 5;
        var names = string.Join(comma, done.Changed.Take(Named)) + (done.Changed.Count > Named ? "……" : "");
        return Done(act, done.Count) + (done.Changed.Count > 0 ? LeftAlone(names) : "");
    }

    private static string Posts(int count) => count == 1 ? "1 post" : string.Create(CultureInfo.InvariantCulture, $"{count} posts");
}
