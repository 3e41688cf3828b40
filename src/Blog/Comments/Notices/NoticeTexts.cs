using Blog.Site.Localization;

namespace Blog.Comments.Notices;

public sealed class NoticeTexts : Texts<NoticeTexts>
{
    public string Decide => T("查看并处理", "View and decide");
    public string OpenQueue => T("打开评论管理", "Open the comments");
    public string Nameless => T("匿名", "Anonymous");
    public string TestTitle => T("测试通知", "Test notice");
    public string TestText => T("如果你看到这条消息，说明通知设置正确。", "If you read this, notices arrive.");

    public string Title(string post, bool waits) =>
        IsChinese
            ? waits
                ? $"《{post}》有新评论等待审核"
                : $"《{post}》有新评论"
            : waits
                ? $"A comment on “{post}” waits for approval"
                : $"New comment on “{post}”";

    public string WaitingFeed(string site) => IsChinese ? $"{site} · 待审核的评论" : $"{site} · Comments that wait";

    public string Summary(int count) => T($"有 {count} 条新评论", $"{count} new comments");

    public string SummaryText(int waiting) =>
        waiting == 0 ? T("都已公开。", "All of them are public.")
        : IsChinese ? $"其中 {waiting} 条等待审核。"
        : waiting == 1 ? "One of them waits for approval."
        : $"{waiting} of them wait for approval.";

    public string Said(string? name, string text) => IsChinese ? $"{name ?? Nameless}：\n{text}" : $"{name ?? Nameless}:\n{text}";
}
