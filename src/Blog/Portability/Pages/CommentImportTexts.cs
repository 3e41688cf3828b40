using Blog.Portability.Import;
using Blog.Site.Localization;

namespace Blog.Portability.Pages;

public sealed class CommentImportTexts : Texts<CommentImportTexts>
{
    public string Heading => T("导入的评论与阅读数", "Imported comments and counts");

    public string Intro =>
        T(
            "从 Waline、Valine（含 NexT 的阅读数）、Artalk、Twikoo、Disqus、Isso 或 Remark42 搬来的评论与阅读数，按旧页面列出。评论者的姓名和邮箱是个人信息，只保存在数据库里；"
                + "评论功能上线之前，读者看不到这些内容。",
            "Comments and counts of Waline, Valine (with the counters of NexT), Artalk, Twikoo, Disqus, Isso or Remark42, by the page they "
                + "were on. Names and addresses of commenters are personal data and stay in the database; readers see none of this until "
                + "the blog has comments of its own."
        );

    public string New => T("导入评论", "Import comments");
    public string File => T("导出文件", "Export file");

    public string FileHint =>
        T(
            "系统导出的 JSON、XML 或 SQLite 文件，或它们的 .gz、.tar.gz、.zip 压缩包；解压后最大 128 MB。先试运行，看过报告再正式导入。",
            "The JSON, XML or SQLite file that the system exports, or a .gz, .tar.gz or .zip of such files; at most 128 MB unpacked. A dry "
                + "run comes first."
        );

    public string System => T("评论系统", "Comment system");
    public string Site => T("站点", "Site");

    public string SiteHint =>
        T(
            "只在文件含有几个站点时填写：站点名、域名，或带目录的网址。",
            "Only where the file holds several: a site's name, its host, or its address with its folder."
        );

    public string NothingGiven => T("请选择一个文件。", "Choose a file.");
    public string Page => T("旧页面", "Former page");
    public string Post => T("文章", "Post");
    public string Comments => T("评论", "Comments");
    public string Views => T("阅读", "Views");
    public string Act => T("操作", "Action");
    public string OnlyUnmapped => T("还没有归属", "Without a post");
    public string All => T("全部", "All");
    public string NoAddress => T("（没有地址）", "(no address)");
    public string None => T("还没有导入过评论或阅读数。", "No comments or counts have been imported yet.");
    public string NoneUnmapped => T("全部都已归到文章。", "Everything belongs to a post.");
    public string PostAddress => T("文章的地址", "Address of the post");
    public string Map => T("归到这篇文章", "Give to this post");
    public string Delete => T("删除", "Delete");
    public string Mapped => T("已归到文章。", "Given to the post.");
    public string Deleted => T("已删除。", "Deleted.");
    public string Gone => T("这个页面已经不在列表里。", "This page is not in the list any more.");

    public string NoSuchPost(string written) => IsChinese ? $"“{written}”不是任何文章的地址。" : $"“{written}” is the address of no post.";

    public string DeleteHint(int comments) =>
        IsChinese ? $"永久删除这一页的 {comments} 条评论" : $"Deletes the {comments} comments of this page for good";

    public string NotApproved(int waiting, int spam, int trash) =>
        string.Join(
            T("，", ", "),
            new[]
            {
                waiting > 0 ? (IsChinese ? $"{waiting} 条待审" : $"{waiting} waiting") : null,
                spam > 0 ? (IsChinese ? $"{spam} 条垃圾" : $"{spam} spam") : null,
                trash > 0 ? (IsChinese ? $"{trash} 条已删" : $"{trash} deleted") : null,
            }.OfType<string>()
        );

    public string Removed(int comments) => IsChinese ? $"已删除 {comments} 条评论。" : $"{comments} comments removed.";

    public string Totals(CommentTotals totals, bool isDryRun) =>
        IsChinese
            ? $"评论：{(isDryRun ? "将新增" : "新增")} {totals.Added} 条，以前导入过 {totals.Known} 条，{totals.Unmapped} 条还没有归属；"
                + $"{totals.CountedPages} 个页面有阅读数。{Dot(NotApproved(totals.Waiting, totals.Spam, totals.Trash))}"
            : $"Comments: {totals.Added} {(isDryRun ? "to be added" : "added")}, {totals.Known} known already, {totals.Unmapped} without a "
                + $"post; counts of {totals.CountedPages} pages. {Dot(NotApproved(totals.Waiting, totals.Spam, totals.Trash))}";

    /// <summary>What stands behind an entry of a report; empty where nothing is to be said.</summary>
    public string Numbers(ImportEntry entry) =>
        entry is { Comments: 0, Views: 0 } ? ""
        : IsChinese ? $" · {entry.Comments} 条评论，{entry.Views} 次阅读"
        : $" · {entry.Comments} comments, {entry.Views} views";

    private string Dot(string text) => text.Length == 0 ? "" : text + T("。", ".");
}
