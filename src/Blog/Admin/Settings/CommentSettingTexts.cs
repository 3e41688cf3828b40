using Blog.Site.Localization;

namespace Blog.Admin.Settings;

public sealed class CommentSettingTexts : Texts<CommentSettingTexts>
{
    public string Group => T("评论", "Comments");

    public string Hint =>
        T(
            "读者不用账户就能在文章下留言。每条评论审核后才显示。单篇文章可以在编辑页关闭评论。",
            "Readers comment below posts without an account. A comment is shown once it is approved. The editor can close a single post."
        );

    public string Enabled => T("显示评论，并允许读者发表", "Show comments and let readers write them");
    public string NonInteractive => T("非交互站点", "Non-interactive site");

    public string NonInteractiveHint =>
        T(
            "一次去掉全部评论、表单和相关的订阅源，页面上不留任何痕迹。个人网站在中国大陆备案时通常要求如此。评论仍保存在数据库里。",
            "Removes all comments, forms and their feeds at once, without a trace on any page: usually required of personal sites that are "
                + "registered in mainland China. The comments stay in the database."
        );

    public string AsksWebsite => T("询问网站", "Ask for a website");

    public string AsksWebsiteHint =>
        T(
            "留言的人可以填网站，名字会变成链接。垃圾评论多半冲着这个来。",
            "Writers can name a website that their name links to. Most spam is after that link."
        );

    public string NewestFirst => T("最新的在前", "Newest first");
    public string ChecksScript => T("文字与文章不同的评论要审核", "Hold comments in another script");

    public string ChecksScriptHint =>
        T(
            "例如中文文章下没有一个汉字的评论，即使是信任的人写的也先等待审核。",
            "Such as one without a Chinese character below a Chinese post: it waits, whoever wrote it."
        );

    public string CloseAfterDays => T("多少天后关闭评论", "Days until a post is closed");
    public string CloseAfterDaysHint => T("从发布算起；0 为不关闭。", "Since its publication; 0 for never.");
}
