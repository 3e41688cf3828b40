using Blog.Site.Localization;

namespace Blog.Site.AdminLayout;

public sealed class FormRecoveryTexts : Texts<FormRecoveryTexts>
{
    public string Title(FormRecoveryReason cause) =>
        cause switch
        {
            FormRecoveryReason.SignedOut => T("登录已失效，内容仍在", "You are signed out; your text is safe"),
            FormRecoveryReason.Expired => T("表单已过期，内容仍在", "This form has expired; your text is safe"),
            _ => T("磁盘已满，内容仍在", "The disk is full; your text is safe"),
        };

    public string Text(FormRecoveryReason cause) =>
        cause switch
        {
            FormRecoveryReason.SignedOut => T(
                "提交时登录已失效，因此没有执行。你写的内容都在下面：请先在新标签页里登录，再回到这一页重新提交。",
                "You were no longer signed in when this was submitted, so nothing was done. Everything you wrote is below: sign "
                    + "in in a new tab, come back to this page and submit it again."
            ),
            FormRecoveryReason.Expired => T(
                "打开页面之后，登录状态变了，或者浏览器没有带上凭据，因此没有执行。你写的内容都在下面，可以直接重新提交。",
                "Your sign-in changed after the page was opened, or the browser did not send its cookies, so nothing was done. "
                    + "Everything you wrote is below and can be submitted again right away."
            ),
            _ => T(
                "服务器磁盘已满，没有保存。你写的内容都在下面：请先不要关闭这一页，腾出空间后重新提交。",
                "The server’s disk is full, so nothing was saved. Everything you wrote is below: keep this page open, free up "
                    + "space and submit it again."
            ),
        };

    public string SignIn => T("在新标签页里登录", "Sign in in a new tab");
    public string SendAgain => T("重新提交", "Submit again");
    public string Written => T("你写的正文", "Your text");
    public string Others => T("表单里的其他内容", "Other fields of the form");
    public string Files => T("选过的文件没有保留，请回到原来的页面重新选择。", "Files are not kept: please go back and choose them again.");

    public string Secrets =>
        T("密码与验证码不会保留，重新提交之后请再填一次。", "Passwords and codes are not kept: please enter them again after submitting.");
}
