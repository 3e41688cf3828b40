using Blog.Site.Localization;

namespace Blog.Admin.Settings;

public sealed class SecurityTexts : Texts<SecurityTexts>
{
    public string Group => T("安全", "Security");
    public string RequiresSecondFactor => T("所有人登录都必须两步验证", "Everybody must sign in with two factors");

    public string RequiresSecondFactorHint =>
        T(
            "只用密码登录的人，要先添加通行密钥或开启验证器，才能打开管理页面。通行密钥本身就算两步。",
            "Whoever signs in with a password alone must add a passkey or an authenticator before any page of the admin opens. A passkey "
                + "counts as two factors."
        );

    public string Contact => T("安全问题的联系方式", "Contact for security problems");

    public string ContactHint =>
        T(
            "邮箱或 https 网址，公布在 /.well-known/security.txt，方便发现漏洞的人联系你。留空则没有这个文件。",
            "An e-mail or https address, published in /.well-known/security.txt for whoever finds a weakness. Leave empty for no such file."
        );

    public string BadContact =>
        T("请填写邮箱，或以 https:// 开头的网址。", "Please enter an e-mail address, or one that begins with https://.");
    public string Policy => T("漏洞报告须知的网址", "Address of your reporting rules");
    public string PolicyHint => T("选填，也写进 security.txt。", "Optional; security.txt names it too.");
    public string BadPolicy => T("请填写以 https:// 开头的网址。", "Please enter an address that begins with https://.");
}
