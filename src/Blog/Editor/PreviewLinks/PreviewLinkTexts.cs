using Blog.Site.Localization;

namespace Blog.Editor.PreviewLinks;

public sealed class PreviewLinkTexts : Texts<PreviewLinkTexts>
{
    public string Heading => T("预览链接", "Preview links");

    public string Intro =>
        T(
            "拿到链接的人不用登录就能看到这篇文章的最新内容，包括尚未发布的修改。链接到期、被收回或文章进了回收站后就会失效；发布之后，它会重定向到正式的地址。",
            "Anyone with a link can read the latest state of this post without signing in, unpublished changes included. A link stops "
                + "working when it expires, when you revoke it, and while the post is in the trash; once everything is published it "
                + "redirects to the post itself."
        );

    public string IsPublic =>
        T(
            "这篇文章已经公开，没有尚未发布的修改：现在打开链接，会重定向到正式的地址。开始修改之后，链接显示修改后的内容。",
            "This post is public and has no unpublished changes, so a link redirects to the post itself for now. Once you start "
                + "editing, the link shows the changes."
        );

    public string InTrash =>
        T(
            "文章在回收站中，预览链接都已失效。请先恢复为草稿。",
            "The post is in the trash, where preview links do not work. Restore it as a draft first."
        );

    public string Back => T("‹ 回到文章", "‹ Back to the post");
    public string NewLink => T("新的预览链接", "Your new preview link");

    public string Once(string until) =>
        IsChinese
            ? $"请现在复制：链接只显示这一次，之后无法再查看。有效期到 {until}。"
            : $"Copy it now: it is shown only once and cannot be looked up later. It is valid until {until}.";

    public string Life => T("有效期", "Valid for");

    public string Days(int days) =>
        days == 1 ? T("1 天", "1 day")
        : IsChinese ? $"{days} 天"
        : $"{days} days";

    public string Create => T("生成链接", "Create a link");
    public string Caption => T("有效的预览链接", "Active preview links");
    public string Made => T("生成于", "Created");
    public string By => T("创建者", "Created by");
    public string Until => T("有效期到", "Valid until");
    public string Actions => T("操作", "Actions");
    public string Revoke => T("收回", "Revoke");

    public string RevokeOf(string made) => IsChinese ? $"收回 {made} 生成的链接" : $"Revoke the link created {made}";

    public string Revoked => T("链接已收回，不再有效。", "The link was revoked and no longer works.");
    public string Gone => T("这个链接已不存在。", "This link no longer exists.");
    public string None => T("还没有有效的预览链接。", "There are no active preview links.");

    public string TooMany =>
        IsChinese
            ? $"一篇文章最多同时有 {PreviewLinkStore.Most} 个有效的链接，请先收回几个。"
            : $"A post can have {PreviewLinkStore.Most} active links at a time. Please revoke some first.";

    public string UnknownLife => T("请从列表中选择有效期。", "Please choose from the list how long it is valid.");
    public string Unknown => T("未知", "unknown");

    public string Notice(string until) =>
        IsChinese
            ? $"这是预览：内容还没有发布，请不要转发。链接有效期到 {until}。"
            : $"This is a preview of unpublished content. Please do not share it. The link is valid until {until}.";

    public string Unshowable =>
        T(
            "这篇文章目前太长或太复杂，暂时无法预览，请联系给你链接的人。",
            "This post is currently too long or too complex to preview. Please contact whoever sent you the link."
        );

    public string TooManyGuesses => T("请稍后再试", "Please try again later");
}
