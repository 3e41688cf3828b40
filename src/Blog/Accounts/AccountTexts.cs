using Blog.Site.Localization;

namespace Blog.Accounts;

public abstract class AccountTexts<TSelf> : Texts<TSelf>
    where TSelf : AccountTexts<TSelf>, new()
{
    public string SignInTitle => T("登录", "Sign in");

    /// <summary>The browser is too old for them.</summary>
    public string PasskeyUnable =>
        T(
            "这个浏览器太旧，不支持通行密钥；用密码登录不受影响。",
            "This browser is too old for passkeys. You can still sign in with a password."
        );

    public string PasskeyCancelled =>
        T("没有完成：操作被取消，或者等待太久。可以再试一次。", "Not completed: it was cancelled or took too long. You can try again.");

    public string Email => T("电子邮箱", "E-mail address");
    public string EmailHint =>
        T("只用来登录：读者看不到，站点也不会向它发送邮件。", "Only used to sign in: readers never see it, and nothing is sent to it.");
    public string Busy =>
        T("现在登录的人太多，请稍等几秒再试。", "Too many people are signing in right now. Please wait a few seconds and try again.");
    public string Name => T("名字", "Name");
    public string NameHint => T("读者会看到，作为文章的署名。", "Shown to readers as the author of your posts.");
    public string StaySignedIn => T("在这台设备上保持登录", "Stay signed in on this device");
    public string StaySignedInHint =>
        T(
            "连续三十天不使用才会退出；不勾选则为十二小时。请勿在公用电脑上勾选。",
            "You are signed out after thirty days without use, instead of twelve hours. Do not choose this on a shared computer."
        );
    public string NewPassword => T("新密码", "New password");
    public string SecondFactor => T("两步验证", "Two-step verification");
    public string LastUsed => T("最近使用", "Last used");
    public string On => T("已开启", "On");
    public string Off => T("未开启", "Off");

    public string PasswordHint(int least) =>
        IsChinese
            ? $"至少 {least} 个字符。长比复杂更安全，一句话就很好。"
            : $"At least {least} characters. Longer is better than complicated: a sentence is fine.";
}
