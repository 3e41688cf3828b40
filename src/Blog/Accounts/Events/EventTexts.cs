using Blog.Data.Security;

namespace Blog.Accounts.Events;

public sealed class EventTexts : AccountTexts<EventTexts>
{
    public string Title => T("最近的登录与更改", "Recent sign-ins and changes");

    public string Intro =>
        T("保留一百八十天。一小时内相同的拒绝合并成一行。", "Kept for 180 days. Equal refusals within an hour are one line.");

    public string Show => T("显示", "Show");
    public string Nothing => T("没有记录。", "Nothing is recorded.");
    public string What => T("事件", "Event");
    public string Who => T("账户", "Account");
    public string When => T("时间", "Time");
    public string Network => T("网络", "Network");

    public string By(string name) => IsChinese ? $"由 {name} 操作" : $"by {name}";

    public string Times(int count) => IsChinese ? $"× {count} 次" : $"× {count}";

    public string NameOf(EventGroup group) =>
        group switch
        {
            EventGroup.Visits => T("登录", "Sign-ins"),
            EventGroup.Refusals => T("被拒绝", "Refused"),
            EventGroup.Changes => T("更改", "Changes"),
            _ => T("全部", "All"),
        };

    public string NameOf(SecurityEventKind kind) =>
        kind switch
        {
            SecurityEventKind.SignedIn => T("登录", "Signed in"),
            SecurityEventKind.Confirmed => T("再次确认身份", "Confirmed who they are"),
            SecurityEventKind.SignedOut => T("退出", "Signed out"),
            SecurityEventKind.SessionEnded => T("在其他设备上退出", "Signed another device out"),
            SecurityEventKind.SignInFailed => T("登录失败", "Sign-in failed"),
            SecurityEventKind.SignInRefused => T("登录被拒绝", "Sign-in refused"),
            SecurityEventKind.CodeFailed => T("验证码错误", "Wrong code"),
            SecurityEventKind.ConfirmationFailed => T("再次确认失败", "Confirmation failed"),
            SecurityEventKind.SecondFactorOn => T("开启两步验证", "Two-step verification turned on"),
            SecurityEventKind.SecondFactorOff => T("关闭两步验证", "Two-step verification turned off"),
            SecurityEventKind.RecoveryCodesMade => T("重新生成恢复代码", "New recovery codes"),
            SecurityEventKind.PasskeyAdded => T("添加通行密钥", "Passkey added"),
            SecurityEventKind.PasskeyRemoved => T("移除通行密钥", "Passkey removed"),
            SecurityEventKind.PasswordChanged => T("修改密码", "Password changed"),
            SecurityEventKind.PasswordReset => T("重设密码", "Password reset"),
            SecurityEventKind.PasswordSignInOff => T("关闭密码登录", "Password sign-in turned off"),
            SecurityEventKind.PasswordSignInOn => T("重新允许密码登录", "Password sign-in turned on"),
            SecurityEventKind.EmailChanged => T("修改邮箱", "E-mail address changed"),
            SecurityEventKind.AccountAdded => T("新账户", "Account added"),
            SecurityEventKind.AccountRemoved => T("删除账户", "Account removed"),
            SecurityEventKind.AccountDisabled => T("停用账户", "Account disabled"),
            SecurityEventKind.AccountEnabled => T("启用账户", "Account enabled"),
            SecurityEventKind.RoleChanged => T("修改角色", "Role changed"),
            SecurityEventKind.LinkMade => T("生成一次性链接", "One-time link made"),
            SecurityEventKind.TokenMade => T("生成令牌", "Token made"),
            SecurityEventKind.SettingsChanged => T("修改设置", "Settings changed"),
            SecurityEventKind.BackupDownloaded => T("下载备份", "Backup downloaded"),
            SecurityEventKind.KeysRevoked => T("撤销密钥", "Keys revoked"),
            SecurityEventKind.CsrfRefused => T("拒绝伪造的请求", "Forged request refused"),
            SecurityEventKind.AccessRefused => T("无权访问", "Access refused"),
            _ => T("拒绝 Webhook", "Webhook refused"),
        };

    /// <summary>What the words of the log mean; one that needs no words is as it is.</summary>
    public string? MethodName(string? method) =>
        method switch
        {
            "password" => T("密码", "password"),
            "password-and-code" => T("密码和验证码", "password and code"),
            "password-and-recovery-code" => T("密码和恢复代码", "password and recovery code"),
            "code" => T("验证码", "code"),
            "recovery-code" => T("恢复代码", "recovery code"),
            "passkey" => T("通行密钥", "passkey"),
            "passkey-needed" => T("只有密码，没有通行密钥", "password without the passkey"),
            "link" => T("一次性链接", "one-time link"),
            "invitation" => T("邀请", "invitation"),
            "too-many" => T("尝试太多", "too many attempts"),
            "busy" => T("同时尝试太多", "too many at once"),
            "one" => T("一台设备", "one device"),
            "all" => T("所有设备", "all devices"),
            "author" => T("改为作者", "now an author"),
            "owner" => T("改为站长", "now an owner"),
            "preview-link" => T("预览链接", "preview link"),
            "webhook" => T("Webhook 密钥", "secret of the webhook"),
            "site" => T("站点", "site"),
            "git" => T("Git 仓库", "Git repository"),
            "friends" => T("友链页", "friends page"),
            "export" => T("导出文件", "export"),
            "other-site" => T("来自其他网站", "from another site"),
            "token" => T("缺少有效的表单令牌", "without a valid form token"),
            "no such address" => T("没有这个地址", "no such address"),
            "wrong type" => T("类型不对", "wrong type"),
            "too large" => T("太大", "too large"),
            "wrong or missing signature, or too old" => T("签名缺失、不对或已过期", "signature missing, wrong or too old"),
            "seen before" => T("重复的消息", "seen before"),
            "command-line" => T("命令行", "command line"),
            _ => method,
        };
}
