namespace Blog.Authoring.Editing.Conflicts;

/// <summary>The words of the page with two versions, in one language.</summary>
public sealed record ClashTexts
{
    /// <summary>Chinese.</summary>
    public static ClashTexts Chinese { get; } = new()
    {
        Heading = "这篇文章有两个版本",
        Intro = (who, time, title, merged, clashes) => $"你在写的时候，{who}在 {time} 保存了同一篇《{title}》。两份都已留底，什么也不会丢。" + Count(merged, clashes),
        Asked = (who, time, title, merged, clashes) => $"左边是{who}在 {time} 保存的《{title}》，右边是这台设备上的。" + Count(merged, clashes),
        Another = "另一个窗口",
        Clash = (number, count, line) => $"冲突 {number} / {count} · 第 {line} 行",
        Merged = line => $"已自动合并 · 第 {line} 行",
        Start = "共同的起点",
        Theirs = (who, time) => $"{who} · {time}",
        Mine = time => $"你的这一份 · {time}",
        TakeThis = "用这一份",
        TakeDeletion = "用这一份（删掉）",
        Unchanged = "没有改动",
        Deleted = "（删掉了）",
        Nothing = "（没有）",
        Facts = "文章信息不同的地方",
        Apply = "按上面的选择重新合并",
        Torn = "选择和合并的结果都改过了。这里留着你改的结果，没有按新的选择重做；要按选择重做，请按「按上面的选择重新合并」，否则再按一次保存。",
        Result = "合并的结果，可以再改",
        SaveMerged = "保存合并的结果",
        KeepMine = "用我的这一份",
        TakeTheirs = "用已保存的那一份",
        SaveAsNew = "把我的另存为草稿",
        Later = "以后再说",
        TookTheirs = "用了已保存的那一份；你的那一份在历史里。",
        SavedAsNew = "你的那一份另存成了这份草稿。",
        Yes = "是",
        No = "否",
        None = "（空）",
        ByTitle = "（跟着标题走）",
    };

    /// <summary>English.</summary>
    public static ClashTexts English { get; } = new()
    {
        Heading = "This post has two versions",
        Intro = (who, time, title, merged, clashes) => $"While you were writing, {who} saved “{title}” at {time}. Both versions are kept in the history, and nothing is lost." + CountInEnglish(merged, clashes),
        Asked = (who, time, title, merged, clashes) => $"On the left “{title}” as {who} saved it at {time}, on the right what this device holds." + CountInEnglish(merged, clashes),
        Another = "another window",
        Clash = (number, count, line) => $"Conflict {number} of {count} · line {line}",
        Merged = line => $"Merged already · line {line}",
        Start = "Where both began",
        Theirs = (who, time) => $"{who} · {time}",
        Mine = time => $"Yours · {time}",
        TakeThis = "Use this",
        TakeDeletion = "Use this (delete it)",
        Unchanged = "No change",
        Deleted = "(deleted)",
        Nothing = "(nothing)",
        Facts = "What differs beside the text",
        Apply = "Merge again by these choices",
        Torn = "You changed both the choices and the result. Your result stands here as you wrote it. To make it anew from the choices, press “Merge again by these choices”; else save once more.",
        Result = "The merged result, yours to change",
        SaveMerged = "Save the merged result",
        KeepMine = "Keep mine",
        TakeTheirs = "Take theirs",
        SaveAsNew = "Save mine as a new draft",
        Later = "Later",
        TookTheirs = "The saved version stays; yours is in the history.",
        SavedAsNew = "Your version became this draft.",
        Yes = "yes",
        No = "no",
        None = "(empty)",
        ByTitle = "(follows the title)",
    };

    public required string Heading { get; init; }

    /// <summary>Who, when, title, merged stretches, clashes.</summary>
    public required Func<string, string, string, int, int, string> Intro { get; init; }

    /// <summary>The same for a comparison that was asked for.</summary>
    public required Func<string, string, string, int, int, string> Asked { get; init; }

    public required string Another { get; init; }

    public required Func<int, int, int, string> Clash { get; init; }

    public required Func<int, string> Merged { get; init; }

    public required string Start { get; init; }

    public required Func<string, string, string> Theirs { get; init; }

    public required Func<string, string> Mine { get; init; }

    public required string TakeThis { get; init; }

    public required string TakeDeletion { get; init; }

    public required string Unchanged { get; init; }

    public required string Deleted { get; init; }

    public required string Nothing { get; init; }

    public required string Facts { get; init; }

    public required string Apply { get; init; }

    public required string Torn { get; init; }

    public required string Result { get; init; }

    public required string SaveMerged { get; init; }

    public required string KeepMine { get; init; }

    public required string TakeTheirs { get; init; }

    public required string SaveAsNew { get; init; }

    public required string Later { get; init; }

    public required string TookTheirs { get; init; }

    public required string SavedAsNew { get; init; }

    public required string Yes { get; init; }

    public required string No { get; init; }

    public required string None { get; init; }

    public required string ByTitle { get; init; }

    /// <summary>The words of a language; English where there are none.</summary>
    /// <param name="languageTag">BCP 47 tag.</param>
    public static ClashTexts Of(string languageTag) => languageTag.StartsWith("zh", StringComparison.OrdinalIgnoreCase) ? Chinese : English;

    private static string Count(int merged, int clashes) =>
        (merged > 0 ? $"不冲突的 {merged} 处已经合好" + (clashes > 0 ? "，" : "。") : "") + (clashes > 0 ? $"{(merged > 0 ? "剩下" : "有")} {clashes} 处要你来定。" : "");

    private static string CountInEnglish(int merged, int clashes) =>
        (merged > 0 ? $" {merged} {(merged == 1 ? "change is" : "changes are")} merged already." : "") + (clashes > 0 ? $" {clashes} {(clashes == 1 ? "is" : "are")} yours to decide." : "");
}
