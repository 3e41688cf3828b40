using Blog.Site;

namespace Blog.Authoring.Previewing;

public sealed class LinkTexts : Texts<LinkTexts>
{
    public string Heading => T("预览链接", "Preview links");

    public string Intro => T(
        "拿到链接的人不用登录就能看到这篇文章最新的样子，包括还没发布的修改。到期、收回或文章进了回收站，链接就打不开了；发布之后，它会转到正式的地址。",
        "Whoever has a link reads the newest state of this post without signing in, changes that are not published included. A "
            + "link stops working when it expires, when you revoke it, and while the post is in the trash; once everything is published "
            + "it leads to the post itself.");

    public string IsPublic => T(
        "这篇文章已经公开，也没有还没发布的修改：现在打开链接，会转到正式的地址。开始修改之后，链接显示修改后的样子。",
        "This post is public and has no unpublished changes: a link leads to the post itself for now. Once you begin to change "
            + "it, the link shows the changes.");

    public string InTrash =>
        T("文章在回收站里，预览链接都打不开。先把它恢复成草稿。", "The post is in the trash, where no preview link works. Restore it as a draft first.");

    public string Back => T("‹ 回到文章", "‹ Back to the post");
    public string NewLink => T("新的预览链接", "Your new preview link");

    public string Once(string until) =>
        IsChinese
            ? $"请现在复制：只显示这一次，之后谁也查不到它。有效期到 {until}。"
            : $"Copy it now: it is shown this once, and nobody can look it up later. It works until {until}.";

    public string Life => T("有效期", "Works for");
    public string Days(int days) => days == 1 ? T("1 天", "1 day") : IsChinese ? $"{days} 天" : $"{days} days";
    public string Create => T("生成链接", "Create a link");
    public string Caption => T("有效的预览链接", "Preview links that work");
    public string Made => T("生成于", "Created");
    public string By => T("由谁", "By");
    public string Until => T("有效期到", "Works until");
    public string Actions => T("操作", "Actions");
    public string Revoke => T("收回", "Revoke");
    public string RevokeOf(string made) => IsChinese ? $"收回 {made} 生成的链接" : $"Revoke the link created {made}";
    public string Revoked => T("链接已收回，从现在起打不开了。", "The link is revoked and no longer works.");
    public string Gone => T("这个链接已经不在了。", "That link is gone already.");
    public string None => T("还没有有效的预览链接。", "No preview link works at present.");

    public string TooMany =>
        IsChinese
            ? $"一篇文章最多同时有 {PreviewLinks.Most} 个有效的链接，请先收回几个。"
            : $"A post can have {PreviewLinks.Most} working links at a time. Please revoke some first.";

    public string UnknownLife => T("请从列表里选一个有效期。", "Please choose from the list how long it works.");
    public string Unknown => T("不知是谁", "unknown");

    /// <summary>Above the previewed post.</summary>
    public string Notice(string until) =>
        IsChinese
            ? $"这是预览：内容还没有发布，请不要转发。链接有效期到 {until}。"
            : $"This is a preview of something that is not published. Please do not pass it on. The link works until {until}.";

    public string Unshowable => T(
        "这篇文章现在的文字太长或太复杂，暂时不能预览，请联系给你链接的人。",
        "The present text of this post is too long or too intricate to be shown. Please ask whoever sent you the link.");

    public string TooManyGuesses => T("请稍后再试", "Please try again later");
}
