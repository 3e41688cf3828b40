using Blog.Portability.Downloads;
using Blog.Portability.Export;
using Blog.Site.Localization;

namespace Blog.Portability.Pages;

public sealed class ExportTexts : Texts<ExportTexts>
{
    public string Intro =>
        T(
            "把整个博客打包带走：文章是带 front matter 的 Markdown，图片放在旁边，设置、标签、重定向和评论是数据文件。这个压缩包可以再导入本程序，也可以直接用 Hexo 或 Hugo 打开。",
            "Take the whole blog with you: posts are Markdown with front matter, images lie beside them, and settings, tags, redirects and "
                + "comments are data files. This program imports the archive again, and Hexo and Hugo open it as it is."
        );

    public string New => T("制作导出", "Make an export");

    public string PublicNote =>
        T(
            "不勾选时只包含读者看得到的内容，可以放进公开的仓库。密码、密钥、网络地址和历史版本从不导出，它们在备份里。",
            "Without a tick it holds only what readers can see, and may lie in a public repository. Passwords, keys, network addresses and "
                + "revisions are never exported; they are in backups."
        );

    public string Drafts => T("草稿", "Drafts");
    public string Scheduled => T("定时发布的文章", "Scheduled posts");
    public string Trash => T("回收站", "Trash");
    public string All => T("全部内容", "Everything");

    public string AllHint =>
        T(
            "除了以上三项，还有未公开的评论、评论者的邮箱和没有文章用到的图片。请不要公开这样的压缩包。",
            "Besides these three, comments that readers do not see, e-mail addresses of commenters, and images that no post uses. Do not "
                + "publish such an archive."
        );

    public string Make => T("开始导出", "Export");
    public string Running => T("正在导出……", "Exporting…");
    public string Refresh => T("刷新", "Refresh");
    public string ProgressLabel => T("导出进度", "Progress of the export");
    public string Busy => T("已有一个导出正在进行，请等它完成。", "An export is being made already; wait for it to finish.");
    public string Ready => T("已完成的导出", "The export");
    public string Download => T("下载", "Download");
    public string Warnings => T("请留意", "Please note");
    public string Gone => T("这个导出已经不在了，请重新制作。", "This export is gone; make a new one.");

    public string Failed(string reason) => IsChinese ? $"导出没有完成：{reason}" : $"The export was not finished: {reason}";

    public string Counted(int done, int total) => IsChinese ? $"{done} / {total}" : $"{done} of {total}";

    public string Holds(ExportArchive archive, string at, string size) =>
        IsChinese
            ? $"{at}，{archive.Report.Posts} 篇文章和页面、{archive.Report.Images} 张图片、{archive.Report.Comments} 条评论，{size}。一天后或程序重启后删除。"
            : $"{at}: {archive.Report.Posts} posts and pages, {archive.Report.Images} images, {archive.Report.Comments} comments; {size}. "
                + "It is deleted after a day, or when the program restarts.";

    /// <summary>What it holds besides what readers can see; null if nothing.</summary>
    public string? Also(ExportRequest request)
    {
        var parts = request.All
            ? [All]
            : new[] { request.Drafts ? Drafts : null, request.Scheduled ? Scheduled : null, request.Trash ? Trash : null }
                .OfType<string>()
                .ToList();
        return parts.Count == 0 ? null
            : IsChinese ? "包含：" + string.Join('、', parts)
            : "Includes: " + string.Join(", ", parts).ToLowerInvariant();
    }
}
