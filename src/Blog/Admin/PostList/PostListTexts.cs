using Blog.Data.Posts;
using Blog.Data.Posts.Writing;
using Blog.Site.Localization;

namespace Blog.Admin.PostList;

public sealed class PostListTexts : Texts<PostListTexts>
{
    public string WriteNew => T("写新文章", "New post");
    public string FromTemplate => T("从模板新建", "New from template");
    public string FilterByState => T("按状态筛选", "Filter by status");
    public string Caption => T("文章", "Posts");
    public string Title => T("标题", "Title");
    public string State => T("状态", "Status");
    public string Language => T("语言", "Language");
    public string AllLanguages => T("所有语言", "All languages");
    public string Kind => T("种类", "Kind");
    public string AllKinds => T("文章和页面", "Posts and pages");
    public string Copies => T("复制到其他平台", "Copies for other platforms");
    public string AnyCopies => T("不论是否复制过", "Copied or not");
    public string OutdatedCopies => T("复制后又改过", "Changed since copied");
    public string Category => T("分类", "Category");
    public string NoCategory => T("未分类", "No category");
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
    public string Hidden => T("不在列表中显示", "Unlisted");
    public string HasEdit => T("有尚未发布的修改", "Has unpublished changes");
    public string DraftHasEdit => T("有尚未保存的修改", "Has unsaved changes");
    public string IsOutdated => T("译文比原文旧", "Translation outdated");
    public string View => T("查看", "View");
    public string NoPosts => T("还没有文章。", "There are no posts yet.");
    public string NothingFound => T("没有符合条件的文章。", "No matching posts.");
    public string NothingPicked => T("没有选中任何文章，因此没有执行。", "No posts are selected, so nothing was done.");
    public string NoTagsNamed => T("请先填写标签。", "Please enter the tags first.");
    public string Pick => T("勾选", "Select");

    /// <summary>Ticks all posts that match the filter.</summary>
    /// <param name="hasMorePages">Whether some of them are on other pages of the list.</param>
    public string PickAll(int count, bool hasMorePages) =>
        IsChinese
            ? $"选中全部 {count} 篇" + (hasMorePages ? "，包括其他页" : "")
            : (count == 1 ? "Select the only post" : $"Select all {count} posts") + (hasMorePages ? ", on all pages" : "");

    public string WithPicked => T("对选中的文章", "With selected posts");
    public string Tags => T("标签，用逗号隔开", "Tags, separated by commas");
    public string AddTags => T("添加标签", "Add tags");
    public string RemoveTags => T("移除标签", "Remove tags");
    public string FileThere => T("设置分类", "Set category");
    public string Discard => T("移到回收站", "Move to trash");
    public string Restore => T("恢复为草稿", "Restore as draft");
    public string DeleteForGood => T("永久删除", "Delete permanently");
    public string TrashText =>
        T("读者看不到回收站中的文章，它们的地址仍会保留。", "Readers cannot see posts in the trash; their addresses stay reserved.");

    public string DeleteText(int count) =>
        IsChinese ? $"以下 {count} 篇文章及其历史和旧地址的重定向将被永久删除，无法恢复。"
        : count == 1 ? "This post, its history and the redirects from its old addresses will be deleted. This cannot be undone."
        : $"These {count} posts, their history and the redirects from their old addresses will be deleted. This cannot be undone.";

    /// <summary>When a scheduled post turns public, and in which zone that is said.</summary>
    public string PublishesAt(DateTimeOffset at, string zone) =>
        IsChinese
            ? string.Create(CultureInfo.InvariantCulture, $"{at:yyyy 年 M 月 d 日 HH:mm}（{zone}）自动发布")
            : string.Create(CultureInfo.InvariantCulture, $"Will be published on {at:d MMM yyyy, HH:mm} ({zone})");

    public string TaggedWith(string name) => IsChinese ? $"标签：{name}" : $"Tag: {name}";

    public string FiledIn(string name) => IsChinese ? $"分类：{name}" : $"Category: {name}";

    public string ListName(PostListState state) =>
        state switch
        {
            PostListState.Draft => T("草稿", "Drafts"),
            PostListState.Scheduled => T("定时", "Scheduled"),
            PostListState.Published => T("已发布", "Published"),
            PostListState.Trash => T("回收站", "Trash"),
            _ => T("全部", "All"),
        };

    public string SortName(PostListSort sort) =>
        sort switch
        {
            PostListSort.Changed => T("最近改动", "Last modified"),
            PostListSort.Published => T("发布时间", "Published"),
            PostListSort.Title => T("标题", "Title"),
            PostListSort.Length => T("字数", "Length"),
            _ => T("待办在前", "Pending first"),
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

    public string Done(BulkAction act, int count) =>
        act switch
        {
            BulkAction.Tag => IsChinese ? $"已为 {count} 篇添加标签。" : $"{Posts(count)} tagged.",
            BulkAction.Untag => IsChinese ? $"已从 {count} 篇移除标签。" : $"Tags removed from {Posts(count)}.",
            BulkAction.File => IsChinese ? $"已更改 {count} 篇的分类。" : $"Category changed for {Posts(count)}.",
            BulkAction.Discard => IsChinese ? $"已将 {count} 篇移到回收站。" : $"{Posts(count)} moved to the trash.",
            BulkAction.Restore => IsChinese ? $"已将 {count} 篇恢复为草稿。" : $"{Posts(count)} restored as drafts.",
            _ => IsChinese ? $"已永久删除 {count} 篇。" : $"{Posts(count)} deleted permanently.",
        };

    public string LeftAlone(string titles) =>
        IsChinese
            ? $"以下文章在列表打开之后被修改过，已跳过：{titles}。"
            : $" Skipped, because they were changed after the list was opened: {titles}.";

    /// <summary>Of the posts left alone only the first are named, since the message travels in a cookie.</summary>
    public string Report(BulkAction act, BulkResult done, string comma)
    {
        const int Named = 5;
        var names = string.Join(comma, done.Changed.Take(Named)) + (done.Changed.Count > Named ? "……" : "");
        return Done(act, done.Count) + (done.Changed.Count > 0 ? LeftAlone(names) : "");
    }

    private static string Posts(int count) => count == 1 ? "1 post" : string.Create(CultureInfo.InvariantCulture, $"{count} posts");
}
