using Blog.Site.Localization;

namespace Blog.Admin.Settings;

public sealed class NotationTexts : Texts<NotationTexts>
{
    public string Group => T("Markdown 扩展写法", "More Markdown");

    public string Hint =>
        T(
            "从别的博客搬来的文章常用这些写法。改动后，已有的文章会在后台重新生成；Markdown 原文不变。",
            "Posts from other blogs often use these. Posts are rendered again in the background; their Markdown stays as it is."
        );

    public string Contents => T("[TOC] 变成目录", "[TOC] becomes a list of headings");

    public string ContentsHint =>
        T(
            "单独成段的 [TOC]、[[toc]]、@[toc] 或 <!-- toc --> 处列出文章的各级标题。",
            "For [TOC], [[toc]], @[toc] or <!-- toc --> in a paragraph of its own."
        );

    public string Marks => T("==文字== 加底色", "==text== is highlighted");

    public string Containers => T("::: 容器变成提示框", "::: containers become boxes");

    public string ContainersHint =>
        T(
            "如 ::: tip 标题 … :::，另有 note、info、warning、danger；details 是可以展开的折叠内容。可以嵌套。",
            "Such as ::: tip Title … :::, also note, info, warning and danger; details is a text to unfold. They can be nested."
        );

    public string Emoji => T("表情短名变成表情", "Short names become emoji");

    public string EmojiHint =>
        T(
            "如 :smile:。代码里的不变，10:30:45 这样的时间和 :) 这样的符号也不变。",
            "Such as :smile:. Code stays as it is, and so do times such as 10:30:45 and signs such as :)."
        );
}
