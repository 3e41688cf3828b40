using Blog.Site.Localization;

namespace Blog.Editor.Conflicts;

public sealed class ConflictTexts : Texts<ConflictTexts>
{
    public string Heading => T("这篇文章有两个版本", "This post has two versions");

    /// <summary>Who, when, title, merged stretches, conflicts.</summary>
    public string Intro(string who, string time, string title, int merged, int conflicts) =>
        (
            IsChinese
                ? $"在你编辑期间，{who}在 {time} 保存了同一篇《{title}》。两个版本都在历史里，不会丢失。"
                : $"While you were writing, {who} saved “{title}” ({time}). Both versions are in the history; nothing is lost."
        ) + Count(merged, conflicts);

    /// <summary>The same for a comparison that was asked for.</summary>
    public string Asked(string who, string time, string title, int merged, int conflicts) =>
        (
            IsChinese
                ? $"左边是{who}在 {time} 保存的《{title}》，右边是这台设备上的版本。"
                : $"On the left is “{title}” as saved by {who} ({time}), on the right the version on this device."
        ) + Count(merged, conflicts);

    /// <summary>The same for a conflict with the connected Git repository.</summary>
    public string WithRepository(string who, string time, string title, int merged, int conflicts) =>
        (
            IsChinese
                ? $"左边是{who}在 {time} 保存在博客里的《{title}》，右边是仓库里的版本。"
                : $"On the left is “{title}” as saved in the blog by {who} ({time}), on the right the version in the repository."
        ) + Count(merged, conflicts);

    public string Repository => T("仓库里的版本", "In the repository");

    public string Another => T("另一个窗口", "another window");

    public string ConflictNumber(int number, int count, int line) =>
        IsChinese ? $"冲突 {number} / {count} · 第 {line} 行" : $"Conflict {number} of {count} · line {line}";

    public string Merged(int line) => IsChinese ? $"已自动合并 · 第 {line} 行" : $"Merged · line {line}";

    public string Start => T("原来的版本", "Original version");

    public string Theirs(string who, string time) => $"{who} · {time}";

    public string Mine(string time) => IsChinese ? $"你的版本 · {time}" : $"Yours · {time}";

    public string TakeThis => T("用这一份", "Use this");
    public string TakeDeletion => T("用这一份（删除）", "Use this (delete it)");
    public string Unchanged => T("没有改动", "No change");
    public string Deleted => T("（已删除）", "(deleted)");
    public string Nothing => T("（没有）", "(nothing)");
    public string Facts => T("文章信息的差异", "Other differences");
    public string Apply => T("按上面的选择重新合并", "Merge again with these choices");

    public string BothChanged =>
        T(
            "选择和合并结果都改过了。这里保留的是你修改的结果，没有按新的选择重新合并；要重新合并，请按「按上面的选择重新合并」，否则请再保存一次。",
            "You changed both the choices and the result. Your edited result is kept here. To rebuild it from the choices, press "
                + "“Merge again with these choices”; otherwise save again."
        );

    public string Result => T("合并结果，可以修改", "Merged result, editable");
    public string SaveMerged => T("保存合并结果", "Save the merged result");
    public string KeepMine => T("保留我的版本", "Keep mine");
    public string TakeTheirs => T("采用已保存的版本", "Take theirs");
    public string TakeRepository => T("采用仓库里的版本", "Take the repository’s version");
    public string KeepBlog => T("保留博客里的版本", "Keep the blog’s version");
    public string SaveRepositoryAsNew => T("把仓库里的版本另存为草稿", "Save the repository’s version as a new draft");
    public string SaveAsNew => T("把我的版本另存为草稿", "Save mine as a new draft");
    public string Later => T("以后再说", "Later");
    public string TookTheirs => T("已采用保存的版本；你的版本在历史里。", "The saved version was kept; yours is in the history.");
    public string SavedAsNew => T("你的版本已另存为这份草稿。", "Your version was saved as this draft.");
    public string Yes => T("是", "yes");
    public string No => T("否", "no");
    public string None => T("（空）", "(empty)");
    public string ByTitle => T("（根据标题生成）", "(from the title)");

    private string Count(int merged, int conflicts) =>
        (merged, conflicts) switch
        {
            (0, 0) => "",
            (0, _) => IsChinese ? $"有 {conflicts} 处需要你来决定。" : $" {Undecided(conflicts)}",
            (_, 0) => IsChinese ? $"不冲突的 {merged} 处已自动合并。" : $" {Merges(merged)}",
            _ => IsChinese
                ? $"不冲突的 {merged} 处已自动合并，剩下 {conflicts} 处需要你来决定。"
                : $" {Merges(merged)} {Undecided(conflicts)}",
        };

    private static string Merges(int count) =>
        count == 1 ? "1 change was merged automatically." : $"{count} changes were merged automatically.";

    private static string Undecided(int count) => count == 1 ? "1 needs your decision." : $"{count} need your decision.";
}
