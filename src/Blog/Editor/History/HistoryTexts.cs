using Blog.Data.Posts;
using Blog.Site.Localization;

namespace Blog.Editor.History;

public sealed class HistoryTexts : Texts<HistoryTexts>
{
    public string Heading => T("历史", "History");
    public string Back => T("‹ 回到文章", "‹ Back to the post");
    public string BackToHistory => T("‹ 历史", "‹ History");

    public string Intro =>
        T(
            "每次发布、保存和导入都留在这里；自动保存留最近一小时的全部，更早的每小时、每天、每周留一份。打开任何一份，可以看改了什么，也可以恢复。",
            "Every publication, save and import is kept here. All autosaves of the last hour are kept; older ones are thinned to one "
                + "per hour, then one per day, then one per week. Open a version to see what changed or to restore it."
        );

    public string Nothing => T("还没有历史：第一次保存之后，这里会留下一份。", "No history yet: it begins with the first save.");

    public string KindName(RevisionKind kind) =>
        kind switch
        {
            RevisionKind.Publish => T("发布", "Published"),
            RevisionKind.Import => T("导入", "Imported"),
            RevisionKind.Autosave => T("自动保存", "Autosaved"),
            RevisionKind.Restore => T("恢复", "Restored"),
            RevisionKind.Conflict => T("冲突的另一个版本", "Conflicting version"),
            _ => T("保存", "Saved"),
        };

    /// <summary>What is typed and not saved, of a draft.</summary>
    public string Unsaved => T("尚未保存的修改", "Unsaved changes");

    /// <summary>The same of a post that is public or will be.</summary>
    public string Unpublished => T("尚未发布的修改", "Unpublished changes");
    public string Unknown => T("未知", "unknown");

    /// <summary>How many autosaves, the first and the last of them.</summary>
    public string Autosaves(int count, string first, string last) =>
        IsChinese ? $"{count} 次自动保存，{first} 到 {last}" : $"{count} autosaves, {first} to {last}";

    /// <summary>Characters and words that came, and that went.</summary>
    public string Change(int came, int went) =>
        came == 0
            ? IsChinese
                ? $"−{went:N0} 字"
                : $"−{Words(went)}"
            : went == 0
                ? IsChinese
                    ? $"+{came:N0} 字"
                    : $"+{Words(came)}"
                : IsChinese
                    ? $"+{came:N0} −{went:N0} 字"
                    : $"+{came:N0} −{went:N0} words";

    public string NoChange => T("字数没有变化", "No change in length");

    public string IsLive => T("已发布的版本", "Live version");

    /// <summary>Marks what the draft holds.</summary>
    public string IsCurrent => T("当前草稿", "Current draft");
    public string Compare => T("比较", "Compare");
    public string CompareWith => T("与哪个版本比较", "Compare with");
    public string Before => T("前一个版本", "Previous version");
    public string First => T("最早的版本，前面没有可比较的", "The earliest version: there is nothing before it to compare");
    public string NowLive => T("已发布的版本", "Live version");
    public string NowDraft => T("当前草稿", "Current draft");

    public string FromTo(string from, string to) => IsChinese ? $"从「{from}」到「{to}」" : $"From “{from}” to “{to}”";

    public string Same => T("两个版本的标题和正文相同。", "Title and text are the same in both.");
    public string TitleChanged => T("标题", "Title");

    public string Line(int line) => IsChinese ? $"第 {line:N0} 行" : $"Line {line:N0}";

    public string WholeText => T("此版本的全文", "Full text of this version");
    public string Restore => T("恢复此版本", "Restore this version");

    public string RestoreDraft =>
        T(
            "草稿的标题和正文会替换为此版本，分类、标签等不变。现有的文字（包括尚未保存的修改）会先存入历史，不会丢失。",
            "Replaces the title and text of the draft with this version; category, tags and the rest stay. The current text, unsaved "
                + "changes included, is kept in the history first: nothing is lost."
        );

    public string RestoreLive =>
        T(
            "读者看到的内容不变：此版本会成为尚未发布的修改，由你检查后再发布。正在编辑的文字会先存入历史，不会丢失。",
            "What readers see does not change: this version becomes your unpublished changes, for you to review and publish. The text "
                + "you are working on is kept in the history first: nothing is lost."
        );

    public string RestoreScheduled =>
        T(
            "到了定时的时间，公开的将是此版本；分类、标签和时间不变。现有的文字会先存入历史，不会丢失。",
            "This version will be published at the scheduled time; category, tags and time stay. The current text is kept in the "
                + "history first: nothing is lost."
        );

    public string RestoreTrash =>
        T(
            "文章在回收站中。请先恢复为草稿，再恢复此版本。",
            "The post is in the trash. Restore it as a draft first, then restore this version."
        );

    public string AlreadyThere =>
        T("编辑器中已是此版本，无需恢复。", "The editor already holds this version; there is nothing to restore.");
    public string DoneDraft => T("已恢复到草稿。之前的文字在历史里。", "Restored to the draft. The previous text is in the history.");

    public string DoneScheduled =>
        T(
            "已恢复：到时间公开的将是此版本。之前的文字在历史里。",
            "Restored: this version will be published at the scheduled time. The previous text is in the history."
        );

    public string DoneLive =>
        T(
            "已恢复为尚未发布的修改，读者看到的没有变。之前的文字在历史里。",
            "Restored as unpublished changes; readers still see the published version. The previous text is in the history."
        );

    /// <summary>Brought back into the editor, but not saved, since something else there is wrong.</summary>
    public string DoneUnsaved =>
        T(
            "此版本已放回编辑器，但尚未保存：文章的其他信息需要先改正，按「保存」会标出位置。之前的文字在历史里。",
            "This version is back in the editor but not saved: another field of the post needs correcting first, and “Save” will show "
                + "which. The previous text is in the history."
        );

    public string Stale =>
        T(
            "打开这一页之后，文章又有改动，因此没有覆盖任何内容。下面是与最新内容的比较；仍要恢复的话，请再按一次。",
            "The post was changed after this page was opened, so nothing was overwritten. The comparison below is up to date; to "
                + "restore anyway, press the button again."
        );

    public string DiskFull =>
        T(
            "服务器磁盘已满，没有做任何改动。请腾出空间后再试。",
            "The server’s disk is full, so nothing was changed. Please free up space and try again."
        );

    private static string Words(int count) => string.Create(CultureInfo.InvariantCulture, $"{count:N0} {(count == 1 ? "word" : "words")}");
}
