using Blog.Site.Localization;

namespace Blog.Comments.Privacy;

/// <summary>What is stored of those who comment, said to them.</summary>
public sealed class PrivacyTexts : Texts<PrivacyTexts>
{
    public string Heading => T("评论与隐私", "Comments and privacy");

    public string Intro =>
        T(
            "写评论不需要账户。下面是你写评论时本站保存的全部信息、保存多久，以及怎样删除。",
            "Commenting needs no account. This is everything that this site stores when you comment, for how long, and how it is deleted."
        );

    public string Stored => T("保存什么", "What is stored");
    public string Public =>
        T(
            "公开的：你填写的称呼、评论内容、发送时间；如果填了网站，也会公开。",
            "Public: the name that you give, your text, the time, and your website if you enter one."
        );
    public string Mail =>
        T(
            "邮箱是选填的，只有本站作者看得到，不会公开，也不会发给别的服务。",
            "The mail address is optional. Only the authors of this site see it; it is never shown, and no other service gets it."
        );

    public string Network(int days, int longest) =>
        IsChinese
            ? $"发送时的网络地址，用来防垃圾评论：{days} 天后只留网段，{longest} 天后删除。"
            : $"The network address it was sent from, against spam: after {days} days only its network is kept, "
                + $"after {longest} days nothing.";

    public string Cookie =>
        T(
            "这个浏览器里有一个 Cookie，记着你发过的评论的链接，让你能修改或删除它们。它只发给本站的评论页面，不用来识别你的浏览。",
            "A cookie in this browser holds the links of comments that you sent, so that you can change or delete "
                + "them. Only this site’s comment pages get it, and it follows you nowhere."
        );
    public string Notices =>
        T(
            "本站作者可能用聊天软件接收新评论的通知，其中有称呼和评论内容，没有邮箱和网络地址。",
            "The authors may be told of new comments by a chat service; such a notice holds name and text, but "
                + "neither mail nor network address."
        );
    public string NobodyElse =>
        T(
            "没有第三方脚本、头像服务或统计。头像图案由本站根据称呼生成。",
            "There are no scripts of third parties, no avatar service and no tracking. "
                + "The pattern beside a name is made here from the name."
        );

    public string Kept => T("保存多久", "How long it is kept");
    public string Comments => T("评论一直保留，直到你或作者删除。", "Comments stay until you or an author deletes them.");

    public string Spam(int days) =>
        IsChinese ? $"被当作垃圾评论的，{days} 天后删除。" : $"What is taken for spam is removed after {days} days.";

    public string Backups => T("已删除的评论可能还在备份里，直到备份过期。", "A deleted comment may remain in backups until these expire.");

    public string Deleting => T("怎样删除", "How to delete it");
    public string ByLink =>
        T(
            "发送评论后你会得到一个只有你知道的链接：15 分钟内可以修改，任何时候都可以删除。",
            "After sending a comment you get a link that only you know: it changes the comment for 15 minutes, and deletes it at any time."
        );
    public string ByAuthor =>
        T(
            "链接丢了也没关系：联系作者，作者可以一次删除你的全部评论和所有相关信息。",
            "Without the link, ask an author of this site, who can erase all of your comments and everything about them at once."
        );
}
