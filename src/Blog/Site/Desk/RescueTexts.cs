namespace Blog.Site;

public sealed class RescueTexts : Texts<RescueTexts>
{
    public string Title(RescueCause cause) =>
        cause switch
        {
            RescueCause.SignedOut => T("登录已结束，内容还在", "You are signed out, your text is here"),
            RescueCause.Expired => T("这张表单过期了，内容还在", "This form has expired, your text is here"),
            _ => T("磁盘满了，内容还在", "The disk is full, your text is here"),
        };

    public string Text(RescueCause cause) =>
        cause switch
        {
            RescueCause.SignedOut => T(
                "你提交的时候已经没有登录，所以什么也没有执行。你写的都在下面：先在新标签页里登录，再回到这一页重新提交。",
                "You were no longer signed in when this was sent, so nothing was done. All you wrote is below: sign in in a new "
                    + "tab, come back to this page, and send it again."),
            RescueCause.Expired => T(
                "页面打开之后，登录状态变了，或者浏览器没有带上它的凭据，所以什么也没有执行。你写的都在下面，可以直接重新提交。",
                "Since the page was opened the sign-in has changed, or the browser did not send its credentials, so nothing was "
                    + "done. All you wrote is below and can be sent again right away."),
            _ => T(
                "服务器的磁盘满了，所以没有保存。你写的都在下面：请先别关闭这一页，腾出空间后重新提交。",
                "The server’s disk is full, so nothing was saved. All you wrote is below: keep this page open, make room, and "
                    + "send it again."),
        };

    public string SignIn => T("在新标签页里登录", "Sign in in a new tab");
    public string SendAgain => T("重新提交", "Send again");
    public string Written => T("你写的正文", "What you wrote");
    public string Others => T("表单里的其他内容", "What else was in the form");
    public string Files => T("选过的文件没有留下，请回到原来的页面重新选择。", "Files are not kept: please go back and choose them again.");
    public string Secrets => T("密码与验证码不会保留，重新提交之后请再填一次。", "Passwords and codes are not kept: please type them again after sending.");
}
