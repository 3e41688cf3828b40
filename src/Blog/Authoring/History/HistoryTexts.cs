using Blog.Data;
using Blog.Site;

namespace Blog.Authoring.History;

public sealed class HistoryTexts : Texts<HistoryTexts>
{
    public string Heading => T("历史", "History");
    public string Back => T("‹ 回到文章", "‹ Back to the post");
    public string BackToHistory => T("‹ 历史", "‹ History");

    public string Intro => T(
        "每次发布、保存和导入都留在这里；自动保存留最近一小时的全部，往前每小时、每天、每周留一份。点开任何一份，可以看改了什么，也可以恢复。",
        "Every publication, save and import stays here. Of the autosaves all of the last hour stay; before that one an hour, then "
            + "one a day, then one a week. Open any of them to see what changed, or to bring it back.");

    public string Nothing => T("还没有历史：第一次保存之后，这里会留下一份。", "There is no history yet: the first save begins it.");

    public string KindName(RevisionKind kind) =>
        kind switch
        {
            RevisionKind.Publish => T("发布", "Published"),
            RevisionKind.Import => T("导入", "Imported"),
            RevisionKind.Autosave => T("自动保存", "Autosaved"),
            RevisionKind.Restore => T("恢复", "Restored"),
            RevisionKind.Conflict => T("冲突的另一份", "One side of a conflict"),
            _ => T("保存", "Saved"),
        };

    /// <summary>What is typed and not saved, of a draft.</summary>
    public string Unsaved => T("还没保存的文字", "Not yet saved");

    /// <summary>The same of a post that is public or will be.</summary>
    public string Unpublished => T("还没发布的修改", "Changes not yet published");

    public string Unknown => T("不知是谁", "unknown");

    /// <summary>How many autosaves, the first and the last of them.</summary>
    public string Autosaves(int count, string first, string last) =>
        IsChinese ? $"{count} 次自动保存，{first} 到 {last}" : $"{count} autosaves, {first} to {last}";

    /// <summary>Characters and words that came, and that went.</summary>
    public string Change(int came, int went) =>
        came == 0
            ? IsChinese ? $"−{went:N0} 字" : $"−{Words(went)}"
            : went == 0
                ? IsChinese ? $"+{came:N0} 字" : $"+{Words(came)}"
                : IsChinese ? $"+{came:N0} −{went:N0} 字" : $"+{came:N0} −{went:N0} words";

    public string NoChange => T("字数没有增减", "No words came or went");

    /// <summary>Marks what readers see.</summary>
    public string IsLive => T("读者现在看到的", "What readers see");

    /// <summary>Marks what the draft holds.</summary>
    public string IsCurrent => T("草稿现在的", "What the draft holds");

    public string Compare => T("比较", "Compare");
    public string CompareWith => T("和哪一份比较", "Compare with");
    public string Before => T("它的前一份", "The one before it");
    public string First => T("最早的一份，前面没有可比的", "The earliest one: there is none before it");
    public string NowLive => T("读者现在看到的", "What readers see now");
    public string NowDraft => T("草稿现在的文字", "The draft as it is now");
    public string FromTo(string from, string to) => IsChinese ? $"从「{from}」到「{to}」" : $"From “{from}” to “{to}”";
    public string Same => T("两份的标题和正文一样。", "Title and text are the same in both.");
    public string TitleChanged => T("标题", "Title");
    public string Line(int line) => IsChinese ? $"第 {line:N0} 行" : $"Line {line:N0}";
    public string WholeText => T("这一份的全文", "The whole text of this version");
    public string Restore => T("恢复这一份", "Restore this version");

    public string RestoreDraft => T(
        "草稿的标题和正文会换成这一份，分类、标签等不动。现在的文字，包括还没保存的，先留在历史里，什么也不会丢。",
        "Title and text of the draft become these; category, tags and the rest stay. What is there now, typed but unsaved words "
            + "included, goes into the history first: nothing is lost.");

    public string RestoreLive => T(
        "读者看到的不会变：这一份会成为还没发布的修改，等你看过再发布。正在写的文字先留在历史里，什么也不会丢。",
        "Readers go on seeing what they see: this version becomes your unpublished changes, to look over and publish when you "
            + "like. What you are typing goes into the history first: nothing is lost.");

    public string RestoreScheduled => T(
        "到了定好的时间，公开的会是这一份；分类、标签和时间不动。现在的文字先留在历史里，什么也不会丢。",
        "This version is what will turn public at the time you set; category, tags and time stay. What is there now goes into the "
            + "history first: nothing is lost.");

    public string RestoreTrash =>
        T("文章在回收站里。先把它恢复成草稿，再恢复这一份文字。", "The post is in the trash. Restore it as a draft first, then this version of its text.");

    public string AlreadyThere => T("编辑器里已经是这一份，没有要恢复的。", "The editor holds this very version already, so there is nothing to restore.");
    public string DoneDraft => T("已恢复到草稿。之前的文字在历史里。", "Restored into the draft. The words before it are in the history.");

    public string DoneScheduled =>
        T("已恢复：到时间公开的会是这一份。之前的文字在历史里。", "Restored: this is what will turn public at its time. The words before it are in the history.");

    public string DoneLive => T(
        "已恢复成还没发布的修改，读者看到的没有变。之前的文字在历史里。",
        "Restored as unpublished changes; readers see what they saw before. The words before it are in the history.");

    /// <summary>Brought back into the editor, but not saved, since something else there is wrong.</summary>
    public string DoneUnsaved => T(
        "这一份已放回编辑器，但还没有保存：文章的其他信息里有要先改的地方，按「保存」就会标出来。之前的文字在历史里。",
        "This version is back in the editor, but not saved: something else about the post has to be mended first, and “Save” will "
            + "show what. The words before it are in the history.");

    public string Stale => T(
        "这一页打开之后，文章又有了新的文字，所以什么也没有覆盖。下面已经是和最新情况的比较，确定要恢复的话，请再按一次。",
        "The post was changed after this page was opened, so nothing was overwritten. Below is the comparison with how things "
            + "stand now; press once more if you still want to restore.");

    public string DiskFull =>
        T("服务器的磁盘满了，什么也没有改动。请腾出空间再试。", "The server’s disk is full, so nothing was changed. Please make room and try again.");

    private static string Words(int count) => string.Create(CultureInfo.InvariantCulture, $"{count:N0} {(count == 1 ? "word" : "words")}");
}
