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
        ("its text cannot be put together: a change lies outside of it", "无法拼出正文：有一处修改超出了正文的范围"),
        ("its text is missing", "缺少正文"),
        ("the texts of the backup are larger than {0:number} MB", "备份里的文字超过 {0} MB"),
        ("{0:number} parts of the backup cannot be read: left out", "备份里有 {0} 个部分无法读取，已略去"),
        (
            "is an H2 database: export the data as JSON instead (小工具 → 数据导出)",
            "是 H2 数据库：请改用 JSON 数据导出（小工具 → 数据导出）"
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
