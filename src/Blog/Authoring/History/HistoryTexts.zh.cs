using Blog.Data.Posts;

namespace Blog.Authoring.History;

public sealed partial record HistoryTexts
{
    /// <summary>Chinese.</summary>
    public static HistoryTexts Chinese { get; } = new()
    {
        Heading = "历史",
        Back = "‹ 回到文章",
        BackToHistory = "‹ 历史",
        Intro = "每次发布、保存和导入都留在这里；自动保存留最近一小时的全部，往前每小时、每天、每周留一份。点开任何一份，可以看改了什么，也可以恢复。",
        Nothing = "还没有历史：第一次保存之后，这里会留下一份。",
        KindName = kind => kind switch
        {
            RevisionKind.Publish => "发布",
            RevisionKind.Import => "导入",
            RevisionKind.Autosave => "自动保存",
            RevisionKind.Restore => "恢复",
            RevisionKind.Conflict => "冲突的另一份",
            _ => "保存",
        },
        Unsaved = "还没保存的文字",
        Unpublished = "还没发布的修改",
        Unknown = "不知是谁",
        Autosaves = (count, first, last) => $"{count} 次自动保存，{first} 到 {last}",
        Change = (came, went) => came == 0 ? $"−{went:N0} 字" : went == 0 ? $"+{came:N0} 字" : $"+{came:N0} −{went:N0} 字",
        NoChange = "字数没有增减",
        IsLive = "读者现在看到的",
        IsCurrent = "草稿现在的",
        Compare = "比较",
        CompareWith = "和哪一份比较",
        Before = "它的前一份",
        First = "最早的一份，前面没有可比的",
        NowLive = "读者现在看到的",
        NowDraft = "草稿现在的文字",
        FromTo = (from, to) => $"从「{from}」到「{to}」",
        Same = "两份的标题和正文一样。",
        TitleChanged = "标题",
        Line = line => $"第 {line:N0} 行",
        WholeText = "这一份的全文",
        Restore = "恢复这一份",
        RestoreDraft = "草稿的标题和正文会换成这一份，分类、标签等不动。现在的文字，包括还没保存的，先留在历史里，什么也不会丢。",
        RestoreLive = "读者看到的不会变：这一份会成为还没发布的修改，等你看过再发布。正在写的文字先留在历史里，什么也不会丢。",
        RestoreScheduled = "到了定好的时间，公开的会是这一份；分类、标签和时间不动。现在的文字先留在历史里，什么也不会丢。",
        RestoreTrash = "文章在回收站里。先把它恢复成草稿，再恢复这一份文字。",
        AlreadyThere = "编辑器里已经是这一份，没有要恢复的。",
        DoneDraft = "已恢复到草稿。之前的文字在历史里。",
        DoneScheduled = "已恢复：到时间公开的会是这一份。之前的文字在历史里。",
        DoneLive = "已恢复成还没发布的修改，读者看到的没有变。之前的文字在历史里。",
        DoneUnsaved = "这一份已放回编辑器，但还没有保存：文章的其他信息里有要先改的地方，按「保存」就会标出来。之前的文字在历史里。",
        Stale = "这一页打开之后，文章又有了新的文字，所以什么也没有覆盖。下面已经是和最新情况的比较，确定要恢复的话，请再按一次。",
        DiskFull = "服务器的磁盘满了，什么也没有改动。请腾出空间再试。",
    };
}
