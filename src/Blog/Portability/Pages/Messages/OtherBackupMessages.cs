namespace Blog.Portability.Pages.Messages;

/// <summary>What is said of the backups of Halo, Typecho and VanBlog.</summary>
internal static class OtherBackupMessages
{
    public static readonly (string English, string Chinese)[] All =
    [
        (
            "VanBlog's backup does not say which categories were private: before importing, compare {0}",
            "VanBlog 的备份没有写明哪些分类是私密的：导入前请核对这些分类：{0}"
        ),
        (
            "the backup does not hold the settings of Typecho: addresses were taken to be /archives/1/ and /name.html; "
                + "give a copy of the database instead if they were others",
            "备份里没有 Typecho 的设置：地址按默认的 /archives/1/ 和 /name.html 处理；如果原来不是这样，请改用数据库的副本导入"
        ),
        ("is damaged at byte {0:number}, and what follows was not read", "在第 {0} 个字节处损坏，之后的内容没有读取"),
        ("has edits that were not published: only the published text was imported", "有尚未发布的修改：只导入了已发布的文字"),
        ("a value of the dump is longer than {0:number} million characters", "数据库转储里有一个值超过 {0} 百万字符"),
        ("{0} is larger than {1:number} MB", "{0} 超过 {1} MB"),
        (
            "its text cannot be put together, since a change lies outside of it: the text before the changes was imported, as a draft",
            "无法拼出正文：有一处修改超出了正文的范围，已按修改前的文字导入为草稿"
        ),
        ("its text is missing", "缺少正文"),
        ("{0:number} parts of the backup cannot be read: left out", "备份里有 {0} 个部分无法读取，已略去"),
        (
            "{0} is an H2 database, which only Halo itself reads: "
                + "export the data in Halo 1.x as JSON (小工具 → 数据导出), in Halo 2 as a backup (备份)",
            "{0} 是 H2 数据库，只有 Halo 自己能读：请在 Halo 1.x 里用“小工具 → 数据导出”导出 JSON，在 Halo 2 里用“备份”"
        ),
        (
            "the export does not name the time zone of its server: Asia/Shanghai was taken; if it was another, name it with --time-zone",
            "导出文件没有写明服务器的时区：按 Asia/Shanghai 处理；如果不是，请在「默认时区」里写明"
        ),
        ("left out: {0:number} rows of the table '{1}', which are no posts", "已略去：表“{1}”里的 {0} 行，它们不是文章"),
        (
            "left out: {0:number} files that are none of Halo's Markdown export ({1})",
            "已略去：{0} 个不属于 Halo Markdown 导出的文件（{1}）"
        ),
        (
            "Halo's Markdown export does not say which posts were private, withdrawn or in the trash, and has no drafts and pages, "
                + "comments and pictures: before importing, look through the posts; the full backup has all of it",
            "Halo 的 Markdown 导出没有写明哪些文章是私密的、撤回的或在回收站里，也不含草稿、页面、评论和图片：导入前请逐篇核对；完整备份里这些都有"
        ),
        (
            "Halo's Markdown export does not say which posts were drafts, private, protected or in the trash: "
                + "before importing, look through the posts; the data export (JSON) has all of it",
            "Halo 的 Markdown 导出没有写明哪些文章是草稿、私密、加密或在回收站里：导入前请逐篇核对；数据导出（JSON）里这些都有"
        ),
        // of exports of this program
        ("{0:number} redirects lead to what is not here: left out", "有 {0} 条重定向的目标不在这里，已略去"),
        (
            "the blog has posts or settings of its own: the settings of the export are left out",
            "这个博客已有自己的文章或设置，没有采用导出里的设置"
        ),
        ("{0} cannot be read: the settings are left out", "{0} 无法读取，没有采用其中的设置"),
        ("{0}: {1:number} lines cannot be read, left out", "{0}：有 {1} 行无法读取，已略去"),
        ("{0} cannot be read: the images are encoded anew", "{0} 无法读取，图片将重新编码"),
        (
            "{0:number} images are not as the export wrote them: those that posts use are encoded anew, at new addresses",
            "有 {0} 张图片与导出时不同：文章用到的会重新编码，地址随之改变"
        ),
    ];
}
