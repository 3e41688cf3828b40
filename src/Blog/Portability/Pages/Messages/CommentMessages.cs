namespace Blog.Portability.Pages.Messages;

/// <summary>What is said of comments and counts of other systems.</summary>
internal static class CommentMessages
{
    public static readonly (string English, string Chinese)[] All =
    [
        (
            "no post has this address: what was imported is kept, and can be given to a post in the admin, under imported comments",
            "没有文章使用这个地址：导入的内容已保留，可以在后台「导入的评论与阅读数」里归到某篇文章"
        ),
        (
            "{0:number} pages are of {1}: if that is another site, name the one to import with --site",
            "有 {0} 个页面属于 {1}：如果那是另一个站点，请在「站点」里填写要导入的站点"
        ),
        ("{0:number} comments have no text: left out", "{0} 条评论没有文字，已略去"),
        ("{0:number} comments are there twice: taken once", "{0} 条评论出现了两次，只导入一次"),
        ("{0:number} comments were longer than {1:number} characters: cut", "{0} 条评论超过 {1} 字，已截断"),
        (
            "{0:number} comments answer one that is not there: they stand below the beginning of their thread, or by themselves",
            "{0} 条评论回复的评论不在文件里：已放到所在讨论的开头之下，或单独列出"
        ),
        ("{0:number} comments have no date: they have that of this import", "{0} 条评论没有日期，按这次导入的时间记录"),
        ("{0:number} counts name no page: left out", "{0} 个计数没有写明页面，已略去"),
        ("{0:number} rows are no comment and no count: left out", "{0} 行既不是评论也不是计数，已略去"),
        (
            "{0:number} dates name no time zone: where they are hours off, take the import back and name it with --time-zone",
            "{0} 个日期没有写明时区：如果差了几个小时，请撤销这次导入，填写「默认时区」后重新导入"
        ),
        ("{0:number} comments and counts are of other sites: left out", "{0} 条评论和计数属于别的站点，已略去"),
        (
            "{0} holds comments instead of counts, as Twikoo before 2.0.7 wrote it: its counts are not in it",
            "{0} 里是评论而不是阅读数：Twikoo 2.0.7 以前的版本会这样导出，阅读数不在其中"
        ),
        (
            "{0} holds exactly {1:number} rows: the export may have been cut off there, so compare its end",
            "{0} 恰好有 {1} 行：导出可能在这里被截断，请核对结尾"
        ),
        (
            "Twikoo marks what waits for approval and spam alike: both wait here",
            "Twikoo 对待审评论和垃圾评论使用同一个标记：在这里都列为待审"
        ),
        // refusals
        ("more than {0:number} comments and counts", "评论和计数超过 {0} 条"),
        ("more than {0:number} files", "文件超过 {0} 个"),
        ("{0} is damaged: it cannot be unpacked", "{0} 已损坏，无法解压"),
        ("{0} is larger than {1:number} MB unpacked", "{0} 解压后超过 {1} MB"),
        ("{0}, line {1:number}: broken JSON", "{0} 第 {1} 行：JSON 已损坏"),
        ("{0}, line {1:number}: broken XML", "{0} 第 {1} 行：XML 已损坏"),
        ("{0} is damaged: the database cannot be read", "{0} 已损坏，无法读取数据库"),
        ("there is no file with comments: JSON, XML or an SQLite database", "没有找到评论文件（JSON、XML 或 SQLite 数据库）"),
        ("{0} is no export of {1}", "{0} 不是 {1} 的导出文件"),
        ("{0} is of none of the systems {1}", "{0} 不属于这些系统：{1}"),
        ("the files are of several systems: {0}; import them one by one", "文件来自几个系统（{0}），请分别导入"),
        ("a WordPress export is imported by import wordpress, its comments with it", "WordPress 的导出文件请作为站点导入，评论会一并导入"),
        ("there are comments of several sites: {0}; name one with --site", "文件含有几个站点的评论（{0}），请在「站点」里填写其中一个"),
        ("there are no comments of the site '{0}'", "没有站点“{0}”的评论"),
        (
            "{0:number} pages whose comments or counts were imported before now belong to posts",
            "以前导入的评论或阅读数里，有 {0} 个页面现在归到了文章"
        ),
    ];
}
