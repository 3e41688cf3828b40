using Blog.Accounts.Management;
using Blog.Data.People;

namespace Blog.Accounts.People;

public sealed class PeopleTexts : AccountTexts<PeopleTexts>
{
    public string InvitationTitle => T("接受邀请", "Accept invitation");

    public string InvitationText =>
        T(
            "站长邀请你在这里写作。填写名字和密码，即可创建账户。",
            "You are invited to write here. Enter a name and a password to create your account."
        );

    public string MakeAccount => T("创建账户", "Create account");
    public string ResetTitle => T("重设密码", "Reset password");

    public string ResetText =>
        T(
            "设置之后，其他设备都会退出登录；两步验证保持不变。",
            "All other devices will be signed out. Two-step verification stays as it is."
        );

    public string SetPassword => T("设置密码", "Set password");
    public string PasswordSet => T("密码已修改，请用新密码登录。", "Your password was changed. Please sign in with it.");

    public string LinkIsDead =>
        T(
            "这条链接已失效：可能已经用过、过期，或者被撤回。请向对方索取新的链接。",
            "This link is no longer valid: it was used, has expired, or was withdrawn. Please ask for a new one."
        );

    public string Role => T("角色", "Role");
    public string Disabled => T("已停用", "Disabled");
    public string Actions => T("操作", "Actions");
    public string MakeOwner => T("改为站长", "Make owner");
    public string MakeAuthor => T("改为作者", "Make author");
    public string MakeResetLink => T("生成重设密码的链接", "Create password reset link");
    public string Enable => T("重新启用", "Enable");
    public string Disable => T("停用", "Disable");
    public string SureToRemove =>
        T("确认移除，账户将无法恢复。文章会保留。", "Yes, remove this account. It cannot be restored; its posts stay.");
    public string OpenInvitations => T("等待接受的邀请", "Open invitations");
    public string Until => T("有效期至", "Valid until");
    public string Withdraw => T("撤回", "Withdraw");
    public string Invite => T("邀请成员", "Invite someone");

    public string InviteText =>
        T(
            "会生成一条一次性链接，七天内有效。请通过可靠的方式交给对方。",
            "Creates a one-time link, valid for seven days. Send it in a way you trust."
        );

    public string InviteNameHint => T("可以不填，由对方自己填写。", "Optional: the invited person can enter it.");
    public string Link => T("链接", "Link");

    public string LinkFor(string email) => IsChinese ? $"给 {email} 的链接" : $"Link for {email}";

    public string LinkText(bool isReset) =>
        isReset
            ? T(
                "只能使用一次，一小时内有效。请通过可靠的方式交给对方；离开这一页后将不再显示。",
                "It works once, within an hour. Send it in a way you trust: it will not be shown again."
            )
            : T(
                "只能使用一次，七天内有效。请通过可靠的方式交给对方；离开这一页后将不再显示。",
                "It works once, within seven days. Send it in a way you trust: it will not be shown again."
            );

    public string Refused(AccountError why) =>
        why switch
        {
            AccountError.EmailTaken => T("这个邮箱已经有账户了。", "This e-mail address already has an account."),
            AccountError.LastOwner => T(
                "没有执行：站点至少需要一位能登录的站长。",
                "Nothing was done: the site needs at least one owner who can sign in."
            ),
            AccountError.ChangedMeanwhile => T(
                "没有保存：这个账户刚刚在别处被修改过。请查看现在的内容，再改一次。",
                "Nothing was saved: this account was just changed elsewhere. Please check the current values and change them again."
            ),
            AccountError.Busy => T("现在太忙，请稍等几秒再提交一次。", "Too busy right now: please wait a few seconds and try again."),
            _ => T("没有找到：可能已经被移除，或者链接失效了。", "Not found: it may have been removed, or the link is no longer valid."),
        };

    public string RoleName(AccountRole role) => role == AccountRole.Owner ? T("站长", "Owner") : T("作者", "Author");
}
