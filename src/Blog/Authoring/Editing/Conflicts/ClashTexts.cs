using Blog.Site;

namespace Blog.Authoring.Editing.Conflicts;

public sealed class ClashTexts : Texts<ClashTexts>
{
    public string Heading => T("这篇文章有两个版本", "This post has two versions");

    /// <summary>Who, when, title, merged stretches, clashes.</summary>
    public string Intro(string who, string time, string title, int merged, int clashes) =>
        IsChinese
            ? $"你在写的时候，{who}在 {time} 保存了同一篇《{title}》。两份都已留底，什么也不会丢。" + Count(merged, clashes)
            : $"While you were writing, {who} saved “{title}” at {time}. Both versions are kept in the history, and nothing is lost." + CountInEnglish(merged, clashes);

    /// <summary>The same for a comparison that was asked for.</summary>
    public string Asked(string who, string time, string title, int merged, int clashes) =>
        IsChinese
            ? $"左边是{who}在 {time} 保存的《{title}》，右边是这台设备上的。" + Count(merged, clashes)
            : $"On the left “{title}” as {who} saved it at {time}, on the right what this device holds." + CountInEnglish(merged, clashes);

    public string Another => T("另一个窗口", "another window");

    public string Clash(int number, int count, int line) =>
        IsChinese ? $"冲突 {number} / {count} · 第 {line} 行" : $"Conflict {number} of {count} · line {line}";

    public string Merged(int line) => IsChinese ? $"已自动合并 · 第 {line} 行" : $"Merged already · line {line}";
    public string Start => T("共同的起点", "Where both began");
    public string Theirs(string who, string time) => $"{who} · {time}";
    public string Mine(string time) => IsChinese ? $"你的这一份 · {time}" : $"Yours · {time}";
    public string TakeThis => T("用这一份", "Use this");
    public string TakeDeletion => T("用这一份（删掉）", "Use this (delete it)");
    public string Unchanged => T("没有改动", "No change");
    public string Deleted => T("（删掉了）", "(deleted)");
    public string Nothing => T("（没有）", "(nothing)");
    public string Facts => T("文章信息不同的地方", "What differs beside the text");
    public string Apply => T("按上面的选择重新合并", "Merge again by these choices");

    public string Torn => T(
        "选择和合并的结果都改过了。这里留着你改的结果，没有按新的选择重做；要按选择重做，请按「按上面的选择重新合并」，否则再按一次保存。",
        "You changed both the choices and the result. Your result stands here as you wrote it. To make it anew from the choices, "
            + "press “Merge again by these choices”; else save once more.");

    public string Result => T("合并的结果，可以再改", "The merged result, yours to change");
    public string SaveMerged => T("保存合并的结果", "Save the merged result");
    public string KeepMine => T("用我的这一份", "Keep mine");
    public string TakeTheirs => T("用已保存的那一份", "Take theirs");
    public string SaveAsNew => T("把我的另存为草稿", "Save mine as a new draft");
    public string Later => T("以后再说", "Later");
    public string TookTheirs => T("用了已保存的那一份；你的那一份在历史里。", "The saved version stays; yours is in the history.");
    public string SavedAsNew => T("你的那一份另存成了这份草稿。", "Your version became this draft.");
    public string Yes => T("是", "yes");
    public string No => T("否", "no");
    public string None => T("（空）", "(empty)");
    public string ByTitle => T("（跟着标题走）", "(follows the title)");

    private static string Count(int merged, int clashes) =>
        (merged > 0 ? $"不冲突的 {merged} 处已经合好" + (clashes > 0 ? "，" : "。") : "") + (clashes > 0 ? $"{(merged > 0 ? "剩下" : "有")} {clashes} 处要你来定。" : "");

    private static string CountInEnglish(int merged, int clashes) =>
        (merged > 0 ? $" {merged} {(merged == 1 ? "change is" : "changes are")} merged already." : "") + (clashes > 0 ? $" {clashes} {(clashes == 1 ? "is" : "are")} yours to decide." : "");
}
