using Blog.Site.Localization;

namespace Blog.Editor.Completion;

public sealed class CompletionTexts : Texts<CompletionTexts>
{
    public string Untitled => T("无题", "untitled");
    public string Draft => T("草稿", "draft");
    public string Scheduled => T("定时发布", "scheduled");

    public string Posts(int count) =>
        IsChinese ? $"{count} 篇"
        : count == 1 ? "1 post"
        : $"{count} posts";
}
