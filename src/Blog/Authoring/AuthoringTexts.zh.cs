namespace Blog.Authoring;

public sealed partial record AuthoringTexts
{
    /// <summary>Chinese.</summary>
    public static AuthoringTexts Chinese { get; } = new()
    {
        NoPosts = "还没有文章。",
        PostsCaption = "文章，新的在前",
        Title = "标题",
        State = "状态",
        Language = "语言",
        Words = "字数",
        Time = "时间",
        StateName = state => state switch { "live" => "已发布", "due" => "定时", _ => "草稿" },
    };
}
