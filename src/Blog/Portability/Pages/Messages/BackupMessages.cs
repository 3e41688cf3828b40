namespace Blog.Portability.Pages.Messages;

/// <summary>What is said of backups of other systems.</summary>
internal static class BackupMessages
{
    public static readonly (string English, string Chinese)[] All =
    [
        (
            "experimental: the import from {0} was only tried on files made after its public source; compare the posts",
            "试验性功能：从 {0} 导入只用按公开源代码编写的文件试过，请核对文章"
        ),
        ("there is no backup of {0} that can be read", "找不到可以读取的 {0} 备份"),
        ("this is no backup that can be read: known are those of {0}", "这不是可以读取的备份：支持 {0} 的备份"),
        ("the archive was not unpacked ({0})", "压缩包没有解开（{0}）"),
        ("the texts of the backup are larger than {0:number} GB", "备份里的文章超过 {0} GB"),
        ("is in the backup twice: the first one was taken", "在备份里出现了两次，采用第一份"),
        ("is broken here, and what follows was not read ({0})", "从这里开始损坏，后面的内容没有读取（{0}）"),
        ("elements are nested more than {0:number} deep", "元素嵌套超过 {0} 层"),
        ("{0:known}: imported as a draft that shows its HTML as it was", "{0}：已导入为草稿，正文原样显示它的 HTML"),
        ("has no id", "没有编号"),
        ("its text is longer than {0:number} MB", "正文超过 {0} MB"),
        ("left out: {0:number} items of the kind '{1}', which only a plugin knows", "已略去：{0} 个“{1}”类型的条目，只有插件认得"),
        ("visibility: password", "可见性：密码保护"),
        ("visibility: {0}", "可见性：{0}"),
        ("code that was put into its page was left out", "注入页面的代码已略去"),
        ("left out: code that was put into all pages ({0})", "已略去：注入所有页面的代码（{0}）"),
        ("left out: {0:number} redirects of the old site that lead to no post of it", "已略去：旧站有 {0} 条重定向，指向的都不是它的文章"),
        ("card '{0}' is for members and newsletters: left out", "卡片 {0} 只给会员和邮件读者看，已略去"),
        ("unknown card '{0}': left out", "不认识的卡片 {0}，已略去"),
        ("status: {0}", "状态：{0}"),
    ];
}
