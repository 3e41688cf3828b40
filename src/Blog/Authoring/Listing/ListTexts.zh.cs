using Blog.Data;
using Blog.Data.Posts;
using Blog.Data.Posts.Writing;

namespace Blog.Authoring.Listing;

public sealed partial record ListTexts
{
    /// <summary>Chinese.</summary>
    public static ListTexts Chinese { get; } = new()
    {
        WriteNew = "写新文章",
        FilterByState = "按状态筛选",
        Caption = "文章",
        Title = "标题",
        State = "状态",
        Language = "语言",
        AllLanguages = "所有语言",
        Kind = "种类",
        AllKinds = "文章和页面",
        Category = "分类",
        NoCategory = "不归类",
        Author = "作者",
        WordCount = "字数",
        Time = "时间",
        Sort = "排序",
        Search = "搜索",
        SearchHint = "标题、正文、标签",
        Show = "筛选",
        ShowAll = "看全部",
        Untitled = "（还没有标题）",
        Pinned = "置顶",
        Hidden = "不在列表中显示",
        HasEdit = "有未发布的修改",
        DraftHasEdit = "有没存进草稿的修改",
        IsOutdated = "译文比原文旧",
        View = "查看",
        NoPosts = "还没有文章。",
        NothingFound = "没有符合条件的文章。",
        NothingPicked = "一篇也没有勾选，所以什么都没有做。",
        NoTagsNamed = "请先写出标签的名字。",
        Pick = "勾选",
        WithPicked = "对勾选的文章",
        Tags = "标签，用逗号隔开",
        AddTags = "加标签",
        RemoveTags = "去掉标签",
        FileThere = "归到这一类",
        Discard = "移到回收站",
        Restore = "恢复为草稿",
        DeleteForGood = "彻底删除",
        TrashText = "回收站里的文章读者看不到，地址仍为它们留着。",
        DeleteText = count => $"下面这 {count} 篇连同历史和旧地址的跳转都会消失，找不回来。",
        PublishesAt = (at, zone) => string.Create(CultureInfo.InvariantCulture, $"{at:yyyy 年 M 月 d 日 HH:mm}（{zone}）自动发布"),
        TaggedWith = name => $"标签：{name}",
        FiledIn = name => $"分类：{name}",
        ListName = state => state switch { ListState.Draft => "草稿", ListState.Scheduled => "定时", ListState.Published => "已发布", ListState.Trash => "回收站", _ => "全部" },
        SortName = sort => sort switch { ListSort.Changed => "最近改动", ListSort.Published => "发布时间", ListSort.Title => "标题", ListSort.Length => "字数", _ => "待办在前" },
        KindName = kind => kind == PostKind.Page ? "页面" : "文章",
        StateName = state => state switch { "live" => "已发布", "due" => "定时", "trash" => "回收站", _ => "草稿" },
        Done = (act, count) => act switch
        {
            ManyAct.Tag => $"给 {count} 篇加上了标签。",
            ManyAct.Untag => $"从 {count} 篇去掉了标签。",
            ManyAct.File => $"{count} 篇换了分类。",
            ManyAct.Discard => $"{count} 篇移到了回收站。",
            ManyAct.Restore => $"{count} 篇恢复成了草稿。",
            _ => $"{count} 篇彻底删除了。",
        },
        LeftAlone = titles => $"这几篇在列表打开之后有人改过，没有动：{titles}。",
    };
}
